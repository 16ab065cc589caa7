"""Which senders are shown, and the text from which their replies are made."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from fortschrift.deliberation.models import QuestionResult
from fortschrift.deliberation.reply_texts import PLACES, check_places
from fortschrift.deliberation.selectors.answers import Asked

_DECIDED = [
    each for each in QuestionResult.Result.choices
    if each[0] not in (QuestionResult.Result.OPEN, QuestionResult.Result.UNKNOWN)
]  # fmt: skip


class AnswerFilterForm(forms.Form):
    """Which senders are shown; nothing is required, and what does not exist chooses nothing."""

    is_all_optional = True

    ergebnis = forms.ChoiceField(
        label=_("Ergebnis"), required=False, choices=[("", _("alle")), *_DECIDED]
    )
    ohne_mail = forms.BooleanField(label=_("nur ohne E-Mail-Adresse"), required=False)

    def asked(self, stand: str) -> Asked:
        """Give what is asked for; what does not exist asks for everything."""
        self.is_valid()
        given = self.cleaned_data
        return Asked(stand, given.get("ergebnis", ""), bool(given.get("ohne_mail")))


class ReplyTextForm(forms.Form):
    """A text with places that are filled in for each sender."""

    text = forms.CharField(
        label=_("Text der Antwort"), max_length=4000, widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("Platzhalter: %(places)s. Den Satz sehen alle schon auf ihrer Seite;"
                    " hier steht, was Sie dazu sagen. Eingesetzt wird nur der Name, der öffentlich"
                    " gezeigt wird."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["text"]
        places = ", ".join(f"{{{each}}}" for each in PLACES)
        field.help_text = str(field.help_text) % {"places": places}

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        check_places(text)
        return text
