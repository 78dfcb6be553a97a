"""Loading the demo, all of it or nothing."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import override
from tqdm import tqdm
from wagtail.models import Page

from core.search.together import indexed_together
from core.upkeep import refresh_statistics
from home.models import ArticleTag
from portal.demo import applying, attending, calls, frame, images, network, pages, people, seminars, wording
from portal.demo.bodies import Lookups
from portal.demo.catalogue import LANGUAGES, catalogue
from portal.demo.content import Content, read_content
from portal.demo.keys import block_id
from portal.demo.quietly import quietly
from portal.demo.translating import translate


def is_loaded() -> bool:
    """Tell whether the demo's home page is there."""
    return Page.objects.filter(translation_key=pages.page_key("home")).exists()


class Loader:
    """Loads the content; every step leaves what the next one points at."""

    def __init__(self, content: Content, password: str, today: date, *, quiet: bool = False) -> None:
        self.content = content
        self.password = password
        self.today = today
        self.bar = tqdm(total=self._size(), desc="Demo content", unit="", disable=quiet, leave=False, mininterval=0.5)
        self.users: dict[str, Any] = {}
        self.made: dict[str, Page] = {}
        self.logos: dict[str, int] = {}
        words = {record["key"]: record for record in content.images}
        self.lookups = Lookups(pages={}, images={}, contacts={}, image_words=words)

    def _size(self) -> int:
        content = self.content
        once = [content.images, content.contacts, content.organisations, content.accounts, content.menus, content.news]
        return sum(len(part) for part in once) + len(content.pages) * 3 + len(content.emblem)

    def _each(self, rows: Iterable[Any]) -> Iterator[Any]:
        for row in rows:
            yield row
            self.bar.update()

    def run(self) -> None:
        """Load everything. Raises NotEmptyError, before anything is made, when the portal has content of its own."""
        site = frame.empty_site()
        with self._bar(), override("sv"):
            frame.make_locales()
            self._people()
            self._pictures()
            self._swedish_pages()
            site = frame.put_on_site(site, self.made["home"])
            self._around(site)
            self._translated_pages()
            wording.add_words(self.made)
            for record in self.content.accounts:
                people.let_translate(self.users[record["email"].split("@")[0]], record)
            applying.make_applications(self.users)
            self._network()

    @contextmanager
    def _bar(self) -> Iterator[None]:
        try:
            yield
        finally:
            self.bar.close()

    def _people(self) -> None:
        for record in self._each(self.content.contacts):
            self.lookups.contacts[record["key"]] = people.make_contact(record).pk
        for record in self.content.organisations:
            people.make_organisation(record, None, self.lookups.contacts)
        for record in self._each(self.content.accounts):
            self.users[record["email"].split("@")[0]] = people.make_account(record, self.password)

    def _pictures(self) -> None:
        user = self.users["editor"]
        for record in self._each(self.content.images):
            self.lookups.images[record["key"]] = images.make_picture(record, user).pk
        for record in self._each(self.content.organisations):
            if record.get("mark"):
                logo = images.make_logo(record, user)
                self.logos[record["name"]] = logo.pk
                organisation = people.make_organisation(record, logo, self.lookups.contacts)
                organisation.logo = organisation.logo or logo
                organisation.save()

    def _swedish_pages(self) -> None:
        editor = self.users["editor"]
        for name in self.content.tags:
            labels = {f"label_{code}": catalogue(code).tag(name) for code in LANGUAGES}
            ArticleTag.objects.get_or_create(name=name, defaults=labels)
        for record in self._each(self.content.pages):
            self.made[record["key"]] = pages.make_draft(record, self.made, editor)
        self.lookups.pages = {key: page.pk for key, page in self.made.items()}
        for record in self._each(self.content.pages):
            page = self.made[record["key"]]
            if record["type"] == "call_index":
                calls.make_rules()
            # The tree has grown since the draft was made.
            page.refresh_from_db()
            pages.fill(page, record, self.lookups, self.today)
            pages.publish(page, record, editor, self.today)
            attending.register_people(record, page, self.today)
            seminars.note_move(record, page)

    def _around(self, site: Any) -> None:
        editor = self.users["editor"]
        emblems = {
            code: images.make_emblem(code, words, editor).pk for code, words in self._each(self.content.emblem.items())
        }
        logos = people.logo_row(self.content, self.logos, emblems, block_id)
        frame.make_details(site, self.content, self.lookups, logos)
        snippets: list[Any] = [frame.make_banner(site, self.content.banner, self.lookups, self.today)]
        for number, record in enumerate(self._each(self.content.menus)):
            snippets.append(frame.make_menu(site, record, number, self.lookups))
        for snippet in snippets:
            translate(snippet, self.users["translator"], editor)

    def _translated_pages(self) -> None:
        for record in self._each(self.content.pages):
            for page in translate(self.made[record["key"]], self.users["translator"], self.users["editor"]):
                pages.set_age(page, record, self.today)

    def _network(self) -> None:
        for record in self._each(self.content.news):
            network.make_news(record, self.made, self.users, self.today)
        network.open_section(self.made, self.users)
        network.add_feeds(self.made)
        network.tell_adoptions(self.content.adoptions, self.made, self.today)


def load(password: str, *, today: date | None = None, quiet: bool = False) -> None:
    """Load the demo into an empty portal, found by search at once.

    Raises NotEmptyError when the portal has content of its own.
    """
    with quietly(), transaction.atomic(), indexed_together() as together:
        Loader(read_content(), password, today or localdate(), quiet=quiet).run()
        with tqdm(total=len(together), desc="Search index", unit="", disable=quiet, leave=False) as bar:
            together.write(bar.update)
        refresh_statistics()
