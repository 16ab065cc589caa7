"""Which version is it? A file, or the code printed on a page, and the text it belongs to."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from fortschrift.accounts.models import Municipality, User
from fortschrift.accounts.scope import home_crumb, municipality_or_404
from fortschrift.concepts import repository, shown
from fortschrift.concepts.addresses import concepts_url, desk_url, version_url
from fortschrift.concepts.exports import version_file
from fortschrift.concepts.exports.recognising import Recognised, recognised
from fortschrift.concepts.forms.files import CodeForm, FileForm, refusal_of
from fortschrift.concepts.manuscripts.errors import Unreadable
from fortschrift.concepts.models import VersionText
from fortschrift.concepts.permissions import may_see_drafts
from fortschrift.concepts.selectors.by_hash import drafts_with_hash, texts_with_hash
from fortschrift.web.content import content
from fortschrift.web.shapes import Link


def which_version(request: HttpRequest, municipality: str) -> HttpResponse:
    """Answer which version a file or a code belongs to; nothing is stored."""
    town = municipality_or_404(municipality)
    code = CodeForm(request.GET if "kennung" in request.GET else None)
    file = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    answer: dict[str, Any] = {}
    if request.method == "POST":
        if file.is_valid():
            answer = _of_file(request, town, file)
    elif code.is_bound and code.is_valid():
        answer = _of_code(request, town, code.cleaned_data["kennung"])
    wrong = (file.is_bound and file.errors) or (code.is_bound and code.errors)
    return render(
        request,
        "concepts/files/which_version.html",
        {
            "municipality": town, "file": file, "code": code, "answer": answer,
            "crumbs": [
                home_crumb(town),
                Link(_("Konzepte"), concepts_url(town.slug)),
                Link(_("Welche Fassung ist das?")),
            ],
        },
        status=422 if wrong else 200,
    )  # fmt: skip


def _of_code(request: HttpRequest, town: Municipality, code: str) -> dict[str, Any]:
    return _answer(request, town, Recognised(code), is_file=False)


def _of_file(request: HttpRequest, town: Municipality, form: FileForm) -> dict[str, Any]:
    def made_anew(text: VersionText) -> bytes:
        tree = repository.load_tree(text.manifest)
        version = text.version
        address = request.build_absolute_uri(shown.text_url(version, version.concept, text))
        return version_file(version, text, tree, "pdf", address).make()

    try:
        found = recognised(town, form.data_of_file(), made_anew)
    except Unreadable as error:
        otherwise = _("Das ist keine Datei aus Fortschrift.")
        form.add_error("file", refusal_of(error.reason, otherwise))
        return {}
    if found is None:
        return {"found": False, "is_file": True}
    return _answer(request, town, found, is_file=True)


def _answer(
    request: HttpRequest, town: Municipality, found: Recognised, *, is_file: bool
) -> dict[str, Any]:
    """Collect what is said of a text: the versions that say it, and how the file stands to it."""
    texts = texts_with_hash(town, found.hash)
    sees_drafts = isinstance(request.user, User) and may_see_drafts(request.user, town)
    drafts = drafts_with_hash(town, found.hash) if sees_drafts and not texts else []
    return {
        "found": bool(texts or drafts or found.named),
        "is_file": is_file,
        "named": "" if texts or drafts else found.named,
        "code": found.hash[: shown.SHORT_HASH],
        "versions": [_version(each) for each in texts],
        "drafts": [
            (content(each.concept.name), content(each.name), desk_url(each)) for each in drafts
        ],
        "state": found.state if is_file else "",
        "changes": ngettext(
            "an %(n)d Stelle", "an %(n)d Stellen", found.changes
        ) % {"n": found.changes},
    }  # fmt: skip


def _version(text: VersionText) -> dict[str, Any]:
    version = text.version
    newest = max(version.texts.all(), key=lambda each: each.order)
    return {
        "concept": content(version.concept.name),
        "title": shown.marked_title(version),
        "url": shown.text_url(version, version.concept, text),
        "badges": shown.badges(version, text),
        "is_newest": newest.pk == text.pk,
        "later": _later(text),
    }


def _later(text: VersionText) -> list[Link]:
    """Name the versions that came after this one."""
    later = text.version.concept.versions.filter(order__gt=text.version.order).order_by("order")
    return [
        Link(shown.marked_title(each), version_url(each, text.version.concept)) for each in later
    ]
