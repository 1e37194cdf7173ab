"""Everything has a name, can be reached by keyboard, shows the focus, and is read out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QMenu,
    QRadioButton,
    QScrollBar,
    QTextEdit,
    QWidget,
)
from window_driver import CTRL, SHIFT, Reader
from window_scenes import (
    SCENES,
    beside,
    codebook,
    dialog_of,
    draft,
    finding,
    practised,
    review,
)

from annotator.desktop.command_palette import CommandPalette
from annotator.desktop.palette import THEMES

CONTROLS = (QAbstractButton, QComboBox, QLineEdit, QAbstractItemView)
MOST_STEPS = 60


# --- Finding the controls ------------------------------------------------------------------------


def controls(top: QWidget) -> Iterator[QWidget]:
    """What can be used in a window now: visible, enabled, and either focusable or a control."""
    for widget in [top, *top.findChildren(QWidget)]:
        if not widget.isVisible() or not widget.isEnabled() or widget.window() is not top:
            continue
        if isinstance(widget, QScrollBar | QHeaderView | QMenu) or widget is top:
            continue
        if isinstance(widget, CONTROLS) or widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield widget


def name(widget: QWidget) -> str:
    """What a screen reader calls it."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def told(widget: QWidget) -> str:
    """A widget in words, for the message of a test that fails."""
    return f"{type(widget).__name__} {widget.objectName()!r} {name(widget)!r}"


def inside(widget: QWidget | None, others: set[QWidget]) -> bool:
    """Whether a widget, or one that it is in, is among others."""
    while widget is not None:
        if widget in others:
            return True
        widget = widget.parentWidget()
    return False


def reached(reader: Reader, top: QWidget) -> set[QWidget]:
    """The widgets that get the focus by Tab, and in the main window by F6."""
    found: set[QWidget] = set()
    starts = 8 if top is reader.window else 1
    for _ in range(starts):
        if top is reader.window:
            reader.key(Qt.Key.Key_F6)
        steps: list[QWidget] = []
        for _ in range(MOST_STEPS):
            focus = QApplication.focusWidget()
            assert focus is not None
            if focus in steps or focus.window() is not top:
                break
            steps.append(focus)
            if isinstance(focus, QRadioButton) and focus.group() is not None:
                found.update(focus.group().buttons())  # arrow keys go from one to the next
            if focus.objectName() == "page" and top is reader.window:  # Tab goes to marks there
                break
            reader.key(Qt.Key.Key_Tab)
        found.update(steps)
        if steps:
            steps[0].setFocus()  # F6 goes on from where it had come to
    return found


def by_key(reader: Reader) -> set[QWidget]:
    """Controls for the mouse alone, whose action has a key: the mapping is spelt out here."""
    action = reader.window.action
    found: set[QWidget] = set()
    for bar in (reader.bar, reader.desk.beside.view.bar):
        for button in bar.findChildren(QAbstractButton):
            if any(a.shortcut().toString() for a in mark_actions(reader)):
                found.add(button)
    if action("back").shortcut().toString():
        found.add(reader.desk.header.back)
    if action("here").shortcut().toString():
        found.update(reader.desk.roaming.here.rows())
    for palette in reader.window.findChildren(CommandPalette):
        found.add(palette.list)  # Up, Down and Enter in its line work on it
    for line in reader.window.findChildren(QLineEdit):
        found.update(line.findChildren(QAbstractButton))  # it clears the line, as Delete does
    return found


def mark_actions(reader: Reader) -> list:
    actions = reader.actions()
    return [a for a in actions if a.objectName().startswith("mark-")]


scenes = pytest.mark.parametrize("scene", SCENES.values(), ids=SCENES)


# --- Names and reach ------------------------------------------------------------------------------


@scenes
def test_every_control_has_a_name_and_can_be_reached_by_keyboard(scene, reader):
    top = scene(reader)
    reader.settle()
    usable = list(controls(top))
    assert usable
    assert [told(w) for w in usable if not name(w).strip()] == []
    found = reached(reader, top) | by_key(reader)
    still = [w for w in usable if w.isVisible() and w.isEnabled()]
    assert [told(w) for w in still if not inside(w, found)] == []


