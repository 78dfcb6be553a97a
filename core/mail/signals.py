"""What the outbox tells."""

from django.dispatch import Signal

# There is mail in the outbox, and its transaction is committed.
mail_waiting = Signal()
