"""Wire contracts: one module per publisher."""
