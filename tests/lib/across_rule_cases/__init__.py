"""Cases of the rules of the house over rows, tables and years, one module per return."""
