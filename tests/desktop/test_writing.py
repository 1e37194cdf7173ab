"""Writing and editing articles in the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox
from shiboken6 import isValid
from window_driver import CTRL, LEFT, SHIFT

from annotator.desktop.article_dialog import ArticleDialog
from annotator.desktop.file_dialogs import FileDialog
from annotator.desktop.rewording import reworded_words
from annotator.domain.annotation import Annotation, Passage, Role, Status
from annotator.domain.article import BlockKind
from annotator.domain.span import Span
from annotator.services.authoring import Authoring, with_text, written

TEXT = """\
Boats For All

Officials said the pier is safe.

Year;Boats
2023;one
2024;two

Nobody knew what it cost.
Nobody asked either.
"""
SAVE, CANCEL = QMessageBox.ButtonRole.AcceptRole, QMessageBox.ButtonRole.RejectRole
DISCARD = QMessageBox.ButtonRole.DestructiveRole


class Writer:
    """Somebody in front of the dialog."""

    def __init__(self, reader, dialog: ArticleDialog) -> None:
        self.reader, self.dialog, self.bot = reader, dialog, reader.bot
        self.view, self.panel = dialog.structure.view, dialog.structure

    @property
    def closed(self) -> bool:
        """Whether the dialog has gone."""
        return not isValid(self.dialog) or not self.dialog.isVisible()

    def paste(self, text: str) -> None:
        """Paste a text into the field for it, and wait until the structure has followed."""
        QApplication.clipboard().setText(text)
        self.bot.keyClick(self.dialog.text, Qt.Key.Key_V, CTRL)
        self.followed()

    def followed(self) -> None:
        """Wait until the structure is that of the text."""
        self.reader.wait(lambda: not self.dialog._pause.isActive())
        self.reader.settle()

    def blocks(self) -> list[tuple[str, str]]:
        """Kind and words of each block that is shown."""
        article = self.view.article
        return [(str(b.kind), article.text[b.start : b.end]) for b in article.blocks]

    def kinds(self) -> list[str]:
        """The kinds of the blocks that are shown."""
        return [kind for kind, _ in self.blocks()]

    def caret(self, quote: str) -> None:
        """Click into the view before a quote."""
        start = self.view.article.text.index(quote)
        self.view.scroll_to(start)
        self.reader.settle()
        rect = self.view.rects_of(Span(start, start + 1))[0]
        point = QPoint(rect.left() + 1, rect.center().y())
        self.bot.mouseClick(self.view.viewport(), LEFT, pos=point)

    def key(self, key, modifier=Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key in the view."""
        assert self.view.hasFocus()
        self.bot.keyClick(self.view, key, modifier)

    def push(self, button) -> None:
        """Click a button."""
        self.reader.push(button)

    def answer(self, role) -> QMessageBox:
        """Click the button with that role in the message over the dialog."""
        box = self.reader.box()
        self.reader.push(next(b for b in box.buttons() if box.buttonRole(b) == role))
        self.reader.work_done()
        return box

    def save(self) -> None:
        """Save, and wait for the worker."""
        self.push(self.dialog.save_button)
        self.reader.work_done()


@pytest.fixture
def writing(reader):
    """Opens the dialog by its command."""

    def opened(action: str = "new-article") -> Writer:
        reader.window.action(action).trigger()
        (dialog,) = [d for d in reader.window.findChildren(ArticleDialog) if d.isVisible()]
        dialog.activateWindow()
        reader.wait(dialog.isActiveWindow)
        return Writer(reader, dialog)

    return opened


