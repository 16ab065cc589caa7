"""What becomes of a proposal, in plain sentences: what everyone who proposed something is told.

One sentence comes first, then what each body did.  The sentences are the same for whoever
proposed it and for everybody; only what they call the proposal differs (`Voice`).  What a body
that sits in private decided is not told, nor whether it has decided at all.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _

from fortschrift.concepts.models import Amendment, CurrentWording
from fortschrift.core.partial_date import PartialDate, Precision
from fortschrift.council.models import VoteEvent
from fortschrift.deliberation.models import Decision, QuestionResult
from fortschrift.deliberation.selectors.fates import Known, known_of
from fortschrift.deliberation.wording import RESULT_TONES, decision_word
from fortschrift.participation.models import Submission, SubmissionStatus
from fortschrift.sources.models import Visibility
from fortschrift.web.dates import date_words, day_words
from fortschrift.web.shapes import Badge

Manner, Result, State = VoteEvent.Manner, QuestionResult.Result, CurrentWording.State
Status = SubmissionStatus.Status


@dataclass(frozen=True, slots=True)
class Voice:
    """What the sentences call the proposal: as object, as subject; a wish; several together."""

    it: str | Promise
    It: str | Promise
    Wish: str | Promise
    them: str | Promise


OF_SENDER = Voice(
    gettext_lazy("Ihren Vorschlag"), gettext_lazy("Ihr Vorschlag"),
    gettext_lazy("Ihr Wunsch"), gettext_lazy("Ihren %(n)d Vorschlägen"),
)  # fmt: skip
OF_ANYBODY = Voice(
    gettext_lazy("diesen Vorschlag"), gettext_lazy("Dieser Vorschlag"),
    gettext_lazy("Dieser Wunsch"), gettext_lazy("diesen %(n)d Vorschlägen"),
)  # fmt: skip
_TAKEN_OVER = Voice(
    gettext_lazy("den Vorschlag"), gettext_lazy("Der Vorschlag"),
    gettext_lazy("Der Wunsch"), gettext_lazy("den %(n)d Vorschlägen"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Detail:
    """A remark on a station: words of ours, and behind them what somebody wrote."""

    said: str
    given: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One station: its sentence, the reason as given, details; the result if there is one.

    ``body`` and ``date`` are those of the decision, if there is one; ``proposal`` is the number
    of the proposal that a body had before it, and ``is_news`` tells the station from the mere
    reception.
    """

    sentence: str
    reason: str = ""
    details: tuple[Detail, ...] = ()
    result: str = ""
    body: str = ""
    date: str = ""
    proposal: int = 0
    is_news: bool = False

    @property
    def is_decided(self) -> bool:
        return bool(self.result) and self.result not in (Result.OPEN, Result.UNKNOWN)

    @property
    def result_word(self) -> str:
        return str(Result(self.result).label) if self.result else ""

    @property
    def badge(self) -> Badge | None:
        return Badge(self.result_word, RESULT_TONES[self.result]) if self.result else None


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a submission: the one sentence, and all stations in the order of bodies."""

    sentence: str
    steps: Sequence[Step]

    @property
    def lead(self) -> Step:
        """The station that counts: the last decision, else the last that is public."""
        decided = [each for each in self.steps if each.is_decided]
        told = [each for each in self.steps if each.result] or [self.steps[0]]
        return (decided or told)[-1]

    @property
    def is_news(self) -> bool:
        """Whether more is known than that it came in and was released, held back or withdrawn."""
        return any(each.is_news for each in self.steps)


def fates(submissions: Sequence[Submission], voice: Voice) -> Mapping[UUID, Fate]:
    """Say what became of submissions; constant queries.

    The rows come with ``SubmissionQuerySet.with_content``.  A wish that was taken into readings
    tells what became of it there.
    """
    taken = _taken_over([row for row in submissions if row.reading_id is None])
    others = [each for rows in taken.values() for each in rows]
    known = known_of([*submissions, *others])
    found = {}
    for row in submissions:
        steps = _steps(row, known[row.pk], voice)
        for each in taken.get(row.pk, ()):
            steps = [_taken_step(each, voice), *_steps(each, known[each.pk], _TAKEN_OVER)]
        found[row.pk] = Fate(_first(row, steps, voice), steps)
    return found


def the_body(name: str) -> str:
    """Name a body as the beginning of a sentence, with its article where that is certain."""
    first, _blank, rest = name.partition(" ")
    if (get_language() or "de").split("-")[0] == "de":
        if first == "Runder" and rest:
            return f"Der Runde {rest}"
        if first.lower().endswith(("rat", "ausschuss", "tisch", "kreis", "vorstand")):
            return f"Der {name}"
        if first.lower().endswith(("gruppe", "kommission", "versammlung", "konferenz")):
            return f"Die {name}"
    return _("Das Gremium „%(body)s“") % {"body": name}


def _taken_over(wishes: Sequence[Submission]) -> Mapping[UUID, list[Submission]]:
    """Return what was made of wishes in readings that everybody may see, by the wish."""
    found: dict[UUID, list[Submission]] = {}
    rows = Submission.objects.filter(wish__in=wishes, reading__visibility=Visibility.PUBLIC)
    for row in rows.with_content().order_by("recorded", "pk"):
        assert row.wish_id is not None
        found.setdefault(row.wish_id, []).append(row)
    return found


def _taken_step(row: Submission, voice: Voice) -> Step:
    words = {"Wish": voice.Wish, "reading": row.reading}
    return Step(_("%(Wish)s ist jetzt ein Vorschlag in: %(reading)s.") % words, is_news=True)


def _first(row: Submission, steps: Sequence[Step], voice: Voice) -> str:
    """Choose the one sentence; of several proposals sent together, how many are decided."""
    numbers = {each.pk for each in row.amendments.all()}
    if len(numbers) > 1 and len(steps) > 1:
        decided = len({each.proposal for each in steps if each.is_decided})
        return _("Von %(them)s ist über %(decided)d entschieden.") % {
            "them": str(voice.them) % {"n": len(numbers)}, "decided": decided,
        }  # fmt: skip
    return Fate("", steps).lead.sentence


def _steps(row: Submission, known: Sequence[Known], voice: Voice) -> list[Step]:
    statuses = {each.status: each for each in row.statuses.all()}
    if Status.WITHHELD in statuses:
        sentence = _("%(It)s wird nicht gezeigt.") % {"It": _subject(row, voice)}
        return [Step(sentence, statuses[Status.WITHHELD].reason)]
    steps = _of_bodies(row, known, voice)
    if Status.WITHDRAWN in statuses:
        decided = [each for each in steps if each.result]
        return [_withdrawn(row, voice, is_decided=bool(decided)), *decided]
    return steps or [_of_nobody(row, voice, is_released=Status.RELEASED in statuses)]


def _withdrawn(row: Submission, voice: Voice, *, is_decided: bool) -> Step:
    words = {"It": _subject(row, voice)}
    if is_decided:
        return Step(_("%(It)s ist zurückgezogen.") % words)
    return Step(_("%(It)s ist zurückgezogen. Darüber wird nicht mehr entschieden.") % words)


def _of_nobody(row: Submission, voice: Voice, *, is_released: bool) -> Step:
    words = {"It": _subject(row, voice)}
    if not is_released:
        return Step(_("%(It)s ist eingegangen und noch nicht freigegeben.") % words)
    if row.reading_id is None:
        return Step(_("%(It)s wird in der nächsten Überprüfung behandelt.") % words)
    return Step(_("%(It)s ist freigegeben. Beraten wird darüber noch nicht.") % words)


def _subject(row: Submission, voice: Voice) -> str:
    return str(voice.Wish if row.reading_id is None else voice.It)


def _of_bodies(row: Submission, known: Sequence[Known], voice: Voice) -> list[Step]:
    several = len({each.amendment.pk for each in known}) > 1
    found = []
    for each in known:
        step = _step(each, _numbered(voice, each.amendment) if several else voice)
        number = 0 if each.is_closed else each.amendment.number
        step = replace(step, proposal=number, is_news=True)
        if step not in found:  # of a body that sits in private there is one sentence for all
            found.append(step)
    return found


def _numbered(voice: Voice, amendment: Amendment) -> Voice:
    return replace(voice, it=f"{voice.it} {amendment.number}", It=f"{voice.It} {amendment.number}")


def _step(known: Known, voice: Voice) -> Step:
    if known.is_closed:
        return Step(_closed(known))
    if not known.results:
        return Step(_before(known, voice))
    last = known.results[-1]
    parts = [each for each in known.results if each.question.part_id]
    if parts and last.question.part_id:
        return _in_parts(known, parts, voice)
    words = _words(last.decision, voice)
    sentence, more = _sentence(last, words), _whereabouts(known, last)
    if last.decision.corrects_id:
        more = [*more, _("Das berichtigt, was hier vorher stand.")]
    return Step(
        _told(sentence, *more), last.reason, tuple(_details(known, last)), last.result,
        words["body"], words["date"],
    )  # fmt: skip


def _closed(known: Known) -> str:
    body = known.consideration.organization
    if body.visibility != Visibility.PUBLIC:
        return _("Darüber berät auch ein Gremium, das nicht öffentlich tagt. Was dort entschieden"
                 " wird, steht nicht auf dieser Seite.")  # fmt: skip
    return _("Darüber berät auch ein Gremium, das nicht öffentlich tagt: %(body)s. Was dort"
             " entschieden wird, steht nicht auf dieser Seite.") % {"body": body}  # fmt: skip


def _before(known: Known, voice: Voice) -> str:
    sentence = _("%(Body)s berät seit dem %(day)s über %(it)s.") % {
        "Body": the_body(known.consideration.organization.name),
        "day": day_words(known.consideration.recorded), "it": voice.it,
    }  # fmt: skip
    if known.pointer is not None and known.pointer.state in (State.UNFIT, State.LAPSED):
        return _told(sentence, _("Der Text an dieser Stelle hat sich inzwischen geändert; geprüft"
                                 " wird, ob er noch passt."))  # fmt: skip
    return sentence


def _words(decision: Decision, voice: Voice) -> dict[str, str]:
    body = decision.organization.name_at(decision.date)
    return {
        "Body": the_body(body), "it": str(voice.it), "It": str(voice.It),
        "when": _when(decision.date), "how": _how(decision.vote_event), "body": body,
        "date": date_words(decision.date, unknown=""),
    }  # fmt: skip


def _when(date: PartialDate) -> str:
    """Say when, as it stands in a sentence: "am 15. Mai 2026", "im Mai 2026", "2026"."""
    words = date_words(date, unknown="")
    if date.precision is Precision.DAY and words:
        return pgettext("in einem Satz", "am %(day)s") % {"day": words}
    if date.precision is Precision.MONTH and words:
        return pgettext("in einem Satz", "im %(month)s") % {"month": words}
    return words


def _how(event: VoteEvent | None) -> str:
    words = {
        Manner.UNANIMOUS: _("einstimmig"),
        Manner.UNANIMOUS_ABSTENTIONS: _("einstimmig bei Enthaltung"),
        Manner.MAJORITY: _("mehrheitlich"),
        Manner.LARGE_MAJORITY: _("mit großer Mehrheit"),
        Manner.NO_OPPOSITION: _("ohne Gegenstimme"),
    }
    return words.get(Manner(event.manner), "") if event else ""


def _sentence(result: QuestionResult, words: Mapping[str, str]) -> str:
    if result.result in _ADVISED and decision_word(result.decision) == _("Empfehlung"):
        return str(_ADVISED[result.result]) % words
    return str(_DECIDED[result.result]) % words


#: The pieces may be empty, which leaves a blank too many; `_told` takes it out.
_DECIDED: Mapping[str, Promise] = {
    Result.ADOPTED: gettext_lazy("%(Body)s hat %(it)s %(when)s %(how)s angenommen."),
    Result.ADOPTED_AMENDED: gettext_lazy(
        "%(Body)s hat %(it)s %(when)s %(how)s mit einer Änderung angenommen."
    ),
    Result.ADOPTED_IN_SUBSTANCE: gettext_lazy(
        "%(Body)s hat %(it)s %(when)s %(how)s dem Sinn nach angenommen."
    ),
    Result.PARTLY: gettext_lazy("%(Body)s hat %(it)s %(when)s zum Teil angenommen."),
    Result.REJECTED: gettext_lazy("%(Body)s hat %(it)s %(when)s %(how)s abgelehnt."),
    Result.LAPSED: gettext_lazy("%(It)s ist %(when)s entfallen: %(Body)s hat anders entschieden."),
    Result.OPEN: gettext_lazy(
        "%(Body)s hat %(when)s über %(it)s beraten. Entschieden ist noch nichts."
    ),
    Result.UNKNOWN: gettext_lazy(
        "%(Body)s hat %(when)s über %(it)s entschieden. Wie, ist nicht bekannt."
    ),
}
_ADVISED: Mapping[str, Promise] = {
    Result.ADOPTED: gettext_lazy("%(Body)s hat %(when)s %(how)s empfohlen, %(it)s anzunehmen."),
    Result.ADOPTED_AMENDED: gettext_lazy(
        "%(Body)s hat %(when)s %(how)s empfohlen, %(it)s mit einer Änderung anzunehmen."
    ),
    Result.REJECTED: gettext_lazy("%(Body)s hat %(when)s %(how)s empfohlen, %(it)s abzulehnen."),
}


def _whereabouts(known: Known, result: QuestionResult) -> list[str]:
    """Say where the words are now: in the draft, in another's, nowhere yet."""
    match result.result:
        case Result.ADOPTED_IN_SUBSTANCE:
            return [_worked_out(result)]
        case Result.ADOPTED_AMENDED if _is_enacted(result) and not known.leader:
            return [_("So geändert steht er jetzt im Entwurf.")]
        case Result.ADOPTED | Result.ADOPTED_AMENDED:
            return [_in_draft(known, result)]
        case Result.REJECTED | Result.LAPSED if known.leader:
            return [_together(known.leader)]
        case _:
            return []


