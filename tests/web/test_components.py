"""What the components promise: escaping, words beside every colour, nothing drawn unrecorded."""

import pytest
from django.template import Context, Template
from django.utils.safestring import SafeString

from fortschrift.web import shapes
from fortschrift.web.icons import NAMES, icon
from fortschrift.web.shapes import Badge, Column, Entry, Gap, Link, Table, VoteCount, VoteResult
from fortschrift.web.source_numbers import SourceNumbers
from fortschrift.web.vote_bar import count_words, vote_bar

EVIL = "<script>alert('x')</script> & \"quotes\""


def shown(source: str, **context: object) -> SafeString:
    return Template("{% load web %}" + source).render(Context(context))


@pytest.mark.parametrize(
    "source",
    [
        "{% badge text %}",
        "{% button text name=text value=text %}",
        "{% button_link text text %}",
        "{% card title=text url=text %}{{ text }}{% endcard %}",
        "{% hint title=text %}{{ text }}{% endhint %}",
        "{% empty title=text %}{{ text }}{% endempty %}",
        "{% fold text %}{{ text }}{% endfold %}",
        "{% gap 'unknown' text %}",
        "{% show text %}",
        "{% inserted text %}{% deleted text %}",
        "{% breadcrumb links %}",
        "{% timeline entries %}",
        "{% vote_result result %}",
        "{% source_list notes %}",
        "{% facts facts %}{% key_numbers facts %}",
        "{% data_table table %}",
        "{% tabs tabs text %}",
        "{% outline items text %}",
        "{% figure picture %}",
        "{% download file %}",
        "{% search_hit hit %}",
        "{% press_release release %}",
        "{% progress work %}",
    ],
)
def test_no_text_of_a_user_becomes_markup(source: str) -> None:
    gap = Gap("not_public", EVIL)
    count = VoteCount("yes", None, gap)

    html = shown(
        source,
        text=EVIL,
        links=[Link(EVIL, EVIL), Link(EVIL)],
        entries=[Entry(EVIL, EVIL, EVIL, EVIL, [Badge(EVIL)], gap=gap, note=EVIL)],
        result=VoteResult(
            EVIL, "success", EVIL, EVIL, [count], gap, [shapes.VoteGroup(EVIL, [count])]
        ),
        notes=[shapes.SourceNote(*[EVIL] * 7)],
        facts=[shapes.Fact(EVIL, [Link(EVIL, EVIL), Badge(EVIL), gap, EVIL])],
        table=Table(EVIL, [Column(EVIL)], [[EVIL]]),
        tabs=[shapes.Tab(EVIL, EVIL, detail=EVIL)],
        items=[shapes.OutlineItem(EVIL, EVIL, EVIL, badge=Badge(EVIL))],
        picture=shapes.Figure(EVIL, EVIL, EVIL, EVIL, Link(EVIL, EVIL)),
        file=shapes.Download(*[EVIL] * 5),
        hit=shapes.SearchHit(EVIL, EVIL, EVIL, EVIL, [Link(EVIL)], EVIL, [Badge(EVIL)]),
        release=shapes.PressRelease(EVIL, EVIL, EVIL, [EVIL], EVIL, EVIL),
        work=shapes.Progress(EVIL, EVIL, 1, 2, EVIL, EVIL),
    )

    assert "&lt;script&gt;" in html
    assert "<script" not in html
    assert '"quotes"' not in html


@pytest.mark.parametrize("tone", ["success", "info", "warning", "danger", "neutral", "open"])
def test_a_status_is_icon_and_word_and_colour(tone: str) -> None:
    html = shown("{% badge 'beschlossen' tone %}", tone=tone)

    assert "<svg" in html
    assert "beschlossen" in html
    assert f"fs-badge--{tone}" in html


def test_each_tone_has_a_drawing_of_its_own() -> None:
    tones = ["success", "info", "warning", "danger", "neutral", "open"]

    assert len({icon(tone) for tone in tones}) == len(tones)


def test_every_icon_is_hidden_from_screen_readers() -> None:
    assert all('aria-hidden="true"' in icon(name) for name in NAMES)


