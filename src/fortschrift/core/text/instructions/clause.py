"""Clauses that share a beginning: "In Leitziel 2.3 wird ..., werden ... sowie wird ..."."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from string import ascii_lowercase

from fortschrift.core.text.instructions.grammar import begun, ended, enumerated

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

    def behind(self, before: "Clause | None", inner: str) -> str:
        """Say what follows the verb, the place only where it is not that of the one before."""
        where = (self.relation, self.place)
        if before and self.relation == "in" and where == (before.relation, before.place):
            return " ".join(replace(self, place="", relation="").parts())
        return " ".join(self.parts("" if before else inner))

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
    """Say the verb only where it changes."""
    done = list(_done_alike(name.inner, clauses))
    said = " ".join((name.within, *done[0]))
    for number, ((before, _), (verb, words)) in enumerate(pairwise(done), start=2):
        joint = ", "
        if number == len(done):
            joint = " sowie " if verb == before else " und "
        said += joint + (words if verb == before else f"{verb} {words}")
    return said


def _done_alike(inner: str, clauses: Sequence[Clause]) -> Iterator[tuple[str, str]]:
    """Take what is done in the same way together: one verb, then a plural, and one participle."""
    before: Clause | None = None
    for participle, group in groupby(clauses, key=lambda each: each.participle):
        verb, parts = "", []
        for clause in group:
            verb = "werden" if verb else clause.verb
            parts.append(clause.behind(before, inner).removesuffix(f" {participle}"))
            before = clause
        yield verb, f"{enumerated(parts)} {participle}"
