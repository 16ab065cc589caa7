"""The proposals desk: 5,000 proposals on a concept of 1,000 nodes before one body.

    ./fortschrift bench desk

Every page is asked for through Django's test client: queries, rows the database handed out, size,
and CPU time of this process (on SQLite the database works in it), beside a bare Django template
that fetches and writes the same rows without a frame around them; medians of the rounds, in turn.
Then what it costs to bring the kept rows up to date once a proposal was adopted, by how many lie
there, and the lists as files.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROUNDS = 7
SIZES = (625, 1_250, 2_500, 5_000)
MOST_KB, MOST_CPU, ROWS_A_ROW, ROWS_BESIDE = 150, 1.5, 3, 50
GROWTH = 1.1
SHOWN = 25

BARE = """<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Vorschläge</title>
</head><body><form><select>{% for place, number in places %}<option value="{{ place }}">{{ place }}
({{ number }})</option>{% endfor %}</select></form>{% for stand, number in counts %}
<a href="?stand={{ stand }}">{{ stand }} {{ number }}</a>{% endfor %}<ul>
{% for line in lines %}{% ifchanged line.place %}<li><h2>{{ line.place }}</h2></li>
{% endifchanged %}<li class="fs-proposal"><span class="kern-form-check"><input
type="checkbox" name="nr" id="nr-{{ line.amendment.number }}" value="{{ line.amendment.number }}">
<label for="nr-{{ line.amendment.number }}">{{ line.amendment.number }}</label></span><div>
<p><a href="{% url 'deliberation:proposal' municipality concept 1 body line.amendment.number %}">
{{ line.said }}</a></p><p class="fs-badges">{% for each in line.amendment.submissions.all %}
<span class="kern-badge"><span class="kern-label">{{ each.get_kind_display }}</span></span>
{% endfor %}<span class="kern-badge"><span class="kern-label">{{ line.advice|default:"–" }}</span>
</span>{% if line.result %}<span class="kern-badge"><span class="kern-label">
{{ line.result }}</span></span>{% endif %}</p><p class="fs-soft">
{% for each in line.amendment.submissions.all %}{{ each.shown_name }}{% endfor %}
{% for other in line.met %}
<a href="{% url 'deliberation:proposal' municipality concept 1 body other %}">{{ other }}</a>
{% endfor %}</p></div></li>{% endfor %}</ul></body></html>"""


@dataclass(frozen=True, slots=True)
class Asked:
    """A page of the desk, and how many proposals it shows."""

    url: str
    shown: int
    is_list: bool = True


def _measure(vendor: str) -> None:
    from django.test import override_settings

    from benchmarks._desk_scene import DeskScene
    from benchmarks._report import table

    scene = DeskScene()
    with override_settings(STORAGES=_plain_files(), ALLOWED_HOSTS=["*"]):
        print(f"\n{vendor}: {SIZES[-1]:,} proposals; queries, rows fetched, size of the page\n")
        print(table(_pages(scene)))
    print(f"\n{vendor}: bringing the kept rows up to date; CPU\n")
    print(table(_rebuilding(scene)))


def _plain_files() -> dict[str, Any]:
    """Name static files as they are; nobody has collected them for the measurement."""
    from django.conf import settings

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    return {**settings.STORAGES, "staticfiles": plain}


def _pages(scene: Any) -> Iterator[Any]:
    from benchmarks._measure import Contender, in_turn
    from benchmarks._report import at_most, faster, told

    asked, client = _asked(scene), _client(scene)
    for each in asked.values():
        _got(client, each.url)  # what is kept is kept, what is loaded once is loaded
    contenders = {"bare": Contender(_bare(scene))}
    for name, each in asked.items():
        contenders[name] = Contender(lambda url=each.url: _got(client, url))
    runs = in_turn(contenders, ROUNDS)
    for name, each in asked.items():
        cost = _cost(client, each.url)
        yield told(f"{name}: queries", str(cost["queries"]))
        yield at_most(f"{name}: rows fetched", cost["rows"], ROWS_A_ROW * each.shown + ROWS_BESIDE)
        yield at_most(f"{name}: kB", len(runs[name].value) / 1000, MOST_KB)
        if each.is_list:
            yield faster(f"{name}: CPU", runs[name], "bare template", runs["bare"], MOST_CPU)
        else:
            yield told(f"{name}: CPU", f"{(runs[name].median or 0) * 1000:.1f} ms")


def _asked(scene: Any) -> Mapping[str, Asked]:
    from urllib.parse import urlencode

    from fortschrift.deliberation import selectors
    from fortschrift.deliberation.addresses import consideration_url
    from fortschrift.deliberation.selectors import Wanted

    desk = consideration_url(scene.table)
    decide = consideration_url(scene.table, "decide")
    lines = list(selectors.lines_in(scene.table, Wanted())[:200])
    place = next(each.place for each in lines if each.place)
    lists = {
        "first page": "", "page 100": "seite=100", "all": "stand=all",
        "decided": "stand=decided", "not merged": "stand=unmerged", "kind": "art=change",
        "without advice": "empfehlung=none", "undisputed": "empfehlung=undisputed",
        "overlapping": "ueberschneidung=on", "most far-reaching": "reihe=reach",
    }  # fmt: skip
    # What the filter offers is shown as well, and is a row each.
    shown = SHOWN + len(selectors.places_in(scene.table))
    found = {name: Asked(f"{desk}?{query}", shown) for name, query in lists.items()}
    found["place"] = Asked(f"{desk}?{urlencode({'ort': place})}", shown)
    number = next(each.amendment.number for each in lines if each.is_overlapping)
    one = consideration_url(scene.table, "proposal", proposal=number)
    found["one proposal"] = Asked(one, 1, is_list=False)
    for many in (25, 200):
        query = "&".join(f"nr={each.amendment.number}" for each in lines[:many])
        found[f"decide {many}"] = Asked(f"{decide}?{query}", many, is_list=False)
    found["merge preview"] = Asked(consideration_url(scene.table, "merge"), 25, is_list=False)
    return found


def _bare(scene: Any) -> Callable[[], str]:
    """Fetch and write the rows of a page as anybody would who has nothing but Django."""
    import json

    from django.template import engines

    from fortschrift.deliberation import selectors
    from fortschrift.deliberation.selectors import Wanted

    template = engines["django"].from_string(BARE)
    town = scene.strand.concept.municipality

    def write() -> str:
        lines = list(selectors.lines_in(scene.table, Wanted())[:SHOWN])
        for each in lines:
            each.met = json.loads(each.overlapping)[:5]
        return template.render({
            "lines": lines, "counts": selectors.counts_in(scene.table).items(),
            "places": selectors.places_in(scene.table), "municipality": town.slug,
            "concept": scene.strand.concept.slug, "body": scene.body.slug,
        })  # fmt: skip

    return write


def _client(scene: Any) -> Any:
    from django.test import Client

    client = Client()
    client.force_login(scene.actor)
    return client


def _got(client: Any, url: str) -> bytes:
    answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return answer.content


def _cost(client: Any, url: str) -> dict[str, int]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with _counted() as rows, CaptureQueriesContext(connection) as captured:
        _got(client, url)
    return {"queries": len(captured), "rows": len(rows)}


@contextmanager
def _counted() -> Iterator[list[None]]:
    from django.db.models.sql.compiler import SQLCompiler

    rows: list[None] = []
    given = SQLCompiler.results_iter

    def counting(self: Any, *args: Any, **kwargs: Any) -> Iterator[Any]:
        for row in given(self, *args, **kwargs):
            rows.append(None)
            yield row

    SQLCompiler.results_iter = counting
    try:
        yield rows
    finally:
        SQLCompiler.results_iter = given


def _rebuilding(scene: Any) -> Iterator[Any]:
    """Adopt one of so many proposals, and time what the next page has to do because of it."""
    from benchmarks._measure import growth
    from benchmarks._report import at_most, told

    adopted, anew = [], []
    for size in SIZES:
        adopted.append(_rebuilt(scene, size, adopts=True))
        anew.append(_rebuilt(scene, size, adopts=False))
        yield told(f"{size:,} proposals, one adopted", f"{adopted[-1] * 1000:.0f} ms")
        yield told(f"{size:,} proposals, all anew", f"{anew[-1] * 1000:.0f} ms")
    yield at_most("growth, one adopted", growth(SIZES, adopted), GROWTH)
    yield at_most("growth, all anew", growth(SIZES, anew), GROWTH)


def _rebuilt(scene: Any, size: int, *, adopts: bool) -> float:
    import gc
    import statistics
    import time

    from django.db import transaction

    from fortschrift.concepts.actions import adopt_amendment
    from fortschrift.concepts.models import CurrentWording
    from fortschrift.deliberation.lines import keep_lines

    spent = []
    for _round in range(3):
        with transaction.atomic():
            scene.table.lines.filter(amendment__number__gt=size).delete()
            behind = CurrentWording.objects.filter(amendment__number__gt=size)
            behind._raw_delete(behind.db)
            if adopts:
                scene.table.lines_stamp = ""
                keep_lines(scene.table)
                one = scene.strand.current_wordings.filter(wording__operations__contains="substit")
                chosen = one.order_by("amendment__number").first().amendment
                adopt_amendment(chosen, strand=scene.strand, actor=scene.actor, now=scene.now)
                scene.table.strand.refresh_from_db()
            else:
                scene.table.lines.all().delete()
                scene.table.lines_stamp = ""
            gc.collect()
            start = time.process_time()
            keep_lines(scene.table)
            spent.append(time.process_time() - start)
            transaction.set_rollback(True)
        scene.strand.refresh_from_db()
        scene.table.refresh_from_db()
    return statistics.median(spent)


if __name__ == "__main__":
    sys.path[:1] = [str(Path(__file__).resolve().parents[1])]  # a script finds only its siblings
    from benchmarks._databases import on_an_empty_one, on_each_database

    on_an_empty_one(_measure) if "--measure" in sys.argv else on_each_database(__file__)
