"""Forms about files: which version one is, and a table that comes back."""

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fortschrift.concepts.limits import LARGEST_OWN_FILE
from fortschrift.concepts.returning.workbook import Changed
from fortschrift.concepts.selectors.by_hash import code_in
from fortschrift.core.text import NodeId

LONGEST_REASON = 1000
_MOST_CELLS = 20_000


class SmallFileField(forms.FileField):
    """A file of at most ten megabytes."""

    default_error_messages = {
        "too_large": gettext_lazy("Die Datei ist zu groß. Erlaubt sind 10 Megabyte."),
        "empty": gettext_lazy("Die Datei ist leer."),
        "required": gettext_lazy("Bitte wählen Sie eine Datei."),
    }

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Refuse what is too large."""
        found = super().clean(data, initial)
        if found and found.size > LARGEST_OWN_FILE:
            raise forms.ValidationError(self.error_messages["too_large"], code="too_large")
        return found


class FileForm(forms.Form):
    """A file of which somebody wants to know which version it is."""

    file = SmallFileField(
        label=gettext_lazy("Datei"),
        help_text=gettext_lazy(
            "Word (DOCX), PDF oder Excel (XLSX) von hier, höchstens 10 Megabyte. Der Name spielt"
            " keine Rolle. Sie können die Datei auch auf das Feld ziehen."
        ),
    )

    def data_of_file(self) -> bytes:
        """Give the bytes."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        return bytes(file.read())


class CodeForm(forms.Form):
    """A short code as it is printed at the foot of each page."""

    kennung = forms.CharField(
        label=gettext_lazy("Kennung"),
        max_length=100,
        help_text=gettext_lazy("Steht unten auf jeder Seite, zum Beispiel „3f2a 91c0 7b5d“."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_kennung(self) -> str:
        """Read the code with or without blanks."""
        code = code_in(self.cleaned_data["kennung"])
        if not code:
            raise forms.ValidationError(
                _(
                    "Das ist keine Kennung. Sie besteht aus mindestens acht Zeichen: den Ziffern"
                    " 0 bis 9 und den Buchstaben a bis f."
                )
            )
        return code


class TableFileForm(forms.Form):
    """A workbook that comes back."""

    file = SmallFileField(
        label=gettext_lazy("Geänderte Tabelle"),
        help_text=gettext_lazy("Die Excel-Datei (XLSX), die Sie hier heruntergeladen haben."),
    )


class TableChangesForm(forms.Form):
    """The changed cells that are to be saved, with the reason."""

    cells = forms.CharField(widget=forms.HiddenInput)
    base = forms.UUIDField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Grund"), required=False, max_length=LONGEST_REASON,
        help_text=gettext_lazy("Steht im Verlauf neben der Änderung."),
    )  # fmt: skip

    def clean_cells(self) -> list[Changed]:
        """Read the cells; what is no list of cells was not made here."""
        try:
            return list(_cells(json.loads(self.cleaned_data["cells"])))
        except (ValueError, TypeError, RecursionError):
            raise forms.ValidationError(
                _("Die Änderungen sind nicht lesbar. Bitte wählen Sie die Datei noch einmal.")
            ) from None


def written(cells: Sequence[Changed]) -> str:
    """Write cells into a field of the page, to be sent back when they are saved."""
    return json.dumps([[str(each.node), *each[1:]] for each in cells], ensure_ascii=False)


def _cells(data: Any) -> list[Changed]:
    if not isinstance(data, list) or len(data) > _MOST_CELLS:
        raise ValueError
    found = []
    for node, key, before, after, row in data:
        if not all(isinstance(each, str) for each in (node, key, before, after)):
            raise ValueError
        found.append(Changed(NodeId(UUID(node)), key, before, after, int(row)))
    return found


REFUSED = {
    "empty": gettext_lazy("Die Datei ist leer."),
    "broken": gettext_lazy("Die Datei ist beschädigt und lässt sich nicht öffnen."),
    "other_format": gettext_lazy("Das ist keine Excel-Datei."),
    "password": gettext_lazy("Die Datei ist mit einem Kennwort geschützt."),
    "macros": gettext_lazy("Die Datei enthält Makros und wird nicht geöffnet."),
    "too_large": gettext_lazy("Die Datei ist zu groß, oder sie entpackt sich zu groß."),
}


def refusal_of(reason: str, otherwise: str) -> str:
    """Say why a file was not read."""
    return str(REFUSED.get(reason, otherwise))
