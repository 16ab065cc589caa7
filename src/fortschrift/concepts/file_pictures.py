"""The pictures that files of texts show, read from where they are kept.

However many a text has, all together stay so small that its file can be brought back
(`limits.LARGEST_OWN_FILE`): each has the same share.
"""

from fortschrift.accounts.models import Municipality
from fortschrift.concepts.rendering.pictures import Drawable, Pictures, media_of
from fortschrift.core.text import Tree
from fortschrift.sources import selectors
from fortschrift.sources.models import Media
from fortschrift.sources.printing import printed

_MOST_BYTES = 6 * 2**20
_MOST_OF_ONE = 2**20


def pictures_in(town: Municipality, *trees: Tree) -> Pictures:
    """Give the pictures that texts name and that can be shown; 1 query where there are any."""
    keys = dict.fromkeys(
        media_of(state) for tree in trees for state in tree if state.kind == "image"
    )
    kept = selectors.media_of(town, keys) if keys else {}
    most = min(_MOST_OF_ONE, _MOST_BYTES // max(len(kept), 1))
    found = ((key, _drawable(kept[key], most)) for key in keys if key in kept)
    return {key: drawable for key, drawable in found if drawable is not None}


def _drawable(media: Media, most: int) -> Drawable | None:
    """Take a picture with whose it is, as pages say it."""
    found = printed(media, most)
    if found is None:
        return None
    whose = ", ".join(filter(None, (media.credit, media.licence)))
    credit = f"Bild: {whose}" if whose else ""
    return Drawable(found.data, found.ending, found.width, found.height, credit)
