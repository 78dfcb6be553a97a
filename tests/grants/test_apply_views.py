"""The way from the call to the receipt, and the doors that stay shut."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from grants.enums import MemberRole, State
from grants.models import Application
from grants.services import drafts, submitting
from tests.factories.applications import ORGANISATION, add_member, answers_in, make_draft, owner_of, section_id, write
from tests.factories.grants import key, make_call, part, section, small_form
from tests.factories.users import UserFactory, user_with_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(index):
    return make_call(index)


def url(name, *args):
    with translation.override("sv"):
        return reverse(f"grants:{name}", args=args)


def signed_in(client, user):
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def section_url(draft, name):
    return url("section", draft.key, section_id(name))


def test_from_the_call_to_the_receipt(client, call):
    signed_in(client, UserFactory())
    page = client.get(url("start", call.translation_key))
    form_key = page.context["form_key"]
    for _click in range(2):
        answer = client.post(url("start", call.translation_key), {"form_key": form_key})
    draft = Application.objects.get()
    assert answer["Location"] == section_url(draft, "who")
    organisation = {f"p-{key('organisation')}-{name}": value for name, value in ORGANISATION.items()}
    before = {f"p-{key('before')}": key("before/options", 0)}
    answer = client.post(answer["Location"], {"revision": "0", "go": "next", **organisation, **before})
    assert answer["Location"] == section_url(draft, "idea")
    summary = {f"p-{key('summary')}-title": "Språkcafé på Ö", f"p-{key('summary')}-text": "Vi prövar."}
    answer = client.post(answer["Location"], {"revision": "0", "go": "next", **summary})
    assert answer["Location"] == section_url(draft, "spread")
    rows = f"p-{key('dissemination')}"
    assert client.post(url("submit", draft.key)).status_code == 422
    shown = client.get(section_url(draft, "spread"))
    names = [name for name in shown.context["form"].fields if name.startswith(rows)]
    promise = dict(zip(names, ["Seminarium", "Chefer", "2027-09-01"], strict=False))
    answer = client.post(section_url(draft, "spread"), {"revision": "0", "go": "next", **promise})
    assert answer["Location"] == url("review", draft.key)
    assert client.get(answer["Location"]).status_code == 200
    answer = client.post(url("submit", draft.key), follow=True)
    draft.refresh_from_db()
    assert draft.state == State.SUBMITTED
    assert draft.case_number in answer.content.decode()
    receipt = client.get(url("receipt_pdf", draft.key, 1))
    assert receipt["Content-Type"] == "application/pdf"
    assert draft.case_number in client.get(url("own")).content.decode()
    assert client.get(url("overview", draft.key)).status_code == 200


def test_a_save_by_itself_is_answered_with_what_the_next_is_based_on(client, call):
    draft = make_draft(call)
    signed_in(client, owner_of(draft))
    name = f"p-{key('summary')}-title"
    headers = {"accept": "application/json"}
    saved = client.post(section_url(draft, "idea"), {"revision": "0", name: "Å"}, headers=headers)
    assert saved.json()["revision"] == 1
    stale = client.post(section_url(draft, "idea"), {"revision": "0", name: "Ä"}, headers=headers)
    assert stale.status_code == 409
    assert stale.json()["revision"] == 1
    both = client.post(section_url(draft, "idea"), {"revision": "0", name: "Ä"})
    assert both.status_code == 409
    assert "Å" in both.content.decode()
    assert "Ä" in both.content.decode()
    assert drafts.answers_of(draft)[section_id("idea")][key("summary")]["title"] == "Å"


def test_a_save_without_a_session_leads_nowhere_and_loses_nothing(client, call):
    draft = make_draft(call)
    answer = client.post(section_url(draft, "idea"), {"revision": "0"}, headers={"accept": "application/json"})
    assert answer.status_code == 401
    assert "/login/" in client.get(section_url(draft, "idea"))["Location"]


@pytest.mark.parametrize("revision", ["", "x", "-1", "999999999999", "٣", "1.5"])
def test_a_forged_revision_is_stale(client, call, revision):
    draft = make_draft(call)
    signed_in(client, owner_of(draft))
    assert client.post(section_url(draft, "idea"), {"revision": revision}).status_code == 409


def doors(draft):
    """Every address of an application: (name, arguments, whether it is only posted to)."""
    return [
        (name, (draft.key, *rest), posted)
        for name, rest, posted in [
            ("overview", (), False),
            ("section", (section_id("idea"),), False),
            ("review", (), False),
            ("receipt", (), False),
            ("receipt_pdf", (1,), False),
            ("submit", (), True),
            ("withdraw", (), True),
            ("discard", (), True),
            ("copy", (), True),
            ("follow_form", (), True),
        ]
    ]


def revoked_from(draft):
    user = add_member(draft, MemberRole.OWNER)
    draft.members.filter(user=user).delete()
    return user


@pytest.mark.parametrize("who", ["another", "revoked", "editor", "case_officer", "auditor", "administrator"])
def test_an_application_is_not_there_for_those_who_take_no_part(client, call, who):
    draft = make_draft(call, whole=True)
    submitting.submit(owner_of(draft), draft, "sv")
    user = {"another": UserFactory, "revoked": lambda: revoked_from(draft)}.get(who, lambda: user_with_role(who))()
    signed_in(client, user)
    for name, args, posted in doors(draft):
        answer = client.post(url(name, *args)) if posted else client.get(url(name, *args))
        assert (name, answer.status_code) == (name, 404)
    draft.refresh_from_db()
    assert draft.state == State.SUBMITTED


def test_a_stranger_signs_in_first(client, call):
    draft = make_draft(call)
    for name, args, posted in [*doors(draft), ("own", (), False), ("start", (call.translation_key,), False)]:
        answer = client.post(url(name, *args)) if posted else client.get(url(name, *args))
        assert "/login/" in answer["Location"], name


def test_a_reader_reads_and_changes_nothing(client, call):
    draft = make_draft(call, whole=True)
    signed_in(client, add_member(draft, MemberRole.READER))
    assert client.get(section_url(draft, "idea")).status_code == 200
    assert client.post(section_url(draft, "idea"), {"revision": "1"}).status_code == 403
    assert client.post(url("submit", draft.key)).status_code == 409
    for name in ("withdraw", "discard"):
        client.post(url(name, draft.key))
    assert drafts.answers_of(draft)[section_id("idea")] == answers_in("idea")
    draft.refresh_from_db()
    assert draft.state == State.DRAFT


@pytest.mark.parametrize("name", ["withdraw", "discard", "copy", "follow_form", "submit"])
def test_who_comes_back_to_where_something_was_sent_is_led_to_the_application(client, call, name):
    draft = make_draft(call)
    signed_in(client, owner_of(draft))
    answer = client.get(url(name, draft.key))
    assert answer["Location"] == url("review" if name == "submit" else "overview", draft.key)
    assert Application.objects.get() == draft


def test_a_file_is_handed_out_to_those_who_take_part_and_when_sent_to_those_who_read_cases(client, call):
    draft = make_draft(call, whole=True)
    owner = owner_of(draft)
    file = SimpleUploadedFile("stadgar å.txt", b"hej")
    writing = drafts.Writing(section_id("idea"), answers_in("idea"), 1, [(key("summary"), file)])
    drafts.save_section(owner, draft, writing)
    address = url("file", draft.key, draft.attachments.get().key)

    def seen_by(user):
        return signed_in(client, user).get(address).status_code

    assert (seen_by(owner), seen_by(UserFactory()), seen_by(user_with_role("case_officer"))) == (200, 404, 404)
    submitting.submit(owner, draft, "sv")
    assert (seen_by(user_with_role("case_officer")), seen_by(user_with_role("editor"))) == (200, 404)


@pytest.mark.parametrize("words", ["Vi prövar.", ""])
def test_a_file_that_is_refused_in_the_first_save_of_a_section_costs_no_words(client, index, words):
    asked = section("files", part("why", "text"), part("paper", "file"))
    draft = make_draft(make_call(index, form=[*small_form(), asked]))
    signed_in(client, owner_of(draft))
    empty = SimpleUploadedFile("tom.pdf", b"")
    posted = {"revision": "0", f"p-{key('why')}": words, f"p-{key('paper')}": empty}

    answer = client.post(section_url(draft, "files"), posted)
    assert answer.status_code == 200
    assert "tom.pdf" in answer.content.decode()
    assert drafts.answers_of(draft).get(section_id("files"), {}).get(key("why"), "") == words
    # What is shown can be saved again.
    revision = str(answer.context["revision"])
    again = client.post(section_url(draft, "files"), {"revision": revision, f"p-{key('why')}": "Mer."})
    assert again.status_code == 302
    assert drafts.answers_of(draft)[section_id("files")][key("why")] == "Mer."


def test_a_section_that_is_not_there_and_a_call_that_is_not_public_are_not_found(client, call):
    draft = make_draft(call)
    signed_in(client, owner_of(draft))
    assert client.get(url("section", draft.key, "nowhere")).status_code == 404
    type(call).objects.update(is_public=False)
    assert client.get(url("start", call.translation_key)).status_code == 404


def test_both_clicks_of_discard_end_well(client, call):
    draft = make_draft(call)
    signed_in(client, owner_of(draft))
    assert client.post(url("discard", draft.key))["Location"] == url("own")
    assert client.post(url("discard", draft.key)).status_code == 404


def test_the_own_page_costs_the_same_for_one_and_for_many(client, call, assert_max_queries):
    owner = UserFactory()
    signed_in(client, owner)
    write(make_draft(call, owner), owner, "idea", answers_in("idea"))
    few = assert_max_queries(url("own"), 12).total
    for _number in range(9):
        write(make_draft(call, owner), owner, "idea", answers_in("idea"))
    assert assert_max_queries(url("own"), 12).total == few
