"""A large article with many marks: the text comes first, and the marks follow."""

from __future__ import annotations

import pytest
from making import make_annotation

from annotator.desktop.desk import LARGE_SET, LARGE_TEXT
from annotator.domain.annotation import Passage, Role, Status
from annotator.domain.span import Span
from annotator.services.importing import add_text

LINE = "The weather on this day was neither good nor bad, the harbour office says. "


@pytest.fixture
def large(workspace):
    """An article and its draft, both just large enough."""
    lines = [LINE * 5 for _ in range(LARGE_TEXT // (len(LINE) * 5) + 1)]
    article = add_text(workspace.articles, "\n\n".join(lines), "large.txt").article
    starts = range(0, len(article.text) - 20, len(article.text) // (LARGE_SET + 1))
    annotations = tuple(
        make_annotation(
            n, article.text, passages=(Passage.cut(article.text, Span(start, start + 5)),)
        )
        for n, start in enumerate(list(starts)[:LARGE_SET])
    )
    info = workspace.sets.store(
        article, "Many", role=Role.LEARNER, status=Status.DRAFT, annotations=annotations
    )
    return article, info


def test_the_text_is_painted_before_the_marks_are_read(open_window, large):
    article, info = large
    reader = open_window()
    reader.window.open_article(article.id)
    assert reader.window.desk.article == article
    assert reader.window.desk.session is None
    reader.wait(lambda: reader.window.desk.session is not None)
    assert reader.window.desk.session.info.id == info.id
    assert len(reader.window.desk.session.annotations) == LARGE_SET
    assert reader.window.desk.page.marks_at(0)
    reader.settle()
    reader.drag(Span(300, 310))
    reader.key("3")
    assert len(reader.window.desk.session.annotations) == LARGE_SET + 1


def test_going_back_at_once_opens_nothing(open_window, large, workspace):
    article, _ = large
    reader = open_window()
    reader.window.open_article(article.id)
    reader.window.show_library()
    reader.settle()
    assert reader.window.desk.session is None
    small = next(a for a in workspace.articles.all() if a.id != article.id)
    reader.window.open_article(article.id)
    reader.window.open_article(small.id)
    reader.settle()
    assert reader.window.desk.article == small
    assert reader.window.desk.session.article == small
