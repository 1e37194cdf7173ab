"""What becomes of each mark and of each item of the key: the rules, one example each."""

from dataclasses import replace

import pytest
from marking import CLAIM, CLASH, SOUND, VAGUE, Page, held, keyed, learners

from annotator.comparison.compare import compare
from annotator.comparison.judging import Fit, Mark, Target, judge
from annotator.comparison.outcomes import Outcome
from annotator.domain.annotation import KeyDetails, Passage
from annotator.domain.segmentation import Segmentation

FIRST = "Analysts say that the new port will double the trade of the town."
SECOND = "Ana Ruiz, the mayor, opened it on Monday in front of a hundred guests."
THIRD = "Crime fell by a third because of the lamps."
FOURTH = "The mayor had the gates opened on Sunday, said her office."


@pytest.fixture
def page():
    return Page(FIRST, SECOND, THIRD, FOURTH)


def outcome(page, mark, item):
    """The outcomes of one mark held against one key item."""
    return page.outcomes([mark], [item])


# Hits


@pytest.mark.parametrize(
    "marked",
    [
        "Analysts say",
        "say",  # touches the core
        "say that the new port will double the trade of the town.",
        FIRST,
        FIRST + " ",  # the space between sentences is nobody's
    ],
)
def test_a_mark_that_touches_the_core_and_stays_in_the_sentence_is_a_hit(page, marked):
    assert outcome(page, page.mark(VAGUE, marked), page.mark(VAGUE, "Analysts say")) == ["hit"]


def test_half_in_common_is_a_hit_wherever_the_ends_are(page):
    item = page.mark(CLAIM, "the trade of the town.")
    # 22 code points in common of 44, then of 45.
    half = page.mark(CLAIM, "the trade of the town. Ana Ruiz, the mayor, o")
    assert len(half.passages[0].quote) == 45
    assert outcome(page, page.mark(CLAIM, half.passages[0].quote[:-1]), item) == ["hit"]
    assert outcome(page, half, item) == ["partial"]


def test_half_in_common_is_a_hit_even_beside_the_core(page):
    item = page.mark(CLAIM, "Crime fell by a third", core="third")
    assert outcome(page, page.mark(CLAIM, "Crime fell by a"), item) == ["hit"]


def test_an_allowance_of_the_key_takes_the_place_of_the_sentence(page):
    narrow = page.mark(CLAIM, "a third", allowance="fell by a third")
    assert outcome(page, page.mark(CLAIM, "fell by a third"), narrow) == ["hit"]
    assert outcome(page, page.mark(CLAIM, THIRD), narrow) == ["partial"]
    wide = page.mark(CLAIM, "a third", allowance=f"{SECOND} {THIRD}")
    assert outcome(page, page.mark(CLAIM, f"guests. {THIRD}"), wide) == ["hit"]


def test_a_passage_over_two_sentences_allows_for_both(page):
    item = page.mark(CLAIM, "guests. Crime fell")
    assert outcome(page, page.mark(CLAIM, f"{SECOND} {THIRD}"), item) == ["hit"]


def test_two_pieces_of_a_key_item_are_one_passage(page):
    item = page.mark(VAGUE, ["Analysts", "double"])
    assert outcome(page, page.mark(VAGUE, "double"), item) == ["hit"]
    assert outcome(page, page.mark(VAGUE, "say that the"), item) == ["missed", "not_in_key"]


# Partial


def test_a_mark_beside_the_core_with_less_than_half_in_common_is_partial(page):
    item = page.mark(CLAIM, "Crime fell by a third", core="third")
    assert outcome(page, page.mark(CLAIM, "Crime"), item) == ["partial"]


def test_a_mark_that_runs_into_the_next_sentence_is_partial(page):
    item = page.mark(VAGUE, "Analysts say")
    assert outcome(page, page.mark(VAGUE, f"{FIRST} Ana"), item) == ["partial"]


# Wrong category


@pytest.mark.parametrize("marked", ["Analysts say", f"{FIRST} Ana"])
def test_what_would_be_a_hit_or_partial_but_for_the_category(page, marked):
    mark, item = page.mark(CLAIM, marked), page.mark(VAGUE, "Analysts say", note="Who are they?")
    result = page.compare([mark], [item])
    assert [i.outcome for i in result.items] == [Outcome.WRONG_CATEGORY]
    assert result.items[0].category == VAGUE
    assert result.items[0].explanation == "Who are they?"
    assert result.items[0].set_annotation is mark


