"""Hints as JSON values."""

from __future__ import annotations

import json

from generated import spans
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.hint import Hint, HintKind, hint_from_dict, hint_to_dict

HINTS = st.builds(
    Hint,
    kind=st.sampled_from(HintKind),
    category=st.sampled_from(["", "vague_attribution", "my own"]),
    count=st.integers(0, 20),
    block=st.none() | st.integers(0, 20),
    place=st.none() | spans(100),
    here=st.booleans(),
)


@given(HINTS)
def test_what_was_written_is_read_again(hint):
    assert hint_from_dict(json.loads(json.dumps(hint_to_dict(hint)))) == hint


def test_a_hint_is_the_same_wherever_it_was_asked_for():
    assert Hint(HintKind.PARAGRAPH, "c", 1, 2, here=True) == Hint(
        HintKind.PARAGRAPH, "c", 1, 2, here=False
    )
    assert Hint(HintKind.PARAGRAPH, "c", 1, 2) != Hint(HintKind.PARAGRAPH, "c", 2, 2)
