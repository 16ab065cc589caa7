"""A draft on a desk, for the tests of its pages: addresses, forms, what a page says."""

import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.http import HttpResponse
from django.test import Client

from fortschrift.accounts.models import User
from fortschrift.concepts import repository
from fortschrift.concepts.models import Strand
from fortschrift.core.text import NodeState, Tree, plain
from tests.accounts.factories import officer
from tests.concepts.factories import node_id, strand, text

KIDS = "Alle Kinder lernen früh Deutsch in ihrer Kita."
PARENTS = "Eltern finden Kurse am Abend in der Nähe ihrer Wohnung."
CONCEPT = (
    ("bildung", "field", "Bildung",
        ("sprache", "goal", "Sprache",
            ("kinder", "paragraph", KIDS), ("eltern", "paragraph", PARENTS),
            ("kurse", "measure", "Kurse")),
        ("schule", "goal", "Schule", ("gut", "paragraph", "Jede Schule ist gut."))),
    ("wohnen", "field", "Wohnen"),
)  # fmt: skip


@dataclass
class Desk:
    """Somebody at the desk of a draft."""

    strand: Strand
    user: User
    client: Client

    @classmethod
    def of(cls, draft: Strand | None = None, user: User | None = None) -> "Desk":
        found = draft or strand(text(None, *CONCEPT).version)
        someone = user or officer(found.municipality)
        client = Client()
        client.force_login(someone)
        return cls(found, someone, client)

    def other(self) -> "Desk":
        """Let a second person sit down at the same draft."""
        return Desk.of(self.strand)

    @property
    def drafts(self) -> str:
        concept = self.strand.concept
        return f"/{concept.municipality.slug}/konzepte/{concept.slug}/entwuerfe/"

    @property
    def url(self) -> str:
        return f"{self.drafts}{self.strand.slug}/"

    def at(self, key: str, more: str = "") -> str:
        return f"{self.url}e/{self.slug(key)}/{more}"

    def slug(self, key: str) -> str:
        return f"{key}-{self.strand.concept.slug}" if key else self.strand.concept.slug

    @property
    def tree(self) -> Tree:
        self.strand.refresh_from_db()
        return repository.load(self.strand).tree

    def state(self, key: str) -> NodeState:
        return self.tree[node_id(self.strand.concept, key)]

    def words(self, key: str) -> list[str]:
        """Give heading or text of what stands directly under an element."""
        return [each.title or plain(each.text) for each in self.tree.children(self.state(key).id)]

    def fields(self, key: str) -> dict[str, str]:
        """Read the fields of an element's form as a browser without script would send them."""
        html = self.client.get(self.at(key)).content.decode()
        form = html[html.index('id="schreiben"') :]
        form = form[: form.index("</form>")]
        found = {
            unescape(name): unescape(value)
            for name, value in re.findall(
                r'<input[^>]*? name="([^"]+)"[^>]*? value="([^"]*)"', form
            )
        }
        areas = r'<textarea (?![^>]*disabled)[^>]*?name="([^"]+)"[^>]*>\r?\n?(.*?)</textarea>'
        found |= {name: unescape(words) for name, words in re.findall(areas, form, re.S)}
        return {key: value for key, value in found.items() if key != "csrfmiddlewaretoken"}

    def post(self, url: str, **fields: Any) -> HttpResponse:
        return self.client.post(url, {"base": str(self.strand.head_id), **fields})

    def look(self, key: str, **fields: str) -> HttpResponse:
        """Change fields of an element's form as it was read and send it."""
        return self.client.post(self.at(key), {**self.fields(key), **fields})

    def save(self, looked: HttpResponse, reason: str = "", do: str = "save") -> HttpResponse:
        """Send what the page before carries along."""
        html = looked.content.decode()
        return self.client.post(action_of(html), {**carried(html), "reason": reason, "do": do})


def carried(html: str, form: int = 0) -> dict[str, str]:
    """Read what a form of a page carries along."""
    main = html[html.index("<main") :]
    with_areas = [each for each in main.split("<form")[1:] if "<textarea" in each]
    inside = with_areas[form].split("</form>")[0]
    hidden = r'<input type="hidden" name="([^"]+)" value="([^"]*)"'
    found = {name: unescape(value) for name, value in re.findall(hidden, inside)}
    areas = re.findall(r'<textarea name="([^"]+)" hidden>\n?(.*?)</textarea>', inside, re.S)
    return found | {name: unescape(words) for name, words in areas}


def action_of(html: str) -> str:
    main = html[html.index("<main") :]
    with_areas = [each for each in main.split("<form")[1:] if "<textarea" in each]
    found = re.search(r'action="([^"]+)"', with_areas[0])
    assert found
    return found[1]


def read(response: HttpResponse) -> str:
    """Give the words of a page as they are read."""
    html = response.content.decode()
    main = html[html.index("<main") :] if "<main" in html else html
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main)))