@pytest.fixture
def boats(workspace):
    """A stored article with a mark in a draft, in a submitted set and in the key."""
    article = Authoring(workspace.library, "Teacher").create(written(TEXT)).article
    for number, (name, role, status, quote) in enumerate(
        (
            ("Key", Role.KEY, Status.SUBMITTED, "pier"),
            ("Old", Role.LEARNER, Status.SUBMITTED, "Nobody asked either"),
            ("Mine", Role.LEARNER, Status.DRAFT, "Officials said"),
        )
    ):
        start = article.text.index(quote)
        passage = Passage.cut(article.text, Span(start, start + len(quote)))
        mark = Annotation(f"mark {number}", "vague_attribution", (passage,), note=f"Note {number}")
        workspace.sets.store(article, name, role=role, status=status, annotations=(mark,))
    return article


@pytest.fixture
def editing(boats, reader, writing):
    """The dialog for that article, which is chosen in the library."""
    reader.window.show_library()
    reader.window.library.choose(boats.id)
    return writing("edit-article")


def stored(reader, article_id):
    with reader.library() as other:
        return other.articles.get(article_id)


# --- A new article --------------------------------------------------------------------------------


def test_a_pasted_text_becomes_an_article(reader, writing):
    writer = writing()
    assert writer.dialog.text.hasFocus()
    assert writer.view.isHidden() or not writer.view.isVisible()
    writer.paste(TEXT)
    assert writer.kinds()[:2] == ["metadata", "paragraph"]
    writer.bot.keyClicks(writer.dialog.source, "The Herald")
    writer.bot.keyClicks(writer.dialog.date, "3 May 2025")
    writer.save()
    assert writer.closed
    with reader.library() as other:
        (article,) = [a for a in other.articles.all() if a.title == "Boats For All"]
    assert (article.source, article.date) == ("The Herald", "2025-05-03")
    assert article.text == TEXT.rstrip("\n")
    assert reader.window.library.chosen() == article.id
    assert "Boats For All" in reader.said


def test_a_title_that_is_typed_goes_before_the_headline(reader, writing):
    writer = writing()
    writer.paste(TEXT)
    assert writer.dialog.title.text() == "Boats For All"
    writer.dialog.title.selectAll()
    writer.bot.keyClicks(writer.dialog.title, "Exercise 3")
    writer.bot.keyClicks(writer.dialog.text, "More ")
    writer.followed()
    writer.save()
    with reader.library() as other:
        assert "Exercise 3" in [a.title for a in other.articles.all()]


def test_nothing_to_save_is_told(reader, writing):
    writer = writing()
    writer.push(writer.dialog.save_button)
    assert "no text yet" in writer.dialog.message.text()
    assert writer.dialog.message.isVisible()


def test_a_date_that_is_none_is_told_and_nothing_is_stored(reader, writing):
    writer = writing()
    writer.paste(TEXT)
    writer.bot.keyClicks(writer.dialog.date, "soon")
    writer.save()
    assert "not a date" in writer.dialog.message.text()
    assert writer.dialog.date.hasFocus()
    writer.dialog.date.clear()
    writer.save()
    assert writer.closed


def test_the_title_and_the_date_follow_what_is_made_headline_and_date_line(reader, writing):
    writer = writing()
    body = "The day of the boats came and went, and all who were there say that it rained."
    writer.paste(f"Big Boats Sail Again\n\nSmall Boats Stay\n\n3 May 2025\n\n{body}")

    def told():
        return writer.dialog.title.text(), writer.dialog.date.text()

    assert told() == ("Big Boats Sail Again", "2025-05-03")
    writer.caret("Big Boats")
    writer.key(Qt.Key.Key_P)
    writer.caret("Small Boats")
    reader.choose(writer.panel.kind, 0)
    assert told() == ("Small Boats Stay", "2025-05-03")
    writer.push(writer.panel.undo_button)
    writer.push(writer.panel.undo_button)
    assert told() == ("Big Boats Sail Again", "2025-05-03")


# --- A text that is there already -----------------------------------------------------------------


@pytest.fixture
def again(boats, reader, writing):
    """The same text as that article's, pasted anew, with another structure: a table."""
    writer = writing()
    writer.paste(TEXT)
    writer.caret("Year")
    writer.key(Qt.Key.Key_T)
    assert "table" in writer.kinds()
    return writer


