"""Code points and UTF-16 units, over all planes."""

import pytest
from generated import texts
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.domain.offsets import Utf16Index


def units_before(text, offset):
    """UTF-16 units before a code point, by encoding."""
    return len(text[:offset].encode("utf-16-le")) // 2


@given(texts())
@settings(max_examples=150)
def test_every_offset_of_any_text_is_converted_as_encoding_it_does(text):
    index = Utf16Index(text)
    for offset in range(len(text) + 1):
        assert index.to_utf16(offset) == units_before(text, offset)
    assert index.code_points == len(text)
    assert index.units == units_before(text, len(text))


@given(texts())
@settings(max_examples=150)
def test_every_unit_falls_on_the_character_that_holds_it(text):
    index = Utf16Index(text)
    boundaries = [units_before(text, offset) for offset in range(len(text) + 1)]
    for unit in range(index.units + 1):
        # Inside a surrogate pair: the last boundary before it.
        expected = max(offset for offset, at in enumerate(boundaries) if at <= unit)
        assert index.from_utf16(unit) == expected


@given(st.text(st.characters(min_codepoint=0x10000), min_size=1, max_size=20))
@settings(max_examples=50)
def test_a_text_of_astral_characters_alone_takes_two_units_each(text):
    index = Utf16Index(text)
    assert [index.to_utf16(n) for n in range(len(text) + 1)] == list(range(0, 2 * len(text) + 1, 2))
    assert [index.from_utf16(2 * n + 1) for n in range(len(text))] == list(range(len(text)))


def test_an_emoji_between_letters():
    index = Utf16Index("a😀b")
    assert [index.to_utf16(n) for n in range(4)] == [0, 1, 3, 4]
    assert [index.from_utf16(n) for n in range(5)] == [0, 1, 1, 2, 3]


@pytest.mark.parametrize("text", ["", "abc", "a😀"])
def test_offsets_outside_the_text_are_refused(text):
    index = Utf16Index(text)
    for outside in (-1, index.code_points + 1):
        with pytest.raises(IndexError):
            index.to_utf16(outside)
    for outside in (-1, index.units + 1):
        with pytest.raises(IndexError):
            index.from_utf16(outside)
