"""What came of it, in the words of minutes: the result, and the manner of a vote."""

import re
from dataclasses import dataclass

from fortschrift.council.excerpts.lines import Line
from fortschrift.council.excerpts.shapes import Found

CARRIED, REJECTED, TIE = "carried", "rejected", "rejected_tie"

#: From the most special to the most general: the words, the result, the outcome of a vote.
_RESULTS: tuple[tuple[str, str, str], ...] = (
    (r"(?:bei|wegen|infolge)\sstimmengleichheit\s.{0,40}abgelehnt|stimmengleichheit", TIE, TIE),
    (r"nicht\s(?:\w+\s)?(?:angenommen|beschlossen|zugestimmt|empfohlen)", "rejected", REJECTED),
    (r"abgelehnt|lehnt\s(?:.{1,120}\s)?ab", "rejected", REJECTED),
    (r"ohne\s(?:beschluss)?empfehlung", "without_recommendation", ""),
    (r"zur\skenntnis|kenntnisnahme|kenntnis\sgenommen", "noted", ""),
    (r"vertagt|zurückgestellt", "postponed", ""),
    (r"verwiesen|überwiesen", "referred", ""),
    (r"abgesetzt", "removed_from_agenda", ""),
    (r"zurückgezogen", "withdrawn", ""),
    (r"(?<!un)geändert\sempfohlen", "recommended_amended", CARRIED),
    (r"(?:(?<!un)geändert|mit\sänderung(?:en)?|in\s(?:der\s)?geänderte[rn]\s(?:fassung|form))\s"
     r"(?:\w+\s)?(?:beschlossen|angenommen|zugestimmt)", "adopted_amended", CARRIED),
    (r"empfohlen|empfiehlt", "recommended", CARRIED),
    (r"beschlossen|beschließt|angenommen|genehmigt|zugestimmt|stimmt\s(?:.{1,120}\s)?zu",
     "adopted", CARRIED),
)  # fmt: skip
_MANNERS: tuple[tuple[str, str], ...] = (
    (r"(?<!nicht\s)einstimmig(?:e[rsn]?)?(?=.{0,60}(?<!keine\s)(?<!0\s)enth(?:altung|\.))",
     "unanimous_abstentions"),
    (r"(?<!nicht\s)einstimmig(?:e[rsn]?)?", "unanimous"),
    (r"(?:mit\s)?(?:sehr\s)?gro(?:ß|ss)e[rn]?\smehrheit", "large_majority"),
    (r"mehrheitlich|stimmenmehrheit|mit\smehrheit|mehrheitsbeschluss", "majority"),
    (r"ohne\sgegenstimmen?", "no_opposition"),
)  # fmt: skip
_RESULT_PATTERNS = [
    (re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE), result, outcome)
    for words, result, outcome in _RESULTS
]
_MANNER_PATTERNS = [
    (re.compile(rf"(?<!\w)(?:{words})", re.IGNORECASE), manner) for words, manner in _MANNERS
]
#: A line that begins so says a result even where a resolution may stand.
_BEGINS = re.compile(
    r"(?:einstimmig|mehrheitlich|(?:un)?geändert|abgelehnt|angenommen|beschlossen|zugestimmt|"
    r"vertagt|verwiesen|abgesetzt|zurückgezogen|zur\skenntnis|ohne\sgegenstimme|"
    r"ohne\sempfehlung|mit\s(?:großer\s)?(?:stimmen)?mehrheit|bei\sstimmengleichheit|empfohlen)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Said:
    """What the words of a line say; the manner may stand without a result, and the reverse."""

    result: Found[str] | None = None
    outcome: Found[str] | None = None
    manner: Found[str] | None = None

    def __bool__(self) -> bool:
        return self.result is not None or self.manner is not None


def said_in(line: Line) -> Said:
    """Read the words of a line; a vote that is called unanimous carries unless it says not."""
    result, outcome = _result(line)
    manner = _manner(line)
    if manner is not None and outcome is None and result is None:
        outcome = Found(CARRIED, manner.start, manner.end)
    return Said(result, outcome, manner)


def begins_with_a_result(line: Line) -> bool:
    """Whether a line is one of the short ones that say what came of it."""
    return bool(_BEGINS.match(line.text))


def _result(line: Line) -> tuple[Found[str] | None, Found[str] | None]:
    for pattern, result, outcome in _RESULT_PATTERNS:
        if match := pattern.search(line.text):
            start, end = line.start + match.start(), line.start + match.end()
            return Found(result, start, end), Found(outcome, start, end) if outcome else None
    return None, None


def _manner(line: Line) -> Found[str] | None:
    for pattern, manner in _MANNER_PATTERNS:
        if match := pattern.search(line.text):
            return Found(manner, line.start + match.start(), line.start + match.end())
    return None
