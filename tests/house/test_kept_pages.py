"""Whatever is done, nobody is told that a page is as it was when it is not."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation

from fortschrift.accounts import journal
from tests.house.test_actions import plays, registered
from tests.kept import NAMES, addresses, get, made_anew


class Reader:
    """Remembers the pages as they were when last looked at, and looks again."""

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self.pages: dict[str, bytes] = {}

    def looks_again(self) -> list[str]:
        """Give the addresses whose pages are not as they were."""
        return [url for url in addresses() if not self.is_as_it_was(url)]

    def is_as_it_was(self, url: str) -> bool:
        fresh = made_anew(url).content
        answer = get(url, if_none_match=self.names.get(url, '"none"'))
        if answer.status_code == 304:
            assert self.pages[url] == fresh, f"{url} has changed"
            return True
        assert answer.content == fresh, f"{url} is shown as it was"
        self.names[url], self.pages[url] = answer["ETag"], fresh
        return False


@pytest.fixture
def reader(keeping: Path, monkeypatch: pytest.MonkeyPatch) -> Reader:
    """Look at every page after every act, within the act's transaction."""
    found = Reader()
    write: Callable[[journal.Entry], None] = journal._write

    def write_and_look(entry: journal.Entry) -> None:
        write(entry)
        with translation.override(None):
            found.looks_again()

    monkeypatch.setattr(journal, "_write", write_and_look)
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("verb", sorted(registered() & plays().keys()))
def test_no_act_leaves_a_page_that_is_not_as_it_would_be_made_anew(
    verb: str, reader: Reader
) -> None:
    plays()[verb]()

    assert reader.looks_again() == [], "nothing was done since the last look"


def test_every_kept_page_is_visited_by_the_walk() -> None:
    kept = {
        name
        for name, pattern in named_patterns(get_resolver())
        if getattr(pattern.callback, "keeps_pages", False)
    }

    assert kept == NAMES


def named_patterns(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from named_patterns(each, f"{each.namespace}:" if each.namespace else namespace)
        else:
            yield f"{namespace}{each.name}", each
