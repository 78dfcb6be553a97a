"""What went wrong when a mail was sent, as a class: tried again, or not.

Never the server's own text, which may hold an address.
"""

import smtplib
import ssl
from dataclasses import dataclass

from django.core.mail import BadHeaderError
from django.template import TemplateDoesNotExist, TemplateSyntaxError

_CONTENT = (BadHeaderError, TemplateDoesNotExist, TemplateSyntaxError, ValueError, TypeError, LookupError)


@dataclass(frozen=True)
class Fault:
    """A class of error. `permanent` is not tried again; `server` means that no other mail would get through now."""

    code: str
    permanent: bool = False
    server: bool = False


def classify(error: Exception) -> Fault:
    """Return the class of an error.

    RFC 5321, 4.2.1: a reply 5xx is permanent, 4xx transient. A refused sign-in is our own fault, not the mail's, and
    mends when the password is mended.
    """
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return Fault("authentication", server=True)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _text in error.recipients.values()] or [550]
        return _by_reply(max(codes))
    if isinstance(error, smtplib.SMTPConnectError):
        return Fault("connection", server=True)
    if isinstance(error, smtplib.SMTPResponseException):
        return _by_reply(error.smtp_code)
    if isinstance(error, (smtplib.SMTPServerDisconnected, ssl.SSLError, ConnectionError, TimeoutError, OSError)):
        return Fault("connection", server=True)
    status = getattr(error, "status_code", None)
    if isinstance(status, int):
        return Fault(f"http_{status}", permanent=400 <= status < 500 and status not in {401, 403, 408, 429})
    if isinstance(error, _CONTENT):
        return Fault(f"content_{type(error).__name__}"[:60], permanent=True)
    return Fault(type(error).__name__[:60])


def _by_reply(code: int) -> Fault:
    return Fault(f"smtp_{code}", permanent=code >= 500)
