"""Why items have their outcomes: reasons agree with outcomes, and tell the learner's own."""

import pytest
from hypothesis import given, settings
from marking import (
    CLAIM,
    CLASH,
    SOUND,
    VAGUE,
    Page,
    keyed,
    marks_and_keys,
    segmentations,
)

from annotator.comparison.judging import Limit, Way, judge, marks_of
from annotator.comparison.matching import match
from annotator.comparison.outcomes import Outcome
from annotator.comparison.prepared import prepare
from annotator.comparison.reasons import reasons_of
from annotator.domain.annotation import Alternative

FIRST = "Analysts say that the new port will double the trade of the town."
SECOND = "Ana Ruiz, the mayor, opened it on Monday in front of a hundred guests."
THIRD = "Crime fell by a third because of the lamps."
FOURTH = "The mayor had the gates opened on Sunday, said her office."
PAIRED = (Outcome.HIT, Outcome.PARTIAL, Outcome.WRONG_CATEGORY)


@pytest.fixture
def page():
    return Page(FIRST, SECOND, THIRD, FOURTH)


def matched(marks, key, segmentation):
    return match(marks, prepare(keyed(key), segmentation))


def reasons(page, marks, key):
    return reasons_of(page.compare(marks, key).items, page.segmentation)


def only(page, mark, item):
    """The reason for one mark held against one key item."""
    (reason,) = reasons(page, [mark], [item])
    return reason


def points(spans):
    return {point for span in spans for point in range(span.start, span.end)}


# Agreement with the outcomes


@given(marks_and_keys(), segmentations())
@settings(max_examples=300)
def test_every_reason_agrees_with_its_outcome(case, segmentation):
    items = matched(*case, segmentation)
    found = reasons_of(items, segmentation)
    assert len(found) == len(items)
    for item, reason in zip(items, found, strict=True):
        if item.outcome in PAIRED:
            same = item.outcome is not Outcome.WRONG_CATEGORY
            assert reason.same_category is same
            assert (reason.hit and same) == (item.outcome is Outcome.HIT)
            assert any(end.meets for end in reason.ends)
        else:
            assert reason.same_category is None
            assert not reason.hit
            assert all(end.own == "" for end in reason.ends)
        assert bool(reason.ends) == (item.key_annotation is not None)
        if item.outcome is Outcome.FLAGGED_SOUND:
            assert reason.common
        else:
            assert reason.common == ""


@given(marks_and_keys(), segmentations())
@settings(max_examples=120)
def test_what_is_told_of_an_end_is_so_in_sets_of_code_points(case, segmentation):
    items = matched(*case, segmentation)
    for item, reason in zip(items, reasons_of(items, segmentation), strict=True):
        if item.outcome not in PAIRED:
            continue
        marks, targets = marks_of(item.set_annotation, segmentation), item.answer.targets
        fit = judge(marks, targets)
        assert reason.hit == fit.hit
        ends = max(len(marks), len(targets))
        assert sum(end.closeness for end in reason.ends) / ends == pytest.approx(fit.closeness)
        assert reason.needless == max(0, len(marks) - len(targets))
        assert len([end for end in reason.ends if end.own]) == min(len(marks), len(targets))
        for end, target in zip(reason.ends, targets, strict=True):
            told = (end.meets, end.touches, end.within)
            possible = [
                (
                    bool(points(m.spans) & points((*target.spans, *target.core))),
                    bool(points(m.spans) & points(target.core)),
                    points(m.wording) <= points(target.allowance),
                )
                for m in marks
                if m.source == target.source
            ]
            assert told in possible or told == (False, False, False)
            hit = (end.touches and end.within) or end.closeness >= 0.5
            assert (end.way is not None) == hit
            assert (end.way is Way.WITHIN) == (end.touches and end.within)
            if end.meets:
                # The text is one letter over and over: only lengths can tell.
                assert end.within == (end.beyond == "")


@given(marks_and_keys(), segmentations())
@settings(max_examples=80)
def test_what_stands_alone_touches_only_what_counts_elsewhere(case, segmentation):
    """Were both still free, they would have been paired."""
    items = matched(*case, segmentation)
    pairs = [(i.set_annotation, i.key_annotation) for i in items if i.outcome in PAIRED]
    for item, reason in zip(items, reasons_of(items, segmentation), strict=True):
        for rival in reason.rivals:
            assert item.outcome not in PAIRED
            assert (rival.mark, rival.key_item) in pairs
        touching = [
            mark
            for mark, _ in pairs
            if item.outcome is Outcome.MISSED
            and points(mark.all_spans) & points(item.key_annotation.all_spans)
        ]
        assert set(map(id, touching)) <= {id(rival.mark) for rival in reason.rivals}


# The learner's own words


def test_a_hit_within_its_sentence(page):
    item = page.mark(VAGUE, "Analysts say that the new port", core="Analysts say")
    (end,) = only(page, page.mark(VAGUE, "say that"), item).ends
    assert (end.own, end.wanted, end.core) == (
        "say that",
        "Analysts say that the new port",
        "Analysts say",
    )
    assert (end.touches, end.within, end.way, end.limit) == (True, True, Way.WITHIN, Limit.SENTENCE)
    assert (end.beyond, end.words_beyond, end.core_is_all) == ("", 0, False)
    # Of "Analysts say that the new port" (30 code points) the 8 of "say that".
    assert end.closeness == 8 / 30


