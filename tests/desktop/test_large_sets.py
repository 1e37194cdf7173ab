"""A large article with many marks: the text comes first, and the marks follow."""

from __future__ import annotations

import pytest
from making import make_annotation
from PySide6.QtCore import QThreadPool

from annotator.desktop.desk import LARGE_SET, LARGE_TEXT
from annotator.domain.annotation import Passage, Role, Status
from annotator.domain.span import Span
from annotator.services.authoring import Authoring, with_text
from annotator.services.importing import add_text
from annotator.services.workspace import Workspace

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


def test_it_is_told_how_far_the_opening_is_and_nothing_once_it_is_done(open_window, large):
    article, _ = large
    reader = open_window()
    told: list[str] = []
    reader.window.desk.opening.said.connect(told.append)
    reader.window.open_article(article.id)
    reader.wait(lambda: reader.window.desk.session is not None)
    assert told[0] == "Opening the marks: 0 %"
    percents = [int(text.split()[3]) for text in told if text]
    assert percents == sorted(set(percents))
    assert len(percents) > 2
    assert told[-1] == ""


def test_marks_come_in_the_colours_that_were_chosen_meanwhile(open_window, large):
    article, _ = large
    reader = open_window(theme="light")
    reader.window.open_article(article.id)
    reader.window.action("theme-dark").trigger()
    assert reader.window.desk.session is None
    reader.wait(lambda: reader.window.desk.session is not None)
    desk = reader.window.desk
    (mark,) = desk.page.marks_at(0)
    category = desk.book.find(desk.session.get(mark.id).category)
    assert mark.look.colour == desk.theme.category(category.id, category.colour)


def test_what_was_done_elsewhere_while_the_marks_were_read_is_there(open_window, large, workspace):
    article, info = large
    reader = open_window()
    reader.window.open_article(article.id)
    with Workspace(workspace.path) as other:
        other.editor(article, info).mark([Span(300, 310)], "inconsistency")
    reader.wait(lambda: reader.window.desk.session is not None)
    assert len(reader.window.desk.session.annotations) == LARGE_SET + 1


def test_a_text_that_is_edited_while_its_marks_are_read_is_shown_as_it_is_now(
    open_window, large, workspace
):
    article, _ = large
    reader = open_window()
    reader.window.open_article(article.id)
    with Workspace(workspace.path) as other:
        after = with_text(article, "Weather as always\n\n" + article.text)
        Authoring(other.library, "Editor").save(article, after)
    reader.wait(lambda: reader.window.desk.session is not None)
    desk = reader.window.desk
    assert desk.article.text == after.text
    assert desk.session.article == desk.article
    (mark,) = desk.page.marks_at(after.text.index("The weather"))
    assert after.text[mark.spans[0].start : mark.spans[0].end] == LINE[:5]


def test_the_way_back_is_open_while_the_marks_are_read(open_window, large):
    article, _ = large
    reader = open_window()
    reader.window.open_article(article.id)
    assert reader.window.desk.session is None
    reader.window.action("back").trigger()
    assert reader.window.stack.currentWidget() is reader.window.library


def test_marks_that_arrive_when_the_window_is_closed_are_let_go_of(open_window, large, workspace):
    article, _ = large
    with Workspace(workspace.path) as own:
        reader = open_window(own)
        reader.window.open_article(article.id)
        QThreadPool.globalInstance().waitForDone()
        reader.window.close()
    reader.settle()
    assert reader.window.desk.session is None


def test_a_set_that_is_deleted_while_it_is_read_is_told(open_window, large, workspace):
    article, _ = large
    reader = open_window()
    reader.window.open_article(article.id)
    with Workspace(workspace.path) as other:
        other.articles.remove(article.id)
    assert "no longer in the library" in reader.answer()
    assert reader.window.desk.session is None
