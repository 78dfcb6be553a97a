"""What is held about those who apply goes when its time has come or its owner asks; cases and their logs stay whole."""

import datetime as dt
import io
import json

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import models
from django.utils import timezone

from core.mail.services import deliver_due
from core.privacy import subjects
from grants.enums import Happening, MemberRole, State
from grants.models import Application, Attachment, CaseEvent, CaseText, Invitation, Submission
from grants.services import ageing, chain, completion, drafts, members, messages
from tests.factories.applications import add_member, answers_in, owner_of, section_id, write
from tests.factories.grants import key
from tests.factories.users import UserFactory, user_with_role

pytestmark = pytest.mark.django_db


def saved(draft, now, days):
    Application.objects.filter(pk=draft.pk).update(saved_at=now - dt.timedelta(days=days))
    draft.refresh_from_db()


def attach(draft, owner):
    file = SimpleUploadedFile("intyg.pdf", b"%PDF-1.4 prov", content_type="application/pdf")
    writing = drafts.Writing(section_id("idea"), answers_in("idea"), 1, uploads=[(key("rows"), file)])
    drafts.save_section(owner, draft, writing)
    return draft.attachments.get().file


class TestAgeing:
    def test_a_draft_goes_a_month_after_the_mail_that_says_so(self, draft, owner, django_capture_on_commit_callbacks):
        file, now = attach(draft, owner), timezone.now()
        saved(draft, now, 330)
        assert ageing.sweep_drafts(now) == 0
        deliver_due()
        assert mail.outbox == []
        saved(draft, now, 336)
        assert [ageing.sweep_drafts(now), ageing.sweep_drafts(now)] == [0, 0]
        deliver_due()
        assert [letter.to for letter in mail.outbox] == [[owner.email]]
        assert f"/apply/{draft.key}/" in mail.outbox[0].body
        assert ageing.sweep_drafts(now + dt.timedelta(days=28)) == 0
        with django_capture_on_commit_callbacks(execute=True):
            assert ageing.sweep_drafts(now + dt.timedelta(days=31)) == 1
        assert not Application.objects.exists()
        assert not Attachment.objects.exists()
        assert not file.storage.exists(file.name)

    def test_no_draft_goes_without_a_mail_a_month_before(self, draft):
        now = timezone.now()
        saved(draft, now, 900)
        assert ageing.sweep_drafts(now) == 0
        assert ageing.sweep_drafts(now + dt.timedelta(days=29)) == 0
        assert ageing.sweep_drafts(now + dt.timedelta(days=31)) == 1

    def test_a_draft_that_is_written_in_again_stays(self, draft, owner):
        now = timezone.now()
        saved(draft, now, 340)
        ageing.sweep_drafts(now)
        write(draft, owner, "idea", answers_in("idea"), revision=1)
        assert ageing.sweep_drafts(now + dt.timedelta(days=40)) == 0
        deliver_due()
        assert mail.outbox == []

    def test_a_draft_that_nobody_can_be_told_of_goes_after_its_year(self, draft, owner):
        owner.is_active = False
        owner.save()
        now = timezone.now()
        saved(draft, now, 364)
        assert ageing.sweep_drafts(now) == 0
        assert ageing.sweep_drafts(now + dt.timedelta(days=2)) == 1

    def test_a_case_never_goes(self, case):
        now = timezone.now()
        saved(case, now, 4000)
        assert ageing.sweep_drafts(now) == 0
        assert Application.objects.get().state == State.SUBMITTED

    def test_invitations_go_after_three_months(self, draft, owner):
        made = members.invite(owner, draft, "kim@example.org", "reader", "sv")
        now = timezone.now()
        assert ageing.purge_invitations(now + dt.timedelta(days=80)) == 0
        assert ageing.purge_invitations(now + dt.timedelta(days=91)) == 1
        assert not Invitation.objects.filter(pk=made.pk).exists()


