"""Template tags of the translations."""
