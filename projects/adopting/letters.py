"""Mail about methods in use: to the office when something is told, and to who told it after a year."""

from django.urls import reverse
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from core.mail import kinds, outbox
from core.mail.links import absolute, absolute_url
from core.mail.models import OutboxMessage
from core.reading import public
from partners.letters import office_address
from projects.adopting.kinds import REMINDER, TOLD
from projects.enums import AdoptionState
from projects.models import Adoption


def _adoption_of(row: OutboxMessage) -> Adoption | None:
    return Adoption.objects.select_related("method").filter(pk=outbox.referenced_id(row)).first()


def build_told(row: OutboxMessage) -> kinds.Letter | None:
    """Return the mail to the office; None when the story is erased or the office has no address."""
    adoption, to = _adoption_of(row), office_address()
    if adoption is None or not to:
        return None
    address = absolute(reverse("wagtailsnippets_projects_adoption:edit", args=[adoption.pk]))
    return kinds.Letter(to=to, context={"adoption": adoption, "address": address})


def build_reminder(row: OutboxMessage) -> kinds.Letter | None:
    """Return the question how it goes; None when it is no longer to be asked."""
    adoption = _adoption_of(row)
    if adoption is None or not adoption.email or adoption.state != AdoptionState.PUBLISHED:
        return None
    pages = public(Page.objects.filter(translation_key=adoption.method.translation_key))
    page = pages.filter(locale__language_code=adoption.language).first() or pages.first()
    return kinds.Letter(
        to=adoption.email,
        context={
            "adoption": adoption,
            "title": page.title if page is not None else adoption.method.title,
            "address": absolute_url("projects:adopt", adoption.method.translation_key, language=adoption.language),
        },
    )


def register() -> None:
    """Enter the kinds."""
    kinds.register(kinds.MailKind(TOLD, gettext_lazy("A method in use"), "emails/adoption_told", build_told))
    kinds.register(
        kinds.MailKind(
            REMINDER, gettext_lazy("Question after a year with a method"), "emails/adoption_reminder", build_reminder
        )
    )
