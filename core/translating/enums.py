"""Where a translation of a page stands."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Stage(models.TextChoices):
    """Of one page in one language."""

    MISSING = "missing", pgettext_lazy("translation", "Missing")
    DRAFT = "draft", pgettext_lazy("translation", "Draft")
    # Beside one of the others: translated whole, from what the original says now, and not published.
    READY = "ready", pgettext_lazy("translation", "Ready to publish")
    OUTDATED = "outdated", pgettext_lazy("translation", "Outdated")
    TRANSLATED = "translated", pgettext_lazy("translation", "Translated")
    # Beside one of the others: words that a machine wrote and nobody has read.
    MACHINE = "machine", pgettext_lazy("translation", "Machine translated, not read")
