"""The pages of calls: a list, and one page a call in each language."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import PageChooserPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from core.blocks import BodyStreamBlock, DownloadsBlock
from core.blocks.text import PLAIN_TEXT_FEATURES
from core.pages.models import BasePage
from grants import panels, seams
from grants.admin_forms import CallPageForm
from grants.blocks import AnsweredStreamBlock, CriteriaBlock
from grants.form_blocks import FormBlock
from grants.models.facts import SCALAR_FACTS, CallFacts


class CallIndexPage(BasePage):
    """The list of calls: open, upcoming, closed."""

    template = "grants/call_index_page.html"
    type_label = _("Calls")
    parent_page_types = ["home.HomePage", "home.IndexPage"]
    subpage_types = ["grants.CallPage"]
    content_panels = [*BasePage.content_panels, *BasePage.introduction_panels]
    override_translatable_fields = BasePage.base_translatable_fields

    class Meta:
        verbose_name = _("list of calls")
        verbose_name_plural = _("lists of calls")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the calls by where they stand now."""
        context = super().get_context(request, *args, **kwargs)
        context.update(seams.shown().list_context(request))
        return context


class CallPage(CallFacts, BasePage):
    """A call in one language. Its facts and its form count once it is published; see `grants.services.projection`."""

    for_whom = models.TextField(
        _("for whom"),
        max_length=400,
        help_text=_("e.g. Municipalities, companies and associations that work in Östergötland."),
    )
    not_for = models.TextField(
        _("not for"), blank=True, max_length=400, help_text=_("e.g. Private persons, or work that is going on already.")
    )
    amount_note = models.CharField(
        _("about the support"), max_length=200, blank=True, help_text=_("e.g. Half is paid in advance.")
    )
    cofinancing_note = models.CharField(
        _("about co-financing"), max_length=200, blank=True, help_text=_("e.g. Working hours count.")
    )
    body = StreamField(BodyStreamBlock(), blank=True, verbose_name=_("content"))
    judging = RichTextField(
        _("how applications are judged"),
        blank=True,
        features=PLAIN_TEXT_FEATURES,
        help_text=_("e.g. Who reads, who decides, and when you hear."),
    )
    criteria = StreamField(
        CriteriaBlock(),
        blank=True,
        verbose_name=_("criteria"),
        help_text=_("Leave empty to judge by the criteria of the programme."),
    )
    documents = StreamField([("downloads", DownloadsBlock())], blank=True, verbose_name=_("documents"))
    answers = StreamField(AnsweredStreamBlock(), blank=True, verbose_name=_("questions and answers"))
    form = StreamField(FormBlock(), blank=True, verbose_name=_("application form"))

    template = "grants/call_page.html"
    type_label = _("Call")
    base_form_class = CallPageForm
    parent_page_types = ["grants.CallIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    edit_handler = panels.call_edit_handler(BasePage)
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("for_whom"),
        index.SearchField("judging"),
        index.SearchField("answers"),
    ]
    override_translatable_fields: ClassVar[list[Any]] = [
        *BasePage.base_translatable_fields,
        *(SynchronizedField(name, overridable=False) for name in (*SCALAR_FACTS, "meetings")),
        *(
            TranslatableField(name)
            for name in (
                *("for_whom", "not_for", "amount_note", "cofinancing_note", "body", "judging"),
                *("criteria", "documents", "answers", "form"),
            )
        ),
    ]

    class Meta:
        verbose_name = _("call page")
        verbose_name_plural = _("call pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what is told of the call: where it stands, facts in short, criteria, the way in."""
        context = super().get_context(request, *args, **kwargs)
        context.update(seams.shown().page_context(self, request))
        return context

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """The page, and the form as the applicant sees it."""
        return [*super().preview_modes, *seams.shown().form_modes()]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponseBase:
        """Show the page, or the form, with the words as they are written now."""
        if mode_name in dict(seams.shown().form_modes()):
            return seams.shown().form_preview(self, request)
        return super().serve_preview(request, mode_name)

    def structured_data(self, request: HttpRequest, chrome: Any) -> dict[str, Any] | None:
        """Return what schema.org calls a call for applications."""
        return seams.shown().structured_call(self, chrome.base_url)


class InformationMeeting(Orderable):
    """A seminar at which the call is presented."""

    page = ParentalKey(CallPage, on_delete=models.CASCADE, related_name="meetings")
    meeting = models.ForeignKey(
        "events.EventPage", on_delete=models.CASCADE, related_name="+", verbose_name=_("seminar")
    )

    panels = [PageChooserPanel("meeting", "events.EventPage")]

    class Meta(Orderable.Meta):
        verbose_name = _("information meeting")
        verbose_name_plural = _("information meetings")

    def __str__(self) -> str:
        return f"{self.meeting_id}"
