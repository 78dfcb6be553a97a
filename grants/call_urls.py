"""Addresses of calls beside their pages, under the prefix of each language."""

from django.urls import path

from grants import call_views, exporting, feeds

app_name = "calls"

urlpatterns = [
    path("calls/feed.atom", feeds.atom_feed, name="feed"),
    path("calls/calls.csv", exporting.calls_csv, name="csv"),
    path("calls/<uuid:key>/form/", call_views.form_read, name="form"),
]
