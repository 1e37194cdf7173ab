"""The bundled practice articles: a key that is wrong teaches every learner the wrong thing."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import pytest

from annotator.comparison.compare import Comparison, compare
from annotator.comparison.judging import answers_of
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
from annotator.exchange.article_file import import_article
from annotator.exchange.formats import read_sets
from annotator.services.articles import segmentation_of
from annotator.services.bundled import (
    KEY_NAME,
    SOURCE,
    TAG,
    about,
    article_id,
    article_path,
    bundled_slugs,
    key_path,
)
from annotator.services.resources import default_codebook
from annotator.services.workspace import Workspace

CODEBOOK = default_codebook()
CATEGORIES = [category.id for category in CODEBOOK.categories]
SLUGS = bundled_slugs()
MODEL = "school-meals"
"""The article that has something of everything; what is asked of all others is less."""
FLAWED = [slug for slug in SLUGS if CATEGORIES[0] in key_path(slug).read_text(encoding="utf-8")]
RUN = 6
"""That many words in a row are no chance."""


@dataclass(frozen=True)
class Practice:
    """A bundled article as it stands in a fresh library."""

    slug: str
    article: Article
    key: AnnotationSet
    segmentation: Segmentation

    @property
    def is_sound_throughout(self) -> bool:
        """Whether there is nothing to be found in it."""
        return not self.key.weak


@pytest.fixture(scope="module")
def all_bundled():
    """Fresh libraries hold all of the articles, as they do everywhere but in other tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("annotator.services.bundled.bundled_slugs", bundled_slugs)
        yield


@pytest.fixture(scope="module")
def library(all_bundled, tmp_path_factory):
    """A fresh library; the bundled articles are its only ones."""
    with Workspace(tmp_path_factory.mktemp("bundled") / "library.annotator") as opened:
        yield opened


@pytest.fixture(scope="module")
def practices(library):
    """All articles by the name of their folder."""
    found = {}
    for slug in SLUGS:
        article = library.articles.get(article_id(slug))
        assert article.text == import_article(article_path(slug)).text
        key = library.sets.key_of(article)
        assert key is not None
        found[slug] = Practice(slug, article, library.sets.read(key.id), segmentation_of(article))
    return found


@pytest.fixture(scope="module")
def elsewhere(practices):
    """The articles by their revision: some keys name passages of others."""
    return {each.article.sha256: each for each in practices.values()}


@pytest.fixture(params=SLUGS)
def practice(request, practices):
    return practices[request.param]


@pytest.fixture(params=FLAWED)
def flawed(request, practices):
    """An article in which there is something to be found."""
    return practices[request.param]


@pytest.fixture
def model(practices):
    return practices[MODEL]


@pytest.fixture(scope="module")
def segmentations(elsewhere):
    return {sha256: each.segmentation for sha256, each in elsewhere.items()}


def test_fresh_library_holds_the_bundled_articles_each_with_its_key(library):
    articles = library.articles.all()
    assert len(articles) == len(SLUGS) >= 9
    for article in articles:
        (info,) = library.sets.of(article)
        assert (info.name, info.role, info.status) == (KEY_NAME, Role.KEY, Status.SUBMITTED)


def test_easy_articles_come_before_hard_ones(library, practices):
    titles = [article.title for article in library.articles.all()]
    ranks = sorted((about(slug).level, slug) for slug in SLUGS)
    assert titles == [practices[slug].article.title for _, slug in ranks]
    assert {level for level, _ in ranks} == {1, 2, 3}


def test_learners_are_shown_the_level_by_which_the_articles_stand_in_order(library):
    shown = library.practice.levels()
    assert {slug: shown[article_id(slug)] for slug in SLUGS} == {s: about(s).level for s in SLUGS}


def test_articles_say_that_they_are_for_practice_and_what_they_are_about(library, practices):
    entries = {entry.sha256: entry for entry in library.articles.entries()}
    for slug, practice in practices.items():
        entry = entries[practice.article.sha256]
        assert set(entry.tags) == {TAG, about(slug).subject}
        assert entry.source == SOURCE
    assert len({about(slug).subject for slug in SLUGS}) >= 5


def test_an_older_library_gets_the_new_articles_and_keeps_what_it_has(all_bundled, tmp_path):
    path = tmp_path / "library.annotator"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("annotator.services.bundled.bundled_slugs", lambda: SLUGS[:2])
        with Workspace(path) as old:
            kept, gone = old.articles.all()
            begun = old.sets.start(kept)
            old.articles.remove(gone.id)
    with Workspace(path) as new:
        articles = new.articles.all()
        assert articles[0] == kept
        assert begun in new.sets.of(kept)
        assert len(articles) == len(SLUGS) - 1
        assert gone.id not in {article.id for article in articles}
        assert all(new.sets.key_of(article) for article in articles)


