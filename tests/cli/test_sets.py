"""``load`` and ``export``."""

from __future__ import annotations

import csv
import json

import pytest


def export(annotator, article, tmp_path, format_name, *more):
    path = tmp_path / f"exported.{format_name}"
    ran = annotator("export", article, "--format", format_name, "-o", path, *more)
    assert ran.code == 0, ran.err
    return path


def test_export_in_json_has_files_and_annotations(annotator, marked, tmp_path):
    target = tmp_path / "mine.jsonld"
    ran = annotator(
        "export", marked, "--set", "Mine", "--format", "webannotation", "-o", target, "--json"
    )
    assert (ran.code, ran.err) == (0, "")
    assert ran.json == {"files": [str(target)], "annotations": 2}
    assert json.loads(target.read_text(encoding="utf-8"))["type"] == "AnnotationPage"


def test_export_in_words_names_the_file(annotator, marked, tmp_path):
    target = tmp_path / "all.jsonld"
    ran = annotator("export", marked, "--format", "webannotation", "-o", target)
    assert ran.code == 0
    assert ran.out == f"{target}\nExported 5 annotations into 1 file.\n"


def test_export_into_a_folder_names_the_file_after_the_article(annotator, marked, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    ran = annotator("export", marked, "--format", "csv", "-o", folder, "--json")
    assert ran.json["files"] == [str(folder / "ferry-line-to-close-in-may.csv")]
    assert (folder / "ferry-line-to-close-in-may.csv").is_file()


def test_export_of_the_whole_library_writes_a_file_for_every_article_with_sets(
    annotator, marked, tmp_path
):
    folder = tmp_path / "new" / "folder"
    ran = annotator("export", "--all", "--format", "csv", "-o", folder, "--json")
    assert (ran.code, ran.err) == (0, "")
    with_sets = [a for a in annotator("list", "--json").json if a["sets"]]
    assert len(ran.json["files"]) == len(with_sets)
    assert sorted(ran.json["files"]) == sorted(str(p) for p in folder.iterdir())
    counted = sum(s["annotations"] for a in with_sets for s in a["sets"])
    assert ran.json["annotations"] == counted


def test_export_to_standard_output_prints_the_set_and_nothing_else(annotator, marked, tmp_path):
    target = export(annotator, marked, tmp_path, "webannotation", "--set", "Mine")
    ran = annotator("export", marked, "--set", "Mine", "--format", "webannotation", "-o", "-")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.encode() == target.read_bytes()


def test_the_formats_are_listed_without_any_other_argument(annotator, library):
    ran = annotator("export", "--formats", "--json")
    assert (ran.code, ran.err) == (0, "")
    formats = {f["name"]: f for f in ran.json}
    assert {"webannotation", "csv"} <= set(formats)
    for name in ("webannotation", "csv"):
        assert formats[name]["reads"] is True
        assert formats[name]["writes"] is True
        assert formats[name]["extension"]
    words = annotator("export", "--formats").out
    assert all(name in words for name in formats)
    assert not library.exists()


@pytest.mark.parametrize("format_name", ["webannotation", "csv"])
def test_a_set_comes_back_from_its_export(annotator, marked, tmp_path, format_name):
    path = export(annotator, marked, tmp_path, format_name, "--set", "Mine")
    ran = annotator("load", path, "--article", marked, "--set", "Again", "--json")
    assert (ran.code, ran.err) == (0, "")
    assert {k: ran.json[k] for k in ("set", "annotations", "unplaced")} == {
        "set": "Again",
        "annotations": 2,
        "unplaced": 0,
    }
    (entry,) = [a for a in annotator("list", "--json").json if a["id"] == marked]
    assert entry["sets"][-1]["name"] == "Again"
    assert entry["sets"][-1]["role"] == "learner"
    first, second = (
        annotator("compare", marked, "--set", name, "--json").json for name in ("Mine", "Again")
    )
    assert first["counts"] == second["counts"]
    assert first["scores"] == second["scores"]


@pytest.mark.parametrize("format_name", ["webannotation", "csv"])
def test_a_key_comes_back_as_a_key(annotator, marked, tmp_path, format_name):
    path = export(annotator, marked, tmp_path, format_name, "--set", "Teacher")
    ran = annotator("load", path, "--article", marked, "--set", "Key 2", "--key", "--json")
    assert ran.code == 0, ran.err
    assert (ran.json["annotations"], ran.json["unplaced"]) == (3, 0)
    assert (ran.json["role"], ran.json["status"]) == ("key", "submitted")
    by_first, by_second = (
        annotator("compare", marked, "--set", "Mine", "--key", key, "--json").json
        for key in ("Teacher", "Key 2")
    )
    assert by_first["counts"] == by_second["counts"]
    assert [i["explanation"] for i in by_first["items"]] == [
        i["explanation"] for i in by_second["items"]
    ]


def test_the_format_is_recognised_from_the_content_not_the_name(annotator, marked, tmp_path):
    path = export(annotator, marked, tmp_path, "csv", "--set", "Mine")
    renamed = path.rename(tmp_path / "set.json")
    ran = annotator("load", renamed, "--article", marked, "--set", "Again", "--json")
    assert ran.json["annotations"] == 2


def test_load_in_words_tells_what_came_in(annotator, marked, tmp_path):
    path = export(annotator, marked, tmp_path, "csv", "--set", "Mine")
    ran = annotator("load", path, "--article", marked, "--set", "Again")
    assert (ran.code, ran.err) == (0, "")
    assert "Loaded 2 annotations as the set “Again” of “Ferry line" in ran.out


def test_a_quote_that_is_not_in_the_text_is_kept_as_unplaced_and_told(annotator, marked, tmp_path):
    path = export(annotator, marked, tmp_path, "csv", "--set", "Mine")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    # Another text altogether: neither its place nor its words fit any more.
    moved = path.read_text(encoding="utf-8-sig")
    for row in rows[:1]:
        assert "Observers say" in row.values()
    moved = moved.replace("Observers say", "Zoologists object")
    path.write_text(moved, encoding="utf-8")
    ran = annotator("load", path, "--article", marked, "--set", "Moved", "--json")
    assert ran.code == 0, ran.err
    assert (ran.json["annotations"], ran.json["unplaced"]) == (2, 1)
    words = annotator("load", path, "--article", marked, "--set", "Moved 2")
    assert "1 of them could not be placed" in words.out


def test_a_name_that_is_taken_is_told_and_nothing_is_replaced(annotator, marked, tmp_path):
    path = export(annotator, marked, tmp_path, "csv", "--set", "Mine")
    before = annotator("list", "--json").json
    complaint = annotator("load", path, "--article", marked, "--set", "Teacher").complaint
    assert "has a set named “Teacher” already" in complaint
    assert annotator("list", "--json").json == before


def test_a_file_without_any_set_is_told(annotator, marked, article_file):
    before = annotator("list", "--json").json
    complaint = annotator("load", article_file, "--article", marked, "--set", "New").complaint
    assert "ferry.md" in complaint
    assert annotator("list", "--json").json == before


def test_loading_a_missing_file_is_told(annotator, marked, tmp_path):
    missing = tmp_path / "missing.csv"
    assert "missing.csv" in annotator("load", missing, "--article", marked, "--set", "N").complaint


def test_an_unknown_set_is_told_with_those_that_there_are(annotator, marked, tmp_path):
    complaint = annotator(
        "export", marked, "--set", "Yours", "--format", "csv", "-o", tmp_path / "x.csv"
    ).complaint
    assert "no set named “Yours”. It has: “Teacher”, “Mine”" in complaint
    assert not (tmp_path / "x.csv").exists()


def test_a_place_that_cannot_be_written_is_told(annotator, marked, tmp_path):
    target = tmp_path / "no such folder" / "x.csv"
    complaint = annotator("export", marked, "--format", "csv", "-o", target).complaint
    assert str(target) in complaint


def test_an_article_without_sets_has_nothing_to_export(annotator, article_id, tmp_path):
    complaint = annotator("export", article_id, "--format", "csv", "-o", tmp_path / "x").complaint
    assert "no annotation sets to export" in complaint


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "csv", "-o", "x"], "Which article?"),
        (["A", "--all", "--format", "csv", "-o", "x"], "not both"),
        (["--all", "--set", "S", "--format", "csv", "-o", "x"], "--set goes with an ARTICLE"),
        (["A", "-o", "x"], "Which format?"),
        (["A", "--format", "csv"], "Where to?"),
        (["A", "--format", "morse", "-o", "x"], "morse"),
        (["A", "--format", "csv", "-o", "-", "--json"], "-o -"),
        (["--all", "--format", "csv", "-o", "-"], "-o -"),
    ],
)
def test_what_does_not_go_together_is_wrong_usage(annotator, library, arguments, said):
    ran = annotator("export", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1
    assert not library.exists()
