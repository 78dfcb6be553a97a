"""News, tags and messages in the admin."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import SnippetViewSet

from home.models import ArticlePage, ArticleTag, Message


class ReceivedPolicy(ModelPermissionPolicy):
    """Messages come from readers: nobody writes one in the admin."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Refuse to add, leave the rest to the roles."""
        return action != "add" and super().user_has_permission(user, action)


register_permission_policy(Message, ReceivedPolicy(Message), exact_class=True)


class ArticleListingViewSet(PageListingViewSet):
    """All news in one list, whatever the language."""

    model = ArticlePage
    icon = "doc-full-inverse"
    menu_label = _("News")
    menu_order = 150
    add_to_admin_menu = True
    columns: ClassVar[list[Any]] = [
        *IndexView.base_columns[:2],
        DateColumn("date", label=_("Date"), sort_key="date", width="12%"),
        *IndexView.base_columns[3:],
    ]
    list_filter: ClassVar[list[str]] = ["date", "live", "locale"]


class TagViewSet(SnippetViewSet):
    """Tags, to be named in more languages and cleared of doubles."""

    model = ArticleTag
    icon = "tag"
    menu_label = _("Tags")
    menu_order = 710
    add_to_admin_menu = True
    list_display: ClassVar[list[str]] = ["name", "label_en", "slug"]
    search_fields: ClassVar[list[str]] = ["name", "label_en", "slug"]


class MessageViewSet(SnippetViewSet):
    """What readers have written through the forms."""

    model = Message
    icon = "mail"
    menu_label = _("Messages")
    menu_order = 260
    add_to_admin_menu = True
    list_display: ClassVar[list[str]] = ["__str__", "name", "created_at", "handled_at"]
    list_filter: ClassVar[list[str]] = ["kind", "handled_at"]
    copy_view_enabled = False
    inspect_view_enabled = True
    panels: ClassVar[list[Any]] = [
        FieldPanel("text", read_only=True),
        FieldPanel("name", read_only=True),
        FieldPanel("email", read_only=True),
        FieldPanel("about_url", read_only=True),
        FieldPanel("purge_on", read_only=True),
        FieldPanel("handled_at"),
    ]
