"""What Wagtail itself stores about people: those who edit, and what they wrote to each other."""

from django.utils.translation import gettext_lazy as _

from core.privacy.enums import LegalBasis
from core.privacy.registry import declare, not_personal

EDITORS = _("Editors")
ADMINISTRATORS = _("Administrators")
WITH_THE_CONTENT = _("As long as the content it belongs to; the account itself is anonymised on erasure.")

for model, fields in {
    "wagtailcore.Page": ("owner", "locked_by"),
    "wagtailcore.Revision": ("user",),
    "wagtailcore.PageLogEntry": ("user",),
    "wagtailcore.ModelLogEntry": ("user",),
    "wagtailcore.WorkflowState": ("requested_by",),
    "wagtailcore.TaskState": ("finished_by", "comment"),
    "wagtailcore.Comment": ("user", "resolved_by"),
    "wagtailcore.CommentReply": ("user",),
    "wagtailcore.UploadedFile": ("uploaded_by_user",),
    "wagtailimages.Image": ("uploaded_by_user",),
    "wagtaildocs.Document": ("uploaded_by_user",),
    "wagtail_localize.StringTranslation": ("last_translated_by",),
    "wagtail_localize.SegmentOverride": ("last_translated_by",),
}.items():
    declare(
        model,
        *fields,
        purpose=_("To know who wrote, checked and published what."),
        basis=LegalBasis.PUBLIC_TASK,
        retention=WITH_THE_CONTENT,
        seen_by=EDITORS,
    )

for model, fields in {
    "wagtailusers.UserProfile": ("user",),
    "wagtailadmin.EditingSession": ("user",),
    "wagtailadmin.FormState": ("user",),
    "wagtailcore.PageSubscription": ("user",),
    "wagtailcore.APIToken": ("user",),
}.items():
    declare(
        model,
        *fields,
        purpose=_("The editor's own settings, and to warn when two edit the same page."),
        basis=LegalBasis.PUBLIC_TASK,
        retention=_("As long as the account."),
        seen_by=EDITORS,
    )

declare(
    "wagtailforms.FormSubmission",
    "form_data",
    purpose=_("To receive what somebody sends through a form that an editor has made."),
    basis=LegalBasis.PUBLIC_TASK,
    retention=_("Until the editor responsible for the form deletes it."),
    seen_by=EDITORS,
)
not_personal(
    "wagtailembeds.Embed", "author_name", reason=_("The channel that published a film, as its host states it.")
)
