"""Bringing a file in: what is left over of it, taking it in, and the record that stays of it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from fortschrift.accounts.models import Job, Municipality, User
from fortschrift.accounts.permissions import may_see_internal
from fortschrift.accounts.results import require
from fortschrift.accounts.scope import home_crumb, municipality_or_404
from fortschrift.concepts import manuscript_accounts, manuscript_drafts, selectors
from fortschrift.concepts.addresses import concept_url, concepts_url, desk_url, version_url
from fortschrift.concepts.comparing.sides import Asked, comparison_url
from fortschrift.concepts.forms.taking_in import (
    FurtherTextForm,
    NewConceptForm,
    ReturnedFileForm,
    kind_in,
)
from fortschrift.concepts.manuscript_accounts import KeptAccount
from fortschrift.concepts.manuscript_identity import doubts_about
from fortschrift.concepts.manuscript_returning import Home
from fortschrift.concepts.manuscript_taking import TAKEN, open_references
from fortschrift.concepts.manuscripts.identity import Doubt
from fortschrift.concepts.manuscripts.outlook import Summary, summary_from
from fortschrift.concepts.manuscripts.understanding import after, before
from fortschrift.concepts.models import ManuscriptDraft, ManuscriptRecord
from fortschrift.concepts.outlook_shown import (
    key_numbers,
    shown_amendments,
    shown_changes,
    shown_comments,
    shown_listed,
    stems_from,
    sum_of,
)
from fortschrift.concepts.permissions import may_edit_text
from fortschrift.concepts.tasks.manuscripts import take_manuscript_in
from fortschrift.concepts.views.bringing_in import (
    crumbs,
    draft_or_404,
    draft_url,
    home_now,
    town_for,
)
from fortschrift.web.content import content
from fortschrift.web.pagination import paginate
from fortschrift.web.shapes import Link

ROWS_A_PAGE = 100


@login_required
def manuscript_left_over(request: HttpRequest, municipality: str, draft: UUID) -> HttpResponse:
    """List what will not be in the text, with its place: passages, changes, comments."""
    town, user = town_for(request, municipality)
    upload = draft_or_404(user, town, draft)
    account, marked = manuscript_drafts.left_over_of(upload)
    page = paginate(request, shown_listed(account.listed), per_page=ROWS_A_PAGE)
    return render(
        request,
        "concepts/bringing_in/left_over.html",
        {
            "municipality": town,
            "draft": upload,
            "is_ours": summary_from(upload.summary).is_ours,
            "summary": account,
            "sum": sum_of(account),
            "page": page,
            "changes": shown_changes(marked) if page.number == 1 else [],
            "comments": shown_comments(account.comments) if page.number == 1 else [],
            "back": draft_url(town, upload.pk),
            "step": 2,
            "crumbs": crumbs(
                town, Link(upload.file_name, draft_url(town, upload.pk)),
                Link(_("Was nicht übernommen wird")),
            ),
        },
    )  # fmt: skip


@login_required
def take_manuscript(request: HttpRequest, municipality: str, draft: UUID) -> HttpResponse:
    """Say as what the file is taken in; the background does it."""
    town, user = town_for(request, municipality)
    upload = draft_or_404(user, town, draft)
    if upload.taking is not None and upload.taking.state in (Job.State.WAITING, Job.State.RUNNING):
        return HttpResponseRedirect(_job_url(upload.taking))
    home = home_now(upload)
    summary = summary_from(upload.summary)
    form = _form(request, upload, summary, home)
    is_sent = request.method == "POST" and form.is_valid()
    doubts = _doubts(upload, form, home) if request.method == "POST" else []
    if is_sent and not doubts:
        return HttpResponseRedirect(_job_url(_start(upload, user, form)))
    failed = upload.taking if upload.taking and upload.taking.state == Job.State.FAILED else None
    return render(
        request,
        "concepts/bringing_in/take.html",
        {
            "municipality": town,
            "draft": upload,
            "form": form,
            "failed": failed,
            "is_doubtful": bool(doubts),
            "numbers": key_numbers(summary),
            "sum": sum_of(summary),
            "summary": summary,
            "makes_version": form.makes_version,
            "may_amend": form.may_amend,
            "is_ours": home is not None,
            "stems_from": stems_from(home) if home else "",
            "back": draft_url(town, upload.pk),
            "step": 3,
            "crumbs": crumbs(
                town, Link(upload.file_name, draft_url(town, upload.pk)), Link(_("Übernehmen"))
            ),
        },
        status=422 if form.is_bound and form.errors else 200,
    )


@login_required
def manuscript_record(request: HttpRequest, municipality: str, record: int) -> HttpResponse:
    """Show what a file was brought in as, and what became of every word of it."""
    town = municipality_or_404(municipality)
    assert isinstance(request.user, User)
    require(may_see_internal(request.user, town))
    found = selectors.manuscript_record(town, record)
    if found is None:
        raise Http404(_("Diese Datei ist hier nicht verzeichnet."))
    account = manuscript_accounts.read(found.account)
    page = paginate(request, shown_listed(account.listed), per_page=ROWS_A_PAGE)
    context = _kept(town, found, account, page)
    if found.strand is not None and may_edit_text(request.user, town):
        context["desk_url"] = desk_url(found.strand)
    return render(request, "concepts/bringing_in/record.html", context)


def _kept(
    town: Municipality, found: ManuscriptRecord, account: KeptAccount, page: Any
) -> dict[str, Any]:
    concept = found.concept
    version = selectors.version_of_record(found)
    return {
        "municipality": town,
        "record": found,
        "concept": concept,
        "version": version,
        "version_url": version_url(version, concept) if version else "",
        "comparison": _comparison(found),
        "amendments": shown_amendments(found.amendments.all(), concept),
        "summary": account,
        "sum": sum_of(account, is_proposal=account.is_proposal),
        "page": page,
        "comments": shown_comments(account.comments) if page.number == 1 else [],
        "crumbs": [
            home_crumb(town),
            Link(_("Konzepte"), concepts_url(town.slug)),
            Link(content(concept.name), concept_url(concept)),
            Link(_("Eingelesene Datei")),
        ],
    }


def _comparison(found: ManuscriptRecord) -> Link | None:
    """Lead to what is new against the version that a file was brought in beside."""
    version = found.text.version if found.text else None
    other = selectors.neighbour_of(version) if version else None
    if version is None or other is None:
        return None
    old, new = sorted((version, other), key=lambda each: each.order)
    label = _("Mit Fassung „%(other)s“ vergleichen") % {"other": other.label}
    return Link(label, comparison_url(found.concept, Asked(old.slug), Asked(new.slug)))


def _form(
    request: HttpRequest, draft: ManuscriptDraft, summary: Summary, home: Home | None
) -> NewConceptForm | FurtherTextForm:
    data = request.POST if request.method == "POST" else None
    shared: dict[str, Any] = {"draft": draft, "is_tracked": bool(summary.marked)}
    if draft.concept is None:
        initial = {"name": summary.title, "kind": kind_in(summary.title)}
        return NewConceptForm(data, initial=initial, **shared)
    if home is not None:
        return ReturnedFileForm(data, concept=draft.concept, reference=home.reference, **shared)
    references = list(open_references(draft.concept))
    return FurtherTextForm(data, concept=draft.concept, references=references, **shared)


def _doubts(
    draft: ManuscriptDraft, form: NewConceptForm | FurtherTextForm, home: Home | None
) -> Sequence[Doubt]:
    """Find what is still to be asked about the text that was chosen, and ask it in the form."""
    if home is not None or not isinstance(form, FurtherTextForm) or "reference" in form.errors:
        return ()
    if form.is_asked and form.is_valid():
        return ()
    taken = after if form.cleaned_data.get("tracked", TAKEN) == TAKEN else before
    doubts = doubts_about(draft, form.cleaned_data["reference"], taken)
    if doubts:
        form.ask(doubts)
    return doubts


def _start(draft: ManuscriptDraft, user: User, form: NewConceptForm | FurtherTextForm) -> Job:
    return manuscript_drafts.begin_taking(
        draft, take_manuscript_in, form.wishes(), user=user,
        title=_("„%(file)s“ übernehmen") % {"file": draft.file_name[-150:]},
    )  # fmt: skip


def _job_url(job: Job) -> str:
    return reverse("accounts:job", kwargs={"job": job.pk})
