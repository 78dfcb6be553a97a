"""The details of the organisation are not about a person."""

from django.utils.translation import gettext_lazy as _

from core.privacy.registry import not_personal

not_personal(
    "navigation.SiteSettings", "email", "phone", "street_address", reason=_("The organisation's own, and published.")
)
