"""Addresses of the views beside the pages, under the language's prefix."""

from django.urls import path

from partners import views

app_name = "partners"
urlpatterns = [
    path("partner/join/", views.join, name="join"),
    path("partner/join/thanks/", views.join_thanks, name="join_thanks"),
]
