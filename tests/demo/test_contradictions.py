"""Sources that contradict each other stand side by side: Dresden (C6) and Leipzig (C7).

Neither city is in the demo; their facts serve as a test of what the demo's format can hold.
"""

from pathlib import Path

import pytest

from fortschrift.sources.models import Contradiction
from tests.accounts.factories import operator
from tests.demo.towns import load

pytestmark = pytest.mark.django_db

TOWN = """\
municipality: {slug: saechsische-staedte, name: Sächsische Städte, kind: town, state: Sachsen}

sources:
  - {key: dd-faq-de, title: Häufige Fragen (deutsche Seite), kind: web_page}
  - {key: dd-faq-en, title: Häufige Fragen (englische Seite), kind: web_page}
  - {key: le-start, title: Start der Umsetzung, kind: news}
  - {key: le-beschluss, title: Beschluss des Stadtrates, kind: news}
  - {key: le-lvz, title: Tabellen des Konzepts, kind: news}

figures:
  - key: dd-erstes-konzept
    what: Jahr des ersten Konzepts
    value: 2004
    sources:
      - {key: c6-deutsch, source: dd-faq-de, as_printed: "2004"}
      - {key: c6-englisch, source: dd-faq-en, as_printed: "2011"}
  - key: le-massnahmen
    what: Maßnahmen des Konzepts
    value: 89
    sources:
      - {key: c7-genau, source: le-start, as_printed: "89"}
      - {key: c7-fast, source: le-beschluss, as_printed: fast 100}
      - {key: c7-etwa, source: le-lvz, as_printed: etwa 90}

contradictions:
  - key: c6
    about: Jahr des ersten Konzepts
    claims: [c6-deutsch, c6-englisch]
    held: c6-deutsch
    explanation: Die Übersetzung ist nicht nachgeführt.
  - key: c7
    about: Zahl der Maßnahmen
    claims: [c7-genau, c7-fast, c7-etwa]
"""


@pytest.fixture(autouse=True)
def towns(tmp_path: Path) -> None:
    folder = tmp_path / "saechsische-staedte"
    folder.mkdir()
    (folder / "stadt.yaml").write_text(TOWN, "utf-8")
    load(folder, by=operator())


def test_a_translation_out_of_step_is_a_contradiction_that_is_decided() -> None:
    dresden = Contradiction.objects.get(about="Jahr des ersten Konzepts")

    assert {claim.as_printed for claim in dresden.claims.all()} == {"2004", "2011"}
    assert dresden.held is not None and dresden.held.source.slug == "dd-faq-de"


def test_three_claims_may_stand_undecided() -> None:
    leipzig = Contradiction.objects.get(about="Zahl der Maßnahmen")

    assert {claim.as_printed for claim in leipzig.claims.all()} == {"89", "fast 100", "etwa 90"}
    assert leipzig.held is None
