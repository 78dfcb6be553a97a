"""Every address of the portal.

The probes `/health/live` and `/health/ready` are answered before this table, by `portal.middleware.ProbeMiddleware`.
"""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from home.urls import language_urls, root_urls
from portal import views

handler400 = views.bad_request
handler403 = views.permission_denied
handler404 = views.page_not_found
handler429 = views.too_many_requests
handler500 = views.server_error

urlpatterns = [
    path("", views.root, name="root"),
    path("styleguide/", RedirectView.as_view(url=f"/{settings.LANGUAGE_CODE}/styleguide/")),
    path("", include("accounts.admin_urls")),
    path("django-admin/", admin.site.urls),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    re_path(r"^media/(?P<path>.+)$", views.media, name="media"),
]

if settings.LOCAL_MAILBOX_ENABLED and settings.DEMO:
    urlpatterns += [path("mailbox/", include("core.mail.mailbox_urls"))]

urlpatterns += root_urls
urlpatterns += i18n_patterns(
    *language_urls,
    path("styleguide/", views.style_page, name="style_page"),
    path("account/", include("accounts.urls")),
    path("", include("core.mail.urls")),
    path("", include("events.urls")),
    path("", include("grants.call_urls")),
    path("", include("grants.urls")),
    path("", include("partners.urls")),
    path("", include("projects.urls")),
    path("", include(wagtail_urls)),
)
