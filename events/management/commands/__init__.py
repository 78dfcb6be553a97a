"""Commands of seminars."""
