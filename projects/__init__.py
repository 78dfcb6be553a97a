"""Programmes, projects, results and methods."""
