"""What pages say about outlines: levels in a line, and what another outline does to a draft."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fortschrift.concepts.findings import sentence_of
from fortschrift.concepts.outlines.effects import STAYS, STRUCK, Effect, InUse
from fortschrift.concepts.outlines.samples import samples
from fortschrift.core.text import Finding, NodeId, Outline, Tree
from fortschrift.core.text.instructions.outlines import outline_differences
from fortschrift.web.shapes import Column, Table

#: How many places, numbers and hints a preview shows at once; the others fold.
FIRST = 6


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about something taken away that the draft uses."""

    name: str
    label: str
    sentence: str
    where: list[str]
    others: list[str]
    choices: list[tuple[str, str]]
    answer: str
    is_missing: bool


@dataclass(frozen=True, slots=True)
class ShownEffect:
    """A preview: what changes in words, numbers before and after, hints that come and go."""

    differences: list[str]
    numbers: Table | None
    more_numbers: Table | None
    numbers_count: int
    kept: str
    inherited: str
    come: "ShownHints"
    gone: "ShownHints"


@dataclass(frozen=True, slots=True)
class ShownHints:
    """Hints as element and sentence: the first ones, and those that fold."""

    first: list[tuple[str, str]]
    others: list[tuple[str, str]]

    @property
    def count(self) -> int:
        return len(self.first) + len(self.others)


def levels_line(outline: Outline) -> str:
    """Name the levels in one line, each with a number: "Handlungsfeld 1 · Leitziel 1.1"."""
    found = {key: max(lines, key=len) for key, lines in samples(outline).items()}
    return " · ".join(
        f"{level.singular} {found.get(level.key, '')}".strip() for level in outline.levels
    )


def sample_lines(outline: Outline) -> dict[str, str]:
    """Show the first numbers of each level, by its key."""
    return {key: ", ".join([*found, "…"]) for key, found in samples(outline).items()}


def shown_effect(before: Tree, new: Outline, effect: Effect) -> ShownEffect:
    """Put a preview into words."""
    rows = [
        [_element(effect.after, each.node), each.before or _("keine"), each.after or _("keine")]
        for each in effect.renumbered
    ]
    return ShownEffect(
        list(outline_differences(before.outline, new)),
        _numbers_table(_("Nummern, die sich ändern"), rows[:FIRST]),
        _numbers_table(_("Weitere Nummern, die sich ändern"), rows[FIRST:]),
        len(rows),
        _kept(effect),
        _inherited(effect),
        _hints(effect.come, effect.after, before.outline),
        _hints(effect.gone, before),
    )


def _kept(effect: Effect) -> str:
    """Say that numbers as printed stay, with one of them."""
    if not effect.kept:
        return ""
    node = effect.kept[0]
    said = {
        "count": len(effect.kept), "element": _element(effect.after, node),
        "number": effect.after[node].printed_number,
    }  # fmt: skip
    return (
        ngettext(
            "%(element)s behält die gedruckte Nummer %(number)s: Für gedruckte Nummern gilt das"
            " Muster nicht.",
            "%(count)d Elemente behalten ihre gedruckte Nummer, zum Beispiel %(element)s die Nummer"
            " %(number)s: Für gedruckte Nummern gilt das Muster nicht.",
            len(effect.kept),
        )
        % said
    )


def _inherited(effect: Effect) -> str:
    """Say that ``{oben}`` is the number that is counted, with one where another is printed."""
    if not effect.inherited:
        return ""
    first = effect.inherited[0]
    said = {
        "count": len(effect.inherited), "element": _element(effect.after, first.node),
        "number": first.number, "above": _element(effect.after, first.above),
        "printed": first.printed, "counted": first.counted,
    }  # fmt: skip
    return (
        ngettext(
            "{oben} setzt die gezählte Nummer ein, nicht die gedruckte: %(above)s ist als"
            " %(printed)s gedruckt und als %(counted)s gezählt, darum erhält %(element)s darunter"
            " die Nummer %(number)s. Soll dort etwas anderes stehen, halten Sie die Nummer am"
            " Element selbst fest.",
            "{oben} setzt die gezählte Nummer ein, nicht die gedruckte. Das betrifft %(count)d"
            " Elemente. Zum Beispiel ist %(above)s als %(printed)s gedruckt und als %(counted)s"
            " gezählt, darum erhält %(element)s darunter die Nummer %(number)s. Soll dort etwas"
            " anderes stehen, halten Sie die Nummer am Element selbst fest.",
            len(effect.inherited),
        )
        % said
    )


def _numbers_table(caption: str, rows: list[list[str]]) -> Table | None:
    columns = [Column(_("Element")), Column(_("bisher")), Column(_("künftig"))]
    return Table(caption, columns, rows, caption_hidden=True) if rows else None


def questions(
    uses: Iterable[InUse], tree: Tree, new: Outline, answers: Mapping[str, str], *, ask: bool
) -> list[Question]:
    """Ask what becomes of each thing in use; with ``ask`` an answer is due."""
    return [_question(use, tree, new, answers.get(use.name, ""), ask=ask) for use in uses]


def _question(use: InUse, tree: Tree, new: Outline, answer: str, *, ask: bool) -> Question:
    choices = _choices(use, new)
    known = answer if answer in dict(choices) else ""
    places = [tree[node].title or _element(tree, node) for node in use.where]
    return Question(
        use.name, use.label, _asked(use), places[:FIRST], places[FIRST:],
        [("", _("Bitte wählen")), *choices], known, ask and not known,
    )  # fmt: skip


def _asked(use: InUse) -> str:
    count = len(use.where)
    if use.attribute:
        return ngettext(
            "Die Angabe „%(label)s“ der Ebene „%(level)s“ steht bei %(count)d Element.",
            "Die Angabe „%(label)s“ der Ebene „%(level)s“ steht bei %(count)d Elementen.",
            count,
        ) % {"label": use.label, "level": use.level.singular, "count": count}
    return ngettext(
        "Die Ebene „%(label)s“ hat noch %(count)d Element.",
        "Die Ebene „%(label)s“ hat noch %(count)d Elemente.",
        count,
    ) % {"label": use.label, "count": count}


def _choices(use: InUse, new: Outline) -> list[tuple[str, str]]:
    stays = (STAYS, _("Es bleibt stehen, wie es ist, und wird als Hinweis geführt."))
    if not use.attribute:
        others = [
            (level.key, _("Es wird: %(level)s") % {"level": level.singular}) for level in new.levels
        ]
        return [*others, stays]
    level = new.level(use.level.key)
    others = [
        (each.key, _("Es steht künftig unter „%(label)s“.") % {"label": each.label})
        for each in (level.attributes if level else ())
    ]
    return [*others, stays, (STRUCK, _("Die Angabe wird gestrichen."))]


def _hints(found: Iterable[Finding], tree: Tree, *older: Outline) -> ShownHints:
    said = [(_element(tree, each.node), sentence_of(each, tree.outline, *older)) for each in found]
    return ShownHints(said[:FIRST], said[FIRST:])


def _element(tree: Tree, node: NodeId) -> str:
    """Name an element by level and title; its number is what a preview is about."""
    state = tree[node]
    level = tree.outline.level(state.kind)
    name = level.singular if level else ""
    return f"{name} „{state.title}“" if state.title else name or _("ein Element ohne Überschrift")
