"""A small text that uses every shape of the format, and operations of every kind on it.

The files beside this one are its canonical bytes as each schema version wrote them. They are
never written again: a newer engine must read them and find these values.
"""

from dataclasses import replace

from fortschrift.core.text import (
    BOLD,
    ITALIC,
    SUBSCRIPT,
    SUPERSCRIPT,
    AttributeType,
    ChangeKind,
    ChangeOutline,
    Insert,
    Join,
    Level,
    Move,
    NodeState,
    Numbering,
    Operation,
    Outline,
    Place,
    Reformat,
    Relate,
    Repeal,
    Retitle,
    SetAttribute,
    SetPrintedNumber,
    Splice,
    Split,
    Substitute,
    Term,
    Tree,
    Unrelate,
    Vocabulary,
    footnote,
    inline,
    joined,
    link,
)
from tests.core.text.growing import node_id

(ROOT, FIELD, GOAL, TEXT, NOTE, LIST, ITEM, INNER, INNER_ITEM) = map(node_id, range(1, 10))
(TABLE, HEAD, HEAD_CELL, ROW, CELL, IMAGE, LOST, ELSEWHERE) = map(node_id, range(10, 18))
NEW, NEW_ITEM, SECOND = node_id(20), node_id(21), node_id(22)

OUTLINE = Outline(
    levels=(
        Level("field", "Handlungsfeld", "Handlungsfelder", ("goal",), Numbering("HF{n}")),
        Level(
            "goal",
            "Leitziel",
            "Leitziele",
            numbering=Numbering("{parent}-{attribute.code}{n:02}", "code"),
            attributes=(
                AttributeType("code", "Kürzel"),
                AttributeType("stage", "Stufe", "choice", ("kurzfristig", "langfristig")),
            ),
            tracked=True,
            binding_force="framework",
        ),
    ),
    roots=("field",),
)

TREE = Tree.of(
    [
        NodeState(ROOT, "concept", inline("Integrationskonzept"), children=(FIELD, LOST)),
        NodeState(
            FIELD,
            "field",
            inline("Bildung"),
            inline("Früh beginnen."),
            children=(GOAL, TABLE, IMAGE),
            relations=(("serves", ELSEWHERE), ("serves", GOAL)),
        ),
        NodeState(
            GOAL,
            "goal",
            joined(inline("CO"), inline("2", SUBSCRIPT), inline("-arme Wege")),
            attributes=(
                ("code", "Z"),
                ("cost", 1_500_000),
                ("partners", ("AWO-Ortsverein", "VHS")),
                ("running", True),
            ),
            children=(TEXT, LIST),
            printed_number="15b",
        ),
        NodeState(
            TEXT,
            "paragraph",
            text=joined(
                inline("Gemäß § 36 "),
                inline("NKomVG", BOLD, ITALIC, link("https://www.nds-voris.de/")),
                inline(" und „Rat“\nam 13.09.2017", footnote(NOTE)),
                inline("1)", SUPERSCRIPT),
            ),
            children=(NOTE,),
        ),
        NodeState(NOTE, "note", text=inline('Quelle: "Statistik" \\ مُهِمّ 😀')),
        NodeState(LIST, "list", attributes=(("ordered", True), ("start", 3)), children=(ITEM,)),
        NodeState(ITEM, "list_item", text=inline("Kurse"), children=(INNER,)),
        NodeState(INNER, "list", children=(INNER_ITEM,)),
        NodeState(INNER_ITEM, "list_item", text=inline("abends")),
        NodeState(TABLE, "table", inline("Kosten"), children=(HEAD, ROW)),
        NodeState(HEAD, "row", attributes=(("header", True),), children=(HEAD_CELL,)),
        NodeState(HEAD_CELL, "cell", text=inline("Euro"), attributes=(("columns", 2), ("rows", 1))),
        NodeState(ROW, "row", children=(CELL,)),
        NodeState(CELL, "cell", text=inline("15.000")),
        NodeState(
            IMAGE, "image", inline("Karte"), inline("Stadtplan"), attributes=(("media", "plan"),)
        ),
        NodeState(LOST, "goal", inline("Ohne Platz"), parent_unknown=True),
    ],
    root=ROOT,
    outline=OUTLINE,
)

OPERATIONS_1: tuple[Operation, ...] = (
    Insert(
        Place(GOAL, TEXT),
        (NodeState(NEW, "list", children=(NEW_ITEM,)), NodeState(NEW_ITEM, "list_item")),
    ),
    Repeal(NEW),
    Move(LOST, Place(FIELD)),
    Move(LOST, Place(ROOT, FIELD), parent_unknown=True),
    Substitute.whole(TEXT, TREE[TEXT].text, inline("Neu.")),
    Retitle.whole(FIELD, inline("Bildung"), ()),
    ChangeKind(LOST, "goal", "field"),
    SetAttribute(GOAL, "running", old=True, new=None),
    SetAttribute(GOAL, "stage", old=None, new="langfristig"),
    SetPrintedNumber(GOAL, "15b", "15c"),
    Relate(GOAL, "serves", FIELD),
    Unrelate(FIELD, "serves", ELSEWHERE),
    ChangeOutline(OUTLINE, Outline()),
)

# What schema version 2 added: ranges of words, marks alone, split and join.
OPERATIONS: tuple[Operation, ...] = (
    *OPERATIONS_1,
    Substitute(TEXT, (Splice(0, inline("Neu"), inline("Alt")), Splice(4, (), inline(" Und gut.")))),
    Reformat(TEXT, (Splice(0, inline("Alt"), inline("Alt", BOLD)),)),
    Split(TEXT, 4, inline(" "), SECOND),
    Join(TEXT, SECOND, inline("\n")),
)

# What schema version 2 of outlines added (version 3 of operations): units, several options,
# what is required and expected, vocabularies.
_FIELD, _GOAL = OUTLINE.levels
OUTLINE_2 = Outline(
    levels=(
        replace(_FIELD, expects=("goal",)),
        replace(
            _GOAL,
            attributes=(
                *_GOAL.attributes,
                AttributeType("places", "Plätze", "number", unit="Plätze", required=True),
                AttributeType("un", "Ziele der UN", "choices", ("4 Bildung", "13 Klima")),
            ),
        ),
    ),
    roots=("field",),
    vocabularies=(
        Vocabulary("binding_force", (Term("framework", "verbindlicher Rahmen"),)),
        Vocabulary("relation", (Term("serves", "dient"),)),
    ),
)
TREE_2 = Tree(TREE.root, TREE.nodes, OUTLINE_2)
OPERATIONS_3: tuple[Operation, ...] = (*OPERATIONS[:-5], ChangeOutline(OUTLINE, OUTLINE_2))
