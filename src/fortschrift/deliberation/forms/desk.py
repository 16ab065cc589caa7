"""Which proposals are shown, what is advised on them, and what goes together."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fortschrift.concepts.models import Strand
from fortschrift.council.models import Organization
from fortschrift.deliberation.models import Recommendation
from fortschrift.deliberation.selectors import Wanted
from fortschrift.participation.models import Submission

_AREA = forms.Textarea(attrs={"rows": 3})


class FilterForm(forms.Form):
    """Which proposals are shown; nothing is required, and what does not exist chooses nothing."""

    is_all_optional = True

    ort = forms.ChoiceField(label=_("Wo"), required=False)
    art = forms.ChoiceField(
        label=_("Art"), required=False, choices=[("", _("alle")), *Submission.Kind.choices]
    )
    empfehlung = forms.ChoiceField(
        label=_("Empfehlung"), required=False,
        choices=[
            ("", _("alle")), ("none", _("noch ohne Empfehlung")), ("undisputed", _("unstrittig")),
            *Recommendation.Advice.choices,
        ],
    )  # fmt: skip
    reihe = forms.ChoiceField(
        label=_("Reihenfolge"), required=False,
        choices=[
            ("", _("wie im Text")), ("overlap", _("Überschneidungen zuerst")),
            ("reach", _("der weitestgehende zuerst")),
        ],
    )  # fmt: skip
    ueberschneidung = forms.BooleanField(label=_("nur mit Überschneidung"), required=False)

    def __init__(self, *args: Any, places: list[tuple[str, int]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["ort"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", _("im ganzen Text")), *((place, f"{place} ({n})") for place, n in places)
        ]  # fmt: skip

    def wanted(self, stand: str) -> Wanted:
        """Give what is asked for; what does not exist asks for everything."""
        self.is_valid()
        given = self.cleaned_data
        return Wanted(
            stand, given.get("art", ""), given.get("empfehlung", ""),
            overlapping=bool(given.get("ueberschneidung")), place=given.get("ort", ""),
            by_reach=given.get("reihe") == "reach",
            overlaps_first=given.get("reihe") == "overlap",
        )  # fmt: skip


class AdviceForm(forms.Form):
    """What the office advises on one proposal or on several at once."""

    advice = forms.ChoiceField(label=_("Empfehlung"), choices=Recommendation.Advice.choices)
    reason = forms.CharField(
        label=_("Begründung"), required=False, widget=_AREA, max_length=5000,
        help_text=_("Wer es vorgeschlagen hat, liest die Begründung. Nötig, wenn etwas nicht"
                    " übernommen werden soll."),
    )  # fmt: skip
    is_undisputed = forms.BooleanField(
        label=_("unstrittig, kann im Block abgestimmt werden"), required=False
    )


class OpenForm(forms.Form):
    """Which body considers the proposals, and in which draft."""

    organization = forms.ModelChoiceField(
        Organization.objects.none(), label=_("Welches Gremium berät?"), to_field_name="slug"
    )
    strand = forms.ModelChoiceField(
        Strand.objects.none(), label=_("In welchem Entwurf?"), required=False, to_field_name="slug",
        empty_label=_("in einem neuen Entwurf aus der gelesenen Fassung"),
        help_text=_("Was angenommen wird, kommt in diesen Entwurf. Die gelesene Fassung bleibt,"
                    " wie sie ist."),
    )  # fmt: skip

    def __init__(self, *args: Any, bodies: Any, drafts: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("organization", bodies), ("strand", drafts)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows
