"""The smallest valid readings, made through the acts that people use."""

from typing import Any

from fortschrift.concepts.actions import record_status
from fortschrift.concepts.models import Concept, Version, VersionText
from fortschrift.participation import actions
from fortschrift.participation.actions import Invited, Sender, Wanted
from fortschrift.participation.models import Comment, Endorsement, Invitation, Reading, Submission
from tests.accounts.factories import NOW, operator
from tests.concepts.amendments import frozen, inserting, replacing
from tests.concepts.factories import concept
from tests.council.factories import body, contact

NOT_PUBLIC = "Der Entwurf ist nicht öffentlich."


def reading(of: Concept | None = None, **fields: Any) -> Reading:
    """Open the next reading of a concept, by a body of its own unless one is given."""
    of = of or concept()
    given: dict[str, Any] = {"number": of.readings.count() + 1, "version_reason": NOT_PUBLIC}
    if "organization" not in fields:
        given["organization"] = body(of.municipality)
    return actions.open_reading(of, actor=operator(), now=NOW, **{**given, **fields})


def open_reading(of: VersionText | None = None, **fields: Any) -> Reading:
    """Open a reading of a frozen text that is open at ``NOW``, to everybody unless told else."""
    text = of or frozen()
    given = {"organization": None, "opens": "2026-11-01", "closes": "2026-12-15", **fields}
    return reading(text.version.concept, version=text.version, version_reason="", **given)


def wanted(of: Reading, **fields: Any) -> Wanted:
    """Want courses for all children."""
    text = text_of(of)
    return Wanted(operations=[replacing(text, "kurse", "neu zugewanderte", "alle")], **fields)


def wanted_besides(of: Reading) -> Wanted:
    """Want something else at another passage."""
    return Wanted(operations=[inserting(text_of(of), "raeume", "Stadtteilen", " kostenlos")])


def text_of(of: Reading) -> VersionText:
    assert of.version is not None
    return of.version.texts.get()


RESIDENT = Sender(shown_as="pseudonym", shown_name="eine Nachbarin")


def submission(of: Reading | None = None, **fields: Any) -> Submission:
    """Hand in a proposal without an account."""
    of = of or open_reading()
    given: dict[str, Any] = {
        "wanted": [wanted(of)], "kind": "change", "sender": RESIDENT, "actor": None, **fields,
    }  # fmt: skip
    return actions.submit_proposal(of, now=NOW, **given)


def adopted(of: VersionText | None = None) -> Version:
    """Adopt a frozen text, so that it has a list of wishes."""
    text = of or frozen()
    record_status(text.version, status="adopted", actor=operator(), now=NOW)
    return text.version


def wish(of: Version | None = None, *, is_released: bool = True, **fields: Any) -> Submission:
    """Leave a wish on an adopted version, and let the office release it."""
    given: dict[str, Any] = {
        "wanted": [Wanted(original="Mehr Abendkurse, bitte.")], "kind": "own_words",
        "sender": RESIDENT, "actor": None, **fields,
    }  # fmt: skip
    made = actions.submit_wish(of or adopted(), now=NOW, **given)
    if is_released:
        actions.release_submission(made, actor=operator(), now=NOW)
    return made


def answerable(**on: bool) -> Submission:
    """Show a proposal in a reading in which all may be said to it, unless told else."""
    made = open_reading()
    chosen = {"support": True, "comments": True, "questions": True, **on}
    actions.switch_responses(made, actor=operator(), now=NOW, **chosen)
    return submission(made, actor=operator())


def comment(of: Submission | None = None, **fields: Any) -> Comment:
    """Ask something about a proposal, without an account."""
    given = {"kind": "question", "words": "Was kostet das?", "shown_name": "ein Nachbar", **fields}
    return actions.comment_on(of or answerable(), actor=None, now=NOW, **given)


def members_reading(**fields: Any) -> Reading:
    """Open a reading to a body, which is open at ``NOW``."""
    text = frozen()
    return open_reading(text, organization=body(text.municipality), **fields)


def invited(of: Reading | None = None, **fields: Any) -> Invited:
    """Invite a new contact to a reading of a body."""
    of = of or members_reading()
    (made,) = actions.invite(
        of, contacts=[contact(body(of.municipality), **fields)], actor=operator(), now=NOW
    )
    return made


def endorsed(by: Invitation | None = None, **fields: Any) -> Endorsement:
    """Let an invited organization carry the version it reads, and be seen with it."""
    by = by or invited().invitation
    of = by.reading.version
    assert of is not None
    given = {
        "organization": by.contact.organization, "role": "takes_part", "invitation": by,
        "is_shown": True, "actor": None, **fields,
    }  # fmt: skip
    return actions.endorse(of, now=NOW, **given)
