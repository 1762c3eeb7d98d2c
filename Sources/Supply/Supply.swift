/// Supply, being built.
