"""Addresses of council."""

from django.urls import path

from fortschrift.council import views

app_name = "council"
urlpatterns = [
    path("<slug:municipality>/gremien/", views.organizations, name="organizations"),
    path(
        "<slug:municipality>/gremien/<slug:organization>/", views.organization, name="organization"
    ),
    path(
        "<slug:municipality>/gremien/<slug:organization>/sitzungen/<slug:meeting>/",
        views.meeting,
        name="meeting",
    ),
    path("<slug:municipality>/sitzungen/", views.meetings, name="meetings"),
    path("<slug:municipality>/vorlagen/", views.papers, name="papers"),
    path("<slug:municipality>/vorlagen/<slug:paper>/", views.paper, name="paper"),
]
