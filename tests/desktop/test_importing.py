"""The library page, and how articles come in."""

from __future__ import annotations

from threading import Event

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QProgressDialog, QPushButton
from shiboken6 import isValid
from window_driver import CTRL, LEFT, NONE, SHIFT, Reader

from annotator.desktop.article_dialog import ArticleDialog
from annotator.domain.annotation import Role
from annotator.services.manuscript import Manuscript

TEXT = "A bridge is closed\n\nThe bridge was closed on Monday. It is said to stay so.\n"


@pytest.fixture
def bridge(tmp_path):
    path = tmp_path / "bridge.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def titles(reader: Reader) -> list[str]:
    """What the list shows."""
    model = reader.window.library.model
    return [model.index(row).data() for row in range(model.rowCount())]


def words(reader: Reader, row: int = -1) -> str:
    """What a screen reader is told of a row."""
    model = reader.window.library.model
    index = model.index(row % model.rowCount())
    return index.data(Qt.ItemDataRole.AccessibleTextRole)


def stored_titles(reader: Reader) -> list[str]:
    """What another connection finds in the library."""
    with reader.library() as other:
        return [article.title for article in other.articles.all()]


def dropped(reader: Reader, mime: QMimeData) -> None:
    """Drag something over the library page and let it fall."""
    page, actions = reader.window.library, Qt.DropAction.CopyAction
    at = QPoint(200, 200)
    QApplication.sendEvent(page, QDragEnterEvent(at, actions, mime, LEFT, NONE))
    overlay = next(label for label in page.findChildren(QLabel) if label.objectName() == "drop")
    assert overlay.isVisible()
    event = QDropEvent(at, actions, mime, LEFT, NONE)
    QApplication.sendEvent(page, event)
    assert event.isAccepted()
    assert not overlay.isVisible()


def test_the_practice_article_is_there(reader):
    article = reader.window.workspace.articles.all()[0]
    assert titles(reader) == [article.title]
    assert str(article.words) in words(reader).replace(",", "")
    assert "no key yet" not in words(reader)
    assert "Not started" in words(reader)


def test_the_list_opens_an_article_by_mouse(reader):
    reader.open(reader.window.workspace.articles.all()[0])
    assert reader.page.hasFocus()


def test_the_list_opens_an_article_by_keyboard(reader):
    reader.key(Qt.Key.Key_Home)
    reader.key(Qt.Key.Key_Return)
    assert reader.article == reader.window.workspace.articles.all()[0]
    assert reader.page.hasFocus()


def test_back_to_the_library_and_what_it_tells_then(at_desk):
    at_desk.mark("Experts say", "3")
    at_desk.push(at_desk.desk.header.back)
    assert at_desk.window.stack.currentWidget() is at_desk.window.library
    assert "in progress" in words(at_desk)
    assert "1 mark" in words(at_desk)
    assert "no key yet" in words(at_desk)
    assert at_desk.window.library.list.hasFocus()


def test_a_file_comes_in_and_is_chosen(reader, bridge):
    reader.window.importer.import_files([bridge])
    reader.wait(lambda: len(titles(reader)) == 2)
    assert titles(reader)[1] == "A bridge is closed"
    assert stored_titles(reader)[1] == "A bridge is closed"
    article = reader.window.workspace.articles.all()[1]
    assert reader.window.library.chosen() == article.id
    assert "imported" in reader.said
    assert reader.boxes() == []


def test_the_same_text_twice_is_there_already(reader, bridge, tmp_path):
    copy = tmp_path / "copy.txt"
    copy.write_text(TEXT, encoding="utf-8")
    reader.window.importer.import_files([bridge])
    reader.wait(lambda: len(titles(reader)) == 2)
    reader.window.importer.import_files([copy])
    said = reader.answer()
    assert "A bridge is closed" in said
    assert "already" in said
    assert len(stored_titles(reader)) == 2


def test_files_that_are_dropped_come_in(reader, bridge):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(bridge))])
    dropped(reader, mime)
    reader.wait(lambda: len(titles(reader)) == 2)
    assert stored_titles(reader)[1] == "A bridge is closed"


def test_text_that_is_dropped_is_shown_before_it_comes_in(reader):
    mime = QMimeData()
    mime.setText(TEXT)
    dropped(reader, mime)
    dialog = pasted(reader)
    assert dialog.text.toPlainText() == TEXT
    reader.key(Qt.Key.Key_Return)
    reader.wait(lambda: len(titles(reader)) == 2)
    assert stored_titles(reader)[1] == "A bridge is closed"


def test_a_link_to_a_web_page_is_no_article(reader):
    """Its text is its address."""
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.org/story")])
    mime.setText("https://example.org/story")
    event = QDragEnterEvent(QPoint(200, 200), Qt.DropAction.CopyAction, mime, LEFT, NONE)
    event.ignore()
    QApplication.sendEvent(reader.window.library, event)
    assert not event.isAccepted()