class TestErasing:
    def test_words_go_and_the_log_of_the_case_stays_whole(self, case, owner):
        officer = user_with_role("case_officer")
        messages.post(owner, case, "Ring Zirkonsson på kvällen")
        messages.post(officer, case, "Det gör vi")
        lines = case.events.count()
        subjects.erase(owner.email)
        assert list(CaseText.objects.values_list("words", flat=True)) == ["Det gör vi"]
        assert not list(chain.flaws(case))
        happened = list(case.events.order_by("number").values_list("happening", flat=True))[lines:]
        assert happened == [Happening.MEMBER_REMOVED, Happening.ERASED]
        assert Submission.objects.filter(application=case).exists()
        assert not case.members.exists()
        call_command("verify_audit", stdout=io.StringIO())

    def test_a_draft_of_ones_own_goes_with_its_files(self, draft, owner, django_capture_on_commit_callbacks):
        file, address = attach(draft, owner), owner.email
        with django_capture_on_commit_callbacks(execute=True):
            subjects.erase(address)
        assert not Application.objects.exists()
        assert not CaseEvent.objects.exists()
        assert not file.storage.exists(file.name)

    def test_a_shared_draft_stays_with_those_who_write_in_it(self, draft, owner):
        writer = add_member(draft, MemberRole.WRITER)
        write(draft, writer, "idea", answers_in("idea"), revision=1)
        subjects.erase(writer.email)
        assert draft.members.get().user == owner
        assert draft.sections.get(section_id=section_id("idea")).saved_by is None
        assert not list(chain.flaws(draft))

    @pytest.mark.parametrize("fixture", ["draft", "case"])
    def test_nobody_leaves_colleagues_with_what_nobody_owns(self, request, fixture):
        application = request.getfixturevalue(fixture)
        owner, writer = owner_of(application), add_member(application, MemberRole.WRITER)
        with pytest.raises(subjects.ErasureRefusedError):
            subjects.erase(owner.email)
        assert application.members.count() == 2
        members.change_role(owner, application, application.members.get(user=writer).pk, MemberRole.OWNER)
        subjects.erase(owner.email)
        assert application.members.get().user == writer

    def test_invitations_to_an_address_without_an_account_go(self, draft, owner):
        members.invite(owner, draft, "Kim@example.org", "reader", "sv")
        assert subjects.export("kim@example.org")["data"]["grants"]["invitations"]
        assert subjects.erase("kim@example.org")["grants"] == 1
        assert not Invitation.objects.exists()


class TestExport:
    def test_what_one_takes_part_in_and_has_written_is_handed_out(self, case, owner):
        messages.post(owner, case, "Min egen fråga")
        messages.post(user_with_role("case_officer"), case, "Svar från någon annan")
        data = subjects.export(owner.email)["data"]["grants"]
        assert data["applications"][0]["case_number"] == case.case_number
        assert "Vi prövar språkcaféer." in json.dumps(data, ensure_ascii=False)
        assert [row["text"] for row in data["messages"]] == ["Min egen fråga"]

    def test_nothing_of_others_is_handed_out(self, case):
        data = subjects.export(UserFactory().email)["data"]["grants"]
        assert not any(data.values())


class TestVerifying:
    def test_a_whole_log_is_counted(self, case):
        out = io.StringIO()
        call_command("verify_audit", stdout=out)
        assert f"{CaseEvent.objects.count()} lines" in out.getvalue()

    @pytest.mark.parametrize("tampering", ["words", "state", "gone", "data"])
    def test_what_has_been_changed_is_told_and_ends_with_an_error(self, case, tampering):
        completion.ask(user_with_role("case_officer"), case, timezone.now() + dt.timedelta(days=3), "Mer")
        raw = models.QuerySet(CaseEvent).filter(application=case)
        if tampering == "words":
            CaseText.objects.update(words="Annat")
        elif tampering == "gone":
            CaseText.objects.all().delete()
            raw.filter(number=3).delete()
        elif tampering == "state":
            raw.filter(number=2).update(to_state=State.WITHDRAWN)
        else:
            raw.filter(number=3).update(data={"until": "2030-01-01"})
        out = io.StringIO()
        with pytest.raises(CommandError):
            call_command("verify_audit", stdout=out)
        assert all(line.startswith(case.case_number) for line in out.getvalue().splitlines())
        assert out.getvalue().strip()
