"""Addresses of sources."""

from django.urls import path

from fortschrift.sources import views

app_name = "sources"
urlpatterns = [
    path("<slug:municipality>/quellen/", views.sources, name="sources"),
    path("<slug:municipality>/quellen/<slug:source>/", views.source, name="source"),
]
