"""Contact points name a person only where one is to be shown."""

from django.utils.translation import gettext_lazy as _

from core.privacy.enums import LegalBasis
from core.privacy.registry import declare

for model, fields in {"contacts.Contact": ("name", "email"), "contacts.ContactPhone": ("number", "note")}.items():
    declare(
        model,
        *fields,
        purpose=_("So that the public can reach the right function."),
        basis=LegalBasis.PUBLIC_TASK,
        retention=_("Until the person leaves the function or an editor deletes the contact."),
        seen_by=_("Everybody: it is published"),
    )
