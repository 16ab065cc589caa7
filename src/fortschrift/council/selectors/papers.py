"""Reads on papers: the list, and one paper with the stations of its deliberation."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from fortschrift.accounts.models import Municipality
from fortschrift.council.models import Consultation, Paper, VoteEvent
from fortschrift.council.permissions import PUBLIC_ONLY, Readable
from fortschrift.council.selectors.organizations import sourced
from fortschrift.sources.models import Claim


@dataclass(frozen=True, slots=True)
class PaperRecord:
    """A paper with its stations in the order laid down, and the papers that belong to it."""

    paper: Paper
    stations: Sequence[Consultation]
    subordinated: Sequence[Paper]

    def claims(self) -> Iterator[Claim]:
        """Yield what this paper's page relies on."""
        for row in (self.paper, *self.stations):
            yield from row.claims.all()


def papers(municipality: Municipality, *, readable: Readable = PUBLIC_ONLY) -> QuerySet[Paper]:
    """Return papers, newest first; those without a date come last."""
    return (
        Paper.objects.filter(municipality=municipality, visibility__in=readable)
        .select_related("municipality", "originator__municipality")
        .order_by("-date", "title", "slug")
    )


def paper_record(
    municipality: Municipality, slug: str, *, readable: Readable = PUBLIC_ONLY
) -> PaperRecord | None:
    """Return the paper at an address, or None; 7 queries."""
    found = (
        papers(municipality, readable=readable)
        .filter(slug=slug)
        .select_related("superordinated_paper__municipality")
        .prefetch_related(sourced())
        .first()
    )
    if found is None:
        return None
    return PaperRecord(
        paper=found,
        stations=list(stations(Consultation.objects.filter(paper=found), readable=readable)),
        subordinated=list(
            papers(municipality, readable=readable).filter(superordinated_paper=found)
        ),
    )


def stations(
    found: QuerySet[Consultation], *, readable: Readable = PUBLIC_ONLY
) -> QuerySet[Consultation]:
    """Fetch all that ``life_line.of_consultations`` and ``findings.of_stations`` need; 4 queries.

    The step of a closed body is among them; what it dealt with is withheld by whoever shows it.
    """
    return (
        found.filter(visibility__in=readable)
        .select_related(
            "paper__municipality",
            "organization__municipality",
            "meeting__organization__municipality",
            "agenda_item__meeting",
        )
        .prefetch_related(
            "organization__names",
            Prefetch("agenda_item__vote_events", VoteEvent.objects.standing().order_by("pk")),
            sourced(),
        )
        .order_by("order")
    )
