"""Sets one file in a process of its own: reads JSON, writes the PDF or, with exit code 1, why not.

The typesetter remembers all that it has set, half a gigabyte after a dozen concepts; with its
process that memory is given back. Run as a script, so that nothing else of the program is loaded.
"""

import json
import sys
from pathlib import Path

import typst

_HERE = Path(__file__).parent


def main() -> int:
    """Set what stands on standard input."""
    wanted = json.load(sys.stdin.buffer)
    folder = Path(wanted["folder"])
    try:
        made = typst.compile(
            folder / wanted["template"], root=folder, font_paths=[_HERE / "fonts"],
            ignore_system_fonts=True, format="pdf", sys_inputs=wanted["inputs"],
            pdf_standards=["ua-1", "a-3a"], timestamp=0,
        )  # fmt: skip
    except typst.TypstError as error:
        sys.stderr.write(str(error))
        return 1
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
