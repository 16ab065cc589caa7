"""The smallest valid mandates, questions, decisions and hand-overs, made through the acts."""

from typing import Any

from fortschrift.concepts.models import Concept, Version
from fortschrift.council.models import Organization
from fortschrift.deliberation import actions
from fortschrift.deliberation.actions import Answer, Point
from fortschrift.deliberation.models import (
    Decision,
    Mandate,
    OperativePoint,
    Question,
    QuestionResult,
    Referral,
)
from tests.accounts.factories import NOW, operator
from tests.concepts.factories import concept, version
from tests.council.factories import body, council

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
