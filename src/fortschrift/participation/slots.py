"""What pages of concepts show: which reading is open until when, and where wishes are left."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from fortschrift.concepts.models import Concept, Version
from fortschrift.participation.addresses import endorsements_url, reading_url, wishes_url
from fortschrift.participation.models import Reading
from fortschrift.participation.selectors import open_readings, public_endorsements, taking_wishes
from fortschrift.web.dates import date_words
from fortschrift.web.icons import icon

Pieces = Mapping[Any, SafeString]


def open_on_versions(versions: Sequence[Version], request: HttpRequest) -> Pieces:
    """Say on a version's page that it is being read."""
    return _pieces(open_readings(timezone.localdate(), versions=versions), "version_id", request)


def wishes_on_versions(versions: Sequence[Version], request: HttpRequest) -> Pieces:
    """Lead from an adopted version to its list of wishes; 1 query."""
    adopted = taking_wishes(versions)
    return {
        each.pk: SafeString(render_to_string(
            "participation/wishes_link.html", {"url": wishes_url(each, each.concept)},
            request=request,
        ))
        for each in versions if each.pk in adopted
    }  # fmt: skip


def carried_versions(versions: Sequence[Version], request: HttpRequest) -> Pieces:
    """Say who carries a version, as far as they want it seen; 1 query."""
    found: dict[UUID, list[str]] = {}
    for each in public_endorsements(versions):
        found.setdefault(each.version_id, []).append(str(each.organization))
    return {
        each.pk: _endorsed(list(dict.fromkeys(found[each.pk])), each, request)
        for each in versions if each.pk in found
    }  # fmt: skip


def carried_at_passages(passages: Sequence[Any], request: HttpRequest) -> Pieces:
    """Say who carries an element, as far as they want it seen; 1 query."""
    found: dict[UUID, list[str]] = {}
    for each in public_endorsements(list({each.version for each in passages})):
        if each.node_id:
            found.setdefault(each.node_id, []).append(f"{each.organization} ({each.said})")
    return {
        each.pk: _endorsed(found[each.pk], each.version, request)
        for each in passages if each.pk in found
    }  # fmt: skip


def _endorsed(who: Sequence[str], version: Version, request: HttpRequest) -> SafeString:
    given = {"who": who, "url": endorsements_url(version, version.concept)}
    return SafeString(render_to_string("participation/endorsed.html", given, request=request))


def wishes_at_passages(passages: Sequence[Any], request: HttpRequest) -> Pieces:
    """Lead from a passage of an adopted version to leaving a wish there; 1 query.

    A passage comes with its version and its slug.
    """
    adopted = taking_wishes([each.version for each in passages])
    word = _("Wunsch zu dieser Stelle")
    return {
        each.pk: format_html(
            '<a href="{}" rel="nofollow">{} {}</a>',
            wishes_url(each.version, each.version.concept, "propose_at", node=each.slug),
            icon("edit", size="small"), word,
        )
        for each in passages if each.version.pk in adopted
    }  # fmt: skip


def open_on_concepts(concepts: Sequence[Concept], request: HttpRequest) -> Pieces:
    """Say on a concept's page what can be proposed now."""
    return _pieces(open_readings(timezone.localdate(), concepts=concepts), "concept_id", request)


def _pieces(readings: Sequence[Reading], key: str, request: HttpRequest) -> Pieces:
    by_key: dict[UUID, list[dict[str, str]]] = {}
    for each in readings:
        by_key.setdefault(getattr(each, key), []).append(
            {
                "title": str(each), "url": reading_url(each),
                "until": date_words(each.closes), "asked_for": each.asked_for,
            }
        )  # fmt: skip
    return {
        row: SafeString(
            render_to_string("participation/open.html", {"readings": found}, request=request)
        )
        for row, found in by_key.items()
    }