def test_the_right_category_comes_first_even_where_the_other_fits_better(page):
    claim, vague = page.mark(CLAIM, "say that the new port will"), page.mark(VAGUE, "Analysts say")
    mark = page.mark(VAGUE, "say that the new port will")
    result = page.compare([mark], [vague, claim])
    assert [(i.outcome, i.key_annotation) for i in result.items] == [
        (Outcome.HIT, vague),
        (Outcome.MISSED, claim),
    ]


def test_a_mark_of_the_wrong_category_does_not_take_an_item_from_the_right_one(page):
    item = page.mark(CLAIM, "Crime fell by a third")
    right, wrong = page.mark(CLAIM, "a third"), page.mark(VAGUE, "Crime fell by a third")
    assert sorted(page.outcomes([wrong, right], [item])) == ["hit", "not_in_key"]


# Missed, flagged sound, not in the key


def test_a_key_item_without_a_mark_is_missed(page):
    result = page.compare([], [page.mark(CLAIM, "a third", note="No source.")])
    (item,) = result.items
    assert (item.outcome, item.set_annotation, item.explanation) == (
        Outcome.MISSED,
        None,
        "No source.",
    )
    assert item.ends == (page.span("a third"),)


def test_neighbours_without_a_code_point_in_common_do_not_meet(page):
    key = [page.mark(CLAIM, "fell by"), page.mark(SOUND, "because")]
    assert page.outcomes([page.mark(CLAIM, " a third ")], key) == ["missed", "not_in_key"]


def test_a_mark_on_a_sound_passage_is_told_why_it_is_sound(page):
    sound = page.mark(SOUND, SECOND, note="The mayor is named.")
    result = page.compare([page.mark(CLAIM, "a hundred guests")], [sound])
    (item,) = result.items
    assert (item.outcome, item.explanation) == (Outcome.FLAGGED_SOUND, "The mayor is named.")
    assert (item.category, item.key_annotation, item.sound_annotation) == (CLAIM, None, sound)


def test_of_two_sound_passages_the_one_that_is_flagged_more_is_told(page):
    sounds = [page.mark(SOUND, "hundred guests.", note="1"), page.mark(SOUND, THIRD, note="2")]
    (item,) = page.compare([page.mark(CLAIM, "guests. Crime fell by")], sounds).items
    assert item.explanation == "2"


def test_a_mark_that_meets_a_weak_and_a_sound_passage_is_judged_by_the_weak_one(page):
    key = [page.mark(CLAIM, "a third"), page.mark(SOUND, "because of the lamps")]
    assert page.outcomes([page.mark(CLAIM, "a third because of the")], key) == ["hit"]
    assert page.outcomes([page.mark(VAGUE, "a third because of the")], key) == ["wrong_category"]


def test_two_marks_on_one_sound_passage_both_flag_it(page):
    marks = [page.mark(CLAIM, "on Monday"), page.mark(VAGUE, "a hundred guests")]
    assert page.outcomes(marks, [page.mark(SOUND, SECOND)]) == ["flagged_sound"] * 2


def test_the_rest_is_not_in_the_key(page):
    (item,) = page.compare([page.mark(CLAIM, "a third")], []).items
    assert (item.outcome, item.explanation) == (Outcome.NOT_IN_KEY, "")


def test_sound_passages_that_nobody_flagged_are_no_items(page):
    assert page.outcomes([], [page.mark(SOUND, SECOND)]) == []


def test_what_the_reader_calls_sound_is_not_compared(page):
    mark = page.mark(SOUND, "a third")
    result = page.compare([mark], [page.mark(CLAIM, "a third")])
    assert [i.outcome for i in result.items] == [Outcome.MISSED]
    assert result.counts.set == 0


# Inconsistencies

MONDAY, SUNDAY = "opened it on Monday", "opened on Sunday"


def test_both_ends_of_an_inconsistency_in_either_order_are_a_hit(page):
    item = page.mark(CLASH, MONDAY, SUNDAY)
    assert outcome(page, page.mark(CLASH, MONDAY, SUNDAY), item) == ["hit"]
    assert outcome(page, page.mark(CLASH, SUNDAY, MONDAY), item) == ["hit"]
    assert outcome(page, page.mark(CLASH, "Sunday", "Monday"), item) == ["hit"]


@pytest.mark.parametrize("end", [MONDAY, SUNDAY])
def test_one_end_of_two_is_partial(page, end):
    item = page.mark(CLASH, MONDAY, SUNDAY)
    assert outcome(page, page.mark(CLASH, end), item) == ["partial"]