def test_of_many_files_that_fail_all_are_told_in_a_box_that_fits(reader, tmp_path):
    paths = [tmp_path / f"<b>missing {number}<br>.txt" for number in range(40)]
    reader.window.importer.import_files(paths)
    box = reader.box()
    assert box.height() < reader.window.height()
    assert all(path.name in box.detailedText() for path in paths)
    assert box.textFormat() is Qt.TextFormat.PlainText
    said = reader.answer()
    assert paths[0].name in said
    assert paths[-1].name not in said


def pasted(reader: Reader) -> ArticleDialog:
    """The dialog that shows a pasted text; waits for it."""

    def shown():
        return [d for d in reader.window.findChildren(ArticleDialog) if d.isVisible()]

    reader.wait(shown)
    (dialog,) = shown()
    dialog.activateWindow()
    reader.wait(dialog.isActiveWindow)
    return dialog


@pytest.mark.parametrize(
    ("key", "modifier"),
    [(Qt.Key.Key_Return, NONE), (Qt.Key.Key_Return, CTRL), (Qt.Key.Key_Enter, CTRL)],
)
def test_a_pasted_text_is_shown_with_its_structure_and_taken_by_one_key(reader, key, modifier):
    QApplication.clipboard().setText("Place, 3 May 2025\n\n" + TEXT)
    reader.push(reader.window.library.paste_button)
    dialog = pasted(reader)
    assert dialog.title.text() == "A bridge is closed"
    assert dialog.date.text() == "2025-05-03"
    article = dialog.structure.view.article
    roles = [str(block.role or block.kind) for block in article.blocks]
    assert roles == ["date_line", "headline", "paragraph"]
    assert len(titles(reader)) == 1
    reader.key(key, modifier)
    reader.wait(lambda: len(titles(reader)) == 2)
    assert stored_titles(reader)[1] == "A bridge is closed"
    assert reader.window.workspace.articles.all()[1].date == "2025-05-03"


def test_ctrl_enter_saves_from_within_the_text_too(reader):
    QApplication.clipboard().setText(TEXT)
    reader.key(Qt.Key.Key_V, CTRL | SHIFT)
    dialog = pasted(reader)
    dialog.text.setFocus()
    reader.bot.keyClicks(dialog.text, "Look: ")
    reader.key(Qt.Key.Key_Return, CTRL)
    reader.wait(lambda: len(titles(reader)) == 2)
    assert stored_titles(reader)[1] == "Look: A bridge is closed"


def test_a_pasted_text_that_is_not_taken_leaves_nothing_and_asks_nothing(reader):
    QApplication.clipboard().setText(TEXT)
    reader.push(reader.window.library.paste_button)
    dialog = pasted(reader)
    reader.bot.keyClick(dialog, Qt.Key.Key_Escape)
    reader.wait(lambda: not isValid(dialog) or not dialog.isVisible())
    assert reader.boxes() == []
    assert len(stored_titles(reader)) == 1


def test_what_was_decided_about_a_pasted_text_is_not_thrown_away_unasked(reader):
    QApplication.clipboard().setText(TEXT)
    reader.push(reader.window.library.paste_button)
    dialog = pasted(reader)
    dialog.structure.view.choose_block(1)
    dialog.structure.view.setFocus()
    reader.bot.keyClick(dialog.structure.view, Qt.Key.Key_Q)
    reader.bot.keyClick(dialog, Qt.Key.Key_Escape)
    assert "without saving" in reader.box().text()
    reader.answer(QMessageBox.ButtonRole.DestructiveRole)
    assert len(stored_titles(reader)) == 1


@pytest.mark.parametrize(
    ("name", "data", "source"),
    [
        ("chromium/x-source-url", b"https://example.org/story#top", "https://example.org/story"),
        (
            "text/x-moz-url-priv",
            "https://example.org/a".encode("utf-16-le"),
            "https://example.org/a",
        ),
        ("chromium/x-source-url", b"file:///home/someone/letter.html", ""),
        ("text/plain2", b"https://example.org/story", ""),
    ],
)
def test_the_address_that_a_browser_gives_along_is_the_source(reader, name, data, source):
    mime = QMimeData()
    mime.setText(TEXT)
    mime.setData(name, data)
    QApplication.clipboard().setMimeData(mime)
    reader.push(reader.window.library.paste_button)
    dialog = pasted(reader)
    assert dialog.source.text() == source
    reader.key(Qt.Key.Key_Return)
    reader.wait(lambda: len(titles(reader)) == 2)
    assert reader.window.workspace.articles.all()[1].source == source


def test_an_empty_clipboard_is_told(reader):
    QApplication.clipboard().setText("  \n")
    reader.push(reader.window.library.paste_button)
    assert "clipboard" in reader.answer()
    assert len(stored_titles(reader)) == 1


