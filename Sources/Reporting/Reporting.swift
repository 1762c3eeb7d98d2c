/// Reporting, being built.
