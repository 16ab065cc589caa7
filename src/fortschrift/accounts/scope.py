"""The municipality an address speaks of."""

from django.http import Http404
from django.utils.translation import gettext as _

from fortschrift.accounts.models import Municipality


def municipality_or_404(slug: str) -> Municipality:
    """Return the municipality of this address; raises Http404 with a sentence otherwise."""
    found = Municipality.objects.select_related("part_of").filter(slug=slug).first()
    if found is None:
        raise Http404(_("Diese Kommune gibt es hier nicht."))
    return found
