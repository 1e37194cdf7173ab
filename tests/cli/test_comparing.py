"""``compare``."""

from __future__ import annotations

import pytest

from annotator.domain.annotation import Annotation, Passage, Role, Status
from annotator.domain.hint import Hint, HintKind
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


def test_hints_that_were_asked_for_are_told(annotator, marked, library):
    def ran(*more):
        return annotator("compare", marked, "--set", "Mine", *more)

    assert ran("--json").json["hints"] == 0
    assert "Hints" not in ran().out
    with Workspace(library) as workspace:
        article = workspace.articles.find(marked)
        hint = Hint(HintKind.PARAGRAPH, "vague_attribution", 2, 0, article.blocks[0].span)
        workspace.hints.record(workspace.sets.find(article, "Mine").id, hint)
    found = ran("--json").json
    assert found["hints"] == 1
    (told,) = found["hints_told"]
    assert told.pop("at")
    block = article.blocks[0]
    assert told == {
        "kind": "paragraph",
        "category": "vague_attribution",
        "count": 2,
        "block": 0,
        "start": block.start,
        "end": block.end,
    }
    assert "Hints that the reader asked for: 1" in ran().out


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


def test_a_mark_over_a_sound_passage_says_so(annotator, marked, library):
    with Workspace(library) as workspace:
        article = workspace.articles.get(marked)
        start, end = article.text.index("three boats"), article.text.index("a nurse")
        span = Span(start, end)
        long = Annotation("m8", "inconsistency", (Passage.cut(article.text, span),))
        workspace.sets.store(
            article, "Long", role=Role.LEARNER, status=Status.SUBMITTED, annotations=(long,)
        )
    items = annotator("compare", marked, "--set", "Long", "--json").json["items"]
    (item,) = [i for i in items if i["set_annotation"]]
    assert (item["outcome"], item["sound_annotation"]) == ("partial", None)
    assert len(item["sound_touched"]) == 1
    told = "The mark reaches into what the key calls sound: “said Ada Lind, a nurse”"
    assert told in " ".join(annotator("compare", marked, "--set", "Long").out.split())
    assert told not in annotator("compare", marked, "--set", "Mine").out


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


@pytest.fixture
def related(annotator, article_id, tmp_path):
    """A key with other answers, and a set whose marks have to do with each other."""
    key = tmp_path / "key.csv"
    key.write_text(
        "annotation,category,subtype,part,quote,alternative,alternative_category\n"
        "k1,vague_attribution,anonymous-collective,,Observers say,,\n"
        "k1,,,,,1,Unsupported claim\n"
        "k2,inconsistency,,,three boats,,\n"
        "k2,inconsistency,,counterpart,ninety,,\n"
        "k3,unsupported_claim,,,A single trip,,\n"
        "k4,unsupported_claim,,,four crowns,,\n",
        encoding="utf-8",
    )
    marks = tmp_path / "marks.csv"
    marks.write_text(
        "category,quote\n"
        "unsupported_claim,Observers say\n"
        "inconsistency,three boats\n"
        "inconsistency,ninety\n"
        "unsupported_claim,A single trip costs four crowns.\n",
        encoding="utf-8",
    )
    for file, name, more in ((key, "Teacher", ["--key"]), (marks, "Mine", [])):
        ran = annotator("load", file, "--article", article_id, "--set", name, *more)
        assert (ran.code, ran.err) == (0, "")
    return article_id


def test_json_tells_relations_alternatives_and_subtypes(annotator, related):
    found = annotator("compare", related, "--set", "Mine", "--json").json
    assert [
        (
            i["outcome"],
            i["alternative"],
            i["relation"],
            len(i["related_key"]),
            len(i["related_marks"]),
        )
        for i in found["items"]
    ] == [
        ("hit", 0, None, 0, 0),
        ("hit", None, "merged", 1, 0),
        ("missed", None, "merged", 1, 1),
        ("not_in_key", None, "other_end", 1, 1),
        ("partial", None, "other_end", 0, 1),
    ]
    assert found["per_subtype"] == {}  # the answer that was met is of another category
    assert found["reader"]["tendency"] == "balanced"
    assert found["reader"]["confidence"] == "undefined"
    assert found["reader"]["sentences"]["weak"] == found["reader"]["sentences"]["hits"] == 4
    again = annotator("compare", related, "--set", "Teacher", "--json").json
    counts = again["per_subtype"]["vague_attribution"]["anonymous-collective"]["counts"]
    assert (counts["key"], counts["set"], counts["hit"]) == (1, 1, 1)


def test_words_tell_relations_alternatives_and_the_reader(annotator, related):
    words = annotator("compare", related, "--set", "Mine").out
    for sentence in (
        "This is another answer that the key takes as well.",
        "The mark of 2 covers it too but counts there: this needs one of its own.",
        "One mark over several passages of the key: mark 3 separately.",
        "This is the other end of 5: the two belong linked.",
        "The other end is marked in 4: the two belong linked.",
        "The reader neither flags too much nor lets too much pass.",
        "With fewer than five judged marks",
    ):
        assert sentence in words
    assert "Subtypes" not in words
    again = annotator("compare", related, "--set", "Teacher").out
    assert "Vague attribution: Anonymous collective" in again


def test_words_tell_marks_that_were_split(annotator, related, tmp_path):
    path = tmp_path / "split.csv"
    path.write_text(
        "category,quote\nvague_attribution,Observers\nvague_attribution,say\n", encoding="utf-8"
    )
    annotator("load", path, "--article", related, "--set", "Split")
    words = annotator("compare", related, "--set", "Split").out
    assert "It is marked in 2 as well: one mark over the whole passage is enough." in words
    assert "It lies on the passage of 1, which has its mark already." in words
    assert "2. A second mark on one passage: " in words  # and not: "Not in the key"
    assert "The reader lets too much pass." in words


def test_what_the_reader_argues_is_told(annotator, marked, tmp_path):
    path = tmp_path / "argued.csv"
    path.write_text("category,quote,argument\nvague_attribution,Ada Lind,She is not  named twice\n")
    assert annotator("load", path, "--article", marked, "--set", "Argued").code == 0
    found = annotator("compare", marked, "--set", "Argued", "--json").json
    said = {i["outcome"]: i["argument"] for i in found["items"]}
    assert said == {"missed": "", "flagged_sound": "She is not  named twice"}
    words = annotator("compare", marked, "--set", "Argued").out
    assert "The reader argues: She is not named twice" in words
    assert words.count("argues") == 1
