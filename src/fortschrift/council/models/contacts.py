"""Whom to write to: the contacts of an organization, never shown to the public."""

import hashlib
import uuid
from datetime import date
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Lower, Substr
from django.db.models.lookups import GreaterThanOrEqual
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.models import Municipality
from fortschrift.core.partial_date import PartialDate
from fortschrift.council.models.organizations import Organization
from fortschrift.sources.fields import PartialDateField
from fortschrift.web.content import CONTENT_LANGUAGE


def known_language(code: str) -> None:
    """Refuse a language that the product does not speak."""
    if code not in dict(settings.LANGUAGES):
        raise ValidationError(_("Diese Sprache gibt es hier nicht."), code="unknown_language")


class ContactQuerySet(models.QuerySet["Contact"]):
    """Filters that say who can be written to."""

    def of_town(self, municipality: Municipality) -> "ContactQuerySet":
        return self.filter(organization__municipality=municipality)

    def without_end(self) -> "ContactQuerySet":
        """Keep those of which no end is recorded: of these none may be there twice."""
        return self.filter(valid_to="")

    def holding_on(self, day: date) -> "ContactQuerySet":
        """Keep those that have not surely ended by this day and still say something."""
        return self.filter(_not_over(day), is_erased=False)

    def over_on(self, day: date) -> "ContactQuerySet":
        return self.filter(~_not_over(day) | Q(is_erased=True))


def _not_over(day: date) -> Q:
    """Compare the text form of partial dates: what may still last counts as lasting.

    A span keeps its last day behind the first one and two dots.
    """
    iso = day.isoformat()
    lasting = Q(valid_to="") | Q(valid_to__gte=iso) | Q(valid_to__in=[iso[:4], iso[:7]])
    last_day = Substr("valid_to", len(iso) + len("..") + 1)
    return lasting | (Q(valid_to__contains="..") & Q(GreaterThanOrEqual(last_day, Value(iso))))


class Contact(models.Model):
    """A way to reach an organization: a role mailbox, an office, or a person in it.

    It ends and is not deleted, so that what was sent to it stays readable.  No end recorded means
    that it still holds.  An erased contact says nothing about a person any more.
    """

    #: At least one of these is known.
    REACHED_BY: ClassVar = ("name", "function", "email", "telephone", "postal_address")
    #: What says something about a person, and is empty once it has been erased.
    PERSONAL: ClassVar = (*REACHED_BY, "note")
    #: All that is said of it and can be changed; end, deputy, successor have acts of their own.
    DETAILS: ClassVar = (*PERSONAL, "language", "name_shown_since", "valid_from")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="contacts")
    name = models.CharField(_("Name"), max_length=200, blank=True)
    function = models.CharField(_("Funktion"), max_length=200, blank=True)
    email = models.EmailField(_("E-Mail-Adresse"), blank=True)
    telephone = models.CharField(_("Telefon"), max_length=100, blank=True)
    postal_address = models.TextField(_("Postanschrift"), max_length=500, blank=True)
    language = models.CharField(
        _("Sprache"), max_length=35, default=CONTENT_LANGUAGE, validators=[known_language]
    )
    #: Since when the name may be shown; empty as long as nobody has said so.
    name_shown_since = PartialDateField(_("Name darf genannt werden seit"))
    valid_from = PartialDateField(_("gilt seit"))
    valid_to = PartialDateField(_("gilt bis"))
    deputy_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="deputies"
    )
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors"
    )
    note = models.TextField(_("Bemerkung"), blank=True)
    is_erased = models.BooleanField(_("gelöscht"), default=False)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("Kontakt")
        constraints: ClassVar = [
            models.UniqueConstraint(
                "organization", Lower("email"), condition=Q(valid_to="") & ~Q(email=""),
                name="contact_email_once",
            ),
            models.UniqueConstraint(
                "organization", Lower("name"), Lower("function"),
                condition=Q(valid_to="", email=""), name="contact_without_email_once",
            ),
            models.CheckConstraint(
                condition=Q(is_erased=True) | ~Q(name="") | ~Q(function="") | ~Q(email="")
                | ~Q(telephone="") | ~Q(postal_address=""),
                name="contact_says_something",
            ),
            models.CheckConstraint(
                condition=Q(is_erased=False)
                | (~Q(valid_to="") & Q(name="", function="", email="", telephone="",
                                       postal_address="", note="", name_shown_since="")),
                name="contact_erased_says_nothing",
            ),
            models.CheckConstraint(
                condition=Q(name_shown_since="") | ~Q(name=""), name="contact_shown_has_a_name"
            ),
            models.CheckConstraint(
                condition=Q(successor=None) | ~Q(valid_to=""), name="contact_handed_over_ended"
            ),
            models.CheckConstraint(
                condition=Q(deputy_of=None) | ~Q(deputy_of=F("id")), name="contact_no_own_deputy"
            ),
            models.CheckConstraint(
                condition=Q(successor=None) | ~Q(successor=F("id")), name="contact_no_own_successor"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        """Name it for those who may see contacts; others are told of the organization only."""
        if self.is_erased:
            return str(_("gelöschter Kontakt"))
        return self.name or self.function or self.email or str(_("Kontakt ohne Namen"))

    @property
    def municipality(self) -> Municipality:
        return self.organization.municipality

    @property
    def fingerprint(self) -> str:
        """Tell one state of its details from another, for two people at the same form."""
        said = "\0".join(str(getattr(self, name)) for name in self.DETAILS)
        return hashlib.sha256(said.encode()).hexdigest()[:16]

    @property
    def name_to_show(self) -> str:
        """What others than the office may read: the name only with consent, else who it is for."""
        return self.name if self.name_shown_since.is_known else self.organization.name

    def is_over_on(self, day: date) -> bool:
        """Whether it has surely ended by this day, or says nothing any more."""
        end: PartialDate = self.valid_to
        return self.is_erased or end.surely_before(PartialDate.of(day))
