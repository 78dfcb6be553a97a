"""What happens to partners: records follow their pages, organisations ask to join."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from core.mail import outbox
from core.pages.sources import is_source
from partners.letters import REQUEST_RECEIVED, REQUEST_TOLD
from partners.models import (
    JoinRequest,
    Partner,
    PartnerNewsPage,
    PartnerPage,
    Partnership,
    PartnershipMember,
    PartnershipPage,
)

# How long a request to join is kept: long enough to be answered and taken up again within the year.
KEPT_DAYS = 365


# --- records --------------------------------------------------------------------------------


@transaction.atomic
def partner_published(page: PartnerPage) -> Partner | None:
    """Write the record of a partner after one of its pages was published; return it.

    None when a translation is published before its original ever was.
    """
    record = Partner.objects.select_for_update().filter(translation_key=page.translation_key).first()
    news_follows(page)
    if not is_source(page, record):
        return record
    record = record or Partner(translation_key=page.translation_key, locale=page.locale)
    record.title, record.source_page = page.title, page.page_ptr
    record.organisation = page.organisation
    record.model_workplace_since = page.model_workplace_since
    record.save()
    return record


def news_follows(section: PartnerPage) -> None:
    """Let the news of a section be that of its organisation, also when it was moved there or the section changed."""
    PartnerNewsPage.objects.child_of(section).update(organisation=section.organisation)


@transaction.atomic
def partnership_published(page: PartnershipPage) -> Partnership | None:
    """Write the record of a partnership and its members; return it.

    None when a translation is published before its original ever was.
    """
    record = Partnership.objects.select_for_update().filter(translation_key=page.translation_key).first()
    if not is_source(page, record):
        return record
    record = record or Partnership(translation_key=page.translation_key, locale=page.locale)
    record.title, record.source_page = page.title, page.page_ptr
    record.first_year, record.last_year = page.first_year, page.last_year
    record.save()
    _write_members(page, record)
    return record


def _write_members(page: PartnershipPage, record: Partnership) -> None:
    kept = []
    for order, link in enumerate(page.member_links.all()):
        values = {"role": link.role, "joined_on": link.joined_on, "left_on": link.left_on, "sort_order": order}
        PartnershipMember.objects.update_or_create(
            partnership=record, organisation_id=link.organisation_id, defaults=values
        )
        kept.append(link.organisation_id)
    record.members.exclude(organisation__in=kept).delete()


@transaction.atomic
def page_deleted(model: type[Any], page: Page) -> None:
    """Follow the deletion of a page: the record (`model`) goes with the last one; else another becomes the source."""
    record = model.objects.select_for_update().filter(translation_key=page.translation_key).first()
    if record is None:
        return
    left = type(page).objects.filter(translation_key=page.translation_key, alias_of=None).order_by("pk")
    heir = left.filter(locale_id=record.locale_id).first() or left.filter(live=True).first() or left.first()
    if heir is None:
        record.delete()
        return
    record.locale, record.source_page, record.title = heir.locale, heir.page_ptr, heir.title
    record.save()


# --- requests to join -----------------------------------------------------------------------


@dataclass(frozen=True)
class Asking:
    """What an organisation that wants to join has told."""

    form_id: UUID
    organisation_name: str
    contact_name: str
    email: str
    text: str
    facts: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def receive_request(asking: Asking, *, language: str) -> JoinRequest:
    """Keep a request, tell the office and send a receipt. The same form sent twice is one request, told of once."""
    request, created = JoinRequest.objects.get_or_create(
        form_id=asking.form_id,
        defaults={
            "organisation_name": asking.organisation_name,
            "contact_name": asking.contact_name,
            "email": asking.email,
            "text": asking.text,
            "language": language,
            "purge_on": timezone.localdate() + dt.timedelta(days=KEPT_DAYS),
            **asking.facts,
        },
    )
    if created:
        outbox.enqueue(REQUEST_TOLD, request)
        outbox.enqueue(REQUEST_RECEIVED, request, language=language)
    return request


def purge_requests(now: dt.datetime) -> int:
    """Erase the requests whose time is out, and return how many."""
    return JoinRequest.objects.filter(purge_on__lte=timezone.localdate(now)).delete()[0]
