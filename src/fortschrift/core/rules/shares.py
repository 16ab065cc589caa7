"""Shares of a whole as rules write them: more than half, at least two thirds."""

import re
from dataclasses import dataclass

_WRITTEN = re.compile(r"(gt|ge)_(\d{1,3})_(\d{1,3})\Z")


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole that must be reached or, when ``more``, exceeded; written ``gt_1_2``.

    >>> half = Share.parse("gt_1_2")
    >>> half.reached_by(20, 40), half.reached_by(21, 40)
    (False, True)
    >>> str(half)
    'gt_1_2'
    """

    part: int
    whole: int
    more: bool = False

    @classmethod
    def parse(cls, text: str) -> "Share":
        """Read the written form; raises ValueError for anything else."""
        match = _WRITTEN.match(text)
        if match is None:
            raise ValueError(text)
        sign, part, whole = match.groups()
        share = cls(int(part), int(whole), more=sign == "gt")
        if not 0 < share.part <= share.whole or (share.more and share.part == share.whole):
            raise ValueError(text)
        return share

    @property
    def is_half(self) -> bool:
        return self.part * 2 == self.whole

    def reached_by(self, part: int, whole: int) -> bool:
        """Whether so many of so many are enough; none at all never are."""
        reached, wanted = part * self.whole, self.part * whole
        return part > 0 and (reached > wanted if self.more else reached >= wanted)

    def __str__(self) -> str:
        return f"{'gt' if self.more else 'ge'}_{self.part}_{self.whole}"


#: What a quorum or a demand needs: so many persons, or a share of those who count.
Need = int | Share

MORE_THAN_HALF = Share(1, 2, more=True)
TWO_THIRDS = Share(2, 3)
THREE_QUARTERS = Share(3, 4)
ALL = Share(1, 1)
