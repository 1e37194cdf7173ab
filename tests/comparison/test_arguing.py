"""What a learner argues stands in the comparison, and changes nothing of it."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from marking import held, marks_and_keys, segmentations

from annotator.comparison.arguing import with_arguments


@given(marks_and_keys(), segmentations(), st.data())
@settings(max_examples=60)
def test_a_comparison_with_arguments_is_that_of_the_argued_set(case, segmentation, data):
    marks, key = case
    result = held(marks, key, segmentation)
    chosen = [mark for mark in marks if data.draw(st.booleans())]
    argued = [replace(mark, argument="Look at the table") for mark in chosen]
    after = [argued[chosen.index(mark)] if mark in chosen else mark for mark in marks]
    assert with_arguments(result, argued) == held(after, key, segmentation)
