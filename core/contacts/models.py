"""Contact points: a role with an address, telephone numbers, and a name only where needed."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from phonenumber_field.modelfields import PhoneNumberField
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable

from core.languages.labels import Labelled


class Contact(ClusterableModel, Labelled):
    """Whom to call or write to. The label is the role, in every language."""

    name = models.CharField(
        _("name"), max_length=120, blank=True, help_text=_("Only if the person is to be shown; the role is enough.")
    )
    email = models.EmailField(_("e-mail"), blank=True)

    panels = [*Labelled.label_panels, FieldPanel("name"), FieldPanel("email"), InlinePanel("phones", label=_("Phone"))]

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["label_sv", "name"]

    def __str__(self) -> str:
        return f"{self.label}, {self.name}" if self.name else self.label

    @property
    def role(self) -> str:
        """The role in the active language."""
        return self.label


class ContactPhone(Orderable):
    """A telephone number of a contact, kept in E.164 form."""

    contact = ParentalKey(Contact, on_delete=models.CASCADE, related_name="phones")
    number = PhoneNumberField(_("number"), region="SE", help_text=_("e.g. 013-10 00 00 or +47 38 00 00 00"))
    note = models.CharField(_("note"), max_length=60, blank=True, help_text=_("e.g. switchboard"))

    class Meta(Orderable.Meta):
        verbose_name = _("phone")
        verbose_name_plural = _("phones")

    def __str__(self) -> str:
        return str(self.number)
