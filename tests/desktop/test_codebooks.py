"""Nine categories of one's own: keys, bar, cards, colours, files, review and restart."""

from __future__ import annotations

from dataclasses import replace

import pytest
from codebooks import NINE, nine_categories
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QLabel, QToolButton
from window_driver import ALT, LEFT, colours

from annotator.desktop.codebooks_dialog import CodebooksDialog
from annotator.desktop.command_palette import CommandPalette
from annotator.desktop.key_sheet import KeySheet
from annotator.desktop.palette import THEMES, blended, contrast_ratio
from annotator.desktop.underlines import draw_underline
from annotator.domain.annotation import Role, Status
from annotator.domain.codebook import PATTERNS
from annotator.services.resources import default_codebook
from annotator.services.workspace import Workspace

BOOK = nine_categories()
QUOTES = (
    "counted 4,210",
    "its monthly sheet",
    "Experts say",
    "the old boat",
    "Nobody at the",
    "well-known yard",
    "Tickets stay free",
    "until autumn",
    "The mayor called",
)


@pytest.fixture
def at_nine(ferry, workspace, open_window):
    """A reader with an article on the desk, and nine categories to mark it with."""
    workspace.codebooks.add_file(NINE)
    workspace.codebooks.use(BOOK.id)
    reader = open_window()
    reader.open(ferry)
    reader.work_done()
    return reader


def mark_all(reader) -> None:
    """Mark a passage with each of the nine categories, by its digit."""
    for quote, category in zip(QUOTES, BOOK.categories, strict=True):
        reader.mark(quote, category.shortcut)
        reader.key(Qt.Key.Key_Escape)  # no other end is looked for


def dialog_of(reader) -> CodebooksDialog:
    reader.window.action("codebooks").trigger()
    (dialog,) = (d for d in reader.window.findChildren(CodebooksDialog) if d.isVisible())
    return dialog


def close(reader, dialog: CodebooksDialog) -> None:
    dialog.reject()
    reader.window.activateWindow()
    reader.wait(lambda: QApplication.activeWindow() is reader.window)


def mark_actions(reader) -> list[str]:
    """The names of the actions that mark, in the order of the menu."""
    (menu,) = (m for m in reader.window.menuBar().actions() if m.text() == "&Mark")
    return [a.text() for a in menu.menu().actions() if a.objectName().startswith("mark-")]


@pytest.mark.parametrize("category", BOOK.categories, ids=lambda c: c.id)
def test_every_digit_marks_with_its_category(at_nine, category):
    annotation = at_nine.mark("Experts say", category.shortcut)
    assert annotation.category == category.id
    assert at_nine.info.codebook_id == BOOK.id
    assert at_nine.editor.category.currentData() == category.id


def test_alt_and_9_mark_exactly_what_is_selected(at_nine):
    wanted = at_nine.span("xperts sa")
    at_nine.drag(wanted, alt=True)
    at_nine.key("9", ALT)
    assert at_nine.stored_spans() == [(BOOK.categories[8].id, wanted)]


def test_another_key_changes_the_category_and_the_card_offers_its_kinds(at_nine):
    at_nine.mark("Experts say", "9")
    at_nine.key("3")
    (stored,) = at_nine.stored()
    assert stored.category == "hearsay"
    combo = at_nine.editor.subtype
    assert [combo.itemText(n) for n in range(1, combo.count())] == ["1   Crowd", "2   Passive"]
    at_nine.choose(combo, 2)
    assert at_nine.stored()[0].subtype == "passive"


def test_a_category_with_two_ends_is_linked_by_its_own_key(at_nine):
    at_nine.mark("Experts say", "2")
    assert "press 2 again" in at_nine.desk.banner.text()
    other = at_nine.span("the old boat")
    at_nine.drag(other)
    at_nine.key("2")
    (stored,) = at_nine.stored()
    assert (stored.category, stored.counterpart_spans) == ("contradiction", (other,))
    at_nine.mark("Tickets stay free", "9")
    at_nine.key("L")
    assert at_nine.said == "Only “Contradiction” has two ends."


