"""Rows made for tests."""
