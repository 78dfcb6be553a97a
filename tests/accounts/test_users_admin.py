"""Accounts in the administration: made, changed and given roles without passwords, and no step up by oneself."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.urls import reverse

from accounts.models import User
from core.audit.models import AuditEntry
from tests.factories.accounts import verify_address
from tests.factories.users import UserFactory, user_with_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    user = user_with_role("administrator")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return user


def fields(**values):
    return {"email": "new@example.org", "first_name": "Nya", "last_name": "Namn", "language": "sv", **values}


def test_an_administrator_makes_an_account_with_a_role(client, administrator):
    editor = Group.objects.get(name="editor")
    response = client.post(reverse("wagtailusers_users:add"), fields(email="New@Example.org", groups=[editor.pk]))
    assert response.status_code == 302
    user = User.objects.get(email="new@example.org")
    assert list(user.groups.all()) == [editor]
    assert not user.has_usable_password()
    entry = AuditEntry.objects.get(action="accounts.role_granted", object_id=str(user.pk))
    assert entry.actor_id == administrator.pk


def test_the_form_calls_roles_by_name_and_has_no_password(client, administrator):
    text = client.get(reverse("wagtailusers_users:add")).content.decode()
    assert "Redaktör" in text or "Editor" in text
    assert 'name="password1"' not in text
    assert 'name="language"' in text


def test_an_account_is_changed_and_another_address_must_be_confirmed_anew(client, administrator):
    user = UserFactory()
    verify_address(user)
    path = reverse("wagtailusers_users:edit", args=[user.pk])
    assert client.get(path).status_code == 200
    assert client.post(path, fields(email="other@example.org", is_active="on")).status_code == 302
    user.refresh_from_db()
    assert (user.email, user.first_name) == ("other@example.org", "Nya")
    assert [(row.email, row.verified) for row in EmailAddress.objects.filter(user=user)] == [
        ("other@example.org", False)
    ]


def test_an_address_that_is_taken_is_refused_whatever_its_case(client, administrator):
    UserFactory(email="taken@example.org")
    response = client.post(reverse("wagtailusers_users:add"), fields(email="TAKEN@example.org"))
    assert response.status_code == 200
    assert User.objects.filter(email__iexact="taken@example.org").count() == 1


@pytest.mark.parametrize("name", ["add", "edit"])
def test_an_administrator_cannot_make_anybody_may_everything(client, administrator, name):
    user = UserFactory(email="somebody@example.org")
    path = reverse(f"wagtailusers_users:{name}", args=[user.pk] if name == "edit" else [])
    assert 'name="is_superuser"' not in client.get(path).content.decode()
    client.post(path, fields(is_superuser="on", is_active="on"))
    assert not User.objects.filter(is_superuser=True).exists()


def test_an_administrator_does_not_touch_those_who_may_everything(client, administrator):
    chief = UserFactory(is_superuser=True)
    for name in ("edit", "delete"):
        client.post(reverse(f"wagtailusers_users:{name}", args=[chief.pk]), fields(email="mine@example.org"))
    chief.refresh_from_db()
    assert chief.email != "mine@example.org"
    bulk = reverse("wagtail_bulk_action", args=["accounts", "user", "delete"])
    client.post(f"{bulk}?id={chief.pk}")
    assert User.objects.filter(pk=chief.pk).exists()


def test_one_who_may_everything_makes_another(admin_client):
    admin_client.post(reverse("wagtailusers_users:add"), fields(is_superuser="on"))
    assert User.objects.get(email="new@example.org").is_superuser


def test_the_list_shows_addresses_and_roles_in_a_steady_number_of_queries(
    client, administrator, django_assert_max_num_queries
):
    for _number in range(15):
        user_with_role("editor")
    with django_assert_max_num_queries(30):
        text = client.get(reverse("wagtailusers_users:index")).content.decode()
    assert administrator.email in text


@pytest.mark.parametrize("path", ["wagtailusers_users:index", "wagtailusers_users:add"])
def test_an_editor_has_nothing_to_do_there(editor_client, path):
    assert editor_client.get(reverse(path)).status_code == 302


def test_the_technical_administration_works_for_one_who_may_everything(admin_client):
    assert admin_client.get("/django-admin/").status_code == 200
