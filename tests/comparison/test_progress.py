"""How a learner comes on."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from annotator.comparison.outcomes import Outcome
from annotator.comparison.progress import Tally, fitting_level, streak, tally, weakest
from annotator.comparison.results import (
    ItemResult,
    Result,
    items_from_list,
    items_to_list,
)

TODAY = date(2026, 5, 20)
ITEMS = st.lists(
    st.builds(ItemResult, st.sampled_from(Outcome), st.sampled_from("uiv"), st.text(max_size=3))
).map(tuple)


def result(*items):
    """A result from pairs of an outcome and a category."""
    return Result("s", "k", "a", "", tuple(ItemResult(o, c) for o, c in items))


@given(ITEMS)
def test_items_come_back_equal(items):
    assert items_from_list(items_to_list(items)) == items


@given(st.lists(ITEMS, max_size=4))
def test_the_tallies_of_the_categories_add_up(sets):
    results = [Result("s", "k", "a", "", items) for items in sets]
    total, parts = tally(results), [tally(results, c) for c in "uiv"]
    assert total.found == sum(p.found for p in parts) <= total.wanted
    assert total.wanted == sum(p.wanted for p in parts)
    assert total.flagged == sum(p.flagged for p in parts)


def test_a_tally_without_key_items_has_no_share():
    assert Tally().share is None
    assert tally([result((Outcome.HIT, "u"), (Outcome.MISSED, "u"))]).share == 0.5


def test_the_weakest_category_is_the_one_with_the_smallest_share_found():
    missed = [(Outcome.MISSED, "v")] * 2 + [(Outcome.HIT, "v")]
    better = [(Outcome.MISSED, "u")] + [(Outcome.HIT, "u")] * 2
    assert weakest([result(*missed, *better)], "uiv") == "v"


def test_nothing_is_weak_where_all_was_found_or_little_is_known():
    assert weakest([], "uiv") is None
    assert weakest([result(*[(Outcome.HIT, "u")] * 5, (Outcome.MISSED, "v"))], "uiv") is None


def test_only_the_newest_results_say_what_is_weak():
    bad, good = result(*[(Outcome.MISSED, "u")] * 9), result(*[(Outcome.HIT, "u")] * 3)
    assert weakest([bad, *[good] * 4], "u") == "u"
    assert weakest([bad, *[good] * 5], "u") is None


def test_what_went_well_the_last_time_is_no_longer_missed_most():
    first = result(*[(Outcome.MISSED, "v")] * 2, *[(Outcome.HIT, "i")] * 2)
    second = result(
        *[(Outcome.HIT, "v")] * 3, *[(Outcome.HIT, "i")] * 4, *[(Outcome.MISSED, "i")] * 3
    )
    assert weakest([first, second], "uiv") == "i"
    assert weakest([second, first], "uiv") == "v"


LEVELS = {"easy": 1, "medium": 2, "hard": 3}


def read(level, right, wrong, *, outcome=Outcome.MISSED):
    """A result of an article of a level, with so many right and wrong decisions."""
    items = [ItemResult(Outcome.HIT, "u")] * right + [ItemResult(outcome, "u")] * wrong
    return Result("s", "k", level, "", tuple(items))


def test_what_fits_goes_up_and_down_by_one_level():
    assert fitting_level([], LEVELS) == 1
    assert fitting_level([read("easy", 7, 0)], LEVELS) == 2
    assert fitting_level([read("easy", 5, 2)], LEVELS) == 1
    assert fitting_level([read("medium", 8, 2)], LEVELS) == 3
    assert fitting_level([read("medium", 5, 5)], LEVELS) == 2
    assert fitting_level([read("medium", 4, 5)], LEVELS) == 1
    assert fitting_level([read("hard", 9, 0)], LEVELS) == 3
    assert fitting_level([read("easy", 0, 9)], LEVELS) == 1


@given(
    st.lists(st.builds(read, st.sampled_from(sorted(LEVELS)), st.integers(0, 9), st.integers(0, 9)))
)
def test_what_fits_is_never_more_than_a_level_from_what_was_read_last(results):
    decided = [LEVELS[each.article_id] for each in results if each.items]
    assert abs(fitting_level(results, LEVELS) - (decided[-1] if decided else 1)) <= 1
    assert 1 <= fitting_level(results, LEVELS) <= 3


def test_flagging_sound_passages_keeps_it_easy():
    assert fitting_level([read("easy", 4, 4, outcome=Outcome.FLAGGED_SOUND)], LEVELS) == 1


def test_an_article_without_a_decision_or_that_is_gone_changes_nothing():
    done = read("medium", 9, 0)
    assert fitting_level([done, read("easy", 0, 0)], LEVELS) == 3
    assert fitting_level([done, read("gone", 9, 0)], LEVELS) == 3


@given(st.integers(0, 30), st.sets(st.integers(40, 60)))
def test_a_streak_is_the_run_of_days_up_to_today(length, earlier):
    days = [TODAY - timedelta(days=n) for n in (*range(length), *earlier)]
    assert streak(days, TODAY) == length


def test_a_streak_is_not_lost_before_the_day_is_over():
    yesterday = [TODAY - timedelta(days=n) for n in (1, 2, 3)]
    assert streak(yesterday, TODAY) == 3
    assert streak(yesterday, TODAY + timedelta(days=1)) == 0
