"""A body with thousands of proposals before it: what the measurement of the desk looks at.

The rows are laid straight into the tables; what is measured comes after.
"""

from collections.abc import Iterator
from random import Random
from typing import Any

from benchmarks.carry import AMENDMENTS, Scene

#: Shares of the proposals that are advised on, undisputed, taken together, and decided.
ADVISED, UNDISPUTED, GROUPED, DECIDED = 0.6, 0.2, 0.05, 0.3
WHO = ("ein Nachbar", "Frauenzentrum", "", "Verein der Köche", "Elternrat der Schule am Wall")


class DeskScene(Scene):
    """The scene of `carry` with a reading that brought the proposals, before a round table."""

    def __init__(self) -> None:
        super().__init__()
        from fortschrift.council.actions import found_organization
        from fortschrift.deliberation.models import Consideration
        from fortschrift.participation.models import Reading

        who: dict[str, Any] = {"actor": self.actor, "now": self.now}
        concept = self.strand.concept
        self.body = found_organization(
            concept.municipality, slug="runder-tisch", name="Runder Tisch",
            classification="round_table", is_statutory=False, meets_in_public=False, **who,
        )  # fmt: skip
        version = concept.versions.get()
        reading = Reading.objects.create(concept=concept, number=1, version=version)
        self.table = Consideration.objects.create(
            reading=reading, organization=self.body, strand=self.strand, recorded=self.now
        )
        self._hand_in(version, Random(5))
        self._deliberate(Random(6))

    def _hand_in(self, version: Any, chance: Random) -> None:
        from fortschrift.concepts.models import Amendment
        from fortschrift.participation.models import Submission, SubmissionStatus

        amendments = list(Amendment.objects.order_by("number"))
        sent = Submission.objects.bulk_create(self._submissions(version, chance))
        brought = Submission.amendments.through
        brought.objects.bulk_create(
            brought(submission=one, amendment=other)
            for one, other in zip(sent, amendments, strict=True)
        )
        SubmissionStatus.objects.bulk_create(
            SubmissionStatus(submission=each, status="released", recorded=self.now)
            for each in sent
        )  # fmt: skip

    def _submissions(self, version: Any, chance: Random) -> Iterator[Any]:
        from fortschrift.participation.models import Submission

        kinds = [each for each in Submission.Kind.values if each != "own_words"]
        for number in range(AMENDMENTS):
            name = chance.choice(WHO)
            yield Submission(
                concept=version.concept, reading=self.table.reading, version=version,
                kind=chance.choice(kinds), channel="page", code=f"{number:012}",
                shown_as="pseudonym" if name else "unnamed", shown_name=name, recorded=self.now,
            )  # fmt: skip

    def _deliberate(self, chance: Random) -> None:
        from fortschrift.concepts.models import Amendment, CurrentWording
        from fortschrift.deliberation.models import Grouping, Recommendation

        laid = list(Amendment.objects.order_by("number"))
        Recommendation.objects.bulk_create(
            Recommendation(
                consideration=self.table, amendment=each, order=1, recorded=self.now,
                advice=chance.choice(("adopt", "reject", "body")), reason="Weil es so ist.",
                is_undisputed=chance.random() < UNDISPUTED / ADVISED,
            )
            for each in laid if chance.random() < ADVISED
        )  # fmt: skip
        Grouping.objects.bulk_create(
            Grouping(consideration=self.table, amendment=one, leader=other, order=1,
                     recorded=self.now)
            for one, other in zip(laid[1:], laid, strict=False) if chance.random() < GROUPED
        )  # fmt: skip
        wordings = CurrentWording.objects.select_related("wording__amendment")
        self._decide([each.wording for each in wordings if chance.random() < DECIDED], chance)

    def _decide(self, wordings: Any, chance: Random) -> None:
        """Record results one sitting after the other; what is adopted waits to be merged."""
        from fortschrift.deliberation.models import Decision, Question, QuestionResult

        concept = self.strand.concept
        sittings = Decision.objects.bulk_create(
            Decision(concept=concept, organization=self.body, order=order, title=f"Sitzung {order}")
            for order in range(1, 31)
        )
        asked = Question.objects.bulk_create(
            Question(
                concept=concept, subject="amendment", as_stated=str(each.amendment), wording=each,
                consideration=self.table,
            )
            for each in wordings
        )  # fmt: skip
        QuestionResult.objects.bulk_create(
            QuestionResult(
                decision=chance.choice(sittings), question=each,
                result="adopted" if chance.random() < 0.2 else "rejected", reason="So beschlossen.",
            )
            for each in asked
        )  # fmt: skip
