"""Files that bring a text in: the upload under way, and what became of every word of it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.append_only import AppendOnly
from fortschrift.accounts.models import Job, Municipality, User
from fortschrift.concepts.models.amendments import Amendment
from fortschrift.concepts.models.concepts import Concept
from fortschrift.concepts.models.history import Strand
from fortschrift.concepts.models.versions import VersionText


class FileKind(models.TextChoices):
    """What a file is, told by its bytes."""

    WORD = "word", _("Word-Datei")
    ODT = "odt", _("OpenDocument-Text")
    PDF = "pdf", _("PDF-Datei")
    HTML = "html", _("HTML-Seite")
    SHEET = "sheet", _("Tabelle")
    TEXT = "text", _("Text")
    PASTED = "pasted", _("eingefügter Text")


class ManuscriptDraft(models.Model):
    """A file on its way in, until it is taken in or given up; scratch, not part of the record.

    It has the key of the job that reads it.  ``data`` are the bytes as they came and are dropped
    as soon as they are read, but for a table of ours; ``manuscript`` is what the file says
    (``manuscripts.kept``), ``corrections`` what somebody corrected in how it is understood
    (``manuscripts.corrections``), ``summary`` what both together come to
    (``manuscripts.summary``).  ``taking`` is the job that takes it in.
    """

    job = models.OneToOneField(
        Job, models.PROTECT, primary_key=True, related_name="manuscript_draft"
    )
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="manuscript_drafts")
    concept = models.ForeignKey(
        Concept, models.PROTECT, null=True, blank=True, related_name="manuscript_drafts"
    )
    begun_by = models.ForeignKey(User, models.PROTECT, related_name="manuscript_drafts")
    file_name = models.CharField(_("Datei"), max_length=200)
    kind = models.CharField(_("Art"), max_length=20, choices=FileKind)
    size = models.PositiveIntegerField(_("Größe"))
    hash = models.CharField(_("Prüfsumme"), max_length=64)
    data = models.BinaryField(default=bytes)
    manuscript = models.BinaryField(default=bytes)
    corrections = models.TextField(blank=True)
    summary = models.TextField(blank=True)
    taking = models.ForeignKey(Job, models.PROTECT, null=True, blank=True, related_name="+")
    begun = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("angefangenes Einlesen")
        ordering: ClassVar = ["-begun"]

    def __str__(self) -> str:
        return self.file_name


class ManuscriptRecord(AppendOnly):
    """A file that was brought in, and what became of every word of it.

    ``account`` is JSON: numbers of words, the passages that were not taken with their place and
    the reason, remarks of readers, pictures.  It may name people, so the row can be deleted.
    ``text`` is what the file became; of one that only brought ``amendments`` there is none.
    ``strand`` is the draft on which they lie.
    """

    erasable = True

    concept = models.ForeignKey(Concept, models.PROTECT, related_name="manuscript_records")
    text = models.ForeignKey(
        VersionText, models.PROTECT, null=True, blank=True, related_name="manuscript_records"
    )
    strand = models.ForeignKey(
        Strand, models.PROTECT, null=True, blank=True, related_name="manuscript_records"
    )
    amendments: models.ManyToManyField[Amendment, models.Model] = models.ManyToManyField(
        Amendment, blank=True, related_name="manuscript_records"
    )
    file_name = models.CharField(_("Datei"), max_length=200)
    kind = models.CharField(_("Art"), max_length=20, choices=FileKind)
    size = models.PositiveIntegerField(_("Größe"))
    hash = models.CharField(_("Prüfsumme"), max_length=64)
    account = models.TextField()
    recorded = models.DateTimeField(_("erfasst"))

    class Meta:
        verbose_name = _("eingelesene Datei")
        ordering: ClassVar = ["-pk"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def municipality(self) -> Municipality:
        return self.concept.municipality
