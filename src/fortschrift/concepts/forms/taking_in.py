"""What somebody says when a file is taken in: as what, under which name, with which status."""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from fortschrift.concepts.forms.days import SinceField
from fortschrift.concepts.manuscript_taking import (
    AMENDING,
    AS_AMENDMENTS,
    EARLIER,
    FIRST,
    LATER,
    LEFT_OUT,
    NEW,
    TAKEN,
    Wishes,
)
from fortschrift.concepts.manuscripts.identity import Doubt
from fortschrift.concepts.models import Concept, ManuscriptDraft, VersionStatus, VersionText

_LONGEST_DRAFT_NAME = 120
_KINDS = (
    "Integrationskonzept", "Klimaschutzkonzept", "Sportentwicklungsplan", "Handlungskonzept",
)  # fmt: skip


class AnyElements(forms.MultipleChoiceField):
    """Boxes for elements that were asked about; which ones is known when they are asked."""

    widget = forms.CheckboxSelectMultiple

    def valid_value(self, value: object) -> bool:
        """Take the key of any element: parting what is no pair parts nothing."""
        try:
            return bool(UUID(str(value)))
        except ValueError:
            return False


class VersionFields(forms.Form):
    """What is told about a version whose text a file brings."""

    label = forms.CharField(
        label=gettext_lazy("Bezeichnung der Fassung"),
        max_length=200,
        help_text=gettext_lazy("Zum Beispiel „2024“ oder „Entwurf, Stand Mai 2024“."),
    )
    status = forms.ChoiceField(label=gettext_lazy("Stand der Fassung"), required=False)
    happened = SinceField()
    completeness = forms.ChoiceField(
        label=gettext_lazy("Umfang des Textes"), choices=VersionText.Completeness.choices,
        initial=VersionText.Completeness.COMPLETE,
    )  # fmt: skip
    begin_draft = forms.BooleanField(
        label=gettext_lazy("Gleich einen Entwurf beginnen, an dem weitergeschrieben wird"),
        required=False,
    )
    tracked = forms.ChoiceField(
        label=gettext_lazy("Was soll mit den nachverfolgten Änderungen geschehen?"),
        choices=[
            (AS_AMENDMENTS, gettext_lazy("Als Vorschläge aufnehmen, je Person und Abschnitt")),
            (TAKEN, gettext_lazy("Alle in den Text übernehmen")),
            (LEFT_OUT, gettext_lazy("Nicht übernehmen, nur auflisten")),
        ],
        initial=AS_AMENDMENTS,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, draft: ManuscriptDraft, is_tracked: bool, **kwargs: Any) -> None:
        """Leave the question about tracked changes out where there are none."""
        super().__init__(*args, **kwargs)
        self.draft = draft
        status = self.fields["status"]
        assert isinstance(status, forms.ChoiceField)
        status.choices = [("", _("noch nicht festhalten")), *VersionStatus.Status.choices]
        if not is_tracked:
            del self.fields["tracked"]

    @property
    def ways(self) -> set[str]:
        """Give what a file may become."""
        choices: Any = getattr(self.fields.get("way"), "choices", [(NEW, "")])
        return {key for key, _name in choices}

    @property
    def may_amend(self) -> bool:
        return AMENDING in self.ways

    @property
    def makes_version(self) -> bool:
        """Tell whether a file may become a version, whose text is public."""
        return self.ways != {AMENDING}

    def wishes(self) -> Wishes:
        """Give what was said, as a job carries it."""
        said = self.cleaned_data
        label = said.get("label", "")
        return Wishes(
            way=said.get("way") or NEW,
            reference=said.get("reference", ""),
            name=said.get("name", ""),
            kind=said.get("kind", ""),
            label=label,
            completeness=said["completeness"],
            status=said["status"],
            happened=str(said["happened"]),
            draft=self.draft_name(label) if said["begin_draft"] else "",
            tracked=said.get("tracked") or TAKEN,
            reason=said.get("reason", ""),
            parted=tuple(said.get("parted", ())),
        )

    def draft_name(self, label: str) -> str:
        """Name the draft after the version, with a number where there is one of that name."""
        name = _("Entwurf zu %(label)s") % {"label": label}
        name = name[: _LONGEST_DRAFT_NAME - 4]
        concept = self.draft.concept
        taken = set(concept.strands.values_list("name", flat=True)) if concept else set()
        names = (name if n == 1 else f"{name} {n}" for n in range(1, len(taken) + 2))
        return next(each for each in names if each not in taken)


class NewConceptForm(VersionFields):
    """A concept that the municipality does not have here yet."""

    name = forms.CharField(label=gettext_lazy("Name des Konzepts"), max_length=200)
    kind = forms.CharField(
        label=gettext_lazy("Art des Konzepts"),
        max_length=80,
        help_text=gettext_lazy("Zum Beispiel „Integrationskonzept“ oder „Sportentwicklungsplan“."),
    )
    field_order = ("name", "kind", "label", "status", "happened", "completeness", "tracked")


