"""German as far as instructions need it: quoting, articles, enumerations, full stops.

Names of levels come from an outline and their gender is not known, so no sentence needs
it: "In Leitziel 2.3", never "im Leitziel". Words and blocks have a gender that is known.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from fortschrift.core.text.comparison.words import tokens

_INNER_QUOTES = str.maketrans("„“", "‚‘")
_ENDED = (".", "!", "?", "…", ".“", "!“", "?“", "…“", ".‘“", "!‘“", "?‘“")


def quoted(text: str) -> str:
    """Put a text in quotation marks; those in it become single ones, as is the custom.

    >>> quoted("Runder Tisch „Ankommen“")
    '„Runder Tisch ‚Ankommen‘“'
    """
    return f"„{text.translate(_INNER_QUOTES)}“"


def ended(sentence: str) -> str:
    """End a sentence; a quotation at its end that has an end of its own needs no other."""
    return sentence if sentence.endswith(_ENDED) else f"{sentence}."


def begun(sentence: str) -> str:
    """Begin a sentence with a capital."""
    return sentence[:1].upper() + sentence[1:]


def enumerated(parts: Sequence[str], last: str = "und") -> str:
    """Enumerate.

    >>> enumerated(["a", "b", "c"])
    'a, b und c'
    """
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def numbered(numbers: Sequence[int]) -> str:
    """Write numbers that follow one another.

    >>> numbered([2]), numbered([2, 3]), numbered([2, 3, 4])
    ('2', '2 und 3', '2 bis 4')
    """
    if len(numbers) > 2:
        return f"{numbers[0]} bis {numbers[-1]}"
    return " und ".join(map(str, numbers))


def will(plural: bool) -> str:
    """Give the verb that says that something is done."""
    return "werden" if plural else "wird"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Quoted words with their article.

    `subject` is what is replaced or struck, `dative` what something stands next to, `new` the
    subject that is put in, `by` what stands in the place of something ("durch ...").
    """

    subject: str
    dative: str
    new: str
    by: str
    plural: bool = False


def phrase(text: str, remark: str = "") -> Phrase:
    """Name words by what they are: a word, several, a number, a sign; a remark follows them.

    >>> phrase("jährlich").subject, phrase("zweimal im Jahr").dative, phrase("§ 36").subject
    ('das Wort „jährlich“', 'den Wörtern „zweimal im Jahr“', 'die Angabe „§ 36“')
    >>> phrase("(alle)").subject, phrase("(2026)").subject
    ('das Wort „(alle)“', 'die Angabe „(2026)“')
    >>> phrase(",").by, phrase(".").subject
    ('ein Komma', 'der Punkt')
    >>> phrase(", Jugendlichen und Eltern").by, phrase("1.000 Euro").by
    ('ein Komma und die Wörter „Jugendlichen und Eltern“', 'die Angabe „1.000 Euro“')
    """
    before, core, behind = _lines(text)
    if before or behind:
        parts = (_breaks(before), phrase(core, remark) if core else None, _breaks(behind))
        return _joined([part for part in parts if part])
    if text in _SIGNS:
        return _sign(*_SIGNS[text], remark)
    first, last = text[:1] in _SIGNS and text[1:2].isspace(), text[-1:] in _PARTING
    if first != last and not remark:
        head, rest = (text[0], text[1:].lstrip()) if first else (text[:-1], text[-1])
        return _joined([phrase(head), phrase(rest)])
    named = quoted(text) + remark
    said = [token for token in tokens(text) if any(map(str.isalnum, token))]
    if not said:
        return _plural("die Zeichen", named) if len(text) > 1 else _neuter("das Zeichen", named)
    if _is_figure(said[0]) and all(_is_figure(each) or each in _UNITS for each in said):
        said_so = f"die Angabe {named}"
        return Phrase(said_so, f"der Angabe {named}", said_so, said_so)
    return _plural("die Wörter", named) if len(said) > 1 else _neuter("das Wort", named)


_SIGNS = {
    ",": ("Komma", False),
    ";": ("Semikolon", False),
    "?": ("Fragezeichen", False),
    "!": ("Ausrufezeichen", False),
    ".": ("Punkt", True),
    ":": ("Doppelpunkt", True),
    "-": ("Bindestrich", True),
    "–": ("Gedankenstrich", True),
    "„": ("öffnendes Anführungszeichen", False),
    "“": ("schließendes Anführungszeichen", False),
}
"""Signs that have a name, and whether it is masculine."""

_PARTING = (",", ";")
"""Signs that are named apart from the words before them."""

#: What belongs to a figure, "3 Mio. Euro".
_UNITS = (
    "Euro",
    "Cent",
    "Prozent",
    "Uhr",
    "Tsd",
    "Mio",
    "Mrd",
    "Millionen",
    "Milliarden",
    "ha",
)


def _lines(text: str) -> tuple[int, str, int]:
    """Count the line breaks before and behind words."""
    core = text.strip() if "\n" in text else text
    before, _, behind = text.partition(core) if core else (text, "", "")
    if not ("\n" in before or "\n" in behind):
        return 0, text, 0
    return before.count("\n"), core, behind.count("\n")


def _breaks(count: int) -> Phrase | None:
    """Name line breaks in a row."""
    if count == 1:
        return _sign("Zeilenumbruch", True, "")
    name = f"{count} Zeilenumbrüche"
    return Phrase(f"die {name}", f"den {name}n", name, name, plural=True) if count else None


def _joined(phrases: Sequence[Phrase]) -> Phrase:
    """Name several things together."""
    if len(phrases) == 1:
        return phrases[0]
    return Phrase(
        enumerated([each.subject for each in phrases]),
        enumerated([each.dative for each in phrases]),
        enumerated([each.new for each in phrases]),
        enumerated([each.by for each in phrases]),
        plural=True,
    )


def _sign(name: str, masculine: bool, remark: str) -> Phrase:
    weak = name.replace("es Anf", "e Anf") + remark  # "das öffnende Anführungszeichen"
    dative = name.replace("es Anf", "en Anf") + remark
    if masculine:
        return Phrase(f"der {weak}", f"dem {dative}", f"ein {name}", f"einen {name}")
    return Phrase(f"das {weak}", f"dem {dative}", f"ein {name}", f"ein {name}")


def _neuter(noun: str, named: str) -> Phrase:
    said = f"{noun} {named}"
    return Phrase(said, f"dem{noun.removeprefix('das')} {named}", said, said)


def _plural(noun: str, named: str) -> Phrase:
    said = f"{noun} {named}"
    dative = {"die Wörter": "den Wörtern", "die Zeichen": "den Zeichen"}[noun]
    return Phrase(said, f"{dative} {named}", said, said, plural=True)


def _is_figure(token: str) -> bool:
    return any(map(str.isdigit, token))


@dataclass(frozen=True, slots=True)
class Noun:
    """What a block is called, with the endings that its gender asks for."""

    name: str
    following: str
    empty: str
    dative_article: str


def _der(name: str) -> Noun:
    return Noun(name, "folgender", "ein leerer", "einem")


def _die(name: str) -> Noun:
    return Noun(name, "folgende", "eine leere", "einer")


def _das(name: str) -> Noun:
    return Noun(name, "folgendes", "ein leeres", "einem")


NOUNS = {
    "paragraph": _der("Absatz"),
    "list": _die("Liste"),
    "list_item": _der("Punkt"),
    "table": _die("Tabelle"),
    "row": _die("Zeile"),
    "cell": _die("Zelle"),
    "image": _das("Bild"),
    "note": _die("Fußnote"),
}
"""The blocks, by kind."""
