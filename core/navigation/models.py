"""The frame around every page: who we are, menus, footer, logos and the banner."""

import hashlib
import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import Site, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

from core.navigation.blocks import LogoStreamBlock, MenuStreamBlock, SiteLinkStreamBlock
from core.navigation.enums import MenuSlot
from core.navigation.querysets import BannerQuerySet, MenuQuerySet

LANGUAGE_CODES = [code for code, _name in settings.LANGUAGES]


def page_pointer(label: Any, help_text: Any = "") -> models.ForeignKey:
    """Return a link to a page; it is followed to the reader's language when shown."""
    return models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=label,
        help_text=help_text,
    )


@register_setting(icon="home", order=10)
class SiteSettings(BaseSiteSetting):
    """The organisation behind a site. One row per site; the only words that differ by language have a column each."""

    organisation_name = models.CharField(
        _("name of the organisation"), max_length=120, blank=True, help_text=_("e.g. Mångfaldens ansikten")
    )
    tagline_sv = models.CharField(
        _("tagline in Swedish"),
        max_length=160,
        blank=True,
        help_text=_("One line beside the name, e.g. Olika är bäst ihop"),
    )
    tagline_en = models.CharField(_("tagline in English"), max_length=160, blank=True)
    tagline_nb = models.CharField(_("tagline in Norwegian"), max_length=160, blank=True)
    tagline_nl = models.CharField(_("tagline in Dutch"), max_length=160, blank=True)
    tagline_pt = models.CharField(_("tagline in Portuguese"), max_length=160, blank=True)
    tagline_it = models.CharField(_("tagline in Italian"), max_length=160, blank=True)
    logo = models.ForeignKey(
        "media.CustomImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("logo"),
        help_text=_("Also printed at the top of pages on paper."),
    )
    default_image = models.ForeignKey(
        "media.CustomImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("picture when shared"),
        help_text=_("Used when a page without a picture is shared, 1200 × 630."),
    )
    street_address = models.TextField(
        _("postal address"), blank=True, max_length=250, help_text=_("One line each, e.g. Box 1236, 581 12 Linköping")
    )
    email = models.EmailField(_("e-mail"), blank=True, help_text=_("e.g. info@example.org"))
    phone = PhoneNumberField(_("phone"), region="SE", blank=True, help_text=_("e.g. 013-10 00 00"))
    links = StreamField(
        SiteLinkStreamBlock(), blank=True, verbose_name=_("found elsewhere"), help_text=_("e.g. LinkedIn, newsletter")
    )
    logos = StreamField(
        LogoStreamBlock(),
        blank=True,
        verbose_name=_("logos"),
        help_text=_("Partners and funders, shown in the footer."),
    )
    contact_page = page_pointer(_("contact page"))
    accessibility_page = page_pointer(_("accessibility statement"), _("Linked from every page, as the law asks."))
    feedback_page = page_pointer(_("feedback on accessibility"))
    privacy_page = page_pointer(_("personal data page"))
    news_page = page_pointer(_("news page"), _("Its feed is announced on every page."))

    panels = [
        MultiFieldPanel(
            [FieldPanel("organisation_name"), *(FieldPanel(f"tagline_{code}") for code in LANGUAGE_CODES)],
            heading=_("Name and tagline"),
        ),
        MultiFieldPanel([FieldPanel("logo"), FieldPanel("default_image")], heading=_("Pictures")),
        MultiFieldPanel(
            [
                FieldPanel("street_address"),
                FieldRowPanel([FieldPanel("email"), FieldPanel("phone")]),
                FieldPanel("links"),
            ],
            heading=_("Contact"),
        ),
        MultiFieldPanel(
            [
                PageChooserPanel("contact_page"),
                PageChooserPanel("accessibility_page", "home.AccessibilityStatementPage"),
                PageChooserPanel("feedback_page"),
                PageChooserPanel("privacy_page"),
                PageChooserPanel("news_page", "home.ArticleIndexPage"),
            ],
            heading=_("Pages that every page links to"),
        ),
        FieldPanel("logos"),
    ]

    POINTERS: ClassVar[tuple[str, ...]] = (
        "contact_page",
        "accessibility_page",
        "feedback_page",
        "privacy_page",
        "news_page",
    )

    class Meta:
        verbose_name = _("the organisation")

    def __str__(self) -> str:
        return self.organisation_name

    @property
    def tagline(self) -> str:
        """The tagline in the active language, else in Swedish."""
        language = (get_language() or settings.LANGUAGE_CODE)[:2]
        return getattr(self, f"tagline_{language}", "") or self.tagline_sv


