"""The codebook editor: writing, checking as one writes, versions, and what becomes of sets."""

from __future__ import annotations

from dataclasses import replace

import pytest
from codebooks import NINE, nine_categories
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox
from window_driver import CTRL, SHIFT

from annotator.desktop.codebook_checks_list import urgency_icon
from annotator.desktop.codebook_editor import CodebookEditor
from annotator.desktop.codebook_form import is_colour
from annotator.desktop.codebook_proposal import candidates, proposed_colour
from annotator.desktop.codebook_swatches import PagePreview, VisionSwatches, shown_colours
from annotator.desktop.codebooks_dialog import CodebooksDialog
from annotator.desktop.home.line_dialog import LineDialog
from annotator.desktop.palette import DEFAULT_BOOK, LIGHT, THEMES
from annotator.domain.codebook import MOST_CATEGORIES
from annotator.domain.codebook_checks import Urgency
from annotator.domain.codebook_colours import APART, alike, faint
from annotator.domain.colours import Vision, contrast, difference, simulated
from annotator.services.resources import default_codebook

DEFAULT = default_codebook()
BOOK = nine_categories()


@pytest.fixture
def dialog(reader):
    """The dialog of codebooks, with nine categories of one's own chosen in it."""
    reader.window.action("codebooks").trigger()
    (found,) = (d for d in reader.window.findChildren(CodebooksDialog) if d.isVisible())
    found.load(NINE)
    return found


def editor_of(reader, dialog) -> CodebookEditor:
    (found,) = (e for e in dialog.findChildren(CodebookEditor) if e.isVisible())
    found.activateWindow()
    reader.wait(lambda: QApplication.activeWindow() is found)
    return found


def edited(reader, dialog) -> CodebookEditor:
    reader.push(dialog.edit_button)
    return editor_of(reader, dialog)


def written(reader, field, text: str) -> None:
    """Replace what is in a field, by keyboard."""
    field.setFocus()
    field.selectAll()
    for number, line in enumerate(text.split("\n")):
        if number:
            reader.bot.keyClick(field, Qt.Key.Key_Return)
        reader.bot.keyClicks(field, line)


def checks(editor: CodebookEditor) -> list[str]:
    editor.check()
    shown = editor.checks.list
    return [shown.item(row).text() for row in range(shown.count())]


def pressed(reader, parent: QDialog, role: QMessageBox.ButtonRole) -> None:
    boxes = [b for b in parent.findChildren(QMessageBox) if b.isVisible()]
    (box,) = boxes
    reader.push(next(b for b in box.buttons() if box.buttonRole(b) == role))


def test_a_codebook_is_written_by_keyboard_from_nothing(reader, dialog):
    reader.push(dialog.new_button)
    editor = editor_of(reader, dialog)
    assert not editor.save_button.isEnabled()
    assert "The codebook has no name yet." in checks(editor)
    written(reader, editor.whole.name, "Two tones")
    written(reader, editor.whole.rules, "Read it  twice.\nLeave what is fair.")
    editor.list.setFocus()
    reader.bot.keyClick(editor.list, Qt.Key.Key_Down)
    page = editor.category
    written(reader, page.name, "Shrill tone")
    page.setCurrentIndex(1)
    written(reader, page.definition, "Louder than the matter.")
    written(reader, page.examples, "An outrage without end!")
    page.setCurrentIndex(2)
    kinds = page.kinds
    reader.push(kinds.buttons.add)
    reader.bot.keyClicks(kinds.name, "Capital letters")
    written(reader, kinds.definition, "Shouting in print.")
    reader.push(editor.buttons.add)
    reader.bot.keyClicks(page.name, "Dull tone")
    page.setCurrentIndex(1)
    written(reader, page.definition, "Quieter than the matter.")
    (advice,) = checks(editor)
    assert advice.startswith("“Dull tone” has no example.")
    reader.push(editor.save_button)
    book = dialog.chosen()
    assert (book.name, book.version) == ("Two tones", "1.0")
    assert book.id.startswith("two-tones-")
    assert book.rules == ("Read it twice.", "Leave what is fair.")
    first, second = book.categories
    assert (first.id, first.examples) == ("shrill_tone", ("An outrage without end!",))
    assert [(s.id, s.name, s.definition) for s in first.subtypes] == [
        ("capital-letters", "Capital letters", "Shouting in print.")
    ]
    assert second.id == "dull_tone"
    with reader.library() as other:
        assert other.codebooks.get(book.id) == book