def _worked_out(result: QuestionResult) -> str:
    if _is_enacted(result):
        return _("Der Wortlaut ist ausgearbeitet und steht jetzt im Entwurf.")
    return _("Der Wortlaut folgt.")


def _in_draft(known: Known, result: QuestionResult) -> str:
    pointer = known.pointer
    state = pointer.state if pointer else ""
    if known.leader is not None and state != State.ADOPTED:
        return _told(_together(known.leader), _in_words_of(known.leader, result))
    if known.is_joint:
        return _("Er ist in einen gemeinsamen Wortlaut eingegangen, der jetzt im Entwurf steht.")
    if pointer is not None and pointer.cause is not None and state == State.LAPSED:
        return _("Er überschnitt sich mit %(other)s, dessen Wortlaut jetzt im Entwurf steht.") % {
            "other": _named(pointer.cause)
        }
    if state == State.SET_ASIDE:
        return _("Er überschnitt sich mit einem anderen; der Text bleibt dort, wie er war.")
    if _is_enacted(result):
        return _told(_together(known.leader), _("Er steht jetzt im Entwurf."))
    return _("Im Entwurf steht er noch nicht.")


def _together(leader: Amendment | None) -> str:
    if leader is None:
        return ""
    return _("Entschieden wurde gemeinsam mit %(other)s.") % {"other": _named(leader)}


