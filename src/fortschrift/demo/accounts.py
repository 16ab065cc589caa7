"""The accounts one can sign in with in the demo: offices, never people, all with one password.

The addresses end in example.org (RFC 2606), so that no mail can ever reach anybody.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

PASSWORD = "fortschritt-demo"


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """An account; ``town`` is the slug of its town, empty for the operator of all."""

    email: str
    name: str
    role: str
    town: str = ""
    place: str = ""

    @property
    def label(self) -> str:
        """Say in the reader's language what one can do with it, and where."""
        role = {
            "operator": _("Betrieb der Installation"),
            "officer": _("Integrationsstelle"),
            "clerk": _("Sitzungsdienst"),
        }[self.role]
        return f"{role}, {self.place}" if self.place else role


OPERATOR = DemoAccount("betrieb@example.org", "Betrieb der Demo", "operator")


def _of_town(slug: str, place: str) -> tuple[DemoAccount, ...]:
    return tuple(
        DemoAccount(f"{box}.{slug}@example.org", f"{office} {place}", role, slug, place)
        for box, office, role in (
            ("integration", "Integrationsstelle", "officer"),
            ("sitzungsdienst", "Sitzungsdienst", "clerk"),
        )
    )


_ACCOUNTS = (
    OPERATOR,
    *_of_town("musterstadt", "Musterstadt"),
    *_of_town("wolfenbuettel", "Stadt Wolfenbüttel"),
    *_of_town("wolfsburg", "Stadt Wolfsburg"),
    *_of_town("landkreis-wolfenbuettel", "Landkreis Wolfenbüttel"),
)


def demo_accounts() -> Sequence[DemoAccount]:
    """Return all accounts of the demo, the operator's first."""
    return _ACCOUNTS


def accounts_of(town: str) -> Sequence[DemoAccount]:
    """Return the accounts of one town."""
    return tuple(account for account in _ACCOUNTS if account.town == town)


def sign_ins() -> list[tuple[str, str, str]]:
    """Return (role, e-mail address, password) for every account, as the start prints them."""
    return [(account.label, account.email, PASSWORD) for account in _ACCOUNTS]
