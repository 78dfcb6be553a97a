"""Programmes, project pages and the bank."""

from typing import Any

import factory
from django.apps import apps

from accounts.models import Organisation
from projects.models import ProgrammeArea, ProgrammeIndexPage, ProgrammePage, ProjectIndexPage, ProjectPage
from tests.support.site import PortalSite, translate_page

OWNER = "Norrköpings kommun"


class OrganisationFactory(factory.django.DjangoModelFactory):
    """An organisation."""

    class Meta:
        model = Organisation

    name = factory.Sequence(lambda number: f"Organisation {number}")


class AreaFactory(factory.django.DjangoModelFactory):
    """A programme area."""

    class Meta:
        model = ProgrammeArea

    number = factory.Sequence(lambda number: number + 1)
    label_sv = factory.Sequence(lambda number: f"Område {number}")


def publish(page: Any) -> Any:
    """Publish a page as an editor does, and return it as it is stored."""
    page.save_revision(log_action=False).publish()
    return type(page).objects.get(pk=page.pk)


def make_bank(site: PortalSite, *languages: str) -> dict[str, ProjectIndexPage]:
    """Return the bank under the home page, in Swedish and in the languages given."""
    bank = ProjectIndexPage(title="Projektbanken", slug="projektbanken", locale=site.locale("sv"))
    site.home.add_child(instance=bank)
    banks = {"sv": publish(bank)}
    for code in languages:
        banks[code] = translate_page(banks["sv"], site.locale(code), title=f"Bank {code}", slug=f"bank-{code}")
    return banks


def make_project(
    bank: ProjectIndexPage, *, live: bool = True, sets: dict[str, Any] | None = None, **values: Any
) -> ProjectPage:
    """Return a project page under the bank; `sets` are the many-to-many facts by name."""
    values.setdefault("title", "Ett steg in")
    page = ProjectPage(locale=bank.locale, live=False, **values)
    bank.add_child(instance=page)
    for name, rows in (sets or {}).items():
        getattr(page, name).set(rows)
    page.save()
    return publish(page) if live else page


def make_programme(parent: Any, title: str, **values: Any) -> ProgrammePage:
    """Return a published programme page under another page, made a list of programmes first if need be."""
    if not isinstance(parent, ProgrammePage | ProgrammeIndexPage):
        index = ProgrammeIndexPage(title="Program", locale=parent.locale)
        parent.add_child(instance=index)
        parent = publish(index)
    page = ProgrammePage(title=title, locale=parent.locale, **values)
    parent.add_child(instance=page)
    return publish(page)


def municipality(name: str) -> Any:
    """Return a municipality by name."""
    return apps.get_model("places", "Municipality").objects.get(name=name)


def county(code: str) -> Any:
    """Return a county by code."""
    return apps.get_model("places", "County").objects.get(code=code)


def ground(slug: str) -> Any:
    """Return a ground of discrimination by slug."""
    return apps.get_model("taxonomies", "Ground").objects.get(slug=slug)
