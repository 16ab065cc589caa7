"""German words for what the core gives as codes: parameters, faults, and why a vote came out so."""

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from fortschrift.core.rules.parameters import RuleFault
from fortschrift.core.rules.reasons import Reason
from fortschrift.core.rules.reasons import ReasonCode as Code
from fortschrift.core.rules.rule import Mark
from fortschrift.core.rules.shares import Share

#: What each group of parameters is about; the part before the first dot, or the whole name.
SUBJECTS = {
    "majority": _lazy("Mehrheit"),
    "tie": _lazy("Stimmengleichheit"),
    "abstention": _lazy("Enthaltung"),
    "unanimity": _lazy("Einstimmigkeit"),
    "voting": _lazy("Wer eine Stimme hat"),
    "quorum": _lazy("Beschlussfähigkeit"),
    "second_meeting": _lazy("Zweite Sitzung"),
    "vote": _lazy("Form der Abstimmung"),
    "rollcall": _lazy("Namentliche Abstimmung"),
    "secret": _lazy("Geheime Abstimmung"),
    "motion": _lazy("Form von Anträgen"),
    "notice": _lazy("Ladungsfrist"),
    "agenda": _lazy("Erweiterung der Tagesordnung"),
    "circular_resolution": _lazy("Umlaufbeschluss"),
    "minutes": _lazy("Niederschrift"),
    "conflict": _lazy("Mitwirkungsverbot"),
    "video": _lazy("Teilnahme per Video"),
    "objection": _lazy("Einspruch"),
    "public_result_notice": _lazy("Bekanntgabe von Beschlüssen"),
}

_BASES = {
    "yes_no": _lazy("Ja- und Nein-Stimmen"),
    "voting": _lazy("Abstimmenden"),
    "present": _lazy("Anwesenden"),
    "members": _lazy("Mitglieder"),
    "statutory_members": _lazy("gesetzlichen Mitglieder"),
}

_FAULTS: dict[str, Callable[[], str]] = {
    "unknown_parameter": lambda: _("Diese Regel gibt es nicht."),
    "value": lambda: _("„%(given)s“ ist hier kein möglicher Wert."),
    "twice": lambda: _("Für dieselbe Zeit steht hier schon etwas (%(given)s)."),
    "reversed": lambda: _("Das Ende liegt vor dem Beginn."),
    "source": lambda: _("Die Quelle fehlt."),
}


def subject_words(parameter: str) -> str:
    """Name what a parameter is about."""
    return str(SUBJECTS[parameter.partition(".")[0]])


def fault_words(fault: RuleFault) -> str:
    """Say why a rule cannot be meant."""
    return _FAULTS[fault.code]() % {"given": fault.given}


def share_words(written: str, basis: str) -> str:
    """Say a share of a basis: "mehr als die Hälfte der Mitglieder"."""
    share = Share.parse(written)
    whole = str(_BASES[basis])
    if share.is_half and share.more:
        return _("mehr als die Hälfte der %(whole)s") % {"whole": whole}
    if share.part == share.whole:
        return _("alle %(whole)s") % {"whole": whole}
    words = _("mehr als %(share)s der %(whole)s") if share.more else _(
        "mindestens %(share)s der %(whole)s"
    )  # fmt: skip
    return words % {"share": f"{share.part}/{share.whole}", "whole": whole}


def reason_words(reason: Reason) -> str:
    """Say a reason with the places it rests on, and whether those are checked."""
    values = dict(reason.values)
    if "share" in values:
        values["needed"] = share_words(str(values["share"]), str(values["basis"]))
    if "parameter" in values:
        values["subject"] = subject_words(str(values["parameter"]))
    sentence = _WORDS[reason.code]() % values
    sources = list(dict.fromkeys(setting.source for setting in reason.settings))
    if not sources:
        return sentence
    draft = any(setting.mark is Mark.DRAFT for setting in reason.settings)
    cited = "; ".join(sources) + (_(", nicht geprüft") if draft else "")
    return f"{sentence} ({cited})"


