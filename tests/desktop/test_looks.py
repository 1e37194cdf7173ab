"""Size, colours, panels, keys, and what the window remembers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeySequence, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLabel, QWidget
from window_driver import CTRL, LEFT, NONE, Reader, colours

from annotator.desktop.key_sheet import KeySheet
from annotator.desktop.pair_commands import ON_PAIRS
from annotator.desktop.palette import THEMES
from annotator.domain.span import Span

PLUS, MINUS, ZERO = Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_0


def wheel(reader: Reader, steps: float) -> None:
    """Turn the wheel with Ctrl held."""
    port = reader.page.viewport()
    place = QPointF(port.rect().center())
    event = QWheelEvent(
        place,
        port.mapToGlobal(place),
        QPoint(),
        QPoint(0, round(120 * steps)),
        Qt.MouseButton.NoButton,
        CTRL,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(port, event)


def letter_height(reader: Reader) -> int:
    span = reader.span("Experts")
    return reader.page.rects_of(span)[0].height()


def test_zooming_in_and_out_and_back(at_desk):
    normal = letter_height(at_desk)
    at_desk.key(PLUS, CTRL)
    bigger = letter_height(at_desk)
    at_desk.key(PLUS, CTRL)
    assert letter_height(at_desk) > bigger > normal
    at_desk.key(ZERO, CTRL)
    assert letter_height(at_desk) == normal
    at_desk.key(MINUS, CTRL)
    assert letter_height(at_desk) < normal
    assert "90" in at_desk.said


def test_the_wheel_zooms_with_ctrl(at_desk):
    normal = letter_height(at_desk)
    wheel(at_desk, 1)
    assert letter_height(at_desk) > normal
    wheel(at_desk, -1)
    assert letter_height(at_desk) == normal


def test_the_pieces_of_a_step_that_a_touch_pad_sends_zoom_once(at_desk):
    wheel(at_desk, 1)
    one_step = letter_height(at_desk)
    at_desk.key(ZERO, CTRL)
    for _ in range(8):
        wheel(at_desk, 1 / 8)
    assert letter_height(at_desk) == one_step


def test_zooming_ends_somewhere(at_desk):
    for _ in range(30):
        at_desk.key(PLUS, CTRL)
    assert "300" in at_desk.said
    for _ in range(30):
        at_desk.key(MINUS, CTRL)
    assert "70" in at_desk.said


def test_zooming_keeps_place_marks_and_the_active_one(at_desk):
    made = at_desk.mark("refitted in spring", "1")
    bar = at_desk.page.verticalScrollBar()
    for _ in range(5):
        at_desk.key(PLUS, CTRL)
    bar.setValue(int(at_desk.page.top_of(at_desk.span("Nobody at").start)) + bar.value())
    assert abs(at_desk.page.top_of(at_desk.span("Nobody at").start)) < 3
    at_desk.key(MINUS, CTRL)
    # The line that stood at the top is still there.
    assert abs(at_desk.page.top_of(at_desk.span("Nobody at").start)) < 2 * letter_height(at_desk)
    assert at_desk.page.active == made.id
    assert [m.id for m in at_desk.page.marks_at(made.spans[0].start)] == [made.id]


def test_zooming_keeps_the_selection(at_desk):
    at_desk.drag(at_desk.span("Experts say"))
    at_desk.key(PLUS, CTRL)
    assert at_desk.page.selection == at_desk.span("Experts say")
    at_desk.key("1")
    assert at_desk.stored_spans() == [("unsupported_claim", at_desk.span("Experts say"))]


def test_marking_works_at_any_size(at_desk):
    for _ in range(6):
        at_desk.key(PLUS, CTRL)
    made = at_desk.mark("refitted in spring", "1")
    assert made.spans == (at_desk.span("refitted in spring"),)


def test_the_themes_change_the_page_and_the_marks(at_desk):
    made = at_desk.mark("Experts say", "1")
    for theme in THEMES.values():
        at_desk.window.action(f"theme-{theme.name}").trigger()
        image = at_desk.image()
        assert theme.page in colours(image, 3, 3, 4, 4)
        rect = at_desk.page.rects_of(made.spans[0])[0]
        seen = colours(image, rect.left(), rect.bottom(), rect.width(), 6)
        assert theme.categories["unsupported_claim"] in seen
        frame = at_desk.window.grab().toImage()
        assert theme.window in colours(frame, 0, 0, 30, 60)
        assert at_desk.window.action(f"theme-{theme.name}").isChecked()
        assert at_desk.page.active == made.id


def test_the_codebook_is_shown_and_hidden(at_desk):
    panel = at_desk.desk.codebook
    assert not panel.isVisible()
    at_desk.key(Qt.Key.Key_F2)
    assert panel.isVisible()
    text = panel.toPlainText()
    for category in at_desk.window.workspace.codebook.categories:
        assert category.name in text
        assert category.definition in text
        for line in (*category.include, *category.leave_out, *category.examples):
            assert line in text
        for subtype in category.subtypes:
            assert subtype.name in text
    assert at_desk.desk.header.codebook_button.isChecked()
    at_desk.push(at_desk.desk.header.codebook_button)
    assert not panel.isVisible()
    assert not at_desk.window.action("codebook").isChecked()
    at_desk.push(at_desk.desk.header.codebook_button)
    assert panel.isVisible()
    at_desk.key(Qt.Key.Key_F2)
    assert not panel.isVisible()


def test_marks_follow_their_words_when_the_codebook_takes_room(at_desk):
    made = at_desk.mark("Experts say", "1")
    at_desk.key(Qt.Key.Key_F2)
    at_desk.settle()
    at_desk.key(Qt.Key.Key_Escape)
    at_desk.click(made.spans[0].start + 2)
    assert at_desk.page.active == made.id
    (place,) = at_desk.desk.margin.places()
    top = at_desk.page.rects_of(made.spans[0])[0].top()
    assert abs(place.rect.top() - top) < 30


def test_the_sheet_lists_every_key_of_every_action(at_desk):
    at_desk.key(Qt.Key.Key_F1)
    sheet = next(d for d in at_desk.window.findChildren(KeySheet) if d.isVisible())
    shown = [label.text() for label in sheet.findChildren(QLabel) if label.objectName() == "key"]
    native = QKeySequence.SequenceFormat.NativeText
    wanted = [
        "  ".join(keys.toString(native) for keys in action.shortcuts())
        for action in at_desk.actions()
        if action.shortcuts() and action.objectName() not in ON_PAIRS
    ]
    assert sorted(shown) == sorted([*wanted, "0"])  # 0 is of the page itself, for sound passages
    assert len(wanted) > 20
    sheet.activateWindow()
    at_desk.wait(sheet.isActiveWindow)
    at_desk.key(Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_no_key_has_two_meanings(at_desk):
    actions = [a for a in at_desk.actions() if a.objectName() != "delete-articles"]
    # Beside two sets the keys are others than on the desk.
    for there in (False, True):
        here = [a for a in actions if (a.objectName() in ON_PAIRS) is there]
        taken = [keys.toString() for action in here for keys in action.shortcuts()]
        assert len(taken) == len(set(taken))
    # Delete takes away what is chosen where the keyboard is: marks in the text, articles in a list.
    deletes = [at_desk.window.action(name).shortcut() for name in ("delete", "delete-articles")]
    assert deletes[0] == deletes[1]


def test_the_keys_of_an_action_work_where_it_is_told(at_desk):
    """Single letters and digits only in the text, so that they can be typed anywhere else."""
    for action in at_desk.actions():
        for keys in action.shortcuts():
            name = keys.toString()
            if len(name) == 1 or name in ("Esc", "Del"):
                assert action.shortcutContext() is Qt.ShortcutContext.WidgetShortcut, name


def test_the_caret_is_where_it_was_when_the_article_is_opened_again(at_desk):
    place = at_desk.span("Captain").start
    at_desk.page.reveal(at_desk.span("Captain"))
    at_desk.click(place)
    article = at_desk.article
    at_desk.push(at_desk.desk.header.back)
    at_desk.open(article)
    assert at_desk.page.caret == place
    assert (
        at_desk.page.viewport().rect().contains(at_desk.page.rects_of(at_desk.span("Captain"))[0])
    )


def test_the_window_is_as_it_was_when_it_is_opened_again(at_desk, open_window, ferry):
    at_desk.click(at_desk.span("Tickets").start)
    at_desk.window.action("theme-dark").trigger()
    at_desk.key(PLUS, CTRL)
    at_desk.key(PLUS, CTRL)
    height = letter_height(at_desk)
    at_desk.window.resize(777, 555)  # the offscreen screen is 800 by 800
    at_desk.settle()
    at_desk.window.close()

    again = open_window(theme=None, size=None)
    assert again.window.action("theme-dark").isChecked()
    assert (again.window.width(), again.window.height()) == (777, 555)
    again.open(ferry)
    assert again.page.caret == again.span("Tickets").start
    assert abs(letter_height(again) - height) <= 1  # by where the line falls on the pixels


def test_what_is_remembered_belongs_to_the_library(at_desk):
    """Nothing is written anywhere else."""
    at_desk.key(PLUS, CTRL)
    with at_desk.library() as other:
        stored = other.setting("window")
    assert stored["page"]["zoom"] > 1.0


def test_the_window_can_be_small(at_desk):
    at_desk.window.resize(700, 480)
    at_desk.settle()
    made = at_desk.mark("Experts say", "1")
    assert made.spans == (at_desk.span("Experts say"),)
    at_desk.window.resize(1280, 800)
    at_desk.settle()
    at_desk.click(made.spans[0].start + 3)
    assert at_desk.page.active == made.id


# --- Names for those who do not see the window -----------------------------------------------


def nameless(window: QWidget) -> list[str]:
    """Visible widgets that take the keyboard focus and have nothing to be called by."""
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.focusPolicy() is Qt.FocusPolicy.NoFocus:
            continue
        if isinstance(widget.parent(), QComboBox):
            continue  # the list inside, which goes by the name of its box
        text = getattr(widget, "text", None)
        named = widget.accessibleName() or (text() if callable(text) else "")
        if not named.strip():
            found.append(f"{type(widget).__name__} {widget.objectName()!r}")
    return found


def test_everything_on_the_library_page_has_a_name(reader):
    assert nameless(reader.window) == []


def test_everything_on_the_desk_has_a_name(at_desk):
    at_desk.mark("Experts say", "2")
    at_desk.drag(at_desk.span("Tickets"))
    at_desk.key(Qt.Key.Key_F2)
    assert at_desk.editor.isVisible()
    assert at_desk.desk.codebook.isVisible()
    assert nameless(at_desk.window) == []
    for name in ("find", "palette"):
        at_desk.window.action(name).trigger()
        assert nameless(at_desk.window) == []


def test_everything_in_the_review_has_a_name(reader):
    reader.open(reader.window.workspace.articles.all()[0])
    reader.submit()
    reader.settle()
    assert reader.desk.review.isVisible()
    assert nameless(reader.window) == []


@pytest.mark.parametrize("name", ["keys", "about"])
def test_everything_in_a_dialog_has_a_name(reader, name):
    reader.window.action(name).trigger()
    (dialog,) = [d for d in reader.window.findChildren(QDialog) if d.isVisible()]
    assert nameless(dialog) == []
    dialog.close()


def test_the_selection_bars_buttons_say_what_they_do(at_desk):
    at_desk.drag(at_desk.span("Experts"))
    names = [b.accessibleName() for b in at_desk.bar.findChildren(QWidget) if b.isVisible()]
    codebook = at_desk.window.workspace.codebook
    assert len(names) == len(codebook.categories)
    for name, category in zip(names, codebook.categories, strict=True):
        assert category.name.lower() in name


def test_a_click_beside_the_text_is_harmless(at_desk):
    port = at_desk.page.viewport()
    for point in (QPoint(1, 1), port.rect().bottomRight() - QPoint(2, 2)):
        at_desk.bot.mouseClick(port, LEFT, NONE, point)
    assert at_desk.page.selection is None
    assert isinstance(at_desk.page.rects_of(Span(0, 1)), list)