class FurtherTextForm(VersionFields):
    """A further text of a concept: later or earlier than one it has, or an amendment to it."""

    way = forms.ChoiceField(
        label=gettext_lazy("Was ist diese Datei?"),
        choices=[
            (LATER, gettext_lazy("Eine neuere Fassung")),
            (EARLIER, gettext_lazy("Eine ältere Fassung")),
            (AMENDING, gettext_lazy("Ein Vorschlag zur Änderung")),
        ],
        initial=LATER,
        widget=forms.RadioSelect,
    )
    reference = forms.ChoiceField(
        label=gettext_lazy("Verglichen mit"),
        help_text=gettext_lazy(
            "Was dort schon steht, bleibt dasselbe, auch wenn es anders heißt oder woanders steht."
        ),
    )
    reason = forms.CharField(
        label=gettext_lazy("Begründung des Vorschlags"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Nur für einen Vorschlag zur Änderung."),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    parted = AnyElements(
        label=gettext_lazy("Was davon ist etwas Neues?"),
        required=False,
        help_text=gettext_lazy(
            "Ohne Haken gilt es als dasselbe: umbenannt und verschoben oder neu nummeriert."
        ),
    )
    field_order = (
        "way", "reference", "parted", "reason", "label", "status", "happened", "completeness",
        "tracked",
    )  # fmt: skip

    def __init__(
        self, *args: Any, concept: Concept, references: Sequence[tuple[str, str, bool]],
        **kwargs: Any,
    ) -> None:  # fmt: skip
        """Offer the versions and drafts of the concept."""
        super().__init__(*args, **kwargs)
        self.concept = concept
        if not self.data.get("seen"):
            del self.fields["parted"]
        self.references = {key: has_text for key, _name, has_text in references}
        reference = self.fields["reference"]
        assert isinstance(reference, forms.ChoiceField)
        reference.choices = [(key, _reference_name(key, name)) for key, name, _text in references]
        self.fields["label"].required = False
        self.fields["label"].help_text = _(
            "Zum Beispiel „2024“. Für einen Vorschlag zur Änderung nicht nötig."
        )

    @property
    def is_asked(self) -> bool:
        """Tell whether the doubts about the chosen text were shown."""
        return bool(self.data.get("seen")) and self.data["seen"] == self.data.get("reference")

    def ask(self, doubts: Sequence[Doubt]) -> None:
        """Ask which elements are others than they seem; the answers given so far stay."""
        field = self.fields.get("parted") or deepcopy(self.base_fields["parted"])
        assert isinstance(field, AnyElements)
        field.choices = [(str(each.old.id), _doubt_words(each)) for each in doubts]
        self.fields["parted"] = field
        self.order_fields(self.field_order)
        assert isinstance(self.data, QueryDict)
        said = self.data.copy()
        said["seen"] = said.get("reference", "")
        self.data = said

    def clean(self) -> dict[str, Any]:
        """Ask for what the chosen way needs."""
        found = self.cleaned_data
        way, reference = found.get("way"), found.get("reference", "")
        if way == AMENDING:
            if reference and not self.references.get(reference):
                self.add_error("reference", _("Diese Fassung hat hier keinen Text."))
            return found
        if not found.get("label") and "label" not in self.errors:
            self.add_error("label", _("Bitte geben Sie der Fassung eine Bezeichnung."))
        if reference.startswith("strand:"):
            self.add_error("reference", _("Bitte wählen Sie eine Fassung, keinen Entwurf."))
        if self.concept.versions.filter(label=found.get("label", "")).exists():
            self.add_error("label", _("Eine Fassung mit dieser Bezeichnung gibt es schon."))
        return found


class ReturnedFileForm(FurtherTextForm):
    """A file of ours: it says itself which text it stems from."""

    field_order = FurtherTextForm.field_order

    def __init__(self, *args: Any, concept: Concept, reference: str, **kwargs: Any) -> None:
        """Ask only what becomes of what was changed."""
        super().__init__(*args, concept=concept, references=[(reference, "", True)], **kwargs)
        del self.fields["seen"]
        self.fields["reference"].widget = forms.HiddenInput()
        self.fields["reference"].initial = reference
        way = self.fields["way"]
        assert isinstance(way, forms.ChoiceField)
        way.label = _("Was wird aus dem, was ohne Nachverfolgung geändert ist?")
        way.initial = AMENDING
        way.choices = [(AMENDING, _("Ein Vorschlag zur Änderung"))]
        if reference.startswith("version:"):
            way.choices = [*way.choices, (LATER, _("Eine neuere Fassung"))]


def kind_in(title: str) -> str:
    """Find what kind of concept a title names.

    >>> kind_in("Integrationskonzept der Stadt Musterstadt"), kind_in("Vielfalt leben")
    ('Integrationskonzept', '')
    """
    return next((kind for kind in _KINDS if kind.lower() in title.lower()), "")


def _doubt_words(doubt: Doubt) -> str:
    return _("„%(new)s“ (bisher „%(old)s“)") % {
        "new": " ".join(filter(None, (doubt.new_number, doubt.new.title))),
        "old": " ".join(filter(None, (doubt.old_number, doubt.old.title))),
    }  # fmt: skip


def _reference_name(key: str, name: str) -> str:
    if key == FIRST:
        return name
    if key.startswith("strand:"):
        return _("Entwurf „%(name)s“") % {"name": name}
    return _("Fassung „%(name)s“") % {"name": name}
