"""What happens to projects, programmes and methods: their records follow their pages.

The page in the source language is the only one that writes facts; every published page adds its words for search.
"""

from typing import Any

from django.db import transaction
from wagtail.models import Page

from core.languages.names import language_codes
from core.pages.sources import is_source
from core.places.querysets import expanded
from core.reading import public
from core.search.text import index_terms
from projects.models import Indicator, Method, MethodPage, Programme, ProgrammePage, Project, ProjectPage
from projects.models.facts import SCALAR_FACTS, SET_FACTS

SEARCHED_FACTS = ("owner_organisation", "programme", "programme_area")


def public_pages(model: type[Page], key: Any) -> Any:
    """Return the pages of a record that anybody may read, in every language."""
    return public(model.objects.filter(translation_key=key))


# --- projects -------------------------------------------------------------------------------


@transaction.atomic
def project_published(page: ProjectPage) -> Project | None:
    """Write the record of a project after one of its pages was published; return it.

    None when a translation is published before its original ever was: there are no facts yet.
    """
    record = Project.objects.select_for_update().for_page(page).first()
    if is_source(page, record):
        record = _write_facts(page, record)
    if record is not None:
        _refresh_words(record)
    return record


def _write_facts(page: ProjectPage, record: Project | None) -> Project:
    record = record or Project(translation_key=page.translation_key, locale=page.locale)
    for name in SCALAR_FACTS:
        setattr(record, name, getattr(page, name))
    record.title = page.title
    record.source_page = page.page_ptr
    record.contact = page.contact
    record.starts_on = page.starts.first_day if page.starts else None
    record.ends_on = page.ends.last_day if page.ends else None
    record.save()
    for name in SET_FACTS:
        getattr(record, name).set(getattr(page, name).all())
    record.municipalities.set(expanded(page.municipalities.all(), page.counties.all()))
    _write_indicators(page, record)
    return record


def _write_indicators(page: ProjectPage, record: Project) -> None:
    kept = []
    for order, block in enumerate(page.indicators):
        values = {name: block.value.get(name) for name in ("baseline", "target", "actual", "due")}
        values |= {"label": block.value["label"], "unit": block.value.get("unit") or "", "sort_order": order}
        Indicator.objects.update_or_create(project=record, block_id=block.id, defaults=values)
        kept.append(block.id)
    record.indicators.exclude(block_id__in=kept).delete()


def _refresh_words(record: Project) -> None:
    """Write the words for search and whether the public may see it, and mark the record as changed."""
    pages = list(public_pages(ProjectPage, record.translation_key).select_related("locale"))
    parts = [
        index_terms(f"{page.title} {page.introduction} {page.body_text()}", page.locale.language_code) for page in pages
    ]
    facts = " ".join(str(getattr(record, name) or "") for name in SEARCHED_FACTS)
    sets = " ".join(str(row) for name in SET_FACTS for row in getattr(record, name).all())
    words = f"{facts} {sets} {record.region} {record.number}"
    parts += [index_terms(words, code) for code in language_codes()]
    record.search_stems = " ".join(parts) if pages else ""
    record.is_public = bool(pages)
    touch(record)


def touch(record: Project) -> None:
    """Save a record as changed, so that lists that are kept in memory read it anew."""
    record.revision += 1
    record.save()


@transaction.atomic
def project_withdrawn(page: ProjectPage) -> None:
    """Take a page that was unpublished out of the bank; the record stays for what hangs on it."""
    record = Project.objects.select_for_update().for_page(page).first()
    if record is not None:
        _refresh_words(record)


@transaction.atomic
def project_page_deleted(page: ProjectPage) -> None:
    """Follow the deletion of a page: the record goes with the last one; another becomes the source if need be."""
    record = Project.objects.select_for_update().for_page(page).first()
    if record is None:
        return
    left = list(ProjectPage.objects.filter(translation_key=page.translation_key, alias_of=None).order_by("pk"))
    if not left:
        record.delete()
        return
    if all(other.locale_id != record.locale_id for other in left):
        heir = next((other for other in left if other.live), left[0])
        record.locale, record.source_page, record.title = heir.locale, heir.page_ptr, heir.title
    _refresh_words(record)


def refresh_visibility(path: str) -> None:
    """Look again at the projects under a page, after who may read it has changed."""
    keys = ProjectPage.objects.filter(path__startswith=path).values("translation_key")
    with transaction.atomic():
        for record in Project.objects.select_for_update().filter(translation_key__in=keys):
            _refresh_words(record)


# --- programmes -----------------------------------------------------------------------------


@transaction.atomic
def programme_published(page: ProgrammePage) -> Programme | None:
    """Write the record of a programme after one of its pages was published; return it.

    None when a translation is published before its original ever was.
    """
    record = Programme.objects.filter(translation_key=page.translation_key).first()
    if is_source(page, record if record is not None and record.locale_id else None):
        record = record or Programme(translation_key=page.translation_key)
        record.locale = page.locale
        record.area, record.funder, record.legal_regime = page.programme_area, page.funder, page.legal_regime
        above = page.parent_programme_page()
        record.parent = Programme.objects.filter(translation_key=above.translation_key).first() if above else None
        # A Swedish page of its own takes this over; without one, Swedish lists show the title as it is.
        record.label_sv = record.label_sv or page.title
    elif record is None:
        return None
    setattr(record, f"label_{page.locale.language_code[:2]}", page.title)
    record.is_public = True
    record.save()
    return record


@transaction.atomic
def programme_withdrawn(page: ProgrammePage) -> None:
    """Follow the unpublishing or deletion of a programme's page; what hangs on the programme stays."""
    record = Programme.objects.filter(translation_key=page.translation_key).first()
    if record is not None:
        record.is_public = public_pages(ProgrammePage, page.translation_key).exists()
        record.save()


# --- methods --------------------------------------------------------------------------------


@transaction.atomic
def method_published(page: MethodPage) -> Method:
    """Write the record of a method after one of its pages was published; return it."""
    record = Method.objects.filter(translation_key=page.translation_key).first()
    if record is None or is_source(page, record):
        record = record or Method(translation_key=page.translation_key, locale=page.locale)
        project_page = ProjectPage.objects.filter(pk=page.from_project_id()).first()
        record.project = Project.objects.for_page(project_page).first() if project_page else None
        newest = page.versions.first()
        record.title, record.source_page = page.title, page.page_ptr
        record.version, record.licence = newest.number if newest else "", page.licence
    record.is_public = public_pages(MethodPage, page.translation_key).exists()
    record.save()
    return record


@transaction.atomic
def method_withdrawn(page: MethodPage, *, deleted: bool = False) -> None:
    """Follow the unpublishing or deletion of a method's page."""
    record = Method.objects.filter(translation_key=page.translation_key).first()
    if record is None:
        return
    if deleted and not MethodPage.objects.filter(translation_key=page.translation_key).exists():
        record.delete()
        return
    record.is_public = public_pages(MethodPage, page.translation_key).exists()
    record.save()
