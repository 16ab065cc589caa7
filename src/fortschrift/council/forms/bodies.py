"""The filter above the list of meetings and the search above the list of bodies (GET forms)."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fortschrift.council.models import Organization

#: Stands in the address for meetings of which no date is known.
WITHOUT_DATE = "ohne"


class MeetingFilter(forms.Form):
    """Choose body and year; both stand in the address."""

    def __init__(
        self, *args: Any, organizations: Iterable[Organization], years: Iterable[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        bodies = [(body.slug, body.name) for body in organizations]
        dates = [(year, year) if year else (WITHOUT_DATE, _("ohne Datum")) for year in years]
        self.fields["gremium"] = forms.ChoiceField(
            label=_("Gremium"), required=False, choices=[("", _("alle Gremien")), *bodies]
        )
        self.fields["jahr"] = forms.ChoiceField(
            label=_("Jahr"), required=False, choices=[("", _("alle Jahre")), *dates]
        )

    @property
    def organization_slug(self) -> str:
        return str(self.cleaned_data["gremium"])

    @property
    def year(self) -> str | None:
        """The year chosen; "" asks for meetings without a date, None for all."""
        chosen = str(self.cleaned_data["jahr"])
        return "" if chosen == WITHOUT_DATE else chosen or None


class OrganizationSearch(forms.Form):
    """Find a body by any of its names."""

    name = forms.CharField(
        label=_("Gremium oder Stelle suchen"),
        help_text=_("Auch unter früheren und gebräuchlichen Namen."),
        required=False,
        max_length=100,
        strip=True,
    )
