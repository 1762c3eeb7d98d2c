/// Documents, being built.
