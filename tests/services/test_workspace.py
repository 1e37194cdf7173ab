"""A library with the services on it, and what a fresh one holds."""

from __future__ import annotations

import pytest
from making import make_article

from annotator.domain.errors import LibraryError, NotFoundError
from annotator.domain.span import Span
from annotator.services import bundled
from annotator.services.comparing import compare_sets
from annotator.services.importing import add_file, add_text
from annotator.services.workspace import Workspace


@pytest.fixture
def path(tmp_path):
    return tmp_path / "library.annotator"


def test_a_fresh_library_has_practice_articles_with_keys(path):
    with Workspace(path) as workspace:
        articles = workspace.articles.all()
        assert len(articles) == len(bundled.bundled_slugs()) >= 1
        assert all(workspace.sets.key_of(article) for article in articles)


def test_practice_articles_come_once_and_stay_away_when_deleted(path):
    with Workspace(path) as workspace:
        kept = workspace.articles.all()
        gone = kept.pop()
        workspace.articles.remove(gone.id)
    with Workspace(path) as workspace:
        assert workspace.articles.all() == kept


def test_a_start_that_is_cut_short_begins_anew(path, monkeypatch):
    """An article without its key must not stay behind: it would never get one."""

    class CutShortError(Exception):
        pass

    def fail(*_, **__):
        raise CutShortError

    with monkeypatch.context() as patch:
        patch.setattr("annotator.services.sets.Sets.store", fail)
        with pytest.raises(CutShortError):
            Workspace(path)
    with Workspace(path) as workspace:
        articles = workspace.articles.all()
        assert articles
        assert all(workspace.sets.key_of(article) for article in articles)


def test_a_file_that_is_no_library_is_closed_and_told(path):
    path.write_text("no database at all\n" * 50)
    with pytest.raises(LibraryError, match="is not an Annotator library"):
        Workspace(path)
    path.unlink()
    Workspace(path).close()


def test_the_revision_log_names_who_made_the_change(path, tmp_path, monkeypatch):
    monkeypatch.setattr("getpass.getuser", lambda: "ada")
    with Workspace(path) as workspace:
        assert workspace.sets.who == "ada"
    monkeypatch.setattr("getpass.getuser", lambda: {}["no such account"])
    with Workspace(tmp_path / "another.annotator") as workspace:
        assert workspace.sets.who == "me"


def test_the_first_learner_stays_whoever_opens_the_library(path, monkeypatch):
    monkeypatch.setattr("getpass.getuser", lambda: "ada")
    with Workspace(path) as workspace:
        first = workspace.learners.current
    monkeypatch.setattr("getpass.getuser", lambda: "ben")
    with Workspace(path) as workspace:
        assert workspace.learners.all() == [first]
        assert workspace.sets.who == "ada"


def test_imported_text_is_there_once_whatever_its_way_in(workspace, tmp_path):
    file = tmp_path / "article.txt"
    file.write_bytes(b"A headline\r\n\r\nSome text of an article.\r\n")
    first = add_file(workspace.articles, file)
    second = add_text(workspace.articles, "A headline\n\nSome text of an article.", "pasted")
    assert (first.already_present, second.already_present) == (False, True)
    assert second.article == first.article


def test_a_set_is_held_against_the_newest_key_or_the_one_named(workspace):
    article = workspace.articles.all()[0]
    key = workspace.sets.read(workspace.sets.key_of(article).id)
    info = workspace.sets.start(article)
    item = key.weak[0]
    workspace.editor(article, info).mark(item.spans, item.category, None, item.counterpart_spans)
    counts = compare_sets(workspace, article, info).counts
    assert (counts.hit, counts.missed, counts.set) == (1, len(key.weak) - 1, 1)

    other = workspace.sets.store(
        article, "Newer", role=key.info.role, status=key.info.status, annotations=(item,)
    )
    assert compare_sets(workspace, article, info).counts.missed == 0
    assert compare_sets(workspace, article, info, other).counts.missed == 0
    assert compare_sets(workspace, article, info, key.info).counts.missed == len(key.weak) - 1


def test_without_a_key_there_is_nothing_to_compare_with(workspace):
    article = workspace.articles.add(make_article()).article
    info = workspace.sets.start(article)
    workspace.editor(article, info).mark([Span(0, 5)], "inconsistency")
    with pytest.raises(NotFoundError, match=r"“A title” has no reference key yet\. Load one with"):
        compare_sets(workspace, article, info)
