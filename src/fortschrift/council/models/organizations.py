"""Who acts: organizations with names over time, persons, memberships, terms (OParl, Popolo)."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.models import Municipality, slug_validator
from fortschrift.core.partial_date import PartialDate
from fortschrift.sources.fields import PartialDateField
from fortschrift.sources.models import Sourced, Visibility


class Organization(Sourced):
    """Any acting group: council, committee, round table, department, party group, partner."""

    class Classification(models.TextChoices):
        COUNCIL = "council", _("Rat oder Kreistag")
        MAIN_COMMITTEE = "main_committee", _("Verwaltungsausschuss")
        COMMITTEE = "committee", _("Fachausschuss")
        DISTRICT_COUNCIL = "district_council", _("Ortsrat")
        ADVISORY_BOARD = "advisory_board", _("Beirat")
        ROUND_TABLE = "round_table", _("Runder Tisch")
        STEERING_GROUP = "steering_group", _("Steuerungsgruppe")
        WORKING_GROUP = "working_group", _("Arbeitsgruppe")
        WORKSHOP_SERIES = "workshop_series", _("Reihe von Workshops")
        PARLIAMENTARY_GROUP = "parliamentary_group", _("Fraktion oder Gruppe")
        ADMINISTRATION = "administration", _("Verwaltung")
        DEPARTMENT = "department", _("Verwaltungsstelle")
        PARTNER = "partner", _("Partner")

    class LeadingSystem(models.TextChoices):
        HERE = "here", _("dieses Programm")
        COUNCIL_SYSTEM = "council_system", _("Ratsinformationssystem der Kommune")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="organizations")
    slug = models.CharField(max_length=80, validators=[slug_validator])
    name = models.CharField(_("Name"), max_length=200)
    classification = models.CharField(_("Art"), max_length=30, choices=Classification)
    is_statutory = models.BooleanField(_("gesetzliches Gremium"))
    meets_in_public = models.BooleanField(_("tagt öffentlich"), null=True, blank=True)
    founded_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="foundations"
    )
    sub_organization_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="sub_organizations"
    )
    founded = PartialDateField(_("gegründet"))
    dissolved = PartialDateField(_("aufgelöst"))
    voting_member_count = models.PositiveIntegerField(
        _("stimmberechtigte Mitglieder"), null=True, blank=True
    )
    purpose = models.TextField(_("Aufgabe"), blank=True)
    composition = models.TextField(_("Zusammensetzung"), blank=True)
    decision_rule = models.TextField(_("Entscheidungsregel"), blank=True)
    note = models.TextField(_("Bemerkung"), blank=True)
    leading_system = models.CharField(
        _("geführt in"), max_length=20, choices=LeadingSystem, default=LeadingSystem.HERE
    )
    url = models.URLField(max_length=1000, blank=True)
    #: An organization known only from a list of contacts is nobody's business but the office's.
    visibility = models.CharField(max_length=20, choices=Visibility, default=Visibility.PUBLIC)

    class Meta:
        verbose_name = _("Gremium")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "slug"], name="organization_slug_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def name_at(self, when: PartialDate) -> str:
        """Return the name it bore then, as far as recorded; its names may be prefetched.

        A name whose end nobody recorded, or a day that is not known, gives the name of today.
        """
        borne = [name for name in self.names.all() if name.was_borne_until_after(when)]
        latest = max(borne, key=lambda name: str(name.valid_from), default=None)
        return latest.name if latest else self.name


class OrganizationName(Sourced):
    """A name an organization bears or bore, or under which a source prints it."""

    class Kind(models.TextChoices):
        OFFICIAL = "official", _("amtlicher Name")
        FORMER = "former", _("früherer Name")
        ALIAS = "alias", _("gebräuchlicher Name")
        AS_PRINTED = "as_printed", _("wie in der Quelle gedruckt")

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="names")
    name = models.CharField(_("Name"), max_length=200)
    kind = models.CharField(_("Art"), max_length=20, choices=Kind)
    valid_from = PartialDateField(_("seit"))
    valid_to = PartialDateField(_("bis"))
    note = models.TextField(_("Bemerkung"), blank=True)

    class Meta:
        verbose_name = _("Name eines Gremiums")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organization", "name", "kind", "valid_from"], name="organization_name_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def was_borne_until_after(self, when: PartialDate) -> bool:
        """Whether this former name was surely still borne then."""
        return (
            self.kind == self.Kind.FORMER
            and when.surely_before(self.valid_to)
            and not when.surely_before(self.valid_from)
        )

    @property
    def municipality(self) -> Municipality:
        return self.organization.municipality


class LegislativeTerm(Sourced):
    """The period for which a council is elected (OParl LegislativeTerm)."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="terms")
    name = models.CharField(_("Bezeichnung"), max_length=100)
    start = PartialDateField(_("Beginn"))
    end = PartialDateField(_("Ende"))

    class Meta:
        verbose_name = _("Wahlperiode")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "name"], name="term_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """Somebody who sits in a body; in the demo always a role ("Mitglied 7"), never a real name."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="persons")
    name = models.CharField(_("Name oder Funktion"), max_length=200)
    visibility = models.CharField(max_length=20, choices=Visibility, default=Visibility.INTERNAL)

    class Meta:
        verbose_name = _("Person")

    def __str__(self) -> str:
        return self.name


class Membership(Sourced):
    """A person's or an organization's seat in a body, by period, with or without a vote."""

    class Role(models.TextChoices):
        CHAIR = "chair", _("Vorsitz")
        DEPUTY_CHAIR = "deputy_chair", _("stellvertretender Vorsitz")
        MEMBER = "member", _("Mitglied")
        ADVISORY_MEMBER = "advisory_member", _("beratendes Mitglied")
        MODERATOR = "moderator", _("Leitung")
        SECRETARY = "secretary", _("Protokollführung")

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="memberships")
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    member_organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="seats"
    )
    on_behalf_of = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="delegations"
    )
    role = models.CharField(_("Funktion"), max_length=30, choices=Role, default=Role.MEMBER)
    voting_right = models.BooleanField(_("stimmberechtigt"), null=True, blank=True)
    term = models.ForeignKey(LegislativeTerm, models.PROTECT, null=True, blank=True)
    start = PartialDateField(_("seit"))
    end = PartialDateField(_("bis"))
    note = models.CharField(_("Bemerkung"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("Mitgliedschaft")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(person__isnull=True) | Q(member_organization__isnull=True),
                name="membership_person_or_organization",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person or self.member_organization or self.on_behalf_of)

    @property
    def municipality(self) -> Municipality:
        return self.organization.municipality
