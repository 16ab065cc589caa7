"""An amendment against the text: its words marked in place, in sentences, and whom it meets."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from fortschrift.concepts.amending import whole
from fortschrift.concepts.comparing import words
from fortschrift.concepts.comparing.choice import Laid, Shown, around
from fortschrift.concepts.comparing.page import classes_of
from fortschrift.concepts.models import Amendment, CurrentWording, Misfit
from fortschrift.concepts.provenance import name_of
from fortschrift.concepts.rendering.html import Beside, comparison
from fortschrift.concepts.selectors import Agenda, AmendmentPage, Overlap
from fortschrift.core.text import Tree
from fortschrift.core.text.instructions import instructions
from fortschrift.core.text.synopsis import Naming, synopsis
from fortschrift.web.content import interface_lang
from fortschrift.web.shapes import Badge, Tone

_TONES: dict[str, Tone] = {
    CurrentWording.State.OPEN: "open",
    CurrentWording.State.ADOPTED: "success",
    CurrentWording.State.UNFIT: "warning",
}


@dataclass(frozen=True, slots=True)
class Met:
    """Another amendment that cannot stand together with this one, where and why."""

    others: Sequence[Amendment]
    why: str
    where: str


def marked_text(page: AmendmentPage) -> SafeString:
    """Write the passages an amendment changes, with what would go and come marked in them."""
    if page.after is None:
        return SafeString("")
    laid = Laid(synopsis(page.before, page.after))
    shown = around(laid, laid.changes)
    beside = [
        Beside(
            mark=_kinds(each), before=words.skipped(each.skipped),
            classes=classes_of(each, "fs-passage"),
        )
        for each in shown
    ]  # fmt: skip
    return mark_safe(comparison([each.row for each in shown], heading_level=2, beside=beside))


def sentences(page: AmendmentPage) -> Sequence[str]:
    """Say an amendment as an amending law would, one instruction after another."""
    if page.after is None:
        return ()
    return instructions(whole(page.pieces, page.before), page.before)


def met(agenda: Agenda, amendment: Amendment) -> list[Met]:
    """List whom an open amendment meets, in the order of the text."""
    tree = agenda.text.tree
    names = Naming.of(tree)
    overlaps = [
        *(overlap for passage in agenda.passages for overlap in passage.overlaps),
        *agenda.elsewhere,
    ]
    return [
        Met(
            [each for each in overlap.amendments if each.pk != amendment.pk],
            str(Misfit(overlap.clash.kind).label), _where(overlap, tree, names),
        )
        for overlap in overlaps
        if amendment in overlap.amendments
    ]  # fmt: skip


def state_badge(pointer: CurrentWording) -> Badge:
    """Say what became of an amendment on a draft."""
    return Badge(str(pointer.get_state_display()), _TONES.get(pointer.state, "neutral"))


def _where(overlap: Overlap, tree: Tree, names: Naming) -> str:
    node = overlap.clash.node
    return name_of(node, tree, names) if node is not None and node in tree else ""


def _kinds(shown: Shown) -> SafeString:
    if shown.change is None:
        return SafeString("")
    return format_html(
        '<div class="fs-change" data-change="{}"{}><p class="fs-change__what">{}</p></div>',
        shown.change.number, interface_lang(), words.badges(shown.change.kinds),
    )  # fmt: skip