def test_every_sign_of_a_category_can_be_changed(reader, dialog):
    editor = edited(reader, dialog)
    editor.list.setCurrentRow(9)
    page = editor.category
    written(reader, page.letter, "Z")
    reader.choose(page.key, 4)
    assert any("“False precision” and" in text and "same key, 5" in text for text in checks(editor))
    assert not editor.save_button.isEnabled()
    reader.choose(page.key, 8)
    page.linked.setFocus()
    reader.bot.keyClick(page.linked, Qt.Key.Key_Space)
    page.take_colour(QColor("#004488"))
    assert all("look alike" in t or "almost" in t for t in checks(editor))  # that does not block
    reader.push(editor.save_button)
    last = dialog.chosen().categories[8]
    assert (last.letter, last.shortcut, last.linked, last.colour) == ("Z", "9", True, "#004488")
    assert last.id == BOOK.categories[8].id
    assert dialog.chosen().categories[:8] == BOOK.categories[:8]


def test_a_new_name_keeps_the_id_and_says_so(reader, dialog):
    editor = edited(reader, dialog)
    editor.list.setCurrentRow(3)
    technical = editor.category.technical
    assert not technical.note.isVisible()
    reader.push(technical.button)
    assert technical.note.isVisible()
    assert "called “hearsay”" in technical.note.text()
    written(reader, editor.category.name, "Second hand")
    assert editor.list.item(3).text() == "3   Second hand"
    reader.push(editor.save_button)
    assert dialog.chosen().categories[2].name == "Second hand"
    assert dialog.chosen().categories[2].id == "hearsay"


def test_categories_are_added_moved_and_removed(reader, dialog):
    editor = edited(reader, dialog)
    editor.list.setCurrentRow(9)
    assert not editor.buttons.add.isEnabled()
    assert len(editor.draft.categories) == MOST_CATEGORIES
    reader.push(editor.buttons.up)
    assert editor.list.currentRow() == 8
    assert editor.draft.categories[7] == BOOK.categories[8]
    reader.push(editor.buttons.remove)
    assert BOOK.categories[8] not in editor.draft.categories
    reader.push(editor.buttons.add)
    fresh = editor.draft.categories[-1]
    assert fresh.shortcut == BOOK.categories[8].shortcut
    assert QApplication.focusWidget() is editor.category.name


def test_kinds_are_moved_and_removed_and_their_ids_stay(reader, dialog):
    editor = edited(reader, dialog)
    number = next(n for n, c in enumerate(BOOK.categories) if len(c.subtypes) >= 2)
    editor.list.setCurrentRow(number + 1)
    editor.category.setCurrentIndex(2)
    kinds = editor.category.kinds
    before = BOOK.categories[number].subtypes
    reader.push(kinds.buttons.down)
    assert editor.draft.categories[number].subtypes[:2] == (before[1], before[0])
    written(reader, kinds.name, "Another name")
    assert editor.draft.categories[number].subtypes[1].id == before[0].id
    assert f"“{before[0].id}”" in kinds.technical.note.text()
    reader.push(kinds.buttons.remove)
    assert editor.draft.categories[number].subtypes == before[1:]


def test_a_colour_that_is_no_colour_is_told_and_blocks(reader, dialog):
    editor = edited(reader, dialog)
    editor.list.setCurrentRow(1)
    written(reader, editor.category.colour, "#12")
    assert any("“#12” is no colour" in text for text in checks(editor))
    assert not editor.save_button.isEnabled()
    reader.bot.keyClicks(editor.category.colour, "3456")
    assert editor.draft.categories[0].colour == "#123456"
    checks(editor)
    assert editor.save_button.isEnabled()


@pytest.mark.parametrize(
    ("text", "good"), [("#a1B2c3", True), (" #000000", True), ("red", False), ("#12345g", False)]
)
def test_colours_are_written_with_six_digits(text, good):
    assert is_colour(text) is good


