"""Two sets held against each other."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marking import CATEGORIES, CLAIM, CLASH, SOUND, VAGUE, Page, learners, segmentations
from marking import some_annotations as some

from annotator.comparison.label_runs import marks_of
from annotator.comparison.pairing import PairKind, compare_pair, pair_up, pairing_to_dict
from annotator.comparison.pairwise import mean_strict_f1, mean_token_f1
from annotator.comparison.scores import cohen_kappa
from annotator.domain.annotation import Annotation, Passage
from annotator.domain.span import Span, total_overlap

PAGE = Page(
    "The mayor cut the fare in May.",
    "Critics say that nobody rides the tram.",
    "It carried four thousand people in June.",
    "The line opened in March.",
    "She calls that a gift.",
)


def kinds(first, second):
    return [str(pair.kind) for pair in pair_up(first, second)]


def told(first, second):
    """The pairs, each as its kind and the ids."""
    return [(str(pair.kind), *pair.key) for pair in pair_up(first, second)]


def two_sets():
    return st.tuples(some("a", key=True), some("b", key=True))


def test_every_kind_in_reading_order():
    first = [
        PAGE.mark(CLAIM, "carried four thousand people"),
        PAGE.mark(VAGUE, "Critics say"),
        PAGE.mark(CLAIM, "in March"),
        PAGE.mark(CLAIM, "The mayor"),
    ]
    second = [
        PAGE.mark(VAGUE, "in March"),
        PAGE.mark(CLAIM, "It carried four thousand"),
        PAGE.mark(VAGUE, "Critics say"),
        PAGE.mark(CLAIM, "a gift"),
    ]
    assert kinds(first, second) == [
        "first_only",
        "same",
        "overlap",
        "other_category",
        "second_only",
    ]


def test_the_same_category_comes_before_a_closer_one_of_another():
    claim = PAGE.mark(CLAIM, "Critics say that nobody rides")
    near, far = PAGE.mark(VAGUE, "Critics say that nobody"), PAGE.mark(CLAIM, "rides the tram")
    assert set(told([claim], [near, far])) == {
        ("second_only", "", near.id),
        ("overlap", claim.id, far.id),
    }


def test_the_same_words_come_before_more_pairs():
    """One way makes two pairs, the other one pair on the very same words."""
    long = PAGE.mark(CLAIM, "carried four thousand people in June")
    part = PAGE.mark(CLAIM, "four thousand")
    same = PAGE.mark(CLAIM, "carried four thousand people in June")
    found = {pair.key: pair.kind for pair in pair_up([long, part], [same])}
    assert found == {
        (long.id, same.id): PairKind.SAME,
        (part.id, ""): PairKind.FIRST_ONLY,
    }


def test_ends_of_an_inconsistency_have_no_order():
    one = PAGE.mark(CLASH, "in May", "in June")
    other = PAGE.mark(CLASH, "in June", "in May")
    assert kinds([one], [other]) == ["same"]
    assert kinds([one], [PAGE.mark(CLASH, "in June")]) == ["overlap"]


def test_sound_passages_are_paired_and_disagreed_about():
    sound = PAGE.mark(SOUND, "The line opened in March.")
    assert kinds([sound], [PAGE.mark(SOUND, "The line opened in March.")]) == ["same"]
    assert kinds([sound], [PAGE.mark(SOUND, "in March")]) == ["overlap"]
    assert kinds([sound], [PAGE.mark(CLAIM, "in March")]) == ["other_category"]


def test_ends_in_another_article_meet_there_only():
    here = PAGE.mark(CLASH, "in May", "in June")
    away = replace(
        here,
        id="away",
        passages=PAGE.passages("a gift"),
        counterpart=tuple(replace(p, source="a" * 64) for p in here.counterpart),
    )
    assert kinds([here], [away]) == ["first_only", "second_only"]
    assert kinds([away], [replace(away, id="other")]) == ["same"]
    elsewhere = replace(away, id="third", passages=PAGE.passages("The mayor"))
    assert kinds([away], [elsewhere]) == ["overlap"]


def test_what_has_no_place_stands_last():
    lost = replace(
        PAGE.mark(CLAIM, "The mayor"), passages=(replace(PAGE.passages("The mayor")[0], span=None),)
    )
    found = pair_up([lost], [PAGE.mark(CLAIM, "a gift")])
    assert [pair.start for pair in found] == [PAGE.span("a gift").start, None]


def claims(prefix, *places):
    return [
        Annotation(f"{prefix}{n}", CLAIM, (Passage.cut("x" * 9, Span(*place)),))
        for n, place in enumerate(places)
    ]


def test_of_equally_good_ways_the_same_is_taken_both_ways_round():
    """Two pairs of the same closeness can be made in several ways."""
    first, second = claims("a", (0, 4), (2, 3), (1, 2)), claims("b", (2, 4), (0, 2))
    assert pair_up(second, first) == tuple(pair.mirrored for pair in pair_up(first, second))


@settings(max_examples=40)
@given(two_sets())
def test_changing_the_sets_over_mirrors_every_pair(sets):
    first, second = sets
    assert pair_up(second, first) == tuple(pair.mirrored for pair in pair_up(first, second))


@settings(max_examples=40)
@given(two_sets(), st.randoms())
def test_the_order_within_a_set_changes_nothing(sets, random):
    first, second = (list(each) for each in sets)
    before = pair_up(first, second)
    random.shuffle(first)
    random.shuffle(second)
    assert pair_up(first, second) == before


@settings(max_examples=40)
@given(two_sets())
def test_everything_is_in_one_pair_of_the_right_kind(sets):
    first, second = sets
    pairs = pair_up(first, second)
    assert sorted(p.first.id for p in pairs if p.first) == sorted(a.id for a in first)
    assert sorted(p.second.id for p in pairs if p.second) == sorted(a.id for a in second)
    for pair in pairs:
        if pair.first is None or pair.second is None:
            alone = PairKind.FIRST_ONLY if pair.second is None else PairKind.SECOND_ONLY
            assert pair.kind is alone
            continue
        same = pair.first.category == pair.second.category
        assert (pair.kind is not PairKind.OTHER_CATEGORY) == same
        here = total_overlap(pair.first.all_spans, pair.second.all_spans)
        both = pair.first.spans_elsewhere, pair.second.spans_elsewhere
        away = sum(total_overlap(both[0][s], both[1].get(s, ())) for s in both[0])
        assert here + away > 0
    starts = [pair.start for pair in pairs if pair.start is not None]
    assert starts == sorted(starts)


@settings(max_examples=40)
@given(two_sets())
def test_nothing_that_could_still_be_paired_is_left(sets):
    first, second = sets
    pairs = pair_up(first, second)
    for a in (p.first for p in pairs if p.first and not p.second):
        for b in (p.second for p in pairs if p.second and not p.first):
            assert total_overlap(a.all_spans, b.all_spans) == 0


@settings(max_examples=40)
@given(some("a", key=True))
def test_a_set_is_the_same_as_itself(annotations):
    placed = [a for a in annotations if a.all_spans or a.spans_elsewhere]
    again = [replace(a, id=f"again {a.id}") for a in placed]
    assert set(kinds(placed, again)) <= {"same"}


@settings(max_examples=40)
@given(two_sets(), segmentations())
def test_figures_are_the_same_both_ways_and_those_of_the_oracles(sets, segmentation):
    first, second = (learners(each) for each in sets)
    found = compare_pair(first, second, segmentation, CATEGORIES)
    turned = compare_pair(second, first, segmentation, CATEGORIES)
    assert found.likeness == turned.likeness
    for category, result in found.per_category.items():
        other = turned.per_category[category]
        assert (result.first, result.second) == (other.second, other.first)
        assert result.likeness == other.likeness
        assert result.likeness.kappa == cohen_kappa(
            first.annotations, second.annotations, segmentation, category
        )
    assert sum(found.counts.values()) == len(found.pairs)


@settings(max_examples=40)
@given(st.tuples(some("a", key=False), some("b", key=False)), segmentations())
def test_f1_is_that_of_the_agreement_of_many_sets(sets, segmentation):
    """Of sets without ends elsewhere, which the agreement leaves out."""
    here = [[replace(a, counterpart=()) for a in each] for each in sets]
    first, second = (learners(each) for each in here)
    likeness = compare_pair(first, second, segmentation).likeness
    marks = marks_of([first, second], CATEGORIES, 60)
    assert likeness.strict_f1 == pytest.approx(mean_strict_f1(marks))
    assert likeness.token_f1 == pytest.approx(mean_token_f1(marks.on_tokens(segmentation)))


def test_two_empty_sets_have_no_figures():
    found = compare_pair(learners([]), learners([]), PAGE.segmentation)
    assert found.pairs == ()
    likeness = found.likeness
    assert (likeness.token_f1, likeness.strict_f1, likeness.kappa) == (None, None, None)


def test_as_json_values():
    first = learners([PAGE.mark(VAGUE, "Critics say", note="who?", confidence=0.5)])
    second = learners([PAGE.mark(CLASH, "in May", "in June")])
    data = pairing_to_dict(compare_pair(first, second, PAGE.segmentation, CATEGORIES), "id")
    assert list(data["per_category"]) == list(CATEGORIES)
    assert data["counts"]["first_only"] == data["counts"]["second_only"] == 1
    clash, vague = data["pairs"]
    assert vague["second"] is None
    assert vague["first"]["quote"] == "Critics say"
    assert (vague["first"]["note"], vague["first"]["confidence"]) == ("who?", 0.5)
    may, june = PAGE.span("in May"), PAGE.span("in June")
    assert clash["second"]["spans"] == [[may.start, may.end]]
    assert clash["second"]["counterpart"] == [[june.start, june.end]]
    assert clash["start"] == may.start
