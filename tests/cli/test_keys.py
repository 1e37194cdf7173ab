"""Reference keys by command: which there are, and which counts."""

from __future__ import annotations

import pytest

from annotator.domain.annotation import Role, Status
from annotator.services.workspace import Workspace


@pytest.fixture
def keys(library, marked):
    """The small article with two finished keys and one that is not; gives the article's id."""
    with Workspace(library) as workspace:
        article = workspace.articles.get(marked)
        for name, status in (("Second", Status.SUBMITTED), ("Later", Status.DRAFT)):
            workspace.sets.store(article, name, role=Role.KEY, status=status, annotations=())
    return marked


def counting(annotator, article_id):
    listed = annotator("key", "list", article_id, "--json").json
    return [each["name"] for each in listed if each["counts"]]


def test_the_keys_are_listed_with_the_one_that_counts(annotator, keys):
    first, second, later = annotator("key", "list", keys, "--json").json
    assert [each["name"] for each in (first, second, later)] == ["Teacher", "Second", "Later"]
    assert [each["annotations"] for each in (first, second, later)] == [3, 0, 0]
    assert [each["counts"] for each in (first, second, later)] == [False, True, False]
    assert (second["status"], later["status"]) == ("submitted", "draft")
    assert second["submitted_at"]
    assert (later["submitted_at"], second["chosen_at"]) == (None, None)
    _, _, *lines = annotator("key", "list", keys).out.splitlines()
    day = second["submitted_at"][:10]
    assert [line.split() for line in lines] == [
        ["“Teacher”", "3", day],
        ["“Second”", "0", day, "yes"],
        ["“Later”", "0", "not", "yet"],
    ]


def test_an_earlier_key_is_chosen_and_compared_with(annotator, keys):
    chosen = annotator("key", "use", keys, "Teacher", "--json").json
    assert (chosen["name"], chosen["counts"], bool(chosen["chosen_at"])) == ("Teacher", True, True)
    assert counting(annotator, keys) == ["Teacher"]
    assert annotator("compare", keys, "--set", "Mine", "--json").json["key"] == "Teacher"
    ran = annotator("key", "use", keys, "Second")
    assert "“Second” from now on" in ran.out
    assert annotator("compare", keys, "--set", "Mine", "--json").json["key"] == "Second"


@pytest.mark.parametrize(
    ("name", "told"),
    [("Later", "Finish it first"), ("Mine", "not a reference key"), ("Nobody's", "no set named")],
)
def test_what_is_no_finished_key_is_not_chosen(annotator, keys, name, told):
    assert told in annotator("key", "use", keys, name).complaint
    assert counting(annotator, keys) == ["Second"]


def test_an_article_without_a_key(annotator, article_id):
    assert annotator("key", "list", article_id, "--json").json == []
    assert "has no key yet" in annotator("key", "list", article_id).out


def test_which_command_is_asked_where_none_is_given(annotator, process, article_id):
    ran = annotator("key")
    assert (ran.code, ran.out) == (2, "")
    assert "list, use" in ran.err
    assert process("key", "use", article_id).code == 2
