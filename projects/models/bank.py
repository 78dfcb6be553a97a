"""The bank itself: the page that lists, filters, counts and exports."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from core.pages.models import BasePage
from projects.bank import bank_context, bank_export, bank_feed, map_context
from projects.models.records import Project


class ProjectIndexPage(RoutablePageMixin, BasePage):
    """The project bank in one language. It lists every public project once, in whatever language it is told."""

    template = "projects/project_index_page.html"
    type_label = _("Project bank")
    parent_page_types = ["home.HomePage", "home.IndexPage"]
    subpage_types = ["projects.ProjectPage"]
    content_panels = [*BasePage.content_panels, *BasePage.introduction_panels]
    override_translatable_fields = BasePage.base_translatable_fields

    class Meta:
        verbose_name = _("project bank")
        verbose_name_plural = _("project banks")

    @path("")
    def show_list(self, request: HttpRequest) -> HttpResponse:
        """Show the list; a malformed filter is said beside its field."""
        context = bank_context(self, request, Project.objects.public())
        response = self.render(request, context_overrides=context)
        if context["form"].errors:
            response.status_code = HTTPStatus.BAD_REQUEST
        return response

    @path("map/", name="map")
    def show_map(self, request: HttpRequest) -> HttpResponse:
        """Show where the projects of the list are."""
        context = map_context(self, request, Project.objects.public())
        response = self.render(request, context_overrides=context, template="projects/project_map.html")
        if context["form"].errors:
            response.status_code = HTTPStatus.BAD_REQUEST
        return response

    @path("feed/", name="feed")
    def send_feed(self, request: HttpRequest) -> HttpResponse:
        """Return the filtered list as an Atom feed."""
        return bank_feed(self, request, Project.objects.public())

    @path("csv/", name="csv")
    def send_csv(self, request: HttpRequest) -> HttpResponseBase:
        """Return exactly the filtered list as CSV."""
        return bank_export(self, request, Project.objects.public(), "csv")

    @path("xlsx/", name="xlsx")
    def send_xlsx(self, request: HttpRequest) -> HttpResponseBase:
        """Return exactly the filtered list as XLSX."""
        return bank_export(self, request, Project.objects.public(), "xlsx")
