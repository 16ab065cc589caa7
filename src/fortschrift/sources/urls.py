"""Addresses of sources."""

from django.urls import path

from fortschrift.sources import views

app_name = "sources"
urlpatterns = [
    path("medien/preview/<str:name>", views.media_file, name="media_file"),
    path("<slug:municipality>/bilder/neu/", views.take_picture, name="take_picture"),
    path("<slug:municipality>/bilder/<uuid:media>/", views.media, name="media"),
    path("<slug:municipality>/ereignisse/", views.events, name="events"),
    path("<slug:municipality>/quellen/", views.sources, name="sources"),
    path("<slug:municipality>/quellen/<slug:source>/", views.source, name="source"),
]
