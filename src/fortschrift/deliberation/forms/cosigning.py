"""Asking departments to co-sign, and what one of them answers."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from fortschrift.concepts.selectors import ShownText
from fortschrift.core.text import NodeId
from fortschrift.council.models import Contact
from fortschrift.deliberation.models import CosignatureAnswer

NAMED, WHOLE, CHOSEN = "named", "whole", "chosen"


class AskForm(forms.Form):
    """Who should co-sign what, until when; elements are named by the numbers readers see."""

    #: What has to be filled in depends on the others; what is missing is said beside the field.
    is_all_optional = True

    contacts = forms.MultipleChoiceField(
        label=_("Wer soll mitzeichnen?"), widget=forms.CheckboxSelectMultiple, required=False
    )
    scope = forms.ChoiceField(
        label=_("Was?"), widget=forms.RadioSelect, initial=NAMED,
        choices=[
            (NAMED, _("die Elemente, in denen die Stelle genannt ist; sonst das Ganze")),
            (WHOLE, _("das Ganze")),
            (CHOSEN, _("diese Elemente:")),
        ],
    )  # fmt: skip
    numbers = forms.CharField(
        label=_("Nummern der Elemente"), required=False, max_length=1000,
        help_text=_("So, wie sie im Text stehen, zum Beispiel: 1.2, 3.1.4"),
    )  # fmt: skip
    deadline = forms.DateField(
        label=_("Frist"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    note = forms.CharField(
        label=_("Worum es geht"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Zum Beispiel: Bitte prüfen Sie Kosten, Stellen und Rechtsgrundlage."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, text: ShownText, contacts: list[Contact],
        named: dict[Any, list[NodeId]], **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self._text, self._contacts, self._named = text, contacts, named
        field = self.fields["contacts"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(str(each.pk), self._label(each)) for each in contacts]

    def clean_numbers(self) -> list[NodeId]:
        """Read the numbers of elements; refuses those that no element has."""
        typed = [each for each in re.split(r"[,;\s]+", self.cleaned_data["numbers"]) if each]
        by_number = {self._text.number(each.id): each.id for each in self._text.tree.walk()}
        unknown = [each for each in typed if each not in by_number]
        if unknown:
            raise ValidationError(
                _("Diese Nummer gibt es in der Fassung nicht: %(numbers)s")
                % {"numbers": ", ".join(unknown)}
            )
        return [by_number[each] for each in typed]

    def clean(self) -> dict[str, Any]:
        """Want numbers where elements were to be chosen."""
        given = super().clean() or self.cleaned_data
        if given.get("scope") == CHOSEN and not given.get("numbers", True):
            self.add_error("numbers", _("Bitte nennen Sie wenigstens ein Element."))
        return given

    def asked(self) -> list[tuple[Contact, list[NodeId]]]:
        """Give each chosen contact with the elements it is asked for; none is the whole."""
        chosen = set(self.cleaned_data["contacts"])
        return [(each, self._of(each)) for each in self._contacts if str(each.pk) in chosen]

    def _of(self, contact: Contact) -> list[NodeId]:
        match self.cleaned_data["scope"]:
            case "named":
                return self._named[contact.organization_id]
            case "chosen":
                found: list[NodeId] = self.cleaned_data["numbers"]
                return found
        return []

    def _label(self, contact: Contact) -> str:
        number = len(self._named[contact.organization_id])
        said = (
            ngettext("genannt in %(n)d Element", "genannt in %(n)d Elementen", number)
            % {"n": number}
            if number else str(_("nicht genannt"))
        )  # fmt: skip
        return f"{contact.organization}, {contact} ({said})"


class CosignForm(forms.Form):
    """What a department answers; some answers need words."""

    answer = forms.ChoiceField(
        label=_("Ihre Antwort"), widget=forms.RadioSelect, choices=CosignatureAnswer.Answer.choices
    )
    words = forms.CharField(
        label=_("Hinweis oder Grund"), required=False, max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Nötig bei „mitgezeichnet mit Hinweis“ und „nicht mitgezeichnet“."),
    )  # fmt: skip
