"""The pages of seminars: an index, and one page a seminar in each language."""

import datetime as dt
from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from core.blocks import BodyStreamBlock
from core.blocks.text import PLAIN_TEXT_FEATURES
from core.pages.models import BasePage
from core.reading import reading_of
from events import panels, seams
from events.admin_forms import EventPageForm
from events.blocks import DocumentationBlock, ProgrammeBlock, QuestionsBlock
from events.enums import Fold
from events.models.facts import SCALAR_FACTS, SET_FACTS, EventFacts
from events.routes import IndexRoutes
from events.times import moment


class EventIndexPage(IndexRoutes, BasePage):
    """The list of seminars, with calendar, past seminars and feeds."""

    template = "events/event_index_page.html"
    type_label = _("Seminars")
    parent_page_types = ["home.HomePage", "home.IndexPage"]
    subpage_types = ["events.EventPage"]
    content_panels = [*BasePage.content_panels, *BasePage.introduction_panels]
    override_translatable_fields = BasePage.base_translatable_fields

    class Meta:
        verbose_name = _("list of seminars")
        verbose_name_plural = _("lists of seminars")


def plain(label: Any, help_text: Any) -> models.TextField:
    """Return a column for a short text in a mail."""
    return models.TextField(label, blank=True, max_length=2000, help_text=help_text)


class EventPage(EventFacts, BasePage):
    """A seminar in one language. Its facts count once it is published; see `events.projection`."""

    capacity_on_site = models.PositiveIntegerField(
        _("places on site"), null=True, blank=True, help_text=_("e.g. 50. Blank: no limit.")
    )
    capacity_online = models.PositiveIntegerField(
        _("places online"),
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
        help_text=_("e.g. 300. Blank: no limit."),
    )
    series_key = models.UUIDField(null=True, blank=True, editable=False)
    themes = ParentalManyToManyField("taxonomies.Theme", blank=True, related_name="+", verbose_name=_("themes"))
    grounds = ParentalManyToManyField("taxonomies.Ground", blank=True, related_name="+", verbose_name=_("grounds"))
    target_groups = ParentalManyToManyField(
        "taxonomies.TargetGroup", blank=True, related_name="+", verbose_name=_("target groups")
    )
    organisers = ParentalManyToManyField(
        "accounts.Organisation", blank=True, related_name="+", verbose_name=_("organisers")
    )
    hosts = ParentalManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="+",
        limit_choices_to={"groups__name": "event_host"},
        verbose_name=_("hosts"),
        help_text=_("Those with the role of seminar host who see the registrations and needs of this seminar."),
    )
    status_note = models.CharField(
        _("what has happened"),
        max_length=300,
        blank=True,
        help_text=_("If cancelled, postponed or moved: why, and what happens instead."),
    )
    venue_access = RichTextField(
        _("access to the place"),
        blank=True,
        features=PLAIN_TEXT_FEATURES,
        help_text=_("e.g. Step-free from the tram stop. The lift is to the left of the entrance."),
    )
    price_note = models.CharField(_("about the price"), max_length=200, blank=True, help_text=_("e.g. Lunch included."))
    programme = StreamField(ProgrammeBlock(), blank=True, verbose_name=_("programme"))
    body = StreamField(BodyStreamBlock(), blank=True, verbose_name=_("content"))
    questions = StreamField(QuestionsBlock(), blank=True, verbose_name=_("questions"))
    documentation = StreamField(DocumentationBlock(), blank=True, verbose_name=_("documentation"))
    text_confirmed = plain(_("in the receipt"), _("e.g. Coffee is served from half past eight."))
    text_reminder = plain(_("in reminders"), _("e.g. Please bring an example from your own workplace."))
    text_thanks = plain(_("in the thanks"), _("Sent when the documentation is published, e.g. what happens next."))

    template = "events/event_page.html"
    type_label = _("Seminar")
    base_form_class = EventPageForm
    parent_page_types = ["events.EventIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    edit_handler = panels.event_edit_handler(BasePage)
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("venue"),
        index.SearchField("programme"),
        index.SearchField("documentation"),
    ]
    override_translatable_fields: ClassVar[list[Any]] = [
        *BasePage.base_translatable_fields,
        *(SynchronizedField(name, overridable=False) for name in (*SCALAR_FACTS, *SET_FACTS)),
        *(
            SynchronizedField(name, overridable=False)
            for name in ("capacity_on_site", "capacity_online", "series_key", "occasions", "related_links")
        ),
        *(
            TranslatableField(name)
            for name in (
                *("status_note", "venue_access", "price_note", "programme", "body", "questions", "documentation"),
                *("text_confirmed", "text_reminder", "text_thanks"),
            )
        ),
    ]

    class Meta:
        verbose_name = _("seminar page")
        verbose_name_plural = _("seminar pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what is told of the seminar: its record, hours, places and ways in."""
        self.related_page_ids = [link.related_page_id for link in self.related_links.all()]
        reading_of(request).need(pictured=self.related_page_ids)
        context = super().get_context(request, *args, **kwargs)
        context.update(seams.shown().page_context(self, request))
        return context

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """The page, and the mails to those registered."""
        return [*super().preview_modes, *seams.shown().mail_modes()]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponseBase:
        """Show the page, or a mail as it would be with the words as they are written now."""
        if mode_name in dict(seams.shown().mail_modes()):
            return seams.shown().mail_preview(self, request, mode_name)
        return super().serve_preview(request, mode_name)

    def structured_data(self, request: HttpRequest, chrome: Any) -> dict[str, Any] | None:
        """Return the Event of schema.org."""
        return seams.shown().structured_event(self, chrome.base_url)


class PageOccasion(Orderable):
    """A stretch of hours as the clock on the wall shows them."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="occasions")
    date = models.DateField(_("date"))
    start_time = models.TimeField(_("from"), help_text=_("e.g. 09:00"))
    start_fold = models.CharField(
        _("which of the two, from"),
        max_length=6,
        choices=Fold,
        blank=True,
        default="",
        help_text=_("Only for the night when the clock is put back."),
    )
    end_date = models.DateField(_("ends on"), null=True, blank=True, help_text=_("If it is another day."))
    end_time = models.TimeField(_("to"), help_text=_("e.g. 16:00"))
    end_fold = models.CharField(
        _("which of the two, to"),
        max_length=6,
        choices=Fold,
        blank=True,
        default="",
        help_text=_("Only for the night when the clock is put back."),
    )

    panels = [
        FieldRowPanel([FieldPanel("date"), FieldPanel("start_time"), FieldPanel("end_time")]),
        FieldRowPanel([FieldPanel("end_date"), FieldPanel("start_fold"), FieldPanel("end_fold")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("hours")
        verbose_name_plural = _("hours")

    def __str__(self) -> str:
        return f"{self.date} {self.start_time}"

    def moments(self, zone_name: str) -> tuple[dt.datetime, dt.datetime]:
        """Return start and end in UTC. Raises ValueError for a time that is not on the clock, or there twice."""
        start = moment(self.date, self.start_time, zone_name, self.start_fold)
        return start, moment(self.end_date or self.date, self.end_time, zone_name, self.end_fold)


class RelatedLink(Orderable):
    """A pilot, method or article that a seminar belongs with."""

    page = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="related_links")
    related_page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name=_("page")
    )

    panels = [PageChooserPanel("related_page")]

    class Meta(Orderable.Meta):
        verbose_name = _("related page")
        verbose_name_plural = _("related pages")

    def __str__(self) -> str:
        return f"{self.related_page_id}"
