"""Which of the two languages a message is said in; before Django and its catalogues exist.

Both wordings stand side by side at the place of use, so neither can be forgotten.
"""

import os
import sys
from collections.abc import Mapping

GERMAN_PRIMARY_LANGUAGE = 0x07  # winnt.h, LANG_GERMAN


def say(*, de: str, en: str) -> str:
    """Return the wording for the language of this terminal."""
    return de if is_german(os.environ) else en


def is_german(environ: Mapping[str, str]) -> bool:
    """Answer from LC_ALL, LC_MESSAGES, LANG (the first that is set counts), else from Windows."""
    named = (environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    chosen = next((value for value in named if value), "")
    return chosen.lower().startswith("de") if chosen else _windows_is_german()


def _windows_is_german() -> bool:
    if sys.platform != "win32":
        return False
    import ctypes

    return (ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF) == GERMAN_PRIMARY_LANGUAGE
