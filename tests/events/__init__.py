"""Tests of seminars."""
