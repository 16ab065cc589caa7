"""What is wrong with a demo file, said with file, line, field and reason."""

from collections.abc import Sequence

from django.utils.translation import gettext as _


class DemoFault(Exception):
    """One fault; ``field`` may be empty where the whole file or item is meant."""

    def __init__(self, file: str, line: int, field: str, reason: str) -> None:
        super().__init__(file, line, field, reason)
        self.file = file
        self.line = line
        self.field = field
        self.reason = reason

    def __str__(self) -> str:
        if not self.field:
            return _("{file}, Zeile {line}: {reason}").format(
                file=self.file, line=self.line, reason=self.reason
            )
        return _("{file}, Zeile {line}, Feld „{field}“: {reason}").format(
            file=self.file, line=self.line, field=self.field, reason=self.reason
        )


class DamagedDemo(Exception):
    """All faults that were found, in the order of files and lines; one line each."""

    def __init__(self, faults: Sequence[DemoFault]) -> None:
        super().__init__(*faults)
        self.faults = sorted(faults, key=lambda fault: (fault.file, fault.line))

    def __str__(self) -> str:
        return "\n".join(str(fault) for fault in self.faults)
