"""A pasted excerpt, what was read from it to be corrected, and one line of a body led elsewhere."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from fortschrift.council.actions import Counted, Line
from fortschrift.council.excerpts import LONGEST, Excerpt, ReadItem
from fortschrift.council.forms.contacts import PartialDay
from fortschrift.council.forms.fields import TakingForm, VoteNumber
from fortschrift.council.models import AgendaItem, Meeting, VoteEvent
from fortschrift.sources.models import Visibility

COUNTED = ("yes", "no", "abstain", "excluded", "invalid")
_OUTCOMES = [("", _("keine Abstimmung oder nicht bekannt")), *VoteEvent.Outcome.choices[:3]]


class ExcerptForm(TakingForm):
    """The paste, and the day of the meeting that it is about."""

    text = forms.CharField(
        label=_("Beschlussauszug"), strip=False, max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        help_text=_(
            "Aus dem Ratsinformationssystem, aus der Niederschrift oder aus einer E-Mail kopiert, "
            "auch mehrere TOPs auf einmal."
        ),
        error_messages={"required": _("Bitte fügen Sie einen Auszug ein.")},
    )  # fmt: skip
    url = forms.URLField(
        label=_("Adresse der Quelle"), required=False, max_length=1000, assume_scheme="https"
    )


class MeetingOfExcerptForm(TakingForm):
    """Which meeting it was: found by its day, or made."""

    date = PartialDay(label=_("Tag der Sitzung"), required=False)
    visibility = forms.ChoiceField(
        label=_("Wer sehen darf, was neu angelegt wird"), choices=Visibility.choices
    )

    def __init__(self, *args: Any, meetings: Sequence[Meeting] = (), **kwargs: Any) -> None:
        """Ask which one it was when the body met more than once on that day."""
        super().__init__(*args, **kwargs)
        self.meetings = {str(each.pk): each for each in meetings}
        if len(self.meetings) > 1:
            names = [(key, str(each)) for key, each in self.meetings.items()]
            self.fields["meeting"] = forms.ChoiceField(
                label=_("Welche Sitzung"), choices=[("", "–"), *names]
            )

    def meeting(self) -> Meeting | None:
        """Give the meeting meant, None for a new one; only when the form is valid."""
        if len(self.meetings) == 1:
            return next(iter(self.meetings.values()))
        return self.meetings.get(self.cleaned_data.get("meeting", ""))


class ReadItemForm(TakingForm):
    """What was read of one item; everything can be put right before it is confirmed."""

    is_all_optional = True
    keep = forms.BooleanField(label=_("Festhalten"), required=False)
    number = forms.CharField(label=_("TOP"), required=False, max_length=20)
    title = forms.CharField(label=_("Gegenstand"), required=False, max_length=400)
    reference = forms.CharField(label=_("Vorlage"), required=False, max_length=60)
    result = forms.ChoiceField(label=_("Ergebnis des TOP"), choices=AgendaItem.Result.choices)
    outcome = forms.ChoiceField(label=_("Abstimmung"), required=False, choices=_OUTCOMES)
    manner = forms.ChoiceField(label=_("Wie"), choices=VoteEvent.Manner.choices)
    verbatim = forms.CharField(label=_("Im Wortlaut"), required=False, max_length=400)
    yes = VoteNumber(label=_("Ja"))
    no = VoteNumber(label=_("Nein"))
    abstain = VoteNumber(label=_("Enthaltungen"))
    excluded = VoteNumber(label=_("Befangen"))
    invalid = VoteNumber(label=_("Ungültig"))
    present = VoteNumber(label=_("Anwesend"))
    resolution = forms.CharField(
        label=_("Beschlusstext"), required=False, max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    @classmethod
    def initial_of(cls, item: ReadItem, *, is_recorded: bool = False) -> dict[str, Any]:
        """Begin with what was read; what was not stays empty or unknown.

        What is on record already is not chosen to be recorded once more.
        """
        named = ("number", "title", "reference", "result", "outcome", "manner", "verbatim",
                 "resolution")  # fmt: skip
        said = {name: found.value for name in named if (found := getattr(item, name))}
        numbers = {option: number.value for option, number in item.numbers.items()}
        unknown = {"result": AgendaItem.Result.UNKNOWN, "manner": VoteEvent.Manner.UNKNOWN}
        says_something = bool(item.result or item.has_vote or item.resolution)
        keep = says_something and not is_recorded
        return unknown | said | numbers | {"keep": keep}

    def clean(self) -> dict[str, Any]:
        """Ask for a title where the item is to be recorded."""
        said = self.cleaned_data
        if said.get("keep") and not said.get("title"):
            self.add_error("title", _("Bitte schreiben Sie, worum es ging."))
        return said

    @property
    def words(self) -> list[Any]:
        names = ("number", "title", "reference", "result", "outcome", "manner", "verbatim")
        return [self[name] for name in names]

    @property
    def numbers(self) -> list[Any]:
        return [self[name] for name in (*COUNTED, "present")]

    def line(
        self,
        agenda_item: AgendaItem | None,
        *,
        source_text: str = "",
        source_url: str = "",
        seen: Collection[UUID] | None = None,
    ) -> Line:
        """Give the item as the act takes it; only when the form is valid."""
        said = self.cleaned_data
        return Line(
            title=said["title"], agenda_item=agenda_item, number=said["number"],
            reference=said["reference"], result=said["result"],
            resolution_text=said["resolution"], outcome=said["outcome"], manner=said["manner"],
            verbatim=said["verbatim"], present=said["present"],
            counts=[Counted(o, said[o]) for o in COUNTED if said[o] is not None],
            source_text=source_text, source_url=source_url, seen=seen,
        )  # fmt: skip


class StationForm(ReadItemForm):
    """One line of a body whose meetings are kept elsewhere: day, paper, link, result."""

    date = PartialDay(label=_("Tag der Sitzung"))
    url = forms.URLField(
        label=_("Adresse im Ratsinformationssystem"), required=False, max_length=1000,
        assume_scheme="https",
    )  # fmt: skip
    field_order = ("date", "reference", "title", "url", "verbatim", "result", "outcome", "manner")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Leave out what such a line does not keep."""
        super().__init__(*args, **kwargs)
        for name in ("keep", "resolution", "number", "present"):
            del self.fields[name]
        self.fields["title"].required = True

    @property
    def words(self) -> list[Any]:
        return [self[name] for name in self.field_order]

    @property
    def numbers(self) -> list[Any]:
        return [self[name] for name in COUNTED]

    def station(self) -> Line:
        """Give the line as the act takes it; only when the form is valid."""
        self.cleaned_data |= {"number": "", "resolution": "", "present": None}
        return self.line(None, source_url=self.cleaned_data["url"])


def read_initial(excerpt: Excerpt, visibility: str) -> dict[str, Any]:
    """Begin with the day that was read."""
    return {"date": excerpt.date.value if excerpt.date else "", "visibility": visibility}
