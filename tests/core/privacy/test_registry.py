"""Nothing personal is held that the register does not tell of."""

import csv
import datetime as dt
import io

import pytest
from django.core.management import CommandError, call_command
from django.db import models
from django.test.utils import isolate_apps
from django.urls import reverse

from core.privacy import registry, retention, subjects
from core.privacy.enums import LegalBasis
from tests.factories.users import user_with_role


def test_every_field_that_looks_personal_is_in_the_register():
    missing = list(registry.undeclared())
    assert not missing, (
        "These fields look personal. Declare them in the app's privacy.py with registry.declare(), or say with "
        f"registry.not_personal() why they are not: {missing}"
    )


def test_the_register_tells_only_of_fields_that_exist():
    assert list(registry.unknown_fields()) == []


def test_every_entry_says_why_on_what_ground_for_how_long_and_who_sees_it():
    for entry in registry.entries():
        assert all(str(text).strip() for text in (entry.purpose, entry.retention, entry.seen_by)), entry
        assert isinstance(entry.basis, LegalBasis)
        assert entry.fields


@isolate_apps("core.privacy")
@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("email", models.CharField(max_length=10)),
        ("anything", models.EmailField()),
        ("anything", models.GenericIPAddressField()),
        ("birth_date", models.CharField(max_length=10)),
        ("contact_phone", models.CharField(max_length=10)),
        ("street_address", models.TextField()),
        ("message", models.TextField()),
        ("user", models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")),
    ],
)
def test_a_new_personal_field_is_noticed(name, field):
    model = type(
        "Thing",
        (models.Model,),
        {"__module__": __name__, name: field, "Meta": type("Meta", (), {"app_label": "privacy"})},
    )
    if field.is_relation:
        field.remote_field.model = registry.apps.get_model("accounts.User")
    assert list(registry.undeclared([model])) == [f"privacy.thing.{name}"]


@isolate_apps("core.privacy")
def test_free_text_beside_an_address_is_noticed_and_elsewhere_it_is_not():
    class Letter(models.Model):
        email = models.EmailField()
        text = models.TextField()

        class Meta:
            app_label = "privacy"

    class Poster(models.Model):
        text = models.TextField()

        class Meta:
            app_label = "privacy"

    assert list(registry.undeclared([Letter, Poster])) == ["privacy.letter.email", "privacy.letter.text"]


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["editor", "auditor", "administrator"])
def test_the_register_can_be_read_in_the_admin(client, role):
    client.force_login(user_with_role(role), backend="django.contrib.auth.backends.ModelBackend")
    response = client.get(reverse("privacy_register"))
    assert response.status_code == 200
    for entry in registry.entries():
        assert str(entry.retention) in response.content.decode().replace("&#x27;", "'")


@pytest.mark.django_db
def test_the_register_can_be_taken_out_as_csv(editor_client):
    response = editor_client.get(reverse("privacy_register"), {"export": "csv"})
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(text)))) == len(registry.entries()) + 1


@pytest.mark.django_db
def test_others_do_not_read_the_register(client):
    client.force_login(user_with_role("translator"), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(reverse("privacy_register")).status_code == 302


@pytest.fixture
def rules(monkeypatch):
    monkeypatch.setattr(retention, "_rules", {})
    return retention


def test_each_rule_is_told_the_present_moment_and_counts(rules):
    moment = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    seen = []
    rules.register("b.second", "Second", lambda now: seen.append(now) or 2)
    rules.register("a.first", "First", lambda now: 1)
    assert rules.apply(moment) == {"a.first": 1, "b.second": 2}
    assert seen == [moment]


def test_a_rule_that_fails_does_not_stop_the_others_and_is_reported(rules, capsys):
    rules.register("a.broken", "Broken", lambda now: 1 // 0)
    rules.register("b.sound", "Sound", lambda now: 3)
    with pytest.raises(CommandError, match="failed"):
        call_command("apply_retention")
    assert "b.sound" in capsys.readouterr().out


@pytest.mark.django_db
def test_the_nightly_job_runs_every_rule_of_the_portal():
    assert set(retention.apply()) == {rule.code for rule in retention.rules()}
    assert None not in retention.apply().values()


@pytest.fixture
def holders(monkeypatch):
    monkeypatch.setattr(subjects, "_holders", {})
    return subjects


@pytest.mark.django_db
def test_a_persons_data_is_gathered_from_every_holder(holders):
    holders.register(subjects.Holder("a", "A", export=lambda email: [email], erase=lambda email: 1))
    holders.register(subjects.Holder("b", "B", export=lambda email: {}, erase=lambda email: 2))
    assert holders.export("kim@example.org")["data"] == {"a": ["kim@example.org"], "b": {}}
    assert holders.erase("kim@example.org") == {"a": 1, "b": 2}


@pytest.mark.django_db
def test_nothing_is_erased_when_one_holder_may_not(holders):
    erased = []
    holders.register(subjects.Holder("a", "A", export=str, erase=lambda email: erased.append(email) or 1))
    holders.register(
        subjects.Holder("b", "B", export=str, erase=lambda email: 1, obstacle=lambda email: "The archive act.")
    )
    with pytest.raises(subjects.ErasureRefusedError, match="archive") as refusal:
        holders.erase("kim@example.org")
    assert refusal.value.reasons == ["The archive act."]
    assert not erased
