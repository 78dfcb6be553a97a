"""Money: a decimal amount that always carries its currency."""
