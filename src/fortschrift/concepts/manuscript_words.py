"""Files that bring a text in, in words: why one is refused, where a passage stands and why."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fortschrift.concepts.manuscripts.errors import Unreadable
from fortschrift.concepts.manuscripts.manuscript import Comment, Place
from fortschrift.concepts.manuscripts.tracking import Marked

REFUSALS: Mapping[str, object] = {
    "empty": gettext_lazy(
        "„%(file)s“: In der Datei steht kein Text. Bilder, Textfelder, Kopf- und Fußzeilen zählen"
        " nicht dazu."
    ),
    "unknown": gettext_lazy(
        "„%(file)s“ ist keine Datei, die hier gelesen werden kann. Möglich sind Word (DOCX),"
        " OpenDocument (ODT), PDF mit Text, Excel (XLSX), HTML, Markdown und Text."
    ),
    "broken": gettext_lazy(
        "„%(file)s“ ist beschädigt oder unvollständig. Bitte öffnen Sie die Datei in Ihrem"
        " Programm, speichern Sie sie neu und versuchen Sie es noch einmal."
    ),
    "password": gettext_lazy(
        "„%(file)s“ ist mit einem Kennwort geschützt. Bitte speichern Sie die Datei ohne Kennwort."
    ),
    "old_format": gettext_lazy(
        "„%(file)s“ ist in einem Format aus der Zeit vor 2007 gespeichert (zum Beispiel .doc)."
        " Bitte speichern Sie die Datei als DOCX oder ODT."
    ),
    "macros": gettext_lazy(
        "„%(file)s“ enthält Makros, also kleine Programme. Solche Dateien werden nicht"
        " angenommen. Bitte speichern Sie den Text als DOCX ohne Makros."
    ),
    "too_large": gettext_lazy(
        "„%(file)s“ ist zu groß oder entpackt sich zu einer zu großen Datei. Erlaubt sind"
        " 25 Megabyte."
    ),
    "scan": gettext_lazy(
        "„%(file)s“ besteht aus Bildern von Seiten (Scan); darin ist kein Text, der gelesen"
        " werden kann. Bitte lassen Sie den Text zuerst erkennen (OCR), oder fragen Sie nach der"
        " ursprünglichen Datei."
    ),
}
_UNREADABLE = gettext_lazy(
    "„%(file)s“ konnte nicht gelesen werden; sie enthält Zeichen oder Angaben, die kein Text sind."
)
WHY: Mapping[str, object] = {
    "head": gettext_lazy("Kopfzeile"),
    "foot": gettext_lazy("Fußzeile"),
    "box": gettext_lazy("Textfeld"),
    "contents": gettext_lazy("Inhaltsverzeichnis"),
    "hidden": gettext_lazy("verborgener Text"),
    "comment": gettext_lazy("Kommentar"),
    "cell": gettext_lazy("Zelle"),
    "other": gettext_lazy("Beiwerk"),
    "chosen": gettext_lazy("auf Ihren Wunsch nicht übernommen"),
    "note": gettext_lazy("Fußnote ohne Textstelle"),
    "number": gettext_lazy("Nummer vor einem Absatz"),
    "mark": gettext_lazy("Zeichen einer Aufzählung, im Text wird mit 1, 2, 3 gezählt"),
    "picture": gettext_lazy("Bild"),
    "inserted": gettext_lazy("nachverfolgte Einfügung"),
    "deleted": gettext_lazy("nachverfolgte Streichung"),
    "formatted": gettext_lazy("nachverfolgte Formatierung, nicht übernommen"),
    "reshaped": gettext_lazy(
        "nachverfolgte Formatierung des Absatzes, kein Vorschlag: Der Absatz steht so im Text,"
        " wie er jetzt ist"
    ),
    "unread": gettext_lazy("Angabe, die so nicht gelesen werden kann"),
    "own_front": gettext_lazy("Titelseite, gehört nicht zum Text"),
    "own_credit": gettext_lazy("Bildnachweis, gehört nicht zum Text"),
    "own_contents": gettext_lazy("Inhaltsverzeichnis, wird immer neu erstellt"),
    "own_head": gettext_lazy("Kopfzeile, gehört nicht zum Text"),
    "own_foot": gettext_lazy("Fußzeile, gehört nicht zum Text"),
    "own_name": gettext_lazy("Name einer Angabe oder Bezug, schon bekannt"),
    "own_sign": gettext_lazy("Zeichen einer Anmerkung, wird immer neu gesetzt"),
}

FORMATS: Mapping[str, object] = {
    "b": gettext_lazy("fett"),
    "i": gettext_lazy("kursiv"),
    "vertAlign": gettext_lazy("hoch- oder tiefgestellt"),
    "u": gettext_lazy("unterstrichen"),
    "strike": gettext_lazy("durchgestrichen"),
    "dstrike": gettext_lazy("durchgestrichen"),
    "color": gettext_lazy("Schriftfarbe"),
    "highlight": gettext_lazy("Hervorhebung"),
    "shd": gettext_lazy("Hintergrund"),
    "sz": gettext_lazy("Schriftgröße"),
    "rFonts": gettext_lazy("Schriftart"),
    "caps": gettext_lazy("Großbuchstaben"),
    "smallCaps": gettext_lazy("Großbuchstaben"),
    "rStyle": gettext_lazy("Zeichenformat"),
    "pStyle": gettext_lazy("Absatzformat"),
    "numPr": gettext_lazy("Aufzählung"),
    "outlineLvl": gettext_lazy("Gliederungsebene"),
    "jc": gettext_lazy("Ausrichtung"),
    "ind": gettext_lazy("Einzug"),
    "spacing": gettext_lazy("Abstand"),
}
_OTHER_FORMAT = gettext_lazy("anderes Aussehen")


def format_words(what: Iterable[str]) -> str:
    """Say which properties of words or a paragraph somebody changed."""
    return ", ".join(dict.fromkeys(str(FORMATS.get(each, _OTHER_FORMAT)) for each in what))


def refusal(error: Exception, file: str) -> str:
    """Say in a sentence why a file is not taken in."""
    reason = error.reason if isinstance(error, Unreadable) else ""
    return str(REFUSALS.get(reason, _UNREADABLE)) % {"file": file}


def place_words(place: Place) -> str:
    """Say where something stands in a file.

    Of a note only the number is known, and of a row its sheet; row 0 is the sheet itself.
    """
    if place.part == "row" and place.of and not place.number:
        return _("Blatt „%(sheet)s“") % {"sheet": place.of}
    sentences = {
        "paragraph": _("Absatz %(number)d"),
        "page": _("Seite %(number)d"),
        "line": _("Zeile %(number)d"),
        "row": _("Zeile %(number)d"),
        "note": _("Fußnote %(number)d"),
    }
    said = sentences[place.part] % {"number": place.number}
    if place.column:
        said = _("%(place)s, Spalte %(column)s") % {"place": said, "column": place.column}
    return (
        _("%(place)s, Blatt „%(sheet)s“") % {"place": said, "sheet": place.of} if place.of else said
    )


def why_words(why: str) -> str:
    """Say why a passage is not in the text."""
    return str(WHY.get(why, WHY["other"]))


def marked_words(marked: Iterable[Marked]) -> Iterator[str]:
    """Say change by change what was put in and taken out, each place on a line of its own."""
    for place, group in groupby(marked, key=lambda each: each.place):
        said = [_change_words(each) for each in group if each.text.strip()]
        if said:
            yield f"{place_words(place)}: {', '.join(said)}"


def comment_words(comment: Comment) -> str:
    """Say a remark as it stands in the file, with author and date."""
    said = _("Kommentar von %(author)s") % {"author": comment.author or _("ohne Namen")}
    if comment.date:
        said += f" ({comment.date[:10]})"
    return f"{said}: {comment.text}"


def _change_words(marked: Marked) -> str:
    if marked.is_formatting:
        sentence = _("„%(words)s“ anders formatiert (%(what)s)")
        return sentence % {"words": marked.text.strip(), "what": format_words(marked.what)}
    sentence = (
        _("„%(words)s“ eingefügt")
        if marked.tracked.kind == "inserted"
        else _("„%(words)s“ gestrichen")
    )
    return sentence % {"words": marked.text.strip()}
