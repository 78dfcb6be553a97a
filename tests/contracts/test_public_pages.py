"""The public side with the demo content: the same bytes for all, no cookie, nothing from elsewhere, light."""

from html.parser import HTMLParser
from io import StringIO
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command
from django.test import Client, TestCase
from django.test.utils import override_settings

from portal.bench.weight import LIMIT, weigh
from tests.factories.users import user_with_role
from tests.support.demo import addresses, page_addresses, page_types

FORMS = ("/account/", "/subscribe/", "/write/")
PRIVATE_HEADERS = {"Set-Cookie", "WWW-Authenticate"}


class Outline(HTMLParser):
    """What a page loads, and how it is built."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.inline: list[str] = []
        self.headings: list[int] = []
        self.language = ""
        self.hreflangs: dict[str, str] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = values.get("lang", "")
        if tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            self.headings.append(int(tag[1]))
        if tag in {"script", "img", "source", "iframe", "video", "audio", "use"}:
            self.loads += [values[name] for name in ("src", "href") if values.get(name)]
        if tag == "link" and values.get("rel") == "alternate" and "hreflang" in values:
            self.hreflangs[values["hreflang"]] = values["href"]
        elif tag == "link" and values.get("rel") not in {"alternate", "canonical", "next", "prev"}:
            self.loads.append(values.get("href", ""))
        if tag == "style" or "style" in values or any(name.startswith("on") for name in values):
            self.inline.append(f"<{tag} {attrs}>")
        if tag == "script" and not values.get("src") and "json" not in values.get("type", ""):
            self.inline.append(f"<script {attrs}>")


def is_foreign(address: str) -> bool:
    return bool(urlsplit(address).netloc) and urlsplit(address).hostname != "localhost"


def visit(address: str, client: Client | None = None, **headers: str):
    return (client or Client()).get(address, headers={"host": "localhost", **headers})


@override_settings(DEMO=True)
class PublicPages(TestCase):
    """One visit to a page of every type in every language."""

    @classmethod
    def setUpTestData(cls) -> None:
        call_command("load_demo", verbosity=0, stdout=StringIO())

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        # Fetched once for all the tests below; answers are read, never changed.
        cls.visits = {
            language: {address: visit(address) for address in addresses(language)}
            for language, _name in settings.LANGUAGES
        }

    def pages(self):
        """Every address with the answer to its first visit."""
        for answers in self.visits.values():
            yield from answers.items()

    def test_the_demo_has_a_page_of_every_type(self):
        assert {model.__name__ for model in page_types()} - set(page_addresses("sv")) == set()

    def test_every_stranger_gets_the_same_bytes_and_no_cookie(self):
        member = Client()
        member.force_login(user_with_role("editor"), backend="django.contrib.auth.backends.ModelBackend")
        for address, first in self.pages():
            if any(part in address for part in FORMS):
                continue
            with self.subTest(address):
                second = visit(address, **{"accept-language": "fi,de;q=0.5", "user-agent": "another"})
                assert first.status_code in {200, 404}
                assert first.content == second.content
                if address.startswith("/sv/"):
                    assert visit(address, member).content == first.content
                assert not first.cookies
                assert PRIVATE_HEADERS & set(first.headers) == set()
                assert first.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
                assert first.headers.get("Vary", "") in {"", "Accept-Encoding"}
                assert "csrfmiddlewaretoken" not in first.text

    def test_a_known_page_is_not_sent_again(self):
        for address in page_addresses("sv").values():
            with self.subTest(address):
                etag = self.visits["sv"][address].headers["ETag"]
                assert visit(address, **{"if-none-match": etag}).status_code == 304

    def test_pages_load_nothing_from_elsewhere_and_hold_nothing_inline(self):
        for address, answer in self.pages():
            with self.subTest(address):
                outline = Outline(answer.text)
                assert [name for name in outline.loads if is_foreign(name)] == []
                assert outline.inline == []

    def test_pages_say_their_language_and_have_one_heading_above_the_others(self):
        for language, answers in self.visits.items():
            for address, answer in answers.items():
                with self.subTest(address):
                    outline = Outline(answer.text)
                    assert outline.language == language
                    assert outline.headings.count(1) == 1
                    steps = zip(outline.headings, outline.headings[1:], strict=False)
                    assert [(upper, lower) for upper, lower in steps if lower > upper + 1] == []

    def test_translations_name_each_other(self):
        for address in page_addresses("sv").values():
            with self.subTest(address):
                hreflangs = Outline(self.visits["sv"][address].text).hreflangs
                for code, there in hreflangs.items():
                    path = urlsplit(there).path
                    known = self.visits.get(code, {})
                    answer = known[path] if path in known else visit(path)
                    assert answer.status_code == 200
                    if code != "x-default":
                        assert answer.headers["Content-Language"] == code

    def test_the_start_page_is_light(self):
        for language, answers in self.visits.items():
            address = f"/{language}/"
            parts = weigh(address, answers[address].text)
            assert sum(part.size for part in parts) <= LIMIT, parts
