"""What an editor of a seminar sees, in the order of the work: what and when, the form, afterwards."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList, TabbedInterface


def row(*names: str) -> FieldRowPanel:
    """Return fields side by side."""
    return FieldRowPanel([FieldPanel(name) for name in names])


def content_panels(base: Any) -> list[Any]:
    """Return what announces a seminar."""
    return [
        *base.content_panels,
        *base.introduction_panels,
        InlinePanel("occasions", heading=_("When"), label=_("Hours"), min_num=1),
        MultiFieldPanel(
            [
                row("format", "time_zone"),
                row("venue", "address"),
                FieldPanel("municipality"),
                FieldPanel("venue_access"),
                row("online_link", "link_hours_before"),
            ],
            heading=_("Where"),
        ),
        MultiFieldPanel([FieldPanel("status"), FieldPanel("status_note")], heading=_("Status")),
        FieldPanel("body"),
        FieldPanel("programme"),
        MultiFieldPanel(
            [FieldPanel("audience"), FieldPanel("target_groups"), FieldPanel("held_in"), FieldPanel("access_offers")],
            heading=_("For whom"),
        ),
        MultiFieldPanel([row("price_amount", "price_currency"), FieldPanel("price_note")], heading=_("Price")),
        MultiFieldPanel(
            [FieldPanel("themes"), FieldPanel("grounds"), FieldPanel("organisers")],
            heading=_("What it is about, and whose it is"),
        ),
        InlinePanel("related_links", heading=_("Pilots, methods and news"), label=_("Page")),
    ]


def registration_panels() -> list[Any]:
    """Return how one registers."""
    return [
        MultiFieldPanel(
            [FieldPanel("registration"), FieldPanel("registration_url"), row("closes_on", "closes_at_time")],
            heading=_("Registration"),
        ),
        MultiFieldPanel(
            [row("capacity_on_site", "capacity_online"), row("hold_minutes", "group_size")], heading=_("Places")
        ),
        MultiFieldPanel(
            [FieldPanel("waiting_list"), row("offer_hours", "offer_cutoff_hours")], heading=_("Waiting list")
        ),
        FieldPanel("questions"),
        FieldPanel("hosts"),
        MultiFieldPanel(
            [FieldPanel("ask_needs"), row("needs_purge_days", "keep_days")], heading=_("Needs and privacy")
        ),
        MultiFieldPanel(
            [
                FieldPanel("reminder_days"),
                FieldPanel("text_confirmed"),
                FieldPanel("text_reminder"),
                FieldPanel("text_thanks"),
            ],
            heading=_("Mail"),
        ),
    ]


def event_edit_handler(base: Any) -> TabbedInterface:
    """Return the tabs of the editor."""
    return TabbedInterface(
        [
            ObjectList(content_panels(base), heading=_("Content")),
            ObjectList(registration_panels(), heading=_("Registration")),
            ObjectList([FieldPanel("documentation")], heading=_("Afterwards")),
            ObjectList(base.promote_panels, heading=_("Promote")),
            ObjectList(base.settings_panels, heading=_("Settings")),
        ]
    )