def test_menu_keys_bar_and_panel_name_the_nine_categories(at_nine):
    names = [category.name for category in BOOK.categories]
    assert mark_actions(at_nine) == names
    for category in BOOK.categories:
        keys = [k.toString() for k in at_nine.window.action(f"mark-{category.id}").shortcuts()]
        assert keys == [category.shortcut]
    at_nine.window.action("keys").trigger()
    (sheet,) = at_nine.window.findChildren(KeySheet)
    shown = [label.text() for label in sheet.findChildren(QLabel)]
    assert set(names) <= set(shown)
    assert "Vague attribution" not in shown
    assert sheet.height() <= at_nine.window.screen().availableGeometry().height()
    sheet.close()
    panel = at_nine.desk.codebook.toPlainText()
    for category in BOOK.categories:
        assert f"{category.letter} · {category.name} ({category.shortcut})" in panel
        assert category.definition in panel
    assert panel.count("Kinds") == sum(bool(c.subtypes) for c in BOOK.categories)


@pytest.mark.parametrize("width", [1280, 900, 620])
def test_the_bar_stays_on_the_page_and_all_of_its_buttons_mark(at_nine, width):
    at_nine.window.resize(width, 800)
    at_nine.work_done()
    for number, category in enumerate(BOOK.categories):
        at_nine.drag(at_nine.span(QUOTES[number]))
        bar = at_nine.bar
        assert bar.isVisible()
        assert at_nine.page.viewport().rect().contains(bar.geometry())
        buttons = [b for b in bar.findChildren(QToolButton) if b.isVisible()]
        assert len(buttons) == 9
        button = next(b for b in buttons if category.name.lower() in b.accessibleName())
        assert bar.rect().contains(button.geometry())
        assert button.text().endswith(category.shortcut)
        assert category.name in button.toolTip()
        assert not any(
            button.geometry().intersects(b.geometry()) for b in buttons if b is not button
        )
        at_nine.push(button)
        at_nine.key(Qt.Key.Key_Escape)
    assert [c for c, _ in at_nine.stored_spans()] == [c.id for c in BOOK.categories]


@pytest.mark.parametrize("theme", THEMES)
def test_marks_have_the_colour_of_their_category_in_every_theme(at_nine, theme):
    mark_all(at_nine)
    at_nine.window.action(f"theme-{theme}").trigger()
    at_nine.key(Qt.Key.Key_Escape)
    image = at_nine.image()
    for quote, category in zip(QUOTES, BOOK.categories, strict=True):
        rect = at_nine.page.rects_of(at_nine.span(quote))[0]
        colour = THEMES[theme].category(category.id, category.colour).name()
        below = colours(image, rect.left(), rect.bottom() - 2, rect.width(), 8)
        badge = colours(image, rect.left() - 2, rect.top() - 14, 16, 20)
        assert colour in below | badge, category.id


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_colours_of_one_s_own_are_legible_in_every_theme(theme):
    """Text on it, and it as text on all grounds, reach the ratio of WCAG 2.2 AA."""
    levels = (0, 51, 102, 153, 204, 255)
    for red in levels:
        for green in levels:
            for blue in levels:
                colour = theme.category("own", QColor(red, green, blue).name())
                laid = blended(colour, QColor(theme.page), theme.fill_active)
                assert contrast_ratio(QColor(theme.text), laid) >= 4.5
                for ground in (theme.page, theme.window, theme.raised):
                    assert contrast_ratio(colour, QColor(ground)) >= 4.5


def test_a_colour_that_is_legible_already_is_left_as_it_is():
    assert THEMES["light"].category("own", "#1565c0").name() == "#1565c0"


