"""Which wording of an amendment holds, and the text it is to be read on."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fortschrift.concepts import repository
from fortschrift.concepts.actions.landing import hold
from fortschrift.concepts.amending import Piece, pieces_of, with_wording
from fortschrift.concepts.models import (
    Amendment,
    CurrentWording,
    Strand,
    Wording,
)
from fortschrift.core.text import Tree

State = CurrentWording.State


@dataclass(frozen=True, slots=True)
class Ground:
    """What a wording is written on: the text, and that text with an amended wording applied.

    ``wording`` is the amended one, None for an amendment to the text itself.
    """

    text: Tree
    whole: Tree
    wording: Wording | None = None


def held(amendment: Amendment, strand: Strand) -> CurrentWording:
    """Give where an amendment stands on a strand; raises ValidationError if it does not."""
    pointers = CurrentWording.objects.select_related("wording__amendment", "cause")
    pointer = pointers.filter(strand=strand, amendment=amendment).first()
    if pointer is None:
        raise not_laid(amendment, strand)
    pointer.strand = strand  # the one that is held, whose head moves
    return pointer


def held_open(amendment: Amendment, strand: Strand) -> CurrentWording:
    """Give where an amendment stands; raises ValidationError that says why it is not open."""
    pointer = held(amendment, strand)
    if pointer.state != State.OPEN:
        raise not_open(pointer)
    return pointer


def held_to_reword(amendment: Amendment, strand: Strand) -> CurrentWording:
    """Give where an amendment stands that is to get other words there.

    It is open or does not fit any more.  Raises ValidationError for what is decided: other words
    would open it again without anybody saying so.
    """
    pointer = held(amendment, strand)
    if pointer.state == State.SET_ASIDE:
        raise ValidationError(
            {
                "amendment": _(
                    "„%(amendment)s“ wird zu „%(strand)s“ nicht weiter verfolgt (%(reason)s). Um"
                    " ihn wieder aufzunehmen, legen Sie ihn zu einem anderen Entwurf vor."
                )
                % {"amendment": amendment, "strand": strand, "reason": pointer.reason}
            },
            code=pointer.state,
        )
    if pointer.state not in (State.OPEN, State.UNFIT):
        raise not_open(pointer)
    return pointer


def not_laid(amendment: Amendment, strand: Strand) -> ValidationError:
    return ValidationError(
        {
            "amendment": _("„%(amendment)s“ ist zu „%(strand)s“ nicht vorgelegt.")
            % {"amendment": amendment, "strand": strand}
        }
    )


def no_wording(amendment: Amendment) -> ValidationError:
    return ValidationError(
        {"amendment": _("„%(amendment)s“ hat noch keinen Wortlaut.") % {"amendment": amendment}},
        code="no_wording",
    )


def not_open(pointer: CurrentWording) -> ValidationError:
    because = ", ".join(
        str(each)
        for each in (pointer.cause, pointer.misfit and pointer.get_misfit_display(), pointer.reason)
        if each
    )
    return ValidationError(
        {
            "amendment": _("„%(amendment)s“ ist nicht mehr offen: %(state)s%(because)s.")
            % {
                "amendment": pointer.amendment, "state": pointer.get_state_display(),
                "because": f" ({because})" if because else "",
            }
        },
        code=pointer.state,
    )  # fmt: skip


def ground_of_amended(amended: Amendment, strand: Strand | None, base: int | None) -> Ground:
    """Give what an amendment to an amendment is written on: the wording that holds.

    Raises ValidationError when ``base`` is another one, and when there is nothing to amend.
    """
    if amended.amends_id is not None:
        raise ValidationError(
            {"amended": _("Ein Vorschlag, der selbst einen ändert, lässt sich nicht noch ändern.")}
        )
    if strand is not None:
        hold(strand)
    wording = held_open(amended, strand).wording if strand else last_wording(amended)
    if base not in (None, wording.pk):
        raise ValidationError(
            {"base": _("Der Wortlaut von „%(amendment)s“ ist inzwischen ein anderer.")
             % {"amendment": amended}},
            code="stale_wording",
        )  # fmt: skip
    return _ground(wording, strand)


def ground_of(amendment: Amendment, strand: Strand | None) -> Ground:
    """Give what a new wording of an amendment is written on: the head, or its old base."""
    last = last_wording(amendment)
    if last.base_wording is not None and strand is None:
        return _ground(last.base_wording, None)
    if amendment.amends is not None and strand is not None:
        amended = held(amendment.amends, strand)
        if amended.state == State.OPEN:
            return _ground(amended.wording, strand)
    text = _text(last, strand)
    return Ground(text, text)


def last_wording(amendment: Amendment) -> Wording:
    wordings = amendment.wordings.select_related("amendment", "base", "base_wording__amendment")
    return wordings.order_by("-order")[0]


def pieces_in(wording: Wording) -> list[Piece]:
    """Read the pieces of one wording; raises ValidationError for a wish without words."""
    pieces = pieces_of([wording])[wording.pk]
    if not pieces:
        raise no_wording(wording.amendment)
    return pieces


def _ground(amended: Wording, strand: Strand | None) -> Ground:
    text = _text(amended, strand)
    return Ground(text, with_wording(text, pieces_in(amended)), amended)


def _text(wording: Wording, strand: Strand | None) -> Tree:
    if strand is not None:
        return repository.load(strand).tree
    assert wording.base is not None  # what amends an amendment is amended no further
    return repository.text_at(wording.base).tree
