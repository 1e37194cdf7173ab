"""``compare --with``."""

from __future__ import annotations

import pytest


@pytest.fixture
def two(annotator, marked, tmp_path):
    """A second attempt beside “Mine” and the key “Teacher”; gives the article's id."""
    path = tmp_path / "again.csv"
    path.write_text(
        "category,quote,note\nvague_attribution,Observers,Who?\n"
        "unsupported_claim,Ada Lind,\nunsupported_claim,It is slow,\n",
        encoding="utf-8",
    )
    annotator("load", path, "--article", marked, "--set", "Again")
    return marked


def test_json_has_counts_figures_and_pairs(annotator, two):
    ran = annotator("compare", two, "--set", "Mine", "--with", "Again", "--json")
    assert (ran.code, ran.err) == (0, "")
    found = ran.json
    assert (found["article"], found["first"], found["second"]) == (two, "Mine", "Again")
    assert found["counts"] == {
        "same": 0,
        "overlap": 1,
        "other_category": 1,
        "first_only": 0,
        "second_only": 1,
    }
    assert set(found["scores"]) == {"token_f1", "strict_f1", "kappa"}
    assert found["scores"]["strict_f1"] == 0.0
    # Of two and one words that both call vague one is the same; Ada Lind is under two categories.
    assert found["scores"]["token_f1"] == pytest.approx(2 * 1 / (4 + 6))
    assert found["per_category"]["inconsistency"]["scores"]["token_f1"] is None
    assert [pair["kind"] for pair in found["pairs"]] == ["overlap", "second_only", "other_category"]
    overlap = found["pairs"][0]
    assert (overlap["first"]["quote"], overlap["second"]["quote"]) == ("Observers say", "Observers")
    assert (overlap["first"]["confidence"], overlap["second"]["note"]) == (0.75, "Who?")
    text = annotator("show", two, "--json").json["text"]
    (span,) = overlap["second"]["spans"]
    assert text[slice(*span)] == "Observers"


def test_changing_the_sets_over_changes_only_the_sides(annotator, two):
    one = annotator("compare", two, "--set", "Mine", "--with", "Teacher", "--json").json
    other = annotator("compare", two, "--set", "Teacher", "--with", "Mine", "--json").json
    assert one["scores"] == other["scores"]
    assert [(p["first"], p["second"]) for p in one["pairs"]] == [
        (p["second"], p["first"]) for p in other["pairs"]
    ]


def test_words_show_both_sides_of_every_pair(annotator, two):
    words = annotator("compare", two, "--set", "Mine", "--with", "Again").out
    assert "“Mine” beside “Again”" in words
    assert "1. Overlapping, same category" in words
    assert "Mine: Vague attribution “Observers say”" in words
    assert "Again: Vague attribution “Observers”" in words
    assert "Who?" in words
    assert "2. Only “Again”" in words
    assert "3. Overlapping, other category" in words
    rows = {line.split("  ")[0]: line.split() for line in words.splitlines() if line.strip()}
    assert rows["Weak passages"][2:4] == ["2", "3"]
    teacher = annotator("compare", two, "--set", "Mine", "--with", "Teacher").out
    assert "Teacher: Sound passage “said Ada Lind, a nurse”" in teacher
    assert "“2” ↔ “three boats”" in teacher


def test_wrong_usage_is_told(annotator, two):
    both = annotator("compare", two, "--set", "Mine", "--with", "Again", "--key", "Teacher")
    assert both.code == 2
    assert "not both" in both.err
    assert (
        "two different sets"
        in annotator("compare", two, "--set", "Mine", "--with", "Mine").complaint
    )
    assert "no set named “X”" in annotator("compare", two, "--set", "Mine", "--with", "X").complaint


def test_a_key_in_the_making_is_not_compared_with(annotator, two, library):
    from annotator.services.reconciling import begin
    from annotator.services.workspace import Workspace

    with Workspace(library) as workspace:
        article = workspace.articles.get(two)
        sets = [workspace.sets.find(article, name) for name in ("Mine", "Again")]
        making = begin(workspace, article, *sets)
    assert annotator("compare", two, "--set", "Mine", "--json").json["key"] == "Teacher"
    with Workspace(library) as workspace:
        workspace.sets.submit(making.info.id)
    assert annotator("compare", two, "--set", "Mine", "--json").json["key"] == "Mine + Again"
