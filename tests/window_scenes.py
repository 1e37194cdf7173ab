"""What the window and its dialogs show in the states that matter, for tests that look at all."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from window_driver import CTRL, Reader

from annotator.desktop.codebook_editor import CodebookEditor
from annotator.services.importing import add_text

OTHER = "# Ferry again\n\nThe yard says that nothing was ordered. Critics call it late.\n"


def library(reader: Reader) -> QWidget:
    return reader.window


def empty_library(reader: Reader) -> QWidget:
    for article in reader.window.workspace.articles.all():
        reader.window.workspace.articles.remove(article.id)
    reader.window.show_library()
    return reader.window


def practised(reader: Reader) -> QWidget:
    """After an attempt, with what was deleted to be undone."""
    article = on_desk(reader).article
    reader.submit()
    again = add_text(reader.window.workspace.articles, OTHER, "again.md").article
    reader.window.workspace.articles.tag(article.id, ["food"])
    reader.window.show_library()
    reader.window.library.choose(again.id)
    reader.key(Qt.Key.Key_Delete)
    assert reader.window.library.undo_line.isVisible()
    assert reader.window.library.search.tag.isVisible()
    return reader.window


def on_desk(reader: Reader) -> Reader:
    article = reader.window.workspace.articles.all()[0]
    reader.open(article)
    reader.work_done()
    return reader


def draft(reader: Reader) -> QWidget:
    """A mark with a card, and another passage selected, so that the bar is there."""
    runs = list(on_desk(reader).article.runs())
    reader.drag(runs[3])
    reader.key("2")
    reader.key(Qt.Key.Key_Escape)
    reader.page.select(runs[4])
    assert reader.bar.isVisible()
    assert reader.editor.isVisible()
    return reader.window


def nested(reader: Reader) -> QWidget:
    """Two marks at one place, which are listed."""
    run = list(on_desk(reader).article.runs())[3]
    for key in "13":
        reader.page.select(run)
        reader.key(key)
    reader.page.place_caret(0)
    reader.page.move_caret(run.start + 1, extend=False)
    assert reader.desk.roaming.here.isVisible()
    return reader.window


def review(reader: Reader) -> QWidget:
    draft(reader)
    reader.submit()
    reader.settle()
    return reader.window


def codebook(reader: Reader) -> QWidget:
    on_desk(reader)
    reader.window.action("codebook").trigger()
    reader.settle()
    return reader.window


def finding(reader: Reader) -> QWidget:
    on_desk(reader)
    reader.key("f", CTRL)
    reader.type("a")
    return reader.window


def beside(reader: Reader) -> QWidget:
    add_text(reader.window.workspace.articles, OTHER, "again.md")
    on_desk(reader)
    reader.window.action("beside").trigger()
    reader.settle()
    assert reader.desk.beside.is_open
    return reader.window


def first_steps(reader: Reader) -> QWidget:
    """The coach with everything that can be pressed: at a step that was done before it came."""
    reader.window.first_steps.start()
    reader.work_done()
    reader.push(reader.window.first_steps.card.button)
    reader.drag(reader.span("Many residents say"))
    reader.key("3")
    reader.work_done()
    reader.push(reader.window.first_steps.card.back)
    reader.settle()
    assert reader.window.first_steps.card.button.isVisible()
    return reader.window


def two_sets(reader: Reader) -> QWidget:
    """A submitted mark and the key side by side, and another key begun of both."""
    runs = list(on_desk(reader).article.runs())
    reader.drag(runs[3])
    reader.key("1")
    reader.submit()
    reader.window.action("compare-two").trigger()
    reader.wait(lambda: reader.window.pairs.work.pairing is not None)
    reader.settle()
    reader.push(reader.window.pairs.header.make_button)
    reader.settle()
    assert reader.window.pairs.decisions.isVisible()
    return reader.window


def key_editing(reader: Reader) -> QWidget:
    """A key that is begun, with a weak item and a checklist beside it."""
    runs = list(on_desk(reader).article.runs())
    reader.window.action("write-key").trigger()
    (dialog,) = [d for d in reader.window.findChildren(QDialog) if d.isVisible()]
    reader.push(dialog.write)
    reader.activate()
    reader.page.setFocus()
    reader.drag(runs[3])
    reader.key("1")
    reader.work_done()
    assert reader.desk.keying.session is not None
    return reader.window


def dialog_of(action: str, before=on_desk):
    """A scene in which an action has opened a dialog, with what is to be there ``before``."""

    def scene(reader: Reader) -> QWidget:
        before(reader)
        reader.window.action(action).trigger()
        reader.settle()
        (dialog,) = [d for d in reader.window.findChildren(QDialog) if d.isVisible()]
        dialog.activateWindow()
        reader.wait(lambda: QApplication.focusWidget() is not None)
        reader.wait(lambda: QApplication.focusWidget().window() is dialog)
        return dialog

    return scene


def codebook_editor(tab: int):
    """A scene in which the codebook editor shows a page of a category."""

    def scene(reader: Reader) -> QWidget:
        dialog = dialog_of("codebooks")(reader)
        dialog.edit()
        (editor,) = dialog.findChildren(CodebookEditor)
        editor.list.setCurrentRow(1)
        editor.category.setCurrentIndex(tab)
        editor.list.setFocus()
        reader.settle()
        editor.activateWindow()
        reader.wait(lambda: editor.list.hasFocus())
        return editor

    return scene


SCENES = {
    "library": library,
    "empty library": empty_library,
    "practised": practised,
    "draft": draft,
    "nested": nested,
    "review": review,
    "codebook": codebook,
    "finding": finding,
    "beside": beside,
    "two sets": two_sets,
    "key editing": key_editing,
    "first steps": first_steps,
    "key sheet": dialog_of("keys"),
    "palette": dialog_of("palette"),
    "codebooks": dialog_of("codebooks"),
    "learners": dialog_of("learners"),
    "codebook editor, look": codebook_editor(0),
    "codebook editor, meaning": codebook_editor(1),
    "codebook editor, kinds": codebook_editor(2),
    "new article": dialog_of("new-article"),
    "edit article": dialog_of("edit-article"),
    "marks without a place": dialog_of("decide-unplaced"),
    "message": dialog_of("about"),
    "submit": dialog_of("submit"),
    "exercise": dialog_of("exercise"),
    "write a key": dialog_of("write-key"),
}