def test_colours_that_look_alike_are_told_in_words_and_lead_to_the_category(reader, dialog):
    editor = edited(reader, dialog)
    editor.list.setCurrentRow(1)
    editor.category.take_colour(QColor(BOOK.categories[4].colour).darker(101))
    names = (editor.draft.categories[0].name, editor.draft.categories[4].name)
    found = [t for t in checks(editor) if all(f"“{name}”" in t for name in names)]
    assert found
    assert "Have a colour suggested for one of them" in found[0]
    row = checks(editor).index(found[0])
    shown = editor.checks.list
    shown.setFocus()
    shown.setCurrentRow(row)
    reader.bot.keyClick(shown, Qt.Key.Key_Return)
    assert editor.list.currentRow() == 5
    assert editor.focusWidget() is editor.category.colour


def test_what_has_to_be_done_comes_first_and_every_check_leads_to_its_field(reader, dialog):
    editor = edited(reader, dialog)
    editor.list.setCurrentRow(9)
    page = editor.category
    page.setCurrentIndex(1)
    written(reader, page.definition, " ")
    written(reader, page.examples, " ")
    editor.list.setCurrentRow(3)
    page.setCurrentIndex(2)
    written(reader, page.kinds.name, " ")
    found = checks(editor)
    assert found[:2] == [
        "“Hearsay”: kind 1 has no name yet.",
        "“Headline promises more” has no definition yet. Say in a sentence or two what it is.",
    ]
    assert found[0] in editor.save_button.toolTip()
    assert all("look alike" in text for text in found[2:-1])
    assert "“Headline promises more” has no example." in found[-1]
    count = len(found) - 3
    assert editor.checks.summary.text() == (
        f"To do before it can be saved: 2 · warnings: {count} · advice: 1"
    )
    shown = editor.checks.list
    titles = [
        shown.item(n).data(Qt.ItemDataRole.AccessibleTextRole) for n in (0, 2, len(found) - 1)
    ]
    assert [t.split(":")[0] for t in titles] == [
        "Has to be done before it can be saved",
        "Warning",
        "Advice",
    ]

    def click(row: int) -> None:
        shown.scrollToItem(shown.item(row))
        place = shown.visualItemRect(shown.item(row)).center()
        reader.bot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=place)

    click(1)
    assert editor.focusWidget() is page.definition
    assert editor.list.currentRow() == 9
    click(0)
    assert editor.focusWidget() is page.kinds.name
    assert editor.list.currentRow() == 3
    click(len(found) - 1)
    assert editor.focusWidget() is page.examples


@pytest.mark.parametrize("theme", THEMES)
def test_the_three_urgencies_have_forms_of_their_own(qtbot, theme):
    """Their pictures differ where they are all black, so that colour is not the only sign."""

    def form(urgency: Urgency) -> list[bool]:
        image = urgency_icon(urgency, THEMES[theme], 1.0).pixmap(16, 16).toImage()
        return [image.pixelColor(x, y).alpha() > 128 for y in range(16) for x in range(16)]

    forms = [form(urgency) for urgency in Urgency]
    for number, one in enumerate(forms):
        for other in forms[:number]:
            assert sum(a != b for a, b in zip(one, other, strict=True)) > 10


def test_a_key_says_which_category_has_it_already(reader, dialog):
    editor = edited(reader, dialog)
    editor.list.setCurrentRow(9)
    key = editor.category.key
    assert [key.itemText(n) for n in (0, 2, 8)] == [
        "1   taken: Loaded wording",
        "3   taken: Hearsay",
        "9",
    ]
    reader.choose(key, 2)
    assert any("have the same key, 3" in text for text in checks(editor))
    assert not editor.save_button.isEnabled()


def test_the_letter_of_a_new_category_follows_the_name_and_is_one_step_of_undo(reader, dialog):
    dialog.list.setCurrentRow(0)
    editor = edited(reader, dialog)
    reader.push(editor.buttons.add)
    reader.type("Xenial")
    assert editor.category.letter.text() == "X"
    assert editor.list.item(4).text() == "4   Xenial"
    undo(reader)
    assert (editor.category.name.text(), editor.category.letter.text()) == ("", "A")
    assert editor.focusWidget() is editor.category.name


def test_a_category_without_kinds_offers_no_fields_for_one(reader, dialog):
    dialog.list.setCurrentRow(0)
    editor = edited(reader, dialog)
    reader.push(editor.buttons.add)
    editor.category.setCurrentIndex(2)
    kinds = editor.category.kinds
    assert not kinds.name.isVisible()
    assert kinds.note.isVisible()
    assert not kinds.technical.isVisible()
    assert not kinds.buttons.up.isEnabled()
    reader.push(kinds.buttons.add)
    assert editor.focusWidget() is kinds.name
    assert not kinds.note.isVisible()