def test_the_walk_finds_what_is_nameless_or_out_of_reach(reader):
    line = QLineEdit(reader.window.library)
    line.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    line.show()
    assert line in list(controls(reader.window))
    assert not name(line)
    assert line not in reached(reader, reader.window) | by_key(reader)


def test_dialogs_have_a_name(reader):
    for scene in (dialog_of("keys"), dialog_of("palette"), dialog_of("about")):
        top = scene(reader)
        assert name(top).strip()
        top.close()
        reader.activate()
        reader.window.show_library()


# --- No traps -------------------------------------------------------------------------------------


def test_no_part_of_the_desk_holds_the_focus(reader):
    review(reader)
    for part in reader.desk.parts():
        part.setFocus()
        reader.settle()
        before = QApplication.focusWidget()
        reader.key(Qt.Key.Key_F6)
        assert QApplication.focusWidget() is not before


def test_tab_and_escape_leave_the_note(reader):
    draft(reader)
    for leave in (Qt.Key.Key_Tab, Qt.Key.Key_Escape):
        reader.page.setFocus()
        reader.key("n")
        assert QApplication.focusWidget() is reader.editor.note
        reader.key(leave)
        assert QApplication.focusWidget() is not reader.editor.note
        assert "\t" not in reader.editor.note.toPlainText()


def test_the_page_is_left_by_f6_and_let_go_by_escape(reader):
    draft(reader)
    reader.page.setFocus()
    reader.key(Qt.Key.Key_Escape)
    reader.key(Qt.Key.Key_Escape)
    assert reader.page.active is None
    reader.key(Qt.Key.Key_F6)
    assert QApplication.focusWidget() is not reader.page


