"""The dialogs with which sets go out to files and come in from files."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from annotator.services.importing import add_text


def export_dialog(reader) -> QFileDialog:
    reader.window.action("export").trigger()
    (dialog,) = (d for d in reader.window.findChildren(QFileDialog) if d.isVisible())
    return dialog


@pytest.fixture
def dotted(workspace, open_window):
    """An article on the desk with a title that makes a bad name of a file."""
    text = 'U.S. trade: "up" or <down>?\n\nExperts say that it grows.'
    reader = open_window()
    article = add_text(workspace.articles, text, "trade").article
    reader.window.show_library()
    reader.open(article)
    reader.work_done()
    reader.mark("Experts say", "3")
    return reader


def test_the_name_that_an_export_proposes_is_one_for_every_computer(dotted, tmp_path):
    dialog = export_dialog(dotted)
    name = Path(dialog.selectedFiles()[0]).name
    assert not set(name) & set('<>:"/\\|?*')
    assert name.startswith("U.S. trade")
    assert name.endswith(".jsonld")
    dialog.selectNameFilter(dialog.nameFilters()[1])
    dialog.filterSelected.emit(dialog.nameFilters()[1])
    assert Path(dialog.selectedFiles()[0]).name == name.removesuffix("jsonld") + "csv"
    dialog.reject()


@pytest.mark.parametrize(
    ("typed", "written", "begins"),
    [
        ("U.S. trade", "U.S. trade.jsonld", b"{"),
        ("marks.csv", "marks.csv", b"set,"),
        ("marks", "marks.jsonld", b"{"),
    ],
)
def test_an_export_has_the_ending_of_its_format(dotted, tmp_path, typed, written, begins):
    dialog = export_dialog(dotted)
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile(typed)
    dialog.accept()
    dotted.work_done()
    assert (tmp_path / written).read_bytes().startswith(begins)


def test_an_export_replaces_no_file_that_was_not_named(dotted, tmp_path):
    (tmp_path / "U.S. trade.jsonld").write_text("mine")
    dialog = export_dialog(dotted)
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile("U.S. trade")
    dialog.accept()
    assert "there already" in dotted.answer()
    dotted.work_done()
    assert (tmp_path / "U.S. trade.jsonld").read_text() == "mine"


def test_a_set_that_comes_in_late_does_not_show_on_another_article(at_desk, workspace):
    other = add_text(workspace.articles, "Another\n\nIt is short.", "another").article
    own = at_desk.info
    at_desk.window.transfers.loaded.emit(workspace.sets.start(other, "From elsewhere"))
    assert at_desk.info == own
