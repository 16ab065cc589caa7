"""What concepts adds to the workplace and the page of a concept: what waits, and the tools."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fortschrift.accounts.models import Job, Municipality, User
from fortschrift.concepts import scratch, selectors
from fortschrift.concepts.addresses import drafts_url
from fortschrift.concepts.comparing.sides import amendments_url
from fortschrift.concepts.models import Concept, Strand
from fortschrift.concepts.permissions import may_bring_in_files, may_edit_text, may_see_drafts
from fortschrift.web.registry import Task
from fortschrift.web.shapes import Link

#: So many drafts, and so many files, are somebody's tasks, the latest first.
MOST = 5
MOST_FILES = 3


def tasks(user: User, town: Municipality) -> Iterator[Task]:
    """Offer the drafts that are being written, and the files that wait to be taken in."""
    if may_edit_text(user, town):
        yield from _drafts(user, town)
    if may_bring_in_files(user, town):
        yield from _files(user, town)


def tools(towns: Sequence[Municipality], request: HttpRequest) -> Mapping[Any, SafeString]:
    """Lead to new concepts, files and the drafts of each concept, wherever one may."""
    user = request.user if isinstance(request.user, User) else None
    concepts: dict[Any, list[Concept]] = {
        town.pk: [] for town in towns if may_bring_in_files(user, town)
    }
    writing = [town for town in towns if may_edit_text(user, town)]
    for concept in Concept.objects.filter(municipality__in=writing).order_by("name"):
        concepts.setdefault(concept.municipality_id, []).append(concept)
    return {
        town.pk: render_to_string(
            "concepts/workplace.html",
            {"municipality": town, "concepts": concepts[town.pk], "may_begin": town in writing},
        )
        for town in towns
        if town.pk in concepts
    }


def concept_tools(concepts: Sequence[Concept], request: HttpRequest) -> Mapping[Any, SafeString]:
    """Offer its drafts on the page of a concept, to bring in a further version, and proposals."""
    user = request.user if isinstance(request.user, User) else None
    seen = [each for each in concepts if user and may_see_drafts(user, each.municipality)]
    waiting = selectors.open_of_concepts(seen) if seen else {}
    return {
        concept.pk: render_to_string(
            "concepts/concept_tools.html",
            {
                "concept": concept, "drafts_url": drafts_for(request, concept),
                "may_bring_in": bool(may_bring_in_files(user, concept.municipality)),
                "proposals": proposals_link(concept, waiting.get(concept.pk, 0)),
            },
        )
        for concept in seen
    }  # fmt: skip


def proposals_link(concept: Concept, waiting: int) -> Link:
    """Lead to the proposals to a concept's drafts, with how many of them are open."""
    words = _("Vorschläge (%(n)d offen)") % {"n": waiting} if waiting else _("Vorschläge")
    return Link(words, amendments_url(concept))


def drafts_for(request: HttpRequest, concept: Concept) -> str:
    """Give the address of a concept's drafts, "" for readers who may not write."""
    user = request.user if isinstance(request.user, User) else None
    return drafts_url(concept) if may_edit_text(user, concept.municipality) else ""


def _drafts(user: User, town: Municipality) -> Iterator[Task]:
    strands = list(selectors.strands_in(town)[:MOST])
    unsaved = scratch.unsaved_by_strand(user, [each.pk for each in strands])
    for strand in strands:
        yield Task(
            _("Am Entwurf „%(name)s“ weiterschreiben") % {"name": strand.name},
            reverse("concepts:desk", args=[town.slug, strand.concept.slug, strand.slug]),
            detail=_detail(strand, unsaved.get(strand.pk, 0)),
        )


def _files(user: User, town: Municipality) -> Iterator[Task]:
    begun = selectors.manuscript_drafts_of(user, town).filter(job__state=Job.State.FINISHED)
    drafts = list(begun[: MOST_FILES + 1])
    for draft in drafts[:MOST_FILES]:
        yield Task(
            _("„%(file)s“ prüfen und übernehmen") % {"file": draft.file_name},
            reverse("concepts:manuscript", kwargs={"municipality": town.slug, "draft": draft.pk}),
            detail=date_format(localtime(draft.begun), "SHORT_DATETIME_FORMAT"),
        )
    if len(drafts) > MOST_FILES:
        yield Task(
            _("Alle angefangenen Dateien ansehen und aufräumen"),
            reverse("concepts:begun_files", args=[town.slug]),
        )


def _detail(strand: Strand, unsaved: int) -> str:
    if not unsaved:
        return strand.concept.name
    count = ngettext("%(n)d Stelle noch nicht gespeichert", "%(n)d Stellen noch nicht gespeichert",
                     unsaved) % {"n": unsaved}  # fmt: skip
    return f"{strand.concept.name} · {count}"
