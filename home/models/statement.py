"""The accessibility statement."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail_localize.fields import SynchronizedField, TranslatableField

from core.blocks.text import PLAIN_TEXT_FEATURES
from core.pages.models import BasePage
from home.blocks import FailureStreamBlock
from home.enums import AssessmentMethod, ComplianceStatus, FailureReason
from home.models.standard import SECTION_PARENTS

# The form of the editor, part by part as in the statement itself.
STATEMENT_PANELS = [
    MultiFieldPanel([FieldPanel("responsible"), FieldPanel("scope")], heading=_("Who and what")),
    MultiFieldPanel(
        [FieldPanel("standard"), FieldPanel("status"), FieldPanel("failures")], heading=_("How accessible it is")
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("assessment_method"), FieldPanel("assessed_by")]),
            FieldPanel("assessment_text"),
            FieldRowPanel([FieldPanel("assessed_on"), FieldPanel("published_on"), FieldPanel("reviewed_on")]),
        ],
        heading=_("How it was assessed"),
    ),
    MultiFieldPanel([FieldPanel("feedback_text"), FieldPanel("response_days")], heading=_("Tell us")),
    MultiFieldPanel(
        [FieldPanel("authority_name"), FieldPanel("authority_url"), FieldPanel("enforcement_text")],
        heading=_("Supervision"),
    ),
]
STATEMENT_FIELDS = [
    SynchronizedField("responsible"),
    TranslatableField("scope"),
    SynchronizedField("standard"),
    SynchronizedField("status"),
    TranslatableField("failures"),
    SynchronizedField("assessment_method"),
    TranslatableField("assessed_by"),
    TranslatableField("assessment_text"),
    SynchronizedField("assessed_on"),
    SynchronizedField("published_on"),
    SynchronizedField("reviewed_on"),
    TranslatableField("feedback_text"),
    SynchronizedField("response_days"),
    TranslatableField("authority_name"),
    SynchronizedField("authority_url"),
    TranslatableField("enforcement_text"),
]


class AccessibilityStatementPage(BasePage):
    """The statement that a public body must publish, with every required part as a field of its own.

    The parts are those of the model statement in Commission Implementing Decision (EU) 2018/1523, which 12 § of the
    Swedish ordinance (2018:1938) and the authority's regulations build on; the requirements are EN 301 549.
    """

    responsible = models.CharField(_("who is responsible"), max_length=160, help_text=_("e.g. Region Östergötland"))
    scope = RichTextField(
        _("what the statement covers"),
        features=PLAIN_TEXT_FEATURES,
        help_text=_("Which sites and services, e.g. this portal and the forms on it, but not the partners' own sites."),
    )
    standard = models.CharField(
        _("requirements"),
        max_length=160,
        default="EN 301 549 V3.2.1, WCAG 2.2 AA",
        help_text=_("What the site was held against."),
    )
    status = models.CharField(
        _("compliance"), max_length=10, choices=ComplianceStatus, default=ComplianceStatus.PARTIAL
    )
    failures = StreamField(
        FailureStreamBlock(),
        blank=True,
        verbose_name=_("known problems"),
        help_text=_("One for each problem, with its reason and what to do instead."),
    )
    assessment_method = models.CharField(
        _("how it was assessed"), max_length=10, choices=AssessmentMethod, default=AssessmentMethod.SELF
    )
    assessed_by = models.CharField(_("assessed by"), max_length=160, blank=True, help_text=_("e.g. Our own test group"))
    assessment_text = RichTextField(
        _("about the assessment"),
        blank=True,
        features=PLAIN_TEXT_FEATURES,
        help_text=_(
            "What was tested and with what, e.g. keyboard, screen reader and automatic checks of all page types."
        ),
    )
    assessed_on = models.DateField(_("last assessed"), null=True, blank=True)
    published_on = models.DateField(_("statement first published"), null=True, blank=True)
    reviewed_on = models.DateField(_("statement last reviewed"), null=True, blank=True)
    feedback_text = RichTextField(
        _("how to tell us"),
        features=PLAIN_TEXT_FEATURES,
        help_text=_("How to report a problem and how to ask for content in another form, also what the law exempts."),
    )
    response_days = models.PositiveSmallIntegerField(
        _("answer within (working days)"), default=2, help_text=_("How soon somebody who writes gets an answer.")
    )
    authority_name = models.CharField(
        _("supervisory authority"), max_length=160, default="Myndigheten för digital förvaltning (Digg)"
    )
    authority_url = models.URLField(
        _("where to complain"),
        blank=True,
        help_text=_("The address of the authority's form, e.g. https://www.example.org/"),
    )
    enforcement_text = RichTextField(
        _("about the supervision"),
        blank=True,
        features=PLAIN_TEXT_FEATURES,
        help_text=_("What the authority does, and how to turn to it when you are not content with our answer."),
    )

    template = "home/accessibility_statement_page.html"
    type_label = _("Accessibility statement")
    parent_page_types = SECTION_PARENTS
    subpage_types = ["home.FeedbackPage"]
    max_count_per_parent = 1
    content_panels = [*BasePage.content_panels, *BasePage.introduction_panels, *STATEMENT_PANELS]
    override_translatable_fields = [*BasePage.base_translatable_fields, *STATEMENT_FIELDS]

    class Meta:
        verbose_name = _("accessibility statement")
        verbose_name_plural = _("accessibility statements")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the known problems, under the reasons that the decision asks for."""
        context = super().get_context(request, *args, **kwargs)
        values = [child.value for child in self.failures]
        groups = [
            {"title": reason.label, "failures": [value for value in values if value["reason"] == reason]}
            for reason in FailureReason
        ]
        return {**context, "failure_groups": [group for group in groups if group["failures"]]}

    def body_text(self) -> str:
        """Return the words that search looks through."""
        failures = self.failures.stream_block.get_searchable_content(self.failures)
        words = [self.scope, *map(str, failures), self.assessment_text, self.feedback_text, self.enforcement_text]
        return " ".join(strip_tags(word) for word in words)
