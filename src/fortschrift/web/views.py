"""Switches for language and theme, both without JavaScript, and the gallery of components."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from fortschrift.web import samples
from fortschrift.web.theme import COOKIE, COOKIE_AGE, THEMES


# Exempt from CSRF on purpose: the worst a foreign page can do is to turn on the light, and without
# the token public pages carry no visitor's cookie and can be cached for everyone.
@csrf_exempt
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep the language of the interface in a cookie and lead back."""
    response = HttpResponseRedirect(_way_back(request))
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES) and check_for_language(chosen):
        _keep(request, response, settings.LANGUAGE_COOKIE_NAME, chosen)
    return response


@csrf_exempt
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep light, dark or system in a cookie and lead back."""
    response = HttpResponseRedirect(_way_back(request))
    chosen = request.POST.get("theme", "")
    if chosen in THEMES:
        _keep(request, response, COOKIE, chosen)
    return response


def _keep(request: HttpRequest, response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(
        name, value, max_age=COOKIE_AGE, secure=request.is_secure(), httponly=True, samesite="Lax"
    )


def _way_back(request: HttpRequest) -> str:
    target = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        return target
    return "/"


def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component with sample data, to maintainers and operators only."""
    _only_for_maintainers(request)
    return render(request, "web/gallery.html", samples.context(request))


def gallery_progress(request: HttpRequest) -> HttpResponse:
    """Answer the gallery's polling with the same bar one step further, and stop at the end."""
    _only_for_maintainers(request)
    steps = request.GET.get("schritt", "0")
    step = int(steps) if steps.isdecimal() else 0
    return render(request, "web/components/progress.html", {"progress": samples.progress(step)})


def _only_for_maintainers(request: HttpRequest) -> None:
    user = getattr(request, "user", None)
    if not (settings.DEBUG or getattr(user, "is_operator", False)):
        raise Http404