def test_the_keys_that_categories_can_have_do_nothing_else_on_the_desk(reader, dialog):
    """So that no choice of a key can take one away from the desk."""
    offered = {str(digit) for digit in range(1, MOST_CATEGORIES + 1)}
    others = {
        keys.toString()
        for action in reader.actions()
        if not action.objectName().startswith("mark-")
        for keys in action.shortcuts()
    }
    assert len(others) > 20
    assert not offered & others
    editor = edited(reader, dialog)
    editor.list.setCurrentRow(1)
    key = editor.category.key
    assert {key.itemData(row) for row in range(key.count())} == offered


# --- Undo -------------------------------------------------------------------------------------


def undo(reader) -> None:
    reader.key(Qt.Key.Key_Z, CTRL)


def redo(reader) -> None:
    reader.key(Qt.Key.Key_Z, CTRL | SHIFT)


def test_everything_is_taken_back_step_by_step_and_made_again(reader, dialog):
    editor = edited(reader, dialog)
    page = editor.category
    assert not editor.undo_button.isEnabled()
    written(reader, editor.whole.name, "Two words")
    editor.list.setCurrentRow(3)
    reader.push(editor.buttons.remove)
    editor.list.setCurrentRow(3)
    page.setCurrentIndex(1)
    written(reader, page.rules, "Read it.\nTwice.")
    page.setCurrentIndex(2)
    reader.push(page.kinds.buttons.add)
    reader.type("Fine")
    end = editor.draft
    seen = []
    while editor.undo_button.isEnabled():
        undo(reader)
        seen.append(editor.draft)
    assert editor.draft == BOOK
    assert editor.list.count() == 10
    assert editor.whole.name.text() == BOOK.name
    assert len(seen) > 6
    assert any(len(d.categories) == 8 and d.name == "Two words" for d in seen)
    while editor.redo_button.isEnabled():
        redo(reader)
    assert editor.draft == end
    assert page.kinds.name.text() == "Fine"
    assert editor.focusWidget() is page.kinds.name


def test_undo_leads_to_the_field_and_leaves_the_cursor_at_the_change(reader, dialog):
    editor = edited(reader, dialog)
    editor.list.setCurrentRow(2)
    page = editor.category
    page.setCurrentIndex(1)
    page.definition.setFocus()
    reader.key(Qt.Key.Key_Home, CTRL)
    reader.type("Mind this: ")
    editor.list.setCurrentRow(0)
    editor.whole.rules.setFocus()
    undo(reader)
    assert editor.list.currentRow() == 2
    assert page.currentIndex() == 1
    assert editor.focusWidget() is page.definition
    assert page.definition.textCursor().position() == len("Mind ")
    assert page.definition.text() == "Mind " + BOOK.categories[1].definition
    reader.push(editor.undo_button)
    assert editor.draft == BOOK
    reader.push(editor.redo_button)
    assert page.definition.text() == "Mind " + BOOK.categories[1].definition


def test_a_colour_that_was_not_typed_to_its_end_is_taken_back_first(reader, dialog):
    editor = edited(reader, dialog)
    editor.list.setCurrentRow(1)
    written(reader, editor.category.name, "Slanted")
    written(reader, editor.category.colour, "#12")
    undo(reader)
    assert editor.category.colour.text() == BOOK.categories[0].colour
    assert editor.draft.categories[0].name == "Slanted"
    assert editor.save_button.isEnabled()
    while editor.undo_button.isEnabled():
        undo(reader)
    assert editor.draft == BOOK


def test_what_was_taken_back_altogether_is_nothing_to_save(reader, dialog):
    editor = edited(reader, dialog)
    editor.list.setCurrentRow(4)
    reader.push(editor.buttons.up)
    undo(reader)
    reader.push(editor.cancel_button)
    assert not editor.isVisible()


# --- Proposed colours -------------------------------------------------------------------------


def test_a_new_category_has_a_colour_of_which_nothing_is_to_be_said(reader, dialog):
    dialog.list.setCurrentRow(0)
    editor = edited(reader, dialog)
    reader.push(editor.buttons.add)
    assert not [text for text in checks(editor) if "alike" in text or "stands out" in text]
    assert "told from all the others" in editor.category.colour_note.text()


