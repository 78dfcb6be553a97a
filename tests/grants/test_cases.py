"""Cases in the admin: who reads them, what is shown, what comes back when something is typed wrongly."""

import csv
import datetime as dt
import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from core.audit.models import AuditEntry
from grants import clock
from grants.enums import Happening, State
from grants.models import Application
from grants.services import drafts, messages, submitting
from tests.factories.applications import answers_in, make_call, make_draft, owner_of, section_id, write
from tests.factories.grants import key
from tests.factories.users import UserFactory, user_with_role

pytestmark = pytest.mark.django_db
ADMIN = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def call(index):
    return make_call(index, title="Språkmiljonen")


@pytest.fixture
def draft(call):
    return make_draft(call, whole=True)


@pytest.fixture
def case(call):
    made = make_draft(call, whole=True)
    submitting.submit(owner_of(made), made, "sv")
    made.refresh_from_db()
    return made


@pytest.fixture
def officer(client, db):
    user = user_with_role("case_officer")
    client.force_login(user, backend=ADMIN)
    return user


def address(case, what=""):
    return f"/admin/cases/{case.pk}/{what}"


@pytest.mark.parametrize("role", ["editor", "administrator", "event_host", "assessor", "member"])
def test_only_those_who_read_cases_see_them(client, case, role):
    client.force_login(user_with_role(role), backend=ADMIN)
    for path in ("/admin/cases/", "/admin/cases/export.csv", "/admin/cases/export.xlsx", address(case)):
        response = client.get(path)
        assert response.status_code in {302, 403}
        assert case.case_number not in response.content.decode()
    for what in ("completion/", "message/"):
        assert client.post(address(case, what), {"message-words": "Hej"}).status_code in {302, 403}
    assert case.events.count() == 2


def test_an_auditor_reads_and_does_nothing(client, case):
    client.force_login(user_with_role("auditor"), backend=ADMIN)
    html = client.get(address(case)).content.decode()
    assert "Vi prövar språkcaféer." in html
    assert "message-words" not in html
    response = client.post(address(case, "message/"), {"message-words": "Hej"})
    assert response.context["message_form"].errors["words"]
    assert case.events.count() == 2


def test_drafts_are_for_those_who_write_alone(client, officer, draft, case):
    html = client.get("/admin/cases/").content.decode()
    assert "Föreningen Ö" in html
    assert html.count(f"/admin/cases/{case.pk}/") == 1
    assert f"/admin/cases/{draft.pk}/" not in html
    for what in ("", "completion/", "message/"):
        way = client.post if what else client.get
        assert way(address(draft, what)).status_code == 404
    assert str(draft.key) not in client.get("/admin/cases/export.csv").getvalue().decode()


def test_what_is_written_during_completion_is_not_seen_before_it_is_sent(client, officer, case):
    day = timezone.localdate(timezone=clock.ZONE) + dt.timedelta(days=7)
    client.post(
        address(case, "completion/"), {"completion-last_day": day.isoformat(), "completion-words": "Mer om språk"}
    )
    case.refresh_from_db()
    assert case.state == State.COMPLETION
    assert timezone.localtime(case.completion_until, clock.ZONE).date() == day
    idea = answers_in("idea")
    idea[key("summary")] = {"title": "Språkcafé på fabriken", "text": "Ännu inte sänt."}
    write(case, owner_of(case), "idea", idea, revision=1)
    html = client.get(address(case)).content.decode()
    assert "Ännu inte sänt." not in html
    assert "Mer om språk" in html
    submitting.submit(owner_of(case), case, "sv")
    html = client.get(address(case)).content.decode()
    assert "Ännu inte sänt." in html
    earlier = client.get(address(case) + "?submission=1").content.decode()
    assert "Vi prövar språkcaféer." in earlier
    assert "Ännu inte sänt." not in earlier
    for nonsense in ("9", "x", "٣", "9" * 40):
        assert client.get(address(case), {"submission": nonsense}).status_code == 200


