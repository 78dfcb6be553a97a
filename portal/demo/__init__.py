"""Believable content to show the portal with: read from content/ and translations/, loaded and removed by command."""