def test_where_no_colour_passes_the_farthest_is_proposed_and_it_is_said(reader, dialog):
    dialog.list.setCurrentRow(0)
    editor = edited(reader, dialog)
    for _ in range(6):
        reader.push(editor.buttons.add)
    assert "no colour is told from all the others" in editor.category.colour_note.text()
    assert any("alike" in text or "same colour" in text for text in checks(editor))
    editor.category.take_colour(QColor("#004488"))
    assert not editor.category.colour_note.isVisible()


def test_a_colour_is_suggested_for_a_category_that_is_there(reader, dialog):
    dialog.list.setCurrentRow(0)
    editor = edited(reader, dialog)
    editor.list.setCurrentRow(2)
    editor.category.take_colour(QColor(DEFAULT.categories[0].colour).darker(102))
    assert any("alike" in text or "same colour" in text for text in checks(editor))
    reader.push(editor.category.suggest_button)
    assert not [text for text in checks(editor) if "alike" in text or "same colour" in text]
    assert editor.category.colour.text() == editor.draft.categories[1].colour
    first = editor.category.colour.text()
    reader.push(editor.category.suggest_button)
    assert difference(first, editor.category.colour.text()) >= APART
    assert not [text for text in checks(editor) if "alike" in text or "same colour" in text]
    undo(reader)
    undo(reader)
    assert any("alike" in text or "same colour" in text for text in checks(editor))


hexes = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@settings(max_examples=12, deadline=None)
@given(st.lists(hexes, max_size=8, unique=True))
def test_the_proposal_passes_in_every_theme_as_long_as_a_colour_does(colours):
    others = [replace(c, id="", colour=x) for c, x in zip(BOOK.categories, colours, strict=False)]
    fresh = BOOK.categories[8]

    def said(colour: str) -> bool:
        shown = shown_colours([*others, replace(fresh, id="", colour=colour)])
        at = len(others)
        return any(f.category == at for f in faint(shown)) or any(
            pair.second == at for pair in alike(shown)
        )

    proposal = proposed_colour(others)
    assert proposal.passes is not said(proposal.colour)
    if not proposal.passes:
        assert all(said(candidate.colour) for candidate in candidates())


# --- Versions ---------------------------------------------------------------------------------


def test_a_codebook_of_sets_becomes_another_version_and_sets_keep_theirs(reader, dialog, ferry):
    workspace = reader.window.workspace
    reader.push(dialog.use_button)
    info = workspace.sets.start(ferry)
    dialog._fill(BOOK)
    assert dialog.version.currentText() == "1.0 · 1 set(s) · for new sets"
    assert not dialog.delete_button.isEnabled()
    assert "Sets were made under this version" in dialog.reason.text()
    assert dialog.reason.isVisible()
    editor = edited(reader, dialog)
    written(reader, editor.whole.name, "Ten habits")
    assert "Ten habits" in editor.windowTitle()
    reader.push(editor.save_button)
    (line,) = editor.findChildren(LineDialog)
    assert line.line.text() == "1.1"
    line.line.setText("1.0")
    line.accept()
    line.entered.emit("1.0")
    assert "Choose another" in _told(reader, editor)
    reader.push(editor.save_button)
    line = next(d for d in editor.findChildren(LineDialog) if d.isVisible())
    reader.bot.keyClick(line.line, Qt.Key.Key_Return)
    later = dialog.chosen()
    assert (later.id, later.version, later.name) == (BOOK.id, "1.1", "Ten habits")
    assert workspace.codebooks.of(info) == BOOK
    assert workspace.codebooks.current == later
    assert [dialog.version.itemText(n) for n in range(2)] == [
        "1.1 · 0 set(s) · for new sets",
        "1.0 · 1 set(s)",
    ]


def _told(reader, parent) -> str:
    (box,) = (b for b in parent.findChildren(QMessageBox) if b.isVisible())
    text = box.text()
    box.accept()
    return text


def test_an_earlier_version_is_shown_but_not_edited_and_can_be_copied(reader, dialog):
    workspace = reader.window.workspace
    later = workspace.codebooks.save(nine_categories("2.0"))
    dialog._fill(later)
    reader.choose(dialog.version, 1)
    assert dialog.chosen() == BOOK
    assert not dialog.edit_button.isEnabled()
    assert "Copy" in dialog.edit_button.toolTip()
    assert BOOK.categories[0].definition in dialog.panel.toPlainText()
    reader.push(dialog.copy_button)
    editor = editor_of(reader, dialog)
    reader.push(editor.save_button)
    copy = dialog.chosen()
    assert copy.categories == BOOK.categories
    assert copy.id not in (BOOK.id, DEFAULT.id)
    assert copy.name == f"Copy of {BOOK.name}"


