"""Addresses of the demo's mailbox; included only where LOCAL_MAILBOX_ENABLED and DEMO are on."""

from django.urls import path

from core.mail import mailbox_views

app_name = "mailbox"

urlpatterns = [
    path("", mailbox_views.index, name="index"),
    path("<str:name>/", mailbox_views.detail, name="detail"),
    path("<str:name>/html/", mailbox_views.html_part, name="html"),
]
