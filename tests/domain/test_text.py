"""The canonical text: newlines and nothing else."""

import hashlib
import re

import pytest
from generated import texts
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.domain.errors import ArticleError
from annotator.domain.text import canonical_text, sha256_of

NEWLINES = ["\r\n", "\r", "\n", "\x85", "\u2028", "\u2029"]
raw_texts = st.lists(st.one_of(texts(max_size=4), st.sampled_from(NEWLINES)), max_size=12).map(
    "".join
)


@given(raw_texts)
@settings(max_examples=200)
def test_any_text_becomes_canonical_once_and_for_all(raw):
    text = canonical_text(raw)
    assert canonical_text(text) == text
    assert not re.search("[\r\x85\u2028\u2029]", text)


@given(raw_texts)
@settings(max_examples=200)
def test_nothing_but_newlines_and_empty_lines_at_the_end_is_altered(raw):
    # Line by line, told apart by another rule than the one under test.
    lines = re.split("\r\n|\r|\n|\x85|\u2028|\u2029", raw)
    while len(lines) > 1 and not lines[-1].strip():
        lines.pop()
    assert canonical_text(raw) == "\n".join(lines)


@pytest.mark.parametrize("newline", NEWLINES)
def test_every_kind_of_newline_becomes_one(newline):
    assert canonical_text(f"One{newline}{newline}two") == "One\n\ntwo"


@pytest.mark.parametrize(
    "text", ["  Leading and trailing  ", "cafe\u0301", "ﬁ", "teh", "\ufeffMark", "a\u00a0b", ""]
)
def test_spaces_typos_and_combining_marks_stay(text):
    assert canonical_text(text) == text


def test_empty_lines_at_the_end_are_dropped_and_those_between_are_kept():
    assert canonical_text("One\n\n\nTwo \n \n\t\n") == "One\n\n\nTwo "


def test_a_long_run_of_empty_lines_inside_is_kept():
    # A search that starts anew at every newline would not come to an end here.
    text = "a" + "\n" * 300_000 + "b"
    assert canonical_text(text + "\n" * 300_000) == text


def test_a_lone_surrogate_is_refused_with_its_position():
    with pytest.raises(ArticleError) as caught:
        canonical_text("ab\ud800c")
    assert caught.value.params == {"position": 2}
    assert "position 2" in str(caught.value)


@given(texts())
@settings(max_examples=50)
def test_a_revision_is_named_by_the_hash_of_its_bytes(text):
    assert sha256_of(text) == hashlib.sha256(text.encode()).hexdigest()
