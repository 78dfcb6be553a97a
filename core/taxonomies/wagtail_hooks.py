"""Enters the controlled lists in the admin."""

from wagtail.snippets.models import register_snippet

from core.taxonomies.viewsets import ListsViewSetGroup

register_snippet(ListsViewSetGroup)
