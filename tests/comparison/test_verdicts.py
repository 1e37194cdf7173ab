"""What is said of marks while the set is a draft, and what is not."""

from __future__ import annotations

from hypothesis import given
from marking import CLAIM, CLASH, VAGUE, Page, held, marks_and_keys, segmentations

from annotator.comparison.judging import Defect
from annotator.comparison.outcomes import Outcome, Relation
from annotator.comparison.verdicts import Verdict, verdicts

PAGE = Page("Sources say so.", "Some people agree.", "It opened in May.", "It opened in June.")


def of(marks, key):
    return verdicts(PAGE.compare(marks, key).items, PAGE.segmentation)


def test_a_mark_has_its_outcome_and_the_explanation_of_the_key():
    mark = PAGE.mark(VAGUE, "Sources say")
    assert of([mark], [PAGE.mark(VAGUE, "Sources say", note="Who?")]) == {
        mark.id: Verdict(Outcome.HIT, "Who?")
    }


def test_what_was_missed_is_not_told():
    mark = PAGE.mark(VAGUE, "Sources say so. Some people")
    key = [
        PAGE.mark(VAGUE, "Sources say", note="Who?"),
        PAGE.mark(VAGUE, "Some people", note="How many?"),
    ]
    (item, missed) = PAGE.compare([mark], key).items
    assert {item.relation, missed.relation} == {Relation.MERGED}
    (verdict,) = of([mark], key).values()
    assert verdict.relation is None
    assert of([], key) == {}


def test_two_marks_for_the_two_ends_of_one_item_are_told():
    marks = [PAGE.mark(CLASH, "in May"), PAGE.mark(CLASH, "in June")]
    found = of(marks, [PAGE.mark(CLASH, "in May", "in June")])
    assert {v.relation for v in found.values()} == {Relation.OTHER_END}


def test_an_explanation_that_would_tell_the_other_end_is_kept_back():
    key = [PAGE.mark(CLASH, "in May", "in June", note="May or June?")]
    (lone,) = of([PAGE.mark(CLASH, "in May")], key).values()
    assert lone == Verdict(Outcome.PARTIAL, defect=Defect.LACKS_END)
    (linked,) = of([PAGE.mark(CLASH, "in June", "in May")], key).values()
    assert linked == Verdict(Outcome.HIT, "May or June?")


def test_what_is_to_be_mended_is_told():
    key = [PAGE.mark(VAGUE, "Sources say so", core="Sources")]
    (beside,) = of([PAGE.mark(VAGUE, "say")], key).values()
    assert beside.defect is Defect.BESIDE
    (long,) = of([PAGE.mark(VAGUE, "Sources say so. Some people agree. It")], key).values()
    assert long.defect is Defect.TOO_LONG


def test_the_other_category_is_not_named():
    mark = PAGE.mark(CLAIM, "Sources say")
    (verdict,) = of([mark], [PAGE.mark(VAGUE, "Sources say")]).values()
    assert verdict == Verdict(Outcome.WRONG_CATEGORY)


@given(marks_and_keys(), segmentations())
def test_every_mark_is_judged_as_the_review_will(both, segmentation):
    marks, key = both
    items = held(marks, key, segmentation).items
    found = verdicts(items, segmentation)
    assert set(found) == {mark.id for mark in marks}
    assert Outcome.MISSED not in {v.outcome for v in found.values()}
    for item in items:
        if item.set_annotation is not None:
            verdict = found[item.set_annotation.id]
            assert verdict.outcome is item.outcome
            assert (verdict.defect is not None) == (item.outcome is Outcome.PARTIAL)
