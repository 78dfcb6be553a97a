"""Both admins sign in at the portal's own sign-in; these come before the admins' own addresses."""

from django.urls import path

from accounts import views

urlpatterns = [
    path("admin/login/", views.admin_login, {"default": "wagtailadmin_home"}, name="admin_login_redirect"),
    path("django-admin/login/", views.admin_login, {"default": "admin:index"}, name="django_admin_login_redirect"),
]
