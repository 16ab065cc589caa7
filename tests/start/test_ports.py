"""The next free port, and the address a person can open."""

import socket
from collections.abc import Iterator

import pytest

from fortschrift.config.commandline.hosting import local_url
from fortschrift.config.commandline.ports import is_free, next_free
from fortschrift.config.commandline.stopping import Stop


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def test_a_port_with_a_server_is_not_free(taken: int) -> None:
    assert not is_free("127.0.0.1", taken)


def test_the_next_free_port_comes_after_a_taken_one(taken: int) -> None:
    found = next_free("127.0.0.1", taken)

    assert found > taken
    assert is_free("127.0.0.1", found)


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(Stop, match=r"192\.0\.2\.1"):
        is_free("192.0.2.1", 8000)


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:8000/"),
        ("0.0.0.0", "http://127.0.0.1:8000/"),
        ("::", "http://[::1]:8000/"),
        ("::1", "http://[::1]:8000/"),
        ("localhost", "http://localhost:8000/"),
    ],
)
def test_the_printed_address_can_be_opened_on_this_machine(address: str, url: str) -> None:
    assert local_url(address, 8000) == url
