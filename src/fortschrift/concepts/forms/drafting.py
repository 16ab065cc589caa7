"""What people fill in at the desk: a draft to begin, an element, where it goes, a version."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from fortschrift.concepts.forms.days import SinceField
from fortschrift.concepts.models import Strand, VersionStatus
from fortschrift.core.text import AttributeType

Choices = Sequence[tuple[str, Any]]

_HINTS: Mapping[str, Any] = {
    "date": _("Zum Beispiel 2027, 3.2027 oder 15.3.2027."),
    "money": _("In Euro, zum Beispiel 12.000 oder 1.250,50."),
    "number": _("Eine Zahl, zum Beispiel 3 oder 0,5."),
    "list": _("Eine Angabe je Zeile."),
}
_REASON = forms.CharField(
    label=_("Grund"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
    help_text=_("Er steht im Änderungsverlauf neben der Änderung."),
)  # fmt: skip


class BeginForm(forms.Form):
    """A draft to begin: from which text, as what, under which name."""

    start = forms.ChoiceField(label=_("Ausgehen von"))
    name = forms.CharField(
        label=_("Bezeichnung"), max_length=120,
        help_text=_("Zum Beispiel „Fortschreibung 2027“."),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("Art"), choices=Strand.Kind.choices, widget=forms.RadioSelect,
        initial=Strand.Kind.DRAFT,
    )  # fmt: skip
    take = forms.BooleanField(
        label=_("Offene Vorschläge mitnehmen"), required=False, initial=True,
        help_text=_("Sie liegen dann zu diesem Entwurf vor und bleiben offen. Wie viele es zu einer"
                    " Fassung gibt, steht oben in der Auswahl."),
    )  # fmt: skip

    def __init__(self, *args: Any, starts: Choices, with_proposals: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        start = self.fields["start"]
        assert isinstance(start, forms.ChoiceField)
        start.choices = starts
        if not with_proposals:
            del self.fields["take"]


class ElementForm(forms.Form):
    """An element as the desk edits it: heading, text, number as printed, attributes."""

    #: Nothing has to be filled in, so no field has to say that it may be left out.
    is_all_optional = True

    heading = forms.CharField(label=_("Überschrift"), required=False, max_length=2000)
    wording = forms.CharField(
        label=_("Wortlaut"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    text = forms.CharField(
        label=_("Text"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 16})
    )
    html = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    number = forms.CharField(
        label=_("Nummer, wie gedruckt"), required=False, max_length=60,
        help_text=_("Leer lassen, wenn gezählt werden soll."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, types: Iterable[AttributeType], said: Mapping[str, Sequence[str]],
        with_wording: bool, **kwargs: Any,
    ) -> None:  # fmt: skip
        """Make a field for each attribute; `said` are values the text has elsewhere, by key."""
        super().__init__(*args, **kwargs)
        if not with_wording:
            del self.fields["wording"]
        self.attribute_names = [f"m-{kind.key}" for kind in types]
        for kind in types:
            self.fields[f"m-{kind.key}"] = attribute_field(kind, bool(said.get(kind.key)))

    def attribute_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.attribute_names]


def attribute_field(kind: AttributeType, has_suggestions: bool) -> forms.Field:
    """Make the field of an attribute by its type; reading it is the matter of `desk.values`."""
    label = f"{kind.label} ({kind.unit})" if kind.unit else kind.label
    common: dict[str, Any] = {
        "label": label, "required": False, "help_text": _HINTS.get(kind.type, ""),
    }  # fmt: skip
    if kind.type in ("long_text", "list"):
        rows = 4 if kind.type == "long_text" else 3
        return forms.CharField(widget=forms.Textarea(attrs={"rows": rows}), **common)
    if kind.type == "choices":
        choices = [(each, each) for each in kind.options]
        return forms.CharField(widget=ChosenLines(choices=choices), **common)
    if kind.type == "choice":
        return OpenChoice(kind.options, **common)
    if kind.type == "flag":
        return OpenChoice(("ja", "nein"), **common)
    attrs = {"list": f"liste-{kind.key}"} if has_suggestions else {}
    return forms.CharField(widget=forms.TextInput(attrs=attrs), **common)


class ChosenLines(forms.CheckboxSelectMultiple):
    """Boxes to tick whose value is one line each, as a list has it in a text field.

    An empty field goes along, because boxes that nobody ticks are not sent at all.
    """

    def format_value(self, value: Any) -> list[str]:
        chosen = str(value or "").split("\n") if not isinstance(value, list) else value
        known = [key for key, _label in self.choices]
        self.choices = [*self.choices, *((each, each) for each in chosen
                                         if each and each not in known)]  # fmt: skip
        return chosen

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        values = data.getlist(name) if hasattr(data, "getlist") else [data.get(name) or ""]
        return "\n".join(each for each in values if each)

    def render(self, name: str, value: Any, *args: Any, **kwargs: Any) -> SafeString:
        boxes = super().render(name, self.format_value(value), *args, **kwargs)
        return format_html('<input type="hidden" name="{}" value="">{}', name, boxes)


class OpenChoice(forms.CharField):
    """A choice that keeps a value from outside its options, as the text may hold one."""

    def __init__(self, options: Sequence[str], **kwargs: Any) -> None:
        choices = [("", _("keine Angabe")), *((each, each) for each in options)]
        super().__init__(widget=forms.Select(choices=choices), **kwargs)
        self.options = options

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        bound = super().get_bound_field(form, field_name)
        value = bound.value()
        if value and value not in self.options:
            widget = self.widget
            assert isinstance(widget, forms.Select)
            widget.choices = [*widget.choices, (value, value)]
        return bound


def suggestions(tree_values: Iterable[tuple[str, object]]) -> dict[str, list[str]]:
    """Collect the words that attributes have in a text, by key, those said most often first."""
    counts: dict[str, dict[str, int]] = {}
    for key, value in tree_values:
        for word in value if isinstance(value, tuple) else (value,):
            if isinstance(word, str) and len(word) <= 120:
                known = counts.setdefault(key, {})
                known[word] = known.get(word, 0) + 1
    return {
        key: sorted(known, key=lambda word: (-known[word], word))[:20]
        for key, known in counts.items()
    }


class AddForm(forms.Form):
    """An element to add: what it is, where, and its heading.

    Its fields belong to the form of the element on the page, which is sent along.
    """

    what = forms.ChoiceField(
        label=_("Was und wo"), widget=forms.Select(attrs={"form": "schreiben"})
    )
    title = forms.CharField(
        label=_("Überschrift"), max_length=2000,
        widget=forms.TextInput(attrs={"form": "schreiben"}),
    )  # fmt: skip

    def __init__(self, *args: Any, offers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        what = self.fields["what"]
        assert isinstance(what, forms.ChoiceField)
        what.choices = offers


class MoveForm(forms.Form):
    """Where an element goes."""

    target = forms.ChoiceField(label=_("Wohin"))
    reason = _REASON

    def __init__(self, *args: Any, targets: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        target = self.fields["target"]
        assert isinstance(target, forms.ChoiceField)
        target.choices = targets


class LevelForm(forms.Form):
    """What an element becomes."""

    level = forms.ChoiceField(label=_("Neue Ebene"), widget=forms.RadioSelect)
    reason = _REASON

    def __init__(self, *args: Any, levels: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        level = self.fields["level"]
        assert isinstance(level, forms.ChoiceField)
        level.choices = levels


class PartForm(forms.Form):
    """Where an element is parted, and what the second part is called."""

    start = forms.ChoiceField(label=_("Ab hier beginnt der zweite Teil"), widget=forms.RadioSelect)
    title = forms.CharField(label=_("Überschrift des zweiten Teils"), max_length=2000)
    reason = _REASON

    def __init__(self, *args: Any, starts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        start = self.fields["start"]
        assert isinstance(start, forms.ChoiceField)
        start.choices = starts


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = _REASON


class FreezeForm(forms.Form):
    """A version to freeze: what it is called, where it stands, since when."""

    label = forms.CharField(
        label=_("Bezeichnung der Fassung"), max_length=200,
        help_text=_("Zum Beispiel „2027“ oder „Entwurf, Stand Mai 2027“."),
    )  # fmt: skip
    status = forms.ChoiceField(
        label=_("Stand"), choices=VersionStatus.Status.choices, initial=VersionStatus.Status.DRAFT
    )
    happened = SinceField()
    note = forms.CharField(label=_("Bemerkung"), required=False, max_length=1000)