def _in_words_of(leader: Amendment, result: QuestionResult) -> str:
    if _is_enacted(result):
        return _("Im Entwurf steht der Wortlaut von %(other)s.") % {"other": _named(leader)}
    return _("Im Entwurf steht er noch nicht.")


def _named(amendment: Amendment) -> str:
    return _("Vorschlag %(number)d") % {"number": amendment.number}


def _is_enacted(result: QuestionResult) -> bool:
    return bool(result.is_enacted)  # type: ignore[attr-defined]


def _in_parts(known: Known, parts: Sequence[QuestionResult], voice: Voice) -> Step:
    """Sum up what was decided part by part; each part stands in the details."""
    results = {each.result for each in parts}
    whole = results.pop() if len(results) == 1 else Result.PARTLY
    words = _words(parts[-1].decision, voice)
    details = [
        Detail(f"{_part(each)}: {each.get_result_display()}.", each.reason) for each in parts
    ]
    return Step(
        _told(str(_DECIDED[whole]) % words), "", (*details, *_advice(known)), whole, words["body"],
        words["date"],
    )  # fmt: skip


def _part(result: QuestionResult) -> str:
    part = result.question.part
    return _("Teil %(label)s") % {"label": part.label if part else ""}


def _details(known: Known, result: QuestionResult) -> Iterable[Detail]:
    if result.decision.correction:
        yield Detail(_("Was berichtigt wurde:"), result.decision.correction)
    if result.result not in (Result.OPEN, Result.UNKNOWN):
        yield from _advice(known)


def _advice(known: Known) -> Iterable[Detail]:
    if known.advice is not None:
        words = {"advice": known.advice.get_advice_display()}
        yield Detail(_("Die Verwaltung hatte empfohlen: %(advice)s.") % words, known.advice.reason)


def _told(*sentences: str) -> str:
    """Put sentences one after another, without the blanks that empty pieces leave."""
    return " ".join(" ".join(sentences).split())
