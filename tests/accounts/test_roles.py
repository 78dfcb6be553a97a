"""What each role may do, who gives roles, and that every change of roles is on record."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import GroupPagePermission

from accounts import checks, policies, roles, services
from accounts.acting import acting, current_actor
from accounts.enums import Role
from core.audit.models import AuditEntry
from tests.factories.users import UserFactory, user_with_role

pytestmark = pytest.mark.django_db


def test_every_role_has_a_group_named_by_its_code():
    assert set(Role.values) <= set(Group.objects.values_list("name", flat=True))
    assert checks.roles_have_groups(["default"]) == []


def test_a_missing_group_is_told_of_and_comes_back_with_the_next_migration():
    Group.objects.get(name="auditor").delete()
    (message,) = checks.roles_have_groups(["default"])
    assert "auditor" in message.msg
    roles.sync()
    assert checks.roles_have_groups(["default"]) == []
    assert user_with_role("auditor").has_perm("audit.view_auditentry")


def test_every_permission_that_is_granted_exists():
    existing = {
        f"{label}.{codename}"
        for label, codename in Permission.objects.values_list("content_type__app_label", "codename")
    }
    missing = {role: roles.permissions_of(role) - existing for role in Role}
    assert {role: names for role, names in missing.items() if names} == {}


@pytest.mark.parametrize(
    ("role", "permission", "may"),
    [
        ("editor", "wagtailadmin.access_admin", True),
        ("editor", "contacts.add_contact", True),
        ("editor", "accounts.change_organisation", True),
        ("editor", "accounts.change_user", False),
        ("editor", "audit.view_auditentry", False),
        ("translator", "wagtail_localize.submit_translation", False),
        ("translator", "translating.view_standing", True),
        ("translator", "contacts.add_contact", False),
        ("correspondent", "wagtailadmin.access_admin", True),
        ("correspondent", "wagtail_localize.submit_translation", False),
        ("auditor", "audit.view_auditentry", True),
        ("auditor", "accounts.change_user", False),
        ("administrator", "accounts.change_user", True),
        ("administrator", "mail.change_outboxmessage", True),
        ("applicant", "wagtailadmin.access_admin", False),
        ("member", "wagtailadmin.access_admin", False),
    ],
)
def test_roles_may_what_the_table_says(role, permission, may):
    assert user_with_role(role).has_perm(permission) is may


@pytest.mark.parametrize(
    ("role", "on_pages"),
    [
        ("editor", {"add_page", "change_page", "publish_page", "lock_page", "unlock_page"}),
        ("translator", set()),
        ("correspondent", set()),
        ("auditor", set()),
        ("administrator", set()),
    ],
)
def test_who_may_what_on_every_page(role, on_pages):
    given = GroupPagePermission.objects.filter(group__name=role).values_list("permission__codename", flat=True)
    assert set(given) == on_pages


def test_syncing_again_changes_nothing_and_takes_nothing_away():
    group = Group.objects.get(name="auditor")
    extra = Permission.objects.get(content_type__app_label="contacts", codename="view_contact")
    group.permissions.add(extra)
    before = set(group.permissions.all())
    roles.sync()
    assert set(group.permissions.all()) == before


def test_giving_and_taking_a_role_is_on_record_with_who_did_it():
    actor, user = user_with_role("administrator"), UserFactory()
    AuditEntry.objects.count()
    services.grant_role(user, Role.EDITOR, actor=actor)
    assert policies.has_role(user, Role.EDITOR)
    services.revoke_role(user, Role.EDITOR, actor=actor)
    assert not policies.has_role(user, Role.EDITOR)
    entries = AuditEntry.objects.filter(object_id=str(user.pk)).order_by("pk")
    assert [(entry.action, entry.actor_id, entry.data["role"]) for entry in entries] == [
        ("accounts.role_granted", actor.pk, "editor"),
        ("accounts.role_revoked", actor.pk, "editor"),
    ]


def test_only_an_administrator_gives_roles_and_the_refusal_says_so():
    user = UserFactory()
    with pytest.raises(PermissionDenied, match=r"\w+"):
        services.grant_role(user, Role.ADMINISTRATOR, actor=user_with_role("editor"))
    assert not user.groups.exists()


def test_emptying_a_users_groups_is_on_record_too():
    user = user_with_role("editor")
    user.groups.clear()
    Group.objects.get(name="auditor").user_set.add(user)
    actions = AuditEntry.objects.filter(object_id=str(user.pk)).order_by("pk").values_list("action", "data__role")
    assert list(actions)[-2:] == [("accounts.role_revoked", "editor"), ("accounts.role_granted", "auditor")]


def test_who_acts_is_known_only_while_acting():
    user = UserFactory()
    with acting(user):
        assert current_actor() == user
    assert current_actor() is None


def test_an_inactive_account_has_no_role():
    assert not policies.is_staff(user_with_role("editor", is_active=False))
    assert not policies.has_role(user_with_role("editor", is_active=False), Role.EDITOR)


def test_the_list_of_groups_shows_what_roles_are_called(admin_client):
    text = admin_client.get(reverse("wagtailusers_groups:index"), {"p": 1}).content.decode()
    assert str(Role.ADMINISTRATOR.label) in text
