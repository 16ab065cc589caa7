"""Whole passages as sentences: inserted, struck, moved, split, joined, made something else."""

from bisect import bisect_right

from fortschrift.core.text.blocks import BLOCKS
from fortschrift.core.text.ids import NodeId
from fortschrift.core.text.instructions.citing import Cited
from fortschrift.core.text.instructions.content import content
from fortschrift.core.text.instructions.grammar import (
    NOUNS,
    begun,
    ended,
    enumerated,
    quoted,
    will,
)
from fortschrift.core.text.instructions.naming import Citation
from fortschrift.core.text.instructions.passage import Passage
from fortschrift.core.text.operations import ChangeKind, Insert, Join, Move, Repeal, Split
from fortschrift.core.text.runs import length, plain
from fortschrift.core.text.tree import Place


def inserted(operation: Insert, before: Cited, after: Cited) -> str:
    """Tell what is inserted, and where."""
    top = operation.states[0]
    where, beside = _where(operation.place, before)
    lines = content(after, top.id)
    noun = NOUNS.get(top.kind)
    if noun is None:
        return ended(f"{where} wird{beside} Folgendes eingefügt: {'; '.join(lines)}")
    if not lines:
        return ended(f"{where} wird{beside} {noun.empty} {noun.name} eingefügt")
    wording = "; ".join(lines)
    return ended(f"{where} wird{beside} {noun.following} {noun.name} eingefügt: {wording}")


def repealed(operation: Repeal, before: Cited) -> str:
    """Tell what is struck."""
    below = any(child.kind not in BLOCKS for child in before.children(operation.node))
    rest = "mit allem, was dazugehört, gestrichen" if below else "gestrichen"
    return done(before.cite(operation.node), "wird", rest)


def moved(operation: Move, before: Cited) -> str:
    """Tell where a passage goes."""
    node, place = operation.node, operation.place
    cited = before.cite(node)
    unknown = _place_unknown(operation, before)
    if _stays(node, place, before):
        return unknown or done(cited, "bleibt", "an der bisherigen Stelle")
    where = (_beside if before.parent(node) == place.parent else _elsewhere)(node, place, before)
    within = before.cite(place.parent).element == cited.element
    name = cited if within else Citation(cited.whole)
    said = done(name, "wird", f"{where} verschoben")
    return " ".join(filter(None, (said, unknown)))


def split(operation: Split, before: Cited, after: Cited) -> str:
    """Tell where a text is split, and what becomes the new part."""
    state = before.state(operation.node)
    text = before.text(operation.node)
    cited = before.cite(operation.node)
    new = after.counted(operation.new)
    behind = operation.at + length(operation.gap)
    if not text.text[behind:].strip() and not operation.children:
        noun = NOUNS[state.kind]
        behind_it = f"Nach {cited.whole} wird"
        if cited.inner:
            behind_it = f"{cited.within} wird nach {cited.inner}"
        return ended(f"{behind_it} {noun.empty} {noun.name} eingefügt")
    point, rest, several = _divided(text, operation.at, behind)
    below = [before.part(child) for child in operation.children]
    with_below = f" (mit {enumerated(below)})" if below else ""
    gap = plain(operation.gap).strip()
    dropped = f"; dabei entfällt {quoted(gap)}" if gap else ""
    return done(
        cited,
        "wird",
        f"{point} geteilt; {rest}{with_below} {will(several)} neuer {new}{dropped}",
    )


def joined(operation: Join, before: Cited) -> str:
    """Tell which texts become one."""
    cited = before.cite(operation.node)
    noun = NOUNS[before.state(operation.node).kind]
    other = _sibling(operation.other, operation.node, before)
    gap = plain(operation.gap)
    between = f"mit {quoted(gap.strip())} dazwischen " if gap.strip() else ""
    between = between or ("" if gap else "ohne Leerzeichen dazwischen ")
    done_to = f"{between}zu {noun.dative_article} {noun.name} verbunden"
    if cited.inner:
        return ended(f"{cited.within} werden {cited.inner} und {other} {done_to}")
    return ended(f"{cited.whole} und {other} werden {done_to}")


def kind_changed(operation: ChangeKind, before: Cited, after: Cited) -> str:
    """Tell what a passage becomes."""
    cited = before.cite(operation.node)
    noun = NOUNS.get(operation.new)
    if operation.old == operation.new:
        return done(cited, "bleibt", "unverändert")
    if noun:
        return done(cited, "wird", f"zu {noun.dative_article} {noun.name}")
    label = after.label(operation.node)
    if label and label != before.label(operation.node):
        return done(cited, "wird", f"zu {label}")
    return done(cited, "wird", f"der Ebene {quoted(after.kind(operation.new))} zugeordnet")


def done(cited: Citation, verb: str, rest: str) -> str:
    """Say what is done to a passage."""
    if cited.inner:
        return ended(f"{cited.within} {verb} {cited.inner} {rest}")
    return ended(f"{begun(cited.whole)} {verb} {rest}")


