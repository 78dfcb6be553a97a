"""The probes answer the machine, with any host name, and tell what is missing."""

import pytest
from django.core.cache import cache
from django.db import OperationalError
from django.test import override_settings

from portal import health


def test_live_asks_no_database(client):
    response = client.get("/health/live", headers={"host": "10.0.0.7"})
    assert response.status_code == 200
    assert response.json() == {"status": "ok"}
    assert response.headers["Cache-Control"] == "no-store"
    assert not response.cookies


@pytest.mark.django_db
def test_ready_when_database_cache_and_migrations_are(client):
    response = client.get("/health/ready", headers={"host": "10.0.0.7"})
    assert response.status_code == 200
    assert response.json() == {"status": "ok", "checks": {"database": True, "cache": True, "migrations": True}}


@override_settings(SECURE_SSL_REDIRECT=True)
def test_probes_need_no_tls(client):
    assert client.get("/health/live").status_code == 200


def failing(error):
    def check():
        raise error

    return check


@pytest.mark.parametrize("error", [OperationalError("gone"), ConnectionRefusedError(), TimeoutError()])
def test_not_ready_without_a_database(client, monkeypatch, error):
    monkeypatch.setattr(health, "CHECKS", {"database": failing(error)})
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert response.json() == {"status": "unavailable", "checks": {"database": False}}


def test_not_ready_when_the_cache_forgets(monkeypatch):
    monkeypatch.setattr(cache, "get", lambda key: None)
    assert health.cache_keeps() is False


def test_an_error_of_the_cache_server_is_an_answer_and_a_mistake_of_ours_is_not(monkeypatch):
    from redis.exceptions import ConnectionError as RedisConnectionError

    monkeypatch.setattr(health, "CHECKS", {"cache": failing(RedisConnectionError())})
    assert health.ready().status_code == 503
    monkeypatch.setattr(health, "CHECKS", {"cache": failing(KeyError("a mistake"))})
    with pytest.raises(KeyError):
        health.ready()
