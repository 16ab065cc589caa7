"""Choosing what to compare, and which changes to see."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fortschrift.concepts.comparing import became, choice
from fortschrift.concepts.comparing.sides import Asked, asked
from fortschrift.concepts.comparing.words import BECAME, KINDS

Choices = Sequence[tuple[str, str]]


class ChooseForm(forms.Form):
    """Two sides out of versions with a text and, for those who may see them, drafts."""

    alt = forms.ChoiceField(label=_("Alter Text"))
    neu = forms.ChoiceField(label=_("Neuer Text"))

    def __init__(self, *args: Any, versions: Choices, drafts: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups: list[Any] = list(versions)
        if drafts:
            groups = [(_("Fassungen"), versions), (_("Entwürfe (nur intern)"), drafts)]
        for name in ("alt", "neu"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = groups

    def clean(self) -> dict[str, Any]:
        """Refuse to compare a text with itself."""
        cleaned = super().clean() or {}
        if cleaned.get("alt") and cleaned.get("alt") == cleaned.get("neu"):
            raise forms.ValidationError(
                _("Bitte wählen Sie zwei verschiedene Texte. Einer gleicht sich immer.")
            )
        return cleaned

    @property
    def sides(self) -> tuple[Asked, Asked]:
        return asked(self.cleaned_data["alt"]), asked(self.cleaned_data["neu"])


class FilterForm(forms.Form):
    """Which changes are shown; nothing is required, and what does not exist chooses nothing."""

    art = forms.ChoiceField(label=_("Was geschah"), required=False)
    feld = forms.ChoiceField(label=_("Wo"), required=False)

    def __init__(self, *args: Any, of_elements: bool, fields: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = _became() if of_elements else _kinds()
        for name, choices in (
            ("art", [("", _("alles")), *kinds]), ("feld", [("", _("im ganzen Text")), *fields]),
        ):  # fmt: skip
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    def chosen(self, name: str) -> str:
        """Give what was chosen, "" for nothing or for what there is not."""
        self.is_valid()
        return str(self.cleaned_data.get(name, ""))


def _kinds() -> list[tuple[str, str]]:
    return [(kind, str(KINDS[kind][0])) for kind in choice.KINDS if kind != "number"]


def _became() -> list[tuple[str, str]]:
    return [(kind, str(BECAME[kind][0])) for kind in became.KINDS]
