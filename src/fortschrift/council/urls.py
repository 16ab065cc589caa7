"""Addresses of council."""

from django.urls import path

from fortschrift.council.views import bodies

app_name = "council"
urlpatterns = [
    path("<slug:municipality>/gremien/", bodies.organizations, name="organizations"),
    path(
        "<slug:municipality>/gremien/<slug:organization>/", bodies.organization, name="organization"
    ),
    path(
        "<slug:municipality>/gremien/<slug:organization>/sitzungen/<slug:meeting>/",
        bodies.meeting,
        name="meeting",
    ),
    path("<slug:municipality>/sitzungen/", bodies.meetings, name="meetings"),
    path("<slug:municipality>/vorlagen/", bodies.papers, name="papers"),
    path("<slug:municipality>/vorlagen/<slug:paper>/", bodies.paper, name="paper"),
]
