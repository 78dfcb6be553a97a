"""Telling the contact of a page that somebody has written."""

from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from core.mail import kinds, outbox
from core.mail.models import OutboxMessage
from core.navigation.models import SiteSettings
from home.models import FormPage, Message

MESSAGE_RECEIVED = "home.message"


def build_message_mail(row: OutboxMessage) -> kinds.Letter | None:
    """Return the mail about a message; None when the message is erased or nobody is named to get it."""
    message = Message.objects.select_related("page").filter(pk=outbox.referenced_id(row)).first()
    if message is None:
        return None
    recipient = recipient_of(message)
    if not recipient:
        return None
    return kinds.Letter(
        to=recipient,
        context={"message": message},
        reply_to=message.email,
    )


def recipient_of(message: Message) -> str:
    """Return the address of whoever answers: the page's own, else the organisation's; empty when neither is set."""
    page = message.page.specific if message.page is not None else None
    if isinstance(page, FormPage) and page.recipient:
        return page.recipient
    site = page.get_site() if page is not None else None
    site = site or Site.objects.filter(is_default_site=True).first()
    details = SiteSettings.objects.filter(site=site).first()
    return details.email if details is not None else ""


def register_kinds() -> None:
    """Enter the kinds of mail of these pages."""
    kinds.register(
        kinds.MailKind(MESSAGE_RECEIVED, _("Message through a form"), "emails/message_received", build_message_mail)
    )
