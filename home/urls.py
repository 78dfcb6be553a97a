"""Addresses of the views beside the pages. `language_urls` stand under the language's prefix, `root_urls` do not."""

from django.urls import path

from home import sitemaps, views

language_urls = [
    path("search/", views.search, name="search"),
    path("write/<slug:kind>/", views.write, name="write"),
    path("write/<slug:kind>/thanks/", views.write_thanks, name="write_thanks"),
]
root_urls = [
    path("sitemap.xml", sitemaps.sitemap, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
]
