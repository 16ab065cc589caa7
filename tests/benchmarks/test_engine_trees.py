"""The generated texts in the engine's shapes: no word lost, lists that stay the same."""

from benchmarks._engine_trees import Lists, node_id, operations_of, texts_in, tree_of
from benchmarks._german_changes import text_input
from benchmarks._german_concepts import Writer
from benchmarks._peers import amended
from benchmarks._revisions import revision

from fortschrift.core.text import apply
from fortschrift.core.text.comparison.compare import least


def test_a_tree_says_the_paragraphs_in_order() -> None:
    texts = revision(0.05)

    for side in (texts.old, texts.new):
        said = list(texts_in(tree_of(side)))
        assert said == [(node_id(each["id"]), each["text"]) for each in side]


def test_a_list_stays_the_same_when_its_first_item_is_struck() -> None:
    lists, paragraphs = Lists(), Writer().document(20)
    before = tree_of(paragraphs, lists)

    after = tree_of([each for each in paragraphs if each["id"] != "p00006"], lists)

    of_second = node_id("p00007")
    assert before.parent_of(of_second) == after.parent_of(of_second)


def test_an_amendment_in_operations_does_what_it_says() -> None:
    made = text_input(amendments=300, versions=1)
    tree = tree_of(made.document)

    for amendment in made.amendments:
        changed = apply(operations_of(tree, amendment, least), tree)
        assert [text for _, text in texts_in(changed)] == amended(made.document, amendment)
