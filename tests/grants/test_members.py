"""Colleagues: asked in by mail, given a part, shown out; never without an owner, never with an access that is gone."""

import datetime as dt
import threading

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from core.mail.models import OutboxMessage
from core.mail.services import deliver_due
from grants import policies
from grants.enums import Happening, MemberRole, State
from grants.models import Invitation, Member
from grants.services import chain, completion, drafts, members, messages, submitting
from tests.factories.accounts import verify_address
from tests.factories.applications import add_member, make_call, make_draft, owner_of, write
from tests.factories.grants import make_calls_index
from tests.factories.users import UserFactory, user_with_role
from tests.support.site import build_site

pytestmark = pytest.mark.django_db


def invite(draft, owner, user, role=MemberRole.WRITER):
    return members.invite(owner, draft, user.email, role, "sv")


def sent():
    deliver_due()
    return mail.outbox


class TestInviting:
    def test_the_colleague_takes_the_part_with_the_confirmed_address(self, draft, owner):
        colleague = UserFactory(language="en")
        verify_address(colleague)
        invitation = invite(draft, owner, colleague)
        assert policies.role_in(colleague, draft) == ""
        assert members.accept(colleague, invitation).role == MemberRole.WRITER
        assert policies.role_in(colleague, draft) == MemberRole.WRITER
        assert not Invitation.objects.exists()
        line = draft.events.latest("number")
        assert (line.happening, line.data) == (
            Happening.MEMBER_ADDED,
            {"member": colleague.pk, "role": MemberRole.WRITER},
        )
        assert not list(chain.flaws(draft))
        assert members.accept(colleague, invitation).user == colleague

    def test_an_address_that_is_not_confirmed_opens_nothing(self, draft, owner):
        colleague = UserFactory()
        invitation = invite(draft, owner, colleague)
        with pytest.raises(drafts.RefusedError):
            members.accept(colleague, invitation)
        with pytest.raises(drafts.RefusedError):
            members.decline(UserFactory(), invitation)
        assert Invitation.objects.count() == 1
        assert policies.role_in(colleague, draft) == ""

    @pytest.mark.parametrize("again", ["kim@example.org", "KIM@EXAMPLE.ORG"])
    def test_one_invitation_per_address(self, draft, owner, again):
        members.invite(owner, draft, "kim@example.org", MemberRole.READER, "sv")
        with pytest.raises(drafts.RefusedError):
            members.invite(owner, draft, again, MemberRole.WRITER, "sv")
        assert Invitation.objects.get().role == MemberRole.READER

    def test_a_writer_invites_nobody(self, draft):
        for role in (MemberRole.WRITER, MemberRole.READER):
            with pytest.raises(drafts.RefusedError):
                members.invite(add_member(draft, role), draft, "kim@example.org", MemberRole.READER, "sv")
        with pytest.raises(drafts.RefusedError):
            members.invite(UserFactory(), draft, "kim@example.org", MemberRole.READER, "sv")

    def test_nobody_is_pestered_through_us(self, draft, owner, monkeypatch):
        monkeypatch.setattr(members, "MOST_TO_AN_ADDRESS", 2)
        for _turn in range(2):
            members.take_back(owner, draft, members.invite(owner, draft, "kim@example.org", "reader", "sv").pk)
        with pytest.raises(drafts.RefusedError):
            members.invite(owner, draft, "kim@example.org", "reader", "sv")

    def test_there_is_an_end_to_colleagues_and_to_invitations_an_hour(self, draft, owner, monkeypatch):
        monkeypatch.setattr(members, "MOST_AN_HOUR", 1)
        members.invite(owner, draft, "a@example.org", "reader", "sv")
        with pytest.raises(drafts.RefusedError):
            members.invite(owner, draft, "b@example.org", "reader", "sv")
        monkeypatch.setattr(members, "MOST_AN_HOUR", 20)
        monkeypatch.setattr(members, "MOST", 2)
        with pytest.raises(drafts.RefusedError):
            members.invite(owner, draft, "c@example.org", "reader", "sv")

    def test_a_part_that_does_not_exist_is_refused(self, draft, owner):
        with pytest.raises(drafts.RefusedError):
            members.invite(owner, draft, "kim@example.org", "emperor", "sv")
        with pytest.raises(drafts.RefusedError):
            members.change_role(owner, draft, draft.members.get().pk, "emperor")


