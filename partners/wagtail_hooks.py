"""Enters partners in the admin."""

from wagtail.snippets.models import register_snippet

from partners import listing_api  # noqa: F401 — its hook is registered by being imported
from partners.inflow import bulk  # noqa: F401 — its hook is registered by being imported
from partners.newsletter import admin  # noqa: F401 — its hooks are registered by being imported
from partners.viewsets import PartnersViewSetGroup

register_snippet(PartnersViewSetGroup)
