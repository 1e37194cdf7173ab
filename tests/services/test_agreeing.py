"""Agreement among stored sets."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.domain.annotation import Annotation, Passage, Role, Status
from annotator.domain.errors import NotFoundError
from annotator.services.agreeing import agree_sets, codebook_of_all, sets_named


@pytest.fixture(autouse=True)
def no_gamma(monkeypatch):
    """Whether the extra is installed does not matter here."""
    monkeypatch.setattr("annotator.comparison.gamma.has_gamma", lambda: False)


@pytest.fixture
def article(workspace):
    """The practice article, with its key and three sets with the key's marks."""
    article = workspace.articles.all()[0]
    key = workspace.sets.read(workspace.sets.key_of(article).id)
    for name, marks in (("A", key.weak), ("B", key.weak), ("Half", key.weak[::2])):
        workspace.sets.store(
            article,
            name,
            role=Role.LEARNER,
            status=Status.SUBMITTED,
            annotations=tuple(replace(a, key=None) for a in marks),
        )
    return article


def test_sets_with_the_same_marks_agree_and_others_less(workspace, article):
    infos = sets_named(workspace, article, ["A", "B"])
    steps = []
    found = agree_sets(workspace, article, infos, lambda done, total: steps.append((done, total)))
    assert found.sets == ("A", "B")
    assert (found.alpha, found.alpha_unitizing, found.pairwise_f1.strict) == (1.0, 1.0, 1.0)
    assert steps == [(1, 2), (2, 2)]
    key = workspace.sets.key_of(article)
    everyone = agree_sets(workspace, article, sets_named(workspace, article, []))
    assert everyone.sets == (key.name, "A", "B", "Half")
    assert 0.3 < everyone.alpha < 1
    assert 0.3 < everyone.pairwise_f1.token < 1


def test_a_key_in_the_making_counts_only_where_it_is_named(workspace, article):
    making = workspace.sets.store(
        article, "In the making", role=Role.KEY, status=Status.DRAFT, annotations=()
    )
    draft = workspace.sets.start(article, "Draft")
    taken = sets_named(workspace, article, [])
    assert draft in taken
    assert making not in taken
    assert sets_named(workspace, article, [making.name]) == [making]


def test_sets_are_taken_once_in_the_order_in_which_they_are_named(workspace, article):
    half, first = (workspace.sets.find(article, name) for name in ("Half", "A"))
    assert sets_named(workspace, article, ["Half", "A", half.id]) == [half, first]
    with pytest.raises(NotFoundError, match="“C”"):
        sets_named(workspace, article, ["A", "C"])


def test_categories_of_every_codebook_are_there_in_order(workspace, article):
    own = workspace.codebooks.default
    fewer = replace(own, id="own", categories=own.categories[2:])
    other = replace(
        fewer,
        id="other",
        categories=(replace(own.categories[0], id="hype", name="Hype"),),
    )
    mark = Annotation("h", "hype", (Passage.cut(article.text, article.blocks[0].span),))
    for name, book, marks in (("Few", fewer, ()), ("Hyped", other, (mark,))):
        workspace.codebooks.add(book)
        workspace.sets.store(
            article,
            name,
            role=Role.LEARNER,
            status=Status.SUBMITTED,
            annotations=marks,
            codebook=book,
        )
    infos = sets_named(workspace, article, ["Few", "Hyped", "A"])
    expected = [
        *(c.id for c in fewer.categories),
        "hype",
        *(c.id for c in own.categories[:2]),
    ]
    assert [c.id for c in codebook_of_all(workspace, infos).categories] == expected
    found = agree_sets(workspace, article, infos)
    assert list(found.per_category) == expected
    assert found.per_category["hype"].marked_by == 1
    assert codebook_of_all(workspace, []) == workspace.codebook
