"""Make the fonts of the PDF files from those of the pages, which the typesetter cannot read.

For maintainers only (docs/look.md), after `fortschrift.web.vendoring`; needs the packages fonttools
and brotli, and takes some minutes. Run `python -m fortschrift.concepts.rendering.pdf.vendoring`.
"""

import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any
from unicodedata import category
from unicodedata import name as unicode_name

_HERE = Path(__file__).parent / "fonts"
_VENDOR = Path(__file__).resolve().parents[3] / "static" / "vendor"
_FIRA, _NOTO = _VENDOR / "fira-sans", _VENDOR / "noto-sans-arabic"
_WEIGHTS, _ARABIC = ("regular", "semibold", "italic"), ("400", "600")


def main() -> None:
    """Write the fonts, their licences, and the list of signs that they have."""
    with tempfile.TemporaryDirectory() as folder:
        fira = [_merged(weight, Path(folder)) for weight in _WEIGHTS]
    arabic = [
        _unpacked(_NOTO / f"noto-sans-arabic-{weight}.woff2",
                  _HERE / f"noto-sans-arabic-{weight}.ttf")
        for weight in _ARABIC
    ]  # fmt: skip
    shutil.copy(_FIRA / "OFL.txt", _HERE / "OFL-fira-sans.txt")
    shutil.copy(_NOTO / "OFL.txt", _HERE / "OFL-noto-sans-arabic.txt")
    signs = set.intersection(*map(_signs, fira)) | set.intersection(*map(_signs, arabic))
    signs |= _shown([each for each in _others() if ord(each) not in signs])
    head = (
        "# Signs that the fonts here or those of the typesetter have in every style:"
        " first and last code point of each span.\n"
    )
    (_HERE / "signs.txt").write_text(head + "".join(_spans(sorted(signs))))


def _merged(weight: str, folder: Path) -> Path:
    """Join the scripts of a weight in one file; of several the typesetter would take one."""
    parts = [
        _unpacked(_FIRA / f"fira-sans-{weight}-{script}.woff2", folder / f"{weight}-{script}.ttf")
        for script in ("latin", "cyrillic")
    ]
    made = _HERE / f"fira-sans-{weight}.ttf"
    import_module("fontTools.merge").Merger().merge([str(each) for each in parts]).save(made)
    return made


def _unpacked(packed: Path, made: Path) -> Path:
    font = _opened(packed)
    font.flavor = None
    font.save(made)
    return made


def _signs(font: Path) -> set[int]:
    return set(_opened(font).getBestCmap())


def _opened(font: Path) -> Any:
    return import_module("fontTools.ttLib").TTFont(font)


def _others() -> Iterator[str]:
    """List signs that the fonts of the typesetter may have; of no script that is joined in words.

    Where the sign of such a script is there, a word of it may still lack a form.
    """
    for code in (*range(0x20, 0x3040), *range(0xFB00, 0xFFF0), *range(0x1F000, 0x1FB00)):
        kind, name = category(chr(code)), unicode_name(chr(code), "")
        is_joined = kind[0] == "M" or name.startswith(_JOINED)
        is_unseen = kind == "Cf" or name.startswith("VARIATION SELECTOR")
        if is_unseen or (kind[0] != "C" and not is_joined):
            yield chr(code)


_JOINED = ("DEVANAGARI", "LAO", "HANGUL", "HALFWIDTH")


def _shown(signs: Sequence[str]) -> set[int]:
    """Try which signs the typesetter can show; it refuses a file with one that it cannot."""
    parts = [signs[at : at + 64] for at in range(0, len(signs), 64)]
    found: set[int] = set()
    while parts:
        part = parts.pop()
        if _can_show(part):
            found.update(map(ord, part))
        elif len(part) > 1:
            parts += [part[: len(part) // 2], part[len(part) // 2 :]]
    return found


def _can_show(signs: Sequence[str]) -> bool:
    typst = import_module("typst")
    try:
        typst.compile(
            _HERE.parent / "signs.typ", font_paths=[_HERE], ignore_system_fonts=True,
            format="pdf", pdf_standards=["ua-1", "a-3a"], timestamp=0,
            sys_inputs={"signs": json.dumps(list(signs))},
        )  # fmt: skip
    except typst.TypstError:
        return False
    return True


def _spans(signs: Iterable[int]) -> Iterator[str]:
    first = last = -2
    for sign in signs:
        if sign != last + 1:
            if first >= 0:
                yield f"{first:X}-{last:X}\n"
            first = sign
        last = sign
    if first >= 0:
        yield f"{first:X}-{last:X}\n"


if __name__ == "__main__":
    main()
