"""Mail about requests to join."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Site

from core.mail import kinds, outbox
from core.mail.models import OutboxMessage
from core.navigation.models import SiteSettings
from partners.models.requests import JoinRequest

REQUEST_TOLD = "partners.request_told"
REQUEST_RECEIVED = "partners.request_received"


def office_address() -> str:
    """Return the address of the partnership's office; empty when it has none."""
    site = Site.objects.filter(is_default_site=True).first()
    details = SiteSettings.objects.filter(site=site).first()
    return details.email if details is not None else ""


def build_told(row: OutboxMessage) -> kinds.Letter | None:
    """Return the mail to the office; None when the request is erased or the office has no address."""
    request = _request_of(row)
    to = office_address()
    if request is None or not to:
        return None
    return kinds.Letter(to=to, context={"request": request, "lines": lines_of(request)}, reply_to=request.email)


def build_received(row: OutboxMessage) -> kinds.Letter | None:
    """Return the receipt to whoever asked; None when the request is erased."""
    request = _request_of(row)
    if request is None:
        return None
    return kinds.Letter(to=request.email, context={"request": request, "lines": lines_of(request)})


def _request_of(row: OutboxMessage) -> JoinRequest | None:
    return JoinRequest.objects.select_related("country").filter(pk=outbox.referenced_id(row)).first()


def lines_of(request: JoinRequest) -> list[tuple[str, Any]]:
    """Return what was told, as rows of label and value."""
    return [
        (_("Organisation"), request.organisation_name),
        (_("Sector"), request.get_sector_display()),
        (_("Country"), request.country.label if request.country else ""),
        (_("Place"), request.place),
        (_("Website"), request.website_url),
    ]


def register() -> None:
    """Enter the kinds."""
    kinds.register(
        kinds.MailKind(REQUEST_TOLD, gettext_lazy("Request to join"), "emails/join_request_told", build_told)
    )
    kinds.register(
        kinds.MailKind(
            REQUEST_RECEIVED,
            gettext_lazy("Receipt of a request to join"),
            "emails/join_request_received",
            build_received,
        )
    )
