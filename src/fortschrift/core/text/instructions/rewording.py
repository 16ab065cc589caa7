"""Changed words as clauses: "in Satz 1", "wird", "das Wort „a“", "durch das Wort „b“ ersetzt".

What makes up whole sentences is told as sentences; a sentence with many changes gets its
new wording, and so does a text of which little stays, as drafters do.
"""

from collections.abc import Iterator
from itertools import groupby

from fortschrift.core.text.instructions.breaks import breaks, with_breaks
from fortschrift.core.text.instructions.clause import Clause, TextName, together
from fortschrift.core.text.instructions.formatting import reformatted
from fortschrift.core.text.instructions.grammar import (
    begun,
    ended,
    enumerated,
    phrase,
    will,
)
from fortschrift.core.text.instructions.passage import (
    Change,
    Passage,
    Range,
    change_of,
    changes,
)
from fortschrift.core.text.runs import InlineText

_MOST_CLAUSES = 8
_MOST_IN_SENTENCE = 2
_MUCH, _MOST = 0.6, 0.75


def reworded(name: TextName, before: Passage, new: InlineText) -> str:
    """Tell how one text became another one, words and marks."""
    old, after = before.marked, Passage(new)
    if old == new:
        return name.does("bleibt", "unverändert")
    if not after.sentences or not after.text.strip():
        return ended(f"{begun(name.wording)} wird gestrichen")
    if not before.text.strip():
        return name.does("erhält", f"folgenden Wortlaut: {after.quoted()}")
    found = changes(before, after)
    clauses = [*_clauses(found, before, after), *reformatted(old, new, before)]
    if len(clauses) > _MOST_CLAUSES or _is_rewritten(found, before):
        return name.does("erhält", f"folgende Fassung: {after.quoted()}")
    unseen = [each for each in found if _is_blank(each, before, after)]
    if unseen:
        clauses.append((unseen[0].hunk[0], _blanks(unseen, before)))
    return together(name, [clause for _, clause in sorted(clauses, key=lambda each: each[0])])


def _blanks(found: list[Change], old: Passage) -> Clause:
    """Tell where only blanks changed."""
    gaps = [old.gap(change.hunk[0]) for change in found]
    places = {place for place, _ in gaps}
    place = places.pop() if len(places) == 1 else ""
    where = [between if place or not cited else f"in {cited} {between}" for cited, between in gaps]
    subject = f"{enumerated(where)} nur Leerzeichen"
    return Clause("werden", "geändert", "in", place, subject)


def _is_blank(change: Change, old: Passage, new: Passage) -> bool:
    """Tell whether nothing changed but blanks that are no line breaks."""
    wide = with_breaks(change, old, new)
    return not (wide.old or wide.new)


def _is_rewritten(found: list[Change], old: Passage) -> bool:
    """Tell whether most of a text was replaced; dropped and added sentences do not count."""
    replaced = sum(each.old.end - each.old.start for each in found if each.new and each.old)
    return replaced > _MUCH * len(old.text.strip())


def _clauses(found: list[Change], old: Passage, new: Passage) -> Iterator[tuple[int, Clause]]:
    """Tell each change, with the offset by which it stands among the others."""
    everywhere = _everywhere(found, old, new)
    if everywhere:
        yield found[0].old.start, everywhere
        return
    for change in _by_sentences(found, old, new):
        if not _is_blank(change, old, new):
            wide = with_breaks(change, old, new)
            yield change.hunk[0], _clause(change, wide, old, new)


def _everywhere(found: list[Change], old: Passage, new: Passage) -> Clause | None:
    """Tell at once that the same words are replaced wherever they stand."""
    if any(with_breaks(each, old, new) != each for each in found):
        return None
    pairs = {(old.said(each.old), new.quoted(each.new) if each.new else "") for each in found}
    if len(found) < 2 or len(pairs) > 1:
        return None
    ((was, now),) = pairs
    come = new.new_phrase(found[0].new) if now else None
    if not was or len(old.places(was, 0, len(old.text))) != len(found):
        return None
    sentences = {tuple(old.touched(each.old)) for each in found}
    place = old.cited(old.touched(found[0].old)) if len(sentences) == 1 else ""
    subject = phrase(was)
    rest = f"durch {come.by} ersetzt" if come else "gestrichen"
    return Clause(will(subject.plural), rest, "in", place, f"jeweils {subject.subject}")


def _by_sentences(found: list[Change], old: Passage, new: Passage) -> Iterator[Change]:
    """Take the changes of a sentence together where there are many."""
    for sentences, group in groupby(found, key=lambda each: old.touched(each.old)):
        several = list(group)
        whole = _whole(several, sentences, old, new) if len(sentences) == 1 else None
        replaced = sum(each.old.end - each.old.start for each in several)
        share = _MUCH if len(several) > 1 else _MOST
        if whole and (
            len(several) > _MOST_IN_SENTENCE or replaced > share * (whole.old.end - whole.old.start)
        ):
            yield whole
        else:
            yield from several


