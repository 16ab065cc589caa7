"""Acts on co-signatures: asking, renewing links, reminding, taking back; opening, answering."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action, database_now
from fortschrift.accounts.models import User
from fortschrift.accounts.results import require
from fortschrift.concepts.models import Node, Version
from fortschrift.concepts.selectors import shown_text
from fortschrift.council.actions.checks import check_belonging
from fortschrift.council.models import Contact
from fortschrift.deliberation.models import (
    CosignatureAnswer,
    CosignatureElement,
    CosignatureRequest,
    CosignatureStatus,
)
from fortschrift.deliberation.permissions import may_ask_for_cosignature, may_cosign
from fortschrift.participation.bad_input import check_same_concept
from fortschrift.participation.links import check_reachable, new_key
from fortschrift.participation.permissions import may_answer_by_link

Status, Way = CosignatureStatus.Status, CosignatureAnswer.Way


@dataclass(frozen=True, slots=True)
class Cosigner:
    """Whom to ask, and for which elements; none means the whole."""

    contact: Contact
    nodes: Sequence[Node] = ()


@dataclass(frozen=True, slots=True)
class AskedFor:
    """A request with the key of its link, which is known only now."""

    request: CosignatureRequest
    key: str = field(repr=False)


@action(_("{actor} hat um Mitzeichnung von „{version}“ gebeten: {number}."))
def ask_for_cosignature(
    entry: Entry,
    version: Version,
    *,
    cosigners: Sequence[Cosigner],
    deadline: date,
    actor: User | None,
    now: datetime,
    note: str = "",
) -> list[AskedFor]:
    """Ask contacts of departments to co-sign what binds them; their keys are given back once.

    Raises ValidationError for a version without a text, for nobody, a deadline that is over,
    contacts of another town, ended ones and those asked already, and for elements that are not
    in the text.
    """
    require(may_ask_for_cosignature(actor, version.municipality))
    contacts = [each.contact for each in cosigners]
    check_belonging(version.municipality, contacts=contacts)
    _check_asked(version, cosigners, deadline, timezone.localdate(now))
    made = [_asked(version, each.contact, deadline, note.strip()) for each in cosigners]
    entry.create_many(CosignatureRequest, [each.request for each in made])
    elements = [
        CosignatureElement(request=each.request, node=node)
        for each, cosigner in zip(made, cosigners, strict=True)
        for node in dict.fromkeys(cosigner.nodes)
    ]
    if elements:
        entry.create_many(CosignatureElement, elements)
    entry.tell(version=version.label, number=len(made))
    return made


@action(_("{actor} hat Links zur Mitzeichnung von „{version}“ erneuert: {number}."))
def renew_cosignature_links(
    entry: Entry,
    version: Version,
    *,
    requests: Sequence[CosignatureRequest],
    actor: User | None,
    now: datetime,
) -> list[AskedFor]:
    """Give departments new links in place of lost ones; what they answered stays.

    All or none.  Raises ValidationError for none, for requests on another version, and for one
    that is withdrawn already.
    """
    _take_back(entry, version, requests, actor)
    made = [
        _asked(version, each.contact, each.deadline, each.note, renews=each.first)
        for each in requests
    ]
    entry.create_many(CosignatureRequest, [each.request for each in made])
    return made


@action(_("{actor} hat Bitten um Mitzeichnung von „{version}“ zurückgezogen: {number}."))
def withdraw_cosignature_requests(
    entry: Entry,
    version: Version,
    *,
    requests: Sequence[CosignatureRequest],
    actor: User | None,
    now: datetime,
) -> list[CosignatureStatus]:
    """Ask for a co-signature no longer, all or none; the links open nothing any more."""
    return _take_back(entry, version, requests, actor)


@action(_("{actor} hat an die Mitzeichnung von „{version}“ erinnert: {number}."))
def remind_of_cosignature(
    entry: Entry,
    version: Version,
    *,
    requests: Sequence[CosignatureRequest],
    actor: User | None,
    now: datetime,
) -> list[CosignatureStatus]:
    """Record that departments were reminded; how they were stays with whoever did it."""
    require(may_ask_for_cosignature(actor, version.municipality))
    _check_chosen(version, requests)
    entry.tell(version=version.label, number=len(requests))
    return _mark_all(entry, requests, Status.REMINDED)


@action(_("Eine Bitte um Mitzeichnung von „{version}“ ist angenommen: {request}."))
def open_cosignature_request(
    entry: Entry, request: CosignatureRequest, *, key: str, actor: User | None, now: datetime
) -> CosignatureRequest:
    """Begin to read by a personal link; opened again it stays as it was."""
    require(may_answer_by_link(request, timezone.localdate(now), key=key))
    if not request.statuses.filter(status=Status.OPENED).exists():
        _mark_all(entry, [request], Status.OPENED)
    entry.tell(version=request.version.label, request=request)
    return request


@action(_("Mitzeichnung von „{version}“ durch {request}: {answer}."))
def cosign(
    entry: Entry,
    request: CosignatureRequest,
    *,
    answer: str,
    actor: User | None,
    now: datetime,
    words: str = "",
    by_link: bool = False,
) -> CosignatureAnswer:
    """Say for a department whether it co-signs; said again, the last answer counts.

    ``by_link`` means that the caller has seen the link opened, as a session has.  Raises
    ValidationError for an answer that needs words and has none.
    """
    require(may_cosign(actor, request, timezone.localdate(now), by_link=by_link))
    if answer in CosignatureAnswer.WANTING_WORDS and not words.strip():
        raise ValidationError(
            {"words": _("Bitte schreiben Sie dazu, warum oder was zu beachten ist.")}
        )
    made = entry.create(
        CosignatureAnswer, request=request.first, answer=answer, words=words.strip(),
        way=_way(actor, request, by_link=by_link), user=None if by_link else actor,
        recorded=database_now(),
    )  # fmt: skip
    entry.tell(version=request.version.label, request=request, answer=made.get_answer_display())
    return made


def _way(actor: User | None, request: CosignatureRequest, *, by_link: bool) -> str:
    if by_link:
        return Way.LINK
    assert actor is not None  # nobody else may
    return Way.ACCOUNT if request.contact.email.lower() == actor.email else Way.OFFICE


def _asked(
    version: Version, contact: Contact, deadline: date, note: str,
    renews: CosignatureRequest | None = None,
) -> AskedFor:  # fmt: skip
    key, kept = new_key(until=deadline)
    made = CosignatureRequest(
        version=version, contact=contact, deadline=deadline, note=note, renews=renews, **kept
    )
    return AskedFor(made, key)


def _check_asked(
    version: Version, cosigners: Sequence[Cosigner], deadline: date, today: date
) -> None:
    text = shown_text(version)
    if text is None:
        raise ValidationError({"version": _("Von dieser Fassung liegt hier kein Text vor.")})
    if not cosigners:
        raise ValidationError({"contacts": _("Bitte wählen Sie, wer mitzeichnen soll.")})
    if deadline < today:
        raise ValidationError({"deadline": _("Diese Frist ist schon vorbei.")})
    nodes = [node for each in cosigners for node in each.nodes]
    check_same_concept(version.concept, nodes=nodes)
    if any(node.pk not in text.tree for node in nodes):
        raise ValidationError({"nodes": _("Ein Element steht nicht in dieser Fassung.")})
    standing = CosignatureRequest.objects.standing().filter(version=version)
    check_reachable(
        [each.contact for each in cosigners], set(standing.values_list("contact", flat=True)),
        today, twice=_("„%(contact)s“ ist schon um Mitzeichnung gebeten."),
    )  # fmt: skip


def _take_back(
    entry: Entry, version: Version, requests: Sequence[CosignatureRequest], actor: User | None
) -> list[CosignatureStatus]:
    require(may_ask_for_cosignature(actor, version.municipality))
    _check_chosen(version, requests)
    gone = CosignatureStatus.objects.filter(request__in=requests, status=Status.WITHDRAWN)
    for each in gone.select_related("request__contact__organization"):
        raise ValidationError(
            _("Die Bitte an „%(who)s“ ist schon zurückgezogen.") % {"who": each.request}
        )
    entry.tell(version=version.label, number=len(requests))
    return _mark_all(entry, requests, Status.WITHDRAWN)


def _check_chosen(version: Version, requests: Sequence[CosignatureRequest]) -> None:
    if not requests:
        raise ValidationError({"requests": _("Bitte wählen Sie wenigstens eine Stelle.")})
    if any(each.version_id != version.pk for each in requests):
        raise ValidationError({"requests": _("Das ist keine Bitte zu dieser Fassung.")})


def _mark_all(
    entry: Entry, requests: Sequence[CosignatureRequest], status: str
) -> list[CosignatureStatus]:
    now = database_now()
    marks = [CosignatureStatus(request=each, status=status, recorded=now) for each in requests]
    return entry.create_many(CosignatureStatus, marks)
