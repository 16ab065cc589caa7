"""The answer to "may I?": Allowed, or Denied with a reason that a page can show."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Allowed:
    """Truthy."""

    def __bool__(self) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Denied:
    """Falsy; ``reason`` is a translatable sentence for the person who was refused."""

    reason: str | Promise

    def __bool__(self) -> bool:
        return False


Result = Allowed | Denied


class NotAllowed(PermissionDenied):
    """Raised by ``require``; carries the reason, which the 403 page prints."""

    def __init__(self, reason: str | Promise) -> None:
        super().__init__(reason)
        self.reason = reason


def require(result: Result) -> None:
    """Let an allowed act pass and raise NotAllowed with the reason otherwise."""
    if isinstance(result, Denied):
        raise NotAllowed(result.reason)
