"""Saying which lines of a file are which level: whole kinds of them, or a single one."""

from collections.abc import Collection, Sequence
from typing import Any, Literal, TypeAlias

from django import forms
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fortschrift.concepts.manuscripts.corrections import LEFT_OUT, TITLE, level_names
from fortschrift.concepts.manuscripts.forms import ABOVE, NOT_TAKEN, ROWS, TEXT, Form
from fortschrift.concepts.manuscripts.outlook import FormOutlook
from fortschrift.concepts.manuscripts.titles import key_of
from fortschrift.core.text import Outline

Choices: TypeAlias = list[tuple[str, Any]]
Offer = Literal["own", "usual", "all"]
"""Which levels are offered: those of the outline, the usual others as well, or all known ones."""

USUAL = ("chapter", "section", "handlungsfeld", "leitziel", "ziel", "teilziel", "massnahme")


class FormsForm(forms.Form):
    """Which level each form of title is."""

    def __init__(
        self, *args: Any, outlooks: Sequence[FormOutlook], choices: Choices, **kwargs: Any
    ) -> None:
        """Make a field for each form; its samples are the hint."""
        super().__init__(*args, **kwargs)
        self.forms = {form_key(each.form): each for each in outlooks}
        for key, each in self.forms.items():
            self.fields[key] = forms.ChoiceField(
                label=_form_label(each), choices=_choices_for(each, choices),
                help_text=samples_words(each.samples),
                initial=LEFT_OUT if each.choice == NOT_TAKEN else each.choice,
            )  # fmt: skip

    def changed(self) -> dict[Form, str]:
        """Give the choices that differ from what is proposed now."""
        return {
            self.forms[key].form: self.cleaned_data[key]
            for key in self.changed_data
            if key in self.forms
        }


class LineForm(forms.Form):
    """What one line is."""

    position = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    choice = forms.ChoiceField(
        label=gettext_lazy("Diese Zeile ist"), widget=forms.Select(attrs={"autofocus": True})
    )

    def __init__(self, *args: Any, choices: Choices, most: int, **kwargs: Any) -> None:
        """Offer levels, text, the title of the whole, and to leave the line out."""
        super().__init__(*args, **kwargs)
        field = self.fields["choice"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
        self.most = most

    def clean_position(self) -> int:
        """Refuse a line that is not there."""
        position: int = self.cleaned_data["position"]
        if position >= self.most:
            raise forms.ValidationError(_("Diese Zeile gibt es nicht."))
        return position


def level_choices(
    outline: Outline, offer: Offer, *, fitting: Collection[str] | None = None, title: bool = False
) -> Choices:
    """Offer levels, those that fit first, and what is no level; short enough to be looked over.

    ``fitting`` are the levels that may stand where a line stands, None where all may.
    """
    own = [(level.key, level.singular) for level in outline.levels]
    fits = [each for each in own if fitting is None or each[0] in fitting]
    unfit = [each for each in own if each not in fits]
    rest: list[tuple[str, str | Promise]] = [(TEXT, _("nur Text"))]
    if title:
        rest.append((TITLE, _("Titel des Konzepts")))
    rest.append((LEFT_OUT, _("nicht übernehmen")))
    groups: Choices = [
        (_("Ebenen, die hier passen") if unfit else _("Ebenen"), fits),
        (_("Keine Ebene"), rest),
        (_("Ebenen, die hier nicht passen"), unfit),
        (_("Weitere Ebenen"), other_levels(outline, offer)),
    ]
    return [(name, choices) for name, choices in groups if choices]


def other_levels(outline: Outline, offer: Offer) -> list[tuple[str, str]]:
    """List levels that an outline does not have: none, the usual ones, or all that are known."""
    own = {level.key for level in outline.levels}
    keys = {"own": (), "usual": USUAL, "all": tuple(level_names())}[offer]
    names = level_names()
    return [(key, names[key][0]) for key in keys if key not in own]


def _choices_for(outlook: FormOutlook, choices: Choices) -> Choices:
    """Offer for tables what they can be: a sheet of an element, a list of many."""
    if outlook.form.table == "list":
        rest: Choices = [(TEXT, _("nur Text")), (LEFT_OUT, _("nicht übernehmen"))]
        return [(ROWS, _("jede Zeile ein Eintrag")), *rest]
    if outlook.form.table:
        return [(ABOVE, _("Angaben zur Überschrift darüber")), *choices]
    return choices


def form_key(form: Form) -> str:
    """Name the field of a form.

    >>> form_key(Form(name="Maßnahme")), form_key(Form(rank=2, depth=3))
    ('form-massnahme', 'form-2-3')
    """
    if form.table:
        return f"form-{form.table}-{key_of(form.name)}"
    if form.name:
        return f"form-{key_of(form.name)}"
    return f"form-{form.rank}" if form.depth is None else f"form-{form.rank}-{form.depth}"


def _form_label(outlook: FormOutlook) -> str:
    form, number = outlook.form, outlook.number
    if form.table:
        return _table_label(form, number)
    if form.name:
        said = _("Zeilen mit „%(name)s“ am Anfang") % {"name": form.name}
    elif form.depth is not None:
        said = _("Überschriften der Stufe %(rank)d mit Nummern wie %(sample)s") % {
            "rank": form.rank, "sample": ".".join(["1"] * form.depth),
        }  # fmt: skip
    else:
        said = _("Überschriften der Stufe %(rank)d ohne Nummer") % {"rank": form.rank}
    times = ngettext("%(n)d Zeile", "%(n)d Zeilen", number) % {"n": number}
    return f"{said} ({times})"


def _table_label(form: Form, number: int) -> str:
    if form.table == "list":
        said = _("Listen mit einer Zeile je Maßnahme")
    elif form.name:
        said = _("Steckbriefe mit eigenem Titel („%(name)s“)") % {"name": form.name}
    else:
        said = _("Steckbriefe unter einer Überschrift")
    times = ngettext("%(n)d Tabelle", "%(n)d Tabellen", number) % {"n": number}
    return f"{said} ({times})"


def samples_words(samples: Sequence[str]) -> str:
    """Give some of what stands somewhere, so that one knows what is meant."""
    said = ((_shortened(each),) for each in samples)
    return format_html(_("Zum Beispiel: {}"), format_html_join(" · ", "„{}“", said))


def _shortened(words: str) -> str:
    return words if len(words) <= 70 else words[:69].rstrip() + "…"
