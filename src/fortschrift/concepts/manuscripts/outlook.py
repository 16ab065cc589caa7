"""How a manuscript will look as a text: its forms of titles, its lines in order, numbers of all."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from fortschrift.concepts.manuscripts.account import Account
from fortschrift.concepts.manuscripts.corrections import LEFT_OUT, TITLE
from fortschrift.concepts.manuscripts.forms import NOT_TAKEN, TEXT, Form, form_of, title_in
from fortschrift.concepts.manuscripts.levels import shape_at
from fortschrift.concepts.manuscripts.manuscript import Block, Line, Place, Table
from fortschrift.concepts.manuscripts.placed import Placed
from fortschrift.concepts.manuscripts.tables.names import Use, plain_name
from fortschrift.concepts.manuscripts.tables.slots import text_in
from fortschrift.concepts.manuscripts.tracking import Marked
from fortschrift.concepts.manuscripts.understanding import Understanding
from fortschrift.core.text import Tree
from fortschrift.core.text.blocks import ROOT_KIND

_SAMPLES = 3


@dataclass(frozen=True, slots=True)
class FormOutlook:
    """The lines of one form: what they are taken for, how many, and some of them."""

    form: Form
    choice: str
    number: int
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LineOutlook:
    """A line as it will stand: its level, `TEXT`, `NOT_TAKEN`, the title, or a table.

    ``depth`` counts from 0 for the levels on top; text stands one deeper than its element.
    ``above`` are the levels of the elements under which it may be put, ``table`` the whole table.
    """

    position: int
    place: Place
    choice: str
    depth: int
    number: str
    text: str
    kind: Literal["line", "item", "table"] = "line"
    above: tuple[str, ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class ColumnOutlook:
    """What stands under a name in a table: as it is looked up, as printed, some of the values."""

    name: str
    printed: str
    use: Use
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a file comes to, in numbers.

    ``levels`` are names (one, many) with how many elements there are; ``marked`` are tracked
    changes by author, ``own`` the words that a file of ours came with, besides its text.
    ``is_ours`` tells that it was read as one.
    """

    title: str
    levels: list[tuple[str, str, int]]
    tables: int
    notes: int
    words: int
    placed: int
    amending: int
    listed: int
    passages: int
    marked: dict[str, int]
    comments: int
    pictures: int
    own: int = 0
    is_ours: bool = False

    @property
    def left_over(self) -> int:
        """Count the words that are listed."""
        return self.listed

    @property
    def adds_up(self) -> bool:
        """Tell whether each word is somewhere, once."""
        return self.words == self.placed + self.amending + self.listed


def forms_in(found: Understanding) -> list[FormOutlook]:
    """List the forms of titles from the top down, with samples."""
    samples: dict[Form, list[str]] = {}
    numbers: Counter[Form] = Counter()
    names = found.mapping.names
    for position, block in enumerate(found.lines.blocks):
        if position in found.mapping.lines:
            continue
        form = form_of(block, names, outline=found.mapping.given)
        if form is None or position == found.mapping.root:
            continue
        numbers[form] += 1
        if len(samples.setdefault(form, [])) < _SAMPLES:
            samples[form].append(_sample(block))
    known = [form for form in found.mapping.forms if form in numbers]
    return [
        FormOutlook(
            form, found.mapping.forms.get(form, TEXT), numbers[form], tuple(samples[form])
        )
        for form in (*known, *(form for form in numbers if form not in found.mapping.forms))
    ]  # fmt: skip


def lines_in(found: Understanding, *, titles_only: bool) -> list[LineOutlook]:
    """List the lines in order, or those that are titles or left out."""
    return [line for line in _lines(found) if line.choice != TEXT or not titles_only]


def levels_at(found: Understanding, position: int) -> frozenset[str]:
    """Give the levels of the outline that may stand at a line, below any element above it."""
    line = next((each for each in _lines(found) if each.position == position), None)
    outline = found.mapping.outline
    parents = (None, *line.above) if line is not None else (None,)
    return frozenset(key for parent in parents for key in outline.may_contain(parent))


def table_at(found: Understanding, position: int) -> Table | None:
    """Give the table at a position, None where none stands there."""
    blocks = found.lines.blocks
    block = blocks[position] if position < len(blocks) else None
    return block if isinstance(block, Table) else None


