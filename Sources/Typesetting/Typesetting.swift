/// Typesetting, being built.
