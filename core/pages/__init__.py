"""The abstract base page and what every page template needs."""