def test_articles_have_the_length_of_a_news_report(library):
    lengths = [article.words for article in library.articles.all()]
    assert all(350 <= words <= 1000 for words in lengths), lengths
    assert any(600 <= words <= 900 for words in lengths), lengths


def test_some_articles_are_to_be_left_alone(practices):
    sound = [practice for practice in practices.values() if practice.is_sound_throughout]
    assert len(sound) >= 2
    assert all(len(practice.key.sound) >= 6 for practice in sound)


def test_no_article_has_a_sentence_of_a_newspaper(practice, shared_articles):
    own = _runs(practice.article.text, RUN)
    for path in shared_articles:
        assert not own & _runs(path.read_text(encoding="utf-8"), RUN), path.name


def test_article_has_a_headline_a_date_line_and_a_by_line_before_its_body(practice):
    article = practice.article
    roles = [MetadataRole.HEADLINE, MetadataRole.DATE_LINE, MetadataRole.BY_LINE]
    assert [block.role for block in article.blocks if block.role is not None] == roles
    assert [block.role for block in article.blocks[:3]] == roles
    headline = article.blocks[0]
    assert article.title == article.text[headline.start : headline.end]
    assert article.date


def test_article_has_headings_quotations_and_tables_in_order(practice):
    blocks = practice.article.blocks
    assert any(block.kind is BlockKind.HEADING for block in blocks)
    for table in (block for block in blocks if block.kind is BlockKind.TABLE):
        assert 3 <= len(table.rows) <= 9
        assert len({len(row) for row in table.rows}) == 1
    text = practice.article.text
    assert "“" in text
    assert not {'"', "’"} & set(text)  # as a reader would type them into the search


def test_the_model_has_headings_a_list_a_table_and_a_quotation(model):
    blocks = model.article.blocks
    kinds = Counter(block.kind for block in blocks if block.role is None)
    assert 3 <= kinds[BlockKind.HEADING] <= 5
    assert 3 <= kinds[BlockKind.LIST_ITEM] <= 5
    assert kinds[BlockKind.TABLE] == 1
    (table,) = [block for block in blocks if block.kind is BlockKind.TABLE]
    assert 4 <= len(table.rows) <= 6
    assert len({len(row) for row in table.rows}) == 1


def test_key_has_sound_passages_and_weak_ones_of_every_category_or_none(practice):
    assert len(practice.key.sound) >= 4
    found = {item.category for item in practice.key.weak}
    assert found == (set() if practice.is_sound_throughout else set(CATEGORIES))


def test_the_key_of_the_model_has_enough_weak_and_sound_passages(model):
    assert len(model.key.weak) >= 12
    assert len(model.key.sound) >= 6


def test_every_passage_of_the_key_is_placed_where_the_text_has_its_words(practice, elsewhere):
    for item in practice.key.annotations:
        assert not item.unplaced, item.note
        for passage in _all_passages(item):
            there = elsewhere[passage.source or practice.article.sha256]
            assert passage.span is not None, passage.quote
            assert Passage.cut(there.article.text, passage.span, passage.source) == passage


def test_positions_in_the_file_are_those_of_the_texts(practice, elsewhere):
    # Reading finds a passage by its words where the position is stale; the file itself must be
    # right, for it is also what other tools read.
    found = 0
    for source, position, quote in _selectors(json.loads(key_path(practice.slug).read_bytes())):
        text = elsewhere[source.rpartition(":")[2]].article.text
        assert text[position["start"] : position["end"]] == quote["exact"]
        found += 1
    assert found == sum(len(_all_passages(item)) for item in practice.key.annotations)


def test_key_file_is_for_this_revision_and_the_codebook_of_today(practice):
    path = key_path(practice.slug)
    (document,) = read_sets(path.read_bytes(), path.name, practice.article, CODEBOOK)
    assert document.article_sha256 == practice.article.sha256
    assert (document.codebook_id, document.codebook_version) == (CODEBOOK.id, CODEBOOK.version)
    assert (document.role, document.status) == (Role.KEY, Status.SUBMITTED)


def test_passages_lie_within_one_sentence_each(practice, elsewhere):
    for item in practice.key.annotations:
        for passage in (*item.passages, *item.counterpart):
            there = elsewhere[passage.source or practice.article.sha256]
            sentences = there.segmentation.sentences
            assert any(sentence.contains(passage.span) for sentence in sentences), passage.quote


