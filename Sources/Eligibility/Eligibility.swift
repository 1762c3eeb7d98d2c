/// Eligibility, being built.