def marks(reader, article):
    """Where every mark of every set lies."""
    with reader.library() as other:
        sets = [other.sets.read(info.id) for info in other.sets.of(article)]
        return {s.info.name: [a.spans for a in s.annotations] for s in sets}


def test_a_structure_is_put_onto_the_article_that_has_the_text(again, boats, reader):
    before = marks(reader, boats)
    again.save()
    box = reader.box()
    assert "already as “Boats For All”" in box.text()
    assert "stay" in box.informativeText()
    again.answer(SAVE)
    reader.wait(lambda: again.closed)
    after = stored(reader, boats.id)
    assert BlockKind.TABLE in [b.kind for b in after.blocks]
    assert (after.text, after.title, after.source) == (boats.text, boats.title, boats.source)
    assert marks(reader, after) == before
    assert reader.window.library.chosen() == boats.id
    with reader.library() as other:
        assert [a.title for a in other.articles.all()].count("Boats For All") == 1


def test_only_details_that_were_typed_are_put_onto_it(again, boats, reader):
    again.bot.keyClicks(again.dialog.source, "The Herald")
    again.save()
    again.answer(SAVE)
    reader.wait(lambda: again.closed)
    after = stored(reader, boats.id)
    assert (after.title, after.source) == ("Boats For All", "The Herald")


def test_the_article_that_has_the_text_is_opened_instead(again, boats, reader):
    again.save()
    again.answer(QMessageBox.ButtonRole.ActionRole)
    reader.wait(lambda: again.closed)
    assert reader.article == boats
    assert stored(reader, boats.id) == boats


def test_one_may_go_on_editing_a_text_that_is_there_already(again, boats, reader):
    again.save()
    again.answer(CANCEL)
    assert again.dialog.isVisible()
    assert stored(reader, boats.id) == boats
    again.bot.keyClick(again.dialog.text, Qt.Key.Key_Home, CTRL)
    again.bot.keyClicks(again.dialog.text, "More ")
    again.followed()
    again.save()
    reader.wait(lambda: again.closed)
    with reader.library() as other:
        assert "More Boats For All" in [a.title for a in other.articles.all()]


def test_where_nothing_is_different_there_is_nothing_to_put(boats, reader, writing):
    writer = writing()
    writer.paste(TEXT)
    writer.save()
    box = reader.box()
    assert SAVE not in [box.buttonRole(button) for button in box.buttons()]
    writer.answer(CANCEL)
    assert writer.dialog.isVisible()


def test_a_text_that_was_edited_since_gets_no_structure(again, boats, reader):
    with reader.library() as other:
        Authoring(other.library, "Else").save(boats, with_text(boats, boats.text + " Ahoy."))
    again.save()
    box = reader.box()
    assert SAVE not in [box.buttonRole(button) for button in box.buttons()]
    again.answer(QMessageBox.ButtonRole.ActionRole)
    assert reader.article.text.endswith("Ahoy.")


def test_a_deleted_article_with_the_text_comes_back_only_if_asked_for(again, boats, reader):
    before = marks(reader, boats)
    with reader.library() as other:
        other.articles.delete([boats.id])
    again.save()
    assert "deleted" in reader.box().text()
    again.answer(CANCEL)
    with reader.library() as other:
        assert boats.id not in [a.id for a in other.articles.all()]
    again.save()
    again.answer(SAVE)
    reader.wait(lambda: again.closed)
    after = stored(reader, boats.id)
    assert BlockKind.TABLE in [b.kind for b in after.blocks]
    assert marks(reader, after) == before


# --- Structure ------------------------------------------------------------------------------------


