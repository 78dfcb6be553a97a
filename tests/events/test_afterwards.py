"""Afterwards: evaluations that nobody can be picked out of, and certificates."""

import datetime as dt
import io
import re

import pytest
from django.core import mail
from django.utils import timezone
from pypdf import PdfReader

from core.mail.services import deliver_due
from events import certificates, links
from events.enums import Attendance, Comment, Rating
from events.models import EvaluationCount, EvaluationText, Event, Registration
from events.services import evaluating, registering, running, sweeping
from tests.factories.events import in_days, make_event, make_event_page, make_registration, republish

pytestmark = pytest.mark.django_db
ANSWERS = {"overall": "5", "useful": "4", "equal": "3", "best": "Samtalen", "better": "Mer\ttid\x07"}


def held(index, number, **values):
    """A seminar that is over, and those who were there."""
    page = make_event_page(index, title="Språk på jobbet", **values)
    event = Event.objects.for_page(page).get()
    rows = [registering.confirm(make_registration(event, each)) for each in range(number)]
    event = republish(page, starts=in_days(-3))
    for row in rows:
        registering.note_attendance(row, Attendance.PRESENT)
    return event, list(Registration.objects.filter(event=event).select_related("event").order_by("pk"))


def test_the_evaluation_is_not_refused_by_the_origin_its_own_page_makes_a_browser_send(client, index):
    _event, (row,) = held(index, 1)
    assert client.get(path_of(links.evaluation_url(row)))["Referrer-Policy"] == "same-origin"


def path_of(url):
    return re.sub(r"^https?://[^/]+", "", url)


def answer(client, row, **values):
    return client.post(path_of(links.evaluation_url(row)), {**ANSWERS, **values})


def test_an_evaluation_is_shown_only_in_groups(client, index, editor_client):
    event, rows = held(index, 7)
    address = f"/admin/seminars/{event.pk}/evaluation/"
    for row in rows[:4]:
        assert answer(client, row).status_code == 302
    assert evaluating.result_of(event) == evaluating.Result()
    assert "Samtalen" not in editor_client.get(address).content.decode()
    answer(client, rows[4])
    html = editor_client.get(address).content.decode()
    assert html.count("Samtalen") == 5
    answer(client, rows[5], overall="1", best="Lunchen")
    # What one more has answered is not the difference between two looks.
    assert editor_client.get(address).content.decode().count("Lunchen") == 0
    assert evaluating.result_of(event).answers == 5
    assert evaluating.result_of(event).ratings[0].mean == 5


def test_an_evaluation_counts_once_and_leads_back_to_nobody(client, index):
    _event, (row,) = held(index, 1)
    assert answer(client, row).status_code == 302
    assert answer(client, row, overall="1").status_code == 302
    assert list(EvaluationCount.objects.values_list("question", "value", "number")) == [
        ("equal", 3, 1),
        ("overall", 5, 1),
        ("useful", 4, 1),
    ]
    for model in (EvaluationCount, EvaluationText):
        names = {field.name for field in model._meta.get_fields()}
        assert not names & {"registration", "user", "token", "email", "created_at"}
        assert not any(field.get_internal_type().startswith("Date") for field in model._meta.fields)
    html = client.get(path_of(links.evaluation_url(row))).content.decode()
    assert "<form method" not in html.split("<main")[1]
    assert row.name not in html
    assert EvaluationText.objects.get(question=Comment.BETTER).text == "Mertid"
    assert {row.question for row in EvaluationCount.objects.all()} == set(Rating.values)


def test_what_is_missing_or_nonsense_in_an_evaluation_is_said(client, index):
    _event, (row,) = held(index, 1)
    for values in ({"overall": ""}, {"overall": "9"}, {"useful": "x" * 10_000}, {"best": "x" * 10_000}):
        response = answer(client, row, **values)
        assert response.status_code == 200
        assert f'id="id_{next(iter(values))}_error"' in response.content.decode()
        assert "Mer" in response.content.decode()
    assert not EvaluationCount.objects.exists()


