"""Which models are ours."""

from collections.abc import Iterator
from pathlib import Path

from django.apps import AppConfig, apps
from django.conf import settings
from django.db import models


def own_app_configs() -> list[AppConfig]:
    """Return the apps that live in this repository."""
    base = Path(settings.BASE_DIR)
    configs = []
    for config in apps.get_app_configs():
        path = Path(config.path)
        if path.is_relative_to(base) and not any(part.startswith(".") for part in path.relative_to(base).parts):
            configs.append(config)
    return configs


def own_models() -> Iterator[type[models.Model]]:
    """Yield every concrete model of the apps in this repository."""
    for config in own_app_configs():
        yield from config.get_models()
