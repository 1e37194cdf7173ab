"""A codebook that is being written: ids, versions, order, problems, and colours that are alike."""

from __future__ import annotations

from dataclasses import replace

import pytest
from codebooks import nine_categories
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.codebook import Category, Codebook, Subtype, folded
from annotator.domain.codebook_colours import APART, Alike, Faint, Shown, alike, faint
from annotator.domain.codebook_data import (
    codebook_from_dict,
    codebook_problems,
    codebook_to_dict,
)
from annotator.domain.codebook_editing import added, moved, next_version, slug, with_ids
from annotator.domain.colours import Vision
from annotator.domain.errors import CodebookError

NINE = nine_categories()
names = st.text(min_size=1, max_size=90).filter(str.strip)


def category(number: int, name: str, **fields) -> Category:
    base = NINE.categories[number]
    return replace(base, **({"id": "", "name": name, "subtypes": ()} | fields))


def book(*categories: Category) -> Codebook:
    return Codebook("mine", "1.0", "Mine", categories)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Loaded wording", "loaded_wording"),
        ("  Ça & là! ", "ca_la"),
        ("Straße 12", "strasse_12"),
        ("מקור", ""),
        ("--", ""),
    ],
)
def test_an_id_is_made_of_the_letters_of_a_name(name, wanted):
    assert slug(name, "_") == wanted


def test_new_categories_and_kinds_get_ids_and_old_ones_keep_theirs():
    kinds = (Subtype("", "A crowd", "So."), Subtype("old", "Other", "So."), Subtype("", "?", "So."))
    renamed = category(0, "Quite another name", id="first_name", subtypes=kinds)
    done = with_ids(book(renamed, category(1, "Half told"), category(2, "…")))
    assert [c.id for c in done.categories] == ["first_name", "half_told", "category"]
    assert [s.id for s in done.categories[0].subtypes] == ["a-crowd", "old", "kind"]
    assert with_ids(done) == done


def test_an_id_is_not_what_another_category_is_or_was_called():
    renamed = category(0, "Aim", id="motive")
    done = with_ids(book(renamed, category(1, "Motive"), category(2, "Sound")))
    assert [c.id for c in done.categories] == ["motive", "motive_2", "sound_2"]


@given(st.lists(names, min_size=1, max_size=9, unique_by=folded))
def test_ids_are_in_order_and_unique_whatever_the_names_are(given_names):
    categories = [category(n, name) for n, name in enumerate(given_names)]
    kinds = tuple(Subtype("", name, "So.") for name in given_names)
    done = with_ids(book(replace(categories[0], subtypes=kinds), *categories[1:]))
    problems = [str(error) for _, error in codebook_problems(done)]
    assert not [p for p in problems if "cannot be the id" in p or "same id" in p]
    ids = [s.id for s in done.categories[0].subtypes]
    assert len({folded(i) for i in ids}) == len(ids)


@pytest.mark.parametrize(
    ("version", "taken", "wanted"),
    [
        ("1.1", (), "1.2"),
        ("1.9", (), "1.10"),
        ("1.1", ("1.2", "1.3"), "1.4"),
        ("2025-spring", (), "2025-spring.2"),
        ("7", (), "8"),
    ],
)
def test_the_next_version_is_one_more(version, taken, wanted):
    assert next_version(version, taken) == wanted


