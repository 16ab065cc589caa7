"""How amendments come to a strand: those written on a text that the strand has left behind.

A meeting begins its own strand at the frozen version before it, and the amendments written on that
version, or on an earlier one of the same line, are laid on it.
"""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry
from fortschrift.concepts import repository
from fortschrift.concepts.actions.deriving import derive
from fortschrift.concepts.actions.placing import place_all
from fortschrift.concepts.models import Amendment, CurrentWording, Strand, Wording
from fortschrift.concepts.selectors.laying import base_of, nearest


def lay(entry: Entry, strand: Strand, amendments: Sequence[Amendment]) -> None:
    """Let amendments hold on a strand, carried from the texts they are written on to its head.

    Of several wordings on its line the nearest to the head that people agreed to is taken.
    Raises ValidationError for an amendment that is written on no text of the strand's line, and
    for one that amends an amendment which is not among them.
    """
    chosen = nearest(amendments, repository.line_of(strand.head))
    _check(strand, amendments, chosen)
    rows = [CurrentWording(strand=strand, amendment=each, wording=chosen[each.pk])
            for each in amendments]  # fmt: skip
    entry.create_many(CurrentWording, rows)
    place_all(entry, rows)
    behind = {each.amendment_id for each in rows if base_of(each.wording) != strand.head_id}
    others = {each.pk for each in amendments if each.amends_id is not None}
    derive(entry, strand, behind | others)


def not_on_line(text: object) -> ValidationError:
    return ValidationError(
        {
            "base": _("Der Text, auf den sich der Vorschlag bezieht, gehört nicht zu „%(text)s“.")
            % {"text": text}
        },
        code="wrong_base",
    )


def _check(strand: Strand, amendments: Sequence[Amendment], chosen: Mapping[UUID, Wording]) -> None:
    for each in amendments:
        if each.pk not in chosen:
            raise not_on_line(strand)
        if chosen[each.pk].base_wording is not None and each.amends_id not in chosen:
            raise ValidationError(
                {
                    "amendments": _("„%(amendment)s“ ändert einen Vorschlag, der nicht dabei ist.")
                    % {"amendment": each}
                }
            )
