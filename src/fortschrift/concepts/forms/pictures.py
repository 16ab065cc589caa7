"""A picture that is put into a draft, with the place where it goes."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fortschrift.concepts.errors import text_fault
from fortschrift.concepts.forms.drafting import ReasonForm
from fortschrift.core.text import IntakeError
from fortschrift.core.text.intake import intake
from fortschrift.sources.forms import PictureForm

#: The place before all passages.
FIRST = "oben"


class InsertPictureForm(PictureForm, ReasonForm):
    """A picture with its rights, the passage it comes after, and why."""

    after = forms.ChoiceField(label=_("Wohin"))
    field_order = ("file", "alternative_text", "caption", "after", "credit", "licence",
                   "is_symbolic", "reason")  # fmt: skip

    def __init__(self, *args: Any, places: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        """Offer the passages of the element; the last one is where most pictures go."""
        super().__init__(*args, **kwargs)
        after = self.fields["after"]
        assert isinstance(after, forms.ChoiceField)
        after.choices = list(places)
        after.initial = places[-1][0]

    def clean_alternative_text(self) -> str:
        """Bring the words into the form that texts have."""
        return _words(self.cleaned_data["alternative_text"])

    def clean_caption(self) -> str:
        """Bring the words into the form that texts have."""
        return _words(self.cleaned_data["caption"])


def _words(said: str) -> str:
    try:
        return " ".join(intake(said).split())
    except IntakeError as error:
        raise forms.ValidationError(text_fault(error)) from None
