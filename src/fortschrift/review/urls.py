"""Addresses of review."""

from django.urls import path

from fortschrift.review import views

app_name = "review"
urlpatterns = [
    path(
        "<slug:municipality>/konzepte/<slug:concept>/ueberpruefung/<slug:review>/",
        views.review,
        name="review",
    ),
]
