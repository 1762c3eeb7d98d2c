/// Storage, being built.