# --- The focus is seen ----------------------------------------------------------------------------


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("scene", [practised, draft, review, finding, codebook, beside])
def test_the_focus_is_seen_on_every_control(scene, theme, open_window):
    reader = open_window(theme=theme)
    top = scene(reader)
    unseen = []
    for widget in [w for w in controls(top) if w.focusPolicy() & Qt.FocusPolicy.TabFocus]:
        away = top.statusBar()
        away.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        away.setFocus()
        reader.settle()
        if not widget.isVisible():
            continue
        for panel in (reader.desk.review, reader.window.library.side):
            if panel.isAncestorOf(widget):
                # The Tab key scrolls what it goes to into sight; so does this.
                panel.ensureWidgetVisible(widget)
                reader.settle()
        without = ring(widget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        reader.settle()
        if not widget.hasFocus():
            continue
        if changed(without, ring(widget)) < 12:
            unseen.append(told(widget))
    assert unseen == []


def ring(widget: QWidget):
    """The widget as it is painted, with what is around it."""
    window = widget.window()
    corner = widget.mapTo(window, widget.rect().topLeft())
    area = widget.rect().translated(corner).adjusted(-4, -4, 4, 4)
    return window.grab(area).toImage()


def changed(one, other) -> int:
    """How many pixels look clearly different."""
    return sum(
        abs(one.pixelColor(x, y).lightness() - other.pixelColor(x, y).lightness()) > 24
        for x in range(min(one.width(), other.width()))
        for y in range(min(one.height(), other.height()))
    )


# --- What is read out -----------------------------------------------------------------------------


@pytest.fixture
def listener(at_desk):
    """A reader who hears, and what was said."""
    QAccessible.setActive(True)
    said: list[str] = []
    at_desk.window.announcer.announced.connect(said.append)
    at_desk.said_aloud = said
    yield at_desk
    QAccessible.setActive(False)


def heard(reader: Reader) -> str:
    """What was said since the last time."""
    reader.settle()
    text = "\n".join(reader.said_aloud)
    reader.said_aloud.clear()
    return text


def test_going_to_a_mark_reads_category_kind_note_and_words(listener):
    listener.mark("Experts say", "3")
    listener.key("n")
    listener.type("Which ones?")
    listener.key(Qt.Key.Key_Escape)
    listener.key(Qt.Key.Key_Escape)
    heard(listener)
    listener.key("j")
    words = heard(listener)
    assert words.startswith("Vague attribution")
    assert "Note: Which ones?" in words
    assert "“Experts say”" in words
    # By the caret as well, and not again while it stays within the mark.
    listener.key(Qt.Key.Key_Escape)
    listener.page.move_caret(0, extend=False)
    heard(listener)
    span = listener.span("Experts say")
    listener.page.move_caret(span.start + 2, extend=False)
    assert "Which ones?" in heard(listener)
    listener.key(Qt.Key.Key_Right)
    assert heard(listener) == ""
    # And from the list of marks or the margin.
    listener.desk.activate(None)
    listener.desk.choose(listener.stored()[0].id)
    assert "Which ones?" in heard(listener)


def test_what_is_to_be_done_for_a_link_and_the_other_end_are_read(listener):
    listener.mark("4,210 passengers", "2")
    words = heard(listener)
    assert words.startswith("Inconsistency")
    assert listener.desk.banner.text() in words
    listener.drag(listener.span("two pounds"))
    listener.key("2")
    listener.desk.activate(None)
    heard(listener)
    listener.key("j")
    assert "Other end: “two pounds”" in heard(listener)


def test_saving_is_silent_and_other_messages_are_not(listener):
    listener.mark("Experts say", "3")
    assert listener.said == "Saved"
    assert "Saved" not in heard(listener)
    listener.key(Qt.Key.Key_Delete)
    heard(listener)
    listener.key("j")
    assert listener.said == "There are no marks yet."
    assert heard(listener) == "There are no marks yet."


def test_the_places_found_are_counted_aloud(listener):
    listener.key("f", CTRL)
    listener.type("boat")
    assert heard(listener).endswith(listener.desk.finding.bar.count.text())
    listener.key(Qt.Key.Key_Return, SHIFT)
    assert heard(listener) == listener.desk.finding.bar.count.text()
    listener.type("zzz")
    assert "Not found" in heard(listener)


def test_a_review_reads_its_outcome_and_explanation(reader):
    QAccessible.setActive(True)
    said: list[str] = []
    reader.window.announcer.announced.connect(said.append)
    review(reader)
    reader.settle()
    assert any("Weak passages found" in text for text in said)
    said.clear()
    reader.page.setFocus()
    reader.key("j")
    reader.settle()
    card = reader.desk.card_of(reader.page.active)
    (text,) = said
    assert text.startswith(f"{card.title}, {card.detail}")
    assert all(paragraph in text for _, paragraph in card.paragraphs)
    QAccessible.setActive(False)


def test_nothing_is_put_together_without_a_screen_reader(at_desk):
    said: list[str] = []
    at_desk.window.announcer.announced.connect(said.append)
    assert not QAccessible.isActive()
    at_desk.mark("Experts say", "3")
    at_desk.settle()
    assert said == []
    assert at_desk.desk.margin.accessibleDescription() == ""


def test_page_and_margin_describe_themselves(listener):
    page = QAccessible.queryAccessibleInterface(listener.page)
    assert page.text(QAccessible.Text.Name) == "Article"
    description = page.text(QAccessible.Text.Description)
    assert "F1" in description
    assert "F6" in description
    listener.mark("Experts say", "3")
    listener.mark("free until autumn", "1")
    margin = QAccessible.queryAccessibleInterface(listener.desk.margin)
    wanted = ("Vague attribution", "Unsupported claim")
    listener.wait(lambda: all(w in margin.text(QAccessible.Text.Description) for w in wanted))


def test_rows_of_the_library_are_read_with_their_state(reader):
    model = reader.window.library.model
    text = model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole)
    assert model.index(0).data() in text
    assert "Not started" in text
    assert isinstance(reader.page, QTextEdit)
