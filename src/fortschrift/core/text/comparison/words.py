"""Words and sentences of German texts, as a reader sees them: what a difference is told in.

A word is one token with all that is joined to it: compounds, numbers with their
separators, dates, paragraph signs, gender forms, vowel signs. Sentences do not end at
abbreviations and ordinals.

Tokens exist only while two texts are compared. Nothing stored is ever cut into tokens
again, because a later version of this module, or of the Unicode tables, may cut otherwise.

All patterns read a text once from left to right and never go back (possessive
quantifiers), so that a hostile text costs what any text of its length costs. Groups are
atomic, not possessive: Python before 3.11.5, which Debian 12 has, finds wrong ends when a
possessive group holds a choice (gh-106052).
"""

import re
from collections.abc import Iterator
from functools import cache

_BLANK_INSIDE = " \u00a0\u202f"

# Signs that are tokens of their own. Whatever is neither blank nor one of them belongs to
# a word, so that combining marks of all scripts stay with their letters without a table.
_SIGNS = (
    r"!-/:-@\[-\^`{-~¡¦§¨«¬¶·¸»¿"
    r"\u05be\u05c0\u05c3\u05f3\u05f4\u060c\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965"
    r"\u2010-\u2027\u2030-\u205e\u3001-\u3003\u3008-\u3011\u3014-\u301f"
    r"\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
)
# Scripts written without blanks: each sign is a word, or a paragraph would be one.
_SYLLABLES = r"\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff"
_COMBINING = (
    r"[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff"
    r"\u200d\u20d0-\u20ff\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f]"
)
_LETTER = rf"[^\s{_SIGNS}{_SYLLABLES}]"

# What joins letters to one word: Nord-West, Bürger:innen, Schüler/-innen, 1.250,50,
# 2018–2021 (a dash joins digits only), integration@stadt.de, https://stadt.de/kita.
_JOINT = r"(?:://|/-|[-\u2011:*'’·@&+/.]|(?<=\d)[,–](?=\d))"
_IN_BRACKETS = r"\(-?[a-zäöü]{1,6}\)"  # Mitarbeiter(innen)
_OF_A_LAW = r"A(?:bs(?:\.|atz)|rt(?:\.|ikel))|N(?:r\.|ummer)|Paragra(?:f|ph)|Satz|Ziff(?:\.|er)"
_LAW = rf"(?:§§?+[{_BLANK_INSIDE}]?+|(?:{_OF_A_LAW})[{_BLANK_INSIDE}])(?=\d)"
_WORD = (
    rf"(?>(?:{_LAW}|-)?){_LETTER}++"
    rf"(?>(?:(?:{_JOINT}|{_IN_BRACKETS}){_LETTER}++|{_IN_BRACKETS})*)-?+"
)
_MONTH = "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
_DATE = rf"\d\d?+\.[{_BLANK_INSIDE}]?+(?:{_MONTH})(?:[{_BLANK_INSIDE}]\d{{4}})?(?!{_LETTER})"
_ABBREVIATION = rf"[A-Za-zÄÖÜäöü]\.(?>(?:[{_BLANK_INSIDE}]?[A-Za-zÄÖÜäöü]\.)+)"  # z. B., i. d. R.
# What most words are, tried first: nothing joins them, and before a letter they are in no law.
_PLAIN = "[A-Za-zÄÖÜäöüß]"
_SIGN = rf"\S{_COMBINING}*+"  # or a syllable: what else is not blank begins a word
_TOKEN = rf"(?:{_DATE}|{_ABBREVIATION}|{_WORD}|{_SIGN})"

_TOKENS_WITH_BLANKS = re.compile(rf"{_PLAIN}++ (?={_PLAIN})|{_TOKEN}\s*+|\s++")


@cache
def _tokens() -> re.Pattern[str]:
    """Compile the pattern when it is first needed, which takes as long as comparing a page."""
    return re.compile(rf"{_PLAIN}++(?= {_PLAIN})|{_TOKEN}|\s++")


def tokens(text: str) -> list[str]:
    """Cut a text into words, signs and blanks, which joined are the text again.

    >>> tokens("Bis 12. März 2018 15.000 Bürger:innen (§ 36).")
    ['Bis', ' ', '12. März 2018', ' ', '15.000', ' ', 'Bürger:innen', ' ', '(', '§ 36', ')', '.']
    """
    return _tokens().findall(text)


def tokens_with_blanks(text: str) -> list[str]:
    """Cut a text into words and signs, each with the blanks behind it.

    Only at the start of a text blanks are a token of their own. Half as many pieces as
    `tokens` gives, and cut at the same places.

    >>> tokens_with_blanks("Kinder- und Jugendhilfe, z. B. Kitas")
    ['Kinder- ', 'und ', 'Jugendhilfe', ', ', 'z. B. ', 'Kitas']
    """
    return _TOKENS_WITH_BLANKS.findall(text)


def tokens_without_blanks(text: str) -> list[str]:
    """Cut a text into words and signs only; where it begins with blanks, the first is empty.

    >>> tokens_without_blanks("Kinder- und Jugendhilfe, z. B. Kitas")
    ['Kinder-', 'und', 'Jugendhilfe', ',', 'z. B.', 'Kitas']
    """
    return list(map(str.rstrip, tokens_with_blanks(text)))


