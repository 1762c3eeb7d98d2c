/// Refurbishment, being built.
