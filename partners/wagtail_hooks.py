"""Enters partners in the admin."""

from wagtail.snippets.models import register_snippet

from partners.viewsets import PartnersViewSetGroup

register_snippet(PartnersViewSetGroup)
