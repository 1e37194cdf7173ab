"""Choosing a file does no harm to the library that is open."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QFileInfo
from PySide6.QtWidgets import QFileDialog, QToolButton, QTreeView

from annotator.desktop.file_dialogs import FileDialog, PlainIcons
from annotator.desktop.palette import DARK
from annotator.desktop.theme import apply_theme


def locks() -> int:
    """How many locks this process holds on files."""
    lines = Path("/proc/locks").read_text().splitlines()
    return sum(line.split()[4] == str(os.getpid()) for line in lines)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc/locks is Linux's")
@pytest.mark.parametrize("name", ["import", "library-file", "load", "export"])
def test_a_dialog_that_shows_the_library_leaves_its_locks_alone(at_desk, workspace, name):
    reader = at_desk
    reader.drag(next(iter(reader.article.runs())))
    reader.key("1")  # so that there is something to export
    held = locks()
    assert held > 0
    reader.window.action(name).trigger()
    dialog = next(d for d in reader.window.findChildren(QFileDialog) if d.isVisible())
    dialog.setNameFilters(["All files (*)"])
    dialog.setDirectory(str(workspace.path.parent))
    view = dialog.findChild(QTreeView)
    # Its type stands in the list, so the file has been looked at.
    reader.wait(lambda: "ANNOTATOR file" in types_in(view))
    dialog.reject()
    assert locks() == held


def types_in(view):
    """What the column for the types says of the files shown."""
    model, root = view.model(), view.rootIndex()
    return [model.index(row, 2, root).data() for row in range(model.rowCount(root))]


def test_files_are_told_by_their_names(tmp_path, qapp):
    icons = PlainIcons()
    (tmp_path / "a.txt").write_text("x")
    assert icons.type(QFileInfo(str(tmp_path / "a.txt"))) == "TXT file"
    assert icons.type(QFileInfo(str(tmp_path))) == "Folder"
    assert not icons.icon(QFileInfo(str(tmp_path))).isNull()


def test_the_next_dialog_begins_where_the_last_file_was_chosen(tmp_path, qapp):
    (tmp_path / "a.txt").write_text("x")
    first = FileDialog(None, "One")
    first.setDirectory(str(tmp_path))
    first.selectFile(str(tmp_path / "a.txt"))
    first.accepted.emit()
    assert Path(FileDialog(None, "Two").directory().absolutePath()) == tmp_path


def test_the_arrows_of_the_dialog_are_seen_in_the_dark(qapp, qtbot):
    before = qapp.palette(), qapp.styleSheet(), qapp.font()
    apply_theme(qapp, DARK)
    dialog = FileDialog(None, "One")
    qtbot.addWidget(dialog)
    arrow = dialog.findChild(QToolButton, "toParentButton").icon().pixmap(16, 16).toImage()
    pixels = [arrow.pixelColor(x, y) for x in range(16) for y in range(16)]
    seen = {pixel.name() for pixel in pixels if pixel.alpha() == 255}
    qapp.setPalette(before[0])
    qapp.setStyleSheet(before[1])
    qapp.setFont(before[2])
    assert seen == {DARK.text}
