"""The roof: settings, addresses, error pages, health and demo content."""

import logging
from typing import Any

from django.apps import AppConfig
from django.core.signals import got_request_exception
from django.utils.translation import gettext_lazy as _

logger = logging.getLogger("portal.errors")


class PortalConfig(AppConfig):
    """The project itself, so that its commands and templates are found."""

    name = "portal"
    verbose_name = _("Portal")

    def ready(self) -> None:
        """Log every failed request."""
        got_request_exception.connect(log_failure, dispatch_uid="portal.log_failure")


def log_failure(sender: Any, request: Any = None, **kwargs: Any) -> None:
    """Write the path and the traceback of a request that failed; never its query, form or visitor."""
    logger.exception("request failed: %s %s", getattr(request, "method", "?"), getattr(request, "path", "?"))
