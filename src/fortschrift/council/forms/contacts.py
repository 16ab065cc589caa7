"""What is filled in about contacts: the filter of the list, one contact, handing over, a list."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fortschrift.core.partial_date import ImpossibleDate, PartialDate
from fortschrift.council.actions import ContactDetails
from fortschrift.council.contact_lists import columns
from fortschrift.council.models import Contact
from fortschrift.council.organization_names import KnownNames
from fortschrift.sources.fields import date_fault

STATES = [("current", _("gültige")), ("ended", _("beendete")), ("all", _("alle"))]
MEANINGS = [
    (columns.ORGANIZATION, _("Organisation")),
    (columns.NAME, _("Name")),
    (columns.FUNCTION, _("Funktion")),
    (columns.EMAIL, _("E-Mail-Adresse")),
    (columns.TELEPHONE, _("Telefon")),
    (columns.ADDRESS, _("Postanschrift")),
    (columns.LANGUAGE, _("Sprache")),
    (columns.SINCE, _("gilt seit")),
    (columns.NOTE, _("Bemerkung")),
    (columns.LEFT_OUT, _("weglassen")),
]
_DAY_HELP = _("So genau wie bekannt: 2024, 2024-05 oder 2024-05-17.")


class PartialDay(forms.CharField):
    """A date as precise as somebody knows it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 22, "help_text": _DAY_HELP, **kwargs})

    def clean(self, value: Any) -> PartialDate:
        """Refuse what is no date."""
        try:
            return PartialDate.parse(super().clean(value))
        except ImpossibleDate as error:
            raise date_fault(error) from error


class ContactFilter(forms.Form):
    """Choose among contacts; all of it stands in the address."""

    suche = forms.CharField(
        label=_("Organisation oder Kontakt suchen"), required=False, max_length=100
    )
    sprache = forms.ChoiceField(
        label=_("Sprache"), required=False, choices=[("", _("alle Sprachen")), *settings.LANGUAGES]
    )
    stand = forms.ChoiceField(label=_("Kontakte"), required=False, choices=STATES)
    #: The slug of one organization, to which the page of a contact leads.
    gremium = forms.SlugField(required=False, widget=forms.HiddenInput)

    def chosen(self) -> dict[str, Any]:
        """Give what was chosen, as the selector takes it; only when the form is valid."""
        said = self.cleaned_data
        return {
            "words": said["suche"],
            "organization": said["gremium"],
            "language": said["sprache"],
            "state": said["stand"] or "current",
        }


