"""The rows of `./fortschrift bench import`: each gives lines of the table."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from benchmarks._concept_pieces import Concept, concept
from benchmarks._damaged import damaged
from benchmarks._excel_files import as_excel
from benchmarks._import_scores import brought_in, right_share, words_lost, words_missing
from benchmarks._measure import Contender, Missing, children_cpu, in_turn, own_cpu
from benchmarks._odt_files import as_odt
from benchmarks._plain_files import as_mail, as_markdown, as_pasted
from benchmarks._processes import ROOT, installed, output, peak_memory
from benchmarks._report import Line, at_most, faster, share, told
from benchmarks._typst_files import as_pdf
from benchmarks._word_files import as_word
from fortschrift.concepts.manuscripts.errors import Unreadable
from fortschrift.concepts.manuscripts.opening import read

ELEMENTS = 1000
LEAST = 0.98
MOST_MEMORY = 256
DAMAGED = 150

Row = Callable[[Path], Iterable[Line]]
_MIB = 2**20


def _text(write: Callable[[Concept], str]) -> Callable[[Concept], bytes]:
    return lambda made: write(made).encode()


MAKERS: Mapping[str, Callable[[Concept], bytes]] = {
    "docx": as_word, "odt": as_odt, "pdf": as_pdf, "txt": _text(as_pasted),
    "mail": _text(as_mail), "md": _text(as_markdown), "xlsx": as_excel,
}  # fmt: skip


def _word(folder: Path) -> Iterator[Line]:
    """Score a Word file; time and weigh it beside pandoc on the same file."""
    path = folder / "concept.docx"
    for numbers in ("typed", "printed", "none"):
        made = concept(ELEMENTS, numbers=numbers)
        path.write_bytes(as_word(made))
        yield from _scored(f"numbers {numbers}", made, path.read_bytes())
    path.write_bytes(as_word(concept(ELEMENTS)))
    once = _once(path)
    runs = in_turn({
        "here": Contender(lambda: brought_in(read(path.read_bytes()))),
        "process": Contender(lambda: output(once), children_cpu),
        "pandoc": Contender(lambda: output(_pandoc(path, folder)), children_cpu),
    })  # fmt: skip
    yield faster("file to text, whole process", runs["process"], "pandoc", runs["pandoc"], 1)
    yield faster("file to text, in this process", runs["here"], "pandoc", runs["pandoc"], 1)
    yield at_most("memory of the process, MiB", peak_memory(once) / _MIB, MOST_MEMORY,
                  peer=_weighed(path, folder))  # fmt: skip


def _others(kinds: tuple[str, ...]) -> Row:
    def row(folder: Path) -> Iterator[Line]:
        made = concept(ELEMENTS)
        for kind in kinds:
            data = MAKERS[kind](made)
            (folder / f"concept.{kind}").write_bytes(data)
            yield from _scored(kind, made, data)
            runs = in_turn({"here": Contender(lambda data=data: read(data), _all_cpu)}, 3)["here"]
            yield told(f"{kind}: reading, ms", f"{1000 * (runs.median or 0):.0f}")
            peak = peak_memory(_once(folder / f"concept.{kind}")) / _MIB
            yield at_most(f"{kind}: memory of the process, MiB", peak, MOST_MEMORY)

    return row


def _office(folder: Path) -> Iterator[Line]:
    """Score what LibreOffice makes of our Word file: what the world writes, not what we write."""
    made = concept(ELEMENTS)
    path = folder / "office.docx"
    path.write_bytes(as_word(made))
    for kind in ("docx", "odt", "pdf"):
        try:
            found = converted(path, kind, folder / "out")
        except Missing as missing:
            yield told(f"by LibreOffice: {kind}", str(missing))
            continue
        yield from _scored(f"by LibreOffice: {kind}", made, found.read_bytes())


def _mutations(folder: Path) -> Iterator[Line]:
    """Damage small files of each kind and count those that are still read; none may crash."""
    made = concept(30, fields=2, goals=3)
    for kind, make in MAKERS.items():
        number = DAMAGED // 5 if kind == "pdf" else DAMAGED
        outcomes = [_outcome(each) for each in damaged(make(made), number)]
        readable, crashed = outcomes.count("read"), outcomes.count("crashed")
        yield at_most(f"{kind}: crashed", crashed, 0, peer=f"read {readable / number:.0%}")


ROWS: Mapping[str, Row] = {
    "word": _word, "odt": _others(("odt",)), "pdf": _others(("pdf",)),
    "text": _others(("txt", "mail", "md")), "excel": _others(("xlsx",)), "office": _office,
    "mutations": _mutations,
}  # fmt: skip


def converted(path: Path, kind: str, folder: Path) -> Path:
    """Have LibreOffice convert a file; raises Missing where it is not installed."""
    profile = (folder.parent / "office-profile").as_uri()
    command = (
        installed("soffice"), "--headless", f"-env:UserInstallation={profile}", "--convert-to",
        kind, "--outdir", str(folder), str(path),
    )  # fmt: skip
    output(command)
    return folder / f"{path.stem}.{kind}"


def _scored(what: str, made: Concept, data: bytes) -> Iterator[Line]:
    manuscript = read(data)
    found = brought_in(manuscript)
    yield share(f"{what}: elements in their place", right_share(made.elements, found), LEAST)
    yield at_most(f"{what}: words lost", words_lost(manuscript, found).total(), 0)
    if what != "xlsx":  # which holds no more than the list of measures
        missing = words_missing(made, found).total()
        yield told(f"{what}: words of the concept missing", str(missing))


def _once(path: Path) -> list[str]:
    program = "import sys; sys.path[:0] = sys.argv[2:]; import benchmarks._import_once as once; "
    return [sys.executable, "-c", f"{program}once.main()", str(path), str(ROOT), str(ROOT / "src")]


def _pandoc(path: Path, folder: Path) -> list[str]:
    target = str(folder / "pandoc.json")
    return [installed("pandoc"), "--track-changes=all", str(path), "-t", "json", "-o", target]


def _weighed(path: Path, folder: Path) -> str:
    try:
        return f"pandoc: {peak_memory(_pandoc(path, folder)) / _MIB:.0f}"
    except Missing as missing:
        return str(missing)


def _all_cpu() -> float:
    """CPU time of this process and its children: PDF files are read by another one."""
    return own_cpu() + children_cpu()


def _outcome(data: bytes) -> str:
    try:
        brought_in(read(data))
    except Unreadable:
        return "refused"
    except Exception:
        return "crashed"
    return "read"
