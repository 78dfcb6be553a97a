"""Enters menus and banners in the admin."""

from wagtail.snippets.models import register_snippet

from core.navigation.viewsets import FrameViewSetGroup

register_snippet(FrameViewSetGroup)
