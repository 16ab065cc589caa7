"""Addresses of the installation's own switches and of the maintainers' gallery."""

from django.urls import path

from fortschrift.web import views

app_name = "web"
urlpatterns = [
    path("sprache/", views.language, name="language"),
    path("darstellung/", views.theme, name="theme"),
    path("darstellung/muster/", views.gallery, name="gallery"),
    path("darstellung/muster/fortgang/", views.gallery_progress, name="gallery-progress"),
]
