"""Operations laid together to one effect, whatever they do to each other on the way.

`fold` is the way in and `folding` its work, one operation after another: `flow` follows the
words of a node, `placing` and `places` where nodes stand, `sayings` what else is said of them.
"""
