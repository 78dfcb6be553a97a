"""The certificate of attendance: a tagged PDF (PDF/UA-1, ISO 14289-1) in the language of the one who came."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation

from core import pdf
from events.enums import Attendance, PoolKind, State
from events.models.registrations import Registration
from events.pages_of import page_of
from events.wording import hours_text, where_text

UnavailableError = pdf.UnavailableError


def may_have(registration: Registration) -> bool:
    """Tell whether somebody gets a certificate: noted as present, and the seminar is over."""
    event = registration.event
    present = registration.state == State.CONFIRMED and registration.attendance == Attendance.PRESENT
    return present and event.is_on and event.ends_at <= timezone.now()


def html_of(registration: Registration) -> str:
    """Return the certificate as a page in the registrant's language."""
    event = registration.event
    with translation.override(registration.language):
        page = page_of(event, registration.language)
        hours = sum(((row.ends_at - row.starts_at).total_seconds() for row in event.occasions.all()), 0.0) / 3600
        context: dict[str, Any] = {
            "language": registration.language,
            "site_name": settings.WAGTAIL_SITE_NAME,
            "name": registration.name,
            "title": page.title if page is not None else event.title,
            "title_language": page.locale.language_code if page is not None else event.locale.language_code,
            "when": [hours_text(row.starts_at, row.ends_at, event) for row in event.occasions.all()],
            "where": where_text(event),
            "took_part": str(PoolKind(registration.pool.kind).label),
            "hours": round(hours, 1),
            "organisers": [str(organiser) for organiser in event.organisers.all()],
            "issued": timezone.localdate(),
        }
        return render_to_string("events/certificate.html", context)


def pdf_of(registration: Registration) -> bytes:
    """Return the certificate as a file. Raises UnavailableError where PDFs cannot be drawn."""
    return pdf.pdf_of(html_of(registration), "css/certificate.css")