class Menu(TranslatableMixin, models.Model):
    """The main menu, a column of the footer, or the row at the very bottom."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+", verbose_name=_("site"))
    slot = models.CharField(_("place"), max_length=20, choices=MenuSlot, default=MenuSlot.MAIN)
    title = models.CharField(
        _("heading"), max_length=60, blank=True, help_text=_("Shown over a column of the footer, e.g. About us")
    )
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0, help_text=_("Columns stand in this order."))
    items = StreamField(
        MenuStreamBlock(),
        blank=True,
        verbose_name=_("items"),
        help_text=_("A page that is not translated is left out of the menu in that language."),
    )

    objects = MenuQuerySet.as_manager()

    panels = [
        FieldPanel("site"),
        FieldRowPanel([FieldPanel("slot"), FieldPanel("sort_order")]),
        FieldPanel("title"),
        FieldPanel("items"),
    ]
    override_translatable_fields = [
        SynchronizedField("site", overridable=False),
        SynchronizedField("slot", overridable=False),
        SynchronizedField("sort_order"),
        TranslatableField("title"),
        TranslatableField("items"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("menu")
        verbose_name_plural = _("menus")
        ordering = ["slot", "sort_order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "slot", "locale"],
                condition=~models.Q(slot=MenuSlot.FOOTER_COLUMN),
                name="navigation_one_menu_per_slot",
                violation_error_message=_("There is already a menu in this place. Change that one instead."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_slot_display()}: {self.title}" if self.title else str(self.get_slot_display())


class Banner(TranslatableMixin, models.Model):
    """A dated message over every page. Who has closed it is known to the browser alone, not to us."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+", verbose_name=_("site"))
    text = models.CharField(
        _("text"),
        max_length=200,
        help_text=_("One sentence, e.g. 3 december: webbinarium om rekrytering utan fördomar."),
    )
    link_text = models.CharField(
        _("text of the link"), max_length=80, blank=True, help_text=_("e.g. Mer information och anmälan")
    )
    link_page = page_pointer(_("page"))
    link_url = models.URLField(_("address elsewhere"), blank=True)
    starts_at = models.DateTimeField(_("shown from"), default=timezone.now)
    ends_at = models.DateTimeField(
        _("shown until"), null=True, blank=True, help_text=_("Blank shows it until removed.")
    )
    dismissible = models.BooleanField(_("may be closed by the reader"), default=True)

    objects = BannerQuerySet.as_manager()

    panels = [
        FieldPanel("site"),
        FieldPanel("text"),
        MultiFieldPanel(
            [FieldPanel("link_text"), PageChooserPanel("link_page"), FieldPanel("link_url")], heading=_("Link")
        ),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
        FieldPanel("dismissible"),
    ]
    override_translatable_fields = [
        SynchronizedField("site", overridable=False),
        TranslatableField("text"),
        TranslatableField("link_text"),
        SynchronizedField("link_page"),
        SynchronizedField("link_url"),
        SynchronizedField("starts_at"),
        SynchronizedField("ends_at"),
        SynchronizedField("dismissible"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("banner")
        verbose_name_plural = _("banners")
        ordering = ["-starts_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__isnull=True) | models.Q(ends_at__gt=models.F("starts_at")),
                name="navigation_banner_ends_after_start",
                violation_error_message=_("The banner must end after it starts."),
            )
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def key(self) -> str:
        """What a browser remembers when the banner is closed: changed words are shown again (12 hex digits)."""
        # As read from JSON the key may be text, with hyphens or without.
        key = uuid.UUID(str(self.translation_key)).hex
        words = "\n".join([key, self.text, self.link_text, self.link_url, str(self.link_page_id)])
        return hashlib.sha256(words.encode()).hexdigest()[:12]

    def clean(self) -> None:
        """Ask for one place to go at most, words to go with it, and an end after the start."""
        super().clean()
        # The constraint says so too, but above the form and not beside the field.
        if self.ends_at and self.starts_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("The banner must end after it starts.")})
        if self.link_page_id and self.link_url:
            raise ValidationError({"link_url": _("Choose a page or give an address, one of the two.")})
        if (self.link_page_id or self.link_url) and not self.link_text:
            raise ValidationError({"link_text": _("Write what the link leads to, e.g. More and registration.")})
