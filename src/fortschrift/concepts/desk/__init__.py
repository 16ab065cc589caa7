"""What the desk does with a text before an act writes it: pure functions on trees.

1. `passages`      the flow of an element as an editor shows it: paragraphs, lists, tables
2. `markup`        the flow as HTML for the rich editor, and what comes back from it
3. `notation`, `signs`  the flow as plain text for a text field, and what comes back
4. `identity`      which passage that came back is which passage that went out
5. `placing`       the text with the flow of an element written anew
6. `structure`     moving, indenting, adding, splitting, joining elements
7. `values`        attributes as people write them
8. `said`          what operations did, in a few words

Nothing here reads or writes rows; ids come in from outside.
"""
