"""A form with one field of each kind."""

from django import forms


class SampleForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(label="Kurztitel", help_text="Woran erkennt man den Vorschlag wieder?")
    wording = forms.CharField(
        label="Neuer Wortlaut",
        widget=forms.Textarea,
        help_text="Bitte schreiben Sie den ganzen Satz.",
        initial="Frauen mit Fluchterfahrung nehmen gleichberechtigt am Arbeitsleben teil.",
    )
    day = forms.DateField(
        label="Bis wann?", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    field_of_action = forms.ChoiceField(
        label="Handlungsfeld", choices=[("1", "1 Bildung"), ("2", "2 Arbeit")]
    )
    kind = forms.ChoiceField(
        label="Art des Vorschlags",
        choices=[("a", "Änderung"), ("e", "Ergänzung"), ("s", "Streichung")],
        widget=forms.RadioSelect,
        initial="a",
    )
    groups = forms.MultipleChoiceField(
        label="Für wen?",
        required=False,
        choices=[("k", "Kinder"), ("e", "Eltern"), ("f", "Fachkräfte")],
        widget=forms.CheckboxSelectMultiple,
    )
    file = forms.FileField(label="Anlage", required=False)
    public = forms.BooleanField(
        label="Mein Name darf neben dem Vorschlag stehen.",
        required=False,
        help_text="Ohne Häkchen steht dort „Mitglied des Runden Tisches“.",
    )
