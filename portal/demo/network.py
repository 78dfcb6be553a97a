"""The network of the demo: partners, partnership, countries, their news, and methods in use."""

import json
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import TranslationSource

from accounts.models import Organisation
from core.places.models import Country, Municipality
from core.taxonomies.models import Theme
from partners import sections
from partners.models import Correspondent, FeedSource, PartnerNewsPage, PartnerPage
from portal.demo.bodies import BodyWriter
from portal.demo.content import Record
from portal.demo.keys import block_id, key_of
from portal.demo.markup import to_html
from portal.demo.translating import translate_to
from projects.models import Adoption, Method

CORRESPONDENT = "correspondent"
# In whose section, and in which language, the correspondent of the demo writes.
SECTION = ("partner_raia", "pt")
FEEDS = ("/sv/nyheter/feed/", "/sv/event/calendar.ics")


def required_of(record: Record) -> dict[str, Any]:
    """Return what a page cannot be without, even as a draft."""
    if record["type"] == "partner":
        return {"organisation": Organisation.objects.get(name=record["organisation"])}
    if record["type"] == "country":
        return {"country": Country.objects.get(code=record["country"])}
    return {}


def fill_partner(page: Any, record: Record, writer: BodyWriter, today: date) -> None:
    """Write whose profile it is, and what a model workplace commits itself to."""
    if "model_days" in record:
        page.model_workplace_since = today - timedelta(days=record["model_days"])
    page.commitments = json.dumps(
        [
            {
                "type": "commitment",
                "id": block_id(record["key"], "commitments", number),
                "value": {
                    "kind": kind,
                    "number": how_many or None,
                    "text": text,
                    "due": str(today + timedelta(days=days)) if days else None,
                    "kept": kept,
                },
            }
            for number, (kind, how_many, text, days, kept) in enumerate(record.get("commitments", []))
        ]
    )


def fill_partnership(page: Any, record: Record, writer: BodyWriter, today: date) -> None:
    """Write members, years, themes and results."""
    page.first_year = record["first_year"]
    page.results = writer.write(record["result_text"], "results")
    page.themes = Theme.objects.filter(slug__in=record["themes"])
    for name, role, days in record["members"]:
        link = page.member_links.model(
            organisation=Organisation.objects.get(name=name), role=role, joined_on=today - timedelta(days=days)
        )
        page.member_links.add(link)
    for key in record["results"]:
        page.result_links.add(page.result_links.model(result_page_id=writer.lookups.pages[key]))


def fill_country(page: Any, record: Record, writer: BodyWriter, today: date) -> None:
    """Write nothing: the country itself was needed from the start."""


# --- news -----------------------------------------------------------------------------------


class Words:
    """The translation of one piece of news: what stands where the original's words stood."""

    def __init__(self, original: Record, translated: Record) -> None:
        pairs = zip(
            [original[name] for name in ("title", "slug", "intro")] + original["text"],
            [translated[name] for name in ("title", "slug", "intro")] + translated["text"],
            strict=True,
        )
        self.words = dict(pairs)

    def find(self, words: str, path: str = "") -> str | None:
        """Return the translation of a string; None when there is none."""
        return self.words.get(words)


def news_key(name: str) -> Any:
    """Return the translation key of a piece of news."""
    return key_of("news", name)


