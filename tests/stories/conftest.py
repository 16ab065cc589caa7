"""Towns for the stories: brought in once for each story, from their public record.

The demo plays every fact through the acts that people use, so a story shows both: that the acts can
record what happened, and that the pages tell it.
"""

import html
import re
from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker


class Reader:
    """Somebody without an account who reads pages."""

    def __init__(self, town: str) -> None:
        self.town = town
        self.client = Client(headers={"accept-language": "de"})

    def html(self, name: str, *arguments: str) -> str:
        """Return a page as sent; ``name`` is that of the address below the town."""
        answer = self.client.get(reverse(name, args=[self.town, *arguments]))
        assert answer.status_code == 200, (name, arguments, answer.status_code)
        return answer.content.decode()

    def reads(self, name: str, *arguments: str) -> str:
        """Return the words of a page, with single spaces."""
        return words(self.html(name, *arguments))

    def finds(self, query: str) -> str:
        answer = self.client.get(reverse("publication:search", args=[self.town]), {"q": query})
        return answer.content.decode()


def words(page: str) -> str:
    """Return what a reader sees of a page."""
    main = page[page.index("<main") : page.index("</main>")]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


@pytest.fixture(scope="module")
def towns(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Load the towns once for a whole story and take them away afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", "--no-accounts", stdout=StringIO())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def _django_db_helper(towns: None) -> Iterator[None]:
    """Stand in for pytest-django: the tests of a story share its towns, each undoes its writes."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
