"""Ends in other articles: from files, and in comparisons."""

from __future__ import annotations

from dataclasses import replace

import pytest
from making import make_annotation, make_article

from annotator.domain.annotation import Alternative, KeyDetails, Passage, Role, Status
from annotator.domain.errors import NotFoundError
from annotator.domain.span import Span
from annotator.services.comparing import (
    articles_elsewhere,
    articles_named,
    compare_all,
    compare_sets,
)
from annotator.services.transfer import export_article, load_file

OTHER = make_article("The bridge opened on Sunday. Nobody crossed it.", "Another one", "b2c3d4e5")
SUNDAY = Passage.cut(OTHER.text, Span(21, 27), OTHER.sha256)


@pytest.fixture
def article(workspace):
    return workspace.articles.add(make_article()).article


@pytest.fixture
def other(workspace):
    return workspace.articles.add(OTHER).article


def clash(there=SUNDAY, **details):
    key = KeyDetails(**details) if details else None
    return make_annotation(1, category="inconsistency", counterpart=(there,), key=key)


def stored(workspace, article, annotation, role=Role.LEARNER, name="Reading"):
    return workspace.sets.store(
        article, name, role=role, status=Status.SUBMITTED, annotations=(annotation,)
    )


def loaded(workspace, article, tmp_path, annotation, format_name="webannotation"):
    """The annotation after a journey through a file."""
    stored(workspace, article, annotation)
    target = tmp_path / "file"
    export_article(workspace, article, format_name, target, "Reading")
    result = load_file(workspace, article, target, "Again", as_key=False)
    (read,) = workspace.sets.read(result.info.id).annotations
    return result, read


@pytest.mark.parametrize("format_name", ["webannotation", "csv"])
def test_an_end_elsewhere_comes_back_from_a_file(workspace, article, other, tmp_path, format_name):
    result, read = loaded(workspace, article, tmp_path, clash(), format_name)
    assert read.counterpart == (SUNDAY,)
    assert result.unplaced == 0


@pytest.mark.parametrize("format_name", ["webannotation", "csv"])
def test_an_alternative_with_an_end_elsewhere(workspace, article, other, tmp_path, format_name):
    moved = replace(SUNDAY, span=Span(0, 6))  # the words stand elsewhere in that article
    here = make_annotation(9).passages
    item = clash(alternatives=(Alternative("", here, (moved,)),))
    _, read = loaded(workspace, article, tmp_path, item, format_name)
    assert read.key.alternatives == (Alternative("", here, (SUNDAY,)),)


def test_an_alternative_elsewhere_is_held_against_the_sentences_there(workspace, article, other):
    here = make_annotation(9).passages
    item = replace(
        make_annotation(1, category="inconsistency"),
        key=KeyDetails(alternatives=(Alternative("", here, (SUNDAY,)),)),
    )
    stored(workspace, article, item, Role.KEY, "Key")
    whole = Passage.cut(OTHER.text, Span(0, 28), OTHER.sha256)
    mark = make_annotation(9, id="m", category="inconsistency", counterpart=(whole,))
    info = stored(workspace, article, mark)
    (found,) = compare_sets(workspace, article, info).items
    assert (found.outcome, found.alternative) == ("hit", item.key.alternatives[0])


@pytest.mark.parametrize("format_name", ["webannotation", "csv"])
def test_without_the_other_article_it_is_kept_as_it_is(workspace, article, tmp_path, format_name):
    core = replace(SUNDAY, quote="Sun", span=Span(21, 24))
    _, read = loaded(workspace, article, tmp_path, clash(counterpart_core=(core,)), format_name)
    assert read.counterpart == (SUNDAY,)
    assert read.key.counterpart_core == (core,)


def test_words_that_stand_elsewhere_in_it_are_placed_anew(workspace, article, other, tmp_path):
    moved = replace(SUNDAY, span=Span(0, 6))
    result, read = loaded(
        workspace, article, tmp_path, clash(moved, counterpart_allowance=(moved,))
    )
    assert read.counterpart == (SUNDAY,)
    assert read.key.counterpart_allowance == (SUNDAY,)
    assert result.unplaced == 0


@pytest.mark.parametrize(
    "wrong",
    [
        replace(SUNDAY, quote="Tuesday"),
        replace(SUNDAY, quote="", span=Span(40, 400)),
    ],
)
def test_what_is_not_in_it_is_kept_unplaced(workspace, article, other, tmp_path, wrong):
    result, read = loaded(workspace, article, tmp_path, clash(wrong))
    assert read.counterpart == (replace(wrong, span=None),)
    assert read.unplaced
    assert result.unplaced == 1


def test_offsets_without_words_get_those_that_stand_there(workspace, article, other, tmp_path):
    bare = replace(SUNDAY, quote="", prefix="", suffix="")
    _, read = loaded(workspace, article, tmp_path, clash(bare))
    assert read.counterpart == (SUNDAY,)


def test_the_sentences_of_the_other_article_are_the_allowance_there(workspace, article, other):
    key = stored(workspace, article, clash(), Role.KEY, "Key")
    wide = clash(Passage.cut(OTHER.text, Span(0, 28), OTHER.sha256))
    info = stored(workspace, article, wide)
    comparison = compare_sets(workspace, article, info)
    assert [str(item.outcome) for item in comparison.items] == ["hit"]
    assert articles_named(workspace, comparison) == {OTHER.sha256: OTHER}
    read = workspace.sets.read
    assert articles_elsewhere(workspace, read(info.id), read(key.id)) == (OTHER,)
    # On a machine without it, the passage itself is all that is allowed.
    workspace.articles.remove(OTHER.id)
    comparison = compare_sets(workspace, article, info)
    assert [str(item.outcome) for item in comparison.items] == ["partial"]
    assert articles_named(workspace, comparison) == {}


def test_a_class_is_compared_as_each_set_by_itself(workspace, article, other):
    stored(workspace, article, clash(), Role.KEY, "Key")
    whole = Passage.cut(OTHER.text, Span(0, 28), OTHER.sha256)
    infos = [
        stored(workspace, article, replace(annotation, id=name), name=name)
        for name, annotation in (
            ("Right", clash()),
            ("Wide", clash(whole)),
            ("Wrong", make_annotation(40)),
        )
    ]
    results = compare_all(workspace, article, infos)
    assert [r.set_name for r in results] == ["Right", "Wide", "Wrong"]
    for result, info in zip(results, infos, strict=True):
        alone = compare_sets(workspace, article, info)
        assert (result.counts, result.scores) == (alone.counts, alone.scores)
        assert list(result.per_category) == list(alone.per_category)


def test_a_class_without_a_key_is_told_so(workspace, article):
    info = stored(workspace, article, clash())
    with pytest.raises(NotFoundError, match="no reference key"):
        compare_all(workspace, article, [info])
