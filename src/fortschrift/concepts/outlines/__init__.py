"""Outlines that people can choose from: those of real towns, and one of our own.

``towns/`` holds one file each, ``usual.yaml`` what we propose beside them. Only structure and
words of structure are taken from a town, never a sentence; each file says where they are known
from and what is not known. Choosing one copies it: what a town's file says later changes no
concept.
"""

from fortschrift.concepts.outlines.documents import DamagedOutlines, OutlineFault
from fortschrift.concepts.outlines.ready import (
    ReadyOutline,
    read_outlines,
    ready_outlines,
    usual_forces,
)

__all__ = [
    "DamagedOutlines",
    "OutlineFault",
    "ReadyOutline",
    "read_outlines",
    "ready_outlines",
    "usual_forces",
]
