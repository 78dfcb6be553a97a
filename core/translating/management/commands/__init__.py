"""Commands of the translations."""
