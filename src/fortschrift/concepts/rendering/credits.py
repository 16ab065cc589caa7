"""Who changed a node, when and why, as a file tells it of its tracked changes."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple, TypeAlias

from fortschrift.core.text.ids import NodeId


class Credit(NamedTuple):
    """The change a node owes what it says now: by whom, when, for which reason ("": not told)."""

    author: str
    at: datetime | None = None
    reason: str = ""

    @property
    def date(self) -> str:
        """Give the time as Word writes it."""
        return self.at.replace(microsecond=0).isoformat() if self.at else ""


Credits: TypeAlias = Mapping[NodeId, Credit]
