"""What a learner argues stands in the comparison, and changes nothing of it."""

from dataclasses import replace

from hypothesis import given, settings
from marking import held, marks_and_keys, segmentations

from annotator.comparison.arguing import with_argument


@given(marks_and_keys(), segmentations())
@settings(max_examples=40)
def test_a_comparison_with_an_argument_is_that_of_the_argued_set(case, segmentation):
    marks, key = case
    result = held(marks, key, segmentation)
    for number, mark in enumerate(marks):
        argued = replace(mark, argument="Look at the table")
        after = [argued if n == number else other for n, other in enumerate(marks)]
        assert with_argument(result, argued) == held(after, key, segmentation)
