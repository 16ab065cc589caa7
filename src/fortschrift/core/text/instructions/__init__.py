"""Operations as German sentences, as drafters write them.

`telling` goes through the operations, `naming` cites passages, `passage` cites sentences and
words, `citing` and `recounted` do so by the text before all operations. `rewording` and
`formatting` tell changed words and marks as the clauses of `clause`, `breaks` the line breaks
next to words, `structure` tells what
becomes of whole passages (`content` what is in them), `values` and `outlines` the rest;
`grammar` is the German that they share, `marks` what marks are called.

A level's name comes from an outline, and nobody knows its gender: no sentence needs it.
"""

from fortschrift.core.text.instructions.telling import instructions

__all__ = ["instructions"]
