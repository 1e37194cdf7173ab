"""Two stored sets are compared with each other."""

from __future__ import annotations

import pytest
from marking import CLAIM, VAGUE, Page

from annotator.comparison.pairing import PairKind
from annotator.domain.annotation import Role, Status
from annotator.domain.errors import NotFoundError
from annotator.services.importing import add_text
from annotator.services.pairing import pair_sets

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
