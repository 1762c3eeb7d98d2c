/// Arguments, being built.
