"""Numbers of votes in a line: "Ja: 28, Nein: 5", "28 Ja-Stimmen", "bei einer Gegenstimme"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fortschrift.council.excerpts.lines import Line
from fortschrift.council.excerpts.shapes import Found

#: How minutes name what is counted; whole words, whatever the case of their letters.
_WORDS = {
    "yes": r"ja(?:-?\s?stimmen?)?|dafür|zustimmung(?:en)?|für-?stimmen?",
    "no": r"nein(?:-?\s?stimmen?)?|dagegen|gegenstimmen?|ablehnung(?:en)?",
    "abstain": r"(?:stimm)?enthaltung(?:en)?|enthalten|enth\.?",
    "excluded": r"befangen(?:e|heit(?:en)?)?|bef\.?|mitwirkungsverbote?s?",
    "invalid": r"ungültige?(?:\sstimmen?)?",
    "present": r"anwesende?(?:\s(?:mitglieder|stimmberechtigte))?",
}
_IN_WORDS = {
    "keine": 0, "keiner": 0, "ein": 1, "eine": 1, "einer": 1, "einem": 1, "zwei": 2, "drei": 3,
    "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11,
    "zwölf": 12,
}  # fmt: skip
_DIGITS = r"(?<!\d[.,:/-])(?<![.,/-])\d{1,4}(?!\d|[.,:/-]\d|/|%)"
_TOKEN = re.compile(
    r"(?<!\w)(?:"
    + "|".join(f"(?P<{option}>{words})" for option, words in _WORDS.items())
    + rf"|(?P<number>{_DIGITS}|{'|'.join(_IN_WORDS)}))(?!\w)",
    re.IGNORECASE,
)
#: A number that stands alone, and the people who are said to be excluded.
_ALONE = re.compile(r"\d{1,4}\Z")
_PEOPLE_EXCLUDED = re.compile(
    rf"(?<!\w)(?P<number>\d{{1,4}}|{'|'.join(_IN_WORDS)})\s(?:rats)?mitglied(?:er)?(?!\w)"
    r".{0,80}?(?:befangen|mitwirkungsverbot)",
    re.IGNORECASE,
)
#: Votes of one group are no total.
_OF_A_GROUP = re.compile(
    r"(?:fraktion|(?:rats)?gruppe|cdu|csu|spd|fdp|afd|bsw|(?:bündnis|die\s(?:grünen|linke)|grüne)"
    r"|linke|freie\swähler)(?!\w)",
    re.IGNORECASE,
)
#: What may stand between a word and its number, and between a number and its word.
_BEFORE_NUMBER, _BEFORE_WORD = re.compile(r"[\s:=(–-]*\Z"), re.compile(r"\s*(?:x\s*)?\Z")


@dataclass(frozen=True, slots=True)
class _Token:
    """A word or a number in a line; ``option`` is empty for a number."""

    option: str
    text: str
    start: int
    end: int


Pairs = list[tuple[str, Found[int]]]


def numbers_in(line: Line) -> Pairs:
    """Read the numbers of a line with what they count; those of one group are none.

    Whether the word stands first or the number is decided for the whole line.
    """
    if _OF_A_GROUP.match(line.text):
        return []
    tokens = [_token(match) for match in _TOKEN.finditer(line.text)]
    words_first = list(_pairs(line, tokens, words_first=True))
    numbers_first = list(_pairs(line, tokens, words_first=False))
    if len(words_first) == len(numbers_first) and tokens:
        pairs = words_first if tokens[0].option else numbers_first
    else:
        pairs = max(words_first, numbers_first, key=len)
    return pairs or _excluded(line)


def option_of(text: str) -> str:
    """Name the option that a heading stands for, "" for any other text.

    >>> option_of("Nein-Stimmen:"), option_of("Betreff")
    ('no', '')
    """
    match = _TOKEN.fullmatch(text.strip().rstrip(":").strip())
    return "" if match is None or match["number"] else str(match.lastgroup)


def number_alone(cell: Line) -> Found[int] | None:
    """Read a cell or line that holds nothing but a number."""
    return Found(int(cell.text), cell.start, cell.end) if _is_number(cell.text) else None


def _is_number(text: str) -> bool:
    return text.isascii() and bool(_ALONE.match(text))


def value_of(text: str) -> int:
    """Give the number that digits or a word say."""
    return _IN_WORDS.get(text.lower(), -1) if not text.isdecimal() else int(text)


def _token(match: "re.Match[str]") -> _Token:
    option = "" if match.lastgroup == "number" else str(match.lastgroup)
    return _Token(option, match[0], *match.span())


def _pairs(line: Line, tokens: Sequence[_Token], *, words_first: bool) -> Iterator[
    tuple[str, Found[int]]
]:  # fmt: skip
    between = _BEFORE_NUMBER if words_first else _BEFORE_WORD
    place = 0
    while place + 1 < len(tokens):
        one, other = tokens[place : place + 2]
        word, number = (one, other) if words_first else (other, one)
        gap = line.text[one.end : other.start]
        if word.option and not number.option and between.match(gap):
            start, end = line.start + number.start, line.start + number.end
            yield word.option, Found(value_of(number.text), start, end)
            place += 2
        else:
            place += 1


def _excluded(line: Line) -> Pairs:
    match = _PEOPLE_EXCLUDED.search(line.text)
    if match is None:
        return []
    start, end = match.span("number")
    value = value_of(match["number"])
    return [("excluded", Found(value, line.start + start, line.start + end))]
