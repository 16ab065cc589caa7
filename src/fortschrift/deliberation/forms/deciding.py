"""How a body decided on proposals: the result of each, and how it was voted."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from fortschrift.concepts.forms.days import SinceField
from fortschrift.council.actions import Counted
from fortschrift.council.models import Meeting, VoteEvent
from fortschrift.council.models.votes import Option
from fortschrift.deliberation.actions import Ballot
from fortschrift.deliberation.models import QuestionResult

Result = QuestionResult.Result
Manner, Outcome = VoteEvent.Manner, VoteEvent.Outcome
#: What can be said of a proposal in words as they are; "mit Änderung" needs other words.
RESULTS = [
    (Result.ADOPTED, Result.ADOPTED.label),
    (Result.ADOPTED_IN_SUBSTANCE, _("dem Sinn nach angenommen, Wortlaut folgt")),
    (Result.REJECTED, Result.REJECTED.label),
    (Result.LAPSED, Result.LAPSED.label),
    (Result.OPEN, _("vertagt")),
]
NO_VOTE = "none"
_COUNTED = {"yes": Option.YES, "no": Option.NO, "abstain": Option.ABSTAIN,
            "excluded": Option.EXCLUDED}  # fmt: skip


def _number(label: Any) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"inputmode": "numeric", "class": "fs-number"})
    return forms.IntegerField(label=label, required=False, min_value=0, widget=widget)


class BallotForm(forms.Form):
    """How it was voted, in as few words as are known; numbers may be missing."""

    is_all_optional = True

    manner = forms.ChoiceField(
        label=_("Wie wurde abgestimmt?"), widget=forms.RadioSelect, initial=Manner.UNANIMOUS,
        choices=[
            (Manner.UNANIMOUS, Manner.UNANIMOUS.label),
            (Manner.UNANIMOUS_ABSTENTIONS, Manner.UNANIMOUS_ABSTENTIONS.label),
            (Manner.NO_OPPOSITION, Manner.NO_OPPOSITION.label),
            (Manner.MAJORITY, Manner.MAJORITY.label),
            (Manner.AS_PRINTED, _("anders, siehe Wortlaut oder Zahlen")),
            (NO_VOTE, _("ohne Abstimmung, oder nicht bekannt")),
        ],
    )  # fmt: skip
    yes = _number(_("Ja"))
    no = _number(_("Nein"))
    abstain = _number(_("Enthaltung"))
    excluded = _number(_("Befangen"))
    verbatim = forms.CharField(
        label=_("Im Wortlaut der Niederschrift"), required=False, max_length=400
    )
    meeting = forms.ModelChoiceField(
        Meeting.objects.none(), label=_("Sitzung"), required=False, empty_label=_("keine Sitzung")
    )
    date = SinceField(label=_("Wann, wenn ohne Sitzung?"))
    is_merged = forms.BooleanField(
        label=_("Angenommenes gleich einarbeiten"), required=False, initial=True,
        help_text=_("Sonst bleibt der Entwurf, wie er ist, bis Sie alles gemeinsam einarbeiten."),
    )  # fmt: skip

    correction = forms.CharField(
        label=_("Was wird berichtigt?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Der falsche Eintrag bleibt mit diesem Satz stehen."),
    )  # fmt: skip

    def __init__(self, *args: Any, meetings: Any, corrects: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["is_merged" if corrects else "correction"]
        field = self.fields["meeting"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = meetings

    def clean(self) -> dict[str, Any]:
        """Refuse numbers that contradict the words beside them."""
        given = super().clean() or {}
        against = (given.get("no") or 0) > 0
        if given.get("manner") in (Manner.UNANIMOUS, Manner.NO_OPPOSITION) and against:
            said = _("„Einstimmig“ oder „ohne Gegenstimme“ heißt: keine Nein-Stimme. Bitte wählen"
                     " Sie anderes oder streichen Sie die Zahl.")  # fmt: skip
            self.add_error("no", said)
        if given.get("manner") == Manner.UNANIMOUS and (given.get("abstain") or 0) > 0:
            self.add_error("abstain", _("Mit Enthaltungen ist es „einstimmig bei Enthaltung“."))
        return given

    def ballot(self, results: Sequence[str]) -> Ballot | None:
        """Say how it was voted; None where nobody voted or nothing is known."""
        given = self.cleaned_data
        if given["manner"] == NO_VOTE:
            return None
        counts = [
            Counted(option, given[name])
            for name, option in _COUNTED.items() if given.get(name) is not None
        ]  # fmt: skip
        return Ballot(
            outcome=self._outcome(results), manner=given["manner"], verbatim=given["verbatim"],
            counts=counts, form=VoteEvent.Form.OPEN,
            counts_reason="" if counts else _t("nicht ausgezählt"),
        )  # fmt: skip

    def _outcome(self, results: Sequence[str]) -> str:
        """Read off the results what became of the motion; of a mixed block nothing."""
        given = self.cleaned_data
        if set(results) <= {Result.ADOPTED, Result.ADOPTED_AMENDED, Result.ADOPTED_IN_SUBSTANCE}:
            return Outcome.CARRIED
        if set(results) <= {Result.REJECTED}:
            is_tie = given.get("yes") is not None and given.get("yes") == given.get("no")
            return Outcome.REJECTED_TIE if is_tie else Outcome.REJECTED
        return Outcome.UNKNOWN


class RulingForm(forms.Form):
    """The result of one proposal, or of one part of it; its fields begin with its number."""

    result = forms.ChoiceField(label=_("Ergebnis"), choices=RESULTS, initial=Result.ADOPTED)
    reason = forms.CharField(
        label=_("Begründung"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    @property
    def has_reason(self) -> bool:
        """Whether a reason is typed already, and should not be folded away."""
        return bool(self["reason"].value())


def meetings_of(body: Any) -> Any:
    """Return the meetings of a body, the newest first."""
    return Meeting.objects.filter(organization=body).order_by("-date", "-planned_date", "slug")
