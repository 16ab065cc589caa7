"""Files to take away: of a version, of a draft, of a comparison."""

import re

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.utils.translation import gettext as _

from fortschrift.accounts.models import User
from fortschrift.accounts.results import require
from fortschrift.accounts.scope import municipality_or_404
from fortschrift.concepts import selectors, shown
from fortschrift.concepts.comparing.sides import Asked, comparison_url
from fortschrift.concepts.exports import (
    ENDINGS,
    File,
    comparison_file,
    draft_file,
    version_file,
    version_files,
)
from fortschrift.concepts.models import Concept, Version
from fortschrift.concepts.permissions import may_see_drafts
from fortschrift.concepts.selectors.comparisons import Side, draft_side, frozen_side
from fortschrift.concepts.views.entrance import with_drafts

_PINNED = re.compile(r"(?:.*-)?([0-9a-f]{12})")


def version_download(
    request: HttpRequest, municipality: str, concept: str, *, version: str, name: str, ending: str
) -> HttpResponse:
    """Give a version as a file; a name that ends in the beginning of a hash is for ever."""
    found = selectors.version(municipality_or_404(municipality), concept, version)
    if found is None or ending not in ENDINGS:
        raise Http404(_("Diese Datei gibt es hier nicht."))
    pinned = _PINNED.fullmatch(name)
    if pinned is None:
        return _to_newest(found, ending)
    text = selectors.text_by_hash(found, pinned[1])
    if text is None:
        raise Http404(_("Einen Text mit dieser Kennung hat die Fassung nicht."))
    address = request.build_absolute_uri(shown.text_url(found, found.concept, text.row))
    file = version_file(found, text.row, text.tree, ending, address)
    return _given(request, file, cached="public, no-cache")


@login_required
def draft_download(
    request: HttpRequest, municipality: str, concept: str, *, strand: str, name: str, ending: str
) -> HttpResponse:
    """Give a draft as it stands now; only to those who may see drafts."""
    town = municipality_or_404(municipality)
    require(may_see_drafts(_user(request), town))
    found = selectors.strand(town, concept, strand)
    if found is None or ending not in ENDINGS:
        raise Http404(_("Diese Datei gibt es hier nicht."))
    side = Side(selectors.draft_text(found).tree, strand=found)
    return _given(request, draft_file(side, ending, _here(request)), cached="private, no-cache")


@with_drafts
def comparison_download(
    request: HttpRequest, municipality: str, concept: str, *, old: Asked, new: Asked, name: str
) -> HttpResponse:
    """Give a Word file of two texts with every change tracked."""
    town = municipality_or_404(municipality)
    found = selectors.concept(town, concept)
    if found is None:
        raise Http404(_("Dieses Konzept ist hier nicht verzeichnet."))
    one = _side_or_404(request, found, old)
    other = _side_or_404(request, found, new)
    address = request.build_absolute_uri(comparison_url(found, old, new))
    cached = "public, no-cache" if one.version and other.version else "private, no-cache"
    return _given(request, comparison_file(found, one, other, address), cached=cached)


def _to_newest(version: Version, ending: str) -> HttpResponse:
    """Lead from any other name to the file of the text that is shown."""
    text = selectors.shown_text(version)
    if text is None:
        raise Http404(_("Diese Fassung hat hier keinen Text."))
    files = version_files(version, text.row)
    return redirect(next(each.url for each in files if each.url.endswith(f".{ending}")))


def _side_or_404(request: HttpRequest, concept: Concept, asked: Asked) -> Side:
    if asked.draft:
        require(may_see_drafts(_user(request), concept.municipality))
        side = draft_side(concept, asked.draft)
    else:
        side = frozen_side(concept, asked.slug, asked.hash)
    if side is None or side.tree is None:
        raise Http404(_("Diesen Text gibt es hier nicht. Bitte wählen Sie die Fassungen neu."))
    return side


def _user(request: HttpRequest) -> User | None:
    return request.user if isinstance(request.user, User) else None


def _here(request: HttpRequest) -> str:
    return request.build_absolute_uri(request.path.rpartition("/")[0] + "/")


def _given(request: HttpRequest, file: File, *, cached: str) -> HttpResponse:
    """Answer with a file, or with 304 where the reader has it; then it is not even made."""
    tag = quote_etag(file.tag[:32])
    answer = get_conditional_response(request, etag=tag, response=None)
    if answer is None:
        answer = HttpResponse(file.make(), content_type=file.type)
        answer["Content-Disposition"] = str(content_disposition_header(True, file.name))
    answer["ETag"] = tag
    answer["Cache-Control"] = cached
    return answer
