"""Annotations come back equal from their JSON form."""

import json

from generated import annotations
from hypothesis import given, settings

from annotator.domain.serial import annotation_from_dict, annotation_to_dict


@given(annotations())
@settings(max_examples=150)
def test_any_annotation_comes_back_from_json_text_as_it_was(annotation):
    text = json.dumps(annotation_to_dict(annotation), allow_nan=False)
    assert annotation_from_dict(json.loads(text)) == annotation
