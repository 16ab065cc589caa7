"""Which passages a comparison shows: every change once, with what makes it readable."""

from html.parser import HTMLParser
from typing import Any

from hypothesis import given

from fortschrift.concepts.comparing.choice import (
    Extents,
    Laid,
    around,
    everything,
    filtered,
    kinds_of,
    without_claims,
)
from fortschrift.concepts.rendering.html import Beside, comparison
from fortschrift.concepts.rendering.moves import Ends, row_id
from fortschrift.concepts.rendering.side_by_side import Aside, Heads, side_by_side
from fortschrift.core.text import (
    Insert,
    Move,
    NodeState,
    Operation,
    Place,
    Reformat,
    Repeal,
    Splice,
    Split,
    Substitute,
    Tree,
    apply,
    inline,
    marked,
    plain,
)
from fortschrift.core.text.comparison.shown import new_side, old_side
from fortschrift.core.text.runs import BOLD
from fortschrift.core.text.synopsis import Row, synopsis
from tests.concepts.rendering_cases import tried
from tests.concepts.test_became import node, tree
from tests.core.text.strategies import edits

Edit = tuple[Tree, tuple[Operation, ...]]
TEXT = tree(
    (10, "field", "Bildung",
        (11, "paragraph", "Erster Satz hier."), (12, "paragraph", "Zweiter Satz dort."),
        (13, "paragraph", "Dritter."), (14, "paragraph", "Vierter."), (15, "paragraph", "Fünfter."),
        (16, "goal", "Sprache", (17, "paragraph", "Alle lernen."))),
    (20, "field", "Wohnen", (21, "paragraph", "Alle wohnen.")),
)  # fmt: skip


def laid(*operations: Operation, extents: Extents | None = None) -> Laid:
    return Laid(synopsis(TEXT, apply(operations, TEXT)), extents or Extents())


def reword(number: int, old: str, new: str) -> Operation:
    start = plain(TEXT[node(number)].text).index(old)
    return Substitute(node(number), (Splice(start, inline(old), inline(new)),))


def numbers(rows: Any) -> list[int]:
    return [each.row.state.id.int for each in rows if not each.row.points_to]


# What is a change


def test_each_passage_that_changed_is_one_change_in_the_order_of_reading() -> None:
    found = laid(reword(17, "Alle", "Viele"), reword(11, "hier", "da"))

    assert [(each.number, each.kinds) for each in found.changes] == [
        (1, {"changed"}), (2, {"changed"}),
    ]  # fmt: skip


def test_what_comes_or_goes_with_all_below_it_is_one_change() -> None:
    new = (
        NodeState(node(30), "goal", heading=inline("Neu"), children=(node(31),)),
        NodeState(node(31), "paragraph", text=inline("Mit Text.")),
    )

    found = laid(Insert(Place(node(10), node(16)), new), Repeal(node(20)))

    assert [(len(each.rows), each.kinds) for each in found.changes] == [(2, {"new"}), (2, {"gone"})]


def test_a_split_is_one_change() -> None:
    found = laid(Split(node(12), 7, inline(" "), node(30)))

    assert [each.rows for each in found.changes] == [(found.changes[0].head, 4)]


def test_a_move_is_one_change_where_it_stands_with_the_gap_it_left() -> None:
    found = laid(Move(node(16), Place(node(20), node(21))))

    (change,) = found.changes
    gap, here = (found.rows[index] for index in change.rows)
    assert change.kinds == {"moved"} and found.counts(found.changes) == {"moved": 1}
    assert gap.points_to == here.state.id == found.rows[change.head].state.id


def test_a_move_upwards_is_numbered_where_it_stands_now() -> None:
    found = laid(reword(12, "dort", "da"), Move(node(21), Place(node(10))))

    assert [(each.number, each.kinds) for each in found.changes] == [
        (1, {"moved"}), (2, {"changed"}),
    ]  # fmt: skip


