"""Municipalities, users, their roles, and the journal's rows."""

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.append_only import AppendOnly

#: First parts of addresses that belong to the installation, not to a municipality.
RESERVED_SLUGS = frozenset({
    "anmelden", "abmelden", "arbeitsplatz", "konto", "static", "medien", "sprache", "darstellung",
    "suche", "hilfe", "impressum", "datenschutz", "barrierefreiheit", "health", "api", "admin",
})  # fmt: skip

slug_validator = RegexValidator(
    r"\A[a-z0-9]+(?:-[a-z0-9]+)*\Z",
    _("Nur Kleinbuchstaben, Ziffern und einzelne Bindestriche."),
)


class Municipality(models.Model):
    """A body under public law that owns bodies and concepts (OParl ``Body``)."""

    class Kind(models.TextChoices):
        TOWN = "town", _("Stadt")
        INDEPENDENT_TOWN = "independent_town", _("kreisfreie Stadt")
        COUNTY = "county", _("Landkreis")
        COMMUNE = "commune", _("Gemeinde")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.CharField(max_length=60, unique=True, validators=[slug_validator])
    name = models.CharField(_("Name"), max_length=200)
    kind = models.CharField(_("Art"), max_length=30, choices=Kind)
    state = models.CharField(_("Land"), max_length=60)
    ags = models.CharField(_("Amtlicher Gemeindeschlüssel"), max_length=12, blank=True)
    host = models.CharField(_("eigene Adresse"), max_length=200, blank=True)
    is_fictional = models.BooleanField(_("erfunden"), default=False)
    accent = models.CharField(max_length=20, default="blue")
    part_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")

    class Meta:
        verbose_name = _("Kommune")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["host"], condition=~Q(host=""), name="municipality_host_once"
            ),
            models.CheckConstraint(
                condition=~Q(slug__in=sorted(RESERVED_SLUGS)), name="municipality_slug_free"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def municipality(self) -> "Municipality":
        """Itself, so that every root row answers the same question."""
        return self


class Users(BaseUserManager["User"]):
    """Finds users by e-mail address; rows are made by ``accounts.actions``."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """Somebody who signs in; ``name`` may be an office ("Sitzungsdienst"), no need of a person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("E-Mail-Adresse"), unique=True)
    name = models.CharField(_("Name oder Funktion"), max_length=200)
    is_active = models.BooleanField(_("darf sich anmelden"), default=True)
    is_operator = models.BooleanField(_("betreibt die Installation"), default=False)

    objects = Users()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]

    class Meta:
        verbose_name = _("Konto")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(email=Lower("email")), name="user_email_lower"),
        ]

    def __str__(self) -> str:
        return self.name


class RoleAssignment(models.Model):
    """A municipality-wide role; rights inside a body follow from ``council.Membership``."""

    class Role(models.TextChoices):
        ADMINISTRATOR = "administrator", _("Verwaltung des Zugangs")
        OFFICER = "officer", _("Integrationsstelle")
        CLERK = "clerk", _("Sitzungsdienst")
        READER = "reader", _("Lesezugang intern")

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="roles")
    user = models.ForeignKey(User, models.PROTECT, related_name="roles")
    role = models.CharField(_("Rolle"), max_length=30, choices=Role)

    class Meta:
        verbose_name = _("Rolle")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "user", "role"], name="role_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()}"


class JournalChain(models.Model):
    """The head of one chain: a municipality's, or that of the installation itself."""

    key = models.CharField(max_length=60, unique=True)
    sequence = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=64, default="0" * 64)

    def __str__(self) -> str:
        return f"{self.key} {self.sequence}:{self.head[:12]}"


class JournalEntry(AppendOnly):
    """One act.  ``subjects`` is canonical JSON text, so that both databases keep the same bytes."""

    chain = models.ForeignKey(JournalChain, models.PROTECT, related_name="entries")
    sequence = models.PositiveBigIntegerField()
    recorded = models.DateTimeField()
    actor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    verb = models.CharField(max_length=80)
    subjects = models.TextField()
    payload_hash = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["chain", "sequence"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["chain", "sequence"], name="journal_sequence_once"),
        ]

    def __str__(self) -> str:
        return f"{self.chain.key} {self.sequence} {self.verb}"


class JournalPayload(AppendOnly):
    """The words of an entry; deletable, because the chain holds only their salted hash."""

    erasable = True

    entry = models.OneToOneField(
        JournalEntry, models.PROTECT, primary_key=True, related_name="payload"
    )
    salt = models.CharField(max_length=32)
    content = models.TextField()

    def __str__(self) -> str:
        return f"payload of {self.entry_id}"


class ImportRun(models.Model):
    """What a bundle of data was when it was brought in, so that a second time changes nothing."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="imports")
    bundle = models.CharField(max_length=100, unique=True)
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.bundle


class Job(models.Model):
    """A long piece of work in the background and how far it is; scratch, not part of the record."""

    class State(models.TextChoices):
        WAITING = "waiting", _("wartet")
        RUNNING = "running", _("läuft")
        FINISHED = "finished", _("fertig")
        FAILED = "failed", _("nicht gelungen")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="jobs")
    started_by = models.ForeignKey(User, models.PROTECT, related_name="jobs")
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=20, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True, blank=True)
    message = models.TextField(blank=True)
    url = models.CharField(max_length=500, blank=True)
    started = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("Vorgang im Hintergrund")
        ordering: ClassVar = ["-started"]

    def __str__(self) -> str:
        return self.title
