"""What is still there in an edited text."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.correspondence import Correspondence
from annotator.domain.span import Span

PIECES = st.sampled_from(["a", "b", " ", "\n", "one ", "two ", "Three.", "🙂", "\n\n"])
TEXTS = st.lists(PIECES, max_size=25).map("".join)


@given(TEXTS, TEXTS)
def test_matches_are_in_order_and_stand_in_both_texts(old, new):
    matches = Correspondence(old, new).matches
    for match in matches:
        assert match.length > 0
        words = old[match.old : match.old + match.length]
        assert words == new[match.new : match.new + match.length]
    for a, b in itertools.pairwise(matches):
        assert a.old + a.length <= b.old
        assert a.new + a.length <= b.new
        assert (a.old + a.length, a.new + a.length) != (b.old, b.new)


@given(TEXTS, TEXTS, st.data())
def test_bounds_are_inside_the_text_and_agree_with_what_is_kept(old, new, data):
    if not old:
        return
    start = data.draw(st.integers(0, len(old) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(old))))
    texts = Correspondence(old, new)
    first, last = texts.bounds(span)
    assert 0 <= first <= len(new)
    assert 0 <= last <= len(new)
    kept = texts.kept(span)
    if kept is not None:
        assert (kept.start, kept.end) == (first, last)
        assert new[kept.start : kept.end] == old[span.start : span.end]
        assert texts.is_old(kept)


@given(TEXTS, TEXTS)
def test_what_was_added_and_what_matches_make_up_the_new_text(old, new):
    texts = Correspondence(old, new)
    parts = [*texts.added(), *(Span(m.new, m.new + m.length) for m in texts.matches)]
    parts.sort()
    assert "".join(new[p.start : p.end] for p in parts) == new


def test_the_same_text_is_one_match():
    texts = Correspondence("some words", "some words")
    assert texts.kept(Span(0, 10)) == Span(0, 10)
    assert list(texts.added()) == []


def test_words_in_an_edited_line_are_matched_one_by_one():
    old, new = "The old boat left.\nIt rained.\n", "The new boat left early.\nIt rained.\n"
    texts = Correspondence(old, new)
    boat = texts.kept(Span(8, 12))
    assert boat == Span(8, 12)
    assert texts.kept(Span(4, 7)) is None
    assert texts.bounds(Span(4, 7)) == (4, 7)
    assert [new[s.start : s.end] for s in texts.added()] == ["new", " early"]
