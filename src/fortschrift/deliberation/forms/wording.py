"""Other words for a proposal: its passage as it would read, for whom, and whether agreed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fortschrift.concepts.models import Wording

_AREA = forms.Textarea(attrs={"rows": 8})


class WordsForm(forms.Form):
    """The words at a passage; which fields there are depends on the passage."""

    is_all_optional = True

    heading = forms.CharField(label=_("Überschrift"), required=False, max_length=2000)
    wording = forms.CharField(
        label=_("Text, wie er lauten soll"), strip=False, required=False, widget=_AREA
    )
    text = forms.CharField(
        label=_("Text, wie er lauten soll"), strip=False, required=False,
        widget=forms.Textarea(attrs={"rows": 14}),
    )  # fmt: skip
    consent = forms.ChoiceField(
        label=_("Stimmt zu, wer es vorgeschlagen hat?"), choices=Wording.Consent.choices,
        initial=Wording.Consent.NOT_ASKED,
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Warum dieser Wortlaut?"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, *args: Any, fields: set[str], asks_consent: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = fields | {"reason"} | ({"consent"} if asks_consent else set())
        for name in self.fields.keys() - kept:
            del self.fields[name]
