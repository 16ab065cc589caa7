"""`./fortschrift serve`: an installation in production, after refusing every half-ready state."""

import argparse
import os

from fortschrift.config.commandline.language import say
from fortschrift.config.commandline.manage import choose_data
from fortschrift.config.commandline.places import PROGRAM
from fortschrift.config.commandline.stopping import Stop


def run(options: argparse.Namespace) -> int:
    """Check settings, database and guards, then serve until SIGTERM or Ctrl-C."""
    choose_data(options.data)
    _require_a_place_for_data()
    _prepare(migrating=options.migrate)
    return _serve(options)


def _require_a_place_for_data() -> None:
    if os.environ.get("FORTSCHRIFT_DATA") or os.environ.get("DATABASE_URL"):
        return
    raise Stop(
        say(
            de="Wo liegen die Daten? Nennen Sie einen Ordner mit --data oder FORTSCHRIFT_DATA, "
            "oder eine PostgreSQL-Datenbank mit DATABASE_URL (docs/operations.md).",
            en="Where is the data? Name a folder with --data or FORTSCHRIFT_DATA, or a "
            "PostgreSQL database with DATABASE_URL (docs/operations.md).",
        )
    )


def _prepare(*, migrating: bool) -> None:
    from fortschrift.config.commandline.setup import set_up

    set_up()
    from django.db import OperationalError, connections

    from fortschrift.config.commandline import preparing

    try:
        if migrating:
            preparing.migrate(always=True)
        _refuse_missing_migrations(preparing.pending_migrations())
        refuse_missing_guards()
    except OperationalError as error:
        raise Stop(_unreachable(error)) from error
    preparing.collect_static()
    connections.close_all()


def _refuse_missing_migrations(pending: list[str]) -> None:
    if not pending:
        return
    raise Stop(
        say(
            de=f"Die Datenbank ist nicht auf dem Stand dieses Programms ({len(pending)} "
            f"Umstellungen fehlen, zuerst {pending[0]}). Sichern Sie die Daten, dann: "
            f"{PROGRAM} serve --migrate",
            en=f"The database is not up to date with this program ({len(pending)} migrations "
            f"missing, first {pending[0]}). Back up the data, then: {PROGRAM} serve --migrate",
        )
    )


def refuse_missing_guards() -> None:
    """Raise Stop when a table that may only grow lacks its trigger."""
    from fortschrift.accounts.append_only import missing_triggers

    missing = sorted(missing_triggers())
    if not missing:
        return
    raise Stop(
        say(
            de=f"{len(missing)} Sperren gegen nachträgliches Ändern fehlen in der Datenbank "
            f"(zuerst {missing[0]}). Prüfen Sie zuerst den Änderungsverlauf: {PROGRAM} verify. "
            f"Neu anlegen: {PROGRAM} serve --migrate",
            en=f"{len(missing)} guards against later changes are missing in the database (first "
            f"{missing[0]}). Check the journal first: {PROGRAM} verify. "
            f"Lay them anew: {PROGRAM} serve --migrate",
        )
    )


def _unreachable(error: Exception) -> str:
    reason = str(error).strip().splitlines()[0]
    return say(
        de=f"Die Datenbank ist nicht erreichbar: {reason}",
        en=f"The database cannot be reached: {reason}",
    )


def _serve(options: argparse.Namespace) -> int:
    from fortschrift.config.commandline.hosting import host, local_url
    from fortschrift.config.commandline.ports import is_free

    if not is_free(options.host, options.port):
        raise Stop(
            say(
                de=f"Anschluss {options.port} ist belegt. Nennen Sie einen anderen mit --port.",
                en=f"Port {options.port} is taken. Name another one with --port.",
            )
        )
    url = local_url(options.host, options.port)
    return host(
        address=options.host,
        port=options.port,
        processes=options.processes,
        with_worker=not options.without_worker,
        verbosity=1,
        on_answer=lambda status: print(
            say(
                de=f"Antwortet unter {url} (Startseite: Status {status})",
                en=f"Answering at {url} (first page: status {status})",
            ),
            flush=True,
        ),
    )
