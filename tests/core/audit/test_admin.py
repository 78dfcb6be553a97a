"""Auditors and administrators read the log in the admin; others do not, and nobody writes there."""

import pytest
from django.urls import reverse

from core.audit import services
from tests.factories.users import UserFactory, user_with_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor_client(client):
    client.force_login(user_with_role("auditor"), backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_an_auditor_sees_who_did_what(auditor_client):
    actor = UserFactory(first_name="Maja", last_name="Testsson")
    services.record(actor, "mail.retried", actor, attempt=2)
    text = auditor_client.get(reverse("audit_report")).content.decode()
    assert "Maja Testsson" in text
    assert "attempt: 2" in text


def test_the_log_is_filtered_by_action(auditor_client):
    services.record(None, "accounts.erased", number=111222)
    services.record(None, "accounts.signed_in", number=333444)
    text = auditor_client.get(reverse("audit_report"), {"action": "accounts.erased"}).content.decode()
    assert "111222" in text
    assert "333444" not in text


def test_an_actor_whose_account_is_gone_is_shown_by_number(auditor_client):
    actor = UserFactory()
    services.record(actor, "mail.retried")
    number = actor.pk
    actor.delete()
    assert f"({number})" in auditor_client.get(reverse("audit_report")).content.decode()


def test_the_number_of_queries_does_not_grow_with_the_log(auditor_client, django_assert_max_num_queries):
    for _number in range(40):
        services.record(UserFactory(), "mail.retried")
    with django_assert_max_num_queries(25):
        auditor_client.get(reverse("audit_report"))


@pytest.mark.parametrize("export", ["csv", "xlsx"])
def test_the_log_can_be_taken_out(auditor_client, export):
    services.record(None, "mail.retried", number=1)
    response = auditor_client.get(reverse("audit_report"), {"export": export})
    assert response.status_code == 200
    assert b"".join(response.streaming_content) if response.streaming else response.content


@pytest.mark.parametrize("address", ["audit_report", "privacy_register"])
def test_an_editor_does_not_reach_the_log_but_does_reach_the_register(editor_client, address):
    response = editor_client.get(reverse(address))
    assert response.status_code == (302 if address == "audit_report" else 200)
