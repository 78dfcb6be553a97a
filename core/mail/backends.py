"""Where mail goes when no mail server is set."""

from django.core.mail.backends.filebased import EmailBackend


class LocalMailboxBackend(EmailBackend):
    """Keeps every sent mail as a file."""
