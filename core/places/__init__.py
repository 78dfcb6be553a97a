"""Countries, counties and municipalities."""
