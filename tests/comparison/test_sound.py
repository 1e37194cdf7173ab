"""What became of the passages that a key calls sound."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from marking import CLAIM, SOUND, VAGUE, Page, held, marks_and_keys, segmentations

from annotator.comparison.outcomes import Outcome
from annotator.comparison.sound import Fate, fates

FIRST = "Analysts say that trade will double."
SECOND = "Crime fell by a third, said Ana Ruiz."


@pytest.fixture
def page():
    return Page(FIRST, SECOND, "It rained.")


def test_a_passage_is_left_alone_flagged_or_covered_by_a_mark_that_counts_elsewhere(page):
    sound = [
        page.mark(SOUND, "Crime fell"),
        page.mark(SOUND, "said Ana Ruiz"),
        page.mark(SOUND, "It rained"),
    ]
    key = [page.mark(VAGUE, "Analysts say"), *sound]
    marks = [page.mark(VAGUE, f"{FIRST} Crime"), page.mark(CLAIM, "Ana Ruiz")]
    items = page.compare(marks, key).items
    assert [item.outcome for item in items] == [Outcome.PARTIAL, Outcome.FLAGGED_SOUND]
    found = fates(items, sound)
    assert [(s.passage, s.fate, s.items) for s in found] == [
        (sound[0], Fate.COVERED, (0,)),
        (sound[1], Fate.FLAGGED, (1,)),
        (sound[2], Fate.LEFT_ALONE, ()),
    ]


def test_flagged_is_told_before_covered_and_names_both_marks(page):
    sound = page.mark(SOUND, "Crime fell")
    key = [page.mark(VAGUE, "Analysts say"), sound]
    marks = [page.mark(VAGUE, f"{FIRST} Crime"), page.mark(CLAIM, "fell by")]
    (found,) = fates(page.compare(marks, key).items, [sound])
    assert (found.fate, found.items) == (Fate.FLAGGED, (0, 1))


@given(marks_and_keys(), segmentations())
@settings(max_examples=100)
def test_left_alone_is_said_where_no_mark_touches_it_and_nowhere_else(case, segmentation):
    marks, key = case
    sound = [a for a in key if a.is_sound]

    def points(annotation):
        return {n for span in annotation.all_spans for n in range(span.start, span.end)}

    for found in fates(held(marks, key, segmentation).items, sound):
        touched = any(points(mark) & points(found.passage) for mark in marks)
        assert (found.fate is Fate.LEFT_ALONE) == (not touched) == (not found.items)