def test_only_those_who_were_there_are_asked(client, index):
    _event, rows = held(index, 2)
    registering.note_attendance(rows[0], Attendance.ABSENT)
    answer(client, rows[0])
    coming = registering.confirm(make_registration(make_event(index), 9))
    answer(client, coming)
    assert not EvaluationCount.objects.exists()
    token = links.evaluation_url(rows[1]).rstrip("/").rpartition("/")[2]
    assert client.get(f"/sv/event/registration/{token}/").status_code == 404
    assert client.get(f"/sv/event/evaluation/{links.manage_token(rows[1])}/").status_code == 404
    assert client.get(f"/sv/event/evaluation/{token[:-2]}xx/").status_code == 404


def test_texts_go_when_the_registrations_do(client, index):
    event, (row,) = held(index, 1)
    answer(client, row)
    assert evaluating.purge_texts(timezone.now()) == 0
    assert evaluating.purge_texts(event.ends_at + dt.timedelta(days=event.keep_days)) == 2
    assert not EvaluationText.objects.exists()


def test_thanks_go_once_to_those_who_came_with_ways_on(index, editor):
    event, rows = held(index, 3, documentation=[{"type": "notes", "value": "<p>Bilder</p>"}])
    registering.note_attendance(rows[0], Attendance.ABSENT)
    assert sweeping.thank() == 2
    sweeping.thank()
    running.send_thanks(event, actor=editor)
    deliver_due()
    thanks = [letter for letter in mail.outbox if letter.to != [rows[0].email] and "evaluation/" in letter.body]
    assert len(thanks) == 2
    assert "certificate.pdf" in thanks[0].body
    assert "evaluation/" in thanks[0].alternatives[0].content
    assert not any(rows[0].email in letter.to and "evaluation/" in letter.body for letter in mail.outbox)


def test_the_certificate_is_a_tagged_pdf_in_the_language_of_the_one_who_came(client, site, index):
    _event, (row,) = held(index, 1)
    Registration.objects.update(name="Åsa Öberg", language="en")
    response = client.get(path_of(links.certificate_url(row, "en")))
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert "no-store" in response["Cache-Control"]
    reader = PdfReader(io.BytesIO(response.content))
    catalogue = reader.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"] == True  # noqa: E712 — pypdf's boolean is an object that equals True
    assert catalogue["/Lang"] == "en"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "pdfuaid:part" in catalogue["/Metadata"].get_data().decode()
    assert "Språk på jobbet" in reader.metadata.title
    text = " ".join(reader.pages[0].extract_text().split())
    assert "Åsa Öberg" in text
    assert "Språk på jobbet" in text
    kinds = kinds_of(catalogue["/StructTreeRoot"])
    assert {"/H1", "/H2", "/P", "/Table", "/TH", "/TD"} <= kinds


def kinds_of(node):
    """The structure types below a node of the tags."""
    node = node.get_object()
    if not hasattr(node, "get"):
        return set()
    children = node.get("/K", [])
    children = children if isinstance(children, list) else [children]
    found = {node["/S"]} if "/S" in node else set()
    return found.union(*(kinds_of(child) for child in children if hasattr(child.get_object(), "get")))


def test_no_certificate_for_those_who_were_not_there(client, index):
    _event, rows = held(index, 2)
    registering.note_attendance(rows[0], Attendance.ABSENT)
    coming = make_registration(make_event(index), 9)
    for row in (rows[0], coming):
        response = client.get(path_of(links.certificate_url(row)))
        assert (response.status_code, response["Content-Type"]) == (409, "text/html; charset=utf-8")
    html = client.get(f"/sv/event/registration/{links.manage_token(rows[1])}/").content.decode()
    assert "certificate.pdf" in html
    assert "/event/evaluation/" in html


def test_a_machine_that_cannot_draw_pdfs_says_so(client, index, monkeypatch):
    def broken(_registration):
        raise certificates.UnavailableError

    monkeypatch.setattr(certificates, "pdf_of", broken)
    _event, (row,) = held(index, 1)
    assert client.get(path_of(links.certificate_url(row))).status_code == 503
