"""``add``, ``list`` and ``show``."""

from __future__ import annotations

import hashlib
import json

import pytest

SUMMARY = {"id", "title", "date", "words", "blocks", "sha256", "already_present"}


def test_add_in_json_has_the_promised_shape(annotator, article_file):
    ran = annotator("add", article_file, "--json")
    assert (ran.code, ran.err) == (0, "")
    (added,) = ran.json
    assert set(added) == SUMMARY
    assert added["title"] == "Ferry line to close in May"
    assert added["blocks"] == 7
    assert added["already_present"] is False
    text = annotator("show", added["id"], "--json").json["text"]
    assert added["sha256"] == hashlib.sha256(text.encode()).hexdigest()


def test_add_in_words_names_the_article(annotator, article_file):
    ran = annotator("add", article_file)
    assert (ran.code, ran.err) == (0, "")
    assert "Added “Ferry line to close in May”" in ran.out
    assert "7 blocks" in ran.out


def test_adding_the_same_text_twice_is_said_and_stores_nothing(annotator, article_file, tmp_path):
    first = annotator("add", article_file, "--json").json[0]
    copy = tmp_path / "copy.md"
    copy.write_bytes(article_file.read_bytes())
    again = annotator("add", copy, "--json")
    assert again.code == 0
    assert again.json == [{**first, "already_present": True}]
    words = annotator("add", copy)
    assert (words.code, words.err) == (0, "")
    assert "Already in the library" in words.out
    assert [a["id"] for a in annotator("list", "--json").json].count(first["id"]) == 1


def test_add_reads_standard_input(annotator):
    ran = annotator("add", "-", "--json", stdin="Ciné\r\n\r\nLe café ferme.\r\n".encode())
    assert ran.code == 0
    shown = annotator("show", ran.json[0]["id"], "--json").json
    assert shown["text"] == "Ciné\n\nLe café ferme."


def test_add_says_that_standard_input_is_empty(annotator):
    assert "empty" in annotator("add", "-", stdin=b"").complaint


def test_one_bad_file_among_several_does_not_keep_the_others_out(annotator, article_file, tmp_path):
    other = tmp_path / "other.txt"
    other.write_text("Another text.\n\nWith two paragraphs.\n", encoding="utf-8")
    ran = annotator("add", article_file, tmp_path / "missing.txt", tmp_path, other, "--json")
    assert ran.code == 1
    assert [a["blocks"] for a in ran.json] == [7, 2]
    first, second = ran.err.splitlines()
    assert first.startswith("annotator: ")
    assert "missing.txt" in first
    assert tmp_path.name in second
    assert len(annotator("list", "--json").json) >= 2


def test_list_in_json_has_the_articles_with_their_sets(annotator, marked):
    ran = annotator("list", "--json")
    assert (ran.code, ran.err) == (0, "")
    for entry in ran.json:
        assert set(entry) == SUMMARY | {"sets"}
    entry = next(e for e in ran.json if e["id"] == marked)
    assert entry["sets"] == [
        {"name": "Teacher", "role": "key", "status": "submitted", "annotations": 3},
        {"name": "Mine", "role": "learner", "status": "draft", "annotations": 2},
    ]


def test_list_in_words_has_articles_and_sets(annotator, marked):
    ran = annotator("list")
    assert ran.code == 0
    lines = ran.out.splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith(marked[:8]))
    assert lines[at].endswith("Ferry line to close in May")
    assert "3 annotations  “Teacher” (reference key)" in lines[at + 1]
    assert "2 annotations  “Mine” (draft)" in lines[at + 2]