def ends_of_words(text: str, start: int = 0) -> Iterator[int]:
    """Give where words and the blanks behind them end, from an offset at which a word begins.

    >>> list(ends_of_words("Gute Kurse."))
    [4, 5, 10, 11]
    """
    for found in _TOKENS_WITH_BLANKS.finditer(text, start):
        word = len(found.group().rstrip())
        if word:
            yield found.start() + word
        if found.end() > found.start() + word:
            yield found.end()


def is_word_start(text: str, at: int) -> bool:
    """Tell whether a word certainly begins at an offset, without reading what stands before.

    Behind a letter or a comma a blank belongs to no word; behind numbers and § it may.
    """
    if at < 2 or text[at - 1] != " " or not text[at : at + 1].isalpha():
        return False
    before = text[at - 2]
    return before.isalpha() or before in _NEVER_IN_A_WORD


def is_between_words(text: str, at: int) -> bool:
    """Tell whether no word is cut at an offset, by reading the words shortly before it.

    Where none begins for certain within 200 code points before, the answer is no.
    """
    start = at
    while start and not is_word_start(text, start):
        start = text.rfind(" ", max(at - 200, 0), max(start - 1, 0)) + 1
        if not start and at > 200:
            return False
    return start == at or next((end for end in ends_of_words(text, start) if end >= at), -1) == at


_NEVER_IN_A_WORD = ",;)“”»"
_CLOSING = "\"'“”«»‹›’)]"
_OPENING = "\"'„“«»‚‘›‹(["
_END = ".!?…"
_AFTER_END = re.compile(rf"[{_END}][{re.escape(_CLOSING)}]*+\s++|\n\s*+")
_FIRST_WORD = re.compile(rf"[{re.escape(_OPENING)}]*+(\w*+)")
_LAST_WORD = re.compile(rf"{_LETTER}++\Z")
_LOOK_BACK = 40

# After these a sentence goes on, whatever follows.
_NEVER_LAST = (
    "abb abs abschn abzgl allg anl anm aug b bd beschl betr bzgl bzw ca dez dipl dr einschl evtl "
    "exkl feb febr fr geb gem gepl ggf h hr hrsg i ing inkl insb insbes jew jh jug kap kath kom "
    "ld lfd lit mind mio mitgl mrd mtl nds nov nr okt prof rd sept sog stellv tab tel tsd u vgl "
    "vorl vors z ziff zit zzgl öff"
)
# After these and after short numbers it ends where a word follows that opens sentences.
_MAY_BE_LAST = "art best etc ff jan max min mwst st std str usw uvm"
_OPENERS = (
    "aber alle allen als am an auch auf aus bei beide bis da dabei dadurch dafür daher damit "
    "danach daneben darüber darum das dazu dem den denn der deren des deshalb dessen die dies "
    "diese diesem diesen dieser dieses durch ein eine einem einen einer eines er es für gemäß "
    "hier hierbei hierdurch hierfür hiermit hierzu ihr ihre im in insbesondere ist jede jeder "
    "jedes mit nach neben ob ohne sie sind so sofern soweit sowie seit um und unter vom von vor "
    "wenn wer werden wie wir wird während zu zudem zum zur zusätzlich zwischen über"
)
_GOING_ON, _ABLE_TO_END, _OPENING_WORDS = (
    frozenset(listed.split()) for listed in (_NEVER_LAST, _MAY_BE_LAST, _OPENERS)
)


def sentences(text: str) -> list[tuple[int, int]]:
    """Give the sentences as (start, end), one after another from start to end of the text.

    A sentence holds the blanks behind it. A line feed ends one as well.

    >>> sentences("Gem. § 36 Abs. 2 bis zum 4. Quartal, z. B. im e. V. Nr. 3. Danach nicht.")
    [(0, 59), (59, 72)]
    """
    inner = list(sentence_starts(text, 0, len(text)))
    starts = [0, *inner]
    return list(zip(starts, [*inner, len(text)], strict=True)) if text else []


def sentence_starts(text: str, start: int, end: int) -> Iterator[int]:
    """Give where sentences begin between two offsets, what ends the one before behind the first.

    >>> list(sentence_starts("Eins. Zwei. Drei. Vier.", 4, 12))
    [6]
    """
    ends = (found.end() for found in _AFTER_END.finditer(text, start, end))
    return (at for at in ends if at < end and is_boundary(text, at))


def is_boundary(text: str, at: int) -> bool:
    """Tell whether a sentence begins or the text ends at an offset.

    The blanks behind a sentence belong to it. Behind more than 40 blanks nobody can tell.
    """
    if at <= 0 or at >= len(text):
        return 0 <= at <= len(text)
    if not text[at - 1].isspace() or text[at].isspace():
        return False
    before = text[max(at - _LOOK_BACK, 0) : at]
    said = before.rstrip()
    if "\n" in before[len(said) :]:
        return True
    said = said.rstrip(_CLOSING)
    return bool(said) and said[-1] in _END and _ends_with(said, text, at)


def _ends_with(said: str, text: str, at: int) -> bool:
    """Tell whether a full stop, or another sign of the end, ends a sentence here."""
    found = _FIRST_WORD.match(text, at)
    following = found.group(1) if found else ""
    if following[:1].islower():
        return False
    if said[-1] != ".":
        return True
    last = _LAST_WORD.search(said, 0, len(said) - 1)
    word = last.group().lower() if last else ""
    if word in _GOING_ON:
        return False
    if word in _ABLE_TO_END or len(word) == 1 or (word.isdecimal() and len(word) < 3):
        return following.lower() in _OPENING_WORDS
    return True
