"""What people fill in to propose: the words at a passage, and who they are."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.models import Municipality
from fortschrift.concepts.forms.days import SinceField
from fortschrift.council.models import Organization
from fortschrift.participation.models import Endorsement, Invitation, Submission
from fortschrift.sources.models import Visibility

Kind = Submission.Kind
ShownAs = Submission.ShownAs

#: Languages people may write in, by what they call them themselves; names come from Django.
WRITTEN = ("de", "ar", "en", "es", "fa", "fr", "it", "pl", "ro", "ru", "tr", "uk", "vi")

#: Ways on which somebody comes alone, so that the office never enters them.
_OWN_WAYS = {Submission.Channel.PAGE, Submission.Channel.LINK}

_AREA = forms.Textarea(attrs={"rows": 8})


class ProposalForm(forms.Form):
    """What is wanted at a passage; which fields there are depends on the kind of proposal."""

    #: What has to be filled in depends on the others; what is missing is said beside the field.
    is_all_optional = True

    heading = forms.CharField(label=_("Überschrift"), required=False, max_length=2000)
    wording = forms.CharField(
        label=_("Text, wie er sein soll"), strip=False, required=False, widget=_AREA
    )
    text = forms.CharField(
        label=_("Text, wie er sein soll"), strip=False, required=False,
        widget=forms.Textarea(attrs={"rows": 14}),
    )  # fmt: skip
    level = forms.ChoiceField(label=_("Was soll dazukommen?"), required=False)
    title = forms.CharField(label=_("Überschrift"), required=False, max_length=2000)
    addition = forms.CharField(label=_("Text, der dazukommen soll"), required=False, widget=_AREA)
    target = forms.ChoiceField(
        label=_("Wohin soll es?"),
        help_text=_("Die Plätze stehen in der Reihenfolge des Textes."),
    )  # fmt: skip
    original = forms.CharField(
        label=_("Was möchten Sie sagen?"), widget=_AREA,
        help_text=_("In Ihrer Sprache und mit Ihren Worten. Die Formulierung übernehmen wir."),
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Sprache, in der Sie schreiben"), required=False)
    reason = forms.CharField(
        label=_("Warum? (freiwillig)"), required=False, max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Ein Satz genügt. Er hilft denen, die darüber abstimmen."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, kind: str, fields: set[str], levels: list[tuple[str, str]],
        targets: list[tuple[str, str]], language: str, **kwargs: Any,
    ) -> None:  # fmt: skip
        """Keep the fields of this kind; ``fields`` are those that the passage has to change."""
        super().__init__(*args, **kwargs)
        kept = {
            Kind.CHANGE: fields,
            Kind.ADDITION: {"addition", *(("level", "title") if levels else ())},
            Kind.OWN_WORDS: {"original", "language"},
            Kind.MOVE: {"target"},
        }.get(Kind(kind), set())
        for name in self.fields.keys() - kept - {"reason"}:
            del self.fields[name]
        self._choose("level", [("", _("ein Absatz")), *levels])
        self._choose("language", _languages(), initial=language)
        self._choose("target", [("", _("Bitte wählen")), *targets])

    def _choose(self, name: str, choices: Any, initial: str = "") -> None:
        field = self.fields.get(name)
        if isinstance(field, forms.ChoiceField):
            field.choices, field.initial = choices, initial


def _languages() -> list[tuple[str, str]]:
    return [(code, get_language_info(code)["name_local"]) for code in WRITTEN]


class CommentForm(forms.Form):
    """A remark or a question, and the name it is shown under."""

    is_all_optional = True

    kind = forms.ChoiceField(label=_("Was möchten Sie?"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Ihr Text"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4})
    )
    shown_name = forms.CharField(
        label=_("Name, der gezeigt wird"), required=False, max_length=200,
        help_text=_("Öffentlich. Zum Beispiel Ihr Name, „eine Nachbarin“ oder Ihre Gruppe."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, kinds: list[tuple[str, str]], allows_unnamed: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = [(key, _WAYS.get(key, said)) for key, said in kinds]
        kind.initial = kinds[0][0] if kinds else ""
        self.fields["shown_name"].required = not allows_unnamed


_WAYS = {"comment": _("etwas dazu sagen"), "question": _("etwas fragen")}


class EndorsementForm(forms.Form):
    """What an organization carries, in which role, and whether everybody may see it."""

    organization = forms.ChoiceField(label=_("Organisation"))
    element = forms.ChoiceField(label=_("Was tragen Sie mit?"), required=False)
    role = forms.ChoiceField(
        label=_("Wie?"), widget=forms.RadioSelect, choices=Endorsement.Role.choices
    )
    words = forms.CharField(
        label=_("In eigenen Worten"), required=False, max_length=300,
        help_text=_("Zum Beispiel: Wir beraten an zwei Abenden im Monat."),
    )  # fmt: skip
    is_shown = forms.BooleanField(
        label=_("Unser Name darf dazu öffentlich gezeigt werden"), required=False
    )

    def __init__(
        self, *args: Any, organizations: list[Organization], elements: list[tuple[str, str]],
        speaks_itself: bool, **kwargs: Any,
    ) -> None:  # fmt: skip
        """Ask whether it may be shown only the organization itself, and of its own name."""
        super().__init__(*args, **kwargs)
        organization, element = self.fields["organization"], self.fields["element"]
        assert isinstance(organization, forms.ChoiceField) and isinstance(
            element, forms.ChoiceField
        )
        organization.choices = [(str(each.pk), str(each)) for each in organizations]
        element.choices = [("", _("die ganze Fassung")), *elements]
        if not speaks_itself:
            del self.fields["is_shown"]


class SenderForm(forms.Form):
    """Who proposes: what is shown of them, and where the answer goes."""

    is_all_optional = True

    shown_as = forms.ChoiceField(label=_("Unter welchem Namen?"), widget=forms.RadioSelect)
    shown_name = forms.CharField(
        label=_("Name, der gezeigt wird"), required=False, max_length=200,
        help_text=_("Öffentlich. Zum Beispiel Ihr Name, „eine Nachbarin“ oder Ihre Gruppe."),
    )  # fmt: skip
    organization = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organization.objects.none(), required=False,
        empty_label=_("keine"),
    )  # fmt: skip
    email = forms.EmailField(
        label=_("E-Mail-Adresse für die Antwort (freiwillig)"), required=False,
        help_text=_("Wird nicht gezeigt und gelöscht, wenn Sie es wünschen."),
    )  # fmt: skip

    channel = forms.ChoiceField(label=_("Wie ist es gekommen?"))
    happened = SinceField(label=_("Wann?"), required=False)

    def __init__(
        self, *args: Any, municipality: Municipality, allows_unnamed: bool,
        is_office: bool = False, invitation: Invitation | None = None, **kwargs: Any,
    ) -> None:  # fmt: skip
        """Ask the office, which enters it for somebody, also how and when it came.

        Who was invited speaks for the organization, or under another name.
        """
        super().__init__(*args, **kwargs)
        self._ask_how(is_office=is_office)
        organization = self.fields["organization"]
        assert isinstance(organization, forms.ModelChoiceField)
        organization.queryset = _partners(municipality, invitation)
        shown_as = self.fields["shown_as"]
        assert isinstance(shown_as, forms.ChoiceField)
        offered = [ShownAs.PSEUDONYM, ShownAs.ORGANIZATION]
        if allows_unnamed:
            offered.append(ShownAs.UNNAMED)
        shown_as.choices = [(each, _AS_WHOM[each]) for each in offered]
        shown_as.initial = ShownAs.PSEUDONYM
        if invitation is not None:
            shown_as.initial = ShownAs.ORGANIZATION
            organization.initial = invitation.contact.organization_id
            organization.empty_label = None

    def _ask_how(self, *, is_office: bool) -> None:
        if not is_office:
            del self.fields["channel"], self.fields["happened"]
            return
        channel = self.fields["channel"]
        assert isinstance(channel, forms.ChoiceField)
        channel.choices = [each for each in Submission.Channel.choices if each[0] not in _OWN_WAYS]
        channel.initial = Submission.Channel.PAPER


_AS_WHOM = {
    ShownAs.PSEUDONYM: _("mit dem Namen, den ich hier angebe"),
    ShownAs.ORGANIZATION: _("mit dem Namen meiner Organisation"),
    ShownAs.UNNAMED: _("ohne Namen"),
}


def _partners(municipality: Municipality, invitation: Invitation | None) -> QuerySet[Organization]:
    """Offer the partners everybody knows of; who was invited, only their own organization."""
    rows = Organization.objects.filter(municipality=municipality)
    if invitation is not None:
        return rows.filter(pk=invitation.contact.organization_id)
    partner = Organization.Classification.PARTNER
    return rows.filter(classification=partner, visibility=Visibility.PUBLIC).order_by("name")
