"""What is one for all languages: the partner, the partnership and its members. Written from the pages."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from partners.enums import MemberRole


class Record(models.Model):
    """What a record of pages in several languages has."""

    translation_key = models.UUIDField(_("key"), unique=True, editable=False)
    locale: Any = models.ForeignKey(
        "wagtailcore.Locale", on_delete=models.PROTECT, related_name="+", verbose_name=_("source language")
    )
    title = models.CharField(_("title in the source language"), max_length=255)
    source_page: Any = models.ForeignKey(
        "wagtailcore.Page", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("page")
    )
    updated_at = models.DateTimeField(_("updated"), auto_now=True)

    class Meta:
        abstract = True
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class Partner(Record):
    """An organisation that has a public profile, for all the languages of the profile."""

    organisation = models.OneToOneField(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="partner", verbose_name=_("organisation")
    )
    model_workplace_since = models.DateField(_("model workplace since"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("partner")
        verbose_name_plural = _("partners")


class Partnership(Record):
    """A network that organisations are members of."""

    first_year = models.PositiveSmallIntegerField(_("first year"), null=True, blank=True)
    last_year = models.PositiveSmallIntegerField(_("last year"), null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = _("partnership")
        verbose_name_plural = _("partnerships")


class PartnershipMember(models.Model):
    """An organisation's place in a partnership, now or before."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="members", verbose_name=_("partnership")
    )
    organisation = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        related_name="partnership_places",
        verbose_name=_("organisation"),
    )
    role = models.CharField(_("role"), max_length=12, choices=MemberRole, default=MemberRole.MEMBER)
    joined_on = models.DateField(_("member since"), null=True, blank=True)
    left_on = models.DateField(_("member until"), null=True, blank=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("member of a partnership")
        verbose_name_plural = _("members of a partnership")
        ordering = ["sort_order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "organisation"], name="partners_once_in_a_partnership")
        ]

    def __str__(self) -> str:
        return f"{self.organisation} – {self.partnership}"


class Correspondent(models.Model):
    """Who may write in the section of a partner, in one language."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="partner_sections", verbose_name=_("user")
    )
    page: Any = models.ForeignKey(
        "partners.PartnerPage", on_delete=models.CASCADE, related_name="+", verbose_name=_("section")
    )
    group: Any = models.ForeignKey(
        "auth.Group", on_delete=models.CASCADE, related_name="+", editable=False, verbose_name=_("group")
    )
    created_at = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        verbose_name = _("correspondent of a partner")
        verbose_name_plural = _("correspondents of partners")
        constraints = [models.UniqueConstraint(fields=["user", "page"], name="partners_one_correspondent_a_section")]

    def __str__(self) -> str:
        return f"{self.user} – {self.page}"
