/// Directory, being built.