def test_passages_lie_within_one_run_and_begin_and_end_with_whole_words(practice, elsewhere):
    for item in practice.key.annotations:
        for passage in _all_passages(item):
            there = elsewhere[passage.source or practice.article.sha256]
            assert any(run.contains(passage.span) for run in there.article.runs()), passage.quote
            tokens = there.segmentation.tokens
            assert passage.span.start in {t.start for t in tokens}, passage.quote
            assert passage.span.end in {t.end for t in tokens}, passage.quote


def test_weak_and_sound_passages_do_not_overlap(practice):
    weak = [span for item in practice.key.weak for span in item.all_spans]
    sound = [span for item in practice.key.sound for span in item.all_spans]
    assert total_overlap(weak, sound) == 0


def test_ends_in_another_article_lie_on_no_sound_passage_there(practice, elsewhere):
    for item in practice.key.weak:
        for source, spans in item.spans_elsewhere.items():
            sound = [s for each in elsewhere[source].key.sound for s in each.all_spans]
            assert total_overlap(spans, sound) == 0, item.note


def test_a_clash_between_two_articles_is_named_in_the_keys_of_both(practice, elsewhere):
    own = practice.article.sha256
    for item in practice.key.weak:
        for source, spans in item.spans_elsewhere.items():
            back = [
                other
                for other in elsewhere[source].key.weak
                if other.category == item.category
                and total_overlap(other.spans_elsewhere.get(own, ()), item.spans)
                and total_overlap(other.spans, spans)
            ]
            assert len(back) == 1, item.note


def test_two_articles_or_more_clash_with_each_other(practices):
    across = [item for each in practices.values() for item in each.key.weak if item.spans_elsewhere]
    assert len(across) >= 4  # two clashes, named from both sides


def test_articles_that_clash_are_one_exercise_and_others_are_none(library, practices, elsewhere):
    """Nobody finds what clashes with an article of which they know nothing."""
    for practice in practices.values():
        exercise = library.exercises.of(practice.article)
        sources = {source for item in practice.key.weak for source in item.spans_elsewhere}
        together = {elsewhere[source].article.id for source in sources}
        assert set(exercise.articles) == (together and together | {practice.article.id})
        assert bool(exercise.instructions) == bool(together)


