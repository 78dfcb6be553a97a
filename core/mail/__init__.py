"""Outbox with retries, subscriptions, and the local mailbox."""