def test_a_move_is_a_change_of_both_elements_of_the_first_level() -> None:
    found = laid(Move(node(16), Place(node(20), node(21))))

    assert filtered(found, within=node(10)) == filtered(found, within=node(20)) == found.changes


@tried(60)
@given(edits(most=6))
def test_every_gap_belongs_to_the_change_of_what_left_it(edit: Edit) -> None:
    old, operations = edit
    found = Laid(synopsis(old, apply(operations, old)))

    changes = {row: change for change in found.changes for row in change.rows}
    for index, row in enumerate(found.rows):
        if row.points_to:
            arrived = [
                other for other, each in enumerate(found.rows)
                if each.old and each.old.id == row.points_to and "moved" in each.happened
            ]  # fmt: skip
            assert [changes[other] for other in arrived] == [changes[index]]
            assert changes[index].head != index


def test_other_marks_alone_are_called_that() -> None:
    old = inline("Dritter.")
    new = marked(old, 0, 8, BOLD)

    found = laid(Reformat(node(13), (Splice(0, old, new),)))

    assert [each.kinds for each in found.changes] == [{"formatted"}]


def test_another_number_alone_is_no_change_and_is_counted() -> None:
    new = NodeState(node(30), "field", heading=inline("Neu"))

    found = laid(Insert(Place(TEXT.root), (new,)))

    assert len(found.changes) == 1 and found.renumbered == 3


# Incomplete texts


def test_what_an_incomplete_text_lacks_is_unknown_and_unmarked() -> None:
    found = laid(Repeal(node(20)), extents=Extents("complete", "partial"))

    (change,) = found.changes
    rows = [without_claims(found.rows[index], found.extents) for index in change.rows]
    assert change.kinds == {"unknown"}
    assert "<del>" not in comparison(rows) and "Alle wohnen." in comparison(rows)


def test_words_missing_in_titles_are_unknown_but_a_new_title_is_a_change() -> None:
    titles = tree((10, "field", "Schule", (16, "goal", "Sprache")), (20, "field", "Wohnen"))
    found = Laid(synopsis(TEXT, titles), Extents("complete", "titles_only"))

    kinds = {each.head: each.kinds for each in found.changes}

    heads = [found.rows[head].state.title for head, said in kinds.items() if said == {"changed"}]
    assert heads == ["Schule"]
    assert "gone" not in {kind for said in kinds.values() for kind in said}


# What is shown


def test_a_change_comes_with_its_headings_and_a_neighbour_on_each_side() -> None:
    found = laid(reword(13, "Dritter", "Der dritte"))

    shown = around(found, found.changes)

    assert numbers(shown) == [1, 10, 12, 13, 14]
    assert [each.is_context for each in shown] == [True, True, True, False, True]
    assert [each.skipped for each in shown] == [0, 0, 1, 0, 0]


def test_changes_can_be_chosen_by_kind_and_by_field() -> None:
    found = laid(reword(11, "hier", "da"), Repeal(node(21)))

    assert [each.number for each in filtered(found, kind="gone")] == [2]
    assert [each.number for each in filtered(found, within=node(10))] == [1]
    assert filtered(found, kind="gone", within=node(10)) == []


@tried(60)
@given(edits(most=4))
def test_every_row_that_changed_belongs_to_exactly_one_change(edit: Edit) -> None:
    old, operations = edit
    found = Laid(synopsis(old, apply(operations, old)))

    told = [row for change in found.changes for row in change.rows]
    changed = [i for i, row in enumerate(found.rows) if kinds_of(row, Extents()) - {"number"}]
    assert sorted(told) == changed


@tried(40)
@given(edits(most=4))
def test_pages_of_changes_show_each_change_once_and_leave_no_passage_uncounted(edit: Edit) -> None:
    old, operations = edit
    found = Laid(synopsis(old, apply(operations, old)))
    pages = [found.changes[start : start + 2] for start in range(0, len(found.changes), 2)]

    shown = [each.change for page in pages for each in around(found, page) if each.change]

    assert sorted(each.number for each in shown) == [each.number for each in found.changes]


