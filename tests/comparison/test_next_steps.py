"""What a reader is told to do next time, and which items stand for it."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from marking import CLAIM, CLASH, SOUND, VAGUE, Page, held, marks_and_keys, segmentations

from annotator.comparison.judging import Defect
from annotator.comparison.next_steps import MOST, Step, StepKind, is_perfect, next_steps
from annotator.comparison.outcomes import Outcome, Relation
from annotator.comparison.verdicts import verdicts
from annotator.domain.annotation import KeyDetails

PARTLY = (StepKind.ONE_END, StepKind.BESIDE_CORE, StepKind.TOO_LONG)
MENDED = dict(zip((Defect.LACKS_END, Defect.BESIDE, Defect.TOO_LONG), PARTLY, strict=True))
OF_OUTCOME = {
    StepKind.NOTHING_MARKED: {Outcome.MISSED},
    StepKind.MISSED: {Outcome.MISSED},
    StepKind.FLAGGED_SOUND: {Outcome.FLAGGED_SOUND},
    StepKind.CONFUSED: {Outcome.WRONG_CATEGORY},
    StepKind.TOO_MANY: {Outcome.NOT_IN_KEY},
    StepKind.SPLIT: {Outcome.NOT_IN_KEY},
    **{kind: {Outcome.PARTIAL} for kind in PARTLY},
}


@pytest.fixture
def page():
    """Eight sentences of which each has words of its own."""
    names = ["Ada", "Ben", "Cleo", "Dora", "Emil", "Fay", "Gus", "Hilda"]
    return Page(*(f"{name} went home because {name.upper()} was late." for name in names))


def difficult(annotation, difficulty: int):
    return replace(annotation, key=replace(annotation.key or KeyDetails(), difficulty=difficulty))


def kinds(steps: tuple[Step, ...]) -> list[StepKind]:
    return [step.kind for step in steps]


def the(kind: StepKind, comparison) -> Step:
    """The one step of a kind."""
    (step,) = [step for step in next_steps(comparison) if step.kind is kind]
    return step


def outcomes_at(comparison, step: Step) -> set[Outcome]:
    return {comparison.items[n].outcome for n in step.items}


def copied(annotation, **fields):
    """A learner's mark like a key item."""
    return replace(annotation, id=f"my {annotation.id}", key=None, note="", **fields)


@given(marks_and_keys(), segmentations())
@settings(max_examples=150)
def test_what_is_to_be_mended_is_what_feedback_at_once_says(case, segmentation):
    comparison = held(*case, segmentation)
    found = verdicts(comparison.items, segmentation)
    for step in next_steps(comparison):
        if step.kind in PARTLY:
            marks = [comparison.items[n].set_annotation for n in step.items]
            assert {MENDED[found[mark.id].defect] for mark in marks} == {step.kind}


@given(marks_and_keys(), segmentations())
@settings(max_examples=150)
def test_there_are_three_at_most_and_each_has_items_that_it_is_about(case, segmentation):
    comparison = held(*case, segmentation)
    steps = next_steps(comparison)
    assert len(steps) <= MOST
    assert len({(s.kind, s.category, s.other) for s in steps}) == len(steps)
    for step in steps:
        assert step.items
        assert len(set(step.items)) == len(step.items)
        assert step.count > 0
        found = outcomes_at(comparison, step)
        assert found <= OF_OUTCOME.get(step.kind, found)
        if step.kind is StepKind.MISSED:
            assert step.count == len(step.items) <= step.of
            assert {comparison.items[n].category for n in step.items} == {step.category}
    wrong = {Outcome.MISSED, Outcome.FLAGGED_SOUND, Outcome.WRONG_CATEGORY, Outcome.PARTIAL}
    if any(item.outcome in wrong for item in comparison.items):
        assert steps
        assert not any(kind.value.startswith("aim") for kind in kinds(steps))


def test_what_was_missed_most_comes_first_with_the_easiest_example(page):
    key = [
        difficult(page.mark(VAGUE, "Ada went"), 3),
        difficult(page.mark(VAGUE, "Ben went"), 1),
        page.mark(VAGUE, "Cleo went"),
        page.mark(CLAIM, "DORA was late"),
        page.mark(CLAIM, "EMIL was late"),
    ]
    comparison = page.compare([copied(key[4])], key)
    first, second = next_steps(comparison)
    assert (first.kind, first.category, first.count, first.of) == (StepKind.MISSED, VAGUE, 3, 3)
    assert [comparison.items[n].key_annotation for n in first.items] == [key[1], key[2], key[0]]
    assert (second.category, second.count, second.of) == (CLAIM, 1, 2)


