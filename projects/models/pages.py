"""Project pages: one per language, its facts drafted here and counted on the record."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from core.blocks import BodyStreamBlock
from core.pages.models import BasePage
from core.places.querysets import expanded
from projects import panels
from projects.blocks import RECORD_TEXT_FEATURES, ExtraSectionBlock, IndicatorBlock
from projects.models.described import Described
from projects.models.facts import SCALAR_FACTS, SET_FACTS, ProjectFacts, validate_facts
from projects.models.records import Project
from projects.presentation.projects import ProjectStory
from projects.presentation.structured import project_thing

# The texts of the record in its order; `background` is followed by its analysis of the problem.
SECTION_FIELDS = (
    "summary",
    "background",
    "problem_analysis",
    "purpose",
    "goals",
    "accessibility",
    "transnational",
)


def _section(label: Any, help_text: Any = "") -> RichTextField:
    return RichTextField(label, blank=True, features=RECORD_TEXT_FEATURES, help_text=help_text)


class ProjectPage(ProjectFacts, BasePage):
    """A project in one language. Facts are edited in the source language only; translations show the record's."""

    summary = _section(_("summary"), _("What, for whom, how and with what result, in one or two paragraphs."))
    background = _section(_("background"))
    problem_analysis = _section(_("analysis of the problem or need"))
    purpose = _section(pgettext_lazy("project", "purpose"))
    goals = _section(
        pgettext_lazy("project", "goals"),
        _("What will have been reached, preferably in numbers; put those under Indicators too."),
    )
    accessibility = _section(_("accessibility for people with disabilities"))
    transnational = _section(_("transnational cooperation"))
    in_kind_subject = models.CharField(
        _("subject of the advice"), max_length=200, blank=True, help_text=_("e.g. Inclusive recruitment.")
    )
    counties = ParentalManyToManyField(
        "places.County",
        blank=True,
        related_name="+",
        verbose_name=_("whole counties"),
        help_text=_("A county covers all of its municipalities."),
    )
    municipalities = ParentalManyToManyField(
        "places.Municipality", blank=True, related_name="+", verbose_name=_("municipalities")
    )
    grounds = ParentalManyToManyField(
        "taxonomies.Ground", blank=True, related_name="+", verbose_name=_("grounds of discrimination")
    )
    levels = ParentalManyToManyField("taxonomies.Level", blank=True, related_name="+", verbose_name=_("levels"))
    target_groups = ParentalManyToManyField(
        "taxonomies.TargetGroup", blank=True, related_name="+", verbose_name=_("target groups")
    )
    themes = ParentalManyToManyField("taxonomies.Theme", blank=True, related_name="+", verbose_name=_("themes"))
    partners = ParentalManyToManyField(
        "accounts.Organisation", blank=True, related_name="+", verbose_name=_("partners")
    )
    funders = ParentalManyToManyField("accounts.Organisation", blank=True, related_name="+", verbose_name=_("funders"))
    indicators = StreamField([("indicator", IndicatorBlock())], blank=True, verbose_name=_("indicators"))
    results = StreamField(BodyStreamBlock(), blank=True, verbose_name=_("results and reports"))
    extra_sections = StreamField([("section", ExtraSectionBlock())], blank=True, verbose_name=_("further sections"))

    template = "projects/project_page.html"
    type_label = _("Project")
    parent_page_types = ["projects.ProjectIndexPage"]
    subpage_types = ["projects.MethodPage"]
    edit_handler = panels.project_edit_handler()
    search_fields = [*BasePage.search_fields, index.SearchField("number"), index.FilterField("number")]
    override_translatable_fields: ClassVar[list[Any]] = [
        *[field for field in BasePage.base_translatable_fields if field.field_name != "contact"],
        SynchronizedField("contact", overridable=False),
        *[SynchronizedField(name, overridable=False) for name in (*SCALAR_FACTS, "counties", *SET_FACTS)],
        SynchronizedField("related_links", overridable=False),
        *[TranslatableField(name) for name in (*SECTION_FIELDS, "in_kind_subject")],
        TranslatableField("indicators"),
        TranslatableField("results"),
        TranslatableField("extra_sections"),
    ]

    class Meta:
        verbose_name = _("project page")
        verbose_name_plural = _("project pages")

    def clean(self) -> None:
        """Say what is wrong with the facts, beside their fields."""
        super().clean()
        faults = validate_facts(self)
        if number_is_taken(self):
            faults["number"] = ValidationError(_("Another project has this number already."), code="number_taken")
        if faults:
            raise ValidationError(faults)

    def body_text(self) -> str:
        """Return the words of all sections."""
        return words_of_sections(self)

    def record(self) -> Project | None:
        """Return the record for all languages, asked for once; None before the first publication."""
        if not hasattr(self, "_record"):
            rows = Project.objects.for_page(self).with_row_facts().select_related("source_page")
            self._record = Project.with_its_indicators(rows)
        return self._record

    def described(self, record: Project | None) -> Described:
        """Return terms, organisations, municipalities and connected pages: of the record, or of this draft."""
        source = record.source_page if record is not None and record.source_page else self
        connections = self._connections(source) if source.pk else {}
        if record is not None:
            return Described.of_record(record, connections)
        places = expanded(self.municipalities.all(), self.counties.all())
        return Described.of_draft(self, [place.code for place in places], connections)

    def _connections(self, source: Page) -> dict[str, Any]:
        """Return where the pages of related projects (in either direction) and of methods are found."""
        links = RelatedProject.objects.all()
        methods = Page.objects.filter(
            Q(path__startswith=source.path, depth__gt=source.depth)
            | Q(methodpage__project_page__translation_key=self.translation_key),
            live=True,
        )
        return {
            "related": [
                (links.filter(page=source.pk), "related_page_id"),
                (links.filter(related_page=source.pk, page__live=True), "page_id"),
            ],
            "methods": [(methods, "pk")],
        }

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add facts, sections and what the project is connected with."""
        story = ProjectStory(self, request)
        story.prepare()
        self._described = story.described
        return {**super().get_context(request, *args, **kwargs), **story.context()}

    def structured_data(self, request: HttpRequest, chrome: Any) -> dict[str, Any] | None:
        """Return the project, and the grant if money was given, in the words of schema.org."""
        return project_thing(self, chrome, getattr(self, "_described", None))


def number_is_taken(page: ProjectPage) -> bool:
    """Tell whether another project than this one and its translations has its number."""
    others = ProjectPage.objects.filter(number=page.number).exclude(translation_key=page.translation_key)
    return bool(page.number) and others.exists()


def words_of_sections(page: ProjectPage) -> str:
    """Return the words of all sections, without markup."""
    texts = [getattr(page, name) for name in SECTION_FIELDS]
    for stream in (page.results, page.extra_sections):
        texts += [str(part) for part in stream.stream_block.get_searchable_content(stream)]
    # A space for each tag, so that words of neighbouring paragraphs stay apart.
    return " ".join(strip_tags(text.replace("<", " <")) for text in [*texts, page.in_kind_subject, page.number])


class RelatedProject(Orderable):
    """A project that another one builds on or belongs with."""

    page = ParentalKey(ProjectPage, on_delete=models.CASCADE, related_name="related_links")
    related_page = models.ForeignKey(
        ProjectPage, on_delete=models.CASCADE, related_name="related_from", verbose_name=_("project")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("related project")
        verbose_name_plural = _("related projects")
