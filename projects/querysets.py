"""Which programmes, which projects?"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Cast
from wagtail.search.queryset import SearchableQuerySetMixin

INDICATOR_COLUMNS = ("block_id", "label", "unit", "baseline", "target", "actual", "due", "sort_order")


class ProgrammeQuerySet(models.QuerySet):
    """Programmes."""

    def public(self) -> "ProgrammeQuerySet":
        """Return those with a published page."""
        return self.filter(is_public=True)


class ProjectQuerySet(SearchableQuerySetMixin, models.QuerySet):
    """Projects."""

    def public(self) -> "ProjectQuerySet":
        """Return those with a published page in some language."""
        return self.filter(is_public=True)

    def for_page(self, page: Any) -> "ProjectQuerySet":
        """Return the record of a page, whatever the language of the page."""
        return self.filter(translation_key=page.translation_key)

    def with_row_facts(self) -> "ProjectQuerySet":
        """Fetch what a row of a list shows, in the same query."""
        return self.select_related("owner_organisation", "programme", "programme_area", "locale")

    def with_indicator_columns(self) -> "ProjectQuerySet":
        """Return a project once for each of its indicators, whose columns are `indicator_…`; once if it has none."""
        columns = {f"indicator_{name}": F(f"indicators__{name}") for name in INDICATOR_COLUMNS}
        return self.annotate(**columns).order_by("indicators__sort_order")

    def newest_first(self) -> "ProjectQuerySet":
        """Return the latest start first; those without a known start come last."""
        return self.order_by(models.F("starts_on").desc(nulls_last=True), "-pk")

    def described_rows(self, **more: str) -> Any:
        """Return (set, project, code) for every place, term and funder of these projects, in one query.

        `more` adds sets, or reads others of their columns, e.g. `partner="partners__name"`.
        """
        sets = {
            "municipality": "municipalities__code",
            "ground": "grounds__slug",
            "level": "levels__slug",
            "target": "target_groups__slug",
            "theme": "themes__slug",
            "funder": "funders",
            **more,
        }
        queries = [
            self.order_by()
            .filter(**{f"{path}__isnull": False})
            .values_list(Value(name, models.CharField()), "pk", Cast(path, models.CharField()))
            for name, path in sets.items()
        ]
        return queries[0].union(*queries[1:], all=True)

    def index_rows(self) -> Any:
        """Return a row per project with what lists are filtered and sorted by; dates as the text they are kept in."""
        text = models.CharField()
        dates = {"start_text": Cast("starts", text), "end_text": Cast("ends", text)}
        columns = (
            *("pk", "is_public", "revision", "updated_at", "title", "phase", "status", "programme_id"),
            *("programme_area_id", "granted_amount", "granted_currency"),
        )
        return self.order_by("pk").annotate(**dates).values_list(*columns, *dates, named=True)

    def facet_labels(self) -> Any:
        """Return (set, order, code, label in each language) for all that can be chosen among, in one query.

        A row of the set "state" differs whenever a project was added, changed or deleted: its order is their number,
        its code the sum of their revisions, its first label when the last one changed.
        """
        related = {
            "programme": ("programme", Cast("pk", models.CharField()), Value(0)),
            "area": ("programme_area", Cast("pk", models.CharField()), F("number")),
            "ground": ("grounds", F("slug"), F("sort_order")),
            "level": ("levels", F("slug"), F("sort_order")),
            "target": ("target_groups", F("slug"), F("sort_order")),
            "theme": ("themes", F("slug"), F("sort_order")),
        }
        names = [f"label_{code}" for code, _name in settings.LANGUAGES]
        queries = []
        for kind, (field, code, place) in related.items():
            rows = self._related(field).order_by()
            queries.append(
                rows.annotate(kind=Value(kind, models.CharField()), place=place, facet_code=code).values_list(
                    "kind", "place", "facet_code", *names
                )
            )
        funders = self._related("funders").order_by()
        links: Any = self.model._meta.get_field("funders").remote_field
        funded = links.through.objects.filter(organisation_id=models.OuterRef("pk"))
        blank = {f"label_{code}": Value("", models.CharField()) for code, _name in settings.LANGUAGES if code != "sv"}
        queries.append(
            funders.filter(models.Exists(funded))
            .annotate(
                kind=Value("funder", models.CharField()),
                place=Value(0),
                facet_code=Cast("pk", models.CharField()),
                label_sv=F("name"),
                **blank,
            )
            .values_list("kind", "place", "facet_code", *names)
        )
        queries.append(self._state(names))
        return queries[0].union(*queries[1:], all=True)

    def _related(self, field: str) -> Any:
        """Return all rows of the model that a field leads to."""
        model: Any = self.model._meta.get_field(field).related_model
        return model.objects.all()

    def _state(self, names: list[str]) -> Any:
        text = models.CharField()
        rest = {name: Value("", text) for name in names if name != "label_sv"}
        everything: Any = self.model
        return (
            everything.objects.order_by()
            .annotate(kind=Value("state", text))
            .values("kind")
            .annotate(
                place=models.Count("pk"),
                facet_code=Cast(models.Sum("revision"), text),
                label_sv=Cast(models.Max("updated_at"), text),
                **rest,
            )
            .values_list("kind", "place", "facet_code", *names)
        )
