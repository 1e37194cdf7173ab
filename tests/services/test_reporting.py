"""Gathering what a report tells."""

from __future__ import annotations

import pytest
from report_material import passage, practice

from annotator.domain.annotation import Annotation, Passage, Role, Status
from annotator.domain.errors import NotFoundError
from annotator.domain.span import Span
from annotator.services.comparing import compare_sets
from annotator.services.importing import add_text
from annotator.services.reporting import gather


def test_it_is_the_comparison_with_all_that_belongs_to_it(workspace):
    material = practice(workspace, "mixed")
    article, info = material.article, material.info
    assert material.key == workspace.sets.key_of(article)
    assert material.comparison == compare_sets(workspace, article, info)
    sound = workspace.sets.read(material.key.id).sound
    assert len(sound) > 1
    assert material.sound == tuple(sorted(sound, key=lambda a: a.spans[0]))
    assert material.codebook == workspace.codebooks.of(info)
    assert material.hints == 0


def test_a_key_may_be_named(workspace):
    material = practice(workspace, "perfect")
    other = workspace.sets.store(
        material.article, "Empty key", role=Role.KEY, status=Status.SUBMITTED, annotations=()
    )
    named = gather(workspace, material.article, material.info, material.key)
    assert named.comparison == material.comparison
    newest = gather(workspace, material.article, material.info)
    assert (newest.key, newest.sound, newest.comparison.counts.key) == (other, (), 0)


def test_titles_of_other_articles_are_there_where_the_library_has_them(workspace):
    article = add_text(workspace.articles, "One\n\nSix boats sail.", "one").article
    other = add_text(workspace.articles, "Two\n\nFive boats sail.", "two").article
    start = other.text.index("Five")
    there = Passage.cut(other.text, Span(start, start + 4), other.sha256)
    mark = Annotation("m", "inconsistency", passage(article, "Six"), (there,))
    store = workspace.sets.store
    info = store(article, "Mine", role=Role.LEARNER, status=Status.SUBMITTED, annotations=(mark,))
    store(article, "Key", role=Role.KEY, status=Status.SUBMITTED, annotations=())
    assert gather(workspace, article, info).titles == {other.sha256: "Two"}
    workspace.articles.remove(other.id)
    assert gather(workspace, article, info).titles == {}


def test_without_a_key_there_is_no_report(workspace):
    article = add_text(workspace.articles, "One\n\nSix boats sail.", "one").article
    info = workspace.sets.start(article)
    with pytest.raises(NotFoundError, match="no reference key"):
        gather(workspace, article, info)
