"""Beginning from nothing: a concept with its first draft, or an empty draft of a concept."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fortschrift.concepts.models import Concept
from fortschrift.concepts.outlines import ReadyOutline
from fortschrift.core.text import Outline

OF_CONCEPT, READY = "konzept", "vorlage"


class EmptyDraftForm(forms.Form):
    """What an empty draft is called, and the outline it is to follow."""

    draft = forms.CharField(
        label=gettext_lazy("Bezeichnung des Entwurfs"), max_length=120,
        initial=gettext_lazy("Erster Entwurf"),
    )  # fmt: skip
    outline = forms.ChoiceField(
        label=gettext_lazy("Gliederung"), widget=forms.RadioSelect,
        help_text=gettext_lazy("Sie können sie später jederzeit ändern."),
        error_messages={"required": gettext_lazy("Bitte wählen Sie eine Gliederung.")},
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        concepts: Sequence[tuple[Concept, Outline]],
        ready: Mapping[str, ReadyOutline],
        **kwargs: Any,
    ) -> None:
        """Offer the outlines of the municipality's own concepts, then those of other towns."""
        super().__init__(*args, **kwargs)
        self.outlines = {
            **{f"{OF_CONCEPT}:{concept.slug}": outline for concept, outline in concepts},
            **{f"{READY}:{key}": each.outline for key, each in ready.items()},
        }
        field = self.fields["outline"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(key, key) for key in self.outlines]

    def chosen(self) -> Outline:
        """Give the outline that was chosen."""
        return self.outlines[self.cleaned_data["outline"]]


class BeginForm(EmptyDraftForm):
    """What is needed to begin a concept with an empty draft."""

    name = forms.CharField(
        label=gettext_lazy("Name des Konzepts"), max_length=200,
        help_text=gettext_lazy("Zum Beispiel „Zusammen in Musterstadt“."),
    )  # fmt: skip
    kind = forms.CharField(
        label=gettext_lazy("Art"), max_length=80,
        help_text=gettext_lazy("Zum Beispiel „Integrationskonzept“ oder „Klimaschutzkonzept“."),
    )  # fmt: skip
    summary = forms.CharField(
        label=gettext_lazy("Worum es geht"), required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    field_order = ("name", "kind", "summary", "draft", "outline")

    def clean_name(self) -> str:
        """Refuse a name without a letter: its address is made of it."""
        name = str(self.cleaned_data["name"]).strip()
        if not any(sign.isalpha() for sign in name):
            raise forms.ValidationError(_("Der Name braucht mindestens einen Buchstaben."))
        return name
