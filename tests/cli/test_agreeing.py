"""``agree``."""

from __future__ import annotations

import pytest

from annotator.domain.annotation import Annotation, Passage, Role, Status
from annotator.domain.span import Span
from annotator.services.workspace import Workspace

CATEGORIES = ["unsupported_claim", "inconsistency", "vague_attribution"]
FIGURES = ["alpha", "alpha_unitizing", "alpha_relevance", "gamma"]


@pytest.fixture(autouse=True)
def no_gamma(monkeypatch):
    """Whether the extra is installed does not matter here."""
    monkeypatch.setattr("annotator.comparison.gamma.has_gamma", lambda: False)


@pytest.fixture
def third(library, marked):
    """A third set, "Theirs", which agrees with "Mine" in one mark of two."""
    with Workspace(library) as workspace:
        article = workspace.articles.get(marked)
        start = article.text.index("Observers say")
        mark = Passage.cut(article.text, Span(start, start + len("Observers say")))
        workspace.sets.store(
            article,
            "Theirs",
            role=Role.LEARNER,
            status=Status.SUBMITTED,
            annotations=(Annotation("t1", "vague_attribution", (mark,)),),
        )
    return marked


def test_json_has_the_promised_shape(annotator, third):
    ran = annotator("agree", third, "--json")
    assert (ran.code, ran.err) == (0, "")
    found = ran.json
    assert list(found) == ["sets", *FIGURES, "pairwise_f1", "per_category"]
    assert found["sets"] == ["Teacher", "Mine", "Theirs"]
    assert list(found["per_category"]) == CATEGORIES
    for result in found["per_category"].values():
        assert list(result) == ["marked_by", "alpha", "alpha_unitizing", "pairwise_f1"]
        assert list(result["pairwise_f1"]) == ["token", "strict"]
    assert found["gamma"] is None


def test_the_numbers_are_those_of_the_marks(annotator, third):
    found = annotator("agree", third, "--set", "Mine", "--set", "Theirs", "--json").json
    assert found["sets"] == ["Mine", "Theirs"]
    # "Observers say" is common to both, "Ada Lind" is marked by one only: two tokens each.
    assert found["pairwise_f1"] == pytest.approx({"token": 2 / 3, "strict": 2 / 3})
    assert 0 < found["alpha"] < 1
    assert 0 < found["alpha_unitizing"] < 1
    assert found["alpha_relevance"] == found["alpha_unitizing"]
    empty = {"marked_by": 0, "alpha": None, "alpha_unitizing": None}
    nothing = {**empty, "pairwise_f1": {"token": None, "strict": None}}
    assert found["per_category"]["inconsistency"] == nothing
    assert found["per_category"]["vague_attribution"]["marked_by"] == 2
    assert found["per_category"]["vague_attribution"]["alpha"] == found["alpha"]


def test_a_set_named_twice_does_not_agree_with_itself(annotator, third):
    found = annotator("agree", third, "--set", "Mine", "--set", "Mine", "--json").json
    assert found["sets"] == ["Mine"]
    assert {found[name] for name in FIGURES} == {None}
    assert found["pairwise_f1"] == {"token": None, "strict": None}


def test_words_name_the_sets_and_all_figures(annotator, third):
    ran = annotator("agree", third)
    assert (ran.code, ran.err) == (0, "")
    assert "“Teacher” (reference key), “Mine” (draft), “Theirs”" in ran.out
    found = annotator("agree", third, "--json").json
    rows = {line.split("  ")[0]: line.split()[-1] for line in ran.out.splitlines() if line.strip()}
    assert rows["Alpha over words: the same words, in the same category"] == (
        f"{found['alpha']:.3f}"
    )
    assert rows["Mean F1 of two sets over words"] == f"{found['pairwise_f1']['token']:.3f}"
    assert rows["Gamma: aligned passages, near misses forgiven"] == "–"
    (claim,) = [line.split() for line in ran.out.splitlines() if "Unsupported claim" in line]
    assert claim[2:] == ["0", "–", "–", "–", "–"]
    (vague,) = [line.split() for line in ran.out.splitlines() if "Vague attribution" in line]
    assert vague[2] == "3"
    assert "pip install pygamma-agreement" in ran.out


def test_many_sets_are_counted_not_listed(annotator, library, third):
    with Workspace(library) as workspace:
        article = workspace.articles.get(third)
        for _ in range(20):
            workspace.sets.start(article)
    out = annotator("agree", third).out
    assert "Agreement among 23 sets: “Teacher” (reference key)" in out
    assert "and 11 more" in out


@pytest.mark.parametrize("names", [[], ["Mine"]])
def test_too_few_sets_are_told_and_undefined(annotator, library, article_id, names):
    with Workspace(library) as workspace:
        workspace.sets.start(workspace.articles.get(article_id), "Mine")
    arguments = [part for name in names for part in ("--set", name)]
    found = annotator("agree", article_id, *arguments, "--json").json
    assert found["sets"] == ["Mine"]
    assert {found[name] for name in FIGURES} == {None}
    out = annotator("agree", article_id, *arguments).out
    assert "needs two sets at least" in out
    assert f"--article {article_id[:8]}" in out


def test_an_article_without_sets(annotator, article_id):
    assert annotator("agree", article_id, "--json").json["sets"] == []
    assert "Agreement among 0 sets" in annotator("agree", article_id).out


def test_a_set_that_is_not_there(annotator, marked):
    said = annotator("agree", marked, "--set", "Mine", "--set", "Yours", "--json").complaint
    assert "no set named “Yours”" in said
    assert "“Teacher”, “Mine”" in said


def test_gamma_is_shown_where_it_is_installed(annotator, third, monkeypatch):
    monkeypatch.setattr("annotator.comparison.gamma.has_gamma", lambda: True)
    monkeypatch.setattr("annotator.comparison.gamma._computed", lambda marks: 0.25)
    assert annotator("agree", third, "--json").json["gamma"] == 0.25
    out = annotator("agree", third).out
    assert "0.250" in out
    assert "pip install" not in out
