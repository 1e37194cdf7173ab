"""``compare``."""

from __future__ import annotations

import pytest

COUNTS = {
    "key",
    "set",
    "hit",
    "partial",
    "wrong_category",
    "missed",
    "flagged_sound",
    "not_in_key",
}
SCORES = {"strict", "exact", "partial", "type", "fragment_overlap", "token"}
CATEGORIES = ["unsupported_claim", "inconsistency", "vague_attribution"]


def test_json_has_the_promised_shape(annotator, marked):
    ran = annotator("compare", marked, "--set", "Mine", "--json")
    assert (ran.code, ran.err) == (0, "")
    found = ran.json
    assert set(found) == {
        "article",
        "set",
        "key",
        "counts",
        "scores",
        "detection",
        "calibration",
        "per_category",
        "items",
    }
    assert (found["article"], found["set"], found["key"]) == (marked, "Mine", "Teacher")
    assert set(found["counts"]) == COUNTS
    assert set(found["detection"]) == {"hit_rate", "false_alarm_rate", "d_prime", "criterion"}
    assert set(found["calibration"]) == {"brier", "n"}
    assert list(found["per_category"]) == CATEGORIES
    for result in (found, *found["per_category"].values()):
        assert set(result["counts"]) == COUNTS
        assert set(result["scores"]) == SCORES
        for prf in result["scores"].values():
            assert set(prf) == {"precision", "recall", "f1"}
    for item in found["items"]:
        assert {
            "outcome",
            "category",
            "set_annotation",
            "key_annotation",
            "start",
            "end",
            "explanation",
        } <= set(item)


def test_the_numbers_are_those_of_the_marks(annotator, marked):
    found = annotator("compare", marked, "--set", "Mine", "--json").json
    assert found["counts"] == {
        "key": 2,
        "set": 2,
        "hit": 1,
        "partial": 0,
        "wrong_category": 0,
        "missed": 1,
        "flagged_sound": 1,
        "not_in_key": 0,
    }
    # Three spans in the key (an inconsistency has two ends), two in the set, one in common.
    assert found["scores"]["strict"] == {"precision": 1 / 2, "recall": 1 / 3, "f1": 2 / 5}
    assert found["calibration"] == {"brier": 0.0625, "n": 1}
    assert found["per_category"]["unsupported_claim"]["scores"]["type"] == {
        "precision": None,
        "recall": None,
        "f1": None,
    }
    assert [(i["outcome"], i["category"], i["explanation"]) for i in found["items"]] == [
        ("hit", "vague_attribution", "Nobody can tell who the observers are."),
        ("missed", "inconsistency", ""),
        ("flagged_sound", "vague_attribution", "A named person, who can answer for it."),
    ]
    text = annotator("show", marked, "--json").json["text"]
    assert [text[i["start"] : i["end"]] for i in found["items"]] == [
        "Observers say",
        "2",
        "Ada Lind",
    ]


def test_words_have_counts_scores_categories_and_items(annotator, marked):
    ran = annotator("compare", marked, "--set", "Mine")
    assert (ran.code, ran.err) == (0, "")
    rows = {line.split("  ")[0]: line.split() for line in ran.out.splitlines() if line.strip()}
    assert rows["All"][1:] == ["2", "2", "1", "0", "0", "1", "1", "0"]
    assert rows["Strict (same ends, same category)"][-3:] == ["0.50", "0.33", "0.40"]
    assert "–" in rows["Unsupported claim"]
    assert "1. Hit: Vague attribution" in ran.out
    assert "“Observers say”" in ran.out
    assert "Nobody can tell who the observers are." in ran.out
    assert "2. Missed: Inconsistency" in ran.out
    assert "“three boats”" in ran.out  # both ends
    assert "3. Flagged a sound passage: Vague attribution" in ran.out
    assert "A named person, who can answer for it." in ran.out


def test_a_key_is_chosen_by_name(annotator, marked):
    found = annotator("compare", marked, "--set", "Teacher", "--key", "Teacher", "--json").json
    assert found["counts"]["hit"] == 2
    assert found["scores"]["strict"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--set", "Yours"], "no set named “Yours”"),
        (["--set", "Mine", "--key", "Theirs"], "no set named “Theirs”"),
        (["--set", "Mine", "--key", "Mine"], "not a reference key"),
    ],
)
def test_sets_that_do_not_fit_are_told(annotator, marked, arguments, said):
    assert said in annotator("compare", marked, *arguments, "--json").complaint


def test_an_article_without_a_key_tells_how_to_load_one(annotator, library, article_id):
    from annotator.services.workspace import Workspace

    with Workspace(library) as workspace:
        workspace.sets.start(workspace.articles.get(article_id), "Mine")
    complaint = annotator("compare", article_id, "--set", "Mine").complaint
    assert "no reference key yet" in complaint
    assert f"--article {article_id[:8]}" in complaint
