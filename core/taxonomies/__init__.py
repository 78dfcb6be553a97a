"""Grounds, levels, target groups and themes: one slug, a label per language."""
