"""Experimentverkstaden: from an open call to a submitted application."""
