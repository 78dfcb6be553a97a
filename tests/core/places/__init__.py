"""Tests of core.places."""
