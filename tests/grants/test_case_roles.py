"""Which case officer handles what, what one who may everything is told, and cases that nobody owns."""

import pytest
from django.contrib.auth.models import Group

from grants import policies
from grants.enums import Happening, MemberRole
from grants.models import Invitation, ProgrammeRules
from grants.services import chain, drafts, members, submitting
from tests.factories.applications import add_member, make_call, make_draft, owner_of
from tests.factories.users import UserFactory, user_with_role

pytestmark = pytest.mark.django_db
ADMIN = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def case(index):
    made = make_draft(make_call(index, title="Språkmiljonen"), whole=True)
    submitting.submit(owner_of(made), made, "sv")
    made.refresh_from_db()
    return made


@pytest.fixture
def officer(db):
    return user_with_role("case_officer")


def name_officers(case, *officers):
    rules = ProgrammeRules.objects.create(programme=case.call.programme)
    rules.officers.set(officers)
    rules.save()


def test_a_programme_that_names_nobody_is_handled_by_every_case_officer(case, officer):
    assert policies.may_read_case(officer, case)
    name_officers(case)
    assert policies.may_handle(officer, case)
    assert list(policies.readable_cases(officer)) == [case]


def test_the_cases_of_a_programme_are_for_those_it_names(client, case, officer):
    other, auditor = user_with_role("case_officer"), user_with_role("auditor")
    name_officers(case, other, user_with_role("case_officer"))

    assert list(policies.readable_cases(other)) == [case]
    assert policies.may_handle(other, case)
    assert not policies.may_handle(officer, case)
    assert policies.may_read_case(auditor, case)
    client.force_login(officer, backend=ADMIN)
    assert case.case_number not in client.get("/admin/cases/").content.decode()
    assert case.case_number not in client.get("/admin/cases/export.csv").getvalue().decode()
    # Wagtail leads who may not go on to its first page.
    for address in ("message/", "completion/", "owner/"):
        assert client.post(f"/admin/cases/{case.pk}/{address}")["Location"] == "/admin/"
    assert client.get(f"/admin/cases/{case.pk}/")["Location"] == "/admin/"
    assert case.events.latest("number").happening == Happening.SUBMITTED


def test_when_those_named_are_no_case_officers_any_more_the_others_are(case, officer):
    other = user_with_role("case_officer")
    name_officers(case, other)
    other.groups.clear()
    assert policies.may_handle(officer, case)


def test_only_who_gives_roles_says_who_handles_a_programme(client, case, officer):
    name_officers(case, officer)
    address = f"/admin/snippets/grants/programmerules/edit/{ProgrammeRules.objects.get().pk}/"
    for role, sees in (("editor", False), ("administrator", True)):
        client.force_login(user_with_role(role), backend=ADMIN)
        assert ('name="officers"' in client.get(address).content.decode()) is sees


def test_one_who_may_everything_is_told_that_cases_are_read_by_role(client, case):
    mighty = UserFactory(is_superuser=True)
    client.force_login(mighty, backend=ADMIN)
    for address in ("/admin/cases/", f"/admin/cases/{case.pk}/"):
        response = client.get(address)
        assert response.status_code == 403
        assert f"/admin/users/edit/{mighty.pk}/" in response.content.decode()
        assert case.title not in response.content.decode()
    mighty.groups.add(Group.objects.get(name="auditor"))
    assert client.get(f"/admin/cases/{case.pk}/").status_code == 200


def test_a_case_that_nobody_owns_gets_an_owner_with_a_reason(client, case, officer):
    owner_of(case).delete()
    client.force_login(officer, backend=ADMIN)
    assert "/owner/" in client.get(f"/admin/cases/{case.pk}/").content.decode()

    posted = {"owner-email": "ny@example.org", "owner-words": "Föreningen har valt en ny ordförande."}
    assert client.post(f"/admin/cases/{case.pk}/owner/", {**posted, "owner-words": " "}).status_code == 200
    assert client.post(f"/admin/cases/{case.pk}/owner/", posted).status_code == 302
    invitation = Invitation.objects.get()
    assert invitation.role == MemberRole.OWNER
    line = case.events.latest("number")
    assert (line.happening, line.text.words) == (Happening.OWNER_APPOINTED, posted["owner-words"])
    assert line.actor_id == officer.pk
    assert list(chain.verify()) == []


def test_a_colleague_who_is_left_becomes_the_owner_at_once(case, officer):
    colleague = add_member(case, MemberRole.READER)
    owner_of(case).delete()
    members.appoint(officer, case, colleague.email.upper(), "Ägaren har slutat.")
    assert owner_of(case) == colleague


def test_nobody_is_appointed_over_an_owner(client, case, officer):
    with pytest.raises(drafts.RefusedError):
        members.appoint(officer, case, "ny@example.org", "Vi vill så.")
    client.force_login(officer, backend=ADMIN)
    assert "/owner/" not in client.get(f"/admin/cases/{case.pk}/").content.decode()
    posted = {"owner-email": "ny@example.org", "owner-words": "Vi vill så."}
    assert client.post(f"/admin/cases/{case.pk}/owner/", posted).status_code == 200
    assert not Invitation.objects.exists()