#: Functions, because gettext must run when the sentence is read.
_WORDS: dict[Code, Callable[[], str]] = {
    Code.QUORUM_PRESUMED: lambda: _("Die Beschlussfähigkeit gilt, bis jemand sie anzweifelt."),
    Code.QUORUM_ESTABLISHED: lambda: _("Die Beschlussfähigkeit ist festgestellt."),
    Code.QUORUM_MET: lambda: _("Es waren genug anwesend."),
    Code.QUORUM_LACKING: lambda: _("Das Gremium war nicht beschlussfähig."),
    Code.QUORUM_UNKNOWN: lambda: _("Ob genug anwesend waren, ist nicht bekannt."),
    Code.BELOW_FLOOR: lambda: _("Es waren so wenige anwesend, dass der Vorsitz handeln musste."),
    Code.NOT_CONVENED: lambda: _("Zur Sitzung war nicht ordnungsgemäß geladen."),
    Code.ALL_PRESENT: lambda: _("Alle Mitglieder waren anwesend, niemand hat die Ladung gerügt."),
    Code.SECOND_MEETING: lambda: _("In der zweiten Sitzung genügen weniger."),
    Code.HINT_MISSING: lambda: _("Der Hinweis in der Ladung zur zweiten Sitzung fehlte."),
    Code.NOTICE_TOO_SHORT: lambda: _("Die Frist zur zweiten Sitzung war kürzer als %(days)s Tage."),
    Code.CONFLICT_QUORUM: lambda: _(
        "Wegen der Ausgeschlossenen (%(excluded)s) gilt eine eigene Zahl."
    ),
    Code.APPROVAL_NEEDED: lambda: _("Die Kommunalaufsicht muss genehmigen."),
    Code.MAJORITY_REACHED: lambda: _("Erreicht ist: %(needed)s."),
    Code.MAJORITY_MISSED: lambda: _("Nicht erreicht ist: %(needed)s."),
    Code.MAJORITY_UNKNOWN: lambda: _("Ob die Mehrheit erreicht ist, geben die Zahlen nicht her."),
    Code.TIE: lambda: _("Ja- und Nein-Stimmen sind gleich viele: %(yes)s."),
    Code.CASTING_VOTE: lambda: _("Bei Stimmengleichheit hat der Vorsitz zugestimmt."),
    Code.UNANIMOUS: lambda: _("Einstimmigkeit ist erreicht: %(needed)s."),
    Code.NOT_UNANIMOUS: lambda: _("Einstimmigkeit ist nicht erreicht: %(needed)s."),
    Code.ABSTENTIONS_IGNORED: lambda: _("Enthaltungen zählen nicht mit."),
    Code.ABSTENTIONS_COUNTED: lambda: _("Enthaltungen zählen mit und wirken wie Nein."),
    Code.ABSTENTION_FORBIDDEN: lambda: _("Enthaltungen sind nicht vorgesehen."),
    Code.CONFLICT_DECISIVE: lambda: _(
        "Ohne die Stimmen der Ausgeschlossenen wäre es anders ausgegangen."
    ),
    Code.CONFLICT_NOT_DECISIVE: lambda: _(
        "Die Stimmen der Ausgeschlossenen gaben nicht den Ausschlag."
    ),
    Code.CONFLICT_UNKNOWN: lambda: _(
        "Ob die Stimmen der Ausgeschlossenen den Ausschlag gaben, ist nicht bekannt."
    ),
    Code.CONFLICT_VOID: lambda: _("Ein Ausgeschlossener hat mitgewirkt."),
    Code.SECRET_FORBIDDEN: lambda: _("Geheim darf darüber nicht abgestimmt werden."),
    Code.CIRCULATION_ALLOWED: lambda: _("Ein Beschluss im Umlauf ist vorgesehen."),
    Code.CIRCULATION_NOT_ALLOWED: lambda: _("Ein Beschluss im Umlauf ist nicht vorgesehen."),
    Code.CIRCULATION_OBJECTED: lambda: _("Dem Umlauf hat jemand widersprochen."),
    Code.CIRCULATION_UNKNOWN: lambda: _("Ob jemand dem Umlauf widersprach, ist nicht bekannt."),
    Code.RULE_UNKNOWN: lambda: _("Die Regel dazu ist nicht bekannt: %(subject)s."),
}
