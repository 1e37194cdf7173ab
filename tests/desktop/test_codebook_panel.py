"""The codebook beside the text: what it shows, what is folded away, and where it is scrolled to."""

from __future__ import annotations

from dataclasses import replace

import pytest
from codebooks import nine_categories
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from annotator.desktop.codebook_panel import CodebookPanel
from annotator.desktop.palette import DARK, LIGHT
from annotator.services.resources import default_codebook

BOOK = default_codebook()
VAGUE = BOOK.categories[2]


@pytest.fixture
def panel(qtbot):
    made = CodebookPanel()
    qtbot.addWidget(made)
    made.resize(340, 500)
    made.show_codebook(BOOK, LIGHT)
    with qtbot.waitExposed(made):
        made.show()
    return made


def top_of(panel: CodebookPanel, heading: str) -> int:
    """How far below the upper edge a heading stands."""
    cursor = panel.document().find(heading)
    assert not cursor.isNull(), heading
    cursor.setPosition(cursor.selectionStart())
    return panel.cursorRect(cursor).top()


def test_kinds_are_shown_with_their_examples_and_keys_are_named(panel):
    text = panel.toPlainText()
    for category in BOOK.categories:
        assert f"Key {category.shortcut} marks it." in text
        for subtype in category.subtypes:
            assert subtype.definition in text
            for example in subtype.examples:
                assert example in text
            for line in subtype.leave_out:
                assert line in text


def test_rules_are_unfolded_by_their_heading(panel, qtbot):
    assert VAGUE.rules[0] not in panel.toPlainText()
    assert f"({len(VAGUE.rules)})" in panel.toPlainText()
    panel.setFocus()
    steps = 0
    while (
        panel.textCursor().selectedText().strip()
        != f"▸ What to mark, and what to do in doubt ({6})"
    ):
        qtbot.keyClick(panel, Qt.Key.Key_Tab)
        steps += 1
        assert steps < 12
    qtbot.keyClick(panel, Qt.Key.Key_Return)
    first = BOOK.categories[0]
    for rule in first.rules:
        assert rule in panel.toPlainText()
    # Tab goes on from there, and Enter folds it again.
    assert panel.textCursor().selectedText().startswith("▾ What to mark")
    qtbot.keyClick(panel, Qt.Key.Key_Return)
    assert first.rules[0] not in panel.toPlainText()


def test_a_category_is_folded_away_and_stays_so_in_another_theme(panel):
    panel.toggle(VAGUE.id)
    assert VAGUE.definition not in panel.toPlainText()
    assert VAGUE.name in panel.toPlainText()
    panel.show_codebook(BOOK, DARK)
    assert VAGUE.definition not in panel.toPlainText()
    panel.show_codebook(nine_categories(), DARK)
    panel.show_codebook(BOOK, DARK)
    assert VAGUE.definition in panel.toPlainText()


def test_what_is_written_is_no_mark_up(panel):
    odd = replace(VAGUE, id="odd", name="<b>Odd", rules=("<i>So",), examples=("a < b & c",))
    panel.show_codebook(replace(BOOK, id="x", categories=(odd,), rules=("<u>All",)), LIGHT)
    panel.toggle("odd/rules")
    panel.toggle("all/rules")
    for text in ("<b>Odd", "<i>So", "<u>All", "a < b & c"):
        assert text in panel.toPlainText()


def test_the_rules_are_open_where_there_is_room(qtbot):
    made = CodebookPanel(folded=False)
    qtbot.addWidget(made)
    made.show_codebook(BOOK, LIGHT)
    assert VAGUE.rules[0] in made.toPlainText()
    assert BOOK.rules[0] in made.toPlainText()


def test_the_category_of_the_active_mark_is_in_sight(at_desk):
    panel = at_desk.desk.codebook
    at_desk.mark("Experts say", "3")
    at_desk.key(Qt.Key.Key_Escape)
    at_desk.mark("Tickets stay free", "1")
    at_desk.window.action("codebook").trigger()  # scrolled to when it comes into sight, too
    at_desk.settle()
    height = panel.viewport().height()
    assert 0 <= top_of(panel, BOOK.categories[0].name) < height / 4
    at_desk.desk.choose(at_desk.stored()[0].id)
    assert 0 <= top_of(panel, VAGUE.name) < height / 4
    at_desk.key("2")
    assert at_desk.stored()[0].category == "inconsistency"
    assert 0 <= top_of(panel, BOOK.categories[1].name) < height / 4


def test_tab_does_not_stay_in_the_panel(at_desk):
    at_desk.window.action("codebook").trigger()
    panel = at_desk.desk.codebook
    panel.setFocus()
    panel.moveCursor(QTextCursor.MoveOperation.End)
    for _ in range(20):
        if not panel.hasFocus():
            break
        at_desk.key(Qt.Key.Key_Tab)
    assert not panel.hasFocus()
