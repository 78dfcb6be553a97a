"""Stemming, queries and highlights over Wagtail's index."""
