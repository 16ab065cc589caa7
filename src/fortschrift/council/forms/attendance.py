"""Who takes part: members one by one, groups and others with a number."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fortschrift.council.actions import Attended
from fortschrift.council.forms.fields import CorrectionForm, VoteNumber
from fortschrift.council.models import Attendance, Membership, Organization

PRESENCE = [("", "–"), ("ja", _("anwesend")), ("nein", _("nicht anwesend"))]
_PRESENT = {"ja": True, "nein": False}
#: So many lines for guests, the press, administration and others are offered beyond those there.
SPARE = 3


class AttendanceForm(CorrectionForm):
    """The whole list of a meeting; what is left empty is not said.

    The labels are short, because each row is a group of fields with a name of its own.
    """

    is_all_optional = True

    def __init__(
        self,
        *args: Any,
        members: Sequence[Membership],
        groups: Sequence[Organization],
        rows: Sequence[Attendance],
        **kwargs: Any,
    ) -> None:
        """Offer each member, each group and a few free lines, filled with what stands there."""
        self.members, self.groups = list(members), list(groups)
        of_person = {row.person_id: row for row in rows if row.person_id}
        of_group = {row.group_id: row for row in rows if row.group_id}
        self.persons = {seat.person_id: seat.person for seat in members}
        self.persons |= {key: row.person for key, row in of_person.items()}
        self.all_groups = {group.pk: group for group in groups}
        self.all_groups |= {key: row.group for key, row in of_group.items() if row.group}
        self.free = [row for row in rows if not row.person_id and not row.group_id]
        self.lines = len(self.free) + SPARE
        initial = {
            **{k: v for key, row in of_person.items() for k, v in _initial(f"person-{key}", row)},
            **{k: v for key, row in of_group.items() for k, v in _initial(f"gruppe-{key}", row)},
            **{k: v for n, row in enumerate(self.free) for k, v in _initial(f"zeile-{n}", row)},
        }
        super().__init__(*args, **{"initial": initial, **kwargs})
        for key in self.persons:
            self._offer(f"person-{key}")
        for group_key in self.all_groups:
            self._offer(f"gruppe-{group_key}", is_counted=True)
        for line in range(self.lines):
            self.fields[f"zeile-{line}-label"] = forms.CharField(
                label=_("Wer noch"), required=False, max_length=200
            )
            self._offer(f"zeile-{line}", is_counted=True)

    def _offer(self, name: str, *, is_counted: bool = False) -> None:
        self.fields[f"{name}-da"] = forms.ChoiceField(
            label=_("anwesend"), required=False, choices=PRESENCE
        )
        if is_counted:
            self.fields[f"{name}-count"] = VoteNumber(label=_("wie viele"))
        for key, word in (("came", _("gekommen um")), ("left", _("gegangen um"))):
            self.fields[f"{name}-{key}"] = forms.TimeField(
                label=word, required=False,
                widget=forms.TimeInput(attrs={"type": "time"}),
            )  # fmt: skip
        self.fields[f"{name}-note"] = forms.CharField(
            label=_("Bemerkung"), required=False, max_length=300
        )

    # How the page shows it

    @property
    def by_person(self) -> list[tuple[str, list[Any]]]:
        return [
            (str(person), self._fields(f"person-{key}")) for key, person in self.persons.items()
        ]

    @property
    def by_group(self) -> list[tuple[str, list[Any]]]:
        return [
            (group.name, self._fields(f"gruppe-{key}")) for key, group in self.all_groups.items()
        ]

    @property
    def by_line(self) -> list[list[Any]]:
        return [self._fields(f"zeile-{line}") for line in range(self.lines)]

    def _fields(self, name: str) -> list[Any]:
        return [self[each] for each in self.fields if each.startswith(f"{name}-")]

    # What it gives

    def attended(self) -> list[Attended]:
        """Give the list as acts take it; only when the form is valid."""
        return list(self._attended())

    def _attended(self) -> Iterator[Attended]:
        for key, person in self.persons.items():
            if self._says(f"person-{key}"):
                yield Attended(person=person, **self._said(f"person-{key}"))
        for group_key, group in self.all_groups.items():
            if self._says(f"gruppe-{group_key}"):
                yield Attended(group=group, **self._said(f"gruppe-{group_key}"))
        for line in range(self.lines):
            if label := self.cleaned_data[f"zeile-{line}-label"]:
                yield Attended(label=label, **self._said(f"zeile-{line}"))

    def _says(self, name: str) -> bool:
        said = self._said(name)
        return any(value not in (None, "") for value in said.values())

    def _said(self, name: str) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "was_present": _PRESENT.get(said[f"{name}-da"]), "count": said.get(f"{name}-count"),
            "came": said[f"{name}-came"], "left": said[f"{name}-left"],
            "note": said[f"{name}-note"],
        }  # fmt: skip


def _initial(name: str, row: Attendance) -> Iterator[tuple[str, Any]]:
    yield f"{name}-label", row.label
    yield f"{name}-da", {True: "ja", False: "nein", None: ""}[row.was_present]
    yield f"{name}-count", row.count
    yield f"{name}-came", row.came
    yield f"{name}-left", row.left
    yield f"{name}-note", row.note
