"""What may be written after each verb: read before anything is installed, and again inside."""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from fortschrift.config.commandline.language import say
from fortschrift.config.commandline.places import PROGRAM
from fortschrift.config.commandline.stopping import Stop
from fortschrift.config.commandline.verbs import WRONG_USAGE, Verb


class Parser(argparse.ArgumentParser):
    """argparse, but a mistake becomes a Stop in the language of the terminal."""

    def format_usage(self) -> str:
        """Return how the verb is called."""
        return super().format_usage().replace("usage:", say(de="Aufruf:", en="Usage:"), 1)

    def format_help(self) -> str:
        """Return all that there is to say about the verb."""
        return super().format_help().replace("usage:", say(de="Aufruf:", en="Usage:"), 1)

    def error(self, message: str) -> NoReturn:
        """Raise Stop: argparse's own reason exists in English only, so German gets the usage."""
        usage = self.format_usage().strip()
        sentence = say(de="Diese Angaben passen nicht zusammen.", en=f"{message}.")
        more = say(de="Mehr", en="More")
        raise Stop(f"{sentence}\n{usage}\n{more}: {self.prog} --help", code=WRONG_USAGE)


def parse(verb: Verb, arguments: Sequence[str]) -> argparse.Namespace:
    """Read the arguments after a verb; raises Stop on a mistake, SystemExit(0) for --help."""
    if verb.name == "test":
        return _parse_test(verb, arguments)
    return parser_for(verb).parse_args(arguments)


def parser_for(verb: Verb) -> Parser:
    """Build the parser of one verb, with texts in the language of the terminal."""
    parser = Parser(
        prog=f"{PROGRAM} {verb.name}",
        usage=_usage(verb),
        description=_first_upper(verb.summary) + ".",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        add_help=False,
        allow_abbrev=False,
    )
    group = parser.add_argument_group(say(de="Angaben", en="Options"))
    group.add_argument("-h", "--help", action="help", help=say(de="diese Hilfe", en="this help"))
    _ADDITIONS[verb.name](parser, group)
    return parser


def _parse_test(verb: Verb, arguments: Sequence[str]) -> argparse.Namespace:
    """Everything after `test` is pytest's, except a call for help."""
    if arguments and arguments[0] in ("-h", "--help"):
        parser_for(verb).parse_args(arguments[:1])
    return argparse.Namespace(rest=list(arguments))


def _usage(verb: Verb) -> str:
    tail = {
        "test": say(de="[Angaben für pytest ...]", en="[arguments for pytest ...]"),
        "bench": "[NAME ...]",
        "manage": say(
            de="[--data ORDNER] [BEFEHL ...]",
            en="[--data FOLDER] [COMMAND ...]",
        ),
        "verify": say(
            de="[--data ORDNER] [KOMMUNE] [--noted ZAHL:PRÜFSUMME]",
            en="[--data FOLDER] [TOWN] [--noted COUNT:HASH]",
        ),
        "help": "[VERB]",
    }.get(verb.name, say(de="[Angaben]", en="[options]"))
    return f"{PROGRAM} {verb.name} {tail}"


Group = argparse._ArgumentGroup


def _data(group: Group, *, de: str, en: str) -> None:
    group.add_argument(
        "--data",
        type=Path,
        metavar=say(de="ORDNER", en="FOLDER"),
        help=say(de=de, en=en),
    )


def _address(group: Group, *, port_help: str) -> None:
    group.add_argument(
        "--host",
        default="127.0.0.1",
        help=say(
            de="Adresse, auf der geantwortet wird (127.0.0.1: nur dieser Rechner)",
            en="address to answer on (127.0.0.1: this machine only)",
        ),
    )
    group.add_argument("--port", type=_port, default=8000, help=port_help)


def _demo(parser: Parser, group: Group) -> None:
    _data(
        group,
        de="eigener Ordner der Vorführung (sonst data/demo)",
        en="the demo's own folder (otherwise data/demo)",
    )
    _address(
        group,
        port_help=say(
            de="Anschluss; ist er belegt, der nächste freie (sonst 8000)",
            en="port; the next free one if it is taken (otherwise 8000)",
        ),
    )
    group.add_argument(
        "--fresh",
        action="store_true",
        help=say(
            de="die Vorführung vorher löschen und neu laden",
            en="delete the demo first and load it anew",
        ),
    )


