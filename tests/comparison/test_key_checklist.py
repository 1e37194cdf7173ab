"""What a key lacks is found, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marking import CLAIM, CLASH, SOUND, VAGUE, Page, keyed, segmentations, some_annotations

from annotator.comparison.key_checklist import (
    FEWEST_WORDS,
    MOST_WORDS,
    Gap,
    Weight,
    check_key,
    must_be_mended,
    word_count,
)
from annotator.domain.annotation import Alternative, KeyDetails, Passage
from annotator.services.resources import default_codebook

BOOK = default_codebook()
PAGE = Page(
    "The mayor cut the fare in May, which made people happy.",
    "Critics say that nobody rides the tram.",
    "The line opened in March, the town's register shows.",
    "She had opened it in June.",
)
WHY = "Nobody is named here whom a reader could ask, so the passage stands alone and unbacked."


def item(category, quotes, counterpart=(), *, difficulty=2, note=WHY, subtype="", **fields):
    """An item that lacks nothing, unless something is taken from it."""
    made = PAGE.mark(category, quotes, counterpart, note=note, **fields)
    if subtype == "" and category != SOUND:
        subtype = BOOK[category].subtypes[0].id
    key = replace(made.key or KeyDetails(), difficulty=difficulty)
    return replace(made, subtype=subtype or None, key=key)


CLAIM_ITEM = item(CLAIM, "made people happy")
VAGUE_ITEM = item(VAGUE, "Critics say")
CLASH_ITEM = item(CLASH, "in March", "in June")
SOUND_ITEM = item(SOUND, "the town's register", difficulty=None)
WHOLE = (CLAIM_ITEM, VAGUE_ITEM, SOUND_ITEM)


def gaps(*items, book=BOOK):
    return [f.gap for f in check_key(keyed(items), book, PAGE.segmentation)]


def lacking(made, gap):
    """Whether the whole key with this item in it lacks one thing, of that item, and no more."""
    key = (made, SOUND_ITEM) if made.category != SOUND else (CLAIM_ITEM, made)
    found = check_key(keyed(key), BOOK, PAGE.segmentation)
    mended = [f for f in found if f.gap is not Gap.ABSENT]
    return [(f.gap, f.item_id) for f in mended] == [(gap, made.id)]


def test_a_key_in_order_lacks_nothing_but_the_category_that_does_not_occur():
    (finding,) = check_key(keyed(WHOLE), BOOK, PAGE.segmentation)
    assert (finding.gap, finding.category, finding.item_id) == (Gap.ABSENT, CLASH, "")
    assert finding.weight is Weight.HINT


@pytest.mark.parametrize(
    ("made", "gap"),
    [
        (item(CLAIM, "made people happy", note="  "), Gap.NO_EXPLANATION),
        (item(SOUND, "the town's register", note=""), Gap.NO_EXPLANATION),
        (item(CLAIM, "made people happy", note="Who says so?"), Gap.TOO_SHORT),
        (item(CLAIM, "made people happy", note="word " * 61), Gap.TOO_LONG),
        (item(CLAIM, "made people happy", subtype=None), Gap.NO_SUBTYPE),
        (item(CLAIM, "made people happy", difficulty=None), Gap.NO_DIFFICULTY),
        (item(CLASH, "in May"), Gap.ONE_END),
        (item(CLAIM, "made people happy", core="Critics"), Gap.CORE_OUTSIDE),
        (
            item(CLAIM, "people happy", core="in May", allowance="made people happy"),
            Gap.CORE_OUTSIDE,
        ),
        (item(CLASH, "in May", "in June", counterpart_core="in March"), Gap.CORE_OUTSIDE),
        (replace(CLAIM_ITEM, category="gossip", subtype=None), Gap.UNKNOWN_CATEGORY),
        (
            replace(
                CLASH_ITEM,
                passages=PAGE.passages("in May"),
                counterpart=(Passage("x", "", "", None),),
            ),
            Gap.UNPLACED,
        ),
        (
            replace(CLAIM_ITEM, key=replace(CLAIM_ITEM.key, core=(Passage("x", "", "", None),))),
            Gap.PART_UNPLACED,
        ),
        (
            replace(
                CLAIM_ITEM,
                key=replace(
                    CLAIM_ITEM.key,
                    alternatives=(Alternative("", (Passage("x", "", "", None),)),),
                ),
            ),
            Gap.PART_UNPLACED,
        ),
        (
            item(CLAIM, "made people happy", note=f"Indeed: {BOOK[VAGUE].definition} So it is."),
            Gap.REPEATS,
        ),
    ],
)
def test_each_thing_that_is_missing_is_found_alone(made, gap):
    assert lacking(made, gap)


@pytest.mark.parametrize("core", ["people", "in May"])
def test_a_core_that_a_right_mark_can_reach_is_in_order(core):
    assert gaps(item(CLAIM, "made people happy", core=core), SOUND_ITEM) == [Gap.ABSENT] * 2


def test_weak_words_that_are_called_sound_have_to_be_mended():
    sound = item(SOUND, "people happy", difficulty=None)
    findings = check_key(keyed((CLAIM_ITEM, sound)), BOOK, PAGE.segmentation)
    first = findings[0]
    assert (first.gap, first.item_id, first.other_id) == (
        Gap.OVERLAPS_SOUND,
        CLAIM_ITEM.id,
        sound.id,
    )
    assert must_be_mended(findings)
    # What overlaps is not told a second time as what a longer highlight reaches.
    assert Gap.REACHES_SOUND not in {f.gap for f in findings}


def test_a_highlight_up_to_the_allowance_may_not_reach_what_is_sound():
    sound = item(SOUND, "cut the fare", difficulty=None)
    findings = check_key(keyed((CLAIM_ITEM, sound)), BOOK, PAGE.segmentation)
    (reached,) = [f for f in findings if f.gap is Gap.REACHES_SOUND]
    assert (reached.item_id, reached.other_id) == (CLAIM_ITEM.id, sound.id)
    assert not must_be_mended(findings)
    narrower = item(CLAIM, "made people happy", allowance="which made people happy")
    assert Gap.REACHES_SOUND not in gaps(narrower, sound)


def test_an_alternative_reaches_too():
    other = replace(
        VAGUE_ITEM,
        key=KeyDetails(difficulty=1, alternatives=(Alternative("", PAGE.passages("The line")),)),
    )
    assert Gap.REACHES_SOUND in gaps(other, SOUND_ITEM)
    assert Gap.REACHES_SOUND not in gaps(VAGUE_ITEM, SOUND_ITEM)


def test_two_items_of_a_category_on_the_same_words_are_told_once():
    again = item(CLAIM, "people happy")
    findings = check_key(keyed((again, CLAIM_ITEM, SOUND_ITEM)), BOOK, PAGE.segmentation)
    same = [f for f in findings if f.gap is Gap.SAME_CATEGORY]
    assert [(f.item_id, f.other_id) for f in same] == [(CLAIM_ITEM.id, again.id)]
    assert Gap.SAME_CATEGORY not in gaps(CLAIM_ITEM, item(VAGUE, "people happy"), SOUND_ITEM)


def test_an_article_that_is_sound_throughout_needs_no_weak_item_but_a_difficulty():
    assert gaps(item(SOUND, "the town's register")) == [Gap.ABSENT] * 3
    assert Gap.NO_DIFFICULTY in gaps(SOUND_ITEM)


def test_an_empty_key_says_that_and_no_more():
    assert gaps() == [Gap.EMPTY]


def test_what_has_to_be_mended_comes_first_and_then_reading_order():
    late = item(CLASH, "in June")
    early = item(CLAIM, "cut the fare", note="")
    found = check_key(keyed((late, early, VAGUE_ITEM)), BOOK, PAGE.segmentation)
    assert [f.gap for f in found] == [Gap.ONE_END, Gap.NO_EXPLANATION, Gap.NO_SOUND]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("one - two … three's", 3),
        ("ein zwei\n\ndrei", 3),
        ("漢字、ひらがな", 3),  # two Han characters and a run of hiragana
        ("—", 0),
    ],
)
def test_words_are_counted_as_a_writer_counts_them(text, words):
    assert word_count(text) == words


@given(st.integers(0, 80))
def test_an_explanation_has_to_be_so_long(length):
    found = gaps(item(CLAIM, "made people happy", note="word " * length), SOUND_ITEM)
    assert (Gap.TOO_SHORT in found) == (0 < length < FEWEST_WORDS)
    assert (Gap.TOO_LONG in found) == (length > MOST_WORDS)
    assert (Gap.NO_EXPLANATION in found) == (length == 0)


@given(some_annotations("k", key=True), segmentations())
def test_whatever_a_key_holds_the_findings_name_its_items(items, segmentation):
    findings = check_key(keyed(items), BOOK, segmentation)
    ids = {i.id for i in items}
    assert {f.item_id for f in findings} | {f.other_id for f in findings} <= ids | {""}
    assert len(set(findings)) == len(findings)
    weights = [list(Weight).index(f.weight) for f in findings]
    assert weights == sorted(weights)
    # The order of making decides nothing.
    assert set(check_key(keyed(reversed(items)), BOOK, segmentation)) == set(findings)
