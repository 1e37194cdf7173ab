"""Two stored sets are compared with each other."""

from __future__ import annotations

import pytest
from marking import CLAIM, VAGUE, Page

from annotator.comparison.pairing import PairKind
from annotator.domain.annotation import Role, Status
from annotator.domain.errors import NotFoundError
from annotator.services.importing import add_text
from annotator.services.pairing import likely_pair, pair_sets
from annotator.services.reconciling import begin

PAGE = Page("Critics say that nobody rides the tram.", "She calls that a gift.")


def test_two_sets_are_read_and_compared(workspace):
    article = add_text(workspace.articles, PAGE.text, "tram.txt").article

    def add(name, *annotations):
        return workspace.sets.store(
            article, name, role=Role.LEARNER, status=Status.DRAFT, annotations=annotations
        )

    first = add("First try", PAGE.mark(VAGUE, "Critics say"))
    second = add("Second try", PAGE.mark(VAGUE, "Critics say"), PAGE.mark(CLAIM, "a gift"))
    pairing = pair_sets(workspace, article, first, second)
    assert (pairing.first_name, pairing.second_name) == ("First try", "Second try")
    assert [pair.kind for pair in pairing.pairs] == [PairKind.SAME, PairKind.SECOND_ONLY]
    assert pairing.likeness.strict_f1 == pytest.approx(2 / 3)
    assert list(pairing.per_category) == [c.id for c in workspace.codebook.categories]
    with pytest.raises(NotFoundError, match="“First try”, “Second try”"):
        pair_sets(workspace, article, first, first)


def test_the_two_sets_that_are_likely_to_be_compared(workspace):
    article = add_text(workspace.articles, PAGE.text, "tram.txt").article

    def add(name, role=Role.LEARNER, status=Status.SUBMITTED):
        return workspace.sets.store(article, name, role=role, status=status, annotations=())

    assert likely_pair(workspace, article) is None
    first = add("First try")
    assert likely_pair(workspace, article, first) is None
    key = add("Key", Role.KEY)
    assert likely_pair(workspace, article, first) == (first, key)
    second, third = add("Second try"), add("Third try")
    assert likely_pair(workspace, article) == (second, third)
    assert likely_pair(workspace, article, second) == (first, second)
    assert likely_pair(workspace, article, first) == (first, second)
    other = add("Other key", Role.KEY)
    assert likely_pair(workspace, article, third) == (key, other)
    add("Loose end", Role.KEY, Status.DRAFT)
    assert likely_pair(workspace, article, third) == (key, other)
    making = begin(workspace, article, third, first)
    assert likely_pair(workspace, article, second) == (third, first)
    making.finish()
    assert likely_pair(workspace, article, second) == (other, workspace.sets.info(making.info.id))


def test_a_learner_gets_their_own_two_sets_before_those_of_others(workspace):
    article = add_text(workspace.articles, PAGE.text, "tram.txt").article
    mine = [workspace.sets.start(article) for _ in range(2)]
    mia = workspace.learners.add("Mia")
    workspace.sets.learner_id, workspace.sets.who = mia.id, mia.name
    theirs = [workspace.sets.start(article) for _ in range(2)]
    assert likely_pair(workspace, article) == tuple(theirs)
    assert likely_pair(workspace, article, theirs[0]) == tuple(theirs)
    assert likely_pair(workspace, article, mine[1]) == tuple(mine)
