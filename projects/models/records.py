"""The one record of a project for all its languages."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from projects.models.facts import ProjectFacts
from projects.querysets import INDICATOR_COLUMNS, ProjectQuerySet


class Project(index.Indexed, ProjectFacts):
    """A project, counted once whatever the languages it is told in.

    Its facts are written when the page in the source language is published (`projects.services`); nobody edits them
    here. Lists, filters, sums, exports and other apps hang on this row, never on a page.
    """

    translation_key = models.UUIDField(_("key"), unique=True, editable=False)
    locale = models.ForeignKey(
        "wagtailcore.Locale", on_delete=models.PROTECT, related_name="+", verbose_name=_("source language")
    )
    title = models.CharField(_("title in the source language"), max_length=255)
    # Of the page in the source language; where a translation lacks words, it falls back to this one.
    source_page = models.ForeignKey(
        "wagtailcore.Page", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("page")
    )
    contact = models.ForeignKey(
        "contacts.Contact",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("contact"),
    )
    is_public = models.BooleanField(_("public"), default=False)
    starts_on = models.DateField(_("first day"), null=True, blank=True, db_index=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    municipalities = models.ManyToManyField(
        "places.Municipality", blank=True, related_name="projects", verbose_name=_("municipalities")
    )
    grounds = models.ManyToManyField("taxonomies.Ground", blank=True, related_name="projects")
    levels = models.ManyToManyField("taxonomies.Level", blank=True, related_name="projects")
    target_groups = models.ManyToManyField("taxonomies.TargetGroup", blank=True, related_name="projects")
    themes = models.ManyToManyField("taxonomies.Theme", blank=True, related_name="projects")
    partners = models.ManyToManyField("accounts.Organisation", blank=True, related_name="partner_projects")
    funders = models.ManyToManyField("accounts.Organisation", blank=True, related_name="funded_projects")
    # Stems of the words of every language it is published in, so that one search finds it once.
    search_stems = models.TextField(_("words for search"), blank=True, editable=False)
    # Raised by every change, so that the sum over all rows tells whether anything has changed.
    revision = models.PositiveIntegerField(_("revision"), default=1, db_index=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated"), auto_now=True, db_index=True)

    # The indicators, where they were read together with the project.
    known_indicators: "list[Indicator] | None" = None

    objects = ProjectQuerySet.as_manager()

    search_fields = [index.SearchField("search_stems")]

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(
                fields=["number"], condition=~models.Q(number=""), name="projects_project_number_unique"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def numbers(self) -> "dict[str, Indicator]":
        """Return the indicators by the id of the block they were written from."""
        known = self.known_indicators if self.known_indicators is not None else self.indicators.all()
        return {indicator.block_id: indicator for indicator in known}

    @classmethod
    def with_its_indicators(cls, rows: ProjectQuerySet) -> "Project | None":
        """Return the one project of `rows` with its indicators, in one query; None when there is none."""
        found = list(rows.with_indicator_columns())
        if not found:
            return None
        project: Project = found[0]
        project.known_indicators = [
            Indicator(**{name: getattr(row, f"indicator_{name}") for name in INDICATOR_COLUMNS})
            for row in found
            if row.indicator_block_id
        ]
        return project

    @classmethod
    def get_indexed_objects(cls) -> ProjectQuerySet:
        """Return what the search index holds: only what the public may find."""
        return super().get_indexed_objects().filter(is_public=True)


class Indicator(models.Model):
    """One measure of a project: where it began, where it should go, where it came. Written from the page."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="indicators", verbose_name=_("project"))
    # The block of the page it is written from, the same in every language.
    block_id = models.CharField(max_length=40, editable=False)
    label = models.CharField(_("what is measured"), max_length=200)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    baseline = models.DecimalField(_("baseline"), max_digits=14, decimal_places=2, null=True, blank=True)
    target = models.DecimalField(_("target"), max_digits=14, decimal_places=2, null=True, blank=True)
    actual = models.DecimalField(_("actual"), max_digits=14, decimal_places=2, null=True, blank=True)
    due = models.DateField(_("due date"), null=True, blank=True)
    sort_order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        ordering = ["sort_order"]
        constraints = [
            models.UniqueConstraint(fields=["project", "block_id"], name="projects_indicator_once_per_project")
        ]

    def __str__(self) -> str:
        return self.label
