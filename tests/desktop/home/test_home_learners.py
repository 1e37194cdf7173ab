"""Several learners on one computer."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QMessageBox
from window_driver import Reader

from annotator.comparison.outcomes import Outcome
from annotator.desktop.home.history import AttemptButton
from annotator.desktop.home.learners_dialog import LearnersDialog
from annotator.desktop.home.line_dialog import LineDialog
from annotator.desktop.mnemonics import plain

Key = Qt.Key
VAGUE = "vague_attribution"


def open_dialog(reader: Reader) -> LearnersDialog:
    reader.window.action("learners").trigger()
    (found,) = [d for d in reader.window.findChildren(LearnersDialog) if d.isVisible()]
    found.activateWindow()
    reader.wait(found.isActiveWindow)
    return found


def enter_name(reader: Reader, parent: LearnersDialog, name: str) -> None:
    (line,) = [d for d in parent.findChildren(LineDialog) if d.isVisible()]
    line.activateWindow()
    reader.wait(line.isActiveWindow)
    reader.key(Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    reader.type(name)
    reader.push(line.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok))
    parent.activateWindow()
    reader.wait(parent.isActiveWindow)


def choices(reader: Reader) -> dict[str, bool]:
    """What the menu of the chooser offers, and who is chosen."""
    actions = reader.window.library.side.learner.menu().actions()
    return {a.text(): a.isChecked() for a in actions if a.isCheckable()}


def choose(reader: Reader, name: str) -> None:
    actions = reader.window.library.side.learner.menu().actions()
    next(a for a in actions if a.text() == name).trigger()
    reader.work_done()


def states(reader: Reader) -> list[str]:
    model = reader.window.library.model
    role = Qt.ItemDataRole.UserRole
    return [model.index(row).data(role).state for row in range(model.rowCount())]


def history(reader: Reader) -> list[AttemptButton]:
    buttons = reader.window.library.side.widget().findChildren(AttemptButton)
    return [button for button in buttons if not button.isHidden()]


def test_one_learner_alone_is_named_in_passing(home):
    chooser = home.window.library.side.learner
    assert choices(home) == {}
    assert home.window.workspace.learners.current.name in chooser.accessibleName()
    assert chooser.objectName() == "learner_alone"


def test_list_history_and_desk_follow_the_learner(shelf, home):
    first = shelf.workspace.learners.current
    shelf.attempt(shelf.articles[0], (Outcome.HIT, VAGUE))
    mia = shelf.workspace.learners.add("Mia & co")
    home.window.home.refresh()
    assert list(choices(home)) == [first.name, "Mia && co"]
    assert len(history(home)) == 1
    choose(home, "Mia && co")
    assert choices(home) == {first.name: False, "Mia && co": True}
    assert history(home) == []
    assert set(states(home)) == {"Not started"}
    home.open(shelf.articles[0])
    assert home.desk.header.sets.count() == 1
    assert home.info.learner_id == mia.id
    home.window.show_library()
    choose(home, first.name)
    assert len(history(home)) == 1
    assert "Submitted" in states(home)[0]


def test_learners_are_added_renamed_and_switched(home):
    workspace = home.window.workspace
    first = workspace.learners.current
    dialog = open_dialog(home)
    assert not dialog.delete_button.isEnabled()
    for name in ("Ben", "Ada"):
        home.push(dialog.add_button)
        enter_name(home, dialog, name)
        assert dialog.chosen().name == name
    assert workspace.sets.who == first.name  # a teacher may be adding a whole class
    assert dialog.list.hasFocus()
    home.key(Key.Key_Return)
    assert not dialog.isVisible()
    assert workspace.sets.who == "Ada"
    assert "Ada practises now" in home.said
    dialog = open_dialog(home)
    assert not dialog.use_button.isEnabled()
    home.push(dialog.rename_button)
    enter_name(home, dialog, "Ada L.")
    assert workspace.sets.who == "Ada L."
    dialog.list.setCurrentRow(0)
    assert first.name in plain(dialog.use_button.text())
    home.push(dialog.use_button)
    assert not dialog.isVisible()
    assert workspace.sets.who == first.name
    dialog = open_dialog(home)
    dialog.list.setCurrentRow(dialog.list.count() - 1)
    assert plain(dialog.use_button.text()) == "Practise as Ada L."
    home.push(dialog.use_button)
    assert workspace.sets.who == "Ada L."
    home.activate()
    assert choices(home) == {first.name: False, "Ben": False, "Ada L.": True}


def test_a_name_that_is_taken_is_told(home):
    dialog = open_dialog(home)
    home.push(dialog.add_button)
    enter_name(home, dialog, home.window.workspace.learners.current.name.upper())
    boxes = dialog.findChildren(QMessageBox)
    assert any("already" in box.text() for box in boxes)
    boxes[0].close()
    assert dialog.list.count() == 1


def test_deleting_asks_and_says_how_many_sets_go(shelf, home):
    workspace = shelf.workspace
    first = workspace.learners.current
    shelf.attempt(shelf.articles[0], (Outcome.HIT, VAGUE))
    shelf.attempt(shelf.articles[1], (Outcome.HIT, VAGUE))
    workspace.learners.add("Mia")
    dialog = open_dialog(home)
    assert dialog.chosen().id == first.id
    for role, left in (
        (QMessageBox.ButtonRole.RejectRole, 2),
        (QMessageBox.ButtonRole.DestructiveRole, 1),
    ):
        home.push(dialog.delete_button)
        home.wait(lambda: [b for b in dialog.findChildren(QMessageBox) if b.isVisible()])
        (box,) = [b for b in dialog.findChildren(QMessageBox) if b.isVisible()]
        assert "2 set" in box.text()
        assert "cannot be undone" in box.text()
        home.push(next(b for b in box.buttons() if box.buttonRole(b) == role))
        assert len(workspace.learners.all()) == left
        home.settle()
    assert workspace.sets.who == "Mia"
    assert not dialog.delete_button.isEnabled()
    dialog.close()
    assert history(home) == []


def test_another_learner_never_sees_the_desk_of_the_one_before(shelf, home):
    mia = shelf.workspace.learners.add("Mia")
    home.open(shelf.articles[0])
    home.mark("closed on Monday", "1")
    home.window.home.use_learner(mia.id)
    assert home.window.stack.currentWidget() is home.window.library
    assert set(states(home)) == {"Not started"}
