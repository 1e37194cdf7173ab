"""What becomes of each mark and of each item of the key: the rules, one example each."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from marking import (
    CLAIM,
    CLASH,
    SOUND,
    VAGUE,
    Page,
    held,
    keyed,
    learners,
    marks_and_keys,
    segmentations,
)

from annotator.comparison.compare import compare, comparison_to_dict
from annotator.comparison.judging import Fit, Mark, Target, judge
from annotator.comparison.outcomes import Outcome, Relation
from annotator.comparison.scores import PRF
from annotator.domain.annotation import Alternative, KeyDetails, Passage
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


def points(annotation):
    """The code points of all spans of an annotation; none where there is none."""
    spans = annotation.all_spans if annotation else ()
    return {point for span in spans for point in range(span.start, span.end)}


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


@given(marks_and_keys(), segmentations())
@settings(max_examples=100)
def test_every_mark_knows_the_sound_passages_that_it_touches(case, segmentation):
    marks, key = case
    for item in held(marks, key, segmentation).items:
        mine = points(item.set_annotation)
        touched = [a for a in key if a.is_sound and mine & points(a)]
        assert list(item.sound_touched) == touched
        by_itself = item.set_annotation is not None and item.key_annotation is None
        assert (item.outcome is Outcome.FLAGGED_SOUND) == (by_itself and bool(touched))


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


# Several marks on one item, one mark on several


def relations(page, marks, key):
    """By outcome and id: relation, other key items, other marks."""
    found = {}
    for item in page.compare(marks, key).items:
        name = (item.set_annotation or item.key_annotation).id
        found[str(item.outcome), name] = (
            item.relation,
            [a.id for a in item.related_key],
            [a.id for a in item.related_marks],
        )
    return found


def test_one_mark_over_two_items_is_told_on_both(page):
    fell, lamps = page.mark(CLAIM, "Crime fell by a third"), page.mark(CLAIM, "the lamps")
    mark = page.mark(CLAIM, THIRD)
    assert relations(page, [mark], [fell, lamps]) == {
        ("hit", mark.id): ("merged", [lamps.id], []),
        ("missed", lamps.id): ("merged", [fell.id], [mark.id]),
    }


def test_a_mark_over_three_items_names_them_all(page):
    key = [page.mark(CLAIM, quote) for quote in ("Crime", "a third", "the lamps")]
    mark = page.mark(CLAIM, THIRD)
    found = relations(page, [mark], key)
    assert sorted(len(others) for _, others, _ in found.values()) == [2, 2, 2]
    assert {relation for relation, _, _ in found.values()} == {"merged"}


def test_items_that_have_marks_of_their_own_are_not_merged(page):
    key = [page.mark(CLAIM, "fell by a third"), page.mark(CLAIM, "because of the lamps")]
    marks = [page.mark(CLAIM, THIRD), page.mark(CLAIM, "the lamps")]
    assert {found[0] for found in relations(page, marks, key).values()} == {None}


def test_a_passage_that_is_weak_in_two_ways_is_not_merged(page):
    key = [page.mark(CLAIM, "will double the trade"), page.mark(VAGUE, "double the trade")]
    found = relations(page, [page.mark(CLAIM, "will double the trade")], key)
    assert {relation for relation, _, _ in found.values()} == {None}


def test_a_mark_of_the_wrong_category_over_two_items_is_merged_too(page):
    first, second = page.mark(VAGUE, "Analysts say"), page.mark(VAGUE, "the new port")
    other = page.mark(CLASH, "double")
    mark = page.mark(CLAIM, FIRST)
    found = relations(page, [mark], [first, second, other])
    (paired,) = (f for (outcome, _), f in found.items() if outcome == "wrong_category")
    assert paired[0] == "merged"
    assert found["missed", other.id] == (None, [], [])


def test_two_marks_on_one_item_are_told_on_both(page):
    item = page.mark(VAGUE, "Analysts say")
    first, second = page.mark(VAGUE, "Analysts"), page.mark(VAGUE, "say")
    assert relations(page, [first, second], [item]) == {
        ("hit", first.id): ("split", [], [second.id]),
        ("not_in_key", second.id): ("split", [item.id], [first.id]),
    }


def test_a_second_mark_of_another_category_is_not_split(page):
    item = page.mark(VAGUE, "Analysts say")
    marks = [page.mark(VAGUE, "Analysts"), page.mark(CLAIM, "say")]
    assert {found[0] for found in relations(page, marks, [item]).values()} == {None}


def test_a_second_mark_that_flags_a_sound_passage_is_split_all_the_same(page):
    key = [page.mark(VAGUE, "Analysts say"), page.mark(SOUND, "that the new port")]
    marks = [page.mark(VAGUE, "Analysts say"), page.mark(VAGUE, "say that the new port")]
    found = relations(page, marks, key)
    assert found["flagged_sound", marks[1].id][0] == "split"


def test_ends_that_were_not_linked_are_told_to_belong_together(page):
    item = page.mark(CLASH, MONDAY, SUNDAY)
    marks = [page.mark(CLASH, MONDAY), page.mark(CLASH, SUNDAY)]
    found = relations(page, marks, [item])
    assert found == {
        ("partial", marks[0].id): ("other_end", [], [marks[1].id]),
        ("not_in_key", marks[1].id): ("other_end", [item.id], [marks[0].id]),
    }


def test_two_marks_on_the_same_end_are_split(page):
    item = page.mark(CLASH, MONDAY, SUNDAY)
    marks = [page.mark(CLASH, "opened it"), page.mark(CLASH, "on Monday")]
    assert {found[0] for found in relations(page, marks, [item]).values()} == {"split"}


@given(marks_and_keys(), segmentations())
@settings(max_examples=80)
def test_relations_are_told_on_all_that_they_are_about(case, segmentation):
    items = held(*case, segmentation).items
    by_mark = {i.set_annotation.id: i for i in items if i.set_annotation}
    by_key = {i.key_annotation.id: i for i in items if i.key_annotation}
    for item in items:
        assert (item.relation is None) == (not item.related_key and not item.related_marks)
        for other in item.related_key:
            assert by_key[other.id].relation is not None
            assert other is not item.key_annotation
        for other in item.related_marks:
            assert by_mark[other.id].relation is not None
            assert other is not item.set_annotation
        if item.outcome is Outcome.MISSED and item.relation:
            assert item.relation is Relation.MERGED
            for mark in item.related_marks:
                assert item.key_annotation in by_mark[mark.id].related_key
        if item.outcome in (Outcome.NOT_IN_KEY, Outcome.FLAGGED_SOUND) and item.relation:
            assert item.relation in (Relation.SPLIT, Relation.OTHER_END)
            for wanted in item.related_key:
                assert item.set_annotation in by_key[wanted.id].related_marks


# Several answers to one item


def met(page, mark, item):
    """Outcome, category and the alternative that was met."""
    found = page.compare([mark], [item]).items
    return [(str(i.outcome), i.category, i.alternative) for i in found]


def test_another_passage_is_as_right(page):
    other = Alternative(passages=page.passages("a hundred guests"))
    item = page.mark(CLAIM, "a third", alternatives=[other])
    assert met(page, page.mark(CLAIM, "a hundred guests"), item) == [("hit", CLAIM, other)]
    assert met(page, page.mark(CLAIM, "a third"), item) == [("hit", CLAIM, None)]
    assert met(page, page.mark(CLAIM, SECOND), item) == [("hit", CLAIM, other)]  # its sentence
    assert met(page, page.mark(CLAIM, f"{SECOND} Crime"), item) == [("partial", CLAIM, other)]
    assert met(page, page.mark(VAGUE, "guests"), item) == [("wrong_category", CLAIM, other)]


def test_another_category_is_as_right_with_core_and_allowance_of_the_item(page):
    other = Alternative(CLAIM)
    item = page.mark(VAGUE, "Analysts say", core="Analysts", subtype="x", alternatives=[other])
    assert met(page, page.mark(CLAIM, "Analysts say"), item) == [("hit", CLAIM, other)]
    assert met(page, page.mark(VAGUE, "Analysts say"), item) == [("hit", VAGUE, None)]
    assert met(page, page.mark(CLAIM, "say that the new"), item) == [("partial", CLAIM, other)]
    assert met(page, page.mark(CLASH, "Analysts"), item) == [("wrong_category", VAGUE, None)]
    # The subtype is one of the item's own category.
    assert page.compare([page.mark(CLAIM, "Analysts say")], [item]).per_subtype == {}
    assert list(page.compare([page.mark(VAGUE, "Analysts say")], [item]).per_subtype) == [VAGUE]


def test_the_answer_that_fits_best_counts(page):
    wide = Alternative(passages=page.passages(THIRD))
    item = page.mark(CLAIM, "a third", allowance="a third", alternatives=[wide])
    assert met(page, page.mark(CLAIM, THIRD), item) == [("hit", CLAIM, wide)]
    assert met(page, page.mark(CLAIM, "a third"), item) == [("hit", CLAIM, None)]


def test_another_pair_of_ends_is_as_right_and_one_end_of_it_is_partial(page):
    other = Alternative("", page.passages("Monday"), page.passages("in front"))
    item = page.mark(CLASH, MONDAY, SUNDAY, alternatives=[other])
    assert met(page, page.mark(CLASH, "Monday", "in front"), item) == [("hit", CLASH, other)]
    assert met(page, page.mark(CLASH, MONDAY, SUNDAY), item) == [("hit", CLASH, None)]
    assert met(page, page.mark(CLASH, "in front"), item) == [("partial", CLASH, other)]


def test_one_item_is_found_once_whatever_answers_it_takes(page):
    other = Alternative(passages=page.passages("a hundred guests"))
    item = page.mark(CLAIM, "a third", alternatives=[other])
    marks = [page.mark(CLAIM, "a third"), page.mark(CLAIM, "a hundred guests")]
    result = page.compare(marks, [item])
    assert sorted(str(i.outcome) for i in result.items) == ["hit", "not_in_key"]
    assert result.counts.key == 1


def test_an_alternative_that_is_not_placed_is_none(page):
    lost = Alternative(passages=(Passage("gone", "", "", None),))
    item = page.mark(CLAIM, "a third", alternatives=[lost])
    assert met(page, page.mark(CLAIM, "a third"), item) == [("hit", CLAIM, None)]
    assert [i.outcome for i in page.compare([], [item]).items] == [Outcome.MISSED]


def test_the_alternative_that_was_met_stands_in_the_place_of_the_item_in_all_scores(page):
    other = Alternative(VAGUE, page.passages("a hundred guests"))
    item = page.mark(CLAIM, "a third", alternatives=[other])
    result = page.compare([page.mark(VAGUE, "a hundred guests")], [item])
    whole = PRF(1.0, 1.0, 1.0)
    scores = result.scores
    assert (scores.strict, scores.type, scores.fragment_overlap, scores.token) == (whole,) * 4
    assert (result.detection.hit_rate, result.detection.false_alarm_rate) == (1.0, 0.0)
    vague, claim = result.per_category[VAGUE].counts, result.per_category[CLAIM].counts
    assert (vague.key, vague.hit, claim.key) == (1, 1, 0)
    # Where it was not met, the item itself is held against what was marked.
    missed = page.compare([page.mark(VAGUE, "Sunday")], [item])
    assert missed.per_category[CLAIM].counts.missed == 1
    assert missed.scores.strict == PRF(0.0, 0.0, 0.0)


def test_the_json_names_the_alternative_and_the_relations(page):
    fell = page.mark(CLAIM, "fell by", alternatives=[Alternative(CLASH), Alternative(VAGUE)])
    lamps = page.mark(VAGUE, "because of the lamps")
    mark = page.mark(VAGUE, "fell by a third because")
    items = comparison_to_dict(page.compare([mark], [fell, lamps]), "id")["items"]
    assert [(i["outcome"], i["alternative"], i["relation"]) for i in items] == [
        ("hit", 1, "merged"),
        ("missed", None, "merged"),
    ]
    assert items[1]["related_key"] == [fell.id]
    assert items[1]["related_marks"] == [mark.id]


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
