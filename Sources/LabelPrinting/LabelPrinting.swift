/// LabelPrinting, being built.