def make_news(record: Record, made: dict[str, Page], users: dict[str, Any], today: date) -> None:
    """Publish a piece of news in its own language, then its translations; then the original may change once more."""
    section = made[record["partner"]]
    if record["lang"] != "sv":
        section = section.get_translation(Locale.objects.get(language_code=record["lang"]))
    page = PartnerNewsPage(
        title=record["title"], slug=record["slug"], live=False, owner=users[CORRESPONDENT], locale=section.locale,
        translation_key=news_key(record["key"]), introduction=record["intro"],
        date=today - timedelta(days=record["days_ago"]), body=_body(record),
    )  # fmt: skip
    page.themes = Theme.objects.filter(slug__in=record["themes"])
    PartnerPage.objects.get(pk=section.pk).add_child(instance=page)
    page.save_revision(user=users[CORRESPONDENT]).publish(user=users["editor"])
    page.refresh_from_db()
    words = {code: Words(record, translated) for code, translated in record.get("to", {}).items()}
    translations = translate_to(page, words, users["translator"], users["editor"])
    if record.get("changed"):
        page.body = _body({**record, "text": record["text"] + record["changed"]})
        page.save_revision(user=users[CORRESPONDENT]).publish(user=users["editor"])
    _set_age(page, record, today, 0 if record.get("changed") else record["days_ago"])
    for translation in translations:
        _set_age(translation, record, today, record["days_ago"] - 3)
    # What the translators were given is as old as the first version: a later change is news to them.
    given = _nine_o_clock(today, record["days_ago"])
    TranslationSource.objects.filter(object_id=page.translation_key).update(last_updated_at=given)


def _body(record: Record) -> str:
    blocks = [
        {"type": "rich_text", "id": block_id("news", record["key"], number), "value": to_html(text)}
        for number, text in enumerate(record["text"])
    ]
    return json.dumps(blocks)


def _set_age(page: Page, record: Record, today: date, last_days: int) -> None:
    at = partial(_nine_o_clock, today)
    Page.objects.filter(pk=page.pk).update(
        first_published_at=at(record["days_ago"]),
        last_published_at=at(min(last_days, record["days_ago"])),
        latest_revision_created_at=at(min(last_days, record["days_ago"])),
    )


def _nine_o_clock(today: date, days: int) -> datetime:
    return timezone.make_aware(datetime.combine(today - timedelta(days=days), time(9, 0)))


def open_section(made: dict[str, Page], users: dict[str, Any]) -> None:
    """Let the correspondent write in one section."""
    name, language = SECTION
    page = made[name].get_translation(Locale.objects.get(language_code=language)).specific
    sections.let_write(users[CORRESPONDENT], page, actor=None)


def close_sections(keys: list[Any]) -> None:
    """Take correspondents out of the sections of the demo."""
    for place in Correspondent.objects.filter(page__translation_key__in=keys):
        sections.stop_writing(place, actor=None)


def add_feeds(made: dict[str, Page]) -> None:
    """Fetch two feeds for a partner: the portal's own, served by the portal itself."""
    organisation = made[SECTION[0]].specific.organisation
    for path in FEEDS:
        FeedSource.objects.get_or_create(
            url=settings.WAGTAILADMIN_BASE_URL + path, defaults={"organisation": organisation, "language": "sv"}
        )


def remove_feeds() -> None:
    """Take the feeds of the demo away, with what they brought."""
    FeedSource.objects.filter(url__in=[settings.WAGTAILADMIN_BASE_URL + path for path in FEEDS]).delete()


# --- methods in use -------------------------------------------------------------------------


def tell_adoptions(records: list[Record], made: dict[str, Page], today: date) -> None:
    """Write who uses which method."""
    for record in records:
        municipality = Municipality.objects.filter(code=record.get("municipality", "")).first()
        number = today.year * 12 + today.month - 1 + record["since"]
        state = record.get("state", "published")
        Adoption.objects.create(
            form_id=key_of("adoption", f"{record['method']}/{record['organisation']}"),
            method=Method.objects.get(translation_key=made[record["method"]].translation_key),
            organisation_name=record["organisation"],
            organisation=Organisation.objects.filter(name=record["organisation"]).first(),
            country=Country.objects.get(code=record.get("country", "SE")),
            municipality=municipality,
            since=f"{number // 12:04}-{number % 12 + 1:02}",
            purpose=record["purpose"],
            effect=record["effect"],
            language=record["lang"],
            state=state,
            published_at=_nine_o_clock(today, 30) if state == "published" else None,
        )
