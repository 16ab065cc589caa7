"""What people fill in about accounts and roles."""

from django import forms
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.models import RoleAssignment


class GiveRoleForm(forms.Form):
    """Whom to let in, and as what."""

    name = forms.CharField(
        label=_("Name oder Funktion"),
        max_length=200,
        help_text=_("Eine Funktion genügt, zum Beispiel „Sitzungsdienst“."),
    )
    email = forms.EmailField(
        label=_("E-Mail-Adresse"),
        # The name that belongs to the password below, for the browser's password store.
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
        help_text=_("Gibt es dafür schon ein Konto, bekommt es die Rolle dazu."),
    )
    role = forms.ChoiceField(label=_("Rolle"), choices=RoleAssignment.Role.choices)
    password = forms.CharField(
        label=_("Kennwort für den Anfang"),
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Nur für ein neues Konto, mindestens 12 Zeichen."),
    )
