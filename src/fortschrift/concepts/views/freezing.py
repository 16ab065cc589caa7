"""Freezing a draft: what will be frozen, the open hints, and the version that comes of it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from fortschrift.concepts import actions, scratch, selectors, shown
from fortschrift.concepts.addresses import version_url
from fortschrift.concepts.errors import StaleHead
from fortschrift.concepts.findings import shown_findings
from fortschrift.concepts.forms.drafting import FreezeForm
from fortschrift.concepts.models import Strand, Version, VersionText
from fortschrift.concepts.selectors import DraftText
from fortschrift.concepts.views.entrance import at_desk
from fortschrift.concepts.views.room import Room, base_of, room_or_404
from fortschrift.core.text import BLOCKS
from fortschrift.web.shapes import Fact, Link


@at_desk
def freeze(request: HttpRequest, municipality: str, concept: str, strand: str) -> HttpResponse:
    """Show what will be frozen, and freeze it."""
    room = room_or_404(request, municipality, concept, strand)
    origin = selectors.begun_from([room.strand]).get(room.strand.begun_at_id)
    is_erratum = room.strand.kind == Strand.Kind.ERRATA and origin is not None
    form = FreezeForm(request.POST or None)
    if is_erratum:
        for name in ("label", "status", "happened"):
            del form.fields[name]
    if request.method == "POST" and form.is_valid():
        frozen = _freeze(request, room, form, origin, is_erratum=is_erratum)
        if frozen is not None:
            messages.success(request, _("„%(title)s“ ist festgeschrieben.")
                             % {"title": shown.title(frozen)})  # fmt: skip
            return HttpResponseRedirect(version_url(frozen, room.concept))
    text = selectors.draft_text(room.strand)
    history = selectors.history_of_strand(room.strand)
    context = room.context(
        Link(_("Festschreiben")), form=form, base=room.strand.head_id, origin=origin,
        origin_title=shown.title(origin) if origin else "", is_erratum=is_erratum,
        contents=_contents(text, len(history.changes)), hints=shown_findings(text),
        unsaved=len(scratch.unsaved_in(room.strand, room.user)),
    )  # fmt: skip
    return render(
        request, "concepts/desk/freeze.html", context, status=422 if form.is_bound else 200
    )


def _freeze(
    request: HttpRequest, room: Room, form: FreezeForm, origin: Version | None, *,
    is_erratum: bool,
) -> Version | None:  # fmt: skip
    """Freeze the text that was looked at; what is refused stands in the form."""
    base, data, now = base_of(request, room).pk, form.cleaned_data, timezone.now()
    try:
        if is_erratum and origin is not None:
            return actions.freeze_version(
                room.strand, version=origin, base=base, kind=VersionText.Kind.ERRATUM,
                note=data["note"], actor=room.user, now=now,
            ).version  # fmt: skip
        return actions.freeze_as_version(
            room.strand, label=data["label"].strip(), status=data["status"], base=base,
            based_on=origin, happened=data["happened"], note=data["note"], actor=room.user,
            now=now,
        )  # fmt: skip
    except StaleHead:
        room.strand.refresh_from_db()
        form.add_error(None, _("Der Entwurf ist inzwischen geändert worden. Bitte sehen Sie sich"
                               " an, was jetzt festgeschrieben würde."))  # fmt: skip
    except ValidationError as error:
        named = set(getattr(error, "error_dict", {})) & set(form.fields)
        form.add_error(next(iter(named), None), ValidationError(error.messages))
    return None


def _contents(text: DraftText, changes: int) -> list[Fact]:
    """Count what the text holds, by its levels, and the changes since it was begun."""
    kinds = [state.kind for state in text.tree if state.kind not in BLOCKS]
    found = [
        Fact(level.plural, str(count))
        for level in text.tree.outline.levels
        if (count := kinds.count(level.key))
    ]
    return [*found, Fact(_("Wörter im Text"), number_format(_words_in(text), force_grouping=True)),
            Fact(_("Änderungen seit Beginn"), str(changes))]  # fmt: skip


def _words_in(text: DraftText) -> int:
    return sum(
        len("".join(run.text for run in (*state.heading, *state.text)).split())
        for state in text.tree
    )
