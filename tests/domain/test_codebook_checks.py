"""What is said of a codebook while it is written: what, how urgent, and where it leads."""

from __future__ import annotations

from dataclasses import replace

import pytest
from codebooks import nine_categories
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.codebook import Codebook, Subtype
from annotator.domain.codebook_checks import Check, Place, Urgency, codebook_checks
from annotator.domain.codebook_colours import Alike, Faint, Shown
from annotator.domain.codebook_data import codebook_from_dict, codebook_to_dict
from annotator.domain.codebook_editing import with_ids
from annotator.domain.errors import CodebookError

NINE = nine_categories()
FIRST, SECOND, THIRD = NINE.categories[:3]


def told(book: Codebook) -> list[tuple[Place, str]]:
    """What has to be done, and where."""
    checks = codebook_checks(book)
    return [(c.place, str(c.about)) for c in checks if c.urgency is Urgency.BLOCKS]


def one(**fields) -> Codebook:
    """A codebook of one category, in which something is different."""
    return replace(NINE, categories=(replace(FIRST, **fields),))


def test_a_codebook_that_can_be_read_needs_nothing():
    assert codebook_checks(NINE) == []


@pytest.mark.parametrize(
    ("fields", "place", "words"),
    [
        ({"name": ""}, Place(0, field="name"), "Category 1 has no name yet."),
        ({"letter": "LW"}, Place(0, field="letter"), "one single character"),
        ({"letter": ""}, Place(0, field="letter"), "“Loaded wording” needs a letter"),
        ({"definition": " "}, Place(0, field="definition"), "has no definition yet"),
        ({"name": "Sound"}, Place(0, field="name"), "cannot be called “Sound”"),
        (
            {"subtypes": (Subtype("", "Fine", "So."), Subtype("", "", "So."))},
            Place(0, 1, "name"),
            "“Loaded wording”: kind 2 has no name yet.",
        ),
        (
            {"subtypes": (Subtype("", "Fine", ""),)},
            Place(0, 0, "definition"),
            "kind 1, “Fine”, has no definition yet",
        ),
        (
            {"subtypes": (Subtype("", "Fine", "So."), Subtype("", "fine", "So."))},
            Place(0, 1, "name"),
            "two kinds called “fine”",
        ),
    ],
)
def test_what_has_to_be_done_is_told_in_plain_words_with_its_field(fields, place, words):
    ((where, text),) = told(with_ids(one(**fields)))
    assert where == place
    assert words in text


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("letter", "have the same letter, L."),
        ("shortcut", "have the same key, 1."),
        ("colour", "have the same colour."),
        ("pattern", "have the same line."),
        ("name", "have the same name."),
    ],
)
def test_what_two_categories_have_in_common_is_told_at_the_later_one(field, words):
    same = replace(SECOND, **{field: getattr(FIRST, field)})
    ((where, text),) = told(replace(NINE, categories=(FIRST, same)))
    assert where == Place(1, field=field)
    assert words in text


def test_a_name_that_another_category_had_first_is_told():
    ((where, text),) = told(
        replace(NINE, categories=(replace(FIRST, name="Tone"), replace(SECOND, name=FIRST.id)))
    )
    assert where == Place(1, field="name")
    assert "the name it had first" in text


def test_everything_is_told_at_once_and_of_every_category():
    draft = replace(
        NINE,
        name=" ",
        categories=(
            replace(FIRST, definition="", letter=""),
            replace(SECOND, shortcut="3"),
            replace(THIRD, name=""),
        ),
    )
    assert [where for where, _ in told(draft)] == [
        Place(field="name"),
        Place(0, field="letter"),
        Place(0, field="definition"),
        Place(2, field="name"),
        Place(2, field="shortcut"),
    ]
    assert "“Contradiction” and Category 3 have the same key, 3." in told(draft)[-1][1]


def test_categories_without_a_name_yet_do_not_clash_by_it():
    texts = [text for _, text in told(with_ids(one(name="", id="")))]
    assert texts == ["Category 1 has no name yet."]


def test_there_are_one_to_nine_categories():
    ((where, text),) = told(replace(NINE, categories=()))
    assert (where, "one to nine" in text) == (Place(), True)


def test_what_is_urgent_comes_first():
    draft = replace(
        NINE,
        categories=(replace(FIRST, examples=()), replace(SECOND, definition="", examples=())),
    )
    shown = (
        Shown("light", "#ffffff", ("#b3261e", "#b3271f")),
        Shown("dim", "#bbbbbb", ("#000000", "#aaaaaa")),
    )
    checks = codebook_checks(draft, shown)
    assert [c.urgency for c in checks] == sorted(c.urgency for c in checks)
    assert [(c.urgency, c.place, type(c.about)) for c in checks] == [
        (Urgency.BLOCKS, Place(1, field="definition"), CodebookError),
        (Urgency.WARNS, Place(1, field="colour"), Faint),
        (Urgency.WARNS, Place(1, field="colour"), Alike),
        (Urgency.ADVISES, Place(0, field="examples"), CodebookError),
        (Urgency.ADVISES, Place(1, field="examples"), CodebookError),
    ]


def test_examples_of_the_kinds_are_examples():
    kinds = (Subtype("a", "A", "So.", examples=("Such.",)),)
    assert codebook_checks(one(examples=(), subtypes=kinds)) == []
    (check,) = codebook_checks(one(examples=()))
    assert check == Check(Urgency.ADVISES, Place(0, field="examples"), check.about)


def test_what_no_field_lets_through_is_told_as_a_file_would_be():
    ((_, text),) = told(one(name="two\nlines"))
    assert "one line" in text


@given(
    st.lists(
        st.builds(
            replace,
            st.sampled_from(NINE.categories),
            name=st.sampled_from(["Aim", "aim", "Sound", "", " Tone", "hearsay"]),
            letter=st.sampled_from(["A", "a", "B", "", "CC"]),
            pattern=st.sampled_from(["solid", "wavy", "no"]),
            shortcut=st.sampled_from(["1", "2", "0"]),
            definition=st.sampled_from(["So.", " "]),
            subtypes=st.lists(
                st.builds(
                    Subtype,
                    st.sampled_from(["a", "b", "A"]),
                    st.sampled_from(["Fine", "fine", ""]),
                    st.sampled_from(["So.", ""]),
                ),
                max_size=2,
            ).map(tuple),
        ),
        max_size=3,
    )
)
def test_something_blocks_exactly_if_it_cannot_be_read(categories):
    draft = replace(NINE, categories=tuple(categories))
    blocking = told(draft)
    try:
        codebook_from_dict(codebook_to_dict(draft))
    except CodebookError:
        assert blocking
    else:
        assert blocking == []
