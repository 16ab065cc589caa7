"""Reads on files that bring a text in: those on their way, and what became of those taken in."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from fortschrift.accounts.models import Job, Municipality, User
from fortschrift.concepts.models import (
    Amendment,
    ManuscriptDraft,
    ManuscriptRecord,
    Version,
    VersionText,
    Wording,
)

_HEAVY = ("data", "manuscript", "corrections", "summary")


def manuscript_drafts_of(user: User, town: Municipality) -> QuerySet[ManuscriptDraft]:
    """Return the files that somebody began to bring in here, without what they say."""
    drafts = ManuscriptDraft.objects.filter(begun_by=user, municipality=town)
    return drafts.select_related("job", "concept").defer(*_HEAVY)


def manuscript_draft(user: User, town: Municipality, key: UUID) -> ManuscriptDraft | None:
    """Return a file that the user began to bring in here."""
    rows = ManuscriptDraft.objects.select_related("job", "taking", "municipality", "concept")
    found = rows.defer("data").filter(pk=key, begun_by=user, municipality=town).first()
    if found is not None and found.concept is not None:
        found.concept.municipality = town
    return found


def reading_job(user: User, town: Municipality, key: UUID) -> Job | None:
    """Return the job that read, or refused, a file which is not here any more."""
    return Job.objects.filter(pk=key, started_by=user, municipality=town).first()


def record_of_text(text: VersionText) -> ManuscriptRecord | None:
    """Return the file that a text was made of, None for one that came otherwise."""
    return text.manuscript_records.first()


def file_names_of(texts: Iterable[UUID | int]) -> dict[UUID | int, str]:
    """Name the files that texts were made of; only for those who may see internal things."""
    rows = ManuscriptRecord.objects.filter(text__in=list(texts)).order_by("-pk")
    return dict(rows.values_list("text", "file_name"))


def manuscript_record(town: Municipality, key: int) -> ManuscriptRecord | None:
    """Return what became of the words of a file, with the amendments it brought."""
    rows = ManuscriptRecord.objects.filter(concept__municipality=town)
    rows = rows.select_related("concept__municipality", "text__version__based_on", "strand")
    submitted = Prefetch("wordings", Wording.objects.filter(order=1))
    amendments = Amendment.objects.order_by("number").prefetch_related(submitted)
    return rows.prefetch_related(Prefetch("amendments", amendments)).filter(pk=key).first()


def neighbour_of(version: Version) -> Version | None:
    """Return the version that one was brought in beside: what it is based on, else the next."""
    if version.based_on is not None:
        return version.based_on
    later = Version.objects.filter(concept=version.concept_id, order__gt=version.order)
    return later.filter(texts__isnull=False).order_by("order").first()


def version_of_record(record: ManuscriptRecord) -> Version | None:
    """Return the version that a file became, or on whose text its amendments are written."""
    if record.text is not None:
        return record.text.version
    wordings = Wording.objects.filter(amendment__manuscript_records=record)
    texts = VersionText.objects.filter(change__in=wordings.values("base"))
    found = texts.select_related("version").order_by("pk").first()
    return found.version if found else None
