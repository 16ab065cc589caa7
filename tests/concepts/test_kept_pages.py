"""A version's page comes from what is kept, for whom it may and exactly as it would be made.

That no act leaves a stale page is shown for every act in tests/house/test_kept_pages.py.
"""

import datetime
import gzip
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.safestring import SafeString

from fortschrift.accounts import kept_pages
from fortschrift.concepts.actions import name_concept, record_status
from fortschrift.concepts.addresses import version_url
from fortschrift.concepts.models import Version, VersionStatus
from fortschrift.web.keeping import forget
from fortschrift.web.registry import fill_slot, isolated_registry
from tests.accounts.factories import NOW, officer, operator
from tests.concepts.factories import concept, text, version
from tests.kept import get, made_anew

pytestmark = pytest.mark.django_db


def url_of(of: Version | None = None) -> str:
    of = of or text().version
    return version_url(of, of.concept)


@contextmanager
def queries() -> Iterator[list[str]]:
    """Collect the SQL of what is done inside."""
    found: list[str] = []
    with CaptureQueriesContext(connection) as captured:
        yield found
    found += [each["sql"] for each in captured.captured_queries]


def signed_in(url: str, **headers: str) -> HttpResponse:
    client = Client(headers={name.replace("_", "-"): value for name, value in headers.items()})
    client.force_login(operator())
    response: HttpResponse = client.get(url)
    return response


# What is kept is what would be made


def test_the_kept_page_is_the_page_made_anew_byte_for_byte(keeping: Path) -> None:
    url = url_of()

    first = get(url)
    from_memory = get(url)
    forget()
    from_the_folder = get(url)

    for each in (first, from_memory, from_the_folder):
        assert each.content == made_anew(url).content
        assert dict(each.items()) == dict(first.items())


def test_a_kept_page_has_all_headers_of_one_made_anew(keeping: Path) -> None:
    url = url_of()
    get(url)

    kept, anew = get(url), made_anew(url)

    assert anew.headers.keys() <= kept.headers.keys()
    for name in anew.headers.keys() - {"Vary", "Cache-Control"}:
        assert kept[name] == anew[name]
    assert kept["Cache-Control"] == "no-cache"
    assert set(kept["Vary"].split(", ")) == {"Accept-Encoding", "Accept-Language", "Cookie"}


def test_a_browser_that_takes_gzip_gets_it(keeping: Path) -> None:
    url = url_of()

    for _made_then_kept in range(2):
        zipped = get(url, accept_encoding="br, gzip")
        assert zipped["Content-Encoding"] == "gzip"
        assert int(zipped["Content-Length"]) == len(zipped.content)
        assert gzip.decompress(zipped.content) == made_anew(url).content


@pytest.mark.parametrize("accepted", ["", "br", "gzip;q=0", "gzip; q=0.0, br", "xgzip-not"])
def test_a_browser_that_does_not_take_gzip_gets_the_page_as_it_is(
    keeping: Path, accepted: str
) -> None:
    url = url_of()

    answer = get(url, accept_encoding=accepted)

    assert not answer.has_header("Content-Encoding")
    assert answer.content == made_anew(url).content


# What it costs


def test_a_304_and_a_kept_page_cost_one_query(keeping: Path) -> None:
    url = url_of()
    name = get(url)["ETag"]

    with queries() as unchanged:
        assert get(url, if_none_match=name).status_code == 304
    with queries() as kept:
        assert get(url).status_code == 200

    assert len(unchanged) == len(kept) == 1


def test_a_page_that_another_process_made_costs_a_few_queries_however_much_it_shows(
    keeping: Path,
) -> None:
    url = url_of()
    get(url)
    forget()

    with queries() as found:
        get(url)

    # whose host this is, which municipality, the heads of its journals
    assert len(found) == 3


def test_a_kept_text_is_not_even_read_when_something_beside_it_has_changed(keeping: Path) -> None:
    of = text().version
    get(url_of(of))
    record_status(
        of, status=VersionStatus.Status.ADOPTED, happened="2011", actor=operator(), now=NOW
    )

    with queries() as found:
        assert "beschlossen" in get(url_of(of)).content.decode()

    assert found and not any("concepts_nodestate" in sql for sql in found)


