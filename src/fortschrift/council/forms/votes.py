"""A vote as whoever keeps the record types it: word, numbers, groups, names, circumstances.

What does not add up is a hint at its field.  It keeps nobody from recording what happened: the
hints travel in the page, and whoever has seen them records all the same.
"""

import hashlib
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _gettext
from django.utils.translation import gettext_lazy as _

from fortschrift.core.rules.tally import OddityCode, Tally, oddities
from fortschrift.council.actions import Cast, Counted, Excluded
from fortschrift.council.findings import sentence_of
from fortschrift.council.forms.fields import CorrectionForm, VoteNumber, YesNoField
from fortschrift.council.models import (
    AgendaItem,
    Exclusion,
    Membership,
    Organization,
    Quorum,
    VoteEvent,
)
from fortschrift.council.models.votes import Option
from fortschrift.sources.models import Visibility

NUMBERS = ("yes", "no", "abstain", "excluded", "invalid")
BY_GROUP = ("yes", "no", "abstain")
#: At which field a hint stands.
PLACES = {
    OddityCode.UNANIMOUS_WITH_OPPOSITION: "manner",
    OddityCode.CARRIED_WITHOUT_MAJORITY: "outcome",
    OddityCode.REJECTED_DESPITE_MAJORITY: "outcome",
    OddityCode.TIE_WITH_DIFFERENCE: "outcome",
    OddityCode.MORE_THAN_PRESENT: "present",
    OddityCode.MORE_THAN_MEMBERS: "yes",
}
TookPart = Exclusion.TookPart
#: What one member did, and whether that was a vote or an exclusion.
BY_NAME: list[tuple[str, Any]] = [
    ("", "–"), (Option.YES, _("Ja")), (Option.NO, _("Nein")), (Option.ABSTAIN, _("Enthaltung")),
    (Option.ABSENT, _("abwesend")), (Option.INVALID, _("ungültig")),
    ("left", _("befangen, hat nicht mitgewirkt")),
    ("voted-yes", _("befangen, hat trotzdem mit Ja gestimmt")),
    ("voted-no", _("befangen, hat trotzdem mit Nein gestimmt")),
    ("voted-abstain", _("befangen, hat sich trotzdem enthalten")),
    ("voted-unknown", _("befangen, hat mitgestimmt, wie ist nicht bekannt")),
]  # fmt: skip


