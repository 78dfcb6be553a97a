"""System checks that keep the architecture."""
