"""Who put a picture or a document on the portal."""

from django.utils.translation import gettext_lazy as _

from core.privacy.enums import LegalBasis
from core.privacy.registry import declare

for model in ("media.CustomImage", "media.CustomDocument"):
    declare(
        model,
        "uploaded_by_user",
        purpose=_("To know who answers for the rights to the file."),
        basis=LegalBasis.PUBLIC_TASK,
        retention=_("As long as the file; the account itself is anonymised on erasure."),
        seen_by=_("Editors"),
    )
