"""Users, roles and the one Organisation."""