def test_an_exercise_is_set_when_the_last_of_its_articles_comes_in(all_bundled, tmp_path):
    """And it stays as the teacher has made it."""
    path, pair = tmp_path / "library.annotator", ["harbour-race-herald", "harbour-race-post"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("annotator.services.bundled.bundled_slugs", lambda: pair[:1])
        with Workspace(path) as old:
            (alone,) = old.articles.all()
            assert not old.exercises.of(alone).id
        patch.setattr("annotator.services.bundled.bundled_slugs", lambda: pair)
        with Workspace(path) as both:
            exercise = both.exercises.of(alone)
            assert exercise.articles == tuple(map(article_id, pair))
            changed = both.exercises.save(alone, replace(exercise, instructions="Mark it all."))
    with Workspace(path) as new:
        assert new.exercises.of(alone) == changed


def test_no_two_sound_passages_and_no_two_weak_ones_of_a_category_overlap(practice):
    by_category: dict[str, list[Annotation]] = {}
    for item in practice.key.annotations:
        by_category.setdefault(item.category, []).append(item)
    for items in by_category.values():
        for i, one in enumerate(items):
            for other in items[i + 1 :]:
                assert total_overlap(one.all_spans, other.all_spans) == 0, (one.note, other.note)


def test_a_highlight_of_the_core_up_to_the_allowance_never_reaches_a_sound_passage(
    practice, elsewhere, segmentations
):
    for item in practice.key.weak:
        for answer in answers_of(item, practice.segmentation, segmentations):
            for target in answer.targets:
                there = elsewhere[target.source or practice.article.sha256]
                sound = [span for each in there.key.sound for span in each.all_spans]
                assert covers(target.allowance, target.core)
                assert total_overlap(target.allowance, sound) == 0, item.note


def test_cores_and_passages_lie_within_what_the_key_allows(practice):
    """As the key has them: what is compared is mended, so that a wrong key would not show."""
    for item in practice.key.weak:
        for passages, core, allowance in _ends(item):
            assert _inside(core, (*passages, *allowance)), item.note
            assert _inside(passages, allowance or passages), item.note


def test_every_claim_names_the_words_it_hangs_on(practice):
    """A claim is marked with more or fewer words around it; its core says which must be there."""
    for item in practice.key.weak:
        if item.category == "unsupported_claim":
            assert item.key is not None
            assert item.key.core, item.note


def test_every_item_explains_itself_in_its_own_words(practice):
    definitions = [c.definition for c in CODEBOOK.categories]
    definitions += [s.definition for c in CODEBOOK.categories for s in c.subtypes]
    repeated = set().union(*(_runs(definition, RUN) for definition in definitions))
    for item in practice.key.annotations:
        assert 10 <= len(item.note.split()) <= 60, item.note
        assert not _runs(item.note, RUN) & repeated, item.note
        assert not [d for d in definitions if d.rstrip(".") in item.note]


def test_no_explanation_is_used_twice(practices):
    notes = Counter(i.note for each in practices.values() for i in each.key.annotations)
    assert not [note for note, times in notes.items() if times > 1]


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


def test_inconsistencies_of_the_model_reach_into_the_headline_and_the_table(model):
    blocks = model.article.blocks
    special = [b.span for b in blocks if b.role is MetadataRole.HEADLINE]
    special += [b.span for b in blocks if b.kind is BlockKind.TABLE]
    spans = [s for a in model.key.weak if a.category == "inconsistency" for s in a.all_spans]
    for block in special:
        assert total_overlap([block], spans) > 0


def test_key_held_against_itself_is_all_hits(practice, segmentations):
    comparison = _compared(practice.key, practice, segmentations)
    assert comparison.counts.hit == comparison.counts.key == len(practice.key.weak)
    assert comparison.counts.set == comparison.counts.key
    assert comparison.scores.strict.f1 == (None if practice.is_sound_throughout else 1.0)


@pytest.mark.parametrize("category", CATEGORIES)
def test_marking_every_sentence_does_not_pay(flawed, category, segmentations):
    text = flawed.article.text
    sentences = flawed.segmentation.sentences
    everything = _learner(
        Annotation(f"sentence-{i}", category, (Passage.cut(text, sentence),))
        for i, sentence in enumerate(sentences)
    )
    comparison = _compared(everything, flawed, segmentations)
    scores = comparison.scores
    for prf in (scores.strict, scores.type, scores.fragment_overlap, scores.token):
        assert prf.precision is not None
        assert prf.precision < 0.25
    assert comparison.counts.hit < len(sentences) / 4
    sound = [span for item in flawed.key.sound for span in item.all_spans]
    assert comparison.counts.flagged_sound == len(flawed.segmentation.sentences_touching(sound))


def test_marking_only_the_vague_cues_finds_nothing_else(flawed, segmentations):
    cues = [item for item in flawed.key.weak if item.category == "vague_attribution"]
    comparison = _compared(_learner(cues), flawed, segmentations)
    assert comparison.counts.hit == len(cues)
    assert comparison.counts.missed == len(flawed.key.weak) - len(cues)


def _compared(
    learner: AnnotationSet, practice: Practice, segmentations: Mapping[str, Segmentation]
) -> Comparison:
    return compare(learner, practice.key, practice.segmentation, CATEGORIES, segmentations)


def _runs(text: str, length: int) -> set[str]:
    """All runs of that many words, whatever stands between them."""
    words = re.findall(r"[\w'’]+", text.casefold())
    return {" ".join(words[i : i + length]) for i in range(len(words) - length + 1)}


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
        for other in key.alternatives:
            passages += [*other.passages, *other.counterpart]
    return passages


def _ends(item: Annotation):
    """The passages, the core and the allowance of each end, as the key has them."""
    assert item.key is not None
    yield item.passages, item.key.core, item.key.allowance
    yield item.counterpart, item.key.counterpart_core, item.key.counterpart_allowance


def _inside(inner: Iterable[Passage], outer: Iterable[Passage]) -> bool:
    return all(
        any(each.source == other.source and other.span.contains(each.span) for other in outer)
        for each in inner
    )


def _learner(annotations) -> AnnotationSet:
    info = SetInfo("learner", "", "Attempt 1", Role.LEARNER, Status.SUBMITTED)
    return AnnotationSet(info, tuple(annotations))


def _selectors(value):
    """Every source, with the position and the quote that stand side by side in the file."""
    if isinstance(value, list):
        for entry in value:
            yield from _selectors(entry)
    elif isinstance(value, dict):
        if "selector" in value:
            by_type = {each["type"]: each for each in value["selector"]}
            position, quote = by_type["TextPositionSelector"], by_type["TextQuoteSelector"]
            yield value["source"], position, quote
            return
        for entry in value.values():
            yield from _selectors(entry)
