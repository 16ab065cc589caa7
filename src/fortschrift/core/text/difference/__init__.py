"""Two versions of one text whose nodes are known: the operations that lead from one to the other.

`diff` is the way in. `differing` says which nodes are not the same, `reshape` finds what was
split, joined or turned inside out.
"""
