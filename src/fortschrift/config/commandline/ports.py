"""Finding a port to answer on."""

import errno
import os
import socket

from fortschrift.config.commandline.language import say
from fortschrift.config.commandline.stopping import Stop

ATTEMPTS = 50


def next_free(host: str, port: int) -> int:
    """Return the first free port from `port` upwards; raises Stop when 50 in a row are taken."""
    for candidate in range(port, min(port + ATTEMPTS, 65536)):
        if is_free(host, candidate):
            return candidate
    raise Stop(
        say(
            de=f"Ab {port} ist kein Anschluss frei. Nennen Sie einen anderen: --port 9000",
            en=f"No port is free from {port} upwards. Name another one: --port 9000",
        )
    )


def is_free(host: str, port: int) -> bool:
    """Tell whether a server could answer there; raises Stop when the address is not ours."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            if os.name == "posix":
                # A port whose last connections are only fading out counts as free.
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        if error.errno in (errno.EADDRINUSE, errno.EACCES):
            return False
        raise Stop(_foreign(host)) from error
    return True


def _foreign(host: str) -> str:
    return say(
        de=f"{host} ist keine Adresse dieses Rechners. Nennen Sie eine mit --host.",
        en=f"{host} is not an address of this machine. Name one with --host.",
    )
