"""All addresses: fixed words first (accounts.models.RESERVED_SLUGS), the rest is municipal."""

from allauth.account import views as account
from django.urls import include, path

#: Of allauth only the doors that have a page of ours; nobody opens an account alone, and no mail
#: is sent, so there is nothing to confirm and no password to reset by mail.
doors = [
    path("konto/login/", account.login, name="account_login"),
    path("konto/logout/", account.logout, name="account_logout"),
    path("konto/gesperrt/", account.account_inactive, name="account_inactive"),
]

urlpatterns = [
    *doors,
    path("", include("fortschrift.web.urls")),
    path("", include("fortschrift.accounts.urls")),
    path("", include("fortschrift.sources.urls")),
    path("", include("fortschrift.council.urls")),
    path("", include("fortschrift.concepts.urls")),
    path("", include("fortschrift.participation.urls")),
    path("", include("fortschrift.deliberation.urls")),
    path("", include("fortschrift.review.urls")),
    path("", include("fortschrift.publication.urls")),
]
