"""Pieces that several forms of the council share."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

YES_NO = [("", _("nicht bekannt")), ("ja", _("ja")), ("nein", _("nein"))]
_ANSWERS = {"ja": True, "nein": False}


class YesNoField(forms.ChoiceField):
    """A question that can be answered, or not be known."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"choices": YES_NO, "required": False, **kwargs})

    def prepare_value(self, value: Any) -> Any:
        """Show a recorded answer as the choice that gives it."""
        return {True: "ja", False: "nein", None: ""}.get(value, value)

    def clean(self, value: Any) -> bool | None:
        return _ANSWERS.get(str(super().clean(value)))


class VoteNumber(forms.IntegerField):
    """A number of votes, which may be left out."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.NumberInput(attrs={"inputmode": "numeric", "class": "fs-vote-number"})
        super().__init__(
            **{"min_value": 0, "max_value": 9999, "required": False, "widget": widget, **kwargs}
        )


class TakingForm(forms.Form):
    """A form that puts what an act refused beside its fields."""

    def take(self, error: ValidationError) -> None:
        """Put faults beside their fields, or above all where the field is none of ours."""
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for name, faults in error.error_dict.items():
            self.add_error(name if name in self.fields else None, faults)


class CorrectionForm(TakingForm):
    """What was wrong, and how we know; asked where something on record is changed."""

    wrong = forms.CharField(
        label=_("Was war falsch?"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Das steht öffentlich neben der Berichtigung."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Woher wissen Sie es?"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Nur intern, mit Ihrem Namen. Zum Beispiel: Niederschrift, Seite 4."),
    )  # fmt: skip

    @property
    def wants_correction(self) -> bool:
        """Whether somebody has begun to say what was wrong."""
        return any(self.data.get(self.add_prefix(name), "").strip() for name in ("wrong", "reason"))

    def why(self) -> dict[str, str]:
        """Give both sentences as acts take them; only when the form is valid."""
        return {name: self.cleaned_data[name] for name in ("wrong", "reason")}
