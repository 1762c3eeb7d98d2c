/// CommandLine, being built.
