"""Addresses of the views beside the pages, under the language's prefix."""

from django.urls import path

from projects.adopting import views

app_name = "projects"
urlpatterns = [
    path("method/<uuid:key>/adopt/", views.adopt, name="adopt"),
    path("method/<uuid:key>/adopt/thanks/", views.adopt_thanks, name="adopt_thanks"),
]
