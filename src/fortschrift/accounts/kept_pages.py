"""Public pages kept whole for readers who are not signed in, and the 304 that costs one query.

Every change of the recorded world writes a journal entry, so the head of a municipality's journal
names the state of all that its pages can show.  A page is kept under what its address says, the
reader's language and look, the day, the program, and the heads of the journals.  Nothing is ever
invalidated: after an act the key is another one.  Why and what else was weighed: docs/adr/0016.
"""

import gzip
import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Any, NamedTuple, TypeVar, cast

from django.conf import settings
from django.core.exceptions import DisallowedHost, MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import quote_etag
from django.utils.timezone import localdate
from django.utils.translation import get_language_from_request

from fortschrift.accounts.selectors import chain_keys_of, journal_heads
from fortschrift.web.keeping import kept_bytes, key_of, memory, remember_bytes
from fortschrift.web.keeping.stamp import stamp
from fortschrift.web.theme import chosen_theme

View = TypeVar("View", bound=Callable[..., HttpResponse])
Chains = Sequence[str]

#: What a 304 says of the page: the rest of its headers the reader has (RFC 9110, 15.4.5).
OF_304 = ("Cache-Control", "ETag", "Vary")
VARY = ("Accept-Encoding", "Accept-Language", "Cookie")
#: Pages compress by ten; the next levels win a few per cent for twice the time.
LEVEL = 4
_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")


class Address(NamedTuple):
    """What a reader asks for and in which look: all of a request that a public page depends on."""

    scheme: str
    host: str
    path: str
    language: str
    theme: str


@dataclass(frozen=True, slots=True)
class Page:
    """A finished answer: all headers, and the body compressed and as it is."""

    headers: Mapping[str, str]
    zipped: bytes
    body: bytes

    def answer(self, request: HttpRequest) -> HttpResponse:
        """Answer with the page, or with 304 where the reader has it already."""
        unchanged = get_conditional_response(request, self.headers["ETag"])
        if unchanged is not None:
            for name in OF_304:
                unchanged[name] = self.headers[name]
            return unchanged
        body = self.body
        response = HttpResponse(headers=self.headers)
        if _GZIP.search(request.headers.get("Accept-Encoding", "")):
            body, response["Content-Encoding"] = self.zipped, "gzip"
        # Setting the length first keeps it right for HEAD, whose answer has no body.
        response["Content-Length"] = str(len(body))
        response.content = b"" if request.method == "HEAD" else body
        return response


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the answer of a view is to be kept; ``body`` is there when it was kept already."""

    key: str
    chains: Chains
    zipped: bytes | None


def kept_page(*parameters: str) -> Callable[[View], View]:
    """Keep a view's pages for readers who are not signed in; it takes ``municipality``, a slug.

    ``parameters`` are those the address may have; with any other the page is made anew, so that
    fewer addresses can be made up to fill the store.  A value that is not known should be a 404
    or lead to one that is.  The page may show rows of this municipality and
    of the installation, and dates as of today.  What shows anything else (rows of another town, a
    job, a draft, the hour) must not be kept.  A page with a nonce or a cookie is not kept either.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def kept(request: HttpRequest, municipality: str, **kwargs: Any) -> HttpResponse:
            address = getattr(request, "kept_address", None)
            if address is None or not set(request.GET) <= set(parameters):
                return _own(view(request, municipality, **kwargs))
            chains = chain_keys_of(municipality)
            key = _key(address, chains)
            zipped = kept_bytes(key)
            if zipped is None:
                response = view(request, municipality, **kwargs)
            else:
                response = HttpResponse(gzip.decompress(zipped))
            response.kept_place = _Place(key, chains, zipped)  # type: ignore[attr-defined]
            return response

        kept.keeps_pages = True  # type: ignore[attr-defined]
        return cast(View, kept)

    return decorate


def _own(response: HttpResponse) -> HttpResponse:
    """Say that an answer is this reader's own: signed in, or at an address of their making."""
    patch_vary_headers(response, VARY)
    patch_cache_control(response, private=True, no_cache=True)
    return response


class KeptPages:
    """Answers from what is kept before any other middleware costs anything.

    Outermost on purpose: what it keeps are finished answers with the headers of all the others.
    The first reader of an address in each process goes the whole way, because only the view knows
    whether its pages are kept and of which municipality they are.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if settings.KEPT_FOLDER is None:
            raise MiddlewareNotUsed
        stamp()
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        address = _address(request)
        if address is None:
            return self.get_response(request)
        chains: Chains | None = memory("addresses").get(address)
        page: Page | None = memory("pages").get(_key(address, chains)) if chains else None
        if page is None:
            request.kept_address = address  # type: ignore[attr-defined]
            response = self.get_response(request)
            page = _page(address, response)
            if page is None:
                return response
        return page.answer(request)


def _address(request: HttpRequest) -> Address | None:
    """Read what is asked for; None where the answer may be one reader's own."""
    cookies = request.COOKIES
    if (
        request.method not in ("GET", "HEAD")
        or settings.SESSION_COOKIE_NAME in cookies
        or "messages" in cookies  # what Django tells a reader once, kept in a cookie
        or "HTTP_AUTHORIZATION" in request.META
        or "HTTP_HX_REQUEST" in request.META
    ):
        return None
    try:
        host = request.get_host()
    except DisallowedHost:
        return None
    return Address(
        request.scheme or "", host, request.get_full_path(), get_language_from_request(request),
        chosen_theme(request),
    )  # fmt: skip


def _key(address: Address, chains: Chains) -> str:
    return key_of("page", *address, localdate().isoformat(), *journal_heads(chains))


def _page(address: Address, response: HttpResponse) -> Page | None:
    """Keep an answer if its view wants that and it is the same for everyone."""
    place: _Place | None = getattr(response, "kept_place", None)
    if place is None or not _is_for_everyone(response):
        return None
    body = response.content
    zipped = place.zipped or gzip.compress(body, LEVEL, mtime=0)
    page = Page(_headers(response, body), zipped, body)
    # An act may have come between reading the head and reading the rows.
    if place.zipped is None and _key(address, place.chains) != place.key:
        return page
    if place.zipped is None:
        remember_bytes(place.key, zipped)
    memory("pages").keep(place.key, page, len(zipped) + len(body))
    memory("addresses").keep(address, place.chains, sum(map(len, address)) + 500)
    return page


def _is_for_everyone(response: HttpResponse) -> bool:
    """Whether this is a whole page without a cookie and without a nonce, which is good once."""
    return (
        response.status_code == 200
        and not response.cookies
        and "nonce-" not in response.get("Content-Security-Policy", "")
        and not response.has_header("Content-Encoding")
    )


def _headers(response: HttpResponse, body: bytes) -> dict[str, str]:
    """Finish the headers: what the page depends on, and a name for exactly this body.

    The name is of the body and not of the key: after an act that changed other pages a reader
    still gets 304.  It is weak because the same page goes out compressed and not.
    """
    patch_vary_headers(response, VARY)
    response["Vary"] = ", ".join(sorted(response["Vary"].split(", ")))
    patch_cache_control(response, no_cache=True)
    response["ETag"] = "W/" + quote_etag(hashlib.sha256(body).hexdigest()[:32])
    return {name: value for name, value in response.items() if name != "Content-Length"}
