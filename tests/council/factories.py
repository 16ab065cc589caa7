"""The smallest valid bodies, meetings, papers and votes, made through the acts that people use."""

from itertools import count
from typing import Any

from fortschrift.accounts.models import Municipality
from fortschrift.council import actions
from fortschrift.council.models import (
    AgendaItem,
    Consultation,
    Contact,
    Meeting,
    Organization,
    Paper,
    Person,
    RuleSet,
    VoteEvent,
)
from tests.accounts.factories import NOW, municipality, operator

_number = count(1)
Kind = Organization.Classification


def body(town: Municipality | None = None, **fields: Any) -> Organization:
    """Found a committee that sits in public, unless said otherwise."""
    number = next(_number)
    given = {
        "slug": f"gremium-{number}",
        "name": f"Ausschuss {number}",
        "classification": Kind.COMMITTEE,
        "is_statutory": True,
        "meets_in_public": True,
    }
    return actions.found_organization(
        town or municipality(), actor=operator(), now=NOW, **{**given, **fields}
    )


def council(town: Municipality, **fields: Any) -> Organization:
    return body(
        town, **{"slug": "rat", "name": "Rat", "classification": Kind.COUNCIL, **fields}
    )  # fmt: skip


def closed_body(town: Municipality, **fields: Any) -> Organization:
    """Found the Verwaltungsausschuss, which never sits in public."""
    given = {
        "slug": "verwaltungsausschuss",
        "name": "Verwaltungsausschuss",
        "classification": Kind.MAIN_COMMITTEE,
        "meets_in_public": False,
    }
    return body(town, **{**given, **fields})


def round_table(town: Municipality, **fields: Any) -> Organization:
    given = {
        "slug": "runder-tisch",
        "name": "Runder Tisch",
        "classification": Kind.ROUND_TABLE,
        "is_statutory": False,
    }
    return body(town, **{**given, **fields})


def meeting(of: Organization | None = None, **fields: Any) -> Meeting:
    given = {"slug": f"sitzung-{next(_number)}", "state": Meeting.State.HELD, "date": "2017-09-13"}
    return actions.convene_meeting(of or body(), actor=operator(), now=NOW, **{**given, **fields})


def item(of: Meeting | None = None, **fields: Any) -> AgendaItem:
    given = {"title": "Integrationskonzept", "number": "Ö 5"}
    return actions.add_agenda_item(
        of or meeting(), actor=operator(), now=NOW, **{**given, **fields}
    )


def paper(town: Municipality | None = None, **fields: Any) -> Paper:
    number = next(_number)
    given = {
        "slug": f"vorlage-{number}",
        "title": f"Vorlage {number}",
        "paper_type": Paper.PaperType.RESOLUTION,
    }
    return actions.lay_paper(
        town or municipality(), actor=operator(), now=NOW, **{**given, **fields}
    )


def station(of: Paper, organization: Organization, **fields: Any) -> Consultation:
    given = {"role": Consultation.Role.PREPARES}
    return actions.add_consultation(
        of, organization=organization, actor=operator(), now=NOW, **{**given, **fields}
    )


def vote(of: Organization | None = None, **fields: Any) -> VoteEvent:
    given = {
        "subject": "Integrationskonzept",
        "outcome": VoteEvent.Outcome.CARRIED,
        "manner": VoteEvent.Manner.MAJORITY,
    }
    return actions.record_vote(of or body(), actor=operator(), now=NOW, **{**given, **fields})


def odd_vote(of: Organization | None = None, **fields: Any) -> VoteEvent:
    """Record as carried what nobody by the law of the Land would call so."""
    counts = [actions.Counted("yes", 11), actions.Counted("no", 11)]
    return vote(of, **{"counts": counts, **fields})


def rules(of: Organization | None = None, **fields: Any) -> RuleSet:
    """Give a round table rules of its own."""
    given = {"title": "Eigene Regeln", "ready": "runder-tisch"}
    return actions.set_rules(
        of or round_table(municipality()), actor=operator(), now=NOW, **{**given, **fields}
    )


def person(town: Municipality, name: str = "Mitglied 7", **fields: Any) -> Person:
    return actions.name_person(town, name=name, actor=operator(), now=NOW, **fields)


def contact(of: Organization | None = None, **details: Any) -> Contact:
    """Add a role mailbox, unless said otherwise; ``id`` and ``deputy_of`` go to the act."""
    number = next(_number)
    given = {"function": "Ansprechstelle", "email": f"stelle-{number}@example.org", **details}
    of_act = {key: given.pop(key) for key in ("id", "deputy_of", "valid_to") if key in given}
    return actions.add_contact(
        of or body(), details=actions.ContactDetails(**given), actor=operator(), now=NOW, **of_act
    )
