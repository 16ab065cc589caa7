"""The expected answers, read from the files beside this module."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from fortschrift.core.rules.circumstances import (
    Asked,
    Circumstances,
    Conflicted,
    Form,
    QuorumState,
)
from fortschrift.core.rules.parameters import read_value
from fortschrift.core.rules.rule import Rule, Setting, resolve
from fortschrift.core.rules.tally import Tally

FOLDER = Path(__file__).parent
_WORDS = {"asked": Asked, "form": Form, "quorum": QuorumState}


@dataclass(frozen=True)
class Case:
    """One vote with the answer that the source gives."""

    says: str
    source: str
    rule_name: str
    rule: Rule
    tally: Tally
    circumstances: Circumstances
    answer: str
    because: frozenset[str]
    missing: tuple[str, ...] | None

    @property
    def also(self) -> bool:
        """Whether a rule was changed for this case."""
        return self.rule != rule_named(self.rule_name)


def read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    return content


_CASES = read("cases.yaml")


def rule_named(name: str, also: Mapping[str, Any] | None = None) -> Rule:
    """Build one of the rules of the cases, with single values set anew."""
    lines = {key: dict(each) for key, each in _CASES["rules"][name].items()}
    for key, value in (also or {}).items():
        lines[key] = {**lines.get(key, {"source": "für diesen Fall"}), "value": value}
    return resolve(
        Setting(key, None if each["value"] is None else read_value(key, each["value"]),
                each["source"])
        for key, each in lines.items()
    )  # fmt: skip


def circumstances(given: Mapping[str, Any]) -> Circumstances:
    words = {key: _WORDS[key](each) for key, each in given.items() if key in _WORDS}
    conflicted = Conflicted(**given.get("conflicted", {}))
    return Circumstances(**{**given, **words, "conflicted": conflicted})


def _case(given: Mapping[str, Any]) -> Case:
    return Case(
        says=given["says"],
        source=given["source"],
        rule_name=given["rule"],
        rule=rule_named(given["rule"], given.get("also")),
        tally=Tally(**given["tally"]),
        circumstances=circumstances(given.get("circumstances", {})),
        answer=given["answer"],
        because=frozenset(given.get("because", ())),
        missing=tuple(given["missing"]) if "missing" in given else None,
    )


CASES = [_case(each) for each in _CASES["cases"]]
