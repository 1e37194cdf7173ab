"""Every command is found by its name."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from window_driver import CTRL

from annotator.desktop.command_palette import CommandPalette


@pytest.fixture
def palette(at_desk):
    """Opened with its key over the desk."""
    at_desk.key("K", CTRL)
    return at_desk.window.findChild(CommandPalette)


def test_it_lists_what_can_be_done_now_and_nothing_else(at_desk, palette):
    enabled = [a.objectName() for a in at_desk.actions() if a.isEnabled()]
    assert sorted(palette.names()) == sorted(enabled)
    assert "again" not in palette.names()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("zoom", "zoom-in"),
        ("colours dark", "theme-dark"),
        ("sentence", "sentence"),
        ("codebok", "codebook"),
    ],
)
def test_a_part_of_the_name_finds_it(at_desk, palette, typed, first):
    at_desk.bot.keyClicks(palette.line, typed)
    assert first in palette.names()[:4]


def test_what_is_not_there_is_not_found(at_desk, palette):
    at_desk.bot.keyClicks(palette.line, "xqzv")
    assert palette.names() == []
    at_desk.bot.keyClick(palette.line, Qt.Key.Key_Return)
    assert palette.isVisible()


def test_enter_does_it(at_desk, palette):
    before = at_desk.window.appearance.style.zoom
    at_desk.bot.keyClicks(palette.line, "zoom in")
    at_desk.bot.keyClick(palette.line, Qt.Key.Key_Return)
    assert at_desk.window.appearance.style.zoom > before
    assert palette.isHidden()


def test_the_arrow_keys_choose_and_go_round(at_desk, palette):
    names = palette.names()
    at_desk.bot.keyClick(palette.line, Qt.Key.Key_Down)
    assert palette.list.currentRow() == 1
    at_desk.bot.keyClick(palette.line, Qt.Key.Key_Up)
    at_desk.bot.keyClick(palette.line, Qt.Key.Key_Up)
    assert palette.list.currentRow() == len(names) - 1


def test_what_is_called_alike_is_told_apart_by_its_submenu(at_desk, palette):
    at_desk.bot.keyClicks(palette.line, "medium")
    rows = [palette.list.item(row) for row in range(palette.list.count())]
    told = [row.data(Qt.ItemDataRole.AccessibleTextRole) for row in rows]
    assert len([words for words in told if words.endswith(": Medium")]) > 1
    assert len(set(told)) == len(told)
    shown = [palette.list.itemWidget(row).findChildren(QLabel)[1].text() for row in rows]
    assert len(set(shown[:2])) == 2
    assert all(words.startswith(f"{place}: ") for words, place in zip(told, shown, strict=True))
