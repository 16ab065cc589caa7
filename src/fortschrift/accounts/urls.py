"""Addresses of the workplace and the journal."""

from django.urls import path
from django.views.generic import RedirectView

from fortschrift.accounts import views

app_name = "accounts"
urlpatterns = [
    path("anmelden/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("konto/kennwort/", views.change_password, name="change_password"),
    path("arbeitsplatz/", views.workplace, name="workplace"),
    path("arbeitsplatz/vorgang/<uuid:job>/", views.job, name="job"),
    path("<slug:municipality>/zugang/", views.access, name="access"),
    path(
        "<slug:municipality>/zugang/<int:role>/entziehen/",
        views.withdraw_role,
        name="withdraw_role",
    ),
    path("<slug:municipality>/aenderungsverlauf/", views.journal, name="journal"),
    path(
        "<slug:municipality>/aenderungsverlauf/pruefen/",
        views.verify_journal,
        name="verify_journal",
    ),
]
