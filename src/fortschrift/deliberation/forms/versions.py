"""Handing a version over to the bodies, and recording how one of them decided on it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fortschrift.concepts.forms.days import SinceField
from fortschrift.concepts.models import Strand
from fortschrift.council.models import Consultation, Meeting, Organization
from fortschrift.deliberation.actions import Point
from fortschrift.deliberation.forms.deciding import BallotForm
from fortschrift.deliberation.models import Decision, OperativePoint, QuestionResult

Result = QuestionResult.Result
#: So many stations and operative points can be said at once.
STATIONS, POINTS = 5, 5


def _bodies(label: Any, **kwargs: Any) -> forms.ModelChoiceField[Organization]:
    return forms.ModelChoiceField(
        Organization.objects.none(), label=label, to_field_name="slug", **kwargs
    )


def _choose(form: forms.Form, rows: Any, *names: str) -> None:
    for name in names:
        field = form.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows


class HandOverForm(forms.Form):
    """The paper, who hands over, and the stations in their order."""

    is_all_optional = True

    title = forms.CharField(label=_("Betreff der Vorlage"), max_length=400)
    reference = forms.CharField(label=_("Nummer der Vorlage"), required=False, max_length=80)
    draft_resolution = forms.CharField(
        label=_("Beschlussvorschlag"), required=False, max_length=10000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )  # fmt: skip
    handed_over_by = _bodies(_("Wer übergibt?"), required=False, empty_label=_("die Verwaltung"))
    decision = forms.ModelChoiceField(
        Decision.objects.none(), label=_("Mit welchem Votum?"), required=False,
        empty_label=_("ohne Votum, oder nicht festgehalten"),
    )  # fmt: skip
    date = SinceField(label=_("Wann?"))

    def __init__(self, *args: Any, bodies: Any, decisions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for at in range(STATIONS):
            self.fields[f"body_{at}"] = _bodies(
                _("%(n)d. Station") % {"n": at + 1}, required=False, empty_label="–"
            )
            self.fields[f"role_{at}"] = forms.ChoiceField(
                label=_("Aufgabe der %(n)d. Station") % {"n": at + 1}, required=False,
                choices=Consultation.Role.choices, initial=Consultation.Role.PREPARES,
            )  # fmt: skip
        _choose(self, bodies, "handed_over_by", *(f"body_{at}" for at in range(STATIONS)))
        _choose(self, decisions, "decision")

    def clean(self) -> dict[str, Any]:
        """Ask for one station at least."""
        given = super().clean() or {}
        if not self.stations(given):
            self.add_error("body_0", _("Bitte nennen Sie mindestens ein Gremium."))
        return given

    def stations(self, given: dict[str, Any]) -> list[tuple[Organization, str]]:
        """Give the stations that were named, in their order, each with what it does."""
        return [
            (given[f"body_{at}"], given.get(f"role_{at}") or Consultation.Role.UNKNOWN)
            for at in range(STATIONS)
            if given.get(f"body_{at}")
        ]

    def rows(self) -> list[tuple[Any, Any]]:
        return [(self[f"body_{at}"], self[f"role_{at}"]) for at in range(STATIONS)]


class VersionForm(BallotForm):
    """What a body decided on a version: result, operative points, vote."""

    field_order = ("organization", "result", "strand", "label", "reason")

    organization = _bodies(_("Welches Gremium?"))
    result = forms.ChoiceField(
        label=_("Ergebnis"), initial=Result.ADOPTED,
        choices=[
            (Result.ADOPTED, _("angenommen, wie vorgelegt")),
            (Result.ADOPTED_AMENDED, Result.ADOPTED_AMENDED.label),
            (Result.REJECTED, Result.REJECTED.label), (Result.OPEN, _("vertagt")),
        ],
    )  # fmt: skip
    strand = forms.ModelChoiceField(
        Strand.objects.none(), label=_("In welchem Entwurf steht die Änderung?"), required=False,
        to_field_name="slug", empty_label=_("ohne Änderung"),
        help_text=_("Nur bei „mit Änderung angenommen“: Sein Text wird als neue Fassung"
                    " festgeschrieben, und sie ist dann beschlossen."),
    )  # fmt: skip
    label = forms.CharField(
        label=_("Bezeichnung der geänderten Fassung"), required=False, max_length=120
    )
    reason = forms.CharField(
        label=_("Begründung"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, *args: Any, bodies: Any, drafts: Any, **kwargs: Any) -> None:
        super().__init__(*args, meetings=Meeting.objects.none(), **kwargs)
        del self.fields["is_merged"]
        for at in range(POINTS):
            self.fields[f"verb_{at}"] = forms.ChoiceField(
                label=_("%(n)d. Punkt: Der Beschluss …") % {"n": at + 1}, required=False,
                choices=[("", "–"), *OperativePoint.Verb.choices],
            )  # fmt: skip
            self.fields[f"text_{at}"] = forms.CharField(
                label=_("Wortlaut des %(n)d. Punktes") % {"n": at + 1}, required=False,
                max_length=5000, widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip
        _choose(self, bodies, "organization")
        _choose(self, drafts, "strand")
        towns = Meeting.objects.filter(organization__in=bodies).select_related("organization")
        _choose(self, towns.order_by("-date", "-planned_date", "slug"), "meeting")

    def clean(self) -> dict[str, Any]:
        """Refuse a meeting of another body, a changed text without a name, words without a verb."""
        given = super().clean()
        meeting, body = given.get("meeting"), given.get("organization")
        if meeting and body and meeting.organization_id != body.pk:
            self.add_error("meeting", _("Das ist eine Sitzung eines anderen Gremiums."))
        if given.get("result") == Result.ADOPTED_AMENDED:
            for name in ("strand", "label"):
                if not given.get(name):
                    self.add_error(name, _("Bei „mit Änderung“ wird das gebraucht."))
        for at in range(POINTS):
            if given.get(f"text_{at}") and not given.get(f"verb_{at}"):
                self.add_error(f"verb_{at}", _("Bitte sagen Sie, was der Beschluss damit tut."))
        return given

    def points(self, version: Any) -> list[Point]:
        """Give the operative points; those that adopt or reject speak of the version."""
        verbs = OperativePoint.Verb
        return [
            Point(
                verb, self.cleaned_data[f"text_{at}"],
                version=version if verb in (verbs.ADOPTS, verbs.REJECTS) else None,
            )
            for at in range(POINTS)
            if (verb := self.cleaned_data.get(f"verb_{at}"))
        ]  # fmt: skip

    def rows(self) -> list[tuple[Any, Any]]:
        return [(self[f"verb_{at}"], self[f"text_{at}"]) for at in range(POINTS)]
