"""Rules that the settings keep, whatever the environment."""

from typing import Any

from django.conf import settings
from django.core import checks


def settings_hold_together(app_configs: Any, **kwargs: Any) -> list[checks.CheckMessage]:
    """Check what would otherwise fail late, or in silence."""
    rules = {
        "portal.E010": (
            not any(database.get("ATOMIC_REQUESTS") for database in settings.DATABASES.values()),
            "ATOMIC_REQUESTS is on.",
            "Services are atomic themselves; a transaction round a request would hold SQLite's write lock all through.",
        ),
        "portal.E011": (
            all(_waits_for_the_lock(database) for database in settings.DATABASES.values()),
            "SQLite does not take the write lock at the start of a transaction.",
            "Set OPTIONS['transaction_mode'] to 'IMMEDIATE', or two writers at once fail with 'database is locked'.",
        ),
        "portal.E012": (
            not {"'unsafe-inline'", "'unsafe-eval'", "*"} & _public_sources(),
            "The public content security policy allows inline scripts or foreign hosts.",
            "Move the script to static/js; public pages are the same for everybody and need no exception.",
        ),
        "portal.E013": (
            "modelsearch" not in settings.INSTALLED_APPS,
            "modelsearch is installed as an app of its own.",
            "wagtail.search is that app; with both, every object is indexed twice.",
        ),
        "portal.E014": (
            settings.WAGTAIL_GRAVATAR_PROVIDER_URL is None and not settings.WAGTAIL_ENABLE_UPDATE_CHECK,
            "The admin asks other hosts for pictures or news.",
            "Set WAGTAIL_GRAVATAR_PROVIDER_URL to None and WAGTAIL_ENABLE_UPDATE_CHECK to False.",
        ),
    }
    return [checks.Error(text, hint=hint, id=code) for code, (kept, text, hint) in rules.items() if not kept]


def _waits_for_the_lock(database: dict[str, Any]) -> bool:
    on_sqlite = database["ENGINE"].endswith("sqlite3")
    return not on_sqlite or database.get("OPTIONS", {}).get("transaction_mode") == "IMMEDIATE"


def _public_sources() -> set[str]:
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    return {source for sources in directives.values() for source in sources}
