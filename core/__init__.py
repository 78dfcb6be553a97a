"""The foundation: imports no other app of the portal."""
