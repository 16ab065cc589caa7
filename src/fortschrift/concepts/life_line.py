"""What became of each version, as stations of its concept's life line.

A decision that brought a status about tells it better and replaces the station.
"""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from fortschrift.concepts.addresses import version_url
from fortschrift.concepts.models import Concept, Version, VersionStatus
from fortschrift.sources.life_line import LifeLineEntry, occasion_key
from fortschrift.web.content import content, told
from fortschrift.web.shapes import Badge, Tone

Status = VersionStatus.Status
TONES: dict[str, Tone] = {
    Status.DRAFT: "info",
    Status.PROPOSED: "open",
    Status.ADOPTED: "success",
    Status.VALID: "success",
    Status.REJECTED: "danger",
    Status.UNKNOWN_WHETHER_ADOPTED: "warning",
}
#: On the same day a status stands behind what brought it about.
RANK = 80


def status_badge(status: VersionStatus) -> Badge:
    """Show a version's status as icon, word and colour."""
    return Badge(status.get_status_display(), TONES.get(status.status, "neutral"))


def version_title(version: Version) -> str:
    """Call a version by its label: "Fassung „2017“", "Fassung 1.0"."""
    if version.label.startswith("Fassung"):
        return content(version.label)
    return told(_("Fassung „%(label)s“"), label=content(version.label))


def of_versions(concept: Concept, versions: Iterable[Version]) -> list[LifeLineEntry]:
    """Turn the statuses of versions into stations.

    The versions must come with ``statuses__claims__source``.
    """
    return [
        _of_status(concept, version, status)
        for version in versions
        for status in version.statuses.all()
    ]


def _of_status(concept: Concept, version: Version, status: VersionStatus) -> LifeLineEntry:
    return LifeLineEntry(
        kind="version_status",
        title=version_title(version),
        date=status.happened,
        url=version_url(version, concept),
        badge=status_badge(status),
        remark=content(status.note),
        claims=tuple(status.claims.all()),
        occasions=[occasion_key("version", version.pk, status.status)],
        rank=RANK,
    )
