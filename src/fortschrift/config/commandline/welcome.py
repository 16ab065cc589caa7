"""The lines a person sees once the demo answers: where it is, who one can be, how to end it."""

from collections.abc import Sequence

from fortschrift.config.commandline.language import say

EVERYWHERE = ("0.0.0.0", "::")
FIRST_ERROR = 400


def welcome(url: str, *, status: int, host: str, accounts: Sequence[tuple[str, str, str]]) -> str:
    """Return the greeting; `accounts` are (role, e-mail address, password)."""
    lines = ["", say(de=f"Fortschrift ist bereit:  {url}", en=f"Fortschrift is ready:  {url}")]
    if status >= FIRST_ERROR:
        lines.append(
            say(
                de=f"Die Startseite meldet allerdings den Fehler {status}.",
                en=f"However, the first page answers with error {status}.",
            )
        )
    if accounts:
        lines += ["", say(de="Zum Anmelden (Rolle, Adresse, Kennwort):", en="To sign in:")]
        lines += _columns(accounts)
    if host in EVERYWHERE:
        lines += ["", _warning()]
    return "\n".join([*lines, "", say(de="Beenden: Strg-C", en="To end: Ctrl-C")])


def _columns(rows: Sequence[tuple[str, str, str]]) -> list[str]:
    role, address = (max(len(row[column]) for row in rows) for column in (0, 1))
    return [f"  {row[0]:<{role}}  {row[1]:<{address}}  {row[2]}" for row in rows]


def _warning() -> str:
    return say(
        de="Achtung: Jeder in diesem Netz kann die Seiten öffnen und sich so anmelden.",
        en="Mind: everybody in this network can open the pages and sign in like this.",
    )
