"""Codebooks, the default one among them, and labels from other tools."""

import json
from pathlib import Path

import pytest

from annotator.domain.codebook import INCONSISTENCY, SOUND, codebook_from_dict

DEFAULT = Path(__file__).parents[2] / "resources" / "codebook" / "default.json"


@pytest.fixture(scope="module")
def codebook():
    return codebook_from_dict(json.loads(DEFAULT.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("label", "category"),
    [
        ("unsupported_claim", "unsupported_claim"),
        ("Unsupported claim", "unsupported_claim"),
        ("UNSUPPORTED-CLAIM", "unsupported_claim"),
        (" unsupported claim\n", "unsupported_claim"),
        ("Vague Attribution", "vague_attribution"),
        ("Inconsistency", "inconsistency"),
        ("sound", SOUND),
        ("Sound", SOUND),
        ("unsupported", None),
        ("claim", None),
        ("", None),
    ],
)
def test_labels_from_other_tools_are_recognised(codebook, label, category):
    assert codebook.recognise(label) == category


def test_every_category_is_recognised_by_its_id_and_by_its_name(codebook):
    for category in codebook.categories:
        assert codebook.recognise(category.id) == category.id
        assert codebook.recognise(category.name) == category.id


def test_the_default_has_the_three_categories_in_order_and_one_with_two_ends(codebook):
    ids = [category.id for category in codebook.categories]
    assert ids == ["unsupported_claim", "inconsistency", "vague_attribution"]
    assert [category.id for category in codebook.categories if category.linked] == [INCONSISTENCY]


def test_no_two_categories_share_a_sign(codebook):
    for sign in ("id", "name", "letter", "colour", "pattern", "shortcut"):
        values = [getattr(category, sign) for category in codebook.categories]
        assert len(set(values)) == len(values), sign


def test_each_category_says_what_belongs_to_it_and_what_does_not(codebook):
    for category in codebook.categories:
        assert category.definition
        assert category.include
        assert category.leave_out
        assert category.examples
        assert category.subtypes
        assert all(subtype.definition for subtype in category.subtypes)


def test_categories_are_found_by_id(codebook):
    assert codebook["inconsistency"] is codebook.find("inconsistency")
    assert codebook.find("nonsense") is None
    with pytest.raises(KeyError, match="nonsense"):
        codebook["nonsense"]


def test_a_codebook_without_a_required_field_is_refused():
    with pytest.raises(KeyError, match="categories"):
        codebook_from_dict({"id": "x", "version": "1", "name": "X"})
    with pytest.raises(KeyError, match="colour"):
        codebook_from_dict(
            {
                "id": "x",
                "version": "1",
                "name": "X",
                "categories": [{"id": "a", "name": "A", "letter": "A"}],
            }
        )
