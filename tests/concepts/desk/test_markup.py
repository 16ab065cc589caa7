"""What comes back from an editor is read tag by tag; nothing but words and known marks gets in."""

from dataclasses import replace
from uuid import UUID

import pytest

from fortschrift.concepts.desk.markup import flow_html, read_flow
from fortschrift.concepts.desk.notation import UnknownPlace, flow_text, read_text
from fortschrift.concepts.desk.passages import Passage, Written, flow_of
from fortschrift.concepts.desk.placing import rewritten
from fortschrift.core.text import (
    BOLD,
    ITALIC,
    NodeId,
    NodeState,
    Run,
    Tree,
    footnote,
    footnotes,
    inline,
    link,
    plain,
)
from fortschrift.core.text.errors import RefusedCharacter
from tests.concepts.desk.flows import GOAL, minted, tree_of

TREE = tree_of(["Alle lernen Deutsch."])


def html(markup: str) -> Written:
    return read_flow(markup, known=flow_of(TREE, GOAL), mint=minted())


def text(words: str) -> Written:
    return read_text(words, TREE, flow_of(TREE, GOAL), minted())


def shapes(passages: tuple[Passage, ...]) -> list[object]:
    """Write passages as kind and words, what is in them behind."""
    return [
        (each.kind, plain(each.text), *([shapes(each.children)] if each.children else []))
        for each in passages
    ]


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<p onclick=x>Alle <script>alert(1)</script>lernen</p>", "Alle lernen"),
        ('<p><a href="javascript:alert(1)">hier</a></p>', "hier"),
        ("<p><style>p{}</style><font color=red>Deutsch</font></p>", "Deutsch"),
        ('<p>&lt;b&gt; <img src=x onerror="y"></p>', "<b>"),
        ("<div><div>tief <p>und tiefer", "tief"),
        ("lose Worte", "lose Worte"),
        ("<h2>Als Überschrift</h2>", "Als Überschrift"),
    ],
)
def test_tags_that_are_not_ours_lose_themselves_and_keep_their_words(
    markup: str, words: str
) -> None:
    found = html(markup).passages

    assert plain(found[0].text) == words
    assert all(mark.kind in ("bold", "italic") for run in found[0].text for mark in run.marks)


def test_marks_links_and_line_breaks_come_in() -> None:
    (found,) = html(
        "<p>Alle <strong>lernen</strong>"
        ' <a href="https://example.org/">hier</a>,<br> <em>bald</em>.</p>'
    ).passages

    assert found.text == (
        Run("Alle "), Run("lernen", (BOLD,)), Run(" "),
        Run("hier", (link("https://example.org/"),)), Run(",\n"), Run("bald", (ITALIC,)), Run("."),
    )  # fmt: skip


def test_lists_and_tables_come_in_with_what_is_in_them() -> None:
    found = html(
        "<ol start=3><li><p>drei</p><ul><li>drei a</li></ul></li><li>vier</li></ol>"
        "<table><tr><th><p>Jahr</p></th></tr><tr><td colspan=2>2027</td></tr></table>"
    ).passages

    assert shapes(found) == [
        ("list", "", [
            ("list_item", "drei", [("list", "", [("list_item", "drei a")])]),
            ("list_item", "vier"),
        ]),
        ("table", "", [("row", "", [("cell", "Jahr")]), ("row", "", [("cell", "2027")])]),
    ]  # fmt: skip
    assert dict(found[0].attributes) == {"ordered": True, "start": 3}
    assert dict(found[1].children[0].attributes) == {"header": True}
    assert dict(found[1].children[1].children[0].attributes) == {"columns": 2}


def test_no_word_of_a_table_in_a_cell_or_an_item_is_lost() -> None:
    found = html("<ul><li>eins<table><tr><td>innen</td></tr></table></li></ul>").passages

    words = {plain(each.text) for top in found for each in top.walk()}
    assert {"eins", "innen"} <= words


def test_a_character_that_is_no_text_is_refused() -> None:
    with pytest.raises(RefusedCharacter):
        html("<p>Alle \x01</p>")


def test_a_note_stands_under_the_words_that_cite_it_and_goes_with_them() -> None:
    written = html('<p>Alle <span data-note="neu">lernen</span>.</p><aside data-note="neu">Seit'
                   " 2011.</aside>")  # fmt: skip
    new = rewritten(TREE, GOAL, written, minted(50_000))
    (paragraph,) = new.children(GOAL)
    ((_, note),) = footnotes(paragraph.text)

    assert paragraph.children == (note,) and plain(new[note].text) == "Seit 2011."

    without = read_flow("<p>Alle lernen.</p>", known=flow_of(new, GOAL), mint=minted(70_000))
    assert note not in rewritten(new, GOAL, without, minted(80_000))


# Plain signs


