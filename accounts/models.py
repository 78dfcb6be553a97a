"""The user, the one Organisation, and who belongs to it."""

from typing import ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from stdnum.se import orgnr
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable
from wagtail.search import index

from accounts.enums import MembershipRole, Sector
from accounts.managers import UserManager


class User(AbstractUser):
    """Somebody who signs in, known by an e-mail address."""

    username = None  # type: ignore[assignment]  # the address is the name; AbstractUser's column is taken away
    email = models.EmailField(_("e-mail"), unique=True)
    language = models.CharField(
        _("language"),
        max_length=5,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
        help_text=_("The language of mail from the portal."),
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()  # type: ignore[assignment]  # the inherited manager asks for a user name

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [models.UniqueConstraint(Lower("email"), name="accounts_user_email_unique_ci")]

    def __str__(self) -> str:
        return self.get_full_name() or self.email


def validate_org_number(value: str) -> None:
    """Raise ValidationError unless `value` is a Swedish organisation number with a right check digit."""
    if not orgnr.is_valid(value):
        raise ValidationError(_("This is not a valid organisation number. Write it as 212000-0449."), code="org_number")


class Organisation(index.Indexed, ClusterableModel):
    """An organisation, known once however many parts it plays: owner, partner, applicant, host."""

    name = models.CharField(_("name"), max_length=160)
    org_number = models.CharField(
        _("organisation number"),
        max_length=13,
        blank=True,
        validators=[validate_org_number],
        help_text=_("e.g. 212000-0449; leave blank for organisations abroad"),
    )
    sector = models.CharField(_("sector"), max_length=20, choices=Sector, default=Sector.OTHER)
    country = models.ForeignKey(
        "places.Country", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("country")
    )
    municipality = models.ForeignKey(
        "places.Municipality",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("municipality"),
    )
    county = models.ForeignKey(
        "places.County",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("county"),
        help_text=_(
            "For an organisation that works in a whole county or region; otherwise the municipality is enough."
        ),
    )
    locality = models.CharField(
        _("place or region abroad"), max_length=120, blank=True, help_text=_("e.g. Fife or Reggio Emilia")
    )
    website = models.URLField(_("website"), blank=True)
    logo = models.ForeignKey(
        "media.CustomImage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("logo")
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("org_number"),
        FieldPanel("sector"),
        MultiFieldPanel(
            [FieldPanel("country"), FieldPanel("municipality"), FieldPanel("county"), FieldPanel("locality")],
            heading=_("Place"),
        ),
        FieldPanel("website"),
        FieldPanel("logo"),
        InlinePanel("links", heading=_("More links"), label=_("Link")),
        InlinePanel("contact_links", label=_("Contact")),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("sector"),
    ]

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["org_number"], condition=~models.Q(org_number=""), name="accounts_org_number_unique"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Keep the number in one form, so that it is recognised however it was typed."""
        super().clean()
        if self.org_number and orgnr.is_valid(self.org_number):
            self.org_number = orgnr.format(self.org_number)


class OrganisationLink(Orderable):
    """A link that an organisation wants to be known by, beside its website."""

    organisation = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="links")
    label = models.CharField(_("text of the link"), max_length=120, help_text=_("e.g. Our diversity plan"))
    url = models.URLField(_("address"))
    language = models.CharField(
        _("language of the text"),
        max_length=5,
        blank=True,
        choices=settings.LANGUAGES,
        help_text=_("Blank if the text is a name that is the same in every language."),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("link of an organisation")
        verbose_name_plural = _("links of an organisation")

    def __str__(self) -> str:
        return self.label


class OrganisationContact(Orderable):
    """A contact point that an organisation lists, in order."""

    organisation = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="contact_links")
    contact = models.ForeignKey(
        "contacts.Contact", on_delete=models.CASCADE, related_name="organisation_links", verbose_name=_("contact")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("contact of an organisation")
        verbose_name_plural = _("contacts of an organisation")
        constraints = [
            models.UniqueConstraint(fields=["organisation", "contact"], name="accounts_contact_once_per_organisation")
        ]


class Membership(models.Model):
    """A user's place in an organisation."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("user"))
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="memberships", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=10, choices=MembershipRole, default=MembershipRole.READER)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation"], name="accounts_one_membership_per_organisation")
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.organisation}"