def test_a_mark_that_goes_beyond_the_sentence(page):
    reason = only(page, page.mark(VAGUE, f"{FIRST} Ana Ruiz, the"), page.mark(VAGUE, "Analysts"))
    (end,) = reason.ends
    assert (end.touches, end.within, end.way) == (True, False, None)
    assert (end.beyond, end.words_beyond) == ("Ana Ruiz, the", 3)
    assert end.core_is_all
    assert not reason.hit


def test_a_mark_that_goes_beyond_on_both_sides_of_a_named_allowance(page):
    item = page.mark(CLAIM, "a third", allowance="fell by a third")
    (end,) = only(page, page.mark(CLAIM, THIRD), item).ends
    assert (end.limit, end.beyond) == (Limit.NAMED, "Crime … because of the lamps.")
    assert end.words_beyond == 5


def test_a_mark_beside_the_core(page):
    item = page.mark(CLAIM, "Crime fell by a third", core="third")
    (end,) = only(page, page.mark(CLAIM, "Crime"), item).ends
    assert (end.meets, end.touches, end.within, end.way) == (True, False, True, None)
    (end,) = only(page, page.mark(CLAIM, "Crime fell by a"), item).ends
    assert (end.touches, end.way) == (False, Way.IN_COMMON)


def test_one_end_of_two(page):
    item = page.mark(CLASH, "on Monday", "on Sunday")
    reason = only(page, page.mark(CLASH, "on Sunday"), item)
    monday, sunday = reason.ends
    assert (monday.own, monday.meets, monday.wanted) == ("", False, "on Monday")
    assert (sunday.own, sunday.way) == ("on Sunday", Way.WITHIN)
    assert (reason.ends_missing, reason.needless, reason.hit) == (1, 0, False)


def test_an_end_that_is_not_needed(page):
    reason = only(page, page.mark(CLASH, "on Monday", "on Sunday"), page.mark(CLASH, "on Sunday"))
    assert (reason.needless, reason.hit, len(reason.ends)) == (1, True, 1)


def test_another_category(page):
    reason = only(page, page.mark(CLAIM, "Analysts say"), page.mark(VAGUE, "Analysts say"))
    assert (reason.same_category, reason.hit) == (False, True)


def test_an_alternative_is_what_the_mark_is_held_against(page):
    other = Alternative(passages=page.passages("Crime fell"))
    item = page.mark(CLAIM, "because of the lamps", alternatives=[other])
    (end,) = only(page, page.mark(CLAIM, "Crime fell"), item).ends
    assert (end.wanted, end.way) == ("Crime fell", Way.WITHIN)


def test_a_missed_passage_tells_what_was_to_be_touched(page):
    (reason,) = reasons(page, [], [page.mark(CLAIM, "Crime fell by a third", core="third")])
    (end,) = reason.ends
    assert (end.wanted, end.core, end.own) == ("Crime fell by a third", "third", "")
    assert (reason.rivals, reason.ends_missing) == ((), 1)


def test_what_a_mark_over_two_passages_counts_for(page):
    mark = page.mark(VAGUE, FIRST)
    items = [page.mark(VAGUE, "Analysts say"), page.mark(VAGUE, "the trade of the town.")]
    found = {
        i.outcome: r
        for i, r in zip(
            page.compare([mark], items).items, reasons(page, [mark], items), strict=True
        )
    }
    (rival,) = found[Outcome.MISSED].rivals
    assert rival.mark == mark
    assert rival.key_item in items


def test_a_second_mark_tells_who_has_the_passage(page):
    item = page.mark(VAGUE, "Analysts say that")
    first, second = page.mark(VAGUE, "Analysts say"), page.mark(VAGUE, "that")
    assert page.outcomes([first, second], [item]) == ["hit", "not_in_key"]
    hit, alone = reasons(page, [first, second], [item])
    assert [(r.mark, r.key_item) for r in alone.rivals] == [(first, item)]
    assert hit.rivals == ()


def test_the_words_in_common_with_a_sound_passage(page):
    marks = [page.mark(CLAIM, "mayor, opened it on Monday")]
    (reason,) = reasons(page, marks, [page.mark(SOUND, "Ana Ruiz, the mayor, opened it")])
    assert reason.common == "mayor, opened it"
    assert reason.ends == ()
    assert reason.covered == ()


def test_a_mark_that_counts_for_a_weak_passage_tells_what_it_covers_of_sound_ones(page):
    key = [
        page.mark(VAGUE, "Analysts say"),
        page.mark(SOUND, "Ana Ruiz, the mayor, opened it"),
        page.mark(SOUND, "a hundred guests"),
    ]
    mark = page.mark(VAGUE, f"{FIRST} Ana Ruiz, the")
    (reason,) = reasons(page, [mark], key)
    assert [(c.sound, c.words) for c in reason.covered] == [(key[1], "Ana Ruiz, the")]
    both = page.mark(CLAIM, "Ana Ruiz, the mayor, opened it on Monday in front of a hundred")
    (reason,) = reasons(page, [both], key[1:])
    assert reason.common == "Ana Ruiz, the mayor, opened it"
    assert [(c.sound, c.words) for c in reason.covered] == [(key[2], "a hundred")]
