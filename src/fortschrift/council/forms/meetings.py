"""What is filled in about meetings: their details, the agenda, remarks of absent members."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fortschrift.council.actions.planning import DETAILS
from fortschrift.council.forms.contacts import PartialDay
from fortschrift.council.forms.fields import CorrectionForm, TakingForm, YesNoField
from fortschrift.council.models import AgendaItem, Meeting, Membership, Quorum
from fortschrift.sources.models import Visibility

#: Fields that are asked in a fold: they matter for few meetings.
CONVENING = ("quorum", "properly_convened", "is_second", "hint_given", "notice_days")


class MeetingForm(CorrectionForm):
    """What is said of a meeting, planned or held."""

    planned_date = PartialDay(label=_("Geplant für"), required=False)
    start_time = forms.TimeField(
        label=_("Beginn"), required=False, widget=forms.TimeInput(attrs={"type": "time"})
    )
    place = forms.CharField(label=_("Ort"), required=False, max_length=200)
    name = forms.CharField(
        label=_("Bezeichnung"), required=False, max_length=200,
        help_text=_("Nur, wenn die Sitzung einen eigenen Namen hat."),
    )  # fmt: skip
    number = forms.IntegerField(label=_("Nummer"), required=False, min_value=1, max_value=9999)
    state = forms.ChoiceField(label=_("Stand"), choices=Meeting.State.choices)
    date = PartialDay(
        label=_("Stattgefunden am"), required=False,
        help_text=_("Erst, wenn sie stattgefunden hat: 2024-05-17."),
    )  # fmt: skip
    date_note = forms.CharField(label=_("Zum Datum"), required=False, max_length=300)
    end_time = forms.TimeField(
        label=_("Ende"), required=False, widget=forms.TimeInput(attrs={"type": "time"})
    )
    summary = forms.CharField(
        label=_("Worum es ging"), required=False, max_length=5000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    url = forms.URLField(
        label=_("Adresse im Netz"), required=False, max_length=1000, assume_scheme="https"
    )
    visibility = forms.ChoiceField(label=_("Wer sie sehen darf"), choices=Visibility.choices)
    quorum = forms.ChoiceField(label=_("Zu Beginn"), choices=Quorum.choices)
    properly_convened = YesNoField(label=_("Ordnungsgemäß geladen"))
    is_second = YesNoField(
        label=_("Zweite Sitzung zur selben Sache"),
        help_text=_("Weil das Gremium beim ersten Mal nicht beschlussfähig war."),
    )
    hint_given = YesNoField(label=_("In der Ladung darauf hingewiesen"))
    notice_days = forms.IntegerField(
        label=_("Ladungsfrist in Tagen"), required=False, min_value=0, max_value=999
    )

    @classmethod
    def of(cls, meeting: Meeting) -> "MeetingForm":
        """Fill the form with a meeting as it is."""
        return cls(initial={name: getattr(meeting, name) for name in DETAILS})

    def details(self) -> dict[str, Any]:
        """Give what was filled in, as the acts take it; only when the form is valid."""
        return {name: self.cleaned_data[name] for name in DETAILS}

    @property
    def main(self) -> list[Any]:
        return [self[name] for name in self.fields if name not in (*CONVENING, "wrong", "reason")]

    @property
    def convening(self) -> list[Any]:
        return [self[name] for name in CONVENING]


class AgendaItemForm(CorrectionForm):
    """An item as it is printed on the agenda; wrong and reason are asked when it was dealt with."""

    number = forms.CharField(
        label=_("TOP"),
        required=False,
        max_length=20,
        help_text=_("Wie gedruckt, zum Beispiel Ö 5."),
    )
    title = forms.CharField(label=_("Gegenstand"), max_length=400)
    visibility = forms.ChoiceField(label=_("Wer ihn sehen darf"), choices=Visibility.choices)

    @classmethod
    def of_row(cls, item: AgendaItem) -> "AgendaItemForm":
        """Fill the form of one row among those of other items."""
        names = ("number", "title", "visibility")
        return cls(initial={name: getattr(item, name) for name in names}, prefix=f"top-{item.pk}")

    def details(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("number", "title", "visibility")}


class ResultForm(CorrectionForm):
    """What came of an item, in the words of the closed vocabulary, and the text resolved."""

    result = forms.ChoiceField(label=_("Ergebnis des TOP"), choices=AgendaItem.Result.choices)
    result_reason = forms.CharField(
        label=_("Warum nicht bekannt"), required=False, max_length=300,
        help_text=_("Nur bei „nicht bekannt“."),
    )  # fmt: skip
    resolution_text = forms.CharField(
        label=_("Beschlusstext"), required=False, max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip

    @classmethod
    def of(cls, item: AgendaItem) -> "ResultForm":
        names = ("result", "result_reason", "resolution_text")
        return cls(initial={name: getattr(item, name) for name in names})

    def details(self) -> dict[str, Any]:
        return {
            name: self.cleaned_data[name] for name in ("result", "result_reason", "resolution_text")
        }


class RemarkForm(TakingForm):
    """What an absent member handed in beforehand."""

    text = forms.CharField(
        label=_("Bemerkung"), max_length=10_000, widget=forms.Textarea(attrs={"rows": 3})
    )
    label = forms.CharField(label=_("Von jemand anderem"), required=False, max_length=200)
    received = PartialDay(label=_("Eingegangen"), required=False)

    def __init__(self, *args: Any, members: list[Membership], **kwargs: Any) -> None:
        """Offer the members of the body on that day."""
        super().__init__(*args, **kwargs)
        self.persons = {str(seat.person_id): seat.person for seat in members}
        names = [(key, str(person)) for key, person in self.persons.items()]
        self.fields["person"] = forms.ChoiceField(
            label=_("Mitglied"), required=False, choices=[("", "–"), *names]
        )
        self.order_fields(["person", "label", "text", "received"])

    def given(self) -> dict[str, Any]:
        """Give what was filled in, as the act takes it; only when the form is valid."""
        said = self.cleaned_data
        return {
            "text": said["text"], "label": said["label"], "received": said["received"],
            "person": self.persons.get(said["person"]),
        }  # fmt: skip
