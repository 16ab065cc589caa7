"""Choosing a file or text to bring in, and saying which of its lines are which level."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from fortschrift.concepts.manuscript_drafts import Incoming
from fortschrift.concepts.manuscripts.corrections import LEFT_OUT, TITLE, level_names
from fortschrift.concepts.manuscripts.forms import ABOVE, NOT_TAKEN, ROWS, TEXT, Form
from fortschrift.concepts.manuscripts.outlook import FormOutlook
from fortschrift.concepts.manuscripts.titles import key_of
from fortschrift.concepts.models import Concept, ManuscriptDraft
from fortschrift.core.text import Outline

NEW = "(new)"
MOST_PASTED = 2_000_000  # characters
Choices = list[tuple[str, Any]]


class ForConceptForm(forms.Form):
    """For which concept something is brought in."""

    concept = forms.ChoiceField(label=gettext_lazy("Wofür?"))

    def __init__(self, *args: Any, concepts: Iterable[Concept], **kwargs: Any) -> None:
        """Offer the concepts of the municipality."""
        super().__init__(*args, **kwargs)
        self.concepts = {each.slug: each for each in concepts}
        known = [
            (slug, _("Für das Konzept „%(name)s“") % {"name": each.name})
            for slug, each in self.concepts.items()
        ]
        field = self.fields["concept"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(NEW, _("Für ein neues Konzept")), *known]

    def concept_chosen(self) -> Concept | None:
        """Give the concept that it is for; None for a new one."""
        return self.concepts.get(self.cleaned_data["concept"])

    def incoming(self) -> Incoming:
        """Give what was sent."""
        raise NotImplementedError


class FileForm(ForConceptForm):
    """A file."""

    file = forms.FileField(
        label=gettext_lazy("Datei"),
        help_text=gettext_lazy(
            "Word (DOCX), OpenDocument (ODT), PDF mit Text, Excel (XLSX), HTML, Markdown oder"
            " Text; höchstens 25 Megabyte."
        ),
        error_messages={
            "required": gettext_lazy("Bitte wählen Sie eine Datei."),
            "empty": gettext_lazy("Die Datei ist leer."),
        },
    )

    def incoming(self) -> Incoming:
        """Give the file with its bytes."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        name = "".join(sign for sign in file.name or "" if sign.isprintable())
        return Incoming(name or _("Datei ohne Namen"), file.read())


class PasteForm(ForConceptForm):
    """Text that somebody copied from elsewhere."""

    text = forms.CharField(
        label=gettext_lazy("Text"),
        max_length=MOST_PASTED,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("Überschriften am besten mit Nummer, zum Beispiel „Leitziel 2.3“."),
    )

    def incoming(self) -> Incoming:
        """Give the text with a name that says what it is."""
        return Incoming(_("Eingefügter Text"), self.cleaned_data["text"].encode(), pasted=True)


class GivingUpForm(forms.Form):
    """Which of the begun files are given up."""

    draft = forms.ModelMultipleChoiceField(
        ManuscriptDraft.objects.none(),
        error_messages={
            "required": gettext_lazy("Bitte kreuzen Sie die Dateien an, die weg sollen."),
            "invalid_choice": gettext_lazy("Eine der Dateien liegt hier nicht mehr."),
        },
    )

    def __init__(self, *args: Any, drafts: QuerySet[ManuscriptDraft], **kwargs: Any) -> None:
        """Take only files that somebody began."""
        super().__init__(*args, **kwargs)
        field = self.fields["draft"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = drafts


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
                help_text=_samples(each),
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


def level_choices(outline: Outline, *, more: bool, title: bool) -> Choices:
    """Offer the levels of an outline, then (``more``) the usual others, then what is no level."""
    own = [(level.key, level.singular) for level in outline.levels]
    keys = {key for key, _name in own}
    others = [(key, one) for key, (one, _many) in level_names().items() if key not in keys]
    rest: list[tuple[str, str | Promise]] = [(TEXT, _("Text, keine Überschrift"))]
    if title:
        rest.append((TITLE, _("der Titel des Konzepts")))
    rest.append((LEFT_OUT, _("nicht übernehmen")))
    groups: Choices = [(_("Ebenen"), own)] if own else []
    if more:
        groups.append((_("Weitere Ebenen"), others))
    return [*groups, (_("Sonst"), rest)]


def with_tables(choices: Choices) -> Choices:
    """Offer what a table can be besides."""
    told: Choices = [
        (ABOVE, _("Angaben zur Überschrift darüber")), (ROWS, _("jede Zeile ein Eintrag")),
    ]  # fmt: skip
    return [(_("Tabelle"), told), *choices]


def _choices_for(outlook: FormOutlook, choices: Choices) -> Choices:
    return with_tables(choices) if outlook.form.table else choices


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


def _samples(outlook: FormOutlook) -> str:
    samples = (_shortened(each) for each in outlook.samples)
    return format_html(
        _("Zum Beispiel: {}"), format_html_join(" · ", "„{}“", ((each,) for each in samples))
    )


def _shortened(words: str) -> str:
    return words if len(words) <= 70 else words[:69].rstrip() + "…"