def test_one_end_right_and_the_other_elsewhere_is_partial(page):
    item = page.mark(CLASH, MONDAY, SUNDAY)
    assert outcome(page, page.mark(CLASH, MONDAY, "a third"), item) == ["partial"]


def test_both_marks_on_the_same_end_are_partial(page):
    item = page.mark(CLASH, MONDAY, SUNDAY)
    assert outcome(page, page.mark(CLASH, "opened it", "on Monday"), item) == ["partial"]


def test_the_counterpart_has_a_core_of_its_own(page):
    item = page.mark(CLASH, MONDAY, "had the gates opened on Sunday", counterpart_core="Sunday")
    assert outcome(page, page.mark(CLASH, "Monday", "Sunday"), item) == ["hit"]
    assert outcome(page, page.mark(CLASH, "Monday", "the gates"), item) == ["partial"]


def test_the_counterpart_has_an_allowance_of_its_own(page):
    item = page.mark(CLASH, MONDAY, "Sunday", counterpart_allowance="on Sunday")
    assert outcome(page, page.mark(CLASH, SECOND, "on Sunday"), item) == ["hit"]
    assert outcome(page, page.mark(CLASH, SECOND, FOURTH), item) == ["partial"]


class TestAnotherArticle:
    """The counterpart lies in another article."""

    OTHER = Page("Nobody was there.", "Her office put the opening on a Sunday, by the clock.")
    SOURCE = "a" * 64
    WHOLE = "Her office put the opening on a Sunday, by the clock."

    def mark(self, page, quote, there, source=SOURCE, **details):
        here = page.mark(CLASH, quote)
        key = KeyDetails(
            **{part: self.passages(quotes, source) for part, quotes in details.items()}
        )
        return replace(here, counterpart=self.passages(there, source), key=key if details else None)

    def passages(self, quote, source):
        return tuple(replace(p, source=source) for p in self.OTHER.passages(quote))

    def outcome(self, page, mark, item, others=True):
        segmentations = {self.SOURCE: self.OTHER.segmentation} if others else {}
        found = compare(learners([mark]), keyed([item]), page.segmentation, (CLASH,), segmentations)
        return [str(item.outcome) for item in found.items]

    def test_both_ends_are_a_hit_in_any_order(self, page):
        item = self.mark(page, MONDAY, "on a Sunday")
        assert self.outcome(page, self.mark(page, "Monday", "Sunday"), item) == ["hit"]
        assert self.outcome(page, self.mark(page, SECOND, self.WHOLE), item) == ["hit"]

    def test_the_allowance_there_is_the_sentence_where_it_is_known_else_the_passage(self, page):
        item = self.mark(page, MONDAY, "Sunday")
        wide = self.mark(page, MONDAY, self.WHOLE)
        assert self.outcome(page, wide, item) == ["hit"]
        assert self.outcome(page, wide, item, others=False) == ["partial"]
        exact = self.mark(page, MONDAY, "Sunday")
        assert self.outcome(page, exact, item, others=False) == ["hit"]

    def test_core_and_allowance_there_are_those_that_the_key_names(self, page):
        item = self.mark(page, MONDAY, "a Sunday", counterpart_core="Sunday")
        assert self.outcome(page, self.mark(page, MONDAY, "put the"), item) == ["partial"]
        item = self.mark(page, MONDAY, "a Sunday", counterpart_allowance="on a Sunday")
        assert self.outcome(page, self.mark(page, MONDAY, "on a Sunday"), item) == ["hit"]
        assert self.outcome(page, self.mark(page, MONDAY, self.WHOLE), item) == ["partial"]

    def test_half_in_common_there_is_a_hit(self, page):
        item = self.mark(page, MONDAY, "opening on a Sunday")
        mark = self.mark(page, MONDAY, "on a Sunday,")
        assert self.outcome(page, mark, item, others=False) == ["hit"]

    def test_one_end_alone_is_partial(self, page):
        item = self.mark(page, MONDAY, "Sunday")
        assert self.outcome(page, page.mark(CLASH, MONDAY), item) == ["partial"]
        only_there = self.mark(page, FIRST, "Sunday")
        assert self.outcome(page, only_there, item) == ["partial"]

    def test_the_same_place_in_a_third_article_does_not_match(self, page):
        item = self.mark(page, MONDAY, "Sunday")
        third = self.mark(page, MONDAY, "Sunday", source="b" * 64)
        assert self.outcome(page, third, item) == ["partial"]
        apart = self.mark(page, FIRST, "Sunday", source="b" * 64)
        assert sorted(self.outcome(page, apart, item)) == ["missed", "not_in_key"]

    def test_ends_in_different_articles_have_nothing_in_common(self, page):
        span = self.OTHER.span("Sunday")
        mark = Mark((span,), (span,), self.SOURCE)
        target = Target((span,), (span,), (span,), self.SOURCE)
        assert judge([mark], [target]) == Fit(hit=True, closeness=1.0)
        for source in ("", "b" * 64):
            assert judge([mark], [replace(target, source=source)]) is None

    def test_the_same_offsets_in_the_own_article_do_not_match(self, page):
        item = self.mark(page, FIRST, "Sunday")
        (there,) = item.counterpart
        own = replace(item, counterpart=(replace(there, source=""),))
        assert self.outcome(page, own, item) == ["partial"]

    def test_a_key_item_of_which_only_the_end_there_is_placed_is_judged_by_it(self, page):
        item = self.mark(page, MONDAY, "Sunday")
        lost = replace(item, passages=(Passage("gone", "", "", None),))
        assert self.outcome(page, self.mark(page, MONDAY, "Sunday"), lost) == ["hit"]
        (missed,) = compare(learners([]), keyed([lost]), page.segmentation, (CLASH,)).items
        assert (missed.outcome, missed.ends) == (Outcome.MISSED, ())
        assert missed.ends_elsewhere == {self.SOURCE: self.OTHER.span("Sunday")}

    def test_the_item_says_where_its_ends_are(self, page):
        mark = self.mark(page, MONDAY, "Sunday")
        (item,) = compare(learners([mark]), keyed([mark]), page.segmentation, (CLASH,)).items
        assert item.ends == (page.span(MONDAY),)
        assert item.ends_elsewhere == {self.SOURCE: self.OTHER.span("Sunday")}


