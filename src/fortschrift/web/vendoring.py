"""Refresh what others made and we ship: the KERN style sheet and the fonts.

For maintainers only (docs/look.md); a running installation never needs it, npm or Node.
Run `python -m fortschrift.web.vendoring`; it needs npm and the packages fonttools and brotli.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

PACKAGES = {
    "@kern-ux/native": "2.7.2",
    "@fontsource/fira-sans": "5.3.0",  # only its licence text; the font files come with KERN
    "@fontsource/noto-sans-arabic": "5.3.0",
}
VENDOR = Path(__file__).resolve().parent.parent / "static" / "vendor"

# KERN components our pages use; cards, tables, lists and links are styled by our own sheets,
# icons are inline SVG (icons.py). A rule naming any other KERN class is left out.
USED = re.compile(
    r"(sr-only|error|hint|label|title|body|btn|badge|alert|form-input|form-check|fieldset|progress"
    r"|loader|layer|level-\d|light|dark|icon|icon--(info|success|warning|danger|small|default|large))"
    r"(?!\w)(?!-)|(btn|badge|alert|form-input|form-check|fieldset|label|loader)(__|-)"
)
LAYOUT_FEATURES = "kern,liga,calt,ccmp,locl,mark,mkmk,tnum,lnum,pnum,onum,sups,subs,frac,case"
FIRA = {"Regular": "400", "Italic": "400", "SemiBold": "600"}
SCRIPTS = {
    "latin": "U+0000-02FF,U+0300-036F,U+1E00-1EFF,U+2000-206F,U+2070-209F,U+20A0-20BF,"
    "U+2100-214F,U+2190-21FF,U+2200-22FF,U+25A0-25FF,U+FB00-FB06",
    "cyrillic": "U+0400-052F,U+1C80-1C88,U+2DE0-2DFF,U+A640-A69F",
}
NOTO_WEIGHTS = ("400", "600")


def main() -> None:
    """Fetch the named versions with npm and write them, cut to our needs, below static/vendor."""
    with tempfile.TemporaryDirectory() as folder:
        names = [f"{name}@{version}" for name, version in PACKAGES.items()]
        # fmt: off
        subprocess.run(["npm", "install", "--no-save", "--prefix", folder, *names], check=True)
        # fmt: on
        modules = Path(folder) / "node_modules"
        vendor_kern(modules / "@kern-ux" / "native")
        vendor_fira(modules / "@kern-ux" / "native", modules / "@fontsource" / "fira-sans")
        vendor_noto_arabic(modules / "@fontsource" / "noto-sans-arabic")


def vendor_kern(package: Path) -> None:
    """Write KERN's style sheet without unused components, as the cascade layer `kern`."""
    target = VENDOR / "kern"
    target.mkdir(parents=True, exist_ok=True)
    shutil.copy(package / "LICENSE.md", target / "LICENSE.md")
    source = (package / "dist" / "kern.css").read_text(encoding="utf-8")
    version = PACKAGES["@kern-ux/native"]
    notice = (
        f"/* KERN-UX native {version}, EUPL-1.2, https://kern-ux.de - cut by"
        " fortschrift.web.vendoring: unused components left out, put into a cascade layer. */\n"
    )
    # In a layer, every rule of our own sheets wins over KERN whatever its specificity.
    (target / "kern.css").write_text(
        notice + "@layer kern {\n" + trim(source) + "}\n", encoding="utf-8"
    )


def trim(css: str) -> str:
    """Drop comments, the charset line and every rule that only styles unused components.

    >>> trim('@charset "UTF-8"; .kern-row { a: b } .kern-btn, .kern-col-2 { c: d }')
    '.kern-btn{ c: d }\\n'
    """
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.S)
    css = re.sub(r'@charset "[^"]*";', "", css)
    return "".join(_kept(css))


def _kept(css: str) -> Iterator[str]:
    for head, body in _rules(css):
        if head.startswith(("@media", "@supports")):
            inner = "".join(_kept(body))
            if inner:
                yield f"{head} {{\n{inner}}}\n"
        elif head.startswith("@"):
            yield f"{head} {{{body}}}\n"
        else:
            selectors = [part for part in _selectors(head) if _is_used(part)]
            if selectors:
                yield f"{','.join(selectors)}{{{_shrunk(body)}}}\n"


def _is_used(selector: str) -> bool:
    return all(USED.match(name) for name in re.findall(r"\.kern-([\w-]+)", selector))


def _selectors(head: str) -> list[str]:
    # Commas inside :is(...) and :not(...) separate nothing here.
    return [part.strip() for part in re.split(r",(?![^()]*\))", head)]


def _shrunk(body: str) -> str:
    return re.sub(r"\n\s*", "", body)


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """Yield (head, body) of each top-level block; quotes may hold braces (data addresses)."""
    depth, start, head = 0, 0, ""
    for match in re.finditer(r'"[^"]*"|[{}]', css):
        if match[0] == "{":
            if depth == 0:
                head, start = css[start : match.start()].strip(), match.end()
            depth += 1
        elif match[0] == "}":
            depth -= 1
            if depth == 0:
                yield head, css[start : match.start()]
                start = match.end()


def vendor_fira(kern: Path, fontsource: Path) -> None:
    """Cut Fira Sans into one file per weight and script."""
    target = VENDOR / "fira-sans"
    target.mkdir(parents=True, exist_ok=True)
    shutil.copy(fontsource / "LICENSE", target / "OFL.txt")
    for style in FIRA:
        source = kern / "dist" / "fonts" / "fira-sans" / f"FiraSans-{style}.woff2"
        for script, ranges in SCRIPTS.items():
            name = f"fira-sans-{style.lower()}-{script}.woff2"
            _subset(source, target / name, ranges)


def vendor_noto_arabic(fontsource: Path) -> None:
    """Copy the Arabic script files, which the package delivers already cut."""
    target = VENDOR / "noto-sans-arabic"
    target.mkdir(parents=True, exist_ok=True)
    shutil.copy(fontsource / "LICENSE", target / "OFL.txt")
    for weight in NOTO_WEIGHTS:
        name = f"noto-sans-arabic-arabic-{weight}-normal.woff2"
        shutil.copy(fontsource / "files" / name, target / f"noto-sans-arabic-{weight}.woff2")


def _subset(source: Path, target: Path, ranges: str) -> None:
    # fmt: off
    command = [
        sys.executable, "-m", "fontTools.subset", str(source), f"--output-file={target}",
        "--flavor=woff2", f"--unicodes={ranges}", f"--layout-features={LAYOUT_FEATURES}",
    ]
    # fmt: on
    subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
