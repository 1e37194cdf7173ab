"""Codebooks by command: list, add, use and show, and the sets that are made under them."""

from __future__ import annotations

import json

import pytest
from codebooks import NINE, nine_categories

from annotator.domain.span import Span
from annotator.services.workspace import Workspace

NINE_JSON = json.loads(NINE.read_text(encoding="utf-8"))
DEFAULT_IDS = ["unsupported_claim", "inconsistency", "vague_attribution"]


def test_a_fresh_library_lists_the_default(annotator):
    (book,) = annotator("codebook", "list", "--json").json
    assert (book["id"], book["version"], book["current"]) == ("annotator-default", "1.1", True)
    assert [c["id"] for c in book["categories"]] == DEFAULT_IDS


def test_a_codebook_is_added_once_and_listed(annotator):
    added = annotator("codebook", "add", NINE, "--json").json
    assert added == {**NINE_JSON, "current": False, "already_present": False}
    assert annotator("codebook", "add", NINE, "--json").json["already_present"] is True
    listed = annotator("codebook", "list", "--json").json
    assert [(b["id"], b["current"]) for b in listed] == [
        ("annotator-default", True),
        ("nine-habits", False),
    ]


def test_using_a_codebook_stays(annotator):
    annotator("codebook", "add", NINE)
    assert annotator("codebook", "use", "nine-habits", "--json").json["current"] is True
    listed = annotator("codebook", "list", "--json").json
    assert [b["id"] for b in listed if b["current"]] == ["nine-habits"]
    ran = annotator("codebook", "use", "annotator-default", "--version", "1.1")
    assert ran.out == (
        "New sets are made under “Three weaknesses” (annotator-default 1.1) from now on.\n"
    )


def test_it_is_said_how_many_articles_keep_to_the_codebook_of_their_key(annotator):
    annotator("codebook", "add", NINE)
    ran = annotator("codebook", "use", "nine-habits")
    assert ran.out.splitlines() == [
        "New sets are made under “Nine habits of the trade” (nine-habits 1.0) from now on.",
        "Sets of 1 article whose key has another codebook are made under that one.",
    ]
    assert len(annotator("codebook", "use", "annotator-default").out.splitlines()) == 1


def test_the_words_name_every_category_with_its_key(annotator):
    ran = annotator("codebook", "add", NINE)
    assert "“Nine habits of the trade” (nine-habits 1.0) with 9 categories and 7 sub" in ran.out
    assert "in the library already" in annotator("codebook", "add", NINE).out
    listed = annotator("codebook", "list").out
    for category in nine_categories().categories:
        assert f"{category.shortcut} {category.name}" in listed
    assert listed.count("(for new sets)") == 1


def test_what_is_shown_can_be_added(annotator, tmp_path):
    annotator("codebook", "add", NINE)
    shown = annotator("codebook", "show", "nine-habits").out
    assert json.loads(shown) == NINE_JSON
    assert annotator("codebook", "show", "nine-habits", "--json").json == NINE_JSON
    path = tmp_path / "shown.json"
    path.write_text(shown, encoding="utf-8")
    again = annotator("codebook", "add", path, "--json", use=tmp_path / "other.annotator").json
    assert again["already_present"] is False


def test_a_codebook_that_is_not_in_order_is_refused_in_one_line(annotator, tmp_path):
    path = tmp_path / "book.json"
    ten = [*NINE_JSON["categories"], NINE_JSON["categories"][0]]
    path.write_text(json.dumps(NINE_JSON | {"categories": ten}), encoding="utf-8")
    complaint = annotator("codebook", "add", path).complaint
    assert "book.json: The codebook has 10 categories, and 9 is the most" in complaint
    assert "no file" in annotator("codebook", "add", tmp_path / "none.json").complaint
    assert len(annotator("codebook", "list", "--json").json) == 1


def test_other_content_under_the_same_version_is_refused(annotator, tmp_path):
    annotator("codebook", "add", NINE)
    path = tmp_path / "book.json"
    path.write_text(json.dumps(NINE_JSON | {"name": "Others"}), encoding="utf-8")
    assert "Give the changed one a new version" in annotator("codebook", "add", path).complaint


@pytest.mark.parametrize("arguments", [["none"], ["annotator-default", "--version", "8"]])
@pytest.mark.parametrize("command", ["use", "show"])
def test_a_codebook_that_is_not_there(annotator, command, arguments):
    complaint = annotator("codebook", command, *arguments).complaint
    assert "no codebook" in complaint
    assert "annotator-default 1.1" in complaint


@pytest.mark.parametrize("format_name", ["webannotation", "csv"])
def test_sets_under_nine_categories_go_out_come_in_and_are_compared(
    annotator, library, article_id, tmp_path, format_name
):
    annotator("codebook", "add", NINE)
    annotator("codebook", "use", "nine-habits")
    with Workspace(library) as workspace:
        article = workspace.articles.get(article_id)
        editor = workspace.editor(article, workspace.sets.start(article, "Mine"))
        for number, category in enumerate(nine_categories().categories):
            editor.mark([Span(4 * number, 4 * number + 3)], category.id)
        editor.submit()
    annotator("codebook", "use", "annotator-default")
    path = tmp_path / "mine"
    arguments = ["--set", "Mine", "--format", format_name, "-o", path, "--json"]
    assert annotator("export", article_id, *arguments).json["annotations"] == 9

    arguments = ["--article", article_id, "--set", "Key", "--key", "--json"]
    loaded = annotator("load", path, *arguments).json
    assert (loaded["annotations"], loaded["unplaced"]) == (9, 0)
    assert (loaded["codebook"], loaded["codebook_version"]) == ("nine-habits", "1.0")

    compared = annotator("compare", article_id, "--set", "Mine", "--json").json
    assert list(compared["per_category"]) == [c["id"] for c in NINE_JSON["categories"]]
    assert {r["counts"]["hit"] for r in compared["per_category"].values()} == {1}
    words = annotator("compare", article_id, "--set", "Mine").out
    for category in nine_categories().categories:
        assert f"Hit: {category.name}\n" in words


def test_a_set_under_a_codebook_that_the_library_lacks_is_not_loaded(
    annotator, library, article_id, tmp_path
):
    path = tmp_path / "foreign.csv"
    path.write_text("category,quote\nOverreach,ferry will end\n", encoding="utf-8")
    arguments = ["--article", article_id, "--set", "Foreign"]
    complaint = annotator("load", path, *arguments).complaint
    assert "no category “Overreach”" in complaint
    assert "add that first" in complaint
