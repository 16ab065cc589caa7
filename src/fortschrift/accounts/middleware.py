"""A municipality's own host name shows its pages at the root."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from fortschrift.accounts.models import RESERVED_SLUGS, Municipality


class MunicipalityHostMiddleware:
    """On ``integration.example.de`` the address ``/`` is that of ``/musterstadt/``.

    Only the way in is shortened; addresses the pages print stay the same on every host.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        slug = _slug_of(request.get_host().partition(":")[0])
        first = request.path_info.strip("/").partition("/")[0]
        if slug and first != slug and first not in RESERVED_SLUGS:
            request.path_info = f"/{slug}{request.path_info}"
        return self.get_response(request)


def _slug_of(host: str) -> str | None:
    return Municipality.objects.filter(host=host).values_list("slug", flat=True).first()