def test_a_kind_that_makes_up_more_than_half_of_what_was_missed_is_named(page):
    key = [
        page.mark(CLAIM, "Ada went", subtype="motive"),
        page.mark(CLAIM, "Ben went", subtype="motive"),
        page.mark(CLAIM, "Cleo went", subtype="statistic"),
        page.mark(CLAIM, "Dora went"),
        page.mark(CLAIM, "Emil went", subtype="motive"),
    ]

    def missed(*numbers: int) -> Step:
        marks = [copied(a, subtype=None) for n, a in enumerate(key) if n not in numbers]
        (step,) = next_steps(page.compare(marks, key))
        return step

    step = missed(0, 1, 2)
    assert (step.subtype, step.count, step.of) == ("motive", 2, 3)
    step = missed(0)
    assert (step.subtype, step.count, step.of) == ("motive", 1, 3)
    assert missed(0, 1).subtypes == ()  # one is named already
    several = {
        (2, 0): ("motive", "statistic"),
        (0, 1, 2, 3): ("motive", "statistic"),
        (3,): (),
    }
    for numbers, subtypes in several.items():
        step = missed(*numbers)
        assert (step.subtype, step.count, step.of) == (None, len(numbers), 5)
        assert step.subtypes == subtypes


def test_an_empty_set_is_told_first_that_it_is_empty(page):
    key = [difficult(page.mark(CLAIM, "Ada went"), 2), difficult(page.mark(VAGUE, "Ben went"), 1)]
    comparison = page.compare([], key)
    steps = next_steps(comparison)
    assert kinds(steps) == [StepKind.NOTHING_MARKED, StepKind.MISSED, StepKind.MISSED]
    assert steps[0].count == 2
    assert comparison.items[steps[0].items[0]].key_annotation == key[1]


def test_a_perfect_set_gets_harder_aims(page):
    key = [
        difficult(page.mark(CLAIM, "Ada went", subtype="motive", note="Why"), 1),
        difficult(page.mark(VAGUE, "Ben went", note="Who"), 3),
    ]
    bare = page.compare([copied(a, subtype=None) for a in key], key)
    assert is_perfect(bare.counts)
    steps = next_steps(bare)
    assert kinds(steps) == [StepKind.AIM_CONFIDENCE, StepKind.AIM_SUBTYPE, StepKind.AIM_NOTE]
    assert [bare.items[n].key_annotation for n in steps[0].items] == [key[1], key[0]]
    assert [bare.items[n].key_annotation for n in steps[1].items] == [key[0]]
    full = page.compare([replace(copied(a, confidence=1.0), note="My reason") for a in key], key)
    (step,) = next_steps(full)
    assert step.kind is StepKind.AIM_HARDER
    assert full.items[step.items[0]].key_annotation == key[1]


def test_a_sound_article_that_was_left_alone_needs_no_step(page):
    sound = page.mark(SOUND, "Ada went home", note="She did")
    comparison = page.compare([], [sound])
    assert is_perfect(comparison.counts)
    assert next_steps(comparison) == ()
    marked = page.compare([page.mark(CLAIM, "Ada went")], [sound])
    step = the(StepKind.FLAGGED_SOUND, marked)
    assert (step.category, step.count, step.of) == (CLAIM, 1, 1)


def test_one_mark_beside_the_key_is_no_step(page):
    key = [page.mark(CLAIM, "Ada went")]
    comparison = page.compare([copied(key[0]), page.mark(VAGUE, "Ben went")], key)
    assert not is_perfect(comparison.counts)
    assert next_steps(comparison) == ()


def test_marks_that_are_partly_right_are_told_apart(page):
    key = [
        page.mark(CLAIM, "Ada went", allowance="Ada went home"),
        page.mark(CLAIM, "Ben went home because BEN was late", core="Ben"),
        page.mark(CLASH, "Cleo went", "DORA was late"),
    ]
    marks = [
        page.mark(CLAIM, "Ada went home because ADA was late"),
        page.mark(CLAIM, "BEN was late"),
        page.mark(CLASH, "Cleo went"),
    ]
    comparison = page.compare(marks, key)
    assert comparison.counts.partial == 3
    assert set(kinds(next_steps(comparison))) == set(PARTLY)
    for kind, number in ((StepKind.TOO_LONG, 0), (StepKind.BESIDE_CORE, 1), (StepKind.ONE_END, 2)):
        step = the(kind, comparison)
        (place,) = step.items
        assert comparison.items[place].key_annotation == key[number]
        assert step.category == key[number].category


def test_two_categories_that_were_taken_for_each_other(page):
    key = [page.mark(CLAIM, "Ada went"), page.mark(CLAIM, "Ben went"), page.mark(VAGUE, "Gus went")]
    marks = [copied(a, category=VAGUE) for a in key[:2]] + [copied(key[2], category=CLAIM)]
    first, second = next_steps(page.compare(marks, key))
    assert (first.kind, first.category, first.other, first.count) == (
        StepKind.CONFUSED,
        CLAIM,
        VAGUE,
        2,
    )
    assert (second.category, second.other) == (VAGUE, CLAIM)


