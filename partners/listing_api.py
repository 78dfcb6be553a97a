"""What the editor's own interface tells of pictures and papers, without those that are closed to guests."""

from django.db.models import QuerySet
from wagtail import hooks
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet

from partners.choosing import open_to


class OpenPapers(DocumentsAdminAPIViewSet):
    """The papers a user may know of."""

    def get_queryset(self) -> QuerySet:
        """Return the papers, for guests without the closed ones."""
        return open_to(self.request.user, super().get_queryset())


class OpenPictures(ImagesAdminAPIViewSet):
    """The pictures a user may know of."""

    def get_queryset(self) -> QuerySet:
        """Return the pictures, for guests without the closed ones."""
        return open_to(self.request.user, super().get_queryset())


@hooks.register("construct_admin_api", order=1)
def close_lists(router: WagtailAPIRouter) -> None:
    """Answer in the place of what Wagtail enters before."""
    router.register_endpoint("documents", OpenPapers)
    router.register_endpoint("images", OpenPictures)