def _whole(several: list[Change], sentences: range, old: Passage, new: Passage) -> Change | None:
    """Widen changes to the sentence they are in, if it is a sentence in the new text, too."""
    sentence = old.sentences[sentences[0]]
    start, end = several[0].hunk, several[-1].hunk
    before, behind = start[0] - sentence.start, sentence.end - end[1]
    if before < 0 or behind < 0:
        return None
    hunk = sentence.start, sentence.end, start[2] - before, end[3] + behind
    whole = change_of(hunk, old, new)
    return whole if new.whole_sentences(whole.new) else None


def _clause(change: Change, wide: Change, old: Passage, new: Passage) -> Clause:
    """Tell a change as one of sentences, else as one of words and the breaks next to them."""
    was, now = old.whole_sentences(change.old), new.whole_sentences(change.new)
    if now and not change.old and _is_gap(change.hunk[0], old):
        return _sentences_inserted(change, now, old, new)
    if was and (now or not change.new) and len(old.sentences) > 1:
        return _sentences_changed(change, was, now, old, new)
    if not change.old and not change.new:
        return _break_changed(wide, old, new)
    if not wide.old:
        return _inserted(wide, old, new)
    subject = old.phrase(wide.old)
    rest = f"durch {new.new_phrase(wide.new).by} ersetzt" if wide.new else "gestrichen"
    return Clause(will(subject.plural), rest, "in", _cited(wide.old, old), subject.subject)


def _break_changed(change: Change, old: Passage, new: Passage) -> Clause:
    """Tell that a line begins, or no longer begins, between words that stay."""
    place, between = old.gap(change.hunk[0])
    was, now = phrase(old.said(change.old)), phrase(new.said(change.new))
    if not change.old:
        return Clause(will(now.plural), f"{now.new} eingefügt", "in", place, between)
    rest = f"durch {now.by} ersetzt" if change.new else "gestrichen"
    return Clause(will(was.plural), f"{was.subject} {rest}", "in", place, between)


def _cited(part: Range, old: Passage) -> str:
    return old.cited(old.touched(part))


def _is_gap(at: int, old: Passage) -> bool:
    """Tell whether an offset lies between sentences."""
    return all(each.end <= at or each.start >= at for each in old.sentences)


def _sentences_inserted(change: Change, now: range, old: Passage, new: Passage) -> Clause:
    """Tell new sentences by the sentence before them."""
    lines = breaks(change, old, new)
    before = sum(each.end <= change.hunk[0] for each in old.sentences)
    relation = "nach" if before and not lines.begins_line else "vor"
    beside = before - 1 if relation == "nach" else before
    verb = "angefügt" if before == len(old.sentences) else "eingefügt"
    subject = ("folgende Sätze" if len(now) > 1 else "folgender Satz") + lines.said()
    place = f"Satz {old.numbers(range(beside, beside + 1))}"
    rest = f"{verb}: {new.quoted(change.new)}"
    return Clause(will(len(now) > 1), rest, relation, place, subject, quotes=True)


def _inserted(change: Change, old: Passage, new: Passage) -> Clause:
    """Tell new words by what they stand behind."""
    at = change.hunk[0]
    come = new.new_phrase(change.new)
    cited = old.cited(old.touched(Range(at, at)))
    return Clause(will(come.plural), f"{come.new} eingefügt", "in", cited, _anchor(at, old))


def _anchor(at: int, old: Passage) -> str:
    """Say behind or before which words of the same sentence something stands."""
    sentence = old.sentences[old.touched(Range(at, at))[0]]
    before, behind = old.word_before(at), old.word_behind(at)
    follows = bool(before) and before.start >= sentence.start
    precedes = bool(behind) and behind.end <= sentence.end
    if follows and (old.is_word(before) or not (precedes and old.is_word(behind))):
        return f"nach {old.phrase(before).dative}"
    return f"vor {old.phrase(behind).dative}" if behind else f"nach {old.phrase(before).dative}"


def _sentences_changed(
    change: Change, was: range, now: range | None, old: Passage, new: Passage
) -> Clause:
    """Tell that sentences are dropped or replaced."""
    said = new.quoted(change.new) if now else ""
    place = f"Satz {old.numbers(was)}"
    found = breaks(change, old, new)
    lines = found.said() if now else found.struck()
    lines = f"{lines.lstrip()} " if lines else ""
    if len(was) == 1 and now and len(now) == 1:
        return Clause("erhält", f"{lines}folgende Fassung: {said}", place=place, quotes=True)
    several = "folgende Sätze" if now and len(now) > 1 else "folgenden Satz"
    rest = f"durch {several} {lines}ersetzt: {said}" if now else f"{lines}gestrichen"
    if len(was) == 1:
        return Clause("wird", rest, place=place, quotes=bool(now))
    subject = f"die Sätze {old.numbers(was)}"
    return Clause("werden", rest, "in", "", subject, quotes=bool(now))
