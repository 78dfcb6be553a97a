"""A person's own account, under the prefix of each language; allauth's own addresses follow beside them."""

from django.urls import include, path

from accounts import views

urlpatterns = [
    path("", views.home, name="account_home"),
    path("details/", views.details, name="account_details"),
    path("export/", views.export, name="account_export"),
    path("erase/", views.erase, name="account_erase"),
    path("erased/", views.erased, name="account_erased"),
    path("", include("allauth.urls")),
]
