"""The smallest valid mandates, questions, decisions and hand-overs, made through the acts."""

from collections.abc import Callable
from datetime import date
from typing import Any

from fortschrift.accounts.models import Municipality
from fortschrift.concepts.models import Amendment, Concept, Node, Version
from fortschrift.council.models import Organization
from fortschrift.deliberation import actions
from fortschrift.deliberation.actions import Answer, AskedFor, Cosigner, Point, Ruling
from fortschrift.deliberation.models import (
    Consideration,
    Decision,
    Mandate,
    OperativePoint,
    Question,
    QuestionResult,
    Referral,
)
from fortschrift.participation import actions as participation
from fortschrift.participation.actions import Wanted
from fortschrift.participation.models import Reading, Submission
from tests.accounts.factories import NOW, operator
from tests.concepts.amendments import frozen, inserting, replacing, striking
from tests.concepts.factories import concept, version
from tests.council.factories import body, contact, council
from tests.participation.factories import open_reading, submission, text_of, wanted, wanted_besides

UNPUBLISHED = "Der Wortlaut ist nicht öffentlich."


def mandate(of: Concept | None = None, **fields: Any) -> Mandate:
    given = {"kind": Mandate.Kind.CREATE, "organization_reason": "Keine Quelle nennt das Gremium."}
    return actions.give_mandate(of or concept(), actor=operator(), now=NOW, **{**given, **fields})


def question(of: Concept | None = None, **fields: Any) -> Question:
    """Put a matter as stated; with ``version`` the version is put."""
    given = {"subject": Question.Subject.AS_STATED, "as_stated": "Vorschläge der Mitglieder"}
    if "version" in fields:
        given["subject"] = Question.Subject.VERSION
    else:
        given["text_reason"] = UNPUBLISHED
    return actions.put_question(of or concept(), actor=operator(), now=NOW, **{**given, **fields})


def decision(of: Concept | None = None, **fields: Any) -> Decision:
    of = of or concept()
    given: dict[str, Any] = {"title": "Integrationskonzept"}
    if "organization" not in fields:
        given["organization"] = body(of.municipality)
    return actions.decide(of, actor=operator(), now=NOW, **{**given, **fields})


def adoption(
    of: Version | None = None, *, by: Organization | None = None, **fields: Any
) -> Decision:
    """Let a council adopt a version: one question, one operative point."""
    of = of or version()
    asked = question(of.concept, version=of, as_stated="Integrationskonzept")
    given = {
        "answers": [Answer(asked, QuestionResult.Result.ADOPTED)],
        "points": [Point(OperativePoint.Verb.ADOPTS, "Das Konzept wird beschlossen.", version=of)],
    }
    return decision(of.concept, organization=by or council(of.municipality), **{**given, **fields})


def referral(of: Concept | None = None, **fields: Any) -> Referral:
    return actions.refer(of or concept(), actor=operator(), now=NOW, **fields)


def consideration(of: Reading | None = None, **fields: Any) -> Consideration:
    """Let a round table consider what a reading brought in; by default two proposals released."""
    if of is None:
        of = open_reading()
        for each in (wanted(of), wanted_besides(of)):
            released(submission(of, wanted=[each]))
    given = {"organization": fields.pop("organization", None) or body(of.municipality)}
    return actions.open_consideration(of, actor=operator(), now=NOW, **{**given, **fields})


def released(of: Submission) -> Submission:
    participation.release_submission(of, actor=operator(), now=NOW)
    return of


def proposed(of: Reading, *operations: Any, **fields: Any) -> Amendment:
    """Hand in a proposal to a reading and release it; give the amendment it brings."""
    made = submission(of, wanted=[Wanted(operations=operations, **fields)])
    return released(made).amendments.get()


def decided(of: Consideration, *rulings: Any, **fields: Any) -> Decision:
    """Let the body decide; a ruling is given as amendment and result, or as a ``Ruling``."""
    listed = [
        each if isinstance(each, Ruling) else Ruling(amendment=each[0], result=each[1])
        for each in rulings
    ]
    given = {"actor": operator(), "now": NOW, **fields}
    return actions.decide_proposals(of, rulings=listed, **given)


def before_a_body(
    *of: str, by: Callable[[Municipality], Organization] = body
) -> tuple[Consideration, list[Amendment]]:
    """Lay proposals before a body: by words of a table, on one frozen text."""
    reading = open_reading()
    text = text_of(reading)
    table = {
        "all": lambda: replacing(text, "kurse", "neu zugewanderte", "alle"),
        "some": lambda: replacing(text, "kurse", "neu zugewanderte", "manche"),
        "free": lambda: inserting(text, "raeume", "Stadtteilen", " kostenlos"),
        "gone": lambda: striking(text, "raeume"),
    }
    made = [proposed(reading, table[each]()) for each in of]
    return consideration(reading, organization=by(reading.municipality)), made


def cosigned_by(of: Version | None = None, *nodes: Node, **fields: Any) -> AskedFor:
    """Ask a new department to co-sign a frozen version, for these elements or for the whole."""
    of = of or frozen().version
    who = fields.pop("contact", None) or contact(
        body(of.municipality, classification="department", is_statutory=False)
    )
    given = {"deadline": date(2026, 12, 1), "note": "Bitte prüfen Sie die Kosten.", **fields}
    (made,) = actions.ask_for_cosignature(
        of, cosigners=[Cosigner(who, nodes)], actor=operator(), now=NOW, **given
    )
    return made
