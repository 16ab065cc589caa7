"""The generated input: the same on every machine, and as it says it is."""

import hashlib
import json
from typing import Any

import pytest
from benchmarks._german_changes import Input, text_input
from benchmarks._german_concepts import Writer

# Figures are compared over years, so the input may never change; a new one gets a new seed.
DIGESTS = {
    "document": "8581dff8a113dbb708e36cf5c36efce9e1ff167ccc11b88a16310acf312096bb",
    "amendments": "d1a4a76f4442e55b444a419f864fe1f69352212a66d752967e7808be4973db1b",
    "pairs": "8a20d27b688a05b258a61434b15c4201c12bf65f1493fbcf94a181b49feb6f07",
    "versions": "a105898404dcac224a680345c1c9cc223cb07407d50869036d3c2742288596f0",
    "truth": "c1798f275b65416d0e01a2f1362e5a893e1fd87ca610a20013e6b5c688faefe1",
}


@pytest.fixture(scope="module")
def made() -> Input:
    return text_input()


@pytest.mark.parametrize("name", DIGESTS)
def test_the_same_seed_gives_the_same_bytes(made: Input, name: str) -> None:
    written = json.dumps(getattr(made, name), ensure_ascii=False).encode()

    assert hashlib.sha256(written).hexdigest() == DIGESTS[name]


def test_another_seed_gives_another_text() -> None:
    assert Writer(1).document(20) != Writer(2).document(20)


def test_a_shorter_document_is_the_beginning_of_a_longer_one() -> None:
    assert Writer().document(150)[:75] == Writer().document(75)


def test_an_amendment_touches_up_to_three_neighbouring_paragraphs(made: Input) -> None:
    assert len(made.amendments) == 1000
    for amendment in made.amendments:
        touched = [change["para"] for change in amendment["changes"]]
        assert touched == list(range(touched[0], touched[0] + len(touched)))
        assert 1 <= len(touched) <= 3
        assert touched[-1] < len(made.document)


def test_an_amendment_changes_what_it_touches(made: Input) -> None:
    changes = [change for amendment in made.amendments for change in amendment["changes"]]
    idle = [change for change in changes if _is_idle(change, made.document)]

    assert {change["op"] for change in changes} == {"replace", "insert_after", "delete"}
    # A sentence may be moved to where it was, a word replaced by itself.
    assert len(idle) < len(changes) / 50


def test_a_pair_is_a_paragraph_and_what_an_amendment_makes_of_it(made: Input) -> None:
    known = {paragraph["text"] for paragraph in made.document}

    assert len(made.pairs) == 1319
    assert all(old in known for old, _ in made.pairs)
    assert all(new == " ".join(new.split()) for _, new in made.pairs)


def test_a_word_is_there_from_its_true_origin_on(made: Input) -> None:
    texts = [
        {each["id"]: set(each["text"].split()) for each in version["paras"]}
        for version in made.versions
    ]
    last = {each["id"]: each["text"].split() for each in made.versions[-1]["paras"]}

    for paragraph in made.truth:
        words = last[paragraph["id"]]
        assert len(words) == len(paragraph["origin"])
        for word, origin in zip(words, paragraph["origin"], strict=True):
            assert all(word in text[paragraph["id"]] for text in texts[origin:])


def _is_idle(change: dict[str, Any], document: list[dict[str, Any]]) -> bool:
    return change["op"] == "replace" and change["text"] == document[change["para"]]["text"]
