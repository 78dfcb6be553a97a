"""Feeds in the admin: the sources with how they go, and what waits to be taken over or dismissed."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.snippets.views.snippets import EditView, SnippetViewSet

from partners.inflow import desk
from partners.models import FeedItem, FeedSource

TAKE, DISMISS = "take", "dismiss"


class FeedSourceViewSet(SnippetViewSet):
    """Feeds of partners and how they go."""

    model = FeedSource
    icon = "download"
    menu_label = _("Feeds of partners")
    list_display: Any = ["organisation", "url", "active", "problem", "worked_at", "next_check_at"]
    list_filter = ["active", "problem"]
    search_backend_name = None
    search_fields = ["organisation__name", "url"]
    copy_view_enabled = False
    inspect_view_enabled = True
    list_per_page = 50
    panels = [
        FieldPanel("organisation"),
        FieldPanel("url"),
        FieldPanel("language"),
        FieldPanel("active"),
        MultiFieldPanel(
            [
                FieldPanel(name, read_only=True)
                for name in ("problem", "failures", "checked_at", "worked_at", "next_check_at")
            ],
            heading=_("How it goes"),
        ),
    ]


class FeedItemForm(WagtailAdminModelForm):
    """What to do with an item."""

    decision = forms.ChoiceField(
        label=_("What to do with it"),
        choices=[(TAKE, _("Take over as a draft, with credit and link")), (DISMISS, _("Dismiss"))],
        widget=forms.RadioSelect,
        help_text=_("Nothing is published: you read, change and publish the draft as any page."),
    )

    def clean_decision(self) -> str:
        """Refuse to take over what nothing makes a draft of."""
        decision: str = self.cleaned_data["decision"]
        if decision == TAKE and not desk.can_take(self.instance):
            raise forms.ValidationError(_now("A calendar entry cannot become a draft here. Dismiss it, or leave it."))
        return decision


class DecideView(EditView):
    """Take an item over or dismiss it."""

    # Wagtail sets it on saving, and reads it also when the form goes back without having been saved.
    produced_error_message = None

    def form_valid(self, form: Any) -> HttpResponse:
        """Do what was chosen, and go on to the draft or to the next item."""
        user = self.request.user
        if form.cleaned_data["decision"] == DISMISS:
            desk.dismiss(form.instance, actor=user)
            messages.success(self.request, _now("The item is dismissed."))
            return redirect(self.index_url_name)
        try:
            page = desk.take_over(form.instance, actor=user)
        except desk.NoPlaceError as error:
            form.add_error("decision", str(error))
            return self.form_invalid(form)
        messages.success(self.request, _now("There is a draft now. Read it through before you publish it."))
        return redirect(reverse("wagtailadmin_pages:edit", args=[page.pk]))


HOURS = ("starts_at", "ends_at", "all_day", "rule")
BROUGHT = ("source", "title", "words", "link", "place", "published_at", *HOURS, "state")


class FeedItemViewSet(SnippetViewSet):
    """What feeds brought, the latest first."""

    model = FeedItem
    icon = "inbox"
    menu_label = _("From the feeds")
    list_display: Any = ["title", "source", "kind", "published_at", "starts_at", "state", "found_at"]
    list_filter = ["state", "kind", "source"]
    search_backend_name = None
    search_fields = ["title", "words"]
    copy_view_enabled = False
    inspect_view_enabled = True
    list_per_page = 50
    edit_view_class = DecideView
    edit_handler = ObjectList(
        [
            MultiFieldPanel([FieldPanel(name, read_only=True) for name in BROUGHT], heading=_("What the feed brought")),
            FieldPanel("decision"),
        ],
        base_form_class=FeedItemForm,
    )
