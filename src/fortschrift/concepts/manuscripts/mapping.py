"""Which lines of a manuscript are titles of elements, and of which level.

Lines that look alike are of one *form*: the name of a level in front ("Handlungsfeld 1: ..."),
a rank that the file gives headings, or how deep a number goes ("2.3"). Tables that tell of
elements have forms too. A mapping says for each form which level it is, for single lines and
tables what is different there, and what the names in tables mean; so a person corrects one row
for a hundred lines. It is `proposing` that makes one, and `corrections` that change it; nothing
here changes the manuscript.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from fortschrift.concepts.manuscripts.forms import TEXT, Choice, Form, form_of
from fortschrift.concepts.manuscripts.manuscript import Block, Side
from fortschrift.concepts.manuscripts.tables.names import Use, plain_name, use_of
from fortschrift.concepts.manuscripts.titles import ALL_NAMES, key_of
from fortschrift.core.text.outline import NO_OUTLINE, Outline

MEASURE = "Maßnahme"
"""The level of what a table tells where it says no other."""


@dataclass(frozen=True, slots=True)
class LevelMapping:
    """Which form is which level, in an outline.

    `lines` are exceptions by the position of a line or table among the blocks of the manuscript;
    ``root`` is the position of the line that holds the title of the whole, if one does. ``uses``
    says what names in tables mean, as `plain_name` writes them. ``given`` is the outline that was
    there before the manuscript, whose words are recognised in tables.
    """

    outline: Outline
    forms: Mapping[Form, Choice] = field(default_factory=dict)
    lines: Mapping[int, Choice] = field(default_factory=dict)
    root: int | None = None
    uses: Mapping[str, Use] = field(default_factory=dict)
    given: Outline = NO_OUTLINE

    def choice_of(self, position: int, block: Block, side: Side = "after") -> Choice:
        """Say what the line or table at a position is."""
        own = self.lines.get(position)
        if own is not None:
            return own
        form = form_of(block, self.names, side, self.given)
        return TEXT if form is None else self.forms.get(form, TEXT)

    def use(self, name: str) -> Use:
        """Say what stands under a name in a table, as printed."""
        plain = plain_name(name)
        return self.uses.get(plain) or use_of(plain, self.outline)

    @property
    def names(self) -> tuple[str, ...]:
        """Give the names by which levels are recognised, those of the outline as well."""
        own = (name for level in self.outline.levels for name in (level.singular, level.plural))
        return tuple(dict.fromkeys((*own, *ALL_NAMES)))

    @property
    def measure(self) -> str:
        """Give the level of what a table tells where it says no other, "" without any level."""
        keys = [level.key for level in self.outline.levels]
        if key_of(MEASURE) in keys:
            return key_of(MEASURE)
        tracked = [level.key for level in self.outline.levels if level.tracked]
        return (tracked or keys or [""])[-1]

    def corrected(self, form: Form, choice: Choice) -> "LevelMapping":
        """Give the mapping in which a form is something else."""
        return replace(self, forms={**self.forms, form: choice})

    def corrected_at(self, position: int, choice: Choice) -> "LevelMapping":
        """Give the mapping in which one line or table is something else."""
        return replace(self, lines={**self.lines, position: choice})

    def corrected_use(self, name: str, use: Use) -> "LevelMapping":
        """Give the mapping in which a name in tables means something else."""
        return replace(self, uses={**self.uses, plain_name(name): use})
