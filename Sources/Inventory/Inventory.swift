/// Inventory, being built.