class TestParts:
    def test_a_colleague_shown_out_has_no_access_at_once(self, draft, owner):
        colleague = add_member(draft, MemberRole.WRITER)
        write(draft, colleague, "idea", {}, revision=1)
        members.remove(owner, draft, draft.members.get(user=colleague).pk)
        assert policies.role_in(colleague, draft) == ""
        with pytest.raises(drafts.RefusedError):
            write(draft, colleague, "idea", {}, revision=2)
        assert draft.events.latest("number").happening == Happening.MEMBER_REMOVED

    def test_never_without_an_owner(self, draft, owner):
        own = draft.members.get()
        add_member(draft, MemberRole.WRITER)
        for attempt in (
            lambda: members.remove(owner, draft, own.pk),
            lambda: members.change_role(owner, draft, own.pk, MemberRole.READER),
        ):
            with pytest.raises(drafts.RefusedError):
                attempt()
        assert draft.members.filter(role=MemberRole.OWNER).count() == 1

    def test_an_owner_with_a_closed_account_is_no_owner_to_rely_on(self, draft, owner):
        other = add_member(draft, MemberRole.OWNER)
        other.is_active = False
        other.save()
        with pytest.raises(drafts.RefusedError):
            members.remove(owner, draft, draft.members.get(user=owner).pk)

    def test_the_part_is_handed_over_and_then_left(self, draft, owner):
        other = add_member(draft, MemberRole.READER)
        members.change_role(owner, draft, draft.members.get(user=other).pk, MemberRole.OWNER)
        assert members.remove(owner, draft, draft.members.get(user=owner).pk) is True
        assert draft.members.get().user == other
        happened = list(draft.events.order_by("number").values_list("happening", flat=True))[-2:]
        assert happened == [Happening.MEMBER_CHANGED, Happening.MEMBER_REMOVED]
        assert not list(chain.flaws(draft))

    def test_a_member_of_another_application_is_not_touched(self, index, draft, owner):
        other = make_draft(make_call(index))
        with pytest.raises(drafts.RefusedError):
            members.remove(owner, draft, other.members.get().pk)
        with pytest.raises(drafts.RefusedError):
            members.change_role(owner, draft, other.members.get().pk, MemberRole.READER)
        assert other.members.count() == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_owners_showing_each_other_out_at_once_leave_one():
    draft = make_draft(make_call(make_calls_index(build_site().home)))
    owners = [owner_of(draft), add_member(draft, MemberRole.OWNER)]
    barrier, refused = threading.Barrier(2), []

    def show_out(actor, other):
        try:
            barrier.wait(10)
            members.remove(actor, draft, Member.objects.get(application=draft, user=other).pk)
        except (drafts.RefusedError, Member.DoesNotExist) as error:
            refused.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=show_out, args=pair) for pair in (owners, owners[::-1])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(refused) == 1
    assert draft.members.get().role == MemberRole.OWNER


class TestMail:
    def test_an_invitation_is_written_in_the_language_of_the_one_invited(self, draft, owner):
        invitation = invite(draft, owner, UserFactory(email="kim@example.org", language="en"))
        row = OutboxMessage.objects.get()
        assert "kim" not in f"{row.subject_ref}{row.payload}"
        letter = sent()[-1]
        assert letter.to == ["kim@example.org"]
        assert "You are invited" in letter.subject
        assert f"/en/apply/invitation/{invitation.pk}/" in letter.body

    def test_an_invitation_taken_back_is_not_sent(self, draft, owner):
        members.take_back(owner, draft, invite(draft, owner, UserFactory()).pk)
        assert sent() == []

    def test_every_member_has_the_receipt_with_the_number_of_the_case(self, draft, owner):
        reader = add_member(draft, MemberRole.READER)
        submitting.submit(owner, draft, "sv")
        draft.refresh_from_db()
        letters = sent()
        assert {letter.to[0] for letter in letters} == {owner.email, reader.email}
        assert all(draft.case_number in letter.body for letter in letters)
        kinds = {part.get_content_type() for letter in letters for part in letter.attachments if hasattr(part, "get")}
        assert kinds <= {"application/pdf"}

    def test_where_no_pdf_can_be_drawn_the_receipt_goes_without(self, draft, owner, monkeypatch):
        def cannot(_submission):
            raise submitting_unavailable

        from core.pdf import UnavailableError

        submitting_unavailable = UnavailableError()
        monkeypatch.setattr("grants.receipts.pdf_of", cannot)
        submitting.submit(owner, draft, "sv")
        assert [len(letter.attachments) for letter in sent()] == [0]

    def test_a_colleague_shown_out_meanwhile_is_told_nothing(self, case, owner):
        deliver_due()
        mail.outbox.clear()
        colleague = add_member(case, MemberRole.READER)
        submitting.withdraw(owner, case)
        members.remove(owner, case, case.members.get(user=colleague).pk)
        assert [letter.to for letter in sent()] == [[owner.email]]

    def test_completion_and_messages_are_told_without_their_words(self, case, owner):
        officer = user_with_role("case_officer", language="en")
        deliver_due()
        mail.outbox.clear()
        completion.ask(officer, case, timezone.now() + dt.timedelta(days=7), "Hemlig budget saknas")
        messages.post(officer, case, "Hemlig fråga")
        messages.post(owner, case, "Hemligt svar")
        letters = sent()
        assert [letter.to[0] for letter in letters] == [owner.email, owner.email, officer.email]
        assert not any("Hemlig" in letter.body for letter in letters)
        assert f"/apply/{case.key}/messages/" in letters[0].body
        assert f"/admin/cases/{case.pk}/" in letters[2].body
        assert "written in the case" in letters[2].body