def test_who_is_signed_in_reads_the_kept_text_too(keeping: Path) -> None:
    of = text().version
    get(url_of(of))
    reader = Client()
    reader.force_login(officer(concept().municipality))  # an officer of another town sees no hints

    with queries() as found:
        assert reader.get(url_of(of)).status_code == 200

    assert not any("concepts_nodestate" in sql for sql in found)


# When a reader has the page already


@pytest.mark.parametrize(
    "told",
    ["{name}", "{strong}", '"other", {name}', '"other",{strong} , W/"another"', "*"],
)
@pytest.mark.parametrize("method", ["get", "head"])
def test_who_has_the_page_is_told_so(keeping: Path, told: str, method: str) -> None:
    url = url_of()
    name = get(url)["ETag"]
    header = told.format(name=name, strong=name.removeprefix("W/"))

    answer = getattr(Client(), method)(url, headers={"If-None-Match": header})

    assert answer.status_code == 304 and answer.content == b""
    assert answer["ETag"] == name and "Cookie" in answer["Vary"]


@pytest.mark.parametrize("told", ['"other"', 'W/"other"', "no name at all", ""])
def test_who_has_another_page_gets_this_one(keeping: Path, told: str) -> None:
    url = url_of()
    get(url)

    answer = get(url, if_none_match=told)

    assert answer.status_code == 200 and answer.content == made_anew(url).content


def test_the_name_is_weak_because_the_page_goes_out_in_two_spellings(keeping: Path) -> None:
    url = url_of()

    assert get(url)["ETag"].startswith('W/"')
    assert get(url)["ETag"] == get(url, accept_encoding="gzip")["ETag"]


def test_asking_for_the_head_gives_the_headers_of_the_page_without_it(keeping: Path) -> None:
    url = url_of()

    made, kept = Client().head(url), Client().head(url)
    page = get(url)

    for answer in (made, kept):
        assert answer.content == b""
        assert dict(answer.items()) == dict(page.items())


def test_after_an_act_that_changed_nothing_here_the_reader_still_has_the_page(
    keeping: Path,
) -> None:
    of = text().version
    name = get(url_of(of))["ETag"]
    elsewhere = concept(of.municipality)
    name_concept(elsewhere, name="Anders", actor=operator(), now=NOW)

    answer = get(url_of(of), if_none_match=name)

    assert answer.status_code == 304


# Who never shares


def test_who_is_signed_in_and_who_is_not_never_share(keeping: Path) -> None:
    url = url_of()

    before = signed_in(url).content
    name = get(url)["ETag"]
    own = signed_in(url, if_none_match=name)
    public = get(url)

    assert b"Abmelden" in before and b"Abmelden" in own.content
    assert own.status_code == 200 and not own.has_header("ETag")
    assert "private" in own["Cache-Control"] and "Cookie" in own["Vary"]
    assert b"Abmelden" not in public.content and b"csrfmiddlewaretoken" not in public.content


def test_an_invented_session_is_answered_anew_and_not_kept(keeping: Path) -> None:
    url = url_of()
    reader = Client()
    reader.cookies["sessionid"] = "erfunden"

    answer = reader.get(url)

    assert answer.status_code == 200 and not answer.has_header("ETag")
    assert len(list(keeping.glob("*/*"))) == 1  # the text, which is the same for everyone


Look = Callable[[Client], None]


def english(client: Client) -> None:
    client.cookies["django_language"] = "en"


def dark(client: Client) -> None:
    client.cookies["theme"] = "dark"


def as_it_comes(client: Client) -> None:
    pass


LOOKS: Sequence[tuple[Look, Mapping[str, str]]] = [
    (as_it_comes, {}),
    (english, {}),
    (as_it_comes, {"Accept-Language": "en-GB, de;q=0.5"}),
    (dark, {}),
    (as_it_comes, {"Host": "127.0.0.1"}),
    (as_it_comes, {"HX-Request": "true"}),
]


