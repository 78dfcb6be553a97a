"""Making the Swedish pages: first all of them as drafts, so that they can point at each other, then their content."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.utils import timezone
from wagtail.models import Locale, Page

from core.taxonomies.models import Theme
from core.translating.models import Standing
from home.models import ArticlePage, ArticleTag
from portal.demo.bodies import BodyWriter, Lookups
from portal.demo.calls import fill_call
from portal.demo.content import Record
from portal.demo.keys import key_of
from portal.demo.markup import to_html
from portal.demo.network import fill_country, fill_partner, fill_partnership, required_of
from portal.demo.records import fill_method, fill_programme, fill_project
from portal.demo.seminars import fill_seminar

MODELS = {
    "home": "home.HomePage",
    "standard": "home.StandardPage",
    "index": "home.IndexPage",
    "article_index": "home.ArticleIndexPage",
    "article": "home.ArticlePage",
    "contact": "home.ContactPage",
    "feedback": "home.FeedbackPage",
    "accessibility": "home.AccessibilityStatementPage",
    "project_index": "projects.ProjectIndexPage",
    "project": "projects.ProjectPage",
    "method_index": "projects.MethodIndexPage",
    "method": "projects.MethodPage",
    "programme_index": "projects.ProgrammeIndexPage",
    "programme": "projects.ProgrammePage",
    "event_index": "events.EventIndexPage",
    "event": "events.EventPage",
    "call_index": "grants.CallIndexPage",
    "call": "grants.CallPage",
    "partner_index": "partners.PartnerIndexPage",
    "partner": "partners.PartnerPage",
    "partnership": "partners.PartnershipPage",
    "country": "partners.CountryPage",
}
# How old pages without a date of their own are, in days: all but the articles were there from the start.
AGE = 700


def model_of(record: Record) -> type[Page]:
    """Return the model of a page of the content."""
    return apps.get_model(MODELS[record["type"]])


def page_key(name: str) -> Any:
    """Return the translation key of a page of the content."""
    return key_of("page", name)


def make_draft(record: Record, made: dict[str, Page], owner: Any) -> Page:
    """Add a page under its parent, with no more than its title."""
    page = model_of(record)(
        title=record["title"], slug=record["slug"], live=False, owner=owner,
        locale=Locale.objects.get(language_code="sv"), translation_key=page_key(record["key"]),
        **required_of(record),
    )  # fmt: skip
    parent = made[record["parent"]] if record.get("parent") else Page.get_first_root_node()
    parent.refresh_from_db()
    parent.add_child(instance=page)
    return page


def fill(page: Any, record: Record, lookups: Lookups, today: date) -> None:
    """Write the content of a page, without saving it. Raises KeyError for a name that nobody has."""
    page.introduction = record.get("intro", "")
    page.search_description = record.get("search_description", "")
    page.listing_image_id = lookups.images[record["listing_image"]] if record.get("listing_image") else None
    page.contact_id = lookups.contacts[record["contact"]] if record.get("contact") else None
    writer = BodyWriter(record["key"], lookups)
    if "body" in record:
        field = "sections" if record["type"] == "home" else "body"
        setattr(page, field, writer.write(record["body"], field))
    filler = FILLERS.get(record["type"])
    if filler is not None:
        filler(page, record, writer, today)


def publish(page: Any, record: Record, user: Any, today: date) -> None:
    """Publish a page, and let it be as old as it says."""
    page.save_revision(user=user, log_action=True).publish(user=user)
    set_age(page, record, today)


def set_age(page: Page, record: Record, today: date) -> None:
    """Set when a page was first published, and last: about half of the pages have been looked through since."""
    age = record.get("days_ago", AGE)
    first = timezone.make_aware(datetime.combine(today - timedelta(days=age), time(9, 0)))
    last = first + timedelta(days=0 if "days_ago" in record else AGE - 20 - len(record["title"]))
    Page.objects.filter(pk=page.pk).update(
        first_published_at=first, last_published_at=last, latest_revision_created_at=last
    )
    # The words are those of the first day: nothing that explains or translates them is behind.
    Standing.objects.filter(page_id=page.pk).update(changed_at=first)


def _fill_article(page: ArticlePage, record: Record, writer: BodyWriter, today: date) -> None:
    page.date = today - timedelta(days=record["days_ago"])
    page.tags.set(list(ArticleTag.objects.filter(name__in=record["tags"])))
    for slug in record["themes"]:
        page.theme_links.add(page.theme_links.model(theme=Theme.objects.get(slug=slug)))
    page.author_links.add(page.author_links.model(contact_id=writer.lookups.contacts["kommunikator"]))


def _fill_form(page: Any, record: Record, writer: BodyWriter, today: date) -> None:
    page.purpose = record["purpose"]
    page.thanks_text = record["thanks_text"]


def _fill_statement(page: Any, record: Record, writer: BodyWriter, today: date) -> None:
    for name in ("responsible", "assessed_by", "authority_name", "authority_url"):
        setattr(page, name, record[name])
    for name in ("scope", "assessment_text", "feedback_text", "enforcement_text"):
        setattr(page, name, to_html(record[name]))
    page.failures = writer.write([{"failure": failure} for failure in record["failures"]], "failures")
    page.assessed_on = today - timedelta(days=60)
    page.published_on = today - timedelta(days=AGE)
    page.reviewed_on = today - timedelta(days=45)


FILLERS: dict[str, Callable[[Any, Record, BodyWriter, date], None]] = {
    "article": _fill_article,
    "contact": _fill_form,
    "feedback": _fill_form,
    "accessibility": _fill_statement,
    "project": fill_project,
    "method": fill_method,
    "programme": fill_programme,
    "event": fill_seminar,
    "call": fill_call,
    "partner": fill_partner,
    "partnership": fill_partnership,
    "country": fill_country,
}
