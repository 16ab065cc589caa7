"""What cannot stand together, as fields of rows and as sentences that name reason and place."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fortschrift.concepts.models import Misfit
from fortschrift.core.text import NodeId, Tree, plain
from fortschrift.core.text.merging.clash import Clash

SENTENCES: dict[str, str | Promise] = {
    Misfit.WORDS: _("{node}: Dieselben Wörter ({words}) werden verschieden geändert."),
    Misfit.ORDER: _("{node}: In dieselbe Lücke eines Satzes wird Verschiedenes eingefügt."),
    Misfit.DELETED: _("{node}: Was hier gestrichen wird, wird dort geändert."),
    Misfit.VALUE: _("{node}: Dieselbe Angabe ({field}) erhält verschiedene Werte."),
    Misfit.STRUCTURE: _("{node}: Derselbe Aufbau wird verschieden geändert."),
    Misfit.CYCLE: _("{node}: Zusammen stünde dieses Element unter sich selbst."),
    Misfit.KIND: _("{node}: An dieser Stelle kann das Element zusammen nicht stehen."),
    Misfit.ALTERNATIVE: _("Die Vorschläge sind als Alternativen erklärt."),
    Misfit.AMENDED: _("Der Vorschlag, der geändert werden soll, ist nicht mehr offen."),
}
#: Why an amendment lapses that wants nothing any more.
STANDS_ALREADY = _("Das steht jetzt schon im Text.")
_LONGEST = 60


def place_of(clash: Clash, base: Tree) -> dict[str, Any]:
    """Give the fields of a row that say where a clash is, as far as the base has the place."""
    known = clash.node is not None and clash.node in base
    ranged = known and clash.start is not None and clash.end is not None
    return {
        "node_id": clash.node if known else None,
        "field": clash.field or "",
        "start": clash.start if ranged else None,
        "end": clash.end if ranged else None,
    }


def sentence_of(clash: Clash, base: Tree) -> str:
    """Say why things cannot stand together, and where."""
    template = str(SENTENCES.get(clash.kind, SENTENCES[Misfit.STRUCTURE]))
    return template.format(
        node=name_of(clash.node, base), field=clash.field or "", words=_words_at(clash, base)
    )


def clash_fault(clash: Clash, base: Tree, *, field: str | None = None) -> ValidationError:
    """Turn a clash into the error that a form shows."""
    fault = ValidationError(sentence_of(clash, base), code=clash.kind)
    return ValidationError({field: fault}) if field else fault


def name_of(node: NodeId | None, tree: Tree) -> str:
    """Call a node by its heading or first words."""
    if node is None:
        return str(_("Der Text"))
    if node not in tree:
        return str(_("Ein Element"))
    words = tree[node].title or plain(tree[node].text)
    return f"„{_shortened(words)}“" if words else str(_("Ein Element ohne Text"))


def _words_at(clash: Clash, base: Tree) -> str:
    if clash.node is None or clash.node not in base or clash.start is None or clash.end is None:
        return "…"
    state = base[clash.node]
    words = plain(state.heading if clash.field == "heading" else state.text)
    return f"„{_shortened(words[clash.start : clash.end])}“"


def _shortened(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"
