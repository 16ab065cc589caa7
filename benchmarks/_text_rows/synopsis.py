"""The first and the last of 200 versions side by side, as whole processes."""

from pathlib import Path

from benchmarks import _engine, _peers
from benchmarks._german_concepts import Paragraph
from benchmarks._measure import Contender, Missing, children_cpu, in_turn
from benchmarks._processes import output, peak_memory
from benchmarks._report import Line, at_most, faster, spent, told
from benchmarks._text_rows.bench import Bench

MIB = 1024 * 1024


def synopsis(bench: Bench) -> list[Line]:
    """Compare version 0 with version 199; git is told, wdiff is the measure."""
    versions = bench.input.versions
    old, new = versions[0]["paras"], versions[-1]["paras"]
    folder = _files(bench.new_folder(), old, new)

    def engine() -> bytes:
        command, given = _engine.door("synopsis", old, new)
        return output(command, given=given)

    runs = in_turn(
        {
            "engine": Contender(engine, children_cpu),
            "wdiff": Contender(_peers.wdiff(folder), children_cpu),
            "git": Contender(_peers.git_word_diff(folder), children_cpu),
        },
        bench.rounds,
    )
    memory, why = _memory(old, new)
    return [
        faster("version 0 and 199, whole process", runs["engine"], "wdiff", runs["wdiff"], 1.0),
        told("git diff --word-diff", "", peer=spent(runs["git"])),
        at_most("most memory, MiB", memory, 64, why=why),
    ]


def _files(folder: Path, old: list[Paragraph], new: list[Paragraph]) -> Path:
    (folder / "old").write_bytes(_peers.paragraph_a_line(_peers.texts_of(old)))
    (folder / "new").write_bytes(_peers.paragraph_a_line(_peers.texts_of(new)))
    return folder


def _memory(old: list[Paragraph], new: list[Paragraph]) -> tuple[float | None, str]:
    try:
        command, given = _engine.door("synopsis", old, new)
    except Missing as missing:
        return None, str(missing)
    return peak_memory(command, given=given) / MIB, ""
