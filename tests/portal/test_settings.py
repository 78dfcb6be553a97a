"""Each environment starts with what it needs and says in words what is missing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from portal.settings.storage import storages_from_url

COMPLETE = {
    "SECRET_KEY": "abcdefghij-KLMNOPQRST-0123456789-uvwxyz-ABCDEFGHIJ-klmnopq",
    "BASE_URL": "https://portal.example.org",
    "DATABASE_URL": "postgres://portal:secret@localhost:5432/portal",
    "EMAIL_URL": "smtp+tls://user:secret@mail.example.org:587",
}


def start(tmp_path: Path, code: str = "", module: str = "production", **environment: str):
    """Load the settings in a process of its own, with nothing in the environment but what is given."""
    script = f"import portal.settings.{module} as s; {code or 'pass'}"
    return subprocess.run(
        [sys.executable, "-c", script],
        cwd=settings.BASE_DIR,
        env={
            "PATH": os.environ["PATH"],
            "PORTAL_DATA": str(tmp_path),
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_starts_when_everything_is_set(tmp_path):
    result = start(tmp_path, "print(s.ALLOWED_HOSTS, s.DEMO, s.REQUIRE_SECOND_FACTOR, s.EMAIL_HOST)", **COMPLETE)
    assert result.returncode == 0, result.stderr
    assert result.stdout.strip() == "['portal.example.org'] False True mail.example.org"


@pytest.mark.parametrize("missing", sorted(COMPLETE))
def test_production_says_which_variable_is_missing(tmp_path, missing):
    result = start(tmp_path, **{name: value for name, value in COMPLETE.items() if name != missing})
    assert result.returncode != 0
    assert f"Set the environment variable {missing}" in result.stderr.splitlines()[-1]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "rubbish"),
        ("DATABASE_URL", "postgres://portal:hemligt@host:port/portal"),
        ("EMAIL_URL", "rubbish"),
        ("EMAIL_URL", "smtp://user:hemligt@host:port"),
        ("CACHE_URL", "rubbish"),
    ],
)
def test_an_address_that_cannot_be_read_is_refused_in_a_sentence_without_its_password(tmp_path, name, value):
    result = start(tmp_path, **{**COMPLETE, name: value})
    assert result.returncode != 0
    assert f"{name} cannot be read: it must look like {name}=" in result.stderr.splitlines()[-1]
    assert "hemligt" not in result.stderr.splitlines()[-1]


def test_a_command_says_what_is_missing_in_one_sentence_alone(tmp_path):
    environment = {name: value for name, value in COMPLETE.items() if name != "EMAIL_URL"}
    result = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=settings.BASE_DIR,
        env={
            "PATH": os.environ["PATH"],
            "PORTAL_DATA": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "portal.settings.production",
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    (line,) = result.stderr.splitlines()
    assert line.startswith("Set the environment variable EMAIL_URL")


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("BASE_URL", "https://", "must name a host"),
        ("SECRET_KEY", "short", "SECRET_KEY is too short"),
        ("BASE_URL", "http://portal.example.org", "https://"),
    ],
)
def test_production_refuses_what_is_not_safe(tmp_path, name, value, words):
    result = start(tmp_path, **{**COMPLETE, name: value})
    assert result.returncode != 0
    assert words in result.stderr.splitlines()[-1]


def test_the_demo_starts_with_nothing_set_and_keeps_its_secret(tmp_path):
    first = start(tmp_path, "print(s.SECRET_KEY)", module="dev")
    second = start(tmp_path, "print(s.SECRET_KEY)", module="dev")
    assert first.returncode == second.returncode == 0, first.stderr
    assert len(first.stdout.strip()) > 50
    assert first.stdout == second.stdout
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


def test_tests_take_nothing_from_the_shell(tmp_path):
    result = start(
        tmp_path,
        "print(s.STORAGES['default']['BACKEND'], s.CACHES['default']['BACKEND'], s.DATA_DIR != s.BASE_DIR / 'var')",
        module="test",
        STORAGE_URL="s3://key:secret@store.example.org/bucket",
        CACHE_URL="redis://localhost:6379/1",
    )
    assert result.returncode == 0, result.stderr
    assert "FileSystemStorage" in result.stdout
    assert "LocMemCache" in result.stdout


def test_addresses_of_services_are_understood(tmp_path):
    code = (
        "print(s.DATABASES['default']['NAME'], s.CACHES['default']['BACKEND'], s.CACHES['default']['LOCATION'],"
        "s.STORAGES['default']['OPTIONS']['bucket_name'], s.EMAIL_PORT, s.EMAIL_USE_TLS)"
    )
    result = start(
        tmp_path,
        code,
        **COMPLETE,
        CACHE_URL="redis://localhost:6379/1",
        STORAGE_URL="s3://key:secret@store.example.org:9000/bucket?region=eu-north-1",
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout.split() == [
        "portal",
        "django.core.cache.backends.redis.RedisCache",
        "redis://localhost:6379/1",
        "bucket",
        "587",
        "True",
    ]


def test_local_storage_keeps_private_files_out_of_the_public_folder(tmp_path):
    storages = storages_from_url("", private_root=tmp_path / "private")
    assert storages["private"]["OPTIONS"] == {"location": str(tmp_path / "private"), "base_url": None}


def test_an_object_store_by_address(tmp_path):
    storages = storages_from_url("s3+http://k%40y:s%2Fecret@localhost:9000/bucket?region=x", private_root=tmp_path)
    options = storages["default"]["OPTIONS"]
    assert options["access_key"] == "k@y"
    assert options["secret_key"] == "s/ecret"
    assert options["endpoint_url"] == "http://localhost:9000"
    assert options["region_name"] == "x"
    assert options["client_config"].request_checksum_calculation == "when_required"
    assert storages["private"]["OPTIONS"]["querystring_auth"] is True
    assert storages["private"]["OPTIONS"]["default_acl"] == "private"
    assert storages["default"]["OPTIONS"]["location"] != storages["private"]["OPTIONS"]["location"]


@pytest.mark.parametrize("address", ["ftp://host/bucket", "s3://host/", "s3://host", "bucket"])
def test_an_unknown_store_is_refused_in_words(tmp_path, address):
    with pytest.raises(ImproperlyConfigured, match="STORAGE_URL must look like"):
        storages_from_url(address, private_root=tmp_path)


def test_sqlite_queues_writers_and_forgets_what_is_deleted(tmp_path):
    result = start(tmp_path, "print(s.DATABASES['default']['OPTIONS'])", module="dev")
    assert "'transaction_mode': 'IMMEDIATE'" in result.stdout
    assert "PRAGMA secure_delete=ON" in result.stdout


def test_postgres_does_not_compile_queries_that_run_in_a_millisecond(tmp_path):
    result = start(tmp_path, "print(s.DATABASES['default']['OPTIONS'])", **COMPLETE)

    assert result.stdout.strip() == "{'options': '-c jit=off'}"
