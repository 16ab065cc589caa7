"""The text engine: concepts as values, what is done to them, what they look like stored.

Pure Python on the standard library. No Django, no clock, no chance: ids come in from
outside, everything is a frozen value, and the same input gives the same bytes.

Read in this order:

1. `runs`, `intake`        inline text with marks, and what may become text at all
2. `blocks`, `outline`     the closed block kinds; the levels of a concept, as data
3. `node`, `tree`          a node's state; states joined to a text
4. `splices`, `operations` ranges of words; what can be done to a text: a closed set
5. `apply`, `inverse`      doing it (on a `draft`), taking it back
6. `pattern`, `numbering`  numbers as labels, computed or as printed
7. `findings`              where a text does not follow its outline

and then the packages, each with its own way in:

8. `comparison`            two wordings of one passage
9. `align`, `difference`   which node is which; operations from one text to the other
10. `effects`, `composition`  all that operations do, relative to one base; laid together
11. `merging`              many proposals on one base, or carried to a later one
12. `origins`              which operation each character comes from
13. `synopsis`, `instructions`  two texts side by side; operations as German sentences
14. `canonical`            all this as bytes
15. `door`                 all this as a command that reads and writes JSON (`__main__`)

`errors` is the tree of all that is refused, `ids` what a node is called. `public` holds the
names that are shown here; they are loaded when the first of them is asked for, so that who
needs one module does not wait for all.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fortschrift.core.text.public import *  # noqa: F403

__all__ = [  # noqa: F405
    "BINDING_FORCE",
    "BLOCKS",
    "BOLD",
    "ITALIC",
    "NODE",
    "NOT_NUMBERED",
    "NO_OUTLINE",
    "OPERATIONS",
    "OUTLINE",
    "RELATION",
    "ROOT_KIND",
    "SUBSCRIPT",
    "SUPERSCRIPT",
    "TEXT",
    "TREE",
    "AttributeType",
    "AttributeValue",
    "Attributes",
    "ChangeKind",
    "ChangeOutline",
    "Cycle",
    "DuplicateNode",
    "EmptyRun",
    "Finding",
    "Format",
    "FormatError",
    "InlineText",
    "Insert",
    "IntakeError",
    "Join",
    "Level",
    "Mark",
    "Move",
    "NodeError",
    "NodeId",
    "NodeState",
    "Nodes",
    "NotCanonical",
    "Numbering",
    "Numbers",
    "Operation",
    "Outline",
    "OutlineError",
    "Place",
    "Reformat",
    "RefusedCharacter",
    "RefusedLink",
    "RefusedMarks",
    "Relate",
    "Relations",
    "Repeal",
    "Retitle",
    "RootTouched",
    "Run",
    "SetAttribute",
    "SetPrintedNumber",
    "Splice",
    "Splices",
    "Split",
    "Stale",
    "StrayNode",
    "Substitute",
    "Term",
    "TextError",
    "Tree",
    "UnknownNode",
    "UnknownSchema",
    "Unrelate",
    "ValueType",
    "Vocabulary",
    "WrongField",
    "WrongPattern",
    "WrongPlace",
    "WrongRange",
    "WrongSplices",
    "WrongValue",
    "apply",
    "attributes",
    "check_splices",
    "cut",
    "digest",
    "findings",
    "footnote",
    "footnotes",
    "in_order",
    "inline",
    "intake",
    "intake_link",
    "intake_runs",
    "inverse",
    "inverse_of_all",
    "is_level",
    "joined",
    "length",
    "link",
    "marked",
    "may_stand_under",
    "new_states",
    "normal",
    "numbers",
    "plain",
    "shown_number",
    "spliced",
    "taken_back",
]


class _Package(ModuleType):
    """Gives the names of `__all__`, which `public` holds.

    A module that is imported puts itself into its package under its name. Where that is the
    name of a function as well (`apply`), it is the function that is shown.
    """

    def __getattr__(self, name: str) -> Any:
        """Load what is shown, at the first name that is asked for."""
        if name not in __all__:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        public = vars(import_module(f"{self.__name__}.public"))
        vars(self).update((shown, public[shown]) for shown in __all__)
        return public[name]

    def __setattr__(self, name: str, value: object) -> None:
        """Keep modules from taking the place of the functions they are named after."""
        if not (name in __all__ and isinstance(value, ModuleType)):
            super().__setattr__(name, value)

    def __dir__(self) -> list[str]:
        """List what is shown as well, loaded or not."""
        return sorted({*vars(self), *__all__})


sys.modules[__name__].__class__ = _Package
