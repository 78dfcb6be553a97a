"""What editors see of a project, in the order of the record."""

from typing import Any

from django.forms import CheckboxSelectMultiple, TextInput
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.models import Page

from core.pages.pictures import PicturedMixin
from projects.widgets import GroupedCheckboxes, country_of, county_of, sector_of


def _money(name: str) -> FieldRowPanel:
    return FieldRowPanel([FieldPanel(f"{name}_amount"), FieldPanel(f"{name}_currency")])


def _date(name: str) -> FieldPanel:
    return FieldPanel(name, widget=TextInput(attrs={"placeholder": "2008-05-01", "autocomplete": "off"}))


def facts_panels() -> list[Any]:
    """Return the panels of the facts."""
    return [
        TitleFieldPanel("title"),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("programme_area", help_text=_("With its number, e.g. 1 Skills supply.")),
                        FieldPanel("programme", help_text=_("The programme or the part of it that pays.")),
                    ]
                ),
                FieldRowPanel(
                    [
                        FieldPanel("phase", help_text=_("A pre-project plans, an implementation carries out.")),
                        FieldPanel("status", help_text=_("Broken off? Choose that, and say why among the results.")),
                    ]
                ),
                FieldPanel("number"),
            ],
            heading=_("Programme and phase"),
        ),
        MultiFieldPanel([FieldPanel("owner_organisation"), FieldPanel("contact")], heading=_("Owner and contact")),
        MultiFieldPanel(
            [
                _money("granted"),
                FieldRowPanel([FieldPanel("in_kind_hours"), FieldPanel("in_kind_adviser")]),
                FieldPanel("in_kind_subject"),
                _money("budget"),
            ],
            heading=_("Support and budget"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([_date("starts"), _date("ends")]), FieldPanel("region")], heading=_("Period and region")
        ),
        MultiFieldPanel(
            [
                FieldPanel("funders", widget=GroupedCheckboxes(sector_of)),
                FieldPanel("eu_publicity"),
                FieldPanel("record_url"),
            ],
            heading=_("Funding"),
        ),
    ]


def text_panels() -> list[Any]:
    """Return the panels of the texts."""
    return [
        FieldPanel("introduction"),
        FieldPanel("summary"),
        MultiFieldPanel(
            [
                FieldPanel("background", help_text=_("What came before, e.g. an earlier project or a survey.")),
                FieldPanel("problem_analysis", help_text=_("Why it is so, and how you know.")),
            ],
            heading=_("Background"),
        ),
        FieldPanel("purpose", help_text=_("What will be different when the project is over.")),
        FieldPanel("goals"),
        FieldPanel(
            "accessibility", help_text=_("How everybody can take part, e.g. captions, easy language, step-free rooms.")
        ),
        MultiFieldPanel(
            [
                FieldPanel("no_transnational"),
                FieldPanel("transnational", help_text=_("With whom and about what, e.g. partners in Scotland.")),
            ],
            heading=_("Transnational cooperation"),
        ),
        FieldPanel("extra_sections", help_text=_("What the record has and the fields above do not.")),
    ]


def place_panels() -> list[Any]:
    """Return the panels of places and controlled lists."""
    return [
        FieldPanel("counties", widget=GroupedCheckboxes(country_of)),
        FieldPanel(
            "municipalities",
            widget=GroupedCheckboxes(county_of),
            help_text=_("Only those of counties that are not chosen as a whole."),
        ),
        *[FieldPanel(name, widget=CheckboxSelectMultiple) for name in ("grounds", "levels", "target_groups", "themes")],
        FieldPanel("partners", widget=GroupedCheckboxes(sector_of)),
        InlinePanel("related_links", heading=_("Related projects"), label=_("Project")),
    ]


def result_panels() -> list[Any]:
    """Return the panels of what came out of it."""
    methods = _("Methods get pages of their own: save the project, then choose to add a page under it.")
    return [
        FieldPanel("indicators", help_text=_("One for each goal that is counted. They become a chart and a table.")),
        FieldPanel("results", help_text=methods),
    ]


def project_edit_handler() -> TabbedInterface:
    """Return the editor of a project page: facts, texts, places and groups, results, and the page itself."""
    return TabbedInterface(
        [
            ObjectList(facts_panels(), heading=_("Facts")),
            ObjectList(text_panels(), heading=_("Texts")),
            ObjectList(place_panels(), heading=_("Where and for whom")),
            ObjectList(result_panels(), heading=_("Results")),
            ObjectList([*PicturedMixin.picture_panels, *Page.promote_panels], heading=_("In lists")),
            ObjectList(Page.settings_panels, heading=_("Publishing")),
        ]
    )
