"""Tests of the project bank."""
