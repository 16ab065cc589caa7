"""What a text is made of: nodes that stay the same thing, and their insert-only states."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.append_only import AppendOnly
from fortschrift.accounts.models import Municipality, slug_validator
from fortschrift.concepts.models.concepts import Concept


class Outline(AppendOnly):
    """The structure of a concept as data: level names, order, numbering, attributes.

    ``content`` is the canonical JSON of ``core.text.Outline``; a change makes a new row.
    """

    concept = models.ForeignKey(Concept, models.PROTECT, related_name="outlines")
    digest = models.CharField(max_length=64)
    content = models.TextField()

    class Meta:
        verbose_name = _("Gliederung")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["concept", "digest"], name="outline_once"),
        ]

    def __str__(self) -> str:
        return f"{self.concept} {self.digest[:12]}"

    @property
    def municipality(self) -> Municipality:
        return self.concept.municipality


class Node(models.Model):
    """An element or block that keeps its identity through renaming, moving and renumbering.

    The target of all keys from above; the slug is its permanent address within the municipality.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    concept = models.ForeignKey(Concept, models.PROTECT, related_name="nodes")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="nodes")
    slug = models.CharField(max_length=100, validators=[slug_validator])

    class Meta:
        verbose_name = _("Element")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["municipality", "slug"], name="node_slug_once"),
        ]

    def __str__(self) -> str:
        return self.slug


class NodeState(AppendOnly):
    """What a node says at one time: the canonical JSON of ``core.text.NodeState``.

    ``heading`` repeats the heading without marks, for lists.  ``origins`` says which operation each
    character comes from (canonical JSON of ``core.text.ORIGINS``); equal words with another origin
    are another state, but the hash of a text is over the words alone.  ``change`` is the one that
    wrote the state; a state that came back by an undo keeps its first one.
    """

    # No index of its own: the one of node_state_once begins with the node.
    node = models.ForeignKey(Node, models.PROTECT, related_name="states", db_index=False)
    change = models.ForeignKey("concepts.Change", models.PROTECT, related_name="states")
    kind = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)
    content = models.TextField()
    heading = models.TextField(blank=True)
    origins_digest = models.CharField(max_length=64)
    origins = models.TextField()

    class Meta:
        verbose_name = _("Zustand eines Elements")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["node", "digest", "origins_digest"], name="node_state_once"
            ),
        ]

    def __str__(self) -> str:
        return self.heading or f"{self.node} {self.digest[:12]}"

    @property
    def municipality(self) -> Municipality:
        return self.node.municipality


class SearchEntry(models.Model):
    """What a state of a frozen text can be found by; drafts have no entry and are never found.

    Derived, so it may be built anew.  ``title`` is the heading, ``words`` heading, text and
    attributes, all in small letters; folded by us because SQLite folds only ASCII.
    """

    state = models.OneToOneField(
        NodeState, models.PROTECT, primary_key=True, related_name="search_entry"
    )
    node = models.ForeignKey(Node, models.PROTECT, related_name="search_entries")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    title = models.TextField(blank=True)
    words = models.TextField(blank=True)

    class Meta:
        verbose_name = _("Sucheintrag")

    def __str__(self) -> str:
        return self.words[:60]
