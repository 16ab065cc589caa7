"""Make the fonts of the PDF files from those of the pages, which the typesetter cannot read.

For maintainers only (docs/look.md), after `fortschrift.web.vendoring`; needs the packages fonttools
and brotli. Run `python -m fortschrift.concepts.rendering.pdf.vendoring`.
"""

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

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
    head = (
        "# Signs that every weight of a family here has: first and last code point of each span.\n"
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
