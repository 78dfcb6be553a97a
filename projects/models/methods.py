"""Methods: what a project leaves behind for others to use."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable
from wagtail_localize.fields import SynchronizedField, TranslatableField

from core.blocks import BodyStreamBlock, DownloadsBlock
from core.pages.models import BasePage
from core.reading import reading_of
from projects.bank.methods import method_list_context
from projects.blocks import RECORD_TEXT_FEATURES, StepBlock
from projects.enums import Licence
from projects.models.pages import ProjectPage
from projects.presentation.methods import method_context

METHOD_TEXTS = ("what_it_does", "for_whom", "effort", "evidence")


class Method(models.Model):
    """A method for all its languages: what adoptions, courses and tools hang on. Written from its pages."""

    translation_key = models.UUIDField(_("key"), unique=True, editable=False)
    locale = models.ForeignKey(
        "wagtailcore.Locale", on_delete=models.PROTECT, related_name="+", verbose_name=_("source language")
    )
    title = models.CharField(_("title in the source language"), max_length=255)
    source_page = models.ForeignKey(
        "wagtailcore.Page", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("page")
    )
    project = models.ForeignKey(
        "projects.Project",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="methods",
        verbose_name=_("project"),
    )
    version = models.CharField(_("version"), max_length=20, blank=True)
    licence = models.CharField(_("licence"), max_length=20, choices=Licence, blank=True)
    is_public = models.BooleanField(_("public"), default=False)
    updated_at = models.DateTimeField(_("updated"), auto_now=True)

    class Meta:
        verbose_name = _("method")
        verbose_name_plural = _("methods")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class MethodIndexPage(BasePage):
    """All methods, whichever project they came from."""

    template = "projects/method_index_page.html"
    type_label = _("Methods")
    parent_page_types = ["home.HomePage", "home.IndexPage"]
    subpage_types = ["projects.MethodPage"]
    content_panels = [*BasePage.content_panels, *BasePage.introduction_panels]
    override_translatable_fields = BasePage.base_translatable_fields

    class Meta:
        verbose_name = _("list of methods")
        verbose_name_plural = _("lists of methods")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the methods."""
        return method_list_context(request, super().get_context(request, *args, **kwargs), Method.objects)


class MethodPage(BasePage):
    """A method somebody else can use: what it does, for whom, the steps, what it takes, what is known of its effect."""

    what_it_does = RichTextField(_("what it does"), blank=True, features=RECORD_TEXT_FEATURES)
    for_whom = RichTextField(
        _("for whom"),
        blank=True,
        features=RECORD_TEXT_FEATURES,
        help_text=_("e.g. Work teams of 8–30 people with their manager."),
    )
    steps = StreamField([("step", StepBlock())], blank=True, verbose_name=_("steps"))
    effort = RichTextField(
        _("effort"),
        blank=True,
        features=RECORD_TEXT_FEATURES,
        help_text=_("Time, people and money it takes, e.g. two days and seven half days."),
    )
    evidence = RichTextField(
        _("evidence"),
        blank=True,
        features=RECORD_TEXT_FEATURES,
        help_text=_("What is known of its effect, and how, e.g. a survey before and a year after."),
    )
    materials = StreamField([("downloads", DownloadsBlock())], blank=True, verbose_name=_("materials"))
    body = StreamField(BodyStreamBlock(), blank=True, verbose_name=_("more"))
    # For a method that stands under the list of methods; under a project, that project is meant.
    project_page = models.ForeignKey(
        "projects.ProjectPage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("from which project"),
        help_text=_("Leave blank if the page stands under its project."),
    )
    licence = models.CharField(_("licence"), max_length=20, choices=Licence, blank=True, default=Licence.CC_BY)
    target_groups = ParentalManyToManyField(
        "taxonomies.TargetGroup", blank=True, related_name="+", verbose_name=_("target groups")
    )
    themes = ParentalManyToManyField("taxonomies.Theme", blank=True, related_name="+", verbose_name=_("themes"))

    template = "projects/method_page.html"
    type_label = _("Method")
    parent_page_types = ["projects.MethodIndexPage", "projects.ProjectPage"]
    subpage_types: list[str] = []
    content_panels = [
        *BasePage.content_panels,
        *BasePage.introduction_panels,
        FieldPanel("project_page"),
        FieldPanel("what_it_does"),
        FieldPanel("for_whom"),
        FieldPanel("steps"),
        FieldPanel("materials"),
        FieldPanel("effort"),
        FieldPanel("evidence"),
        FieldPanel("licence"),
        InlinePanel("versions", heading=_("Versions, the newest first"), label=_("Version")),
        MultiFieldPanel([FieldPanel("target_groups"), FieldPanel("themes")], heading=_("Where and for whom")),
        FieldPanel("body"),
    ]
    search_fields = BasePage.search_fields
    override_translatable_fields: ClassVar[list[Any]] = [
        *BasePage.base_translatable_fields,
        *[TranslatableField(name) for name in METHOD_TEXTS],
        TranslatableField("steps"),
        TranslatableField("materials"),
        TranslatableField("body"),
        *[
            SynchronizedField(name, overridable=False)
            for name in ("project_page", "licence", "target_groups", "themes", "versions")
        ],
    ]

    class Meta:
        verbose_name = _("method page")
        verbose_name_plural = _("method pages")

    def body_text(self) -> str:
        """Return the words of all parts."""
        texts = [getattr(self, name) for name in METHOD_TEXTS]
        for stream in (self.steps, self.materials, self.body):
            texts += [str(part) for part in stream.stream_block.get_searchable_content(stream)]
        return " ".join(strip_tags(text.replace("<", " <")) for text in texts)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add facts and sections."""
        reading_of(request).need(pages=[pk for pk in [self.from_project_id()] if pk])
        return {**super().get_context(request, *args, **kwargs), **method_context(self, request)}

    def from_project_id(self) -> int | None:
        """Return the key of the page of the project it comes from: the one above it, or the one that was chosen."""
        return (
            self.project_page_id
            or ProjectPage.objects.filter(path=self.path[: -self.steplen]).values_list("pk", flat=True).first()
        )


class MethodVersion(Orderable):
    """What changed in a version of a method."""

    page = ParentalKey(MethodPage, on_delete=models.CASCADE, related_name="versions")
    number = models.CharField(_("number"), max_length=20, help_text=_("e.g. 2.1"))
    date = models.DateField(_("date"))
    change = models.CharField(_("what changed"), max_length=250, blank=True)

    panels = [FieldRowPanel([FieldPanel("number"), FieldPanel("date")]), FieldPanel("change")]

    class Meta(Orderable.Meta):
        verbose_name = _("version of a method")
        verbose_name_plural = _("versions of a method")
