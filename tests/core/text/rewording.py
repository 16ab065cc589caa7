"""Single words of a text exchanged, struck or put in, as people do it."""

from random import Random

from fortschrift.core.text import NodeState, Operation, Splice, Substitute, cut, inline, plain


def some_rewording(chance: Random, state: NodeState) -> Operation:
    """Exchange, strike or insert a word of a text, at its borders to the blanks around it."""
    text = plain(state.text)
    blanks = [at for at, sign in enumerate(text) if sign == " "]
    borders = sorted({0, len(text), *blanks, *(at + 1 for at in blanks)})
    first = chance.randrange(len(borders) - 1)
    start, end = borders[first], borders[first + chance.choice((0, 1, 1))]
    old = cut(state.text, start, end)
    new = chance.choice((inline("neu"), inline("sehr neu "), ()) if old else (inline("neu "),))
    return Substitute(state.id, (Splice(start, old, new if new != old else ()),))
