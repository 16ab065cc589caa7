"""The way in to every page of the desk: who is signed in, and which element is still there."""

from collections.abc import Callable
from dataclasses import asdict
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from fortschrift.concepts.views.room import NotInDraft, room_or_404, typed, window_of
from fortschrift.concepts.views.struck import struck_page

View = Callable[..., HttpResponse]

#: Characters that wait for somebody who signs in again; a page has about 3,000.
_WAITING = 200_000


def at_desk(view: View) -> View:
    """Let only those in who are signed in; what they sent after their session ended waits for them.

    It waits in the session that the sign-in goes on with, and only the element it was written at
    takes it out, for somebody who may write there.  The address of an element that was struck
    answers with a page that says so.
    """

    @wraps(view)
    def seen(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            try:
                return view(request, *args, **kwargs)
            except NotInDraft as missing:
                return _struck(request, str(missing), **kwargs)
        back = request.path
        if request.method == "POST" and "node" in kwargs:
            back = reverse("concepts:desk_element", kwargs=kwargs)
            _let_wait(request, back)
        return redirect_to_login(back)

    return seen


def _struck(
    request: HttpRequest, slug: str, *, municipality: str, concept: str, strand: str, **_more: Any
) -> HttpResponse:
    page = struck_page(request, room_or_404(request, municipality, concept, strand), slug)
    if page is None:
        raise Http404(_("Dieses Element steht nicht in diesem Entwurf."))
    return page


def with_drafts(view: View) -> View:
    """Lead to the sign-in who asks for two sides of which one is a draft; versions are for all."""

    @wraps(view)
    def seen(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asks = kwargs["old"].draft or kwargs["new"].draft
        # Only then: who reads versions is not looked up for a page that is kept.
        if asks and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return seen


def _let_wait(request: HttpRequest, back: str) -> None:
    fields = typed(request)
    if not fields or sum(map(len, fields.values())) > _WAITING:
        return
    request.session["written"] = {
        "path": back, "base": request.POST.get("base", ""), "fields": fields,
        "window": asdict(window_of(request)),
    }  # fmt: skip
