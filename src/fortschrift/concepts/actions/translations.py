"""The act of translating words of a node; nothing is replaced, the latest counts."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from fortschrift.accounts.journal import Entry, action, database_now
from fortschrift.accounts.models import User
from fortschrift.accounts.results import require
from fortschrift.concepts import repository
from fortschrift.concepts.errors import text_fault
from fortschrift.concepts.limits import LONGEST_TEXT
from fortschrift.concepts.models import Node, Translation
from fortschrift.concepts.permissions import may_translate
from fortschrift.concepts.translating import Spot, translatable, words_hash
from fortschrift.core.text import NodeId, TextError, intake


@action(_("{actor} hat „{node}“ übersetzt ({language}): {words}"))
def translate(
    entry: Entry,
    node: Node,
    *,
    words: str,
    language: str,
    text: str,
    actor: User | None,
    now: datetime,
    field: str = Translation.Field.TEXT,
    key: str = "",
) -> Translation:
    """Say in another language what words of a node say; ``words`` are the ones translated.

    They need not stand in the newest text.  ``language`` is BCP 47 in small letters, ``key`` names
    the attribute.  Of a list each item is a line.  Raises ValidationError for words the node never
    said in this field, and for a translation that is empty or no text.
    """
    require(may_translate(actor, node.municipality))
    spot = Spot(NodeId(node.pk), field, key)
    translation = _taken_in(text)
    if (spot, words) not in _ever_said(node):
        raise ValidationError({"words": _("Diese Worte haben bei diesem Element nie gestanden.")})
    entry.tell(node=node, language=language, words=words[:80])
    return entry.create(
        Translation, node=node, field=field, key=key, text_hash=words_hash(words),
        language=language, text=translation, actor=actor, recorded=database_now(),
    )  # fmt: skip


def _taken_in(text: str) -> str:
    if len(text) > LONGEST_TEXT:  # measured first, for taking in takes time with the length
        raise ValidationError({"text": _("Die Übersetzung ist zu lang.")})
    try:
        taken = intake(text).strip()
    except TextError as error:
        raise ValidationError({"text": text_fault(error)}) from error
    if not taken:
        raise ValidationError({"text": _("Bitte geben Sie die Übersetzung ein.")})
    return taken


def _ever_said(node: Node) -> set[tuple[Spot, str]]:
    contents = node.states.values_list("content", flat=True)
    return {each for state in repository.decoded(list(contents)) for each in translatable(state)}
