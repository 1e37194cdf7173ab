"""When articles come back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from annotator.comparison.outcomes import Outcome
from annotator.comparison.results import ItemResult, Result
from annotator.services.scheduling import due_articles

START = datetime(2026, 5, 4, 10, tzinfo=UTC)


def result(days, article="a", key="k", **outcomes):
    """A result some days after the start: outcomes by the id of the key item."""
    items = tuple(ItemResult(outcome, "u", item) for item, outcome in outcomes.items())
    at = (START + timedelta(days=days)).isoformat()
    return Result(f"{article}{days}", key, article, at, items)


def days_until_due(*results):
    (due,) = due_articles(results)
    return (due.at - datetime.fromisoformat(results[-1].submitted_at)).days


def test_what_was_missed_comes_back_sooner_than_what_was_found():
    missed = days_until_due(result(0, one=Outcome.MISSED, two=Outcome.HIT))
    partly = days_until_due(result(0, one=Outcome.PARTIAL, two=Outcome.HIT))
    found = days_until_due(result(0, one=Outcome.HIT, two=Outcome.HIT))
    assert 1 <= missed <= partly < found


def test_intervals_grow_when_the_item_is_found_each_time():
    history, intervals, day = [], [], 0
    for outcome in (Outcome.MISSED, Outcome.HIT, Outcome.HIT, Outcome.HIT):
        history.append(result(day, one=outcome))
        intervals.append(days_until_due(*history))
        day += intervals[-1]
    assert intervals == sorted(set(intervals))


def test_intervals_grow_in_the_end_also_for_what_is_missed_each_time():
    history, intervals, day = [], [], 0
    for _ in range(12):
        history.append(result(day, one=Outcome.MISSED))
        intervals.append(days_until_due(*history))
        day += intervals[-1]
    assert intervals[:3] == [1, 1, 1]
    assert intervals == sorted(intervals)
    assert intervals[-1] >= 5


def test_what_was_found_in_between_is_missed_for_the_first_time_again():
    missed = [result(day, one=Outcome.MISSED) for day in range(3)]
    found = result(3, one=Outcome.HIT)
    assert days_until_due(*missed, found, result(4, one=Outcome.MISSED)) == 1


def test_the_wrong_category_counts_as_missed_and_wrong_items_are_counted():
    (due,) = due_articles(
        [result(0, one=Outcome.WRONG_CATEGORY, two=Outcome.MISSED, three=Outcome.HIT)]
    )
    assert due.wrong == 2


def test_a_flagged_sound_passage_comes_back_until_it_is_left_alone():
    flagged = result(0, one=Outcome.HIT, calm=Outcome.FLAGGED_SOUND)
    (due,) = due_articles([flagged])
    assert due.wrong == 1
    (after,) = due_articles([flagged, result(1, one=Outcome.HIT)])
    assert after.wrong == 0
    assert after.at > due.at


def test_the_article_that_is_due_first_stands_first():
    dues = due_articles(
        [result(0, article="b", one=Outcome.HIT), result(0, article="a", one=Outcome.MISSED)]
    )
    assert [due.article_id for due in dues] == ["a", "b"]


def test_items_of_an_earlier_key_are_no_longer_asked():
    (due,) = due_articles([result(0, key="old", one=Outcome.MISSED), result(1, two=Outcome.HIT)])
    assert due.wrong == 0


def test_a_result_without_any_key_item_makes_nothing_due():
    assert due_articles([result(0)]) == []


@given(st.lists(st.sampled_from([Outcome.HIT, Outcome.PARTIAL, Outcome.MISSED]), min_size=1))
def test_the_same_history_gives_the_same_day_and_never_one_before_the_last_try(outcomes):
    history = [result(day, one=outcome) for day, outcome in enumerate(outcomes)]
    (due,) = due_articles(history)
    assert due_articles(history) == [due]
    assert due.at > datetime.fromisoformat(history[-1].submitted_at)