def columns_of(found: Understanding, position: int) -> list[ColumnOutlook]:
    """List the names in a table, with what they mean; none where it stays a table."""
    table = table_at(found, position)
    if table is None:
        return []
    shape = shape_at(found.mapping, table, found.mapping.choice_of(position, table))
    fields = [each for row in shape.rows for each in row if each.name] if shape else []
    printed = {plain_name(each.name): " ".join(each.name.split()) for each in reversed(fields)}
    samples: dict[str, list[str]] = {name: [] for name in printed}
    for each in fields:
        said, known = text_in(each.slot), samples[plain_name(each.name)]
        if said and said not in known and len(known) < _SAMPLES:
            known.append(said)
    return [
        ColumnOutlook(name, printed[name], found.mapping.use(name), tuple(samples[name]))
        for name in (shape.named() if shape else ())
    ]


def chosen_at(found: Understanding, position: int | None) -> str:
    """Give the choice that holds for a line, as corrections write it."""
    blocks = found.lines.blocks
    block = blocks[position] if position is not None and position < len(blocks) else None
    if position is not None and position == found.mapping.root:
        return TITLE
    if position is None or block is None:
        return TEXT
    choice = found.mapping.choice_of(position, block)
    return LEFT_OUT if choice == NOT_TAKEN else choice


def summary_of(found: Understanding, made: Placed, account: Account) -> Summary:
    """Count what a file comes to."""
    return summary_with(
        made.tree, account, found.marked, comments=len(found.manuscript.comments),
        pictures=len(found.pictures),
    )  # fmt: skip


def summary_with(
    tree: Tree, account: Account, marks: Iterable[Marked], *, comments: int, pictures: int,
    is_ours: bool = False,
) -> Summary:  # fmt: skip
    """Count what a text comes to, and the words of its file."""
    kinds = Counter(state.kind for state in tree)
    marked = Counter(each.tracked.author for each in marks if each.text or each.note)
    return Summary(
        title=tree[tree.root].title,
        levels=[
            (level.singular, level.plural, kinds[level.key])
            for level in tree.outline.levels
            if kinds[level.key]
        ],
        tables=kinds["table"], notes=kinds["note"], words=account.words, placed=account.placed,
        amending=account.amending, listed=account.left_over,
        passages=sum(not each.is_own for each in account.listed),
        marked=dict(marked), comments=comments, pictures=pictures, own=account.own,
        is_ours=is_ours,
    )  # fmt: skip


def summary_to(summary: Summary) -> str:
    """Write a summary as JSON."""
    return json.dumps(asdict(summary))


def summary_from(content: str) -> Summary:
    """Read what `summary_to` wrote."""
    found: dict[str, Any] = json.loads(content)
    levels = [(one, many, number) for one, many, number in found.pop("levels")]
    return Summary(levels=levels, **found)


def _lines(found: Understanding) -> Iterator[LineOutlook]:
    mapping, names = found.mapping, found.mapping.names
    above: list[str] = []
    depth = 0
    for position, block in enumerate(found.lines.blocks):
        if isinstance(block, Table):
            choice = mapping.choice_of(position, block)
            text = _first_of(block)
            yield LineOutlook(
                position, block.place, choice, depth, "", text, "table", tuple(above), block
            )
        elif isinstance(block, Line) and block.words:
            text = block.text().strip()
            if position == mapping.root:
                yield LineOutlook(position, block.place, ROOT_KIND, 0, block.number, text)
                continue
            choice = mapping.choice_of(position, block)
            kind: Literal["line", "item"] = "item" if block.item else "line"
            if choice in (TEXT, NOT_TAKEN):
                yield LineOutlook(
                    position, block.place, choice, depth, block.number, text, kind, tuple(above)
                )
                continue
            title = title_in(block, names)
            before = tuple(above)
            while above and choice not in mapping.outline.may_contain(above[-1]):
                above.pop()
            above.append(choice)
            depth = len(above)
            yield LineOutlook(
                position, block.place, choice, depth - 1, title.number, title.text, kind, before
            )


def _sample(block: Block) -> str:
    if isinstance(block, Line):
        return " ".join(filter(None, (block.number, block.text().strip())))
    return _first_of(block) if isinstance(block, Table) else ""


def _first_of(table: Table) -> str:
    """Give the first words of a table."""
    said: Sequence[str] = [
        block.text().strip()
        for row in table.rows[:2]
        for cell in row.cells
        for block in cell.blocks
        if isinstance(block, Line)
    ]
    return " | ".join(filter(None, said))
