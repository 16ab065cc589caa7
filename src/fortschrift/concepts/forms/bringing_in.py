"""Choosing a file or text to bring in, and giving up some that were begun."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fortschrift.concepts.manuscript_drafts import Incoming
from fortschrift.concepts.models import Concept, ManuscriptDraft

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
