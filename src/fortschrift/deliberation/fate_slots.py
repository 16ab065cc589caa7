"""What pages of participation show of what became of a submission.

The sender's page tells all, in the voice that speaks to them; lists tell the one sentence.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString

from fortschrift.deliberation.answers import OF_ANYBODY, OF_SENDER, Fate, fates
from fortschrift.deliberation.selectors.answers import replies_to
from fortschrift.participation.models import Submission
from fortschrift.participation.selectors import first_wordings
from fortschrift.web.content import CONTENT_LANGUAGE

Pieces = Mapping[Any, SafeString]
#: The language beside German for those who wrote in another one.
OTHER = "en"


def told_to_sender(submissions: Sequence[Submission], request: HttpRequest) -> Pieces:
    """Tell what became of it once a body has it, and what the office answered."""
    found, replies = fates(submissions, OF_SENDER), replies_to(submissions)
    others = in_other_language(submissions, found)
    return {
        key: SafeString(render_to_string(
            "deliberation/fate.html",
            {"fate": fate, "replies": replies.get(key, ()), "other": others.get(key)},
            request=request,
        ))
        for key, fate in found.items() if fate.is_news or key in replies
    }  # fmt: skip


def told_to_everybody(submissions: Sequence[Submission], request: HttpRequest) -> Pieces:
    """Tell in a list in one sentence what became of each, once a body has it."""
    return {
        key: SafeString(render_to_string(
            "deliberation/fate_line.html", {"fate": fate}, request=request
        ))
        for key, fate in fates(submissions, OF_ANYBODY).items() if fate.is_news
    }  # fmt: skip


def in_other_language(
    submissions: Sequence[Submission], found: Mapping[UUID, Fate]
) -> Mapping[UUID, tuple[str, str]]:
    """Say the sentence once more to those who wrote in another language: its code and the words.

    German and English, whichever the page is not in.
    """
    amendments = [each for row in submissions for each in row.amendments.all()]
    written = {key: row.language for key, row in first_wordings(amendments).items()}
    foreign = [
        row for row in submissions
        if any(written[each.pk] != CONTENT_LANGUAGE for each in row.amendments.all())
    ]  # fmt: skip
    is_german = (translation.get_language() or CONTENT_LANGUAGE).startswith(CONTENT_LANGUAGE)
    code = OTHER if is_german else CONTENT_LANGUAGE
    with translation.override(code):
        said = fates(foreign, OF_SENDER) if foreign else {}
        return {
            key: (code, fate.sentence)
            for key, fate in said.items() if fate.sentence != found[key].sentence
        }  # fmt: skip
