"""The page that lists the news."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from core.pages.models import BasePage
from core.pages.paging import page_of, querystring
from core.reading import reading_of
from home.archive import FILTERS, Archive, ArchiveForm, article_card, articles_under
from home.feeds import archive_feed
from home.models.standard import SECTION_PARENTS


class ArticleIndexPage(RoutablePageMixin, BasePage):
    """The archive of news, by year and month, tag and theme, with a feed of what was chosen."""

    template = "home/article_index_page.html"
    type_label = _("News")
    parent_page_types = SECTION_PARENTS
    subpage_types = ["home.ArticlePage"]
    content_panels = [*BasePage.content_panels, *BasePage.introduction_panels]

    class Meta:
        verbose_name = _("news archive")
        verbose_name_plural = _("news archives")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the articles asked for, one page of them, and what else can be chosen."""
        archive = Archive(articles_under(self))
        form = ArchiveForm(request.GET, archive)
        page = page_of(request, form.entries())
        articles = archive.rows(list(page))
        # The pictures of the cards are read with those of the frame.
        reading = reading_of(request)
        reading.need(images=[article.card_image_id for article in articles])
        context = super().get_context(request, *args, **kwargs)
        cards = [article_card(article, request) for article in articles]
        reading.illustrate(cards)
        chosen = querystring(request, known=FILTERS)
        feed = f"{self.get_url(request)}feed/"
        return {
            **context,
            "form": form,
            "cards": cards,
            "page_of_list": page,
            "querystring": chosen,
            "feed_url": f"{feed}?{chosen}" if chosen and form.is_valid() else feed,
            "reset_url": self.get_url(request) if chosen else "",
            "empty_actions": [{"title": _("All the news"), "url": self.get_url(request)}],
            "active_filters": [
                {"title": label, "url": f"?{querystring(request, known=FILTERS, **{name: None})}"}
                for name, label in form.chosen_labels().items()
            ],
        }

    @path("feed/", name="feed")
    def feed(self, request: HttpRequest) -> HttpResponse:
        """Answer with the newest articles as Atom, narrowed as the archive is."""
        return archive_feed(self, request)