def test_two_marks_that_are_not_linked_do_not_make_an_inconsistency(page):
    marks = [page.mark(CLASH, MONDAY), page.mark(CLASH, SUNDAY)]
    assert sorted(page.outcomes(marks, [page.mark(CLASH, MONDAY, SUNDAY)])) == [
        "not_in_key",
        "partial",
    ]


def test_both_ends_under_another_category_are_a_wrong_category(page):
    item = page.mark(CLASH, MONDAY, SUNDAY)
    assert outcome(page, page.mark(CLAIM, SUNDAY), item) == ["wrong_category"]


def test_a_second_end_does_no_harm_where_the_key_has_one(page):
    item = page.mark(CLASH, MONDAY)
    assert outcome(page, page.mark(CLASH, MONDAY, SUNDAY), item) == ["hit"]


# One to one


def test_of_two_marks_on_one_item_the_better_one_counts_and_the_other_is_left_over(page):
    item = page.mark(VAGUE, "Analysts say")
    close, far = page.mark(VAGUE, "Analysts say that"), page.mark(VAGUE, FIRST)
    for marks in ([close, far], [far, close]):
        result = page.compare(marks, [item])
        found = {i.set_annotation.id: i.outcome for i in result.items}
        assert found == {close.id: Outcome.HIT, far.id: Outcome.NOT_IN_KEY}


def test_the_same_mark_twice_is_one_hit(page):
    marks = [page.mark(VAGUE, "Analysts say"), page.mark(VAGUE, "Analysts say")]
    assert page.outcomes(marks, [page.mark(VAGUE, "Analysts say")]) == ["hit", "not_in_key"]


def test_one_mark_over_two_items_finds_one_of_them(page):
    key = [page.mark(CLAIM, "fell by a third"), page.mark(CLAIM, "because of the lamps")]
    assert sorted(page.outcomes([page.mark(CLAIM, THIRD)], key)) == ["hit", "missed"]


def test_a_hit_comes_before_a_partial_that_is_closer(page):
    item = page.mark(CLAIM, "Crime fell by a third", core="third")
    hit, closer = page.mark(CLAIM, "third"), page.mark(CLAIM, "fell by a")
    for marks in ([hit, closer], [closer, hit]):
        result = page.compare(marks, [item])
        found = {i.set_annotation.id: i.outcome for i in result.items}
        assert found == {hit.id: Outcome.HIT, closer.id: Outcome.NOT_IN_KEY}


