"""Seminars and webinars: found, registered for, attended, and gone back to."""