class ContactForm(forms.Form):
    """What is said of a contact."""

    function = forms.CharField(
        label=_("Funktion"), required=False, max_length=200,
        help_text=_("Zum Beispiel „Ansprechstelle Integration“. Eine Funktion genügt."),
    )  # fmt: skip
    name = forms.CharField(
        label=_("Name"), required=False, max_length=200,
        help_text=_("Nur, wenn er gebraucht wird."),
    )  # fmt: skip
    email = forms.EmailField(
        label=_("E-Mail-Adresse"), required=False,
        help_text=_("Am besten ein Postfach der Stelle; es bleibt, wenn Menschen wechseln."),
    )  # fmt: skip
    telephone = forms.CharField(label=_("Telefon"), required=False, max_length=100)
    postal_address = forms.CharField(
        label=_("Postanschrift"), required=False, max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Für Briefe."),
    )  # fmt: skip
    language = forms.ChoiceField(
        label=_("Sprache"), choices=settings.LANGUAGES,
        help_text=_("In dieser Sprache schreiben wir."),
    )  # fmt: skip
    valid_from = PartialDay(label=_("Gilt seit"), required=False)
    name_shown_since = PartialDay(
        label=_("Name darf genannt werden seit"), required=False,
        help_text=_(
            "Nur, wenn die Person zugestimmt hat, mit dem Tag der Zustimmung (2024-05-17). Ohne"
            " Zustimmung wird immer die Organisation genannt."
        ),
    )  # fmt: skip
    note = forms.CharField(
        label=_("Bemerkung"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    @classmethod
    def of(cls, contact: Contact) -> "ContactForm":
        """Fill the form with a contact as it is."""
        return cls(initial={name: getattr(contact, name) for name in Contact.DETAILS})

    def details(self) -> ContactDetails:
        """Give what was filled in; only when the form is valid."""
        return ContactDetails(
            **{name: value for name, value in self.cleaned_data.items() if name in Contact.DETAILS}
        )

    def take(self, error: ValidationError) -> None:
        """Put what an act refused beside its field, or above all when it is none of ours."""
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for name, faults in error.error_dict.items():
            self.add_error(name if name in self.fields else None, faults)


class NewContactForm(ContactForm):
    """A contact of an organization that is known by any of its names, or is new here."""

    organization = forms.CharField(
        label=_("Organisation"), max_length=200,
        widget=forms.TextInput(attrs={"list": "organisationen", "autocomplete": "off"}),
        help_text=_("Verein, Träger, Amt, Gremium. Beim Tippen erscheinen, die es schon gibt."),
    )  # fmt: skip
    is_new = forms.BooleanField(
        label=_("Als neue Organisation aufnehmen. Öffentlich wird sie damit nicht."),
        required=False,
    )
    field_order = ("organization", "is_new", "function", "name", "email")

    def __init__(self, *args: Any, names: KnownNames, **kwargs: Any) -> None:
        """Ask about a new organization only when one was named."""
        super().__init__(*args, **kwargs)
        self.names = names
        typed = self["organization"].value() or ""
        if not typed or names.find(typed):
            del self.fields["is_new"]

    def clean(self) -> dict[str, Any]:
        """Find the organization that is meant."""
        said = self.cleaned_data
        found = self.names.find(said.get("organization", ""))
        if len(found) > 1:
            names = ", ".join(each.name for each in found)
            self.add_error(
                "organization", _("Diesen Namen tragen mehrere: %(names)s.") % {"names": names}
            )
        elif said.get("organization") and not found and not said.get("is_new"):
            self.add_error(
                "organization",
                _("Diese Organisation gibt es hier noch nicht. Bitte prüfen Sie die Schreibweise,"
                  " oder bestätigen Sie darunter, dass sie neu ist."),
            )  # fmt: skip
        said["found"] = found[0] if found else None
        return said


class HandOverForm(ContactForm):
    """Who goes on, and from when; what was the old contact's is the new one's."""

    since = PartialDay(label=_("Übergabe am"))
    field_order = ("since", "function", "name", "email")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["valid_from"]

    @classmethod
    def after(cls, contact: Contact, today: PartialDate) -> "HandOverForm":
        """Offer what usually stays: the office; its mailbox unless it is that of a person."""
        stays = ["function", "telephone", "postal_address", "language"]
        stays += [] if contact.name else ["email"]
        return cls(initial={"since": today, **{name: getattr(contact, name) for name in stays}})


class EndForm(forms.Form):
    """Until when a contact holds."""

    until = PartialDay(label=_("Gilt bis"))


class DeputyForm(forms.Form):
    """For whom a contact stands in."""

    def __init__(self, *args: Any, others: Iterable[Contact], **kwargs: Any) -> None:
        """Offer the other contacts of the organization."""
        super().__init__(*args, **kwargs)
        self.others = {str(each.pk): each for each in others}
        names = [(key, str(each)) for key, each in self.others.items()]
        self.fields["of"] = forms.ChoiceField(
            label=_("Vertritt"), required=False, choices=[("", _("niemanden")), *names]
        )

    def of(self) -> Contact | None:
        """Give who was chosen; only when the form is valid."""
        return self.others.get(self.cleaned_data["of"])


class PastedListForm(forms.Form):
    """A list as it was copied, and whose the rows are that name no organization."""

    text = forms.CharField(
        label=_("Liste"), strip=False, max_length=300_000,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=_(
            "Zeilen aus einer Tabelle, Angaben mit Semikolon oder Komma dazwischen, oder Adressen,"
            " wie sie über einer E-Mail stehen. Eine Zeile mit Überschriften hilft, muss aber nicht"
            " sein."
        ),
        error_messages={"required": _("Bitte fügen Sie eine Liste ein.")},
    )  # fmt: skip
    otherwise = forms.CharField(
        label=_("Organisation für Zeilen ohne eigene"), required=False, max_length=200,
        widget=forms.TextInput(attrs={"list": "organisationen", "autocomplete": "off"}),
    )  # fmt: skip
