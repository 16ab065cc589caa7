"""Addresses of concepts and their versions."""

from django.urls import path

from fortschrift.concepts import views

app_name = "concepts"
urlpatterns = [
    path("<slug:municipality>/konzepte/", views.concepts, name="concepts"),
    path(
        "<slug:municipality>/konzepte/<slug:concept>/fassungen/<slug:version>/",
        views.version,
        name="version",
    ),
]