class TestCompletionAndMessages:
    def test_completion_opens_the_application_until_its_day(self, case, owner):
        officer = user_with_role("case_officer")
        until = timezone.now() + dt.timedelta(days=7)
        completion.ask(officer, case, until, "Budgeten saknas")
        case.refresh_from_db()
        assert (case.state, case.completion_until) == (State.COMPLETION, until)
        assert policies.may_write(MemberRole.OWNER, case)
        assert not policies.may_write(MemberRole.OWNER, case, until)
        assert case.events.latest("number").text.words == "Budgeten saknas"
        assert not list(chain.flaws(case))
        with pytest.raises(drafts.RefusedError):
            completion.ask(officer, case, until, "En gång till")

    @pytest.mark.parametrize(("days", "words"), [(-1, "Budget"), (400, "Budget"), (7, " \n")])
    def test_completion_needs_a_day_to_come_and_words(self, case, days, words):
        with pytest.raises(drafts.RefusedError):
            completion.ask(user_with_role("case_officer"), case, timezone.now() + dt.timedelta(days=days), words)
        case.refresh_from_db()
        assert case.state == State.SUBMITTED

    @pytest.mark.parametrize("role", ["auditor", "editor", "administrator"])
    def test_only_case_officers_ask_and_write(self, case, role):
        other = user_with_role(role)
        with pytest.raises(drafts.RefusedError):
            completion.ask(other, case, timezone.now() + dt.timedelta(days=7), "Budget")
        with pytest.raises(drafts.RefusedError):
            messages.post(other, case, "Hej")

    def test_nobody_handles_a_case_of_their_own(self, case, owner):
        officer = user_with_role("case_officer")
        Member.objects.create(application=case, user=officer, role=MemberRole.READER)
        with pytest.raises(drafts.RefusedError):
            completion.ask(officer, case, timezone.now() + dt.timedelta(days=7), "Budget")
        with pytest.raises(drafts.RefusedError):
            messages.post(officer, case, "Hej")

    def test_two_clicks_are_one_message(self, case, owner):
        assert messages.post(owner, case, "Hej") == messages.post(owner, case, "Hej ")
        assert messages.post(owner, case, "Hej igen").number == case.events.latest("number").number
        assert case.events.filter(happening=Happening.MESSAGE).count() == 2

    def test_a_draft_has_no_case_to_write_in_and_a_reader_writes_nothing(self, index, case):
        draft = make_draft(make_call(index))
        for actor, application in (
            (owner_of(draft), draft),
            (user_with_role("case_officer"), draft),
            (add_member(case, MemberRole.READER), case),
        ):
            with pytest.raises(drafts.RefusedError):
                messages.post(actor, application, "Hej")

    @pytest.mark.parametrize("words", ["", "  \n", "x" * 5001])
    def test_a_message_has_words_and_an_end(self, case, owner, words):
        with pytest.raises(drafts.RefusedError):
            messages.post(owner, case, words)
