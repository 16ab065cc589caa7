"""What a press release may say: only what belongs to the one decision, in whole sentences."""

import pytest

from fortschrift.concepts.models import Concept
from fortschrift.deliberation.models import Decision
from fortschrift.publication.selectors import decisions_to_announce
from tests.stories.conftest import Reader, _django_db_helper, towns

__all__ = ["_django_db_helper", "towns"]

pytestmark = pytest.mark.django_db


def release(town: str) -> str:
    """Return the words of the release on the first council decision of a town's concept."""
    concept = Concept.objects.get(municipality__slug=town)
    decision: Decision = decisions_to_announce(concept)[0]
    return Reader(town).reads("publication:press_release", concept.slug, str(decision.pk))


def test_a_decision_of_2011_has_no_release_of_2020_and_no_vote_of_2021() -> None:
    page = release("wolfsburg")
    told, _, sources = page.partition("Dieser Text ist aus den erfassten Angaben geschrieben.")

    assert sources, "the note under the text parts it from the list of sources"
    assert "Beschlossen Juni 2011" in told and "Veröffentlicht" not in told
    assert "„Vielfalt leben“ (Fassung „2011“) im Juni 2011 beschlossen." in told
    assert "Im März 2010 wurde der Auftrag „Konzept erarbeiten“ erteilt." in told
    assert "2020" not in told and "2021" not in told and "Ausschuss für Migration" not in told
    assert "Bild der Mitteilung" not in page


def test_what_holds_for_a_later_version_is_not_told_of_the_first() -> None:
    page = release("wolfsburg")

    assert "Aktionsplan" not in page, "recorded of the concept as it is since 2021"
    assert "Überprüfung" not in page, "the plan belongs to the version of 2020"


def test_publication_and_decision_are_two_days() -> None:
    page = release("wolfenbuettel")

    assert "Veröffentlicht 15. September 2017" in page
    assert "Beschlossen 13. September 2017" in page
    assert "am Mittwoch, 13. September 2017 beschlossen." in page


def test_the_way_and_what_comes_next_are_told_in_sentences() -> None:
    page = release("wolfenbuettel")

    assert "Am 30. März 2017 begann die 1. Durchsicht (Runder Tisch „Flüchtlinge“)." in page
    assert "wurde das Konzept beraten (Ausschuss für Jugend und Soziales, Vorberatung)." in page
    assert "Vorschläge zum Entwurf (Runder Tisch „Flüchtlinge“)." in page, "no result is known"
    assert "Das Konzept ist Teil von „Strategie Wolfenbüttel 2021“." in page
    assert "Eine Überprüfung ist jährlich vorgesehen (angestrebt)." in page


def test_counts_have_their_words() -> None:
    assert "28 Ja-Stimmen, 7 Nein-Stimmen, 3 Enthaltungen" in release("musterstadt")
    assert "mit großer Mehrheit: 4 Nein-Stimmen." in release("wolfenbuettel")


def test_an_unknown_day_is_said_once_and_no_release_on_record_is_not_said_at_all() -> None:
    page = release("landkreis-wolfenbuettel")

    assert page.count("Datum nicht bekannt") == 1
    assert "Veröffentlicht" not in page and "noch nicht veröffentlicht" not in page
