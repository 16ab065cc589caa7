"""Two who wrote at once: whatever fits is merged, where both wrote nothing of either is lost."""

from uuid import UUID

from fortschrift.concepts.desk.meeting import met
from fortschrift.core.text import NodeId, Operation, Repeal, Retitle, Tree, apply, inline, plain
from fortschrift.core.text.difference.diff import diff
from tests.concepts.desk.flows import GOAL, tree_of
from tests.concepts.desk.test_identity import A, B, C, back

BASE = tree_of([A, B, C])
ONE, TWO, THREE = (NodeId(UUID(int=100 + at)) for at in range(3))


def paragraphs(first: str = A, second: str = B, third: str = C) -> str:
    return (f'<p data-node="{ONE}">{first}</p><p data-node="{TWO}">{second}</p>'
            f'<p data-node="{THREE}">{third}</p>')  # fmt: skip


def writing(html: str) -> tuple[tuple[Operation, ...], Tree]:
    written = back(BASE, html)
    return diff(BASE, written), written


def words(tree: Tree) -> list[str]:
    return [plain(each.text) for each in tree.children(GOAL)]


def test_different_places_are_merged() -> None:
    mine, written = writing(paragraphs(second=B.replace("Jobcenter", "Arbeitsamt")))
    theirs, _ = writing(paragraphs(first=A.replace("Abend", "Morgen")))

    result = met(BASE, mine, theirs, written)

    assert result.is_merged and result.mine == result.theirs
    assert words(result.mine) == [
        A.replace("Abend", "Morgen"), B.replace("Jobcenter", "Arbeitsamt"), C,
    ]  # fmt: skip


def test_where_both_wrote_both_wordings_stay_and_all_else_is_merged() -> None:
    mine, written = writing(paragraphs(A.replace("Abend", "Mittag"), third=C + " Immer."))
    theirs, _ = writing(paragraphs(A.replace("Abend", "Morgen"), B.replace("Es zahlt", "Es gibt")))

    result = met(BASE, mine, theirs, written)

    rest = [B.replace("Es zahlt", "Es gibt"), C + " Immer."]
    assert not result.is_merged and result.places == (ONE,)
    assert words(result.mine) == [A.replace("Abend", "Mittag"), *rest]
    assert words(result.theirs) == [A.replace("Abend", "Morgen"), *rest]


def test_both_renamed_it() -> None:
    mine = (Retitle.whole(GOAL, inline("Sprache"), inline("Deutsch")),)
    theirs = (Retitle.whole(GOAL, inline("Sprache"), inline("Sprachen")),)

    result = met(BASE, mine, theirs, apply(mine, BASE))

    assert (result.mine[GOAL].title, result.theirs[GOAL].title) == ("Deutsch", "Sprachen")


def test_what_was_written_where_the_other_struck_is_listed() -> None:
    mine, written = writing(paragraphs(second=B + " Das bleibt."))

    result = met(BASE, mine, (Repeal(TWO),), written)

    assert not result.is_merged
    assert [plain(each.text) for each in result.lost] == [B + " Das bleibt."]
    assert words(result.mine) == words(result.theirs) == [A, C]


def test_the_same_done_twice_is_done_once() -> None:
    mine, written = writing(paragraphs(first=A.replace("Abend", "Morgen")))

    result = met(BASE, mine, mine, written)

    assert result.is_merged and result.mine == written
