"""`./fortschrift demo`: the example towns on this machine, in a folder of their own."""

import argparse
import os
from pathlib import Path

from fortschrift.config.commandline.folder import note_address, open_demo
from fortschrift.config.commandline.language import is_german, say
from fortschrift.config.commandline.places import ROOT
from fortschrift.config.commandline.stopping import Stop
from fortschrift.config.commandline.welcome import EVERYWHERE, welcome


def run(options: argparse.Namespace) -> int:
    """Prepare the folder, load the towns, serve until Ctrl-C."""
    folder = (options.data or ROOT / "data" / "demo").expanduser().resolve()
    open_demo(folder, fresh=options.fresh)
    _arrange(folder, host=options.host)
    _prepare()
    return _serve(options, folder)


def _arrange(folder: Path, *, host: str) -> None:
    """Point the settings at the demo, whatever the surroundings say about a real installation."""
    os.environ["FORTSCHRIFT_DATA"] = str(folder)
    os.environ["FORTSCHRIFT_SECRET_KEY_FILE"] = str(folder / "secret-key")
    for name in ("DATABASE_URL", "FORTSCHRIFT_DEBUG", "FORTSCHRIFT_HTTPS"):
        os.environ.pop(name, None)
    own = f"localhost,127.0.0.1,[::1],{host}"
    os.environ.setdefault("FORTSCHRIFT_HOSTS", "*" if host in EVERYWHERE else own)


def _prepare() -> None:
    from fortschrift.config.commandline.setup import set_up

    set_up()
    from django.core.management import CommandError, call_command
    from django.db import connections

    from fortschrift.config.commandline.preparing import collect_static, migrate, step

    migrate()
    collect_static()
    try:
        with step(say(de="Beispielstädte laden", en="loading the example towns")):
            call_command("load_demo", accounts=False)
    except CommandError as error:
        raise Stop(str(error)) from error
    connections.close_all()


def _serve(options: argparse.Namespace, folder: Path) -> int:
    from django.utils import translation

    from fortschrift.config.commandline.hosting import host, local_url
    from fortschrift.config.commandline.ports import next_free
    from fortschrift.demo.accounts import sign_ins

    port = next_free(options.host, options.port)
    url = local_url(options.host, port)
    note_address(folder, url)

    def greet(status: int) -> None:
        # In a thread of its own, where no language is chosen yet.
        with translation.override("de" if is_german(os.environ) else "en"):
            accounts = sign_ins()
        print(welcome(url, status=status, host=options.host, accounts=accounts), flush=True)

    code = host(address=options.host, port=port, on_answer=greet)
    print(say(de="\nBeendet.", en="\nEnded."), flush=True)
    return code
