"""What every model, migration and template keeps to."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from wagtail.models import Page, TranslatableMixin

from core.checks.environment import settings_hold_together
from core.checks.own import own_models
from core.checks.pages import page_types_have_what_they_need, translation_is_decided_for_every_field, undeclared_fields

ROOT = Path(settings.BASE_DIR)
OWN = sorted(own_models(), key=lambda model: model._meta.label)
TRANSLATABLE = [model for model in OWN if issubclass(model, TranslatableMixin)]


@pytest.mark.parametrize("model", TRANSLATABLE, ids=lambda model: model._meta.label)
def test_every_field_is_declared_translatable_or_synchronised(model):
    assert undeclared_fields(model) == []


def test_there_are_page_types_to_check():
    assert [model for model in TRANSLATABLE if issubclass(model, Page)]


@pytest.mark.parametrize(
    "check", [page_types_have_what_they_need, translation_is_decided_for_every_field, settings_hold_together]
)
def test_the_checks_of_the_house_are_content(check):
    assert [str(message) for message in check(None)] == []


@pytest.mark.django_db
def test_migrations_match_the_models():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


STATIC = re.compile(r"""\{%\s*static\s+["']([^"']+)["']""")


def test_every_static_file_that_a_template_names_is_there():
    missing = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in (ROOT / "templates").rglob("*.html")
        for name in STATIC.findall(path.read_text(encoding="utf-8"))
        if finders.find(name) is None
    }
    assert missing == set()


INLINE = re.compile(
    r"<script(?![^>]*\b(?:src|type=\"application/(?:ld\+)?json\"))[^>]*>|<style|\sstyle=|\son[a-z]+=\"", re.I
)
ADMIN_TEMPLATES = ("wagtailadmin", "admin", "emails")


def public_templates() -> list[Path]:
    return [
        path
        for path in sorted((ROOT / "templates").rglob("*.html"))
        if path.relative_to(ROOT / "templates").parts[0] not in ADMIN_TEMPLATES and "admin" not in path.parts
    ]


def test_public_templates_hold_no_inline_script_or_style():
    found = {
        f"{path.relative_to(ROOT)}: {match.group(0)}"
        for path in public_templates()
        for match in INLINE.finditer(path.read_text(encoding="utf-8"))
    }
    assert found == set()


def test_public_templates_load_nothing_from_another_host():
    loading = re.compile(
        r"""<(?:script|img|link(?![^>]*rel="(?:canonical|alternate)")|iframe|source|video|audio)\b[^>]*?(?:src|srcset|href)=["']https?://"""
    )
    found = {
        str(path.relative_to(ROOT)) for path in public_templates() if loading.search(path.read_text(encoding="utf-8"))
    }
    assert found == set()
