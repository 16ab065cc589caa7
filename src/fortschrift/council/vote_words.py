"""A recorded vote in words, one for each thing that is known of it; corrections keep them."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from fortschrift.council.models import Quorum, VoteEvent

Words = dict[str, str]


def recorded_words(event: VoteEvent) -> Words:
    """Say everything that is recorded of a vote, by the name of the field.

    Numbers by group and votes by name stand by the name of the group and of the voter.
    """
    words = {
        _("Worüber"): event.subject,
        _("Ergebnis"): str(event.get_outcome_display()),
        _("Wie"): str(event.get_manner_display()),
        _("Im Wortlaut"): event.verbatim,
        _("Form"): str(event.get_form_display()),
        _("Nötig war"): str(event.get_requirement_display()),
        _("Anwesend"): "" if event.present is None else str(event.present),
        _("Warum ohne Zahlen"): event.counts_reason,
        _("Bemerkung"): event.note,
        _("Öffentlich"): str(event.get_visibility_display()),
        **_numbers(event),
        **_circumstances(event),
    }
    return {name: said for name, said in words.items() if said}


def differing_words(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Words, Words]:
    """Keep of both what they do not share."""
    return (
        {name: said for name, said in before.items() if after.get(name) != said},
        {name: said for name, said in after.items() if before.get(name) != said},
    )


def _numbers(event: VoteEvent) -> Words:
    words = {}
    for count in event.counts.select_related("group").order_by("pk"):
        whose = count.group.name if count.group else count.group_label
        name = f"{count.get_option_display()} ({whose})" if whose else count.get_option_display()
        words[str(name)] = count.reason or "?" if count.value is None else str(count.value)
    for vote in event.votes.select_related("voter").order_by("pk"):
        words[_("Stimme von %(name)s") % {"name": vote.voter}] = str(vote.get_option_display())
    return words


def _circumstances(event: VoteEvent) -> Words:
    quorum = "" if event.quorum == Quorum.NOT_SAID else str(event.get_quorum_display())
    excluded = event.exclusions.select_related("person").order_by("pk")
    return {
        _("Beschlussfähigkeit"): " – ".join(part for part in (quorum, event.quorum_note) if part),
        _("Widerspruch gegen den Umlauf"): yes_or_no(event.objected),
        _("Stichentscheid"): yes_or_no(event.chair_vote),
        _("Befangen"): "; ".join(
            " – ".join(filter(None, [str(each), str(each.get_took_part_display()), each.note]))
            for each in excluded
        ),
    }


def yes_or_no(answer: bool | None) -> str:
    """Say an answer; nothing when none is known."""
    return "" if answer is None else _("ja") if answer else _("nein")
