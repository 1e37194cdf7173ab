"""Selections snap to whole words."""

import re
import unicodedata
from itertools import pairwise

import pytest
from generated import spans, texts
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.domain.snapping import snapped, trimmed
from annotator.domain.span import Span

UNSPACED = {"CJK", "HIRAGANA", "KATAKANA", "HALFWIDTH", "IDEOGRAPHIC", "HANGZHOU", "SUZHOU"} | {
    *("THAI", "LAO", "MYANMAR", "KHMER", "TAI", "NEW")
}


def script(char):
    """The first word of a character's name, which is that of its script for most letters."""
    return unicodedata.name(char, "UNNAMED").split()[0]


@st.composite
def selections(draw):
    """A text and any selection in it."""
    text = draw(texts(min_size=1).filter(bool))
    return text, draw(spans(len(text)))


@st.composite
def tokenised(draw):
    """A text, a selection and some of the tokens that a tokenizer could find in the text."""
    text, selection = draw(selections())
    tokens = []
    for run in re.finditer(r"\S+", text):
        inner = draw(st.sets(st.integers(run.start(), run.end()), max_size=3))
        cuts = sorted(inner | {run.start(), run.end()})
        tokens += [Span(a, b) for a, b in pairwise(cuts)]
    kept = [token for token in tokens if draw(st.integers(0, 3))]
    return text, selection, kept or [Span(len(text) + 1, len(text) + 2)]


@given(selections())
@settings(max_examples=200)
def test_only_white_space_at_the_ends_is_trimmed(case):
    text, selection = case
    chosen = text[selection.start : selection.end]
    result = trimmed(text, selection)
    if not chosen.strip():
        assert result is None
    else:
        assert result is not None
        assert text[result.start : result.end] == chosen.strip()
        assert selection.contains(result)


@given(selections())
@settings(max_examples=300)
def test_no_word_is_split_and_snapping_again_changes_nothing(case):
    text, selection = case
    result = snapped(text, selection)
    core = trimmed(text, selection)
    if core is None:
        assert result is None
        return
    assert result is not None
    assert result.contains(core)
    for word in re.finditer(r"\w+", text):
        for end in (result.start, result.end):
            if word.start() < end < word.end():
                assert {script(text[end - 1]), script(text[end])} & UNSPACED
    assert not text[result.start].isspace()
    assert not text[result.end - 1].isspace()
    # It grows by words only: white space that was not selected is not drawn in.
    assert not re.search(r"\s", text[result.start : core.start] + text[core.end : result.end])
    assert snapped(text, result) == result


@given(tokenised())
@settings(max_examples=300)
def test_with_tokens_no_token_is_split_and_no_other_is_drawn_in(case):
    text, selection, tokens = case
    result = snapped(text, selection, tokens)
    core = trimmed(text, selection)
    if core is None:
        assert result is None
        return
    touched = [core, *(t for t in tokens if t.overlap(core))]
    assert result == Span(min(t.start for t in touched), max(t.end for t in touched))
    assert snapped(text, result, tokens) == result


@pytest.mark.parametrize(
    ("text", "selected", "expected"),
    [
        ("A quick fox", "uic", "quick"),
        ("A quick fox", "ick f", "quick fox"),
        ("A quick fox", " quick ", "quick"),
        ("They don't know", "on", "don't"),
        ("They don’t know", "t know", "don’t know"),
        ("a well-known fact", "kno", "well-known"),
        ("rose by 3.5 percent", "5", "3.5"),
        ("“Quoted” words", "uote", "Quoted"),
        ("The end. Next", "end.", "end."),
        ("the cafe\u0301 there", "caf", "cafe\u0301"),
        ("in 𝒜𝓃𝓃 city", "𝓃", "𝒜𝓃𝓃"),
        ("אמר שלום היום", "לו", "שלום"),
        ("a हिन्दी b", "ह", "हिन्दी"),
        ("love ❤\ufe0f it", "❤", "❤\ufe0f"),
        ("our 👩\u200d🚒 came", "🚒", "👩\u200d🚒"),
        ("well — no", "—", "—"),
        ("one \u0301two", "two", "\u0301two"),
        ("one\u200d two", "one", "one\u200d"),
        ("في البيت الكبير", "لبي", "البيت"),
        ("他说市场很大。", "市场", "市场"),
        ("他说市场很大。", "市", "市"),
        ("東京のカメラを買いました", "メ", "カメラ"),
        ("東京のカメラを買いました", "いま", "いました"),
        ("らーめんとコーヒー", "ヒ", "コーヒー"),
        ("らーめんとコーヒー", "めん", "らーめんとコーヒー"[:5]),
        ("新しいiPhone15を", "Ph", "iPhone15"),
        ("葛\U000e0100飾区", "葛", "葛\U000e0100"),
        ("か\u3099くせい", "か", "か\u3099くせい"),
        ("서울에서 열린", "울", "서울에서"),
        ("ขึ้นมาก", "ข", "ขึ้"),
        ("น้ำมัน", "น", "น้ำ"),
    ],
)
def test_a_selection_grows_to_whole_words(text, selected, expected):
    start = text.index(selected)
    result = snapped(text, Span(start, start + len(selected)))
    assert result is not None
    assert text[result.start : result.end] == expected


def test_a_selection_that_reaches_beyond_the_text_ends_with_it():
    assert trimmed("One two", Span(4, 99)) == Span(4, 7)
    assert snapped("One two", Span(5, 99)) == Span(4, 7)
    assert snapped("One two", Span(5, 99), [Span(0, 3), Span(4, 7)]) == Span(4, 7)
    assert trimmed("One", Span(5, 9)) is None
