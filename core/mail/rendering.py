"""Writing a mail: text always, HTML beside it, in the recipient's language."""

import datetime as dt
from email.utils import format_datetime, formataddr, parseaddr
from functools import cache
from typing import Any

import css_inline
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.utils import translation

from core.mail.kinds import Letter, MailKind
from core.mail.models import OutboxMessage

MAX_SUBJECT = 200


@cache
def _inliner() -> css_inline.CSSInliner:
    """Return the inliner; it fetches nothing."""
    return css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=True, keep_at_rules=True)


def one_line(text: str) -> str:
    """Return text with every kind of line break and control character made a space: nothing can end a header early."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def message_id(message: OutboxMessage) -> str:
    """Return the Message-ID of a mail: the same at every attempt, so that a mail sent twice is shown once."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{message.message_id}@{domain}>"


def render(
    message: OutboxMessage, kind: MailKind, letter: Letter, connection: BaseEmailBackend | None = None
) -> EmailMultiAlternatives:
    """Return a mail ready to be sent, in the language of the row."""
    with translation.override(message.language):
        context = _context(message, letter)
        subject = one_line(letter.subject or render_to_string(f"{kind.template}.subject.txt", context))
        text = render_to_string(f"{kind.template}.txt", context).strip() + "\n"
        html = render_to_string(f"{kind.template}.html", {**context, "subject": subject})
    mail = EmailMultiAlternatives(
        subject=subject[:MAX_SUBJECT],
        body=text,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[_address(letter.to)],
        reply_to=[_address(letter.reply_to)] if letter.reply_to else None,
        headers=_headers(message, letter),
        connection=connection,
    )
    mail.attach_alternative(_inliner().inline(html), "text/html")
    for attachment in letter.attachments:
        mail.attach(attachment)
    return mail


def _context(message: OutboxMessage, letter: Letter) -> dict[str, Any]:
    return {
        "site_name": settings.WAGTAIL_SITE_NAME,
        "site_url": settings.WAGTAILADMIN_BASE_URL,
        "language": message.language,
        "unsubscribe_url": letter.unsubscribe_url,
        **letter.context,
    }


def _headers(message: OutboxMessage, letter: Letter) -> dict[str, str]:
    headers = {
        "Message-ID": message_id(message),
        "Date": format_datetime(message.created_at.astimezone(dt.UTC)),
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "Content-Language": message.language,
    }
    if letter.unsubscribe_url:
        headers["List-Unsubscribe"] = f"<{letter.unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        headers["Precedence"] = "bulk"
    return headers


def _address(text: str) -> str:
    name, address = parseaddr(one_line(text))
    return formataddr((name, address)) if name else address
