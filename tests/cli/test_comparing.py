"""``compare``."""

from __future__ import annotations

import pytest

from annotator.domain.annotation import Annotation, Passage, Role, Status
from annotator.domain.span import Span
from annotator.services.workspace import Workspace

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
    assert set(found) >= {
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


@pytest.fixture
def linked_elsewhere(library, annotator, marked, tmp_path):
    """The id of another article, in which the counterpart of a mark of the set "Linked" lies."""
    path = tmp_path / "other.txt"
    path.write_text("The night boats\n\nThe night ferry runs with six boats.\n", encoding="utf-8")
    other_id = annotator("add", path, "--json").json[0]["id"]
    with Workspace(library) as workspace:
        article, other = workspace.articles.get(marked), workspace.articles.get(other_id)
        start, there = article.text.index("three boats"), other.text.index("six boats")
        annotation = Annotation(
            "m9",
            "inconsistency",
            (Passage.cut(article.text, Span(start, start + 11)),),
            (Passage.cut(other.text, Span(there, there + 9), other.sha256),),
        )
        workspace.sets.store(
            article,
            "Linked",
            role=Role.LEARNER,
            status=Status.SUBMITTED,
            annotations=(annotation,),
        )
    return other_id


def test_a_counterpart_in_another_article_says_in_which(annotator, marked, linked_elsewhere):
    items = annotator("compare", marked, "--set", "Linked", "--json").json["items"]
    (item,) = [i for i in items if i["set_annotation"]]
    shown = annotator("show", linked_elsewhere, "--json").json
    there = item["counterpart"]
    assert shown["text"][there["start"] : there["end"]] == "six boats"
    assert there["article"] == linked_elsewhere
    assert len(there["source"]) == 64
    words = annotator("compare", marked, "--set", "Linked").out
    assert "“six boats” in “The night boats”" in words


def test_a_counterpart_in_an_article_that_is_gone(annotator, library, marked, linked_elsewhere):
    with Workspace(library) as workspace:
        workspace.articles.remove(linked_elsewhere)
    items = annotator("compare", marked, "--set", "Linked", "--json").json["items"]
    (item,) = [i for i in items if i["set_annotation"]]
    assert item["counterpart"]["article"] is None
    assert "“six boats” in another article" in annotator("compare", marked, "--set", "Linked").out
