"""Annotations come back equal from their JSON form."""

import json
from dataclasses import replace

from generated import annotations
from hypothesis import given, settings

from annotator.domain.annotation import Annotation, Passage
from annotator.domain.serial import annotation_from_dict, annotation_to_dict
from annotator.domain.span import Span


@given(annotations())
@settings(max_examples=150)
def test_any_annotation_comes_back_from_json_text_as_it_was(annotation):
    text = json.dumps(annotation_to_dict(annotation), allow_nan=False)
    assert annotation_from_dict(json.loads(text)) == annotation


def test_a_passage_of_the_own_article_is_written_as_ever():
    """The first version wrote and reads five values; its logs and ours are read by both."""
    own = Annotation("1", "x", (Passage("q", "p", "s", Span(1, 2)),))
    assert annotation_to_dict(own)["passages"] == [[1, 2, "q", "p", "s"]]
    elsewhere = Annotation("1", "x", (Passage("q", "p", "s", None, "a" * 64),))
    assert annotation_to_dict(elsewhere)["passages"] == [[None, None, "q", "p", "s", "a" * 64]]


def test_without_an_argument_it_is_written_as_ever():
    """The log of an earlier version has no arguments, and reads entries that have none."""
    plain = Annotation("1", "x", (Passage("q", "p", "s", Span(1, 2)),))
    assert "argument" not in annotation_to_dict(plain)
    assert annotation_to_dict(replace(plain, argument="So"))["argument"] == "So"
