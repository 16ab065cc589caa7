"""Clauses that share a beginning: "In Leitziel 2.3 wird ..., werden ... sowie wird ..."."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from string import ascii_lowercase

from fortschrift.core.text.instructions.grammar import begun, ended

_MOST_IN_A_ROW = 3


@dataclass(frozen=True, slots=True)
class TextName:
    """How a text is spoken of: "In Leitziel 2.3" with "Absatz 2", or "In der Überschrift ...".

    `whole` is the text itself: "Leitziel 2.3 Absatz 2", "die Überschrift von Leitziel 2.3",
    `wording` what is struck when no word is left of it.
    """

    within: str
    whole: str
    wording: str
    inner: str = ""

    def does(self, verb: str, rest: str) -> str:
        """Say something of the text as a whole."""
        if self.inner:
            return ended(f"{self.within} {verb} {self.inner} {rest}")
        return ended(f"{begun(self.whole)} {verb} {rest}")


@dataclass(frozen=True, slots=True)
class Clause:
    """One change in words: "in", "Satz 1", "wird", "das Wort „a“", "gestrichen".

    Relation and place say where, if that needs to be said; without a relation the place
    itself is what is changed. `quotes`: it ends with wording, so that nothing can follow.
    """

    verb: str
    rest: str
    relation: str = ""
    place: str = ""
    subject: str = ""
    quotes: bool = False

    def parts(self, inner: str = "") -> list[str]:
        """Give what stands around the verb, the place as a part of a larger one."""
        place = " ".join(filter(None, (inner, self.place)))
        where = f"{self.relation} {place}".strip() if place else ""
        return [part for part in (where, self.subject, self.rest) if part]

    @property
    def participle(self) -> str:
        """The last word: "ersetzt"."""
        return self.rest.rpartition(" ")[2]

    def alone(self) -> str:
        """Say it as a sentence."""
        first, *others = self.parts()
        return ended(" ".join((begun(first), self.verb, *others)))


def together(name: TextName, clauses: Sequence[Clause]) -> str:
    """Say several clauses about one text: in a row, or as a list where they are long."""
    if not clauses:
        return name.does("bleibt", "unverändert")
    if len(clauses) > _MOST_IN_A_ROW or (
        len(clauses) > 1 and any(clause.quotes for clause in clauses)
    ):
        signs = zip(ascii_lowercase, clauses, strict=False)
        listed = (f"{sign}) {clause.alone()}" for sign, clause in signs)
        return f"{begun(name.whole)} wird wie folgt geändert: {' '.join(listed)}"
    return ended(_in_a_row(name, clauses))


def _in_a_row(name: TextName, clauses: Sequence[Clause]) -> str:
    """Say verb, place and participle only where they change."""
    said = f"{name.within} {clauses[0].verb} {' '.join(clauses[0].parts(name.inner))}"
    for number, (before, clause) in enumerate(pairwise(clauses), start=2):
        same_verb = clause.verb == before.verb
        if same_verb and before.participle == clause.participle:
            said = said.removesuffix(f" {before.participle}")
        is_there = clause.relation == before.relation == "in" and clause.place == before.place
        short = replace(clause, place="", relation="") if is_there else clause
        joint = ", "
        if number == len(clauses):
            joint = " sowie " if same_verb else " und "
        said += joint + " ".join(([] if same_verb else [clause.verb]) + short.parts())
    return said