def test_languages_looks_and_hosts_never_share(keeping: Path, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["testserver", "127.0.0.1"]
    url = url_of()

    def asked(look: Look, headers: Mapping[str, str]) -> bytes:
        client = Client(headers=dict(headers))
        look(client)
        content: bytes = client.get(url).content
        return content

    kept = [[asked(*each) for each in LOOKS] for _made_then_kept in range(2)]
    settings.KEPT_FOLDER = None
    anew = [asked(*each) for each in LOOKS]

    assert kept == [anew, anew]
    assert len(set(anew)) == 4  # English is the same by cookie and by header, htmx as without


def test_texts_of_one_version_never_share(keeping: Path) -> None:
    of = text().version
    better = text(of, ("bildung", "field", "Bildung, besser abgeschrieben"), kind="transcription")
    first = of.texts.order_by("order").first()
    assert first is not None and first.hash != better.hash

    for _made_then_kept in range(2):
        for url in (
            url_of(of),
            *(f"{url_of(of)}?text={each.hash[:12]}" for each in (first, better)),
        ):
            assert get(url).content == made_anew(url).content


# What is not kept


def test_an_address_somebody_made_up_is_answered_and_not_kept(keeping: Path) -> None:
    url = url_of()
    get(url)
    kept = len(list(keeping.glob("*/*")))

    for made_up in ("?x=1", "?text=&utm_source=brief"):
        assert get(url + made_up).content == made_anew(url + made_up).content
        assert not get(url + made_up).has_header("ETag")

    assert len(list(keeping.glob("*/*"))) == kept


def test_a_page_that_is_not_there_is_not_kept(keeping: Path) -> None:
    url = url_of(version()).replace("2011", "2012")

    assert get(url).status_code == get(url).status_code == 404
    assert list(keeping.glob("*/*")) == []


@pytest.mark.parametrize("spoilt", ["cookie", "nonce", "status"])
def test_what_is_good_for_one_reader_only_is_not_kept(spoilt: str) -> None:
    response = HttpResponse("Seite", headers={"Content-Security-Policy": "script-src 'self'"})
    assert kept_pages._is_for_everyone(response)

    if spoilt == "cookie":
        response.set_cookie("a", "b")
    elif spoilt == "nonce":
        response["Content-Security-Policy"] = "script-src 'self' 'nonce-abc'"
    else:
        response.status_code = 403

    assert not kept_pages._is_for_everyone(response)


def test_a_page_during_whose_making_something_was_done_is_shown_and_not_kept(
    keeping: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heads = iter(["before", "after"])
    monkeypatch.setattr(kept_pages, "journal_heads", lambda chains: [next(heads)])

    answer = get(url_of())

    assert answer.status_code == 200
    assert len(list(keeping.glob("*/*"))) == 1  # the text alone, which no act changes


def test_tomorrow_a_page_is_made_again(keeping: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = url_of()
    get(url)
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    monkeypatch.setattr(kept_pages, "localdate", lambda: tomorrow)

    with queries() as found:
        get(url)

    assert len(found) > 3


def test_a_host_that_is_not_allowed_is_refused_as_ever(keeping: Path) -> None:
    url = url_of()
    get(url)

    assert get(url, host="anderswo.example").status_code == 400


def test_losing_the_folder_while_serving_is_harmless(keeping: Path) -> None:
    url = url_of()
    get(url)

    shutil.rmtree(keeping)
    kept = get(url)
    forget()
    anew = get(url)

    assert kept.content == anew.content == made_anew(url).content


# What stands in the margin


def test_other_words_in_the_margin_make_another_text(keeping: Path) -> None:
    of = text().version
    words = ["erst", "dann"]

    def renderer(passages: Sequence[Any], request: HttpRequest) -> Mapping[Any, SafeString]:
        return {passages[1].pk: SafeString(f"<p>{words[0]}</p>")}

    with isolated_registry():
        fill_slot("concepts.node_margin", renderer)
        first = signed_in(url_of(of)).content.decode()
        words.pop(0)
        then = signed_in(url_of(of)).content.decode()

    assert "<p>erst</p>" in first
    assert "<p>dann</p>" in then and "<p>erst</p>" not in then
