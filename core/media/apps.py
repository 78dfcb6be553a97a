"""Images with credit, caption and alternative text; documents."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    """Images with credit, caption and alternative text; documents."""

    name = "core.media"
    label = "media"
    verbose_name = _("Images and documents")
