"""Saying what a table of a file is, and what stands in its columns."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fortschrift.concepts.forms.mapping import Choices, Offer, other_levels, samples_words
from fortschrift.concepts.manuscripts.corrections import LEFT_OUT, level_names
from fortschrift.concepts.manuscripts.forms import ABOVE, ROWS, TEXT
from fortschrift.concepts.manuscripts.outlook import ColumnOutlook
from fortschrift.concepts.manuscripts.tables.names import KNOWN, Use
from fortschrift.core.text import Outline


class TableForm(forms.Form):
    """What a table is."""

    choice = forms.ChoiceField(label=gettext_lazy("Diese Tabelle"))

    def __init__(self, *args: Any, outline: Outline, offer: Offer, **kwargs: Any) -> None:
        """Offer to leave it as it is, and to read it as a list or as a sheet."""
        super().__init__(*args, **kwargs)
        own = [(level.key, level.singular) for level in outline.levels]
        field = self.fields["choice"]
        assert isinstance(field, forms.ChoiceField)
        groups: Choices = [
            (TEXT, _("als Tabelle lassen")),
            (ROWS, _("als Liste lesen, jede Zeile ein Eintrag")),
            (ABOVE, _("als Blatt lesen, Angaben zur Überschrift darüber")),
            (LEFT_OUT, _("nicht übernehmen")),
            (_("als Blatt mit eigenem Titel lesen"), [*own, *other_levels(outline, offer)]),
        ]
        field.choices = [each for each in groups if each[1]]


class ColumnsForm(forms.Form):
    """What stands under each name in a table."""

    def __init__(
        self, *args: Any, columns: Sequence[ColumnOutlook], outline: Outline, offer: Offer,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        """Make a field for each name; some of its values are the hint."""
        super().__init__(*args, **kwargs)
        self.columns = {f"spalte-{at}": each for at, each in enumerate(columns)}
        for key, each in self.columns.items():
            self.fields[key] = forms.ChoiceField(
                label=each.printed, choices=_meanings(each, outline, offer),
                help_text=samples_words(each.samples) if each.samples else "",
                initial=_written(each.use),
            )  # fmt: skip

    @property
    def has_title(self) -> bool:
        """Tell whether titles stand under any name."""
        return any(each.use.kind in ("title", "level") for each in self.columns.values())

    def changed(self) -> dict[str, Use]:
        """Give what differs from what is proposed now."""
        return {
            self.columns[key].name: _use(self.cleaned_data[key])
            for key in self.changed_data
            if key in self.columns
        }


def _meanings(column: ColumnOutlook, outline: Outline, offer: Offer) -> Choices:
    levels = {level.key: level.singular for level in outline.levels}
    levels |= dict(other_levels(outline, offer))
    if column.use.kind == "level":
        levels.setdefault(column.use.key, level_names()[column.use.key][0])
    titles = [
        (_written(Use("title")), _("Titel")),
        *(
            (_written(Use("level", key)), _("Titel: %(level)s") % {"level": name})
            for key, name in levels.items()
        ),
    ]
    rest = [
        (_written(Use("number")), _("Nummer")), (_written(Use("text")), _("Text")),
        (_written(Use("none")), _("nicht übernehmen")),
    ]  # fmt: skip
    return [
        (_("Angabe"), _attributes(column, outline, offer)),
        (_("Titel"), titles),
        (_("Sonst"), rest),
    ]


def _attributes(column: ColumnOutlook, outline: Outline, offer: Offer) -> list[tuple[str, str]]:
    """Offer what the levels tell already, what the name itself says, then the usual others."""
    found = {each.key: each.label for level in outline.levels for each in level.attributes}
    use = column.use
    if use.kind == "attribute" and use.key:
        found.setdefault(use.key, column.printed.strip(" :"))
    if offer != "own":
        for each, _names in KNOWN:
            found.setdefault(each.key, each.label)
    return [(_written(Use("attribute", key)), label) for key, label in found.items()]


def _written(use: Use) -> str:
    if use.kind == "attribute" and not use.key:
        return _written(Use("text"))
    return f"{use.kind}:{use.key}"


def _use(said: str) -> Use:
    kind, _colon, key = said.partition(":")
    return Use(kind, key)  # type: ignore[arg-type]
