"""A provider of machine translations that is named is there."""

from typing import Any

from django.conf import settings
from django.core import checks
from django.utils.module_loading import import_string


def machine_translator_is_there(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Check that the class of MACHINE_TRANSLATOR can be loaded, before an editor meets an error."""
    config = getattr(settings, "WAGTAILLOCALIZE_MACHINE_TRANSLATOR", None)
    if not config:
        return []
    try:
        import_string(config["CLASS"])
    except ImportError:
        return [
            checks.Error(
                f"MACHINE_TRANSLATOR names {config['CLASS']}, which cannot be loaded.",
                hint="Name a class, e.g. wagtail_localize.machine_translators.libretranslate.LibreTranslator.",
                id="portal.E020",
            )
        ]
    return []
