"""Measuring: time and queries against an empty Wagtail, and the weight of a page."""
