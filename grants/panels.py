"""What an editor of a call sees, in the order of the work: what is offered, the form, the rules."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)

FORM_HELP = _(
    "A form is a row of sections, which become the steps of the applicant. Under a choice you can put questions that "
    "only those who make it get. The portal needs the parts Organisation, Summary for publication and Dissemination "
    "plan. See the form as the applicant does under Preview. When the form is changed after publishing, what has been "
    "answered stays as it was asked."
)


def row(*names: str) -> FieldRowPanel:
    """Return fields side by side."""
    return FieldRowPanel([FieldPanel(name) for name in names])


def content_panels(base: Any) -> list[Any]:
    """Return what announces a call."""
    return [
        *base.content_panels,
        *base.introduction_panels,
        MultiFieldPanel(
            [
                row("kind", "round_name"),
                row("opens_on", "opens_at_time"),
                row("closes_on", "closes_at_time"),
                FieldPanel("decision_on"),
            ],
            heading=_("When"),
        ),
        MultiFieldPanel([FieldPanel("for_whom"), FieldPanel("not_for")], heading=_("For whom")),
        MultiFieldPanel(
            [
                FieldPanel("support"),
                row("highest_amount", "highest_currency"),
                row("total_amount", "total_currency"),
                FieldPanel("amount_note"),
                FieldPanel("cofinancing_percent"),
                FieldPanel("cofinancing_note"),
            ],
            heading=_("How much"),
        ),
        FieldPanel("contact"),
        FieldPanel("body"),
        FieldPanel("documents"),
        InlinePanel("meetings", heading=_("Information meetings"), label=_("Seminar")),
        FieldPanel("answers"),
    ]


def rule_panels() -> list[Any]:
    """Return how applications are judged, and the law."""
    return [
        FieldPanel("programme"),
        FieldPanel("criteria"),
        FieldPanel("judging"),
        MultiFieldPanel(
            [FieldPanel("legal_regime"), FieldPanel("appeal_route"), FieldPanel("retention_years")],
            heading=_("Law and archive"),
        ),
    ]


def call_edit_handler(base: Any) -> TabbedInterface:
    """Return the tabs of the editor."""
    form = [HelpPanel(content=FORM_HELP), FieldPanel("form")]
    return TabbedInterface(
        [
            ObjectList(content_panels(base), heading=_("Content")),
            ObjectList(form, heading=_("Application form")),
            ObjectList(rule_panels(), heading=_("Criteria and rules")),
            ObjectList(base.promote_panels, heading=_("Promote")),
            ObjectList(base.settings_panels, heading=_("Settings")),
        ]
    )
