"""Saving and printing the report of a review, with the real dialogs."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrintPreviewDialog, QPrintPreviewWidget
from PySide6.QtWidgets import QFileDialog
from window_driver import Reader

from annotator.domain.exercise import Exercise, Feedback

NAMES = ("save-report", "print-report")


@pytest.fixture
def practice(reader) -> Reader:
    """A reader with the bundled article on the desk."""
    reader.open(reader.window.workspace.articles.all()[0])
    reader.work_done()
    return reader


@pytest.fixture
def reviewed(practice) -> Reader:
    """A review with one mark."""
    practice.mark("Parents have complained", "3")
    practice.submit()
    practice.settle()
    return practice


def save_dialog(reader: Reader, folder: Path) -> QFileDialog:
    reader.window.action("save-report").trigger()
    (dialog,) = (d for d in reader.window.findChildren(QFileDialog) if d.isVisible())
    dialog.setDirectory(str(folder))
    return dialog


def test_there_is_a_report_of_a_review_only(practice):
    window = practice.window
    assert not any(window.action(name).isEnabled() for name in NAMES)
    practice.mark("Parents have complained", "3")
    assert not any(window.action(name).isEnabled() for name in NAMES)
    practice.submit()
    practice.settle()
    assert all(window.action(name).isEnabled() for name in NAMES)
    window.show_library()
    assert not any(window.action(name).isEnabled() for name in NAMES)


@pytest.mark.parametrize(
    ("typed", "written", "begins"),
    [
        ("mine.pdf", "mine.pdf", b"%PDF"),
        ("mine.html", "mine.html", b"<!DOCTYPE html>"),
        ("No. 5", "No. 5.pdf", b"%PDF"),
    ],
)
def test_the_ending_chooses_what_is_written(reviewed, tmp_path, typed, written, begins):
    dialog = save_dialog(reviewed, tmp_path)
    dialog.selectFile(typed)
    dialog.accept()
    reviewed.work_done()
    assert (tmp_path / written).read_bytes().lstrip().startswith(begins)
    assert written in reviewed.said
    assert not list(tmp_path.glob(".*.part"))


@pytest.mark.parametrize("name", NAMES)
def test_no_report_of_a_review_that_is_closed_meanwhile(reviewed, tmp_path, name):
    with reviewed.library() as other:
        other.exercises.save(reviewed.article, Exercise(feedback=Feedback.BY_TEACHER))
    if name == "save-report":
        dialog = save_dialog(reviewed, tmp_path)
        dialog.selectFile("mine.pdf")
        dialog.accept()
    else:
        reviewed.window.action(name).trigger()
    assert "not open yet" in reviewed.answer()
    reviewed.work_done()
    assert not list(tmp_path.glob("mine*"))
    assert not reviewed.window.findChildren(QPrintPreviewDialog)


def test_the_proposed_name_follows_the_chosen_kind(reviewed, tmp_path):
    dialog = save_dialog(reviewed, tmp_path)
    name = Path(dialog.selectedFiles()[0]).name
    assert name.endswith(".pdf")
    assert "Attempt 1" in name
    dialog.selectNameFilter(dialog.nameFilters()[1])
    dialog.filterSelected.emit(dialog.nameFilters()[1])
    assert Path(dialog.selectedFiles()[0]).name == name.removesuffix("pdf") + "html"
    dialog.reject()


def test_a_file_that_was_not_named_stays(reviewed, tmp_path):
    (tmp_path / "No. 5.pdf").write_text("mine")
    dialog = save_dialog(reviewed, tmp_path)
    dialog.selectFile("No. 5")
    dialog.accept()
    assert "there already" in reviewed.answer()
    reviewed.work_done()
    assert (tmp_path / "No. 5.pdf").read_text() == "mine"


def test_a_place_that_cannot_be_written_is_told(reviewed, tmp_path):
    window = reviewed.window
    window.reports.save(reviewed.article, reviewed.info, tmp_path / "none" / "mine.pdf")
    assert "cannot be written" in reviewed.answer()
    assert not reviewed.said


def test_the_pages_are_shown_before_they_are_printed(reviewed):
    window = reviewed.window
    window.action("print-report").trigger()
    reviewed.wait(lambda: window.findChildren(QPrintPreviewDialog))
    (dialog,) = window.findChildren(QPrintPreviewDialog)
    (preview,) = dialog.findChildren(QPrintPreviewWidget)
    reviewed.wait(lambda: preview.pageCount() > 2)
    dialog.reject()
    reviewed.wait(lambda: not window.findChildren(QPrintPreviewDialog))
