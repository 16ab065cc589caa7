"""Playing a town: each part of its files becomes the act a person would have used.

``stage`` holds what acts share (who, when, rows made so far, faults with their place); the other
modules say which act plays which part.
"""

from fortschrift.demo.playing import (
    concepts,
    council,
    deliberation,
    drafts,
    participation,
    process,
    sources,
)
from fortschrift.demo.playing.stage import Actors, Reader, Stage, play

__all__ = [
    "Actors",
    "Reader",
    "Stage",
    "concepts",
    "council",
    "deliberation",
    "drafts",
    "participation",
    "play",
    "process",
    "sources",
]
