"""What people fill in about sources and pictures."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PictureForm(forms.Form):
    """A picture with everything that the law and readers who cannot see it need."""

    file = forms.FileField(
        label=_("Bild"), help_text=_("JPEG, PNG oder WebP, höchstens 12 Megabyte.")
    )
    alternative_text = forms.CharField(
        label=_("Bildbeschreibung"),
        help_text=_("Was ist zu sehen? Für alle, die das Bild nicht sehen können."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    caption = forms.CharField(label=_("Bildunterschrift"), max_length=400, required=False)
    credit = forms.CharField(label=_("Bildnachweis"), max_length=200)
    licence = forms.CharField(
        label=_("Lizenz oder Rechte"),
        max_length=200,
        help_text=_("Zum Beispiel: Rechte bei der Stadt, CC BY 4.0"),
    )
    is_symbolic = forms.BooleanField(label=_("Das ist ein Symbolbild."), required=False)