@given(st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", fullmatch=True))
def test_the_next_version_is_another_and_in_order(version):
    after = next_version(version)
    assert after != version
    if len(version) < 60:
        codebook_from_dict(codebook_to_dict(NINE) | {"version": after})


@given(st.lists(st.integers(), min_size=1, unique=True), st.data())
def test_moving_keeps_all_parts_and_the_order_of_the_others(parts, data):
    index = data.draw(st.integers(0, len(parts) - 1))
    by = data.draw(st.integers(-10, 10))
    after = moved(parts, index, by)
    assert after.index(parts[index]) == min(max(index + by, 0), len(parts) - 1)
    rest = [p for p in after if p != parts[index]]
    assert rest == [*parts[:index], *parts[index + 1 :]]


def test_a_category_that_is_added_has_signs_that_are_still_free():
    palette = [c.colour for c in NINE.categories]
    made = book()
    for number in range(9):
        assert len(made.categories) == number
        made = added(made, palette)
    filled = tuple(
        replace(c, name=f"Name {n}", definition="So.") for n, c in enumerate(made.categories)
    )
    assert codebook_problems(with_ids(replace(made, categories=filled))) == []
    assert added(made, palette) == made


# --- Problems ---------------------------------------------------------------------------------


def test_a_codebook_that_can_be_read_has_no_problems():
    assert codebook_problems(NINE) == []


def test_all_problems_are_told_each_with_its_category():
    first, second, third = NINE.categories[:3]
    draft = replace(
        NINE,
        name=" ",
        categories=(
            first,
            replace(second, letter=first.letter.lower(), shortcut=first.shortcut),
            replace(third, definition=""),
        ),
    )
    found = [(number, str(error)) for number, error in codebook_problems(draft)]
    assert (None, "The codebook: “name” is empty. Write something there.") in found
    assert any(n == 2 and "“definition” is empty" in text for n, text in found)
    same = [text for n, text in found if n == 1]
    assert [text.split("same ")[1].split(".")[0] for text in same] == ["letter", "shortcut"]
    assert len(found) == 4


def test_categories_without_a_name_yet_do_not_clash_by_it():
    draft = book(category(0, ""), category(1, ""))
    texts = [str(error) for _, error in codebook_problems(draft)]
    assert texts
    assert not any("same" in text for text in texts)


@given(
    st.lists(
        st.builds(
            replace,
            st.sampled_from(NINE.categories),
            letter=st.sampled_from(["A", "a", "B", "", "CC"]),
            pattern=st.sampled_from(["solid", "wavy", "no"]),
            definition=st.sampled_from(["So.", " "]),
        ),
        max_size=3,
    )
)
def test_there_are_no_problems_exactly_if_it_can_be_read(categories):
    draft = book(*categories)
    problems = codebook_problems(draft)
    try:
        codebook_from_dict(codebook_to_dict(draft))
    except CodebookError:
        assert problems
    else:
        assert problems == []


# --- Colours ----------------------------------------------------------------------------------


def test_colours_that_hardly_stand_out_are_told_with_their_ratio():
    shown = Shown("light", "#ffffff", ("#000000", "#949494", "#767676", "#eeeeee"))
    assert [(f.category, f.needed) for f in faint((shown,))] == [(1, 4.5), (3, 3.0)]
    assert faint((Shown("dark", "#000000", ("#222222",)),)) == [
        Faint(0, "dark", pytest.approx(1.32, abs=0.01), 3.0)
    ]


def test_pairs_that_look_alike_are_told_once_where_it_is_worst():
    fine = Shown("one", "#ffffff", ("#b3261e", "#1d4ed8", "#00695c"))
    assert alike((fine,)) == []
    worse = Shown("two", "#ffffff", ("#b3261e", "#1d4ed8", "#b3271f"))
    same = Shown("three", "#ffffff", ("#b3261e", "#1d4ed8", "#b3261e"))
    (pair,) = alike((fine, worse, same))
    assert (pair.first, pair.second, pair.theme, pair.difference) == (0, 2, "three", 0)


def test_red_and_green_are_told_to_be_alike_for_those_who_cannot_tell_them():
    (pair,) = alike((Shown("light", "#ffffff", ("#a03d00", "#5a6b00")),))
    assert pair == Alike(0, 1, "light", pair.vision, pair.difference)
    assert pair.vision in (Vision.PROTANOPIA, Vision.DEUTERANOPIA)
    assert pair.difference < APART