def test_what_no_set_uses_is_deleted_after_a_question(reader, dialog):
    assert dialog.delete_button.isEnabled()
    reader.push(dialog.delete_button)
    pressed(reader, dialog, QMessageBox.ButtonRole.RejectRole)
    assert dialog.list.count() == 2
    reader.push(dialog.delete_button)
    pressed(reader, dialog, QMessageBox.ButtonRole.DestructiveRole)
    assert dialog.list.count() == 1
    assert dialog.chosen() == DEFAULT
    assert not dialog.delete_button.isEnabled()


def test_the_default_is_edited_as_a_copy_with_the_same_category_ids(reader, dialog):
    dialog.list.setCurrentRow(0)
    editor = edited(reader, dialog)
    editor.list.setCurrentRow(1)
    editor.category.take_colour(QColor("#aa0055"))
    reader.push(editor.save_button)
    own = dialog.chosen()
    assert own.id != DEFAULT.id
    assert [c.id for c in own.categories] == [c.id for c in DEFAULT.categories]
    assert reader.window.workspace.codebooks.default == DEFAULT
    # And its colour is what is shown, not the one that the themes have for the default.
    first = own.categories[0]
    assert LIGHT.category(first.id, first.colour).name() == "#aa0055"


def test_the_desk_follows_when_the_codebook_for_new_sets_is_edited(reader, dialog):
    reader.push(dialog.use_button)
    editor = edited(reader, dialog)
    editor.list.setCurrentRow(1)
    written(reader, editor.category.name, "Slanted wording")
    reader.push(editor.save_button)
    assert reader.desk.book.categories[0].name == "Slanted wording"


def test_changes_are_not_thrown_away_without_a_question(reader, dialog):
    editor = edited(reader, dialog)
    written(reader, editor.whole.name, "Lost")
    reader.bot.keyClick(editor, Qt.Key.Key_Escape)
    assert editor.isVisible()
    pressed(reader, editor, QMessageBox.ButtonRole.RejectRole)
    editor.close()  # as by the frame of the window
    assert editor.isVisible()
    pressed(reader, editor, QMessageBox.ButtonRole.RejectRole)
    reader.push(editor.cancel_button)
    pressed(reader, editor, QMessageBox.ButtonRole.DestructiveRole)
    assert not editor.isVisible()
    assert reader.window.workspace.codebooks.get(BOOK.id) == BOOK


# --- What is painted --------------------------------------------------------------------------


def test_the_preview_has_the_page_the_colour_and_the_contrast_of_every_theme(qtbot):
    preview = PagePreview()
    qtbot.addWidget(preview)
    preview.resize(600, preview.height())
    category = BOOK.categories[2]
    preview.show_category(category)
    image = preview.grab().toImage()
    ratio = image.devicePixelRatio()
    for row, theme in enumerate(THEMES.values()):
        top, bottom = row * preview.ROW, (row + 1) * preview.ROW
        seen = {
            image.pixelColor(int(x * ratio), int(y * ratio)).name()
            for y in range(top, bottom)
            for x in range(300)
        }
        colour = theme.category(category.id, category.colour).name()
        assert {theme.page, colour} <= seen, theme.name
        assert f"{contrast(colour, theme.page):.1f} : 1" in preview.contrasts()[row]


def test_the_swatches_are_painted_as_they_are_seen(qtbot):
    swatches = VisionSwatches(LIGHT)
    qtbot.addWidget(swatches)
    swatches.resize(700, swatches.height())
    swatches.show_categories(BOOK.categories, 0)
    image = swatches.grab().toImage()
    ratio = image.devicePixelRatio()
    for row, vision in enumerate(Vision):
        y = int((row * swatches.ROW + 8) * ratio)
        seen = {image.pixelColor(x, y).name() for x in range(image.width())}
        shown = [LIGHT.category(c.id, c.colour).name() for c in BOOK.categories]
        assert {simulated(colour, vision) for colour in shown} <= seen


def test_the_themes_know_the_colours_of_the_default():
    assert {c.id: c.colour for c in DEFAULT.categories} == DEFAULT_BOOK