def test_blocks_are_chosen_and_changed_by_keyboard(editing):
    editing.caret("Officials")
    assert editing.view.numbers == (1, 1)
    assert editing.panel.kind.currentText() == "Paragraph"
    editing.key(Qt.Key.Key_H)
    assert editing.blocks()[1] == ("heading", "Officials said the pier is safe.")
    editing.key(Qt.Key.Key_3)
    assert editing.view.article.blocks[1].level == 3
    assert editing.panel.level.currentData() == 3
    editing.key(Qt.Key.Key_Q)
    editing.key(Qt.Key.Key_L)
    assert editing.kinds()[1] == "list_item"
    editing.key(Qt.Key.Key_Up)
    assert editing.view.numbers == (0, 0)
    editing.key(Qt.Key.Key_P)
    assert editing.kinds()[:2] == ["paragraph", "list_item"]
    for _ in range(5):
        editing.key(Qt.Key.Key_Z, CTRL)
    assert editing.kinds()[:2] == ["metadata", "paragraph"]
    assert not editing.panel.undo_button.isEnabled()
    editing.key(Qt.Key.Key_Z, CTRL | SHIFT)
    assert editing.kinds()[1] == "heading"


def test_a_kind_and_a_level_are_chosen_from_the_lists(editing, reader):
    editing.caret("Officials")
    reader.choose(editing.panel.kind, 1)
    assert editing.kinds()[1] == "heading"
    reader.choose(editing.panel.level, 4)
    assert editing.view.article.blocks[1].level == 5
    reader.choose(editing.panel.kind, 6)
    assert editing.view.article.blocks[1].role == "by_line"
    assert not editing.panel.level.isEnabled()
    assert editing.panel.level.currentIndex() == -1
    assert editing.panel.level.placeholderText() == "No level"
    assert "headings" in editing.panel.level.toolTip()
    editing.caret("Officials")
    editing.key(Qt.Key.Key_D)
    assert editing.view.article.blocks[1].role == "date_line"
    editing.key(Qt.Key.Key_B)
    assert editing.view.article.blocks[1].role == "by_line"


def test_chosen_lines_become_a_table_and_are_taken_apart_again(editing, reader):
    editing.caret("Year")
    editing.key(Qt.Key.Key_T)
    block = next(b for b in editing.view.article.blocks if b.kind is BlockKind.TABLE)
    text = editing.view.article.text
    assert [[text[c.start : c.end] for c in row] for row in block.rows] == [
        ["Year", "Boats"],
        ["2023", "one"],
        ["2024", "two"],
    ]
    assert editing.panel.kind.currentText() == "Table"
    apart = editing.panel.columns_menu.actions()[-1]
    assert apart.isEnabled()
    apart.trigger()
    assert "table" not in editing.kinds()
    assert editing.kinds().count("paragraph") == 6


def test_the_way_to_tell_columns_is_chosen_from_the_menu(editing):
    editing.caret("Year")
    commas = editing.panel.columns_menu.actions()[6]
    commas.trigger()
    assert "one column only" in editing.dialog.message.text()
    editing.caret("Year")
    editing.key(Qt.Key.Key_Home)
    editing.key(Qt.Key.Key_Down, SHIFT)
    editing.key(Qt.Key.Key_Down, SHIFT)
    lines = editing.panel.columns_menu.actions()[7].menu().actions()
    lines[1].trigger()
    table = next(b for b in editing.view.article.blocks if b.kind is BlockKind.TABLE)
    assert [len(row) for row in table.rows] == [3]
    assert not editing.dialog.message.isVisible()


def test_blocks_are_joined_and_split(editing):
    before = editing.blocks()
    editing.caret("Officials")
    editing.key(Qt.Key.Key_Home)
    editing.key(Qt.Key.Key_Down, SHIFT)
    assert editing.view.numbers == (1, 2)
    editing.push(editing.panel.join_button)
    assert len(editing.blocks()) == len(before) - 1
    editing.caret("Year")
    editing.push(editing.panel.split_button)
    assert editing.blocks() == before


