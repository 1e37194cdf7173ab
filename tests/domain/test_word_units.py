"""Words in scripts that put spaces between them, and in those that do not."""

import pytest
from generated import texts
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.domain.word_units import count_words, has_unspaced, joined, units

# Letters of many scripts, marks, signs and spaces, mixed as no text would be.
MIXED = st.text(
    st.sampled_from(
        "aZ9_'-. \n\u0301\u200dאםﬠعلاअिनก้ำเ你们〇々のっアーﾞ。、「」가나😀\ufe0f\U00020000\U000e0100"
    ),
    max_size=20,
)


@given(st.one_of(MIXED, texts()))
@example("")
def test_units_cut_a_text_where_nothing_is_joined(text):
    found = list(units(text))
    assert "".join(text[start:end] for start, end in found) == text
    assert all(start < end for start, end in found)
    inner = {start for start, _ in found} - {0}
    assert inner == {n for n in range(1, len(text)) if not joined(text, n)}


@given(MIXED)
def test_no_unit_holds_two_ideographs_and_none_begins_with_a_mark(text):
    for start, end in units(text):
        piece = text[start:end]
        # A zero-width joiner holds both its sides together, whatever they are.
        for part in piece.split("\u200d"):
            assert sum(char in "你们〇々\U00020000" for char in part) <= 1
        if start and not text[start - 1].isspace():
            assert piece[0] not in "\u0301ि้\U000e0100\ufe0f"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("One two, three.", 3),
        ("a well-known fact", 3),
        ("— dashes — count", 4),
        ("市场很大。", 4),
        ("東京のカメラ", 4),
        ("iPhone 15を買う", 5),
        ("שלום עולם", 2),
        ("(你)", 1),
        ("。", 1),
    ],
)
def test_words_are_counted_in_every_script(text, words):
    assert count_words(text) == words


def test_scripts_without_spaces_are_known():
    assert all(has_unspaced(f"abc {char}") for char in "你のアｱกကក\U00020000")
    assert not any(has_unspaced(f"abc {char}") for char in "éאعअ가😀。")
