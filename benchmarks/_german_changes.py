"""What people do to a generated concept: edits, amendments against it, a history of versions.

Words carry the number of the version that brought them in, so the true origin of each is known.
"""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeAlias

from benchmarks._german_concepts import SEED, Paragraph, Writer
from benchmarks._german_words import ADJECTIVES, GROUPS, NOUNS

Word: TypeAlias = tuple[str, int]
Amendment: TypeAlias = dict[str, Any]

#: How a sentence is edited, up to which draw; below 0.4 it is single words.
SENTENCE_EDITS = (
    (0.62, "insert sentence"),
    (0.74, "delete sentence"),
    (0.84, "replace sentence"),
    (0.94, "number"),
    (1.0, "move sentence"),
)


class Signed(NamedTuple):
    """A paragraph of a version, each word with its origin."""

    id: str
    kind: str
    words: list[Word]


class Input(NamedTuple):
    """All that the measurements read; each is plain JSON."""

    document: list[Paragraph]
    amendments: list[Amendment]
    pairs: list[list[str]]
    versions: list[dict[str, Any]]
    truth: list[dict[str, Any]]


def text_input(
    paragraphs: int = 300, amendments: int = 1000, versions: int = 200, seed: int = SEED
) -> Input:
    """Make a concept, amendments against it, and versions of it with the truth about the last.

    A pair is a paragraph before and after an amendment. An amendment is `{"id", "changes"}`, a
    change `{"para", "op"}` with the position of the paragraph; `replace` has the new text.
    """
    writer = Writer(seed)
    document = writer.document(paragraphs)
    changes = amendments_to(document, amendments, writer)
    history = versions_of(document, versions, writer)
    return Input(document, changes, _pairs(document, changes), _plain(history), _truth(history))


def amendments_to(document: list[Paragraph], number: int, writer: Writer) -> list[Amendment]:
    """Write amendments to 1-3 neighbouring paragraphs; some paragraphs are hotly contested."""
    chance, positions = writer.chance, list(range(len(document)))
    weights = [
        1.0 / (1 + chance.randrange(40)) if each["kind"] in ("p", "li") else 0.02
        for each in document
    ]
    made = []
    for count in range(1, number + 1):
        first = chance.choices(positions, weights)[0]
        span = chance.choices((1, 2, 3), (70, 20, 10))[0]
        touched = range(first, min(len(document), first + span))
        changes = [_change(document[position], position, writer) for position in touched]
        made.append({"id": f"Ä{count}", "changes": changes})
    return made


def _change(paragraph: Paragraph, position: int, writer: Writer) -> dict[str, Any]:
    draw = writer.chance.random()
    if draw < 0.06:
        return {"para": position, "op": "insert_after", "kind": "li", "text": writer.item()}
    if draw < 0.08 and paragraph["kind"] == "li":
        return {"para": position, "op": "delete"}
    words, what = edited([(word, 0) for word in paragraph["text"].split()], 1, writer)
    text = " ".join(word for word, _ in words)
    return {"para": position, "op": "replace", "what": what, "text": text}


