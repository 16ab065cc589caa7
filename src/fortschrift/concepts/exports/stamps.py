"""What a file says of itself: title, version, standing, when, hash, address."""

from datetime import date

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from fortschrift.concepts import shown
from fortschrift.concepts.models import Concept, Strand, Version, VersionText
from fortschrift.concepts.rendering.stamp import Stamp
from fortschrift.concepts.standing import current_status
from fortschrift.core.text import TREE, Tree, digest
from fortschrift.web.dates import date_words


def version_stamp(version: Version, text: VersionText, tree: Tree, address: str) -> Stamp:
    """Tell of a frozen text; its hash is that of its canonical bytes."""
    with override("de"):  # the text is German, and so is what is printed around it
        return Stamp(
            version.concept.name, version.municipality.name, shown.title(version),
            _standing(version, text), localtime(text.recorded).date(), address, text.hash,
            TREE.to_bytes(tree),
        )  # fmt: skip


def draft_stamp(strand: Strand, tree: Tree, address: str) -> Stamp:
    """Tell of a draft as it stands now."""
    stored = TREE.to_bytes(tree)
    with override("de"):
        return Stamp(
            strand.concept.name, strand.municipality.name,
            _("Entwurf „%(name)s“") % {"name": strand.name}, _("noch nicht beschlossen"),
            _day(strand), address, digest(stored), stored, change=str(strand.head_id),
        )  # fmt: skip


def comparison_stamp(concept: Concept, old: Stamp, new: Stamp) -> Stamp:
    """Tell of two texts in one file; what is printed of its identity is that of the new one."""
    with override("de"):
        between = _("%(new)s, Änderungen gegenüber: %(old)s") % {
            "new": new.version, "old": old.version,
        }  # fmt: skip
    return Stamp(
        concept.name, new.publisher, between, new.standing, new.day, new.address, new.hash,
        new.embedded, old.hash, new.change,
    )  # fmt: skip


def _standing(version: Version, text: VersionText) -> str:
    """Say where a version stands, and how much of its text this is."""
    status = current_status(version.statuses.all())
    words = [str(status.get_status_display())] if status else [_("Stand noch nicht erfasst")]
    if status and (when := date_words(status.happened, unknown="")):
        words.append(str(when))
    if text.completeness != VersionText.Completeness.COMPLETE:
        words.append(str(text.get_completeness_display()))
    return ", ".join(words)


def _day(strand: Strand) -> date:
    return localtime(strand.head.recorded).date()
