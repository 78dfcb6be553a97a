"""News: articles, their tags and themes."""

from typing import Any
from urllib.parse import urlencode

from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase, TagBase
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from core.blocks import BodyStreamBlock
from core.pages.models import BasePage
from core.reading import reading_of

TAG_LANGUAGES = ("en", "nb", "nl", "pt", "it")


class ArticleTag(TagBase):
    """A free tag: one slug in every language, named in Swedish and, if wanted, in the others."""

    free_tagging = True

    label_en = models.CharField(_("label in English"), max_length=100, blank=True)
    label_nb = models.CharField(_("label in Norwegian"), max_length=100, blank=True)
    label_nl = models.CharField(_("label in Dutch"), max_length=100, blank=True)
    label_pt = models.CharField(_("label in Portuguese"), max_length=100, blank=True)
    label_it = models.CharField(_("label in Italian"), max_length=100, blank=True)

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        MultiFieldPanel([FieldPanel(f"label_{code}") for code in TAG_LANGUAGES], heading=_("Label per language")),
    ]

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["name"]

    def slugify(self, tag: str, i: int | None = None) -> str:
        """Return the slug in plain letters ("språk" becomes "sprak"), with a number when another tag has it."""
        slug = slugify(tag) or slugify(tag, allow_unicode=True)
        return slug if i is None else f"{slug}-{i}"

    @property
    def label(self) -> str:
        """The name in the active language, else as it was first written."""
        return getattr(self, f"label_{(get_language() or 'sv')[:2]}", "") or self.name


class TaggedArticle(ItemBase):
    """A tag on an article."""

    tag = models.ForeignKey(ArticleTag, on_delete=models.CASCADE, related_name="tagged_articles")
    content_object = ParentalKey("home.ArticlePage", on_delete=models.CASCADE, related_name="tagged_items")

    class Meta:
        verbose_name = _("tag of an article")
        verbose_name_plural = _("tags of articles")


def topic(term: Any, archive: str, parameter: str) -> dict[str, str]:
    """Return a tag or theme as a link to the archive narrowed by it."""
    return {"title": term.label, "url": f"{archive}?{urlencode({parameter: term.slug})}" if archive else ""}


class ArticlePage(BasePage):
    """A piece of news."""

    date = models.DateField(_("date"), default=localdate, help_text=_("The date shown, and the order in lists."))
    body = StreamField(BodyStreamBlock(), blank=True, verbose_name=_("content"))
    tags = ClusterTaggableManager(
        through=TaggedArticle,
        blank=True,
        verbose_name=_("tags"),
        help_text=_("e.g. rekrytering, språk"),
    )

    template = "home/article_page.html"
    type_label = _("Article")
    parent_page_types = ["home.ArticleIndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("date"),
        *BasePage.introduction_panels,
        FieldPanel("body"),
        InlinePanel("author_links", heading=_("Written by"), label=_("Author")),
        MultiFieldPanel(
            [FieldPanel("tags"), InlinePanel("theme_links", heading=_("Themes"), label=_("Theme"))],
            heading=_("What it is about"),
        ),
    ]
    search_fields = [*BasePage.search_fields, index.FilterField("date")]
    override_translatable_fields = [
        *BasePage.base_translatable_fields,
        SynchronizedField("date"),
        TranslatableField("body"),
        SynchronizedField("tags"),
        SynchronizedField("tagged_items"),
        SynchronizedField("author_links"),
        SynchronizedField("theme_links"),
    ]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    @cached_property
    def authors_in_order(self) -> list["ArticleAuthor"]:
        """The links to those who wrote it, asked for once."""
        return list(self.author_links.all())

    def contact_ids(self) -> set[int]:
        """Return the keys of the contact and the authors, read together."""
        return super().contact_ids() | {link.contact_id for link in self.authors_in_order}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add who wrote it, and tags and themes that lead to the archive."""
        context = super().get_context(request, *args, **kwargs)
        known = context["contacts"]
        authors = [known.get(link.contact_id) for link in self.authors_in_order]
        context["authors"] = [author for author in authors if author is not None]
        line = reading_of(request).line()
        # The archive is the page above; in a preview of a page that is nowhere yet there is none.
        archive = line[-2].get_url(request) if len(line) > 1 else ""
        context["archive_url"] = archive
        context["topics"] = [
            *(topic(link.theme, archive, "theme") for link in self.theme_links.select_related("theme")),
            *(topic(tag, archive, "tag") for tag in self.tags.all()),
        ]
        context["og_type"] = "article"
        return context

    def structured_data(self, request: HttpRequest, chrome: Any) -> dict[str, Any]:
        """Return a NewsArticle, as schema.org has it."""
        thing: dict[str, Any] = {
            "@type": "NewsArticle",
            "headline": self.title[:110],
            "description": self.introduction,
            "datePublished": self.date.isoformat(),
            "inLanguage": reading_of(request).language,
            "mainEntityOfPage": chrome.base_url + (self.get_url(request) or ""),
            "publisher": {"@type": "Organization", "name": chrome.settings.organisation_name},
        }
        if self.last_published_at:
            thing["dateModified"] = self.last_published_at.isoformat()
        return thing


class ArticleAuthor(Orderable):
    """Who wrote an article: a contact point, shown by role."""

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="author_links")
    contact = models.ForeignKey(
        "contacts.Contact",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("contact"),
        help_text=_("Shown by role, e.g. Communicator."),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("author")
        verbose_name_plural = _("authors")


class ArticleTheme(Orderable):
    """A theme that an article is about."""

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="theme_links")
    theme = models.ForeignKey("taxonomies.Theme", on_delete=models.CASCADE, related_name="+", verbose_name=_("theme"))

    class Meta(Orderable.Meta):
        verbose_name = _("theme of an article")
        verbose_name_plural = _("themes of articles")
