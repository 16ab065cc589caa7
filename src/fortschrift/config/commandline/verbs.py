"""The verbs of the start script: the one table that help, start, tests and documents go by."""

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from fortschrift.config.commandline.language import say
from fortschrift.config.commandline.places import PROGRAM
from fortschrift.config.commandline.stopping import Stop

EnvironmentName = Literal["run", "test"]
WRONG_USAGE = 2


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb; `environment` None means that the bare Python suffices."""

    name: str
    environment: EnvironmentName | None
    module: str
    de: str
    en: str

    @property
    def summary(self) -> str:
        """One line that says what the verb does, in the language of the terminal."""
        return say(de=self.de, en=self.en)


VERBS = (
    Verb(
        "demo",
        "run",
        "demo",
        de="Beispielstädte laden und auf diesem Rechner im Browser ansehen",
        en="load the example towns and view them in a browser on this machine",
    ),
    Verb(
        "serve",
        "run",
        "serve",
        de="eine Installation im Betrieb starten (Einstellungen: docs/operations.md)",
        en="run an installation in production (settings: docs/operations.md)",
    ),
    Verb(
        "test",
        "test",
        "checking",
        de="alles prüfen, was sich auf diesem Rechner prüfen lässt",
        en="check everything that can be checked on this machine",
    ),
    Verb(
        "bench",
        "test",
        "bench",
        de="eine Messung ausführen; ohne Namen: die Messungen auflisten",
        en="run a measurement; without a name: list the measurements",
    ),
    Verb(
        "verify",
        "run",
        "verify",
        de="den Änderungsverlauf auf Unversehrtheit prüfen",
        en="check that the journal is intact",
    ),
    Verb(
        "manage",
        "run",
        "manage",
        de="einen Verwaltungsbefehl von Django ausführen",
        en="run one of Django's management commands",
    ),
    Verb(
        "help",
        None,
        "overview",
        de="diese Übersicht, oder die Angaben zu einem Verb",
        en="this overview, or the options of one verb",
    ),
)


def find(name: str) -> Verb:
    """Return the verb of that name; raises Stop (exit code 2) naming the nearest one."""
    for verb in VERBS:
        if verb.name == name:
            return verb
    raise Stop(_unknown(name), code=WRONG_USAGE)


def _unknown(name: str) -> str:
    names = [verb.name for verb in VERBS]
    near = get_close_matches(name, names, n=1)
    if near:
        return say(
            de=f"„{name}“ gibt es nicht. Meinten Sie: {PROGRAM} {near[0]}",
            en=f"There is no “{name}”. Did you mean: {PROGRAM} {near[0]}",
        )
    return say(
        de=f"„{name}“ gibt es nicht. Möglich sind: {', '.join(names)}. Mehr: {PROGRAM} help",
        en=f"There is no “{name}”. There are: {', '.join(names)}. More: {PROGRAM} help",
    )
