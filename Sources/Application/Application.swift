/// Application, being built.