def test_paragraphs_lists_tables_and_notes_are_written_with_plain_signs() -> None:
    written = text(
        "Alle **lernen** [bald][^1].\nNeue Zeile\n\n- eins\n  - eins a\n- zwei\n\n"
        "3. drei\n4. vier\n\n| Jahr | Kinder |\n|---|---|\n| 2027 | 12 |\n\n[^1]: Seit _Herbst_."
    )

    assert shapes(written.passages) == [
        ("paragraph", "Alle lernen bald.\nNeue Zeile"),
        ("list", "", [("list_item", "eins", [("list", "", [("list_item", "eins a")])]),
                      ("list_item", "zwei")]),
        ("list", "", [("list_item", "drei"), ("list_item", "vier")]),
        ("table", "", [("row", "", [("cell", "Jahr"), ("cell", "Kinder")]),
                       ("row", "", [("cell", "2027"), ("cell", "12")])]),
    ]  # fmt: skip
    assert [plain(each) for each in written.notes.values()] == ["Seit Herbst."]


@pytest.mark.parametrize(
    "words",
    [
        "2 * 3 = 6",
        "a_b bleibt",
        "**offen",
        "[Klammer] (hier)",
        "x^2",
        "[a][^7]",
        r"\*fett\*",
        "~ 5",
    ],
)
def test_a_sign_without_a_partner_is_a_word(words: str) -> None:
    (found,) = text(words).passages

    assert plain(found.text) == words.replace("\\", "")
    assert not any(run.marks for run in found.text)


@pytest.mark.parametrize(
    "words", ["- kein Punkt", "1. Mai ist frei", "| Strich", "{{1}}", "[^1]: x"]
)
def test_words_that_look_like_the_beginning_of_something_stay_words(words: str) -> None:
    tree = tree_of([words])

    out = flow_text(tree, flow_of(tree, GOAL), lambda each: each.kind)
    written = read_text(out, tree, flow_of(tree, GOAL), minted())

    assert shapes(written.passages) == [("paragraph", words)]


def test_a_place_that_holds_nothing_is_named() -> None:
    with pytest.raises(UnknownPlace) as found:
        text("{{9: Bild}}")

    assert found.value.args == ("{{9: Bild}}",)


def test_the_caption_of_a_table_is_written_above_it_and_keeps_its_note() -> None:
    tree = with_table()
    flow = flow_of(tree, GOAL)
    out = flow_text(tree, flow, lambda each: each.kind)
    assert out.startswith("|= Kinder in Kursen\n")

    same = rewritten(tree, GOAL, read_text(out, tree, flow, minted()), minted(50_000))
    html = flow_html(tree, flow, lambda each: each.kind)
    as_html = rewritten(tree, GOAL, read_flow(html, known=flow, mint=minted()), minted(50_000))
    other = out.replace("Kinder in Kursen", "Plätze")
    renamed = rewritten(tree, GOAL, read_text(other, tree, flow, minted()), minted(50_000))
    without = rewritten(tree, GOAL, read_text("Weg.", tree, flow, minted()), minted(50_000))

    assert same == as_html == tree
    (table,) = renamed.children(GOAL)[:1]
    assert table.title == "Plätze" and table.id == NodeId(UUID(int=600))
    assert not any(each.kind in ("note", "table") for each in without)


def with_table() -> Tree:
    table, row, cell, note = (NodeId(UUID(int=600 + at)) for at in range(4))
    caption = (Run("Kinder in "), Run("Kursen", (footnote(note),)))
    states = (
        NodeState(table, "table", caption, children=(row, note)),
        NodeState(row, "row", children=(cell,)), NodeState(cell, "cell", text=inline("12")),
        NodeState(note, "note", text=inline("Seit 2011.")),
    )  # fmt: skip
    tree = tree_of([])
    goal = replace(tree[GOAL], children=(table,))
    nodes = {**tree.nodes, GOAL: goal, **{each.id: each for each in states}}
    return Tree(tree.root, nodes, tree.outline)


def test_passages_stay_between_the_same_elements() -> None:
    tree = with_goals_between()
    flow = flow_of(tree, GOAL)

    written = read_text("Davor.\n\nNeu davor.\n\nDanach, anders.", tree, flow, minted())
    new = rewritten(tree, GOAL, written, minted(50_000))

    kinds = [child.kind for child in new.children(GOAL)]
    assert kinds == ["paragraph", "paragraph", "measure", "paragraph"]


def with_goals_between() -> Tree:
    tree = tree_of(["Davor.", "Danach, so."])
    measure = NodeState(NodeId(UUID(int=500)), "measure", inline("Kurse"))
    one, two = tree[GOAL].children
    goal = replace(tree[GOAL], children=(one, measure.id, two))
    return Tree(tree.root, {**tree.nodes, GOAL: goal, measure.id: measure}, tree.outline)
