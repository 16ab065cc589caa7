"""All addresses: fixed words first (accounts.models.RESERVED_SLUGS), the rest is municipal."""

from django.urls import include, path

urlpatterns = [
    path("", include("fortschrift.web.urls")),
    path("", include("fortschrift.accounts.urls")),
    path("konto/", include("allauth.account.urls")),
    path("", include("fortschrift.sources.urls")),
    path("", include("fortschrift.council.urls")),
    path("", include("fortschrift.concepts.urls")),
    path("", include("fortschrift.review.urls")),
    path("", include("fortschrift.publication.urls")),
]
