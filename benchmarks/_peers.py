"""The tools that the engine is set beside, each only if it is on this machine.

Splitting into words and difflib run in this process; git and wdiff are whole processes and are
given files, which are written before the clock runs. Where git is to work on words, each word is
a line and an empty line stands between paragraphs: the best it can do, and the same text as ours.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from benchmarks._german_concepts import Paragraph
from benchmarks._processes import installed, output

TOKENS = re.compile(r"\S+|\s+")
Texts = Sequence[str]
#: What git merge-file says: 0 when clean, else the number of conflicts, at most 127.
MERGED = tuple(range(128))


def split_words(text: str) -> list[str]:
    """Split into words and blanks: the least that any difference of words has to do."""
    return TOKENS.findall(text)


def difflib_hunks(old: str, new: str) -> Sequence[tuple[str, int, int, int, int]]:
    """Compare with difflib, on words, without its shortcut for frequent ones."""
    matcher = SequenceMatcher(None, split_words(old), split_words(new), autojunk=False)
    return matcher.get_opcodes()


def texts_of(paragraphs: Iterable[Paragraph]) -> list[str]:
    """Give the bare texts of paragraphs."""
    return [each["text"] for each in paragraphs]


def word_a_line(texts: Texts) -> bytes:
    """Write a text for git: a word a line, an empty line between paragraphs."""
    return ("\n\n".join(text.replace(" ", "\n") for text in texts) + "\n").encode()


def paragraph_a_line(texts: Texts) -> bytes:
    """Write a text for tools that find words by themselves."""
    return ("\n\n".join(texts) + "\n").encode()


def amended(document: Sequence[Paragraph], amendment: dict[str, Any]) -> list[str]:
    """Carry out an amendment of the generator on the document it was written against."""
    texts: list[list[str]] = [[each["text"]] for each in document]
    for change in amendment["changes"]:
        at = change["para"]
        if change["op"] == "insert_after":
            texts[at].append(change["text"])
        elif change["op"] == "delete":
            texts[at] = texts[at][1:]
        else:
            texts[at][0] = change["text"]
    return [text for each in texts for text in each]


class GitMerge:
    """Merging by `git merge-file`, a word a line.

    The base and the document as each amendment would have it lie in files before anything is timed.
    """

    def __init__(
        self, folder: Path, document: Sequence[Paragraph], amendments: Sequence[dict[str, Any]]
    ) -> None:
        self.folder = folder
        self.base = word_a_line(texts_of(document))
        (folder / "base").write_bytes(self.base)
        for amendment in amendments:
            (folder / amendment["id"]).write_bytes(word_a_line(amended(document, amendment)))

    def merged(self, amendment: str) -> bytes | None:
        """Merge an amendment into the current text; None if they clash."""
        return self._merge("current", amendment)

    def adopt(self, amendments: Iterable[str], *, most: int | None = None) -> list[str]:
        """Adopt one after another, first come first served, at most so many."""
        (self.folder / "current").write_bytes(self.base)
        adopted: list[str] = []
        for amendment in amendments:
            if most is not None and len(adopted) >= most:
                break
            text = self.merged(amendment)
            if text is not None:
                (self.folder / "current").write_bytes(text)
                adopted.append(amendment)
        return adopted

    def fitting(self, amendments: Iterable[str]) -> list[str]:
        """List which still fit the current text, each by itself."""
        return [each for each in amendments if self.merged(each) is not None]

    def clash(self, one: str, other: str) -> bool:
        """Tell whether two amendments cannot both be merged into the base."""
        return self._merge(one, other) is None

    def _merge(self, ours: str, theirs: str) -> bytes | None:
        command = [installed("git"), "merge-file", "-p", "-q", ours, "base", theirs]
        text = output(command, fine=MERGED, folder=self.folder)
        return None if b"<<<<<<< " in text else text


def git_word_diff(folder: Path) -> Callable[[], bytes]:
    """Give the run of `git diff --word-diff` over the files old and new in a folder."""
    options = ["--no-index", "--no-color", "--word-diff=porcelain", "--unified=1000000"]
    return lambda: output(
        [installed("git"), "diff", *options, "old", "new"], fine=(0, 1), folder=folder
    )


def marked_by_git(said: bytes) -> int:
    """Count the non-blank characters that git marks as out or in."""
    lines = said.decode().split("\n")
    start = next((at for at, line in enumerate(lines) if line.startswith("@@")), len(lines))
    return sum(_ink(line[1:]) for line in lines[start:] if line[:1] in ("+", "-"))


def wdiff(folder: Path) -> Callable[[], bytes]:
    """Give the run of wdiff over the files old and new in a folder."""
    return lambda: output([installed("wdiff"), "old", "new"], fine=(0, 1), folder=folder)


def marked_by_wdiff(said: bytes) -> int:
    """Count the non-blank characters that wdiff marks as out or in."""
    marked = re.findall(r"\[-(.*?)-\]|\{\+(.*?)\+\}", said.decode(), re.DOTALL)
    return sum(_ink(out) + _ink(new) for out, new in marked)


def _ink(text: str) -> int:
    return len("".join(text.split()))


def lay_history(folder: Path, versions: Sequence[Texts]) -> None:
    """Make a git repository in which each version, a word a line, is a commit."""
    output([installed("git"), "init", "--quiet", "--initial-branch=main"], folder=folder)
    stream = b"".join(_commit(number, word_a_line(texts)) for number, texts in enumerate(versions))
    output(["git", "fast-import", "--quiet"], given=stream, folder=folder)


def _commit(number: int, text: bytes) -> bytes:
    name = str(number).encode()
    day = 1_500_000_000 + number * 86_400
    return (
        b"commit refs/heads/main\ncommitter a <a@example.org> %d +0000\ndata %d\n%s\n"
        b"M 100644 inline text\ndata %d\n%s\n" % (day, len(name), name, len(text), text)
    )


def git_blame(folder: Path) -> bytes:
    """Let git tell the commit of every word."""
    return output(
        [installed("git"), "blame", "--line-porcelain", "main", "--", "text"], folder=folder
    )


def blamed_by_git(said: bytes) -> list[int]:
    """Read the number of the version for each word in order."""
    origins, current = [], -1
    for line in said.decode().split("\n"):
        if line.startswith("summary "):
            current = int(line.removeprefix("summary "))
        elif line.startswith("\t") and line[1:]:
            origins.append(current)
    return origins
