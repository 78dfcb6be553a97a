"""Addresses of applications, under the prefix of each language. Everything here is for those who are signed in."""

from django.urls import path

from grants import application_views as views
from grants import colleague_views, section_views

app_name = "grants"

urlpatterns = [
    path("apply/", views.own_page, name="own"),
    path("apply/start/<uuid:key>/", views.start, name="start"),
    path("apply/<uuid:key>/", views.overview, name="overview"),
    path("apply/<uuid:key>/section/<str:section_id>/", section_views.section, name="section"),
    path("apply/<uuid:key>/review/", section_views.review, name="review"),
    path("apply/<uuid:key>/submit/", section_views.submit, name="submit"),
    path("apply/<uuid:key>/receipt/", views.receipt, name="receipt"),
    path("apply/<uuid:key>/receipt/<int:number>.pdf", views.receipt_pdf, name="receipt_pdf"),
    path("apply/<uuid:key>/withdraw/", views.withdraw, name="withdraw"),
    path("apply/<uuid:key>/discard/", views.discard, name="discard"),
    path("apply/<uuid:key>/copy/", views.copy, name="copy"),
    path("apply/<uuid:key>/form/", views.follow_form, name="follow_form"),
    path("apply/invitation/<int:pk>/", colleague_views.invitation, name="invitation"),
    path("apply/<uuid:key>/colleagues/", colleague_views.colleagues, name="colleagues"),
    path("apply/<uuid:key>/messages/", colleague_views.case_messages, name="messages"),
    path("apply/<uuid:key>/files/<uuid:file_key>/", views.file, name="file"),
]
