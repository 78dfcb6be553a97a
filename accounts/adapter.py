"""What allauth asks the portal."""

from allauth.account.adapter import DefaultAccountAdapter


class PortalAccountAdapter(DefaultAccountAdapter):
    """Sign-in by e-mail."""