def test_show_in_json_has_text_blocks_and_sentences(annotator, article_id):
    ran = annotator("show", article_id, "--json")
    assert (ran.code, ran.err) == (0, "")
    shown = ran.json
    assert {"id", "title", "text", "blocks", "sentences"} <= set(shown)
    assert shown["id"] == article_id
    assert [b["kind"] for b in shown["blocks"]] == [
        "heading",
        "paragraph",
        "heading",
        "list_item",
        "list_item",
        "table",
        "paragraph",
    ]
    text = shown["text"]
    words = [text[b["start"] : b["end"]] for b in shown["blocks"]]
    assert words[0] == "Ferry line to close in May"
    assert words[3] == "A single trip costs four crowns."
    assert [b.get("level") for b in shown["blocks"][:3]] == [1, None, 2]
    sentences = [text[start:end] for start, end in shown["sentences"]]
    assert "Observers say that few people use it." in sentences
    assert "“It is slow,” said Ada Lind, a nurse." in sentences


def test_show_keeps_the_columns_of_a_table_by_giving_empty_cells_an_empty_range(
    annotator, article_id
):
    shown = annotator("show", article_id, "--json").json
    (table,) = [b for b in shown["blocks"] if b["kind"] == "table"]
    for row in table["rows"]:
        for cell in row:
            assert set(cell) == {"start", "end"}
            assert table["start"] <= cell["start"] <= cell["end"] <= table["end"]
    assert [
        [shown["text"][cell["start"] : cell["end"]] for cell in row] for row in table["rows"]
    ] == [["Line", "Boats", "Note"], ["Night", "2", ""], ["Day", "5", "new"]]


def test_show_in_words_has_the_structure(annotator, article_id):
    ran = annotator("show", article_id)
    assert (ran.code, ran.err) == (0, "")
    title = "Ferry line to close in May"
    assert ran.out.startswith(f"{title}\n{'=' * len(title)}\n\nThe harbour office")
    assert (
        "\n\n## What passengers pay\n\n- A single trip costs four crowns.\n- A monthly" in ran.out
    )
    assert "Line   Boats  Note\n-----  -----  ----\nNight  2\nDay    5      new\n" in ran.out


def test_an_article_is_found_by_id_prefix_and_title(annotator, article_id):
    for reference in (article_id, article_id[:4], article_id[:8].upper()):
        assert annotator("show", reference, "--json").json["id"] == article_id
    assert annotator("show", "Ferry line to close in May", "--json").json["id"] == article_id


@pytest.mark.parametrize("reference", ["Ferry line", "zzzz-not-there", ""])
def test_an_unknown_article_is_told(annotator, article_id, reference):
    assert f"No article “{reference}”" in annotator("show", reference).complaint


def test_a_prefix_of_three_characters_is_too_short(annotator, article_id):
    assert "No article" in annotator("show", article_id[:3]).complaint


def test_a_title_that_fits_two_articles_is_told(annotator, article_id, tmp_path):
    again = tmp_path / "again.md"
    again.write_text("# Ferry line to close in May\n\nAnother text.\n", encoding="utf-8")
    annotator("add", again)
    assert "fits 2 articles" in annotator("show", "Ferry line to close in May").complaint


def test_json_is_utf_8_in_a_locale_that_knows_ascii_only(process, tmp_path):
    path = tmp_path / "café.md"
    path.write_text("# Café 🙂 closes\n\nIt closes.\n", encoding="utf-8")
    ascii_only = {"LC_ALL": "POSIX", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    added = process("add", path, "--json", environment=ascii_only)
    assert added.code == 0, added.err
    assert added.json[0]["title"] == "Café 🙂 closes"
    assert "🙂" in added.out  # not as an escape
    words = process("show", added.json[0]["id"], environment=ascii_only)
    assert (words.code, words.err) == (0, "")
    assert "It closes." in words.out


def test_the_shared_articles_come_in_and_sentences_stay_within_blocks(annotator, shared_articles):
    added = annotator("add", *shared_articles, "--json")
    assert added.code == 0, added.err
    assert len(added.json) == len(shared_articles)
    for entry in added.json:
        shown = annotator("show", entry["id"], "--json").json
        ranges = [(b["start"], b["end"]) for b in shown["blocks"]]
        for start, end in shown["sentences"]:
            assert any(s <= start < end <= e for s, e in ranges)
        words = annotator("show", entry["id"]).out
        assert json.dumps(shown["title"])  # a title can be printed
        assert shown["title"] in words