def test_a_gap_says_its_kind_and_its_reason() -> None:
    html = shown("{% gap 'not_public' 'Der VA tagt nicht öffentlich.' %}")

    assert "nicht öffentlich" in html
    assert "Der VA tagt nicht öffentlich." in html


def test_a_full_count_is_drawn_and_spoken() -> None:
    bar = vote_bar([VoteCount("yes", 17), VoteCount("no", 3), VoteCount("abstain", 2)])

    assert bar is not None
    assert 'aria-label="17 Ja-Stimmen, 3 Nein-Stimmen, 2 Enthaltungen"' in bar
    assert 'width="77.273%"' in bar


@pytest.mark.parametrize(
    "counts",
    [
        [],
        [VoteCount("no", 4)],
        [VoteCount("yes", None), VoteCount("no", 4)],
        [VoteCount("yes", 20), VoteCount("no", 4), VoteCount("abstain", None)],
        [VoteCount("yes", 0), VoteCount("no", 0)],
    ],
)
def test_partial_counts_are_never_drawn_as_if_they_were_all(counts: list[VoteCount]) -> None:
    assert vote_bar(counts) is None


def test_four_known_no_votes_stand_beside_unknown_others() -> None:
    counts = [VoteCount("yes", None, Gap("unknown")), VoteCount("no", 4)]

    html = shown("{% vote_result r %}", r=VoteResult("beschlossen", "success", counts=counts))

    assert "4 Nein-Stimmen" in html
    assert "nicht bekannt" in html
    assert "<rect" not in html


def test_one_vote_is_said_in_the_singular() -> None:
    assert count_words("no", 1) == "1 Nein-Stimme"
    assert count_words("abstain", 1) == "1 Enthaltung"


def test_a_gap_in_the_life_line_is_shown_as_a_gap() -> None:
    entry = Entry("Verwaltungsausschuss", "August 2017", state="gap", gap=Gap("not_public"))

    html = shown("{% timeline entries %}", entries=[entry])

    assert "fs-entry--gap" in html
    assert "nicht öffentlich" in html


def test_what_is_planned_says_so_in_words() -> None:
    html = shown("{% timeline entries %}", entries=[Entry("Überprüfung", "2022", state="planned")])

    assert "geplant" in html


def test_a_station_without_date_says_so() -> None:
    assert "ohne Datum" in shown("{% timeline entries %}", entries=[Entry("Auftrag")])


def test_sources_keep_their_number_and_only_the_first_use_is_the_way_back() -> None:
    numbers = SourceNumbers()
    first = numbers.mark(shapes.SourceNote("a", "Presseinfo"))
    other = numbers.mark(shapes.SourceNote("b", "Satzung"))
    again = numbers.mark(shapes.SourceNote("a", "Presseinfo"))

    html = shown(
        "{% source_marks marks %}{% source_list notes %}",
        marks=[first, other, again],
        notes=numbers.notes,
    )

    assert [first.number, other.number, again.number] == [1, 2, 1]
    assert html.count('id="beleg-1"') == 1
    assert html.count('href="#quelle-1"') == 2
    assert html.count('id="quelle-1"') == 1


def test_a_table_names_its_columns_again_in_every_cell_for_the_phone() -> None:
    table = Table("Maßnahmen", [Column("Nr."), Column("Stand")], [["1", Badge("läuft")]])

    html = shown("{% data_table table %}", table=table)

    assert '<th scope="col" role="columnheader">Stand</th>' in html
    assert 'scope="row"' in html
    assert 'data-label="Stand"' in html
    assert "<caption>Maßnahmen</caption>" in html


def test_a_row_that_does_not_fit_its_columns_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        _ = Table("x", [Column("a")], [["1", "2"]]).labelled_rows


def test_finished_work_no_longer_asks_the_server() -> None:
    running = shapes.Progress("a", "Lesen", 1, 2, poll_url="/x/")
    finished = shapes.Progress("a", "Lesen", 2, 2, poll_url="/x/", state="finished")

    assert "hx-get" in shown("{% progress p %}", p=running)
    assert "hx-get" not in shown("{% progress p %}", p=finished)
