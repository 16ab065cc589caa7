"""What goes wrong with a text, as sentences for people that name the place.

The engine's errors carry data only (``core.text.errors``); here they become ValidationErrors, so
that forms, imports and the demo loader show the same words.
"""

from collections.abc import Callable, Sequence

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fortschrift.concepts.models import Change, Strand
from fortschrift.core.text import (
    Cycle,
    DuplicateNode,
    NodeError,
    NodeId,
    Operation,
    RefusedCharacter,
    RootTouched,
    Run,
    Stale,
    StrayNode,
    TextError,
    Tree,
    UnknownNode,
    WrongField,
    WrongPlace,
    WrongRange,
    WrongSplices,
    WrongValue,
    plain,
)

SENTENCES: dict[type[TextError], str | Promise] = {
    UnknownNode: _("{node} gibt es in diesem Text nicht."),
    DuplicateNode: _("{node} steht schon in diesem Text."),
    StrayNode: _("{node} hängt mit dem übrigen Text nicht zusammen."),
    Cycle: _("{node} würde unter sich selbst stehen."),
    RootTouched: _("Das Konzept selbst lässt sich nicht verschieben oder streichen."),
    WrongPlace: _("{node} kann an dieser Stelle nicht stehen."),
    WrongField: _("Bei {node} ist diese Angabe nicht möglich: {field}."),
    WrongValue: _("Bei {node} ist eine Angabe nicht lesbar: {field}, „{detail}“."),
    Stale: _("{node} hat inzwischen einen anderen Stand: {field}."),
    RefusedCharacter: _("Der Text enthält an Stelle {position} ein Zeichen, das kein Text ist."),
    WrongRange: _("Die Stelle {start} bis {end} liegt nicht im Text; er hat {length} Zeichen."),
    WrongSplices: _("Die Stellen, die sich ändern sollen, überschneiden sich bei Zeichen {start}."),
}
#: Where words are not those that were to be replaced, the place says more than the field alone.
_OTHER_WORDS = _("{node}: Ab Zeichen {at} steht „{found}“ und nicht „{expected}“ ({field}).")
FIELDS = {
    "kind": _("Art"),
    "heading": _("Überschrift"),
    "text": _("Text"),
    "attributes": _("Merkmale"),
    "children": _("Unterpunkte"),
    "relations": _("Beziehungen"),
    "printed_number": _("Nummer"),
    "outline": _("Gliederung"),
}
_OTHERWISE = _("Dieser Text kann so nicht übernommen werden ({reason}).")


class StaleHead(ValidationError):
    """Somebody changed the draft in between; carries both sides, nothing was written.

    ``mine`` are the operations as they were handed in, written on the change ``base``;
    ``theirs`` the changes since, oldest first, up to ``strand.head``.
    """

    def __init__(
        self, strand: Strand, *, base: Change | None, mine: Sequence[Operation],
        theirs: Sequence[Change],
    ) -> None:  # fmt: skip
        super().__init__(
            _(
                "„%(strand)s“ ist inzwischen geändert worden. Ihre Änderung ist noch nicht"
                " gespeichert; bitte sehen Sie sich beide Stände an."
            ),
            code="stale_head",
            params={"strand": strand.name},
        )
        self.strand = strand
        self.base = base
        self.mine = tuple(mine)
        self.theirs = tuple(theirs)


def text_fault(error: TextError, tree: Tree | None = None) -> ValidationError:
    """Turn an error of the engine into a sentence; ``tree`` is the text it was about."""
    sentence = SENTENCES.get(type(error), _OTHERWISE)
    if isinstance(error, Stale) and error.at is not None:
        sentence = _OTHER_WORDS
    words = {
        "node": _name_of(error, tree),
        "field": FIELDS.get(getattr(error, "field_name", ""), ""),
        "detail": getattr(error, "detail", ""),
        "position": getattr(error, "position", -1) + 1,
        "start": getattr(error, "start", -1) + 1,
        "end": getattr(error, "end", ""),
        "length": getattr(error, "length", ""),
        "at": (getattr(error, "at", None) or 0) + 1,
        "found": _shortened(_plain(getattr(error, "found", ""))),
        "expected": _shortened(_plain(getattr(error, "expected", ""))),
        "reason": error,
    }
    message = str(sentence).format(**words)
    if error.operation is not None:
        message = _("%(number)d. Änderung: %(message)s") % {
            "number": error.operation + 1, "message": message,
        }  # fmt: skip
    return ValidationError(message, code=type(error).__name__)


def checked(work: Callable[[], Tree], tree: Tree | None = None) -> Tree:
    """Do what gives a tree; raises ValidationError instead of the engine's error."""
    try:
        return work()
    except TextError as error:
        raise text_fault(error, tree) from error


def _name_of(error: TextError, tree: Tree | None) -> str:
    if not isinstance(error, NodeError):
        return ""
    words = _words_of(error.node, tree)
    return f"„{words}“" if words else str(_("Das Element %(id)s") % {"id": error.node})


def _words_of(node: NodeId, tree: Tree | None) -> str:
    """Give the heading or the first words of a node, "" when the text does not have it."""
    if tree is None or node not in tree:
        return ""
    state = tree[node]
    return _shortened(state.title or plain(state.text))


def _plain(value: object) -> str:
    """Give the words of a text that an error carries; other values are not shown."""
    is_text = isinstance(value, tuple) and all(isinstance(run, Run) for run in value)
    return plain(value) if is_text else ""  # type: ignore[arg-type]


def _shortened(words: str) -> str:
    return words if len(words) <= 60 else words[:59].rstrip() + "…"
