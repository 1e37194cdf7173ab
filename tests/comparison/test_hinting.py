"""Which hint is given, where, and how hints go on."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marking import CLAIM, CLASH, LENGTH, SOUND, VAGUE, Page, keyed, marks_and_keys, segmentations

from annotator.comparison.hinting import next_hint
from annotator.comparison.matching import match
from annotator.comparison.outcomes import Outcome
from annotator.comparison.prepared import prepare
from annotator.domain.annotation import Annotation, KeyDetails
from annotator.domain.article import Block, BlockKind
from annotator.domain.hint import Hint, HintKind
from annotator.domain.span import Span

SENTENCES = (
    "Sources say so.",
    "Some people agree.",
    "The bridge costs a lot.",
    "It opened in May.",
    "It opened in June.",
    "Ann Lee said it holds.",
)
PARAGRAPH, SENTENCE = HintKind.PARAGRAPH, HintKind.SENTENCE
DOUBTFUL, COMPLETE = HintKind.DOUBTFUL, HintKind.COMPLETE


class Reader:
    """Asks for hints on a page of three paragraphs, each of two sentences."""

    def __init__(self) -> None:
        self.page = Page(*SENTENCES)
        ends = self.page.segmentation.sentences
        self.blocks = [
            Block(BlockKind.PARAGRAPH, ends[n].start, ends[n + 1].end) for n in (0, 2, 4)
        ]
        page = self.page
        self.sources = page.mark(VAGUE, "Sources say")
        self.some = page.mark(VAGUE, "Some people")
        self.costs = page.mark(CLAIM, "costs a lot")
        self.clash = page.mark(CLASH, "in May", "in June")
        self.sound = page.mark(SOUND, "Ann Lee said")
        self.key = [self.sources, self.some, self.costs, self.clash, self.sound]
        self.marks: list[Annotation] = []
        self.told: list[Hint] = []

    def mark(self, *marks: Annotation) -> None:
        self.marks += marks
        self.told.clear()

    def ask(self, block: int) -> Hint:
        prepared = prepare(keyed(self.key), self.page.segmentation)
        caret = self.blocks[block].start + 3
        hint = next_hint(self.marks, prepared, self.blocks, caret, self.told)
        self.told.append(hint)
        return hint

    def words(self, hint: Hint) -> str:
        assert hint.place is not None
        return self.page.text[hint.place.start : hint.place.end]


@pytest.fixture
def reader():
    return Reader()


def test_the_paragraph_of_the_caret_comes_first(reader):
    hint = reader.ask(0)
    assert hint == Hint(PARAGRAPH, VAGUE, 2, 0, reader.blocks[0].span)
    assert hint.here


def test_asked_again_the_sentence_is_told(reader):
    reader.ask(0)
    hint = reader.ask(0)
    assert (hint.kind, hint.category, hint.count) == (SENTENCE, VAGUE, 1)
    assert reader.words(hint) == "Sources say so."


def test_all_told_the_last_hint_comes_again(reader):
    hints = [reader.ask(0) for _ in range(4)]
    assert hints[1] == hints[2] == hints[3]


def test_after_a_mark_it_begins_anew(reader):
    reader.ask(0)
    reader.ask(0)
    reader.mark(reader.page.mark(VAGUE, "Sources say"))
    assert reader.ask(0) == Hint(PARAGRAPH, VAGUE, 1, 0, reader.blocks[0].span)
    assert reader.words(reader.ask(0)) == "Some people agree."


def test_when_nothing_is_missing_here_the_next_paragraph_is_told(reader):
    reader.mark(reader.page.mark(VAGUE, "Sources say"), reader.page.mark(VAGUE, "Some people"))
    hint = reader.ask(0)
    assert (hint.kind, hint.block, hint.here) == (PARAGRAPH, 1, False)


def test_after_the_last_paragraph_it_goes_round(reader):
    reader.mark(reader.page.mark(CLASH, "in May", "in June"))
    hint = reader.ask(2)
    assert (hint.kind, hint.category, hint.block, hint.here) == (PARAGRAPH, VAGUE, 0, False)


def test_of_a_single_sentence_there_is_no_more_to_tell(reader):
    first = reader.page.segmentation.sentences[0]
    reader.blocks[0] = Block(BlockKind.HEADING, first.start, first.end)
    assert [reader.ask(0).kind for _ in range(2)] == [PARAGRAPH, PARAGRAPH]


def test_moving_the_caret_asks_about_another_paragraph(reader):
    reader.ask(0)
    assert reader.ask(1).kind is PARAGRAPH
    assert reader.ask(1).kind is SENTENCE
    assert reader.ask(0).kind is SENTENCE


def test_the_easiest_item_is_told_first(reader):
    hard, easy = KeyDetails(difficulty=3), KeyDetails(difficulty=1)
    page = reader.page
    costs = page.mark(CLAIM, "costs a lot")
    may = page.mark(VAGUE, "in May")
    reader.key = [
        Annotation(costs.id, CLAIM, costs.passages, key=hard),
        Annotation(may.id, VAGUE, may.passages, key=easy),
    ]
    assert reader.ask(1).category == VAGUE
    assert reader.words(reader.ask(1)) == "It opened in May."


def test_each_end_of_an_inconsistency_is_told_in_its_own_paragraph(reader):
    reader.key = [reader.clash]
    assert reader.ask(1) == Hint(PARAGRAPH, CLASH, 1, 1, reader.blocks[1].span)
    assert reader.words(reader.ask(1)) == "It opened in May."
    assert reader.ask(2) == Hint(PARAGRAPH, CLASH, 1, 2, reader.blocks[2].span)
    assert reader.words(reader.ask(2)) == "It opened in June."


def test_a_mark_of_the_wrong_category_is_not_told_as_missing(reader):
    reader.mark(reader.page.mark(CLAIM, "Sources say"), reader.page.mark(CLAIM, "Some people"))
    assert reader.ask(0).block == 1


def test_what_one_mark_over_two_items_cannot_have_is_missing(reader):
    reader.mark(reader.page.mark(VAGUE, "Sources say so. Some people"))
    assert (reader.ask(0).kind, reader.ask(0).block) == (PARAGRAPH, 0)


def test_marks_on_sound_passages_are_told_where_nothing_is_missing(reader):
    page = reader.page
    reader.mark(page.mark(CLASH, "in May", "in June"), page.mark(CLAIM, "Ann Lee"))
    assert reader.ask(2) == Hint(DOUBTFUL, "", 1, 2, reader.blocks[2].span)
    # Asked again, it goes on to where something is missing.
    assert reader.ask(2) == Hint(PARAGRAPH, VAGUE, 2, 0, reader.blocks[0].span)


def test_what_is_missing_here_comes_before_what_is_doubtful(reader):
    reader.mark(reader.page.mark(CLAIM, "Ann Lee"))
    assert [reader.ask(2).kind for _ in range(3)] == [PARAGRAPH, SENTENCE, SENTENCE]


def all_of_it(reader: Reader) -> list[Annotation]:
    page = reader.page
    return [
        page.mark(VAGUE, "Sources say"),
        page.mark(VAGUE, "Some people"),
        page.mark(CLAIM, "costs a lot"),
        page.mark(CLASH, "in May", "in June"),
    ]


def test_when_nothing_is_missing_anywhere_doubtful_marks_elsewhere_are_told(reader):
    reader.mark(*all_of_it(reader), reader.page.mark(CLAIM, "Ann Lee"))
    hint = reader.ask(0)
    assert (hint.kind, hint.block, hint.here) == (DOUBTFUL, 2, False)
    assert reader.ask(2).kind is DOUBTFUL
    assert reader.ask(2).kind is DOUBTFUL


def test_when_all_is_well_it_says_so(reader):
    reader.mark(*all_of_it(reader))
    assert reader.ask(1) == Hint(COMPLETE)
    assert reader.ask(1) == Hint(COMPLETE)


def test_an_empty_key_misses_nothing(reader):
    reader.key = []
    assert reader.ask(0) == Hint(COMPLETE)


def test_an_article_without_blocks_has_nothing_to_tell(reader):
    prepared = prepare(keyed(reader.key), reader.page.segmentation)
    assert next_hint([], prepared, [], 0) == Hint(COMPLETE)


@st.composite
def blocks(draw: st.DrawFn) -> list[Block]:
    cuts = sorted(draw(st.sets(st.integers(1, LENGTH - 1), max_size=5)))
    ends = [0, *cuts, LENGTH]
    return [Block(BlockKind.PARAGRAPH, a, b) for a, b in pairwise(ends)]


@given(marks_and_keys(), segmentations(), blocks(), st.integers(0, LENGTH))
def test_hints_agree_with_the_review(both, segmentation, pieces, caret):
    marks, key = both
    prepared = prepare(keyed(key), segmentation)
    items = match(marks, prepared)
    missed = [
        (i.category, span)
        for i in items
        if i.outcome is Outcome.MISSED
        for span in i.key_annotation.all_spans
    ]
    told: list[Hint] = []
    for _ in range(8):
        told.append(next_hint(marks, prepared, pieces, caret, told))
    kinds = {hint.kind for hint in told}
    assert (PARAGRAPH in kinds) == bool(missed)
    if COMPLETE in kinds:
        assert len(set(told)) == 1
    for hint in told:
        if hint.kind in (PARAGRAPH, SENTENCE):
            near = {span for c, span in missed if c == hint.category and span.overlap(hint.place)}
            assert near
            assert pieces[hint.block].span.overlap(hint.place)
        if hint.kind is SENTENCE:
            assert hint.place in segmentation.sentences
        if hint.block is not None:
            inside = pieces[hint.block].start <= caret < pieces[hint.block].end
            last = caret == LENGTH and hint.block == len(pieces) - 1
            assert hint.here == (inside or last)
    # Nothing but places, numbers and names of categories: never the words.
    assert all(isinstance(h.place, Span | None) for h in told)