def test_one_mark_over_several_passages_and_several_on_one(page):
    key = [
        page.mark(CLAIM, "Ada went"),
        page.mark(CLAIM, "because ADA"),
        page.mark(CLAIM, "Ben went home because BEN"),
    ]
    marks = [
        page.mark(CLAIM, "Ada went home because ADA"),
        page.mark(CLAIM, "Ben went"),
        page.mark(CLAIM, "because BEN"),
    ]
    comparison = page.compare(marks, key)
    steps = next_steps(comparison)
    assert StepKind.MISSED not in kinds(steps)
    merged = the(StepKind.MERGED, comparison)
    assert merged.count == 1
    # It leads to the mark that was too long, not to what it covers.
    assert comparison.items[merged.items[0]].set_annotation == marks[0]
    split = the(StepKind.SPLIT, comparison)
    assert comparison.items[split.items[0]].relation is Relation.SPLIT
    # Marks on a passage that is in the key are not too many, but made twice.
    thrice = [page.mark(CLAIM, quote) for quote in ("Ben went", "Ben", "because BEN")]
    assert StepKind.TOO_MANY not in kinds(next_steps(page.compare(thrice, key[2:])))


def test_many_more_marks_than_there_is(page):
    key = [page.mark(CLAIM, "Ada went"), page.mark(CLAIM, "Ben went")]
    beside = [page.mark(CLAIM, f"{name} went") for name in ("Cleo", "Dora")]
    marks = [copied(key[0]), copied(key[1])]
    few = page.compare([*marks, beside[0]], key)
    assert next_steps(few) == ()
    step = the(StepKind.TOO_MANY, page.compare([*marks, *beside], key))
    assert (step.count, step.of) == (4, 2)


def test_marks_that_were_sure_and_wrong(page):
    names = ["Ada", "Ben", "Cleo", "Dora", "Emil"]
    key = [page.mark(CLAIM, f"{name} went") for name in names]
    sure = [0.9, 0.8, 1.0, 0.25, 0.9]
    marks = [
        copied(a, category=VAGUE if n < 4 else CLAIM, confidence=c)
        for n, (a, c) in enumerate(zip(key, sure, strict=True))
    ]
    comparison = page.compare(marks, key)
    step = the(StepKind.SURE_AND_WRONG, comparison)
    assert (step.count, step.of) == (3, 5)
    assert [comparison.items[n].set_annotation.confidence for n in step.items] == [1.0, 0.9, 0.8]
    modest = page.compare([replace(mark, confidence=0.25) for mark in marks], key)
    assert StepKind.SURE_AND_WRONG not in kinds(next_steps(modest))


def test_several_kinds_of_mistake_are_told_before_one_kind_is_told_again(page):
    missed = [
        *(page.mark(VAGUE, f"{name} went") for name in ("Ada", "Ben")),
        *(page.mark(CLAIM, f"{name} went") for name in ("Cleo", "Dora")),
    ]
    confused, clash = page.mark(VAGUE, "EMIL was"), page.mark(CLASH, "Fay went", "GUS was late")
    marks = [copied(confused, category=CLAIM), copied(clash, counterpart=())]
    comparison = page.compare(marks, [*missed, confused, clash])
    assert kinds(next_steps(comparison)) == [StepKind.MISSED, StepKind.CONFUSED, StepKind.ONE_END]
    # What is of little weight does not take the place of much that was missed.
    twice = [page.mark(CLASH, "Fay went"), page.mark(CLASH, "Fay")]
    steps = next_steps(page.compare(twice, [*missed, page.mark(CLASH, "Fay went")]))
    assert kinds(steps) == [StepKind.MISSED, StepKind.MISSED, StepKind.SPLIT]


def test_of_one_kind_there_are_several_where_there_is_no_other(page):
    key = [
        *(page.mark(CLAIM, f"{name} went") for name in ("Ada", "Ben", "Cleo")),
        *(page.mark(VAGUE, f"{name} went") for name in ("Dora", "Emil", "Fay")),
        *(page.mark(CLASH, f"{name} went") for name in ("Gus", "Hilda")),
        page.mark(SOUND, "because ADA"),
    ]
    comparison = page.compare([page.mark(CLAIM, "because ADA")], key)
    assert kinds(next_steps(comparison)) == [
        StepKind.MISSED,
        StepKind.FLAGGED_SOUND,
        StepKind.MISSED,
    ]
    without = page.compare([page.mark(CLAIM, "because BEN")], key)
    assert [step.category for step in next_steps(without)] == [CLAIM, VAGUE, CLASH]
