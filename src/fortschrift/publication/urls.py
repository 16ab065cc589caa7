"""Addresses of the public pages.  They come last: ``<municipality>/`` takes what is left."""

from django.urls import path

from fortschrift.publication import views

app_name = "publication"
urlpatterns = [
    path("", views.installation, name="installation"),
    path("impressum/", views.imprint, name="imprint"),
    path("datenschutz/", views.privacy, name="privacy"),
    path("barrierefreiheit/", views.accessibility, name="accessibility"),
    path("<slug:municipality>/konzepte/<slug:concept>/", views.concept, name="concept"),
    path(
        "<slug:municipality>/konzepte/<slug:concept>/pressemitteilung/<uuid:decision>/",
        views.press_release,
        name="press_release",
    ),
    path("<slug:municipality>/suche/", views.search, name="search"),
    path("<slug:municipality>/e/<slug:node>/", views.element, name="element"),
    path("<slug:municipality>/", views.municipality, name="municipality"),
]