def test_a_click_on_a_name_chooses_the_block_and_shift_all_between(editing):
    gutter = editing.view.gutter

    def click(number, modifier=Qt.KeyboardModifier.NoModifier):
        rect = editing.view.rect_of(number)
        editing.bot.mouseClick(gutter, LEFT, modifier, QPoint(20, rect.center().y()))

    click(1)
    assert editing.view.numbers == (1, 1)
    click(0, SHIFT)
    assert editing.view.numbers == (0, 1)
    assert "2 block" in editing.view.accessibleDescription()


def test_what_was_decided_stays_while_the_text_is_typed(editing):
    editing.caret("Officials")
    editing.key(Qt.Key.Key_Q)
    editing.bot.keyClick(editing.dialog.text, Qt.Key.Key_End, CTRL)
    editing.bot.keyClicks(editing.dialog.text, " And more.")
    editing.followed()
    assert editing.kinds()[1] == "quotation"
    assert editing.blocks()[-1][1].endswith("either. And more.")
    editing.push(editing.panel.guess_button)
    assert editing.kinds()[1] == "paragraph"


def test_both_sides_follow_each_other(editing):
    editing.caret("Nobody knew")
    position = editing.dialog.text.textCursor().position()
    assert TEXT[position:].startswith("Nobody knew")
    editing.dialog.text.setFocus()
    editing.bot.keyClick(editing.dialog.text, Qt.Key.Key_Home, CTRL)
    assert editing.view.numbers == (0, 0)


def test_a_structure_is_saved_without_asking(editing, boats, reader):
    editing.caret("Year")
    editing.key(Qt.Key.Key_T)
    editing.save()
    assert editing.closed
    assert reader.boxes() == []
    after = stored(reader, boats.id)
    assert after.text == boats.text
    assert BlockKind.TABLE in [b.kind for b in after.blocks]


# --- Editing the text -----------------------------------------------------------------------------


def replace_text(editing, old, new):
    """Select words in the text by keyboard and type others over them."""
    field = editing.dialog.text
    cursor = field.textCursor()
    start = field.toPlainText().index(old)
    cursor.setPosition(start)
    cursor.setPosition(start + len(old), cursor.MoveMode.KeepAnchor)
    field.setTextCursor(cursor)
    editing.bot.keyClicks(field, new)
    editing.followed()


def test_before_an_edited_text_is_saved_it_is_said_what_becomes_of_the_marks(
    editing, boats, reader
):
    replace_text(editing, "Nobody asked either.", "Who asked?")
    replace_text(editing, "the pier", "a pier")
    editing.save()
    box = reader.box()
    told = box.informativeText()
    assert "3 mark" in told
    assert "3 set" in told
    assert "2 stay" in told
    assert "1 cannot be placed" in told
    editing.answer(CANCEL)
    assert editing.dialog.isVisible()
    assert stored(reader, boats.id) == boats
    editing.save()
    editing.answer(SAVE)
    reader.wait(lambda: editing.closed)
    after = reader.box()
    assert "1 mark" in after.text()
    assert "“Old”" in after.informativeText()
    reader.answer(CANCEL)
    assert "Who asked?" in stored(reader, boats.id).text


def test_before_an_edited_text_is_saved_the_words_that_marks_go_over_to_are_shown(
    editing, boats, reader
):
    replace_text(editing, "Officials said", "Officialls said")
    editing.save()
    box = reader.box()
    assert "• “Officials said” → “Officialls said”" in box.informativeText()
    assert box.detailedText() == "Before: “Officials said”\nNow: “Officialls said”"
    editing.answer(CANCEL)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("a cat", "a dog", "“a cat” → “a dog”"),
        (
            "Insiders say that two of the members had lost.",
            "Officials say that two of the members had lost.",
            "“Insiders say that two of the members …” → “Officials say that two of the members …”",
        ),
        (
            "It is " * 20 + "done",
            "It is " * 20 + "over",
            f"“… {'It is ' * 4}done” → “… {'It is ' * 4}over”",
        ),
    ],
)
def test_of_a_long_passage_the_changed_words_are_shown(before, after, told):
    words = reworded_words(before, after)
    assert words == told


