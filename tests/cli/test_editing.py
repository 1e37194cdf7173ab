"""``edit``."""

from __future__ import annotations

import pytest


@pytest.fixture
def added(annotator, article_file):
    return annotator("add", article_file, "--json").json[0]


@pytest.fixture
def shorter(article_file, tmp_path):
    """The text without its last line, and with a longer headline."""
    path = tmp_path / "shorter.md"
    text = article_file.read_text(encoding="utf-8")
    text = text.replace("# Ferry line to close", "# The ferry line is to close")
    path.write_text(text[: text.index("The night ferry runs")], encoding="utf-8")
    return path


@pytest.fixture
def marked(annotator, added, tmp_path):
    path = tmp_path / "set.csv"
    path.write_text(
        "category,quote\n"
        "vague_attribution,Observers say\n"
        "unsupported_claim,runs with three boats\n",
        encoding="utf-8",
    )
    assert annotator("load", path, "--article", added["id"], "--set", "Mine").code == 0
    return added


def test_an_edited_text_takes_the_marks_along(annotator, marked, shorter):
    ran = annotator("edit", marked["id"], shorter, "--json")
    assert (ran.code, ran.err) == (0, "")
    assert ran.json == {
        "id": marked["id"],
        "title": marked["title"],
        "sha256": ran.json["sha256"],
        "exact": 1,
        "alike": 0,
        "unplaced": 1,
    }
    shown = annotator("show", marked["id"], "--json").json
    assert shown["sha256"] == ran.json["sha256"] != marked["sha256"]
    assert shown["text"].startswith("# The ferry line")
    listed = next(a for a in annotator("list", "--json").json if a["id"] == marked["id"])
    assert [(s["name"], s["annotations"]) for s in listed["sets"]] == [("Mine", 2)]


def test_a_dry_run_stores_nothing(annotator, marked, shorter):
    ran = annotator("edit", marked["id"], shorter, "--dry-run")
    assert (ran.code, ran.err) == (0, "")
    assert "Would edit" in ran.out
    assert "2 marks: 1 on the same words, 0 on words much alike, 1 without a place" in ran.out
    assert annotator("show", marked["id"], "--json").json["sha256"] == marked["sha256"]


REPORT = """\
Ferry line to close

Millbrook, 12 March 2024

The ferry line closes in May, the office said on Monday in a letter to all who live on the island.

Line   Boats
Night      2
Day        5
"""


def kinds(shown):
    """What every block is, and what it says."""
    text = shown["text"]
    return [(b.get("role", b["kind"]), text[b["start"] : b["end"]]) for b in shown["blocks"]]


def test_a_text_is_read_alike_when_it_comes_in_and_when_it_is_edited(annotator, tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    added = annotator("add", path, "--json").json[0]
    assert added["date"] == "2024-03-12"
    shown = annotator("show", added["id"], "--json").json
    assert kinds(shown)[1] == ("date_line", "Millbrook, 12 March 2024")
    assert [kind for kind, _ in kinds(shown)] == ["headline", "date_line", "paragraph", "table"]
    path.write_text(REPORT + "\nYear\tBoats\n2023\t4\n2024\t7\n", encoding="utf-8")
    assert annotator("edit", added["id"], path, "--json").code == 0
    edited = annotator("show", added["id"], "--json").json
    assert kinds(edited)[:4] == kinds(shown)
    table = edited["blocks"][4]
    assert (table["kind"], [len(row) for row in table["rows"]]) == ("table", [2, 2, 2])


def test_title_source_and_date_alone(annotator, added):
    ran = annotator(
        "edit", added["id"], "--title", "New", "--source", "Post", "--date", "3 May 2025"
    )
    assert (ran.code, ran.out) == (0, "Edited “New”.\n")
    shown = annotator("show", added["id"], "--json").json
    assert (shown["title"], shown["source"], shown["date"]) == ("New", "Post", "2025-05-03")
    assert shown["sha256"] == added["sha256"]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--date", "soon"], "not a date"),
        (["--title", " "], "needs a title"),
        (["missing.txt"], "There is no file"),
    ],
)
def test_what_cannot_be_is_told_in_one_line(annotator, added, options, told):
    assert told in annotator("edit", added["id"], *options).complaint
