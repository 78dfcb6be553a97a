"""Pages that invite the reader to write, and what was written."""

import uuid
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail_localize.fields import SynchronizedField, TranslatableField

from core.blocks import BodyStreamBlock
from core.pages.models import BasePage
from home.enums import MessageKind
from home.models.standard import SECTION_PARENTS


class FormPage(BasePage):
    """A page that leads to a form. The form has an address of its own, so that this page is the same for everybody."""

    body = StreamField(BodyStreamBlock(), blank=True, verbose_name=_("content"))
    purpose = models.TextField(
        _("what the answers are used for"),
        max_length=400,
        help_text=_("Shown by the form, as the data protection regulation asks, e.g. To answer you."),
    )
    retention_days = models.PositiveSmallIntegerField(
        _("kept for (days)"), default=365, help_text=_("Then the message is erased.")
    )
    recipient = models.EmailField(
        _("sent to"), blank=True, help_text=_("Blank uses the organisation's e-mail address. e.g. info@example.org")
    )
    thanks_text = models.TextField(
        _("text after sending"), blank=True, max_length=400, help_text=_("e.g. We answer within two working days.")
    )

    form_panels = [
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("purpose"), FieldPanel("retention_days"), FieldPanel("recipient"), FieldPanel("thanks_text")],
            heading=_("The form"),
        ),
    ]
    content_panels = [*BasePage.content_panels, *BasePage.introduction_panels, *form_panels]
    override_translatable_fields = [
        *BasePage.base_translatable_fields,
        TranslatableField("body"),
        TranslatableField("purpose"),
        SynchronizedField("retention_days"),
        SynchronizedField("recipient"),
        TranslatableField("thanks_text"),
    ]

    kind: MessageKind

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the address of the form."""
        context = super().get_context(request, *args, **kwargs)
        return {**context, "form_url": reverse("write", args=[self.kind.value])}


class ContactPage(FormPage):
    """Whom to write to, call and visit."""

    kind = MessageKind.CONTACT
    template = "home/contact_page.html"
    type_label = _("Contact")
    parent_page_types = SECTION_PARENTS
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("contact page")
        verbose_name_plural = _("contact pages")


class FeedbackPage(FormPage):
    """Where a lack of accessibility is reported, and exempted content asked for."""

    kind = MessageKind.ACCESSIBILITY
    template = "home/feedback_page.html"
    type_label = _("Feedback on accessibility")
    parent_page_types = [*SECTION_PARENTS, "home.AccessibilityStatementPage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("page for feedback on accessibility")
        verbose_name_plural = _("pages for feedback on accessibility")


class Message(models.Model):
    """What somebody wrote through a form. Erased when its time is out."""

    form_id = models.UUIDField(
        _("form"), default=uuid.uuid4, unique=True, editable=False, help_text=_("Lets a form sent twice count once.")
    )
    kind = models.CharField(_("form"), max_length=20, choices=MessageKind)
    page = models.ForeignKey(
        "wagtailcore.Page", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("page")
    )
    language = models.CharField(_("language"), max_length=5)
    name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    about_url = models.CharField(_("address of the page"), max_length=500, blank=True)
    text = models.TextField(_("message"), max_length=5000)
    created_at = models.DateTimeField(_("received"), auto_now_add=True)
    purge_on = models.DateField(_("erased on"))
    handled_at = models.DateTimeField(_("dealt with"), null=True, blank=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["purge_on"], name="home_message_purge_on")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.created_at:%Y-%m-%d %H:%M}" if self.created_at else str(self.kind)
