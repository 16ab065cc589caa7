"""A file of a town: standing facts by section, and the history step by step."""

from typing import Annotated, Literal

from pydantic import Field

from fortschrift.demo.schema.base import Strict
from fortschrift.demo.schema.concepts import BringIn, Concept, Lineage, Status, Version
from fortschrift.demo.schema.council import (
    Contact,
    Meeting,
    Membership,
    Organization,
    Paper,
    Person,
    StationHeld,
    Term,
    Vote,
)
from fortschrift.demo.schema.deliberation import (
    Advice,
    Alternatives,
    Consideration,
    Correction,
    Grouping,
    LateProposals,
    Merging,
    Overlap,
    Ruling,
    Withdrawal,
    WorkedOut,
)
from fortschrift.demo.schema.drafts import Draft, DraftChange, Freezing, Proposed, TakenIn
from fortschrift.demo.schema.participation import (
    Invitations,
    Proposal,
    Remark,
    Rewording,
    Support,
)
from fortschrift.demo.schema.process import (
    Decision,
    Mandate,
    Reading,
    Referral,
    Review,
    ReviewPlan,
)
from fortschrift.demo.schema.sources import (
    ContactPoint,
    Contradiction,
    Event,
    Figure,
    Media,
    Municipality,
    Source,
)


class EventStep(Event):
    step: Literal["event"]


class MeetingStep(Meeting):
    step: Literal["meeting"]


class PaperStep(Paper):
    step: Literal["paper"]


class StationHeldStep(StationHeld):
    step: Literal["station_held"]


class VoteStep(Vote):
    step: Literal["vote"]


class VersionStep(Version):
    step: Literal["version"]


class TextStep(BringIn):
    step: Literal["text"]


class StatusStep(Status):
    step: Literal["status"]


class LineageStep(Lineage):
    step: Literal["lineage"]


class ReadingStep(Reading):
    step: Literal["reading"]


class MandateStep(Mandate):
    step: Literal["mandate"]


class DecisionStep(Decision):
    step: Literal["decision"]


class ReferralStep(Referral):
    step: Literal["referral"]


class ReviewPlanStep(ReviewPlan):
    step: Literal["review_plan"]


class ReviewStep(Review):
    step: Literal["review"]


class DraftStep(Draft):
    step: Literal["draft"]


class DraftChangeStep(DraftChange):
    step: Literal["change"]


class ProposedStep(Proposed):
    step: Literal["amendment"]


class TakenInStep(TakenIn):
    step: Literal["merge"]


class FreezingStep(Freezing):
    step: Literal["freeze"]


class InvitationsStep(Invitations):
    step: Literal["invitations"]


class ProposalStep(Proposal):
    step: Literal["proposal"]


class SupportStep(Support):
    step: Literal["support"]


class RemarkStep(Remark):
    step: Literal["remark"]


class RewordingStep(Rewording):
    step: Literal["rewording"]


class ConsiderationStep(Consideration):
    step: Literal["consideration"]


class LateProposalsStep(LateProposals):
    step: Literal["late_proposals"]


class AdviceStep(Advice):
    step: Literal["advice"]


class GroupingStep(Grouping):
    step: Literal["grouping"]


class AlternativesStep(Alternatives):
    step: Literal["alternatives"]


class RulingStep(Ruling):
    step: Literal["ruling"]


class MergingStep(Merging):
    step: Literal["merging"]


class WorkedOutStep(WorkedOut):
    step: Literal["worked_out"]


class OverlapStep(Overlap):
    step: Literal["overlap"]


class CorrectionStep(Correction):
    step: Literal["correction"]


class WithdrawalStep(Withdrawal):
    step: Literal["withdrawal"]


Step = Annotated[
    EventStep
    | MeetingStep
    | PaperStep
    | StationHeldStep
    | VoteStep
    | VersionStep
    | TextStep
    | StatusStep
    | LineageStep
    | ReadingStep
    | MandateStep
    | DecisionStep
    | ReferralStep
    | ReviewPlanStep
    | ReviewStep
    | DraftStep
    | DraftChangeStep
    | ProposedStep
    | TakenInStep
    | FreezingStep
    | InvitationsStep
    | ProposalStep
    | SupportStep
    | RemarkStep
    | RewordingStep
    | ConsiderationStep
    | LateProposalsStep
    | AdviceStep
    | GroupingStep
    | AlternativesStep
    | RulingStep
    | MergingStep
    | WorkedOutStep
    | OverlapStep
    | CorrectionStep
    | WithdrawalStep,
    Field(discriminator="step"),
]


class TownFile(Strict):
    """One file; the sections of all files of a town are read as one.

    Standing facts are played in the order of the fields here, the history in the order of the
    files and of their steps: the order in which things happened, as far as it is known.
    """

    municipality: Municipality | None = None
    sources: tuple[Source, ...] = ()
    media: tuple[Media, ...] = ()
    contact_points: tuple[ContactPoint, ...] = ()
    figures: tuple[Figure, ...] = ()
    terms: tuple[Term, ...] = ()
    organizations: tuple[Organization, ...] = ()
    persons: tuple[Person, ...] = ()
    memberships: tuple[Membership, ...] = ()
    contacts: tuple[Contact, ...] = ()
    concepts: tuple[Concept, ...] = ()
    history: tuple[Step, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
