"""The fields of an outline: of a level, of an attribute, of the words a concept uses."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fortschrift.concepts.outlines.words import WORDS
from fortschrift.core.text import AttributeType

#: What stands for the top of the concept among the places of a level; no key can be that.
TOP = "-oben"

TYPES = [
    ("text", gettext_lazy("kurzer Text")),
    ("long_text", gettext_lazy("längerer Text")),
    ("list", gettext_lazy("Liste")),
    ("date", gettext_lazy("Datum")),
    ("money", gettext_lazy("Geldbetrag")),
    ("number", gettext_lazy("Zahl")),
    ("choice", gettext_lazy("Auswahl, eine Möglichkeit")),
    ("choices", gettext_lazy("Auswahl, mehrere Möglichkeiten")),
    ("flag", gettext_lazy("ja oder nein")),
]
SCOPES = [
    ("parent", gettext_lazy("unter jedem übergeordneten Element von vorn")),
    ("document", gettext_lazy("durch das ganze Konzept")),
    ("code", gettext_lazy("für jedes Kürzel für sich")),
]
_CHOSEN = frozenset({"choice", "choices"})


class LevelForm(forms.Form):
    """A level: its names, its place, its number, what follows from it."""

    singular = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    plural = forms.CharField(label=gettext_lazy("Mehrzahl"), max_length=120)
    under = forms.MultipleChoiceField(
        label=gettext_lazy("Steht"), required=False, widget=forms.CheckboxSelectMultiple
    )
    pattern = forms.CharField(label=gettext_lazy("Nummer"), required=False, max_length=120)
    scope = forms.ChoiceField(label=gettext_lazy("Gezählt wird"), choices=SCOPES)
    expects = forms.MultipleChoiceField(
        label=gettext_lazy("Hinweis geben, wenn darunter nichts steht von"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    force = forms.ChoiceField(label=gettext_lazy("Verbindlichkeit"), required=False)
    tracked = forms.BooleanField(
        label=gettext_lazy("Die Umsetzung wird nach dem Beschluss verfolgt"), required=False
    )

    def __init__(
        self,
        *args: Any,
        others: list[tuple[str, str]],
        forces: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        """Offer the other levels as places, and the words for binding forces."""
        super().__init__(*args, **kwargs)
        top = (TOP, _("ganz oben"))
        below = [(id, _("unter: %(level)s") % {"level": name}) for id, name in others]
        _offer(self, "under", [top, *below])
        _offer(self, "expects", others)
        _offer(self, "force", [("", _("keine Angabe")), *forces])

    def clean_pattern(self) -> str:
        """Keep the pattern as it was typed; what it means is asked with the attributes."""
        return str(self.cleaned_data["pattern"]).strip()


class AttributeForm(forms.Form):
    """An attribute of a level."""

    label = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    type = forms.ChoiceField(label=gettext_lazy("Art"), choices=TYPES)
    unit = forms.CharField(
        label=gettext_lazy("Einheit"), max_length=60, required=False,
        help_text=gettext_lazy("Was eine Zahl zählt, zum Beispiel „Plätze“."),
    )  # fmt: skip
    options = forms.CharField(
        label=gettext_lazy("Möglichkeiten"), required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Nur bei einer Auswahl, jede in einer eigenen Zeile."),
    )  # fmt: skip
    required = forms.BooleanField(
        label=gettext_lazy("Hinweis geben, wenn die Angabe fehlt"), required=False
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a choice without options, and options without a choice."""
        found = self.cleaned_data
        options = lines(found.get("options", ""))
        is_choice = found.get("type") in _CHOSEN
        if is_choice and not options:
            self.add_error("options", _("Eine Auswahl braucht Möglichkeiten."))
        elif options and not is_choice:
            self.add_error("options", _("Möglichkeiten gibt es nur bei einer Auswahl."))
        elif len(set(options)) < len(options):
            self.add_error("options", _("Eine Möglichkeit steht zweimal da."))
        return found

    def attribute(self, key: str) -> AttributeType:
        """Make the attribute; only when the form is valid."""
        said = self.cleaned_data
        return AttributeType(
            key,
            said["label"],
            said["type"],
            lines(said["options"]),
            said["unit"],
            said["required"],
        )


class WordsForm(forms.Form):
    """The words a concept uses for binding forces, relations and states, one a line."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Make a field for each kind of words."""
        kwargs["prefix"] = "woerter"
        super().__init__(*args, **kwargs)
        for key, (label, help_text) in WORDS.items():
            self.fields[key] = forms.CharField(
                label=label, help_text=help_text, required=False,
                widget=forms.Textarea(attrs={"rows": 4}),
            )  # fmt: skip


def lines(text: str) -> tuple[str, ...]:
    """Part what was typed, one thing a line."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _offer(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
