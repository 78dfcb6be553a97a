"""What editors meet in the admin: lists, the panel of what waits, and friendly remarks."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.views.i18n import JavaScriptCatalog
from wagtail import hooks
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from home.accessibility import PlainChecker, remarks_on
from home.dashboard import WaitingPanel
from home.viewsets import ArticleListingViewSet, MessageViewSet, TagViewSet

register_snippet(MessageViewSet)
register_snippet(TagViewSet)


@hooks.register("register_admin_viewset")
def register_articles() -> ArticleListingViewSet:
    """Enter the list of news."""
    return ArticleListingViewSet("articles")


class SpacedCatalog(JavaScriptCatalog):
    """The words of the translation editor, which glues a language onto some of them.

    The Swedish ones have lost the space at the end: "Publicera på" became "Publicera påengelska".
    """

    def get_catalog(self) -> dict[str, Any]:
        """Return the words, with the space at the end where the original has one."""
        return {
            original: f"{words} " if isinstance(words, str) and original.endswith(" ") and words[-1:].strip() else words
            for original, words in super().get_catalog().items()
        }


@hooks.register("register_admin_urls", order=-1)
def register_catalog() -> list[URLPattern]:
    """Answer before wagtail-localize at the address of its words."""
    return [path("localize/jsi18n/", SpacedCatalog.as_view(packages=["wagtail_localize"]))]


# Wagtail's own words, so that its catalogues hold them and ours need not.
MORE_ACTIONS = "More actions"


@hooks.register("insert_editor_js")
def mend_translation_editor() -> SafeString:
    """Load what puts the words that the translation editor holds in English alone into the editor's language."""
    return format_html(
        '<script type="module" src="{}" data-more-actions="{}" id="translation-editor-words"></script>',
        static("js/translation-editor.js"),
        gettext(MORE_ACTIONS),
    )


@hooks.register("construct_homepage_panels")
def add_waiting_panel(request: HttpRequest, panels: list[Any]) -> None:
    """Show what waits first of all."""
    panels.insert(0, WaitingPanel())


@hooks.register("after_publish_page")
def remark_on_page(request: HttpRequest, page: Page) -> None:
    """Tell the editor what some readers cannot use. The page is published all the same."""
    for remark in remarks_on(page.specific):
        messages.warning(request, remark)


@hooks.register("construct_wagtail_userbar")
def use_plain_checker(request: HttpRequest, items: list[Any], page: Any) -> None:
    """Put our checker, which knows more and says it plainly, in the place of Wagtail's."""
    items[:] = [PlainChecker() if isinstance(item, ContentCheckerItem) else item for item in items]
