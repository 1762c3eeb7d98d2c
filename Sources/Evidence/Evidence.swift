/// Evidence, being built.
