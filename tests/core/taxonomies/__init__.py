"""Tests of core.taxonomies."""
