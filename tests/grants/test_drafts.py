"""Writing together: saved over the revision it is based on, never over somebody else's."""

from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from grants.enums import MemberRole, State
from grants.models import Application, SectionAnswers
from grants.services import chain, drafts
from tests.factories.applications import add_member, answers_in, make_draft, owner_of, section_id, write
from tests.factories.grants import key, make_call, make_call_page, republish, small_form, today
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(index):
    return make_call(index)


def test_who_begins_owns_and_the_same_key_begins_once(call):
    owner, form_key = UserFactory(), UUID("0b6ff4d0-0000-4000-8000-000000000001")
    first = drafts.start(owner, call, "sv", form_key)
    again = drafts.start(owner, call, "sv", form_key)
    assert first == again
    assert first.members.get().role == MemberRole.OWNER
    with pytest.raises(drafts.RefusedError):
        drafts.start(UserFactory(), call, "sv", form_key)


@pytest.mark.parametrize(("opens", "closes"), [(1, 10), (-10, -1)])
def test_nothing_is_begun_before_or_after(index, opens, closes):
    import datetime as dt

    call = make_call(index, opens_on=today() + dt.timedelta(days=opens), closes_on=today() + dt.timedelta(days=closes))
    with pytest.raises(drafts.RefusedError):
        drafts.start(UserFactory(), call, "sv")


def test_a_save_over_what_somebody_else_saved_is_refused_and_both_texts_are_at_hand(call):
    draft = make_draft(call)
    owner, colleague = owner_of(draft), add_member(draft, MemberRole.WRITER)
    write(draft, owner, "idea", {key("summary"): {"title": "Mitt", "text": ""}})
    with pytest.raises(drafts.StaleError) as stale:
        write(draft, colleague, "idea", {key("summary"): {"title": "Ditt", "text": ""}}, revision=0)
    assert stale.value.stored == {key("summary"): {"title": "Mitt", "text": ""}}
    assert (stale.value.revision, stale.value.by) == (1, str(owner))
    assert SectionAnswers.objects.get().answers == {key("summary"): {"title": "Mitt", "text": ""}}


def test_the_title_follows_the_summary(call):
    draft = make_draft(call, whole=True)
    assert draft.title == "Språkcafé på fabriken"


def test_readers_strangers_and_revoked_colleagues_write_nothing(call):
    draft = make_draft(call)
    reader, revoked = add_member(draft, MemberRole.READER), add_member(draft, MemberRole.WRITER)
    draft.members.filter(user=revoked).delete()
    for actor in (reader, revoked, UserFactory()):
        with pytest.raises(drafts.RefusedError):
            write(draft, actor, "idea", answers_in("idea"))
    assert not SectionAnswers.objects.exists()


def test_a_section_that_the_form_does_not_have_is_refused(call):
    draft = make_draft(call)
    with pytest.raises(drafts.RefusedError):
        drafts.save_section(owner_of(draft), draft, drafts.Writing("nowhere", {}, 0))


def test_nothing_is_kept_of_a_file_whose_save_is_stale(call):
    draft = make_draft(call)
    owner = owner_of(draft)
    write(draft, owner, "idea", answers_in("idea"))
    file = SimpleUploadedFile("å.txt", b"hej")
    with pytest.raises(drafts.StaleError):
        drafts.save_section(owner, draft, drafts.Writing(section_id("idea"), {}, 0, [(key("summary"), file)]))
    assert not draft.attachments.exists()


def test_a_file_taken_away_from_a_draft_is_gone_with_its_bytes(call, django_capture_on_commit_callbacks):
    draft = make_draft(call)
    owner = owner_of(draft)
    writing = drafts.Writing(section_id("idea"), {}, 0, [(key("summary"), SimpleUploadedFile("å.txt", b"hej"))])
    drafts.save_section(owner, draft, writing)
    kept = draft.attachments.get()
    storage, name = kept.file.storage, kept.file.name
    assert storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        drafts.save_section(owner, draft, drafts.Writing(section_id("idea"), {}, 1, detached=[str(kept.key), "x"]))
    assert not draft.attachments.exists()
    assert not storage.exists(name)


def test_an_application_goes_on_in_the_form_it_was_begun_in_until_somebody_goes_over(index):
    page = make_call_page(index)
    call = republish(page)
    draft = make_draft(call, whole=True)
    assert drafts.newer_form(draft) is None
    form = small_form()
    form[1]["value"]["heading"] = "Det ni vill pröva"
    republish(page, form=form)
    draft.refresh_from_db()
    assert draft.form_version.number == 1
    assert drafts.follow_form(owner_of(draft), draft).form_version.number == 2
    assert drafts.answers_of(draft)[section_id("idea")] == answers_in("idea")


def test_a_copy_has_the_answers_and_none_of_the_case(index):
    draft = make_draft(make_call(index), whole=True)
    other = make_call(index)
    copied = drafts.copy(owner_of(draft), draft, other, "sv")
    assert drafts.answers_of(copied) == drafts.answers_of(draft)
    assert (copied.state, copied.case_number, copied.copied_from) == (State.DRAFT, None, draft)
    with pytest.raises(drafts.RefusedError):
        drafts.copy(UserFactory(), draft, other, "sv")


def test_only_an_owner_throws_a_draft_away_and_then_nothing_is_left(call):
    draft = make_draft(call, whole=True)
    with pytest.raises(drafts.RefusedError):
        drafts.discard(add_member(draft, MemberRole.WRITER), draft)
    drafts.discard(owner_of(draft), draft)
    assert not Application.objects.exists()
    # What the audit log noted of a draft that is gone is no flaw.
    assert list(chain.verify()) == []
