"""Addresses of the subscriptions, under the prefix of each language."""

from django.urls import path

from core.mail import views

app_name = "mail"

urlpatterns = [
    path("subscribe/", views.SubscribeView.as_view(), name="subscribe"),
    path("subscribe/sent/", views.requested, name="requested"),
    path("subscription/<str:token>/confirm/", views.ConfirmView.as_view(), name="confirm"),
    path("subscription/<str:token>/unsubscribe/", views.UnsubscribeView.as_view(), name="unsubscribe"),
    path("subscription/<str:token>/choices/", views.ChoicesView.as_view(), name="choices"),
]