def _where(place: Place, names: Cited) -> tuple[str, str]:
    """Give the beginning of a sentence that puts something somewhere, and what follows the verb."""
    parent = names.cite(place.parent)
    in_it = f" in {parent.inner}" if parent.inner else ""
    found = _neighbour(place, names)
    if found is None:
        return parent.within, in_it
    relation, beside = found
    cited = names.cite(beside)
    if names.came(beside):
        return parent.within, f"{in_it} {relation} {_called(beside, names)}"
    if cited.inner:
        return cited.within, f" {relation} {cited.inner}"
    return f"{begun(relation)} {cited.element}", ""


def _neighbour(
    place: Place, names: Cited, moving: NodeId | None = None
) -> tuple[str, NodeId] | None:
    """Find behind or before what a place is; of two, what stands there in the base already."""
    siblings = [each.id for each in names.children(place.parent) if each.id != moving]
    at = siblings.index(place.after) + 1 if place.after else 0
    behind = siblings[at] if at < len(siblings) else None
    if place.after is None:
        return ("vor", behind) if behind else None
    if behind and names.stays(behind) and not names.stays(place.after):
        is_block = [names.state(each).kind in BLOCKS for each in (place.after, behind)]
        if is_block[0] == is_block[1]:
            return "vor", behind
    return "nach", place.after


def _stays(node: NodeId, place: Place, names: Cited) -> bool:
    """Tell whether a move leaves a node where it is."""
    if names.parent(node) != place.parent:
        return False
    siblings = [each.id for each in names.children(place.parent)]
    at = siblings.index(node)
    return place.after == (siblings[at - 1] if at else None)


def _place_unknown(operation: Move, names: Cited) -> str:
    """Say that it is known now, or no longer, where a passage belongs."""
    if operation.parent_unknown == names.state(operation.node).parent_unknown:
        return ""
    known = "nicht bekannt" if operation.parent_unknown else "jetzt bekannt"
    cited = names.cite(operation.node)
    return ended(f"{cited.beside} wird vermerkt, dass der richtige Platz im Text {known} ist")


def _beside(node: NodeId, place: Place, names: Cited) -> str:
    """Say behind or before which sibling a passage comes to stand."""
    found = _neighbour(place, names, node)
    relation, beside = found or ("nach", node)
    return f"{'hinter' if relation == 'nach' else 'vor'} {_sibling(beside, node, names)}"


def _sibling(node: NodeId, other: NodeId, names: Cited) -> str:
    """Name a sibling of another one as briefly as the sentence allows."""
    if names.came(node):
        return _called(node, names)
    cited = names.cite(node)
    if names.state(node).kind not in BLOCKS:
        return cited.whole
    above = [names.cite(each).whole.removesuffix(names.part(each)) for each in (node, other)]
    return names.part(node) if above[0] == above[1] else cited.whole


def _elsewhere(node: NodeId, place: Place, names: Cited) -> str:
    """Say where a passage comes to stand under another parent.

    Never "nach": "nach Handlungsfeld 3" is behind it to one reader and into it to another.
    """
    to = names.cite(place.parent)
    if not to.element:
        if place.after is None:
            return "an den Anfang des Konzepts"
        return f"auf die oberste Ebene hinter {_called(place.after, names)}"
    is_near = to.element == names.cite(node).element
    parent = to.inner if is_near and to.inner else to.whole
    if not names.children(place.parent):
        return f"in {parent}"
    if place.after is None:
        return f"an den Anfang von {parent}"
    behind = f"hinter {_called(place.after, names).removesuffix(f' in {to.element}')}"
    return behind if is_near and not to.inner else f"in {parent} {behind}"


def _called(node: NodeId, names: Cited) -> str:
    """Name a passage within what it stands in."""
    cited = names.cite(node)
    if names.came(node):
        return f"{cited.whole} (verschoben)"
    return names.part(node) if cited.inner else cited.element


def _divided(text: Passage, at: int, behind: int) -> tuple[str, str, bool]:
    """Say where a text is divided, what the rest of it is, and whether that is a plural."""
    first = [each for each in text.sentences if each.end <= at]
    rest = [each for each in text.sentences if each.start >= behind]
    if first and rest and len(first) + len(rest) == len(text.sentences):
        numbers = text.numbers(range(len(first), len(text.sentences)))
        name = f"Satz {numbers}" if len(rest) == 1 else f"die Sätze {numbers}"
        return f"nach Satz {text.numbers(range(len(first) - 1, len(first)))}", name, len(rest) > 1
    if not text.text[:at].strip():
        return "am Anfang", "der gesamte Wortlaut", False
    word = text.word_before(at)
    if text.is_between_words(at):
        return f"nach {text.phrase(word).dative}", "der Rest", False
    start, end = word.start, text.ends[bisect_right(text.ends, at)]
    whole, begins = text.text[start:end].strip(), text.text[start:at].strip()
    return f"im Wort {quoted(whole)} hinter {quoted(begins)}", "der Rest", False
