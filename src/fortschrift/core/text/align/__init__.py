"""Alignment: which node of one text is which node of another, found by content.

Ids tell what is the same thing. A text that was pasted back from a word processor has
none, or only some; here they are found again, so that everything else (difference,
merge, origins) can go by ids alone.

Read in this order:

1. `alignment`            the value: pairs, splits, joins
2. `passage`, `evidence`  what a passage says; how much speaks for two being one
3. `bounds`               from where on two count as one
4. `obvious`              what anybody sees without reading closely
5. `likely`, `ordered`    candidates by rare words; pairs that stand in order
6. `matching`, `parts`    who is paired so far; what was split or joined
7. `passages`             two sequences of passages, moved ones too
8. `flat`                 two lists of paragraphs
9. `reading`, `pairs`     a tree as passages; nodes that are paired so far
10. `holders`, `within`   by what a node holds; by what it stands in
11. `trees`, `identified` two trees; the new one under the ids of the old one
"""

from fortschrift.core.text.align.alignment import Alignment
from fortschrift.core.text.align.flat import align_blocks
from fortschrift.core.text.align.identified import identified
from fortschrift.core.text.align.trees import align

__all__ = ["Alignment", "align", "align_blocks", "identified"]
