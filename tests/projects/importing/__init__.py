"""Tests of the import of project records."""
