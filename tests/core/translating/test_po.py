"""A PO file out and in: what is right in it is taken over, the rest is told, and a wrong file changes nothing."""

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail_localize.models import StringTranslation

from core.audit.models import AuditEntry
from core.translating.po import LARGEST
from tests.core.translating.conftest import WORDS, signed_in, translate, translator

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(about):
    """A translator to English."""
    return signed_in(translator(about.english))


def exported(client, about):
    url = reverse("wagtail_localize:download_pofile", args=[about.translation.pk])
    return client.get(url).content.decode()


def send(client, about, data, *, editor=False):
    name = "wagtail_localize:upload_pofile" if editor else "translating_import"
    args = [about.translation.pk] if editor else [about.page.pk, "en"]
    file = SimpleUploadedFile("page.po", data if isinstance(data, bytes) else data.encode())
    return client.post(reverse(name, args=args), {"file": file})


def texts(about):
    rows = StringTranslation.objects.filter(locale=about.english, context__object_id=about.page.translation_key)
    return sorted(rows.values_list("data", flat=True))


@pytest.mark.parametrize("editor", [False, True])
def test_what_changed_is_taken_over_and_told(client, about, editor):
    response = send(client, about, exported(client, about).replace('"Welcome"', '"Be welcome"'), editor=editor)
    assert response.status_code == 200
    [line] = response.context["outcome"].changed
    assert (line.original, line.before, line.text) == ("Välkommen", "Welcome", "Be welcome")
    assert "Be welcome" in texts(about)
    assert "Be welcome" in response.content.decode()
    assert AuditEntry.objects.filter(action="translating.imported").count() == 1


def test_the_same_file_again_changes_nothing(client, about):
    outcome = send(client, about, exported(client, about)).context["outcome"]
    assert (outcome.changed, outcome.left_out) == ([], [])
    assert outcome.same == len(WORDS) + 1  # the address, which follows the title


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('msgstr "Welcome"', 'msgstr "Welcome <script>alert(1)</script>"'),
        ('msgid "Välkommen"', 'msgid "Något annat"'),
        ('msgctxt "introduction"', 'msgctxt "nowhere"'),
        ('msgctxt "introduction"', '#, fuzzy\nmsgctxt "introduction"'),
        ('msgstr "About us"', 'msgstr "' + "x" * 300 + '"'),
    ],
)
def test_what_is_wrong_is_left_out_with_its_reason(client, about, old, new):
    before = texts(about)
    po = exported(client, about)
    assert old in po
    outcome = send(client, about, po.replace(old, new)).context["outcome"]
    assert [bool(line.reason) for line in outcome.left_out] == [True]
    assert outcome.changed == []
    assert texts(about) == before


def test_what_stands_twice_counts_once(client, about):
    po = exported(client, about).replace('"Welcome"', '"First"')
    again = '\n\nmsgctxt "introduction"\nmsgid "Välkommen"\nmsgstr "Second"\n'
    outcome = send(client, about, po + again).context["outcome"]
    assert [line.text for line in outcome.changed] == ["First"]
    assert [line.text for line in outcome.left_out] == ["Second"]


def wrong_files(about):
    own = str(about.translation.uuid)
    other = polib.POFile()
    other.metadata = {"X-WagtailLocalize-TranslationID": "0b6ff4d0-0000-4000-8000-000000000000"}
    other.append(polib.POEntry(msgid="Välkommen", msgctxt="introduction", msgstr="Hijacked"))
    head = f'msgid ""\nmsgstr ""\n"X-WagtailLocalize-TranslationID: {own}\\n"\n\n'
    return {
        "nothing": b"",
        "spaces": b" \n \n",
        "another page": str(other).encode(),
        "no identity": b'msgid "V\xc3\xa4lkommen"\nmsgstr "Hijacked"\n',
        "latin-1": (head + 'msgid "Välkommen"\nmsgstr "Hijacked"\n').encode("latin-1"),
        "utf-16": (head + 'msgid "Välkommen"\nmsgstr "Hijacked"\n').encode("utf-16"),
        "nul": (head + 'msgid "V\0lkommen"\nmsgstr "Hijacked"\n').encode(),
        "broken": (head + 'msgctxt "introduction"\nmsgid "Välkommen"\nmsgstr "Hijacked\n\nmsgid').encode(),
        "not one": b"%PDF-1.7\nmsgid\nrubbish",
        "a file's name": b"/etc/passwd",
        "huge": head.encode() + b"#" * (LARGEST + 1),
        "endless": (head + 'msgid "a"\nmsgstr "b"\n' * 20_000).encode(),
        "picture": bytes(range(256)) * 10,
    }


@pytest.mark.parametrize("editor", [False, True])
def test_a_wrong_file_is_refused_with_a_sentence_and_changes_nothing(client, about, editor):
    before = texts(about)
    for name, data in wrong_files(about).items():
        response = send(client, about, data, editor=editor)
        assert response.status_code == 422, name
        assert str(response.context["refused"]) in response.content.decode(), name
        assert texts(about) == before, name


def test_no_file_at_all_is_said(client, about):
    response = client.post(reverse("translating_import", args=[about.page.pk, "en"]))
    assert response.status_code == 422
    assert response.context["refused"]


def test_a_file_of_the_same_page_in_another_language_is_refused(client, about, editor_client):
    other = translate(about.page, about.dutch, {"Välkommen": "Welkom"})
    url = reverse("wagtail_localize:download_pofile", args=[other.pk])
    response = send(client, about, editor_client.get(url).content)
    assert response.status_code == 422
    assert "Welkom" not in texts(about)


def test_windows_files_with_a_mark_at_the_beginning_are_read(client, about):
    po = exported(client, about).replace('"Welcome"', '"Be welcome"').replace("\n", "\r\n")
    send(client, about, b"\xef\xbb\xbf" + po.encode())
    assert "Be welcome" in texts(about)
