"""The bundled practice articles: a key that is wrong teaches every learner the wrong thing."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass

import pytest

from annotator.comparison.compare import compare
from annotator.comparison.judging import targets_of
from annotator.domain.annotation import (
    Annotation,
    AnnotationSet,
    Passage,
    Role,
    SetInfo,
    Status,
)
from annotator.domain.article import Article, BlockKind, MetadataRole
from annotator.domain.segmentation import Segmentation
from annotator.domain.span import covers, total_overlap
from annotator.exchange.formats import read_sets
from annotator.services.articles import segmentation_of
from annotator.services.bundled import KEY_NAME, bundled_slugs, key_path
from annotator.services.resources import default_codebook
from annotator.services.workspace import Workspace

CODEBOOK = default_codebook()
CATEGORIES = [category.id for category in CODEBOOK.categories]


@dataclass(frozen=True)
class Practice:
    """A bundled article as it stands in a fresh library."""

    slug: str
    article: Article
    key: AnnotationSet
    segmentation: Segmentation


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    """A fresh library; the bundled articles are its only ones, in order of their slugs."""
    with Workspace(tmp_path_factory.mktemp("bundled") / "library.annotator") as opened:
        yield opened


@pytest.fixture(scope="module", params=bundled_slugs())
def practice(request, library):
    article = library.articles.all()[bundled_slugs().index(request.param)]
    key = library.sets.key_of(article)
    assert key is not None
    return Practice(request.param, article, library.sets.read(key.id), segmentation_of(article))


def test_fresh_library_holds_the_bundled_articles_each_with_its_key(library):
    articles = library.articles.all()
    assert len(articles) == len(bundled_slugs()) >= 1
    for article in articles:
        (info,) = library.sets.of(article)
        assert (info.name, info.role, info.status) == (KEY_NAME, Role.KEY, Status.SUBMITTED)


def test_articles_have_the_length_of_a_news_report(library):
    lengths = [article.words for article in library.articles.all()]
    assert all(350 <= words <= 1000 for words in lengths), lengths
    assert any(600 <= words <= 900 for words in lengths), lengths


def test_article_has_a_headline_a_date_line_and_a_by_line_before_its_body(practice):
    article = practice.article
    roles = [MetadataRole.HEADLINE, MetadataRole.DATE_LINE, MetadataRole.BY_LINE]
    assert [block.role for block in article.blocks if block.role is not None] == roles
    assert [block.role for block in article.blocks[:3]] == roles
    headline = article.blocks[0]
    assert article.title == article.text[headline.start : headline.end]
    assert article.date


def test_article_has_headings_a_list_a_table_and_a_quotation(practice):
    blocks = practice.article.blocks
    kinds = Counter(block.kind for block in blocks if block.role is None)
    assert 3 <= kinds[BlockKind.HEADING] <= 5
    assert 3 <= kinds[BlockKind.LIST_ITEM] <= 5
    assert kinds[BlockKind.TABLE] == 1
    (table,) = [block for block in blocks if block.kind is BlockKind.TABLE]
    assert 4 <= len(table.rows) <= 6
    assert len({len(row) for row in table.rows}) == 1
    assert "“" in practice.article.text


def test_key_has_enough_weak_and_sound_passages_of_every_category(practice):
    weak, sound = practice.key.weak, practice.key.sound
    assert len(weak) >= 12
    assert len(sound) >= 6
    assert {item.category for item in weak} == set(CATEGORIES)


def test_every_passage_of_the_key_is_placed_where_the_text_has_its_words(practice):
    text = practice.article.text
    for item in practice.key.annotations:
        assert not item.unplaced, item.note
        for passage in _all_passages(item):
            assert passage.span is not None, passage.quote
            assert Passage.cut(text, passage.span) == passage


def test_positions_in_the_file_are_those_of_this_text(practice):
    # Reading finds a passage by its words where the position is stale; the file itself must be
    # right, for it is also what other tools read.
    text = practice.article.text
    found = 0
    for position, quote in _selectors(json.loads(key_path(practice.slug).read_bytes())):
        assert text[position["start"] : position["end"]] == quote["exact"]
        found += 1
    assert found >= sum(len(item.all_spans) for item in practice.key.annotations)


def test_key_file_is_for_this_revision_and_the_codebook_of_today(practice):
    path = key_path(practice.slug)
    (document,) = read_sets(path.read_bytes(), path.name, practice.article, CODEBOOK)
    assert document.article_sha256 == practice.article.sha256
    assert (document.codebook_id, document.codebook_version) == (CODEBOOK.id, CODEBOOK.version)
    assert (document.role, document.status) == (Role.KEY, Status.SUBMITTED)


def test_weak_and_sound_passages_lie_within_one_run_of_the_text(practice):
    runs = list(practice.article.runs())
    for item in practice.key.annotations:
        for span in item.all_spans:
            assert any(run.contains(span) for run in runs), practice.article.text[
                span.start : span.end
            ]


def test_passages_begin_and_end_with_whole_words(practice):
    tokens = practice.segmentation.tokens
    starts, ends = {t.start for t in tokens}, {t.end for t in tokens}
    for item in practice.key.annotations:
        for passage in _all_passages(item):
            assert passage.span is not None
            assert passage.span.start in starts, passage.quote
            assert passage.span.end in ends, passage.quote


def test_weak_and_sound_passages_do_not_overlap(practice):
    weak = [span for item in practice.key.weak for span in item.all_spans]
    sound = [span for item in practice.key.sound for span in item.all_spans]
    assert total_overlap(weak, sound) == 0


def test_no_two_sound_passages_and_no_two_weak_ones_of_a_category_overlap(practice):
    by_category: dict[str, list[Annotation]] = {}
    for item in practice.key.annotations:
        by_category.setdefault(item.category, []).append(item)
    for items in by_category.values():
        for i, one in enumerate(items):
            for other in items[i + 1 :]:
                assert total_overlap(one.all_spans, other.all_spans) == 0, (one.note, other.note)


def test_a_highlight_of_the_core_up_to_the_allowance_never_reaches_a_sound_passage(practice):
    sound = [span for item in practice.key.sound for span in item.all_spans]
    for item in practice.key.weak:
        for target in targets_of(item, practice.segmentation):
            assert covers(target.allowance, target.core)
            assert total_overlap(target.allowance, sound) == 0, item.note


def test_every_item_explains_itself_in_its_own_words(practice):
    notes = [item.note for item in practice.key.annotations]
    for note in notes:
        assert 10 <= len(note.split()) <= 60, note
    assert len(set(notes)) == len(notes)
    definitions = [c.definition for c in CODEBOOK.categories]
    definitions += [s.definition for c in CODEBOOK.categories for s in c.subtypes]
    assert not [note for note in notes for d in definitions if d.rstrip(".") in note]


def test_every_weak_item_has_a_subtype_of_its_category_and_a_difficulty(practice):
    for item in practice.key.weak:
        assert item.subtype in {s.id for s in CODEBOOK[item.category].subtypes}, item.note
    for item in practice.key.annotations:
        assert item.key is not None
        assert item.key.difficulty in {1, 2, 3}, item.note


def test_inconsistencies_have_two_ends_and_nothing_else_has(practice):
    for item in practice.key.annotations:
        linked = not item.is_sound and CODEBOOK[item.category].linked
        assert bool(item.counterpart) == linked, item.note
        assert total_overlap(item.spans, item.counterpart_spans) == 0


def test_inconsistencies_reach_into_the_headline_and_the_table(practice):
    blocks = practice.article.blocks
    special = [b.span for b in blocks if b.role is MetadataRole.HEADLINE]
    special += [b.span for b in blocks if b.kind is BlockKind.TABLE]
    spans = [s for a in practice.key.weak if a.category == "inconsistency" for s in a.all_spans]
    for block in special:
        assert total_overlap([block], spans) > 0


def test_key_held_against_itself_is_all_hits(practice):
    comparison = compare(practice.key, practice.key, practice.segmentation, CATEGORIES)
    assert comparison.counts.hit == comparison.counts.key == len(practice.key.weak)
    assert comparison.counts.set == comparison.counts.key
    assert comparison.scores.strict.f1 == 1.0


@pytest.mark.parametrize("category", CATEGORIES)
def test_marking_every_sentence_does_not_pay(practice, category):
    text = practice.article.text
    sentences = practice.segmentation.sentences
    everything = _learner(
        Annotation(f"sentence-{i}", category, (Passage.cut(text, sentence),))
        for i, sentence in enumerate(sentences)
    )
    comparison = compare(everything, practice.key, practice.segmentation, CATEGORIES)
    scores = comparison.scores
    for prf in (scores.strict, scores.type, scores.fragment_overlap, scores.token):
        assert prf.precision is not None
        assert prf.precision < 0.25
    assert comparison.counts.hit < len(sentences) / 4
    sound = [span for item in practice.key.sound for span in item.all_spans]
    assert comparison.counts.flagged_sound == len(practice.segmentation.sentences_touching(sound))


def test_marking_only_the_vague_cues_finds_nothing_else(practice):
    cues = [item for item in practice.key.weak if item.category == "vague_attribution"]
    comparison = compare(_learner(cues), practice.key, practice.segmentation, CATEGORIES)
    assert comparison.counts.hit == len(cues)
    assert comparison.counts.missed == len(practice.key.weak) - len(cues)


def _all_passages(item: Annotation) -> list[Passage]:
    passages = [*item.passages, *item.counterpart]
    if item.key is not None:
        key = item.key
        for more in (
            key.core,
            key.counterpart_core,
            key.allowance,
            key.counterpart_allowance,
        ):
            passages += more
    return passages


def _learner(annotations) -> AnnotationSet:
    info = SetInfo("learner", "", "Attempt 1", Role.LEARNER, Status.SUBMITTED)
    return AnnotationSet(info, tuple(annotations))


def _selectors(value):
    """Every pair of a position and a quote that stand side by side in the file."""
    if isinstance(value, list):
        by_type = {v.get("type"): v for v in value if isinstance(v, dict)}
        if {"TextPositionSelector", "TextQuoteSelector"} <= by_type.keys():
            yield by_type["TextPositionSelector"], by_type["TextQuoteSelector"]
            return
        for entry in value:
            yield from _selectors(entry)
    elif isinstance(value, dict):
        for entry in value.values():
            yield from _selectors(entry)
