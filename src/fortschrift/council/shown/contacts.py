"""Contacts as the pages show them: rows of the list, facts on one, cells of the file."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from fortschrift.council.addresses import contact_url
from fortschrift.council.contact_lists.planning import Outcome, Plan, PlannedRow
from fortschrift.council.models import Contact
from fortschrift.council.shown.parts import period_words
from fortschrift.web.content import content, told
from fortschrift.web.dates import date_words
from fortschrift.web.shapes import Badge, Column, Fact, Link, Table


def contacts_table(contacts: Iterable[Contact], today: date) -> Table:
    """Show contacts by organization; the address of each leads to it."""
    columns = [_("Organisation"), _("Kontakt"), _("Erreichbar unter"), _("Sprache"), _("Stand")]
    rows = [
        [
            content(contact.organization.name),
            _named(contact),
            _reached(contact),
            language_name(contact.language),
            _standing(contact, today),
        ]
        for contact in contacts
    ]
    return Table(_("Kontakte"), [Column(label) for label in columns], rows, caption_hidden=True)


def language_name(code: str) -> str:
    return str(dict(settings.LANGUAGES).get(code, code))


def contact_facts(contact: Contact, today: date) -> list[Fact]:
    """Tell what stands beside the form: whose it is, how others read of it, since when."""
    organization = contact.organization
    all_of_it = reverse("council:contacts", args=[organization.municipality.slug])
    all_of_it += f"?gremium={organization.slug}&stand=all"
    facts = [
        Fact(_("Organisation"), Link(content(organization.name), all_of_it)),
        Fact(_("Stand"), _badge(contact, today)),
        Fact(_("Außerhalb genannt als"), content(contact.name_to_show)),
    ]  # fmt: skip
    period = period_words(contact.valid_from, contact.valid_to)
    facts += [Fact(_("Gilt"), period)] if period else []
    facts += [Fact(_("Vertritt"), _link(contact.deputy_of))] if contact.deputy_of else []
    deputies = [_link(each) for each in contact.deputies.all() if not each.is_over_on(today)]
    facts += [Fact(_("Wird vertreten von"), deputies)] if deputies else []
    facts += [Fact(_("Übergeben an"), _link(contact.successor))] if contact.successor else []
    before = [_link(each) for each in contact.predecessors.all()]
    facts += [Fact(_("Übernommen von"), before)] if before else []
    return facts


def differences(form_values: dict[str, Any], contact: Contact) -> list[Fact]:
    """List what somebody else has put into the fields meanwhile."""
    return [
        Fact(str(Contact._meta.get_field(name).verbose_name), str(getattr(contact, name)) or "–")  # type: ignore[union-attr]
        for name in Contact.DETAILS
        if str(form_values.get(name) or "") != str(getattr(contact, name))
    ]


def sum_of(plan: Plan) -> list[Fact]:
    """Count what will happen to the rows of a list."""
    taken = len(plan.listed())
    left = sum(row.left_out for row in plan.rows)
    return [
        Fact(_("werden aufgenommen"), str(taken)),
        Fact(_("neue Organisationen"), str(plan.new_organizations)),
        Fact(_("schon verzeichnet"), str(plan.count(Outcome.DOUBLE))),
        Fact(_("mit Fehler"), str(plan.count(Outcome.MISTAKE))),
        *([Fact(_("ausgelassen"), str(left))] if left else []),
    ]


def outcome_badges(row: PlannedRow) -> list[Badge]:
    """Say in a word or two what will happen to a row."""
    if row.left_out:
        return [Badge(_("ausgelassen"), "neutral", "minus")]
    taken = Badge(_("wird aufgenommen"), "success")
    return {
        Outcome.NEW: [taken, Badge(_("neue Organisation"), "info", "plus")],
        Outcome.KNOWN: [taken],
        Outcome.DOUBLE: [Badge(_("schon da"), "neutral")],
        Outcome.MISTAKE: [Badge(_("Fehler"), "danger")],
    }[row.outcome]


def file_columns() -> list[tuple[str, int]]:
    """Head the file with words by which a pasted list is recognised."""
    return [
        (_("Organisation"), 32), (_("Name"), 24), (_("Funktion"), 28), (_("E-Mail"), 32),
        (_("Telefon"), 18), (_("Postanschrift"), 32), (_("Sprache"), 12), (_("Seit"), 12),
        (_("Bis"), 12), (_("Vertritt"), 24), (_("Name darf genannt werden seit"), 16),
        (_("Bemerkung"), 40),
    ]  # fmt: skip


def file_row(contact: Contact) -> Sequence[str]:
    return [
        contact.organization.name, contact.name, contact.function, contact.email,
        contact.telephone, contact.postal_address, language_name(contact.language),
        str(contact.valid_from), str(contact.valid_to), str(contact.deputy_of or ""),
        str(contact.name_shown_since), contact.note,
    ]  # fmt: skip


def _named(contact: Contact) -> list[Any]:
    beside = [contact.function] if contact.function and contact.name else []
    return [_link(contact), *beside]


def _reached(contact: Contact) -> list[Any]:
    email = [Link(contact.email, f"mailto:{contact.email}")] if contact.email else []
    letter = [_("Brief")] if contact.postal_address else []
    return [*email, *filter(None, [contact.telephone]), *letter]


def _standing(contact: Contact, today: date) -> list[Any]:
    told_of = [told(_("vertritt %(name)s"), name=content(str(contact.deputy_of)))]
    return [_badge(contact, today), *(told_of if contact.deputy_of else [])]


def _badge(contact: Contact, today: date) -> Badge:
    if contact.is_erased:
        return Badge(_("gelöscht"), "neutral", "minus")
    if contact.successor:
        return Badge(_("übergeben"), "neutral", "arrow")
    if contact.is_over_on(today):
        return Badge(_("beendet"), "neutral", "minus")
    if contact.valid_to.is_known:
        return Badge(_("bis %(day)s") % {"day": date_words(contact.valid_to)}, "warning", "clock")
    return Badge(_("gültig"), "success")


def _link(contact: Contact) -> Link:
    return Link(content(str(contact)), contact_url(contact))