class VoteForm(CorrectionForm):
    """One vote of a body; members and groups are those of the day."""

    is_all_optional = True
    outcome = forms.ChoiceField(
        label=_("Ergebnis"), choices=VoteEvent.Outcome.choices, widget=forms.RadioSelect
    )
    manner = forms.ChoiceField(label=_("Wie"), choices=VoteEvent.Manner.choices)
    verbatim = forms.CharField(
        label=_("Im Wortlaut"), required=False, max_length=400,
        help_text=_("Wie es gedruckt ist oder gesagt wurde. Zahlen braucht es dann keine."),
    )  # fmt: skip
    yes = VoteNumber(label=_("Ja"))
    no = VoteNumber(label=_("Nein"))
    abstain = VoteNumber(label=_("Enthaltungen"))
    excluded = VoteNumber(label=_("Befangen"))
    invalid = VoteNumber(label=_("Ungültig"))
    present = VoteNumber(label=_("Anwesend"))
    counts_reason = forms.CharField(label=_("Warum ohne Zahlen"), required=False, max_length=300)
    subject = forms.CharField(label=_("Worüber"), max_length=400)
    form = forms.ChoiceField(label=_("Form"), choices=VoteEvent.Form.choices)
    requirement = forms.ChoiceField(label=_("Nötig war"), choices=VoteEvent.Requirement.choices)
    quorum = forms.ChoiceField(
        label=_("Beschlussfähigkeit vor dieser Abstimmung"), choices=Quorum.choices
    )
    quorum_note = forms.CharField(
        label=_("Wer und wann"), required=False, max_length=300,
        help_text=_("Zum Beispiel: Mitglied 7, um 20:15 Uhr."),
    )  # fmt: skip
    objected = YesNoField(
        label=_("Hat jemand dem Umlauf widersprochen?"), help_text=_("Nur im Umlaufverfahren.")
    )
    chair_vote = YesNoField(
        label=_("Hat der Vorsitz bei Gleichstand zugestimmt?"),
        help_text=_("Nur, wo die Regeln das vorsehen."),
    )
    excluded_label = forms.CharField(
        label=_("Befangen, ohne Sitz in der Liste"), required=False, max_length=200
    )
    excluded_part = forms.ChoiceField(
        label=_("Und hat"), required=False,
        choices=[("", _("nicht mitgewirkt")), *TookPart.choices],
    )  # fmt: skip
    note = forms.CharField(
        label=_("Bemerkung"), required=False, max_length=5000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    visibility = forms.ChoiceField(label=_("Wer sie sehen darf"), choices=Visibility.choices)

    def __init__(
        self,
        *args: Any,
        organization: Organization,
        members: Sequence[Membership],
        groups: Sequence[Organization],
        **kwargs: Any,
    ) -> None:
        """Ask for the votes of each group and each member as well."""
        super().__init__(*args, **kwargs)
        self.organization, self.members, self.groups = organization, members, groups
        self.hints: dict[str, list[str]] = {}
        for group in groups:
            for option in BY_GROUP:
                label = Option(option).label
                self.fields[f"gruppe-{group.pk}-{option}"] = VoteNumber(label=label)
        for seat in members:
            self.fields[f"mitglied-{seat.person_id}"] = forms.ChoiceField(
                label=str(seat.person), required=False, choices=BY_NAME
            )

    # How the page shows it

    def row(self, *names: str) -> list[Any]:
        return [self[name] for name in names]

    @property
    def main(self) -> list[Any]:
        return self.row("outcome", "manner", "verbatim")

    @property
    def numbers(self) -> list[Any]:
        return self.row(*NUMBERS, "present")

    @property
    def around(self) -> list[Any]:
        return self.row(
            "subject", "form", "requirement", "counts_reason", "quorum", "quorum_note",
            "objected", "chair_vote", "note", "visibility",
        )  # fmt: skip

    @property
    def by_group(self) -> list[tuple[Organization, list[Any]]]:
        return [
            (group, [self[f"gruppe-{group.pk}-{option}"] for option in BY_GROUP])
            for group in self.groups
        ]

    @property
    def by_name(self) -> list[Any]:
        return [self[f"mitglied-{seat.person_id}"] for seat in self.members]

    @property
    def excluded_others(self) -> list[Any]:
        return self.row("excluded_label", "excluded_part")

    @property
    def has_group_faults(self) -> bool:
        return any(field.errors for _group, fields in self.by_group for field in fields)

    @property
    def has_name_faults(self) -> bool:
        return any(field.errors for field in (*self.by_name, *self.excluded_others))

    @property
    def has_faults_around(self) -> bool:
        return any(field.errors for field in self.around)

    @property
    def seen_hints(self) -> str:
        """Name the hints that the page shows, so that recording all the same means these."""
        said = "\0".join(f"{name}:{hint}" for name in self.hints for hint in self.hints[name])
        return hashlib.sha256(said.encode()).hexdigest()[:16] if said else ""

    # What it checks

    def clean(self) -> dict[str, Any]:
        """Refuse votes by name in a secret vote; hint at what does not add up."""
        said = self.cleaned_data
        if said.get("form") == VoteEvent.Form.SECRET and self._ballots():
            self.add_error(
                "form", _("Wer in geheimer Abstimmung wie gestimmt hat, wird nicht festgehalten.")
            )
        if not self.errors:
            for name, hint in self._odd():
                self.hints.setdefault(name, []).append(hint)
            if self.seen_hints and self.data.get("trotzdem") != self.seen_hints:
                for name, hints in self.hints.items():
                    self.add_error(name, hints)
        return said

    def _odd(self) -> Iterator[tuple[str, str]]:
        """Say what does not add up, and at which field."""
        said = self.cleaned_data
        tally = Tally(
            **{option: said[option] for option in NUMBERS}, present=said["present"],
            members=self.organization.voting_member_count,
        )  # fmt: skip
        for odd in oddities(tally, said["manner"], said["outcome"], groups=self._tallies()):
            yield PLACES.get(odd.code, odd.option), sentence_of(odd)
        by_name = [cast.option for cast in self._ballots()]
        for option in BY_GROUP:
            number = by_name.count(option)
            if number and said[option] is not None and number > said[option]:
                yield (
                    option,
                    _gettext("Namentlich sind es %(found)s, angegeben sind insgesamt %(against)s.")
                    % {"found": number, "against": said[option]},
                )

    def _tallies(self) -> list[Tally]:
        rows = [
            {option: self.cleaned_data[f"gruppe-{group.pk}-{option}"] for option in BY_GROUP}
            for group in self.groups
        ]
        return [Tally(**row) for row in rows if any(value is not None for value in row.values())]

    # What it gives

    def given(self) -> dict[str, Any]:
        """Give everything as ``record_vote`` takes it; only when the form is valid."""
        said = self.cleaned_data
        plain = ("subject", "outcome", "manner", "verbatim", "form", "requirement", "present",
                 "counts_reason", "quorum", "quorum_note", "objected", "chair_vote", "note",
                 "visibility")  # fmt: skip
        return {
            **{name: said[name] for name in plain},
            "counts": [*self._totals(), *self._of_groups()],
            "votes": self._ballots(),
            "excluded": self._excluded(),
        }

    def _totals(self) -> list[Counted]:
        said = self.cleaned_data
        return [Counted(option, said[option]) for option in NUMBERS if said[option] is not None]

    def _of_groups(self) -> list[Counted]:
        return [
            Counted(option, value, group=group)
            for group in self.groups
            for option in BY_GROUP
            if (value := self.cleaned_data[f"gruppe-{group.pk}-{option}"]) is not None
        ]

    def _ballots(self) -> list[Cast]:
        """Give what was chosen by name; whoever voted though excluded has voted."""
        found = []
        for seat in self.members:
            chosen = self._chosen(seat).removeprefix("voted-")
            if chosen in Option.values and seat.person is not None:
                found.append(Cast(seat.person, chosen, group=seat.on_behalf_of))
        return found

    def _excluded(self) -> list[Excluded]:
        found = []
        for seat in self.members:
            chosen = self._chosen(seat)
            if chosen == "left" or chosen.startswith("voted-"):
                took_part = "" if chosen == "left" else chosen.removeprefix("voted-")
                found.append(Excluded(seat.person, took_part=took_part))
        if label := self.cleaned_data["excluded_label"]:
            found.append(Excluded(label=label, took_part=self.cleaned_data["excluded_part"]))
        return found

    def _chosen(self, seat: Membership) -> str:
        return str(self.cleaned_data.get(f"mitglied-{seat.person_id}") or "")


def initial_of_item(item: AgendaItem) -> dict[str, Any]:
    """Begin with what an item says: its title, its visibility, and that nothing else is known."""
    return {
        "subject": item.title, "visibility": item.visibility,
        "manner": VoteEvent.Manner.UNKNOWN, "form": VoteEvent.Form.OPEN,
    }  # fmt: skip


def initial_of_vote(event: VoteEvent) -> dict[str, Any]:
    """Begin with a recorded vote, to say it anew."""
    plain = ("subject", "outcome", "manner", "verbatim", "form", "requirement", "present",
             "counts_reason", "quorum", "quorum_note", "objected", "chair_vote", "note",
             "visibility")  # fmt: skip
    initial: dict[str, Any] = {name: getattr(event, name) for name in plain}
    for count in event.counts.all():
        if count.group_id is not None:
            initial[f"gruppe-{count.group_id}-{count.option}"] = count.value
        elif not count.group_label:
            initial[count.option] = count.value
    for vote in event.votes.all():
        initial[f"mitglied-{vote.voter_id}"] = vote.option
    for each in event.exclusions.all():
        if each.person_id:
            initial[f"mitglied-{each.person_id}"] = (
                f"voted-{each.took_part}" if each.took_part else "left"
            )
        else:
            initial |= {"excluded_label": each.label, "excluded_part": each.took_part}
    return initial


def seen_votes(data: Any) -> list[UUID]:
    """Read which votes of the item the page has shown; what is no identity was none."""
    found = []
    for key in data.getlist("gesehen"):
        try:
            found.append(UUID(key))
        except ValueError:
            continue
    return found