def _serve(parser: Parser, group: Group) -> None:
    _data(
        group,
        de="Datenordner (sonst FORTSCHRIFT_DATA): Datenbank, Dateien, Schlüssel",
        en="data folder (otherwise FORTSCHRIFT_DATA): database, files, key",
    )
    _address(group, port_help=say(de="Anschluss (sonst 8000)", en="port (otherwise 8000)"))
    group.add_argument(
        "--migrate",
        action="store_true",
        help=say(
            de="ausstehende Umstellungen der Datenbank vorher ausführen",
            en="bring the database up to date first",
        ),
    )
    group.add_argument(
        "--processes",
        type=_positive,
        default=1,
        help=say(de="Zahl der Serverprozesse (sonst 1)", en="server processes (otherwise 1)"),
    )
    group.add_argument(
        "--without-worker",
        action="store_true",
        help=say(
            de="ohne Hintergrunddienst (wenn er auf einem anderen Rechner läuft)",
            en="without the background worker (when it runs on another machine)",
        ),
    )


def _test(parser: Parser, group: Group) -> None:
    parser.epilog = say(
        de=(
            "Ohne Angaben laufen alle Stufen: Stil, Typen, Schichten, Vorlagen, Migrationen,\n"
            "Tests auf SQLite und (wenn erreichbar) PostgreSQL, Tests im Browser.\n"
            "Mit Angaben läuft nur pytest, und alle Angaben gehen an pytest. Beispiel:\n"
            f"  {PROGRAM} test tests/start -k locale\n"
            "Mit CI=true gilt ein fehlendes Chromium oder PostgreSQL als Fehler."
        ),
        en=(
            "Without arguments all stages run: style, types, layers, templates, migrations,\n"
            "tests on SQLite and (when it answers) PostgreSQL, tests in a browser.\n"
            "With arguments only pytest runs, and pytest gets all of them. Example:\n"
            f"  {PROGRAM} test tests/start -k locale\n"
            "With CI=true a missing Chromium or PostgreSQL is a failure."
        ),
    )


def _bench(parser: Parser, group: Group) -> None:
    group.add_argument(
        "name",
        nargs="?",
        metavar="NAME",
        help=say(de="Name der Messung", en="name of the measurement"),
    )
    _rest(group, say(de="Angaben für die Messung", en="arguments for the measurement"))


def _verify(parser: Parser, group: Group) -> None:
    _manage_data(group)
    group.add_argument(
        "municipality",
        nargs="?",
        metavar=say(de="KOMMUNE", en="TOWN"),
        help=say(
            de="Kurzname aus der Adresse; ohne ihn alle",
            en="short name as in the address; all without it",
        ),
    )
    group.add_argument(
        "--noted",
        metavar=say(de="ZAHL:PRÜFSUMME", en="COUNT:HASH"),
        help=say(
            de="was auf einem Beschlussdokument gedruckt steht",
            en="what is printed on an adoption document",
        ),
    )


def _manage(parser: Parser, group: Group) -> None:
    _manage_data(group)
    _rest(group, say(de="Befehl und seine Angaben", en="command and its arguments"))


def _manage_data(group: Group) -> None:
    _data(
        group,
        de="Datenordner (sonst FORTSCHRIFT_DATA); für die Vorführung: data/demo",
        en="data folder (otherwise FORTSCHRIFT_DATA); for the demo: data/demo",
    )


def _help(parser: Parser, group: Group) -> None:
    group.add_argument("verb", nargs="?", metavar="VERB", help=say(de="ein Verb", en="a verb"))


def _rest(group: Group, text: str) -> None:
    group.add_argument("rest", nargs=argparse.REMAINDER, metavar="...", help=text)


_ADDITIONS: dict[str, Callable[[Parser, Group], None]] = {
    "demo": _demo,
    "serve": _serve,
    "test": _test,
    "bench": _bench,
    "verify": _verify,
    "manage": _manage,
    "help": _help,
}


def _port(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 65535:
        raise ValueError(text)
    return number


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]
