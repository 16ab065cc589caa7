"""The open door: the engine as a command that reads JSON and writes JSON.

`python -m fortschrift.core.text` lets anybody put the engine beside another one and time it,
without a database and without the web. docs/door.md describes what goes in and comes out.

Read in this order:

1. `command`              the command line: what is read, what is written, what is refused
2. `commands`             one module for each command; its docstring is its help
3. `request`, `names`     JSON that was given; what nodes are called by who gives it
4. `flat`, `documents`    paragraphs one after another, or a tree; which node is which
5. `renaming`, `wording`  operations and trees: their names, their texts; `amendments` as proposals
6. `crowding`             whether too many of them meet
7. `refusals`             errors as JSON

Nothing else in the engine knows of JSON on streams or of arguments. A process lives for one
request, so each module loads only what its command needs.
"""