@pytest.mark.parametrize("day", ["", "igår", "2020-01-01", "9999-12-31", "2027-02-30", "0"])
def test_a_day_that_cannot_be_is_said_beside_the_field_and_the_words_are_kept(client, officer, case, day):
    response = client.post(
        address(case, "completion/"), {"completion-last_day": day, "completion-words": "Budgeten <saknas>"}
    )
    assert response.context["completion_form"].errors["last_day"]
    assert "Budgeten &lt;saknas&gt;" in response.content.decode()
    case.refresh_from_db()
    assert case.state == State.SUBMITTED


def test_messages_go_both_ways_and_stand_in_the_log(client, officer, case):
    assert client.post(address(case, "message/"), {"message-words": "Vem är <b>ni</b>?"}).status_code == 302
    messages.post(owner_of(case), case, "Vi är en förening.")
    html = client.get(address(case)).content.decode()
    assert "Vem är &lt;b&gt;ni&lt;/b&gt;?" in html
    assert "Vi är en förening." in html
    assert str(owner_of(case)) in html
    sides = [row.data["side"] for row in case.events.filter(happening=Happening.MESSAGE).order_by("number")]
    assert sides == ["office", "applicant"]


def test_cases_are_searched_and_filtered(client, officer, case, index):
    other = make_draft(make_call(index, title="En annan utlysning"), whole=True)
    submitting.submit(owner_of(other), other, "sv")
    other.refresh_from_db()

    def found(**query):
        return {row.pk for row in client.get("/admin/cases/", query).context["cases"]}

    assert found() == {case.pk, other.pk}
    assert found(q=case.case_number) == {case.pk}
    assert found(call=case.call_id) == {case.pk}
    assert found(state="withdrawn") == set()
    assert found(state="draft") == {case.pk, other.pk}
    for nonsense in ({"call": "9" * 40}, {"call": "٣"}, {"state": "x"}, {"page": "x"}, {"page": "-1"}):
        assert found(**nonsense) == {case.pk, other.pk}
    assert found(q="%_'\"") == set()


def test_an_export_holds_no_formula_and_is_noted(client, officer, case):
    Application.objects.filter(pk=case.pk).update(title='=HYPERLINK("http://x.example")')
    text = client.get("/admin/cases/export.csv", {"state": "submitted"}).getvalue().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";" if ";" in text.splitlines()[0] else ","))
    assert case.case_number in rows[1]
    assert not any(cell.startswith("=") for row in rows for cell in row)
    sheet = openpyxl.load_workbook(io.BytesIO(client.get("/admin/cases/export.xlsx").getvalue())).active
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
    assert AuditEntry.objects.filter(action="grants.exported").count() == 2


def test_files_of_a_case_are_fetched_by_its_readers_alone(client, case, call):
    made = make_draft(call, whole=True)
    content = SimpleUploadedFile("intyg.pdf", b"%PDF-1.4 prov", content_type="application/pdf")
    drafts.save_section(
        owner_of(made),
        made,
        drafts.Writing(section_id("idea"), answers_in("idea"), 1, uploads=[(key("rows"), content)]),
    )
    file = f"/sv/apply/{made.key}/files/{made.attachments.get().key}/"
    officer = user_with_role("case_officer")
    client.force_login(officer, backend=ADMIN)
    assert client.get(file).status_code == 404
    submitting.submit(owner_of(made), made, "sv")
    assert file in client.get(address(made)).content.decode()
    response = client.get(file)
    assert (response.status_code, b"".join(response.streaming_content)) == (200, b"%PDF-1.4 prov")
    for other in (UserFactory(), user_with_role("editor"), owner_of(case)):
        client.force_login(other, backend=ADMIN)
        assert client.get(file).status_code == 404


def test_the_list_costs_the_same_however_many(client, officer, case, call, django_assert_max_num_queries):
    for _turn in range(3):
        made = make_draft(call, whole=True)
        submitting.submit(owner_of(made), made, "sv")
    client.get("/admin/cases/")
    with django_assert_max_num_queries(25):
        client.get("/admin/cases/")


def test_the_menu_shows_cases_to_those_who_read_them(client, officer):
    assert "/admin/cases/" in client.get("/admin/").content.decode()
    client.force_login(user_with_role("editor"), backend=ADMIN)
    assert "/admin/cases/" not in client.get("/admin/").content.decode()
