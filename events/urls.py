"""Addresses of seminars beside their pages, under the prefix of each language."""

from django.urls import path

from events import afterwards_views, feeds, views

app_name = "events"

urlpatterns = [
    path("event/calendar.ics", feeds.calendar_feed, name="calendar_feed"),
    path("event/feed.atom", feeds.atom_feed, name="feed"),
    path("event/<uuid:key>.ics", feeds.event_file, name="ics"),
    path("event/<uuid:key>/register/", views.RegisterView.as_view(), name="register"),
    path("event/<uuid:key>/received/", views.received, name="received"),
    path("event/registration/<str:token>/", views.RegistrationView.as_view(), name="registration"),
    path(
        "event/registration/<str:token>/certificate.pdf",
        afterwards_views.CertificateView.as_view(),
        name="certificate",
    ),
    path("event/evaluation/<str:token>/", afterwards_views.EvaluationView.as_view(), name="evaluation"),
    path("event/registration/<str:token>/change/", views.ChangeView.as_view(), name="change"),
]
