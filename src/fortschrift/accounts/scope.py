"""The municipality an address speaks of, and the way back to its start page."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from fortschrift.accounts.models import Municipality
from fortschrift.web.content import content
from fortschrift.web.shapes import Link


def municipality_or_404(slug: str) -> Municipality:
    """Return the municipality of this address; raises Http404 with a sentence otherwise."""
    found = Municipality.objects.select_related("part_of").filter(slug=slug).first()
    if found is None:
        raise Http404(_("Diese Kommune gibt es hier nicht."))
    return found


def home_crumb(municipality: Municipality) -> Link:
    """Return the first crumb of every page of a municipality."""
    return Link(
        content(municipality.name), reverse("publication:municipality", args=[municipality.slug])
    )