def test_where_nothing_is_lost_nothing_is_said_afterwards(editing, boats, reader):
    replace_text(editing, "Boats For All", "Ships For All")
    editing.save()
    assert "All of them stay" in reader.box().informativeText()
    editing.answer(SAVE)
    assert reader.boxes() == []
    assert "saved" in reader.said
    assert stored(reader, boats.id).title == "Boats For All"


def test_blanks_that_do_not_break_stay_what_they_are(workspace, reader, writing):
    text = "The\u00a0big boat\n\nIt left at 5\u00a0p.m. on that day."
    article = Authoring(workspace.library, "").create(written(text)).article
    reader.window.show_library()
    reader.window.library.choose(article.id)
    writer = writing("edit-article")
    assert not writer.dialog.is_changed
    replace_text(writer, "left", "sailed")
    writer.save()
    assert stored(reader, article.id).text == text.replace("left", "sailed")


def test_the_article_on_the_desk_is_shown_anew_with_the_same_set(boats, reader, writing):
    reader.window.show_library()
    reader.open(boats)
    reader.work_done()
    name = reader.info.name
    writer = writing("edit-article")
    replace_text(writer, "Officials said", "People claim")
    writer.save()
    writer.answer(SAVE)
    reader.answer(CANCEL)
    assert "People claim" in reader.article.text
    assert reader.info.name == name == "Mine"
    assert reader.desk.unplaced.line.isVisible()


def test_another_window_learns_of_the_edit_when_it_marks(boats, workspace, reader):
    reader.window.show_library()
    reader.open(boats)
    reader.work_done()
    with reader.library() as other:
        after = with_text(boats, boats.text.replace("Boats For", "More Boats For"))
        Authoring(other.library, "Else").save(boats, after)
    reader.drag(reader.span("Nobody knew"))
    reader.key("1")
    assert "edited elsewhere" in reader.answer(QMessageBox.ButtonRole.AcceptRole)
    assert reader.article == after
    reader.work_done()
    assert reader.mark("Nobody knew", "1").passages[0].quote == "Nobody knew"


# --- Leaving --------------------------------------------------------------------------------------


def test_leaving_asks_only_where_something_would_be_lost(editing, boats, reader):
    replace_text(editing, "Nobody asked", "Who asked")
    editing.push(editing.dialog.cancel_button)
    assert "without saving" in reader.box().text()
    editing.answer(CANCEL)
    assert editing.dialog.isVisible()
    editing.dialog.close()
    editing.answer(DISCARD)
    reader.wait(lambda: editing.closed)
    assert stored(reader, boats.id) == boats


def test_leaving_an_untouched_dialog_asks_nothing(editing, reader):
    editing.bot.keyClick(editing.dialog, Qt.Key.Key_Escape)
    assert editing.closed
    assert reader.boxes() == []


def test_saving_an_untouched_article_stores_nothing(editing, reader):
    editing.save()
    assert editing.closed
    assert reader.boxes() == []


def test_without_an_article_there_is_nothing_to_edit(workspace, open_window):
    workspace.articles.delete([a.id for a in workspace.articles.all()])
    reader = open_window()
    assert not reader.window.action("edit-article").isEnabled()
    assert reader.window.action("new-article").isEnabled()


def test_the_import_dialog_shows_every_kind_of_file_that_can_be_read(reader):
    reader.window.action("import").trigger()
    (dialog,) = reader.window.findChildren(FileDialog)
    first = dialog.nameFilters()[0]
    assert all(f"*{end}" in first for end in (".txt", ".text", ".md", ".mdown", ".mkd"))
    assert isinstance(dialog, QFileDialog)
    dialog.reject()
