"""A codebook that is being written: ids, versions, order, problems, and colours that are alike."""

from __future__ import annotations

from dataclasses import replace

import pytest
from codebooks import nine_categories
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.domain.codebook import Category, Codebook, Subtype, folded
from annotator.domain.codebook_checks import codebook_checks
from annotator.domain.codebook_colours import (
    APART,
    Alike,
    Candidate,
    Faint,
    Shown,
    alike,
    colour_space,
    faint,
    proposed,
)
from annotator.domain.codebook_data import codebook_from_dict, codebook_to_dict
from annotator.domain.codebook_editing import (
    added,
    free_letter,
    moved,
    next_version,
    relettered,
    slug,
    with_ids,
)
from annotator.domain.colours import Vision, difference_seen

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
    told = [str(c.about) for c in codebook_checks(done)]
    wrong = ("cannot be the id", "taken for each other", "two kinds")
    assert not [text for text in told if any(words in text for words in wrong)]
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
    made = book()
    for number, other in enumerate(NINE.categories):
        assert len(made.categories) == number
        made = added(made, other.colour)
    filled = tuple(
        replace(c, name=f"Name {n}", definition="So.", examples=("Such.",))
        for n, c in enumerate(made.categories)
    )
    assert codebook_checks(with_ids(replace(made, categories=filled))) == []
    assert added(made, "#123456") == made


def test_the_letter_of_a_new_category_follows_its_name_until_it_is_chosen():
    made = added(book(category(0, "Loaded", letter="L", id="loaded")), "#123456")

    def written(before: Codebook, **fields) -> Codebook:
        after = relettered(before.categories, 1, replace(before.categories[1], **fields))
        return replace(before, categories=(before.categories[0], after))

    assert made.categories[1].letter == "A"
    made = written(made, name="Lone voice")
    assert made.categories[1].letter == "O"  # the L is taken
    made = written(made, name="")
    assert made.categories[1].letter == "A"
    made = written(made, letter="Q")
    made = written(made, name="Hearsay")
    assert made.categories[1].letter == "Q"


def test_the_letter_of_a_category_that_was_saved_stays():
    made = book(category(0, "Loaded", letter="L", id="loaded"))
    after = relettered(made.categories, 0, replace(made.categories[0], name="Other"))
    assert (after.name, after.letter) == ("Other", "L")


@pytest.mark.parametrize(
    ("name", "letter"), [("", "A"), ("3 times", "T"), ("élan", "É"), ("straße", "S"), ("…", "A")]
)
def test_a_letter_is_taken_from_the_name_where_it_can(name, letter):
    assert free_letter(name, ()) == letter


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


# --- Proposals --------------------------------------------------------------------------------

PAGES = (("paper", "#fffdf9"), ("night", "#1b1d21"))
hexes = st.integers(0, 0xFFFFFF).map("#{:06x}".format)
pairs = st.tuples(hexes, hexes)


def themes(every: list[tuple[str, str]]) -> tuple[Shown, ...]:
    return tuple(
        Shown(name, page, tuple(colours[n] for colours in every))
        for n, (name, page) in enumerate(PAGES)
    )


def passes(candidate: tuple[str, str], others: list[tuple[str, str]]) -> bool:
    """Whether nothing is said of a colour that comes after others."""
    every = themes([*others, candidate])
    at = len(others)
    return not any(f.category == at for f in faint(every)) and not any(
        pair.second == at for pair in alike(every)
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(pairs, max_size=4), st.lists(pairs, min_size=1, max_size=12))
def test_the_proposal_passes_as_long_as_one_candidate_does(others, given_pairs):
    candidates = [Candidate(f"#{n:06x}", pair) for n, pair in enumerate(given_pairs)]
    found = proposed(candidates, themes(others))
    chosen = next(c for c in candidates if c.colour == found.colour)
    assert found.passes is passes(chosen.shown, others)
    assert found.passes is any(passes(pair, others) for pair in given_pairs)


def test_where_none_passes_the_farthest_of_those_that_can_be_seen_is_proposed():
    shown = (Shown("light", "#ffffff", ("#b3261e", "#1d4ed8")),)
    candidates = [Candidate(c, (c,)) for c in ("#b3271f", "#a02018", "#ffd54f", "#1d4fd9")]
    found = proposed(candidates, shown)
    assert (found.colour, found.passes) == ("#a02018", False)
    assert found.apart == pytest.approx(difference_seen("#a02018", "#b3261e")[0])
    with pytest.raises(ValueError, match="no candidates"):
        proposed([], shown)


def test_without_others_whatever_can_be_seen_passes():
    nothing = (Shown("light", "#ffffff", ()),)
    assert proposed([Candidate("#eeeeee", ("#eeeeee",))], nothing).passes is False
    every = [Candidate(colour, (colour,)) for colour in ("#eeeeee", "#333333", "#222222")]
    assert proposed(every, nothing).colour == "#333333"
    assert proposed(every, nothing).passes is True


def test_a_vivid_colour_comes_before_one_that_is_farther_away_and_grey():
    shown = (Shown("light", "#ffffff", ("#c2570c",)),)
    candidates = [Candidate(c, (c,)) for c in ("#101010", "#0f4c9e", "#45005c")]
    first = proposed(candidates, shown)
    assert first.colour == "#0f4c9e"
    second = proposed(candidates, shown, {first.colour})
    assert second.colour == "#45005c"
    assert proposed(candidates, shown, {first.colour, second.colour}).colour == "#101010"
    assert proposed(candidates, shown, {c.colour for c in candidates}).passes


def test_the_colours_that_are_searched_come_from_all_over_the_space():
    assert len(set(colour_space())) == len(colour_space()) > 500
    for corner in ("#c00000", "#00c000", "#0000c0", "#808080"):
        assert min(difference_seen(corner, c)[0] for c in colour_space()) < 15