@tried(40)
@given(edits(most=4))
def test_what_is_shown_stands_under_what_it_stood_under(edit: Edit) -> None:
    old, operations = edit
    found = Laid(synopsis(old, apply(operations, old)))

    for rows in (around(found, found.changes), everything(found, 2, 7)):
        depth = -1
        for each in rows:
            assert each.row.depth <= depth + 1
            depth = each.row.depth


# How it is written


def test_a_page_adds_marks_but_nothing_to_either_text() -> None:
    found = laid(reword(13, "Dritter", "Der dritte"))
    shown = around(found, found.changes)
    beside = [Beside(mark="<p>Grund</p>" if each.change else "", before="<p>…</p>"
              if each.skipped else "", classes="fs-passage") for each in shown]  # fmt: skip

    html = comparison([each.row for each in shown], beside=beside)

    assert html.count("<p>Grund</p>") == html.count("<p>…</p>") == 1
    assert html.count('class="fs-passage"') == len(shown)


def test_a_move_links_to_the_end_that_is_shown_here_or_on_another_page() -> None:
    found = laid(Move(node(16), Place(node(20), node(21))))
    start = [each.row for each in everything(found, 0, 8)]
    pages = {str(node(16)): "?seite=2"}

    both = comparison([each.row for each in around(found, found.changes)])
    one = comparison(start)
    other = comparison(start, ends=Ends.among(start, pages=pages))

    assert both.count("href=") == 2 and "stand-hier" in one and one.count("href=") == 0
    assert f'href="?seite=2#s-{node(16)}"' in other


class Columns(HTMLParser):
    """Reads a synopsis back: what each column says of each field, words for the ear left out."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said: tuple[list[str], list[str]] = ([], [])
        self.column, self.open, self.silent = -1, 0, 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        given = dict(attrs)
        if tag == "tr":
            self.column = -1
        if tag == "td":
            self.column += int(given.get("colspan") or 1)
        if self.open:
            self.open += tag != "br"
        elif "data-field" in given and self.column in (0, 1):
            self.open = 1
            self.said[self.column].append("")
        if self.open and (self.silent or given.get("class") in ("kern-sr-only", "fs-call")):
            self.silent += tag != "br"
        if tag == "br" and self.open:
            self.handle_data("\n")

    def handle_endtag(self, tag: str) -> None:
        self.open = max(self.open - 1, 0)
        self.silent = max(self.silent - 1, 0)

    def handle_data(self, data: str) -> None:
        if self.open and not self.silent:
            self.said[self.column][-1] += data


def _texts(rows: tuple[Row, ...], side: str) -> list[str]:
    taken = old_side if side == "old" else new_side
    return [
        plain(taken(pieces))
        for row in rows
        if not row.points_to and getattr(row, side)
        for pieces in (row.heading, row.text)
        if taken(pieces)
    ]


@tried(60)
@given(edits(most=4))
def test_each_column_of_a_synopsis_is_that_side_of_the_text(edit: Edit) -> None:
    old, operations = edit
    rows = synopsis(old, apply(operations, old))

    html = side_by_side(rows, [Aside() for _ in rows], Heads("Alt", "Neu", "Grund", "Vergleich"))

    page = Columns(html)
    for side, said in zip(("old", "new"), page.said, strict=True):
        words = _texts(rows, side)
        left = list(said)
        for each in words:
            assert each in left
            left.remove(each)


def test_rows_have_an_address_of_their_own_in_the_page() -> None:
    found = laid(Move(node(16), Place(node(20), node(21))), reword(11, "hier", "da"))

    ids = [row_id(row) for row in found.rows]

    assert len(ids) == len(set(ids))