def test_a_pasted_article_that_is_let_go_is_said_not_to_be_stored(reader):
    QApplication.clipboard().setText(TEXT)
    reader.window.paste()
    pasted(reader)
    reader.key(Qt.Key.Key_Escape)
    reader.activate()
    assert reader.said == "The pasted article is not stored. Ctrl+Shift+V pastes it again."
    reader.window.paste()
    pasted(reader)
    QApplication.clipboard().setText("Something else")
    reader.key(Qt.Key.Key_Escape)
    reader.activate()
    assert reader.said == "The pasted article is not stored."
    assert len(stored_titles(reader)) == 1


def test_two_pastes_in_a_row_show_one_dialog(reader):
    QApplication.clipboard().setText(TEXT)
    reader.window.paste()
    reader.window.paste()
    pasted(reader)
    reader.work_done()
    assert not reader.window.findChildren(QProgressDialog)
    reader.key(Qt.Key.Key_Return)
    reader.wait(lambda: len(titles(reader)) == 2)


def test_a_paste_that_is_cancelled_while_it_is_read_shows_nothing(reader):
    QApplication.clipboard().setText(TEXT)
    reader.window.paste()
    (dialog,) = reader.window.findChildren(QProgressDialog)
    dialog.forceShow()
    reader.push(dialog.findChild(QPushButton))
    reader.work_done()
    reader.wait(lambda: not reader.window.findChildren(QProgressDialog))
    assert not reader.window.findChildren(ArticleDialog)
    assert len(stored_titles(reader)) == 1


def test_after_a_paste_was_cancelled_another_one_is_shown_at_once(reader, monkeypatch):
    gate = Event()

    def slow(*args: object, **named: object) -> Manuscript:
        gate.wait()
        return Manuscript(*args, **named)

    monkeypatch.setattr("annotator.services.manuscript.Manuscript", slow)
    QApplication.clipboard().setText(TEXT)
    reader.window.paste()
    (dialog,) = reader.window.findChildren(QProgressDialog)
    dialog.forceShow()
    reader.push(dialog.findChild(QPushButton))
    QApplication.clipboard().setText(f"Another Story\n\n{TEXT}")
    reader.window.paste()
    gate.set()
    shown = pasted(reader)
    reader.work_done()
    assert shown.title.text() == "Another Story"
    assert len(reader.window.findChildren(ArticleDialog)) == 1


def bad_file(kind: str, folder):
    """A path that cannot become an article, and a word that the message must hold."""
    path = folder / f"{kind}.txt"
    match kind:
        case "missing":
            return path, "no file"
        case "folder":
            path.mkdir()
            return path, "folder"
        case "empty":
            path.touch()
            return path, "empty"
        case "binary":
            path.write_bytes(bytes(range(256)) * 40)
            return path, "not text"
        case "picture":
            path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
            return path, "picture"
        case "huge":
            with path.open("wb") as file:
                file.truncate(200 * 1024 * 1024)
            return path, "too large"
        case _:
            path = path.with_suffix(".docx")
            path.write_text("text")
            return path, "neither"


@pytest.mark.parametrize(
    "kind", ["missing", "folder", "empty", "binary", "picture", "huge", "other"]
)
def test_a_bad_file_is_told_and_the_good_one_beside_it_comes_in(reader, bridge, tmp_path, kind):
    path, word = bad_file(kind, tmp_path)
    reader.window.importer.import_files([path, bridge])
    box = reader.box()
    assert box.icon() is QMessageBox.Icon.Warning
    said = reader.answer()
    assert word in said
    assert path.name in said
    assert "Traceback" not in said
    assert stored_titles(reader)[1:] == ["A bridge is closed"]


def test_work_that_takes_long_shows_progress_and_then_comes_in(reader, bridge):
    """The dialog must not cancel the work by being closed."""
    reader.window.importer.import_files([bridge])
    (dialog,) = reader.window.findChildren(QProgressDialog)
    dialog.forceShow()
    reader.wait(lambda: len(titles(reader)) == 2)
    reader.wait(lambda: not reader.window.findChildren(QProgressDialog))


def test_cancelled_work_adds_nothing(reader, bridge):
    reader.window.importer.import_files([bridge])
    (dialog,) = reader.window.findChildren(QProgressDialog)
    dialog.forceShow()
    reader.push(dialog.findChild(QPushButton))
    reader.work_done()
    assert len(stored_titles(reader)) == 1
    reader.wait(lambda: not reader.window.findChildren(QProgressDialog))


def test_articles_of_the_shared_folder_come_in_together(reader, shared_articles):
    reader.window.importer.import_files(shared_articles)
    reader.wait(lambda: len(titles(reader)) == 1 + len(shared_articles))
    assert reader.boxes() == []
    for article in reader.window.workspace.articles.all()[1:]:
        reader.open(article)
        reader.work_done()
        reader.push(reader.desk.header.back)


def test_the_practice_article_has_a_key(reader):
    with reader.library() as other:
        (key,) = other.sets.of(other.articles.all()[0])
    assert key.role is Role.KEY
