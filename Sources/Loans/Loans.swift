/// Loans, being built.