@pytest.mark.parametrize("heavy", [0.0, 0.8])
def test_no_two_underlines_look_alike(heavy):
    """Also where a mark is but one short word wide: a good part of the pixels differs."""
    pictures = {}
    for pattern in PATTERNS:
        image = QImage(40, 10, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_underline(painter, pattern, QColor("black"), (2.0, 38.0), 5.0, heavy=heavy)
        painter.end()
        pictures[pattern] = [
            QColor(image.pixel(x, y)).lightnessF() for y in range(10) for x in range(40)
        ]
    for one in PATTERNS:
        ink = sum(1 - value for value in pictures[one])
        assert ink > 20, one
        for other in PATTERNS:
            if one != other:
                pairs = zip(pictures[one], pictures[other], strict=True)
                unlike = sum(abs(a - b) for a, b in pairs)
                assert unlike > 0.25 * ink, (one, other)


@pytest.mark.parametrize("ending", ["jsonld", "csv"])
def test_nine_categories_go_into_a_file_and_come_back(at_nine, tmp_path, ending):
    mark_all(at_nine)
    made = at_nine.stored()
    path = tmp_path / f"marks.{ending}"
    name = {"jsonld": "webannotation", "csv": "csv"}[ending]
    window = at_nine.window
    window.transfers.export(at_nine.article, at_nine.info, name, path)
    at_nine.wait(path.exists)
    at_nine.work_done()
    window.workspace.codebooks.use("annotator-default")
    window.transfers.load(at_nine.article, path, "Back", as_key=False)
    at_nine.wait(lambda: at_nine.info.name == "Back")
    assert [(a.category, a.spans) for a in at_nine.stored()] == [
        (a.category, a.spans) for a in made
    ]
    assert mark_actions(at_nine) == [category.name for category in BOOK.categories]
    at_nine.mark("gift", "9")


def test_the_review_counts_each_of_the_nine_categories(at_nine):
    mark_all(at_nine)
    workspace = at_nine.window.workspace
    key = tuple(a for a in at_nine.stored() if a.category != "overreach")
    workspace.sets.store(
        at_nine.article,
        "Key",
        role=Role.KEY,
        status=Status.SUBMITTED,
        annotations=key,
        codebook=BOOK,
    )
    at_nine.submit()
    results = at_nine.desk.comparison.per_category
    assert list(results) == [category.id for category in BOOK.categories]
    for category_id, result in results.items():
        expected = (0, 1) if category_id == "overreach" else (1, 0)
        assert (result.counts.hit, result.counts.not_in_key) == expected, category_id


def test_a_set_and_a_key_under_two_codebooks_are_reviewed_with_the_names_of_both(at_nine):
    workspace = at_nine.window.workspace
    marked = at_nine.mark("Experts say", "3")
    at_nine.mark("Tickets stay free", "9")
    default = default_codebook()
    key_items = tuple(
        type(marked)(f"k{n}", category, at_nine.stored()[n].passages)
        for n, category in enumerate(("vague_attribution", "unsupported_claim"))
    )
    workspace.sets.store(
        at_nine.article,
        "Key",
        role=Role.KEY,
        status=Status.SUBMITTED,
        annotations=key_items,
        codebook=default,
    )
    at_nine.submit()
    details = {at_nine.desk.card_of(i).detail for i in at_nine.desk.reviewing.ids()}
    assert details == {"Vague attribution", "Unsupported claim"}
    results = at_nine.desk.comparison.per_category
    assert list(results) == [c.id for c in (*BOOK.categories, *default.categories)]


@pytest.fixture
def opened_again(workspace):
    """The same library, opened a second time."""
    with Workspace(workspace.path) as again:
        yield again


def test_nine_categories_are_there_after_a_restart(opened_again, at_nine, open_window, ferry):
    mark_all(at_nine)
    info = at_nine.info
    at_nine.window.close()
    opened_again.codebooks.use("annotator-default")  # which is no matter for this set
    reader = open_window(opened_again)
    assert reader.article == ferry  # the window opens what was open
    reader.work_done()
    assert mark_actions(reader) == [category.name for category in BOOK.categories]
    assert reader.info.id == info.id
    assert len(reader.stored()) == 9
    assert reader.window.action("undo").text() == "&Undo mark “headline promises more”"
    reader.key("Z", Qt.KeyboardModifier.ControlModifier)
    assert len(reader.stored()) == 8
    assert reader.mark("The mayor called", "8").category == "hidden_actor"


# --- The dialog -------------------------------------------------------------------------------


def test_a_codebook_is_loaded_and_used_from_the_dialog(at_desk):
    assert mark_actions(at_desk)[0] == "Unsupported claim"
    dialog = dialog_of(at_desk)
    assert dialog.chosen() == default_codebook()
    assert not dialog.use_button.isEnabled()
    dialog.load(NINE)
    assert dialog.chosen() == BOOK
    assert BOOK.categories[8].definition in dialog.panel.toPlainText()
    at_desk.push(dialog.use_button)
    assert not dialog.use_button.isEnabled()
    assert "for new sets" in dialog.list.currentItem().text()
    close(at_desk, dialog)
    # Nothing was marked yet, so that the set on the desk follows.
    assert mark_actions(at_desk) == [category.name for category in BOOK.categories]
    at_desk.page.setFocus()
    assert at_desk.mark("Experts say", "9").category == "headline_gap"
    assert len(at_desk.learner_sets()) == 1


def test_a_set_with_marks_keeps_its_codebook_and_the_next_one_has_the_new(at_desk):
    at_desk.mark("Experts say", "3")
    dialog = dialog_of(at_desk)
    dialog.load(NINE)
    at_desk.push(dialog.use_button)
    close(at_desk, dialog)
    assert at_desk.said == (
        "New sets are made with “Nine habits of the trade”. This one keeps its codebook."
    )
    assert len(mark_actions(at_desk)) == 3
    at_desk.page.setFocus()
    at_desk.drag(at_desk.span("the old boat"))
    at_desk.key("9")
    assert len(at_desk.stored()) == 1
    at_desk.desk.session.submit()
    at_desk.work_done()
    at_desk.push(at_desk.desk.header.again_button)
    assert mark_actions(at_desk) == [category.name for category in BOOK.categories]
    assert at_desk.mark("Tickets stay free", "9").category == "headline_gap"
    # And back to the earlier set: its own three are there again.
    at_desk.choose(at_desk.desk.header.sets, 0)
    at_desk.desk.header.sets.activated.emit(0)
    assert len(mark_actions(at_desk)) == 3


def test_marks_that_were_taken_back_keep_the_codebook_too(at_desk):
    at_desk.mark("Experts say", "3")
    at_desk.key("Z", Qt.KeyboardModifier.ControlModifier)
    dialog = dialog_of(at_desk)
    dialog.load(NINE)
    at_desk.push(dialog.use_button)
    close(at_desk, dialog)
    assert at_desk.said.endswith("This one keeps its codebook.")
    at_desk.window.action("redo").trigger()
    assert [c for c, _ in at_desk.stored_spans()] == ["vague_attribution"]


def test_a_file_that_is_no_codebook_is_refused_in_words(at_desk, tmp_path):
    path = tmp_path / "book.json"
    path.write_text("{}", encoding="utf-8")
    dialog = dialog_of(at_desk)
    dialog.load(path)
    assert "“id” is missing" in at_desk.answer()
    assert dialog.list.count() == 1
    close(at_desk, dialog)


def test_what_the_dialog_saves_can_be_loaded(at_desk, tmp_path):
    dialog = dialog_of(at_desk)
    dialog.save(tmp_path / "mine.json")
    dialog.save(tmp_path / "none" / "mine.json")
    assert "cannot be written" in at_desk.answer()
    close(at_desk, dialog)
    with Workspace(tmp_path / "other.annotator") as other:
        assert other.codebooks.add_file(tmp_path / "mine.json").codebook == default_codebook()


def test_the_codebook_for_new_sets_is_chosen_in_the_library_too(reader, ferry):
    dialog = dialog_of(reader)
    dialog.load(NINE)
    reader.bot.mouseClick(dialog.list.viewport(), LEFT, pos=_row(dialog, 0).center())
    assert dialog.chosen() == default_codebook()
    reader.bot.mouseClick(dialog.list.viewport(), LEFT, pos=_row(dialog, 1).center())
    reader.push(dialog.use_button)
    close(reader, dialog)
    assert len(mark_actions(reader)) == 9
    assert not reader.window.action("mark-headline_gap").isEnabled()


def _row(dialog: CodebooksDialog, number: int) -> QRect:
    return dialog.list.visualItemRect(dialog.list.item(number))


def test_a_name_with_an_ampersand_is_read_as_it_is(ferry, workspace, open_window):
    name = "Cause & effect"
    first = replace(BOOK.categories[0], name=name)
    book = replace(BOOK, id="ampersand", categories=(first, *BOOK.categories[1:]))
    workspace.codebooks.use(workspace.codebooks.add(book).codebook.id)
    reader = open_window()
    reader.open(ferry)
    reader.work_done()
    reader.mark(QUOTES[0], first.shortcut)
    window = reader.window
    for action in ("mark-" + first.id, "undo"):
        assert name.lower().replace("&", "&&") in window.action(action).text().lower()
    palette = CommandPalette(window._menus.by_menu, window)
    palette.line.setText(name)
    assert palette.names()[0] == "mark-" + first.id
