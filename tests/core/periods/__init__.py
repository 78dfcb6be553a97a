"""Tests of core.periods."""
