"""Bringing articles in and finding them again."""

from __future__ import annotations

from collections import OrderedDict

import pytest
from making import make_article

from annotator.domain.errors import ArticleError, NotFoundError
from annotator.services.articles import Articles, segmentation_of
from annotator.services.sets import Sets
from annotator.services.workspace import Workspace
from annotator.storage import Library


@pytest.fixture
def library(tmp_path):
    with Library(tmp_path / "library.annotator") as opened:
        yield opened


@pytest.fixture
def articles(library):
    return Articles(library)


def test_the_same_text_is_there_once(articles):
    first = articles.add(make_article(article_id="first", title="One title"))
    second = articles.add(make_article(article_id="second", title="Another"))
    assert (first.already_present, second.already_present) == (False, True)
    assert second.article == first.article
    assert [a.id for a in articles.all()] == ["first"]


def test_the_same_title_with_another_text_is_another_article(articles):
    articles.add(make_article("one", article_id="first"))
    assert not articles.add(make_article("two", article_id="second")).already_present
    assert [a.text for a in articles.all()] == ["one", "two"]


@pytest.fixture
def three(articles):
    for number, (article_id, title) in enumerate(
        [("abcd1111", "Same"), ("abcd2222", "Same"), ("ffff3333", "Own title")]
    ):
        articles.add(make_article(f"text {number}", title=title, article_id=article_id))
    return articles


@pytest.mark.parametrize(
    "reference", ["ffff3333", "ffff", "FFFF", "ffff33", "Own title"], ids=lambda r: r
)
def test_found_by_id_beginning_of_id_or_title(three, reference):
    assert three.find(reference).id == "ffff3333"


@pytest.mark.parametrize("reference", ["", "fff", "zzzz", "own title", "ffff33334"])
def test_not_found(three, reference):
    with pytest.raises(NotFoundError, match=f"No article “{reference}”.*annotator list"):
        three.find(reference)


@pytest.mark.parametrize("reference", ["abcd", "Same"])
def test_ambiguous(three, reference):
    with pytest.raises(NotFoundError, match=f"“{reference}” fits 2 articles. Give more of the id"):
        three.find(reference)


def test_a_title_is_exact_where_it_is_also_the_beginning_of_an_id(articles):
    articles.add(make_article("one", title="abcd", article_id="ffff2222"))
    articles.add(make_article("two", title="x", article_id="abcd1111"))
    assert articles.find("abcd").id == "ffff2222"


def test_an_article_that_is_gone(three):
    three.remove("ffff3333")
    assert [a.id for a in three.all()] == ["abcd1111", "abcd2222"]
    with pytest.raises(NotFoundError, match="ffff3333 is no longer in the library"):
        three.get("ffff3333")


def test_removing_an_article_removes_its_sets(library, three):
    sets = Sets(library, "me")
    info = sets.start(three.get("ffff3333"))
    three.remove("ffff3333")
    with pytest.raises(NotFoundError):
        sets.read(info.id)


def test_two_programs_add_the_same_text(library, articles):
    with Library(library.path) as other:
        Articles(other).add(make_article(article_id="theirs"))
        added = articles.add(make_article(article_id="ours"))
    assert added.already_present
    assert added.article.id == "theirs"


def test_segmentation_is_made_once_for_the_articles_used_last(monkeypatch):
    made = []

    def segment(text, runs):
        made.append(text)
        return object()

    monkeypatch.setattr("annotator.language.segmenter.segment", segment)
    monkeypatch.setattr("annotator.services.articles._segmentations", OrderedDict())
    first = make_article("the first one")
    kept = segmentation_of(first)
    for number in range(15):
        segmentation_of(make_article(f"filler {number}"))
        assert segmentation_of(first) is kept
    assert made.count(first.text) == 1
    for number in range(16):
        segmentation_of(make_article(f"another {number}"))
    segmentation_of(first)
    assert made.count(first.text) == 2


def test_deleted_articles_are_gone_until_they_are_brought_back_with_their_sets(workspace):
    article = workspace.articles.add(make_article()).article
    info = workspace.sets.start(article)
    others = len(workspace.articles.all()) - 1
    workspace.articles.delete([article.id])
    assert article not in workspace.articles.all()
    assert len(workspace.articles.entries()) == len(workspace.articles.titles()) == others
    assert workspace.articles.revision(article.sha256) is None
    with pytest.raises(NotFoundError):
        workspace.articles.get(article.id)
    assert [(d.id, d.title) for d in workspace.articles.deleted()] == [(article.id, article.title)]
    workspace.articles.restore([article.id])
    assert workspace.articles.get(article.id) == article
    assert workspace.sets.of(article) == [info]
    assert workspace.articles.deleted() == []


def test_importing_a_deleted_text_again_brings_it_back(workspace):
    article = workspace.articles.add(make_article()).article
    info = workspace.sets.start(article)
    workspace.articles.delete([article.id])
    again = workspace.articles.add(make_article(article_id="another"))
    assert (again.article, again.already_present) == (article, True)
    assert workspace.sets.of(article) == [info]


def test_what_was_deleted_long_ago_is_gone_for_good(workspace, monkeypatch):
    old = workspace.articles.add(make_article()).article
    monkeypatch.setattr("annotator.services.articles.utc_now", lambda: "2020-01-01T00:00:00Z")
    workspace.articles.delete([old.id])
    monkeypatch.undo()
    fresh = workspace.articles.add(make_article("Another text.", article_id="fresh")).article
    workspace.articles.delete([fresh.id])
    with Workspace(workspace.path) as again:
        assert [d.id for d in again.articles.deleted()] == [fresh.id]


def test_tags_are_tidied_and_replaced(workspace):
    article = workspace.articles.add(make_article()).article

    def tags():
        return next(e.tags for e in workspace.articles.entries() if e.id == article.id)

    workspace.articles.tag(article.id, [" local  news ", "", "sport", "sport"])
    assert tags() == ("local news", "sport")
    workspace.articles.tag(article.id, [])
    assert tags() == ()


def test_an_article_needs_a_title(workspace):
    article = workspace.articles.add(make_article()).article
    with pytest.raises(ArticleError, match="needs a title"):
        workspace.articles.rename(article.id, "  ")


def test_words_are_those_of_the_article(workspace):
    article = workspace.articles.add(make_article()).article
    assert workspace.articles.words(article.sha256) == article.words
    assert workspace.articles.words("0" * 64) == 0
