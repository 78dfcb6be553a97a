"""The test suite: one folder per app, plus contracts, browser tests and what they share."""
