"""Contact points: a role, an address, telephone numbers."""