def test_two_hits_come_before_one(page):
    # The long mark could take either item; only the first leaves the short mark a hit.
    key = [page.mark(CLAIM, "fell by a third"), page.mark(CLAIM, "because of the lamps")]
    marks = [page.mark(CLAIM, "third because of the lamps"), page.mark(CLAIM, "the lamps")]
    assert page.outcomes(marks, key) == ["hit", "hit"]


def test_one_passage_may_be_weak_in_two_ways(page):
    key = [page.mark(CLAIM, "will double the trade"), page.mark(VAGUE, "will double the trade")]
    marks = [page.mark(VAGUE, "will double the trade"), page.mark(CLAIM, "will double the trade")]
    assert page.outcomes(marks, key) == ["hit", "hit"]


# Flagging everything

KEY_ITEMS = (
    (VAGUE, "Analysts say"),
    (CLAIM, "will double the trade"),
    (CLAIM, "because of the lamps"),
)


def a_key(page):
    return [page.mark(category, quote) for category, quote in KEY_ITEMS]


def test_a_mark_over_the_whole_article_is_no_hit(page):
    everything = page.mark(CLAIM, page.text)
    result = page.compare([everything], a_key(page))
    assert (result.counts.hit, result.counts.partial, result.counts.missed) == (0, 1, 2)
    result = page.compare([page.mark(c, page.text) for c in (CLAIM, CLASH, VAGUE)], a_key(page))
    assert result.counts.hit == 0


def test_a_mark_over_every_sentence_in_pieces_is_no_hit_either(page):
    pieces = page.mark(CLAIM, [FIRST, SECOND, THIRD, FOURTH])
    assert page.compare([pieces], a_key(page)).counts.hit == 0


def test_marking_every_sentence_in_every_category_shows_in_precision_and_discrimination(page):
    sentences = (FIRST, SECOND, THIRD, FOURTH)
    marks = [page.mark(c, s) for c in (CLAIM, CLASH, VAGUE) for s in sentences]
    key = [*a_key(page), page.mark(SOUND, "Ana Ruiz, the mayor")]
    result = page.compare(marks, key)
    assert result.counts.not_in_key + result.counts.flagged_sound + result.counts.wrong_category > 8
    assert result.scores.type.precision == 3 / 12
    assert result.scores.strict.precision == 0.0
    assert result.scores.token.precision < 0.2
    assert result.detection.false_alarm_rate == 1.0
    assert result.detection.d_prime <= 0.0


# What has no place


def unplaced(annotation):
    return replace(annotation, passages=tuple(replace(p, span=None) for p in annotation.passages))


def test_nobody_is_held_to_a_key_item_that_is_not_placed(page):
    item = unplaced(page.mark(CLAIM, "a third"))
    result = page.compare([page.mark(CLAIM, "a third")], [item])
    assert [i.outcome for i in result.items] == [Outcome.NOT_IN_KEY]
    assert result.counts.key == 0


def test_a_mark_that_is_not_placed_stands_last_and_is_not_in_the_key(page):
    mark = unplaced(page.mark(CLAIM, "a third"))
    result = page.compare([mark], [page.mark(CLAIM, "a third")])
    assert [i.outcome for i in result.items] == [Outcome.MISSED, Outcome.NOT_IN_KEY]
    assert result.items[1].ends == ()


def test_an_inconsistency_of_which_one_end_is_placed_is_judged_by_that(page):
    item = unplaced(page.mark(CLASH, MONDAY, SUNDAY))
    assert outcome(page, page.mark(CLASH, SUNDAY), item) == ["hit"]


def test_outside_all_sentences_a_mark_is_judged_by_all_it_covers(page):
    item = page.mark(CLAIM, "a third")
    items = held([page.mark(CLAIM, page.text)], [item], Segmentation((), ())).items
    assert [i.outcome for i in items] == [Outcome.PARTIAL]
    items = held([page.mark(CLAIM, "a third")], [item], Segmentation((), ())).items
    assert [i.outcome for i in items] == [Outcome.HIT]


def test_items_stand_in_the_order_of_the_text(page):
    key = [page.mark(CLAIM, "a third"), page.mark(VAGUE, "Analysts say")]
    marks = [page.mark(CLAIM, "Sunday"), page.mark(CLAIM, "on Monday")]
    result = page.compare(marks, key)
    starts = [item.ends[0].start for item in result.items]
    assert starts == sorted(starts)
    assert len(starts) == 4