def versions_of(
    document: list[Paragraph], number: int, writer: Writer, edits: int = 6
) -> list[tuple[list[Signed], str]]:
    """Grow versions of about so many edits each, with their authors; the first is the document."""
    chance = writer.chance
    current = [
        Signed(each["id"], each["kind"], [(word, 0) for word in each["text"].split()])
        for each in document
    ]
    heat = [chance.random() ** 3 + 0.02 for _ in current]
    history = [(list(current), "Verwaltung")]
    new_id = len(current)
    for version in range(1, number):
        for _ in range(chance.randint(edits // 2, edits + edits // 2)):
            new_id += _edit_once(current, heat, version, new_id, writer)
        history.append((list(current), f"Mitglied {chance.randint(1, 40)}"))
    return history


def _edit_once(
    current: list[Signed], heat: list[float], version: int, new_id: int, writer: Writer
) -> int:
    """Change one paragraph in place; tell how many paragraphs are new."""
    chance = writer.chance
    at = chance.choices(range(len(current)), heat)[0]
    paragraph, draw = current[at], chance.random()
    if draw < 0.05:
        words = [(word, version) for word in writer.item().split()]
        current.insert(at + 1, Signed(f"p{new_id:05d}", "li", words))
        heat.insert(at + 1, chance.random() ** 3 + 0.02)
        return 1
    if draw < 0.065 and paragraph.kind == "li" and len(current) > 20:
        del current[at], heat[at]
    elif draw < 0.08 and paragraph.kind == "p":
        target = chance.randrange(len(current))
        current.insert(target, current.pop(at))
        heat.insert(target, heat.pop(at))
    else:
        current[at] = paragraph._replace(words=edited(paragraph.words, version, writer)[0])
    return 0


def edited(words: list[Word], origin: int, writer: Writer) -> tuple[list[Word], str]:
    """Edit a paragraph once, new words with this origin; tell what kind of edit it was."""
    ends = _sentence_ends(words)
    draw = writer.chance.random()
    if draw < 0.40 or len(ends) < 2:
        return _some_words(words, origin, writer), "words"
    sentence = writer.chance.randrange(len(ends) - 1)
    span = slice(ends[sentence], ends[sentence + 1])
    new = [(word, origin) for word in writer.sentence().split()]
    what = next(name for limit, name in SENTENCE_EDITS if draw < limit)
    if what == "move sentence":
        return _sentence_elsewhere(words, span, writer), what
    numbers = [at for at, (word, _) in enumerate(words) if any(map(str.isdigit, word))]
    if what == "number" and numbers:
        return _other_number(words, writer.chance.choice(numbers), origin, writer), what
    return _sentence_replaced(words, span, new, what)


def _sentence_replaced(
    words: list[Word], span: slice, new: list[Word], what: str
) -> tuple[list[Word], str]:
    before, after = words[: span.start], words[span.stop :]
    if what == "insert sentence":
        return before + new + words[span.start :], what
    if what == "delete sentence":
        return before + after, what
    # Also where a number was to be changed and there is none.
    return before + new + after, "replace sentence"


def _sentence_elsewhere(words: list[Word], span: slice, writer: Writer) -> list[Word]:
    rest = words[: span.start] + words[span.stop :]
    target = writer.chance.choice([0, *_sentence_ends(rest)])
    return rest[:target] + words[span] + rest[target:]


def _some_words(words: list[Word], origin: int, writer: Writer) -> list[Word]:
    chance, changed = writer.chance, list(words)
    for _ in range(chance.choice((1, 1, 2, 3))):
        start = chance.randrange(len(changed))
        end = min(len(changed), start + chance.choice((1, 1, 2, 3)))
        if chance.random() < 0.5:
            new = f"{writer.pick(ADJECTIVES)} {writer.pick(NOUNS)}"
        else:
            new = writer.pick((*NOUNS, *ADJECTIVES, *GROUPS))
        changed[start:end] = [(word, origin) for word in new.split()]
    return changed


def _other_number(words: list[Word], at: int, origin: int, writer: Writer) -> list[Word]:
    draw: Callable[[int], int] = writer.chance.randrange
    digits = (str(draw(10)) if sign.isdigit() else sign for sign in words[at][0])
    return [*words[:at], ("".join(digits), origin), *words[at + 1 :]]


def _sentence_ends(words: list[Word]) -> list[int]:
    """Find the positions behind sentences; "2." and "B." end none."""
    return [at + 1 for at, (word, _) in enumerate(words) if word.endswith(".") and len(word) > 3]


def _pairs(document: list[Paragraph], amendments: list[Amendment]) -> list[list[str]]:
    changes = (change for amendment in amendments for change in amendment["changes"])
    return [
        [document[change["para"]]["text"], change["text"]]
        for change in changes
        if change["op"] == "replace"
    ]


def _plain(history: list[tuple[list[Signed], str]]) -> list[dict[str, Any]]:
    return [
        {
            "author": author,
            "paras": [
                {"id": each.id, "kind": each.kind, "text": " ".join(word for word, _ in each.words)}
                for each in paragraphs
            ],
        }
        for paragraphs, author in history
    ]


def _truth(history: list[tuple[list[Signed], str]]) -> list[dict[str, Any]]:
    last, _ = history[-1]
    return [{"id": each.id, "origin": [origin for _, origin in each.words]} for each in last]
