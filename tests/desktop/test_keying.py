"""A key is written on the desk, from the first item to the last question."""

from __future__ import annotations

import gc
from itertools import pairwise
from pathlib import Path
from threading import Event
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QFontMetricsF, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QStyleOptionViewItem,
)
from window_driver import ALT, CTRL, NONE, SHIFT, Reader

from annotator.comparison.key_checklist import Gap
from annotator.desktop.keying.frames import Line
from annotator.desktop.keying.key_dialog import KeyDialog
from annotator.desktop.side_stack import WIDTH as SIDE_WIDTH
from annotator.domain.annotation import KeyDetails, Role, Status
from annotator.domain.span import Span
from annotator.services import transfer
from annotator.services.authoring import Authoring, with_text
from annotator.services.transfer import export_article

WHY = "Nobody is named who could be asked, so a reader cannot tell what stands behind it."


def begin(reader: Reader, row: int = 0) -> None:
    """Open the dialog by its key, and begin with one of its rows."""
    reader.key(Qt.Key.Key_K, CTRL | SHIFT)
    dialog = reader.window.findChild(KeyDialog)
    reader.wait(dialog.isVisible)
    for _ in range(row):
        reader.bot.keyClick(dialog.list, Qt.Key.Key_Down)
    reader.push(dialog.write)
    reader.activate()
    reader.page.setFocus()
    checked(reader)


def rows(reader: Reader) -> list[str]:
    """What the dialog offers."""
    reader.key(Qt.Key.Key_K, CTRL | SHIFT)
    (dialog,) = [d for d in reader.window.findChildren(KeyDialog) if d.isVisible()]
    found = [dialog.list.item(n).text().split("\n")[0] for n in range(dialog.list.count())]
    dialog.reject()
    reader.activate()
    return found


def checked(reader: Reader) -> set[Gap]:
    """What is missing, once the checklist has looked."""
    keying = reader.desk.keying
    keying.check()
    assert keying.findings is not None
    return {f.gap for f in keying.findings}


def listed(reader: Reader) -> list[str]:
    """The names in the list of sets."""
    sets = reader.desk.header.sets
    texts = [sets.itemText(n) for n in range(sets.count())]
    return [text.split(" · ")[0] for text in texts if text]


def stored_key(reader: Reader, item_id: str) -> KeyDetails:
    (item,) = [a for a in reader.stored() if a.id == item_id]
    return item.key or KeyDetails()


def explain(reader: Reader, text: str = WHY) -> None:
    reader.key("n")
    reader.type(text)
    reader.key(Qt.Key.Key_Escape)


def frames(reader: Reader) -> list[tuple[Line, str]]:
    """What is framed on the page."""
    text = reader.article.text
    return [(f.line, text[f.span.start : f.span.end]) for f in reader.page._frames]


@pytest.fixture
def at_key(at_desk):
    """A teacher with an empty key on the desk."""
    begin(at_desk)
    return at_desk


def test_a_key_is_a_draft_of_its_own_beside_the_learners_set(at_desk):
    mine = at_desk.info
    assert listed(at_desk) == [mine.name]
    begin(at_desk)
    assert (at_desk.info.role, at_desk.info.status) == (Role.KEY, Status.DRAFT)
    assert listed(at_desk) == [mine.name, "Keys", "Key"]
    # Back at the learner's set nothing tells of the key.
    at_desk.choose(at_desk.desk.header.sets, 0)
    assert (at_desk.info.role, at_desk.info.name) == (mine.role, mine.name)
    assert listed(at_desk) == [mine.name]
    header = at_desk.desk.header
    assert not header.checklist_button.isVisible()
    assert not header.preview_button.isVisible()
    assert not at_desk.desk.keying.panel.isVisible()
    assert header.submit_button.text() == "Submit"
    assert rows(at_desk) == [
        "Go on with “Key”",
        "An empty key",
        "Marks or a key from a file…",
    ]


def test_sound_has_a_key_a_button_and_a_letter_in_keys_alone(at_desk):
    assert "mark-sound" not in at_desk.window._menus.by_name
    begin(at_desk)
    at_desk.drag(at_desk.span("Tickets stay free"))
    assert [b.accessibleName() for b in at_desk.bar._buttons][-1] == "Mark as sound"
    at_desk.key("0")
    (item,) = at_desk.stored()
    assert item.is_sound
    mark = at_desk.page.mark(item.id)
    others = [c.pattern for c in at_desk.desk.book.categories if c.id != "sound"]
    assert mark.look.badge == "S"
    assert mark.look.pattern not in others
    at_desk.choose(at_desk.desk.header.sets, 0)
    assert "mark-sound" not in at_desk.window._menus.by_name
    assert not at_desk.page.marks_at(item.spans[0].start)


def test_the_card_asks_for_an_explanation_and_not_how_sure_one_is(at_key):
    at_key.mark("Experts say", "3")
    editor, part = at_key.editor, at_key.desk.keying.shaping.part
    assert not editor.confidence.isVisible()
    assert not at_key.window.action("confidence").isEnabled()
    assert not at_key.desk.header.hint_button.isVisible()
    assert part.length.text() == "For the learner, in 10 to 60 words"
    explain(at_key, "Who says so?")
    assert part.length.text() == "Words: 3 (at least 10)"
    at_key.mark("Tickets stay free", "0")
    assert not editor.subtype.isVisible()
    assert not part.core_set.isVisible()
    at_key.choose(at_key.desk.header.sets, 0)
    at_key.mark("Nobody", "3")
    assert editor.confidence.isVisible()
    assert not part.isVisible()


def test_the_card_is_as_high_as_what_it_shows(at_key):
    made = at_key.mark("the old boat can't cope", "1")
    editor = at_key.editor
    with_all = editor.height()
    at_key.mark("Tickets stay free", "0")
    at_key.settle()
    assert editor.height() < with_all
    assert editor.height() == editor.heightForWidth(editor.width())
    at_key.desk.activate(made.id)
    at_key.settle()
    assert editor.height() == editor.heightForWidth(editor.width()) == with_all


def test_core_and_allowance_come_from_the_selection_and_are_framed(at_key):
    made = at_key.mark("the old boat can't cope", "1")
    at_key.drag(at_key.span("can't cope"))
    at_key.key("c", SHIFT)
    at_key.drag(at_key.span("Experts say that the old boat can't cope"))
    at_key.key("a", SHIFT)
    key = stored_key(at_key, made.id)
    assert [p.quote for p in key.core] == ["can't cope"]
    assert [p.quote for p in key.allowance] == ["Experts say that the old boat can't cope"]
    assert sorted(frames(at_key), key=str) == sorted(
        [
            (Line.CORE, "can't cope"),
            (Line.ALLOWANCE, "Experts say that the old boat can't cope"),
        ],
        key=str,
    )
    part = at_key.desk.keying.shaping.part
    at_key.push(part.core_clear)
    assert stored_key(at_key, made.id).core == ()
    assert frames(at_key) == [(Line.ALLOWANCE, "Experts say that the old boat can't cope")]
    at_key.push(part.allowance_clear)
    assert frames(at_key) == []
    at_key.page.setFocus()
    at_key.key("z", CTRL)
    assert [p.quote for p in stored_key(at_key, made.id).allowance] != []


def test_frames_are_painted_and_go_with_the_item(at_key):
    made = at_key.mark("the old boat can't cope", "1")
    # A second mark, so that something else can be the active one.
    other = at_key.mark("Tickets stay free", "0")
    at_key.desk.activate(made.id)
    before = at_key.image()
    at_key.drag(at_key.span("old boat"))
    at_key.key("c", SHIFT)
    at_key.desk.reveal_active()
    with_frame = at_key.image()
    assert with_frame != before
    at_key.desk.activate(other.id)
    assert frames(at_key) == []


def test_the_keyboard_alone_sets_an_allowance_that_begins_outside_the_item(at_key):
    made = at_key.mark("the old boat can't cope", "1")
    sentence = at_key.span("Experts say that the old boat can't cope.")
    at_key.key(Qt.Key.Key_Up, ALT)  # to the start of the sentence, away from the item
    assert at_key.desk.session.active is None
    at_key.key("s")
    at_key.key("a", SHIFT)
    (allowance,) = stored_key(at_key, made.id).allowance
    assert allowance.span == sentence
    assert at_key.desk.session.active == made.id


def test_without_a_selection_or_an_item_it_is_told_what_to_do(at_key):
    at_key.key("c", SHIFT)
    assert "Choose an item first" in at_key.said
    at_key.drag(at_key.span("Tickets stay"))
    at_key.key("a", SHIFT)
    assert "lies on no item" in at_key.said
    at_key.key("o", SHIFT)
    assert "Choose an item first" in at_key.said
    at_key.key("d")
    assert "Choose an item first" in at_key.said


def drag_through(reader: Reader, first: QPoint, last: QPoint) -> None:
    """Drag as a mouse does: what lies over the page at the first point takes all of it."""
    port = reader.page.viewport()
    taker = port.childAt(first) or port
    reader.bot.mousePress(taker, Qt.MouseButton.LeftButton, pos=taker.mapFrom(port, first))
    for point in ((first + last) / 2, last):
        reader.bot.mouseMove(taker, taker.mapFrom(port, point))
    reader.bot.mouseRelease(taker, Qt.MouseButton.LeftButton, pos=taker.mapFrom(port, last))


@pytest.mark.parametrize("core", ["the old", "can't cope", "the old boat can't cope"])
def test_the_core_at_either_edge_of_an_item_is_dragged_out_beside_the_handles(at_key, core):
    made = at_key.mark("the old boat can't cope", "1")
    handles = at_key.desk.marking.handles
    assert handles.start.isVisible()
    drag_through(at_key, *at_key.ends(at_key.span(core)))
    at_key.key("c", SHIFT)
    (item,) = at_key.stored()
    assert item.passages[0].quote == "the old boat can't cope"  # no handle was dragged
    wanted = [] if core == item.passages[0].quote else [core]
    assert [p.quote for p in stored_key(at_key, made.id).core] == wanted
    # Outside of the letters the same edges are still handles.
    first, _ = at_key.ends(at_key.span("the old boat can't cope"))
    target = at_key.page.rects_of(at_key.span("Experts say"))[0]
    drag_through(at_key, first - QPoint(4, 0), QPoint(target.left() + 1, target.center().y()))
    assert at_key.stored()[0].passages[0].quote == "Experts say that the old boat can't cope"


def requests(reader: Reader) -> list[str]:
    """What the card says is to be selected now."""
    labels = reader.desk.keying.shaping.part.requests.values()
    return [label.text() for label in labels if label.isVisible()]


def test_set_without_a_selection_says_beside_it_what_to_select_and_waits(at_key):
    made = at_key.mark("the old boat can't cope", "1")
    at_key.mark("Experts say", "3")
    at_key.desk.activate(made.id)
    part, handles = at_key.desk.keying.shaping.part, at_key.desk.marking.handles
    told = []
    at_key.desk.told.connect(told.append)
    at_key.push(part.core_set)
    (words,) = requests(at_key)
    assert "a right mark must touch" in words
    assert told == [words]
    assert part.core_set.accessibleDescription() == words
    assert part.core_set.text() == "Stop"
    assert at_key.page.hasFocus()
    assert handles.start.isHidden()
    # Words elsewhere do not do, and that is said there too; the request stands.
    drag_through(at_key, *at_key.ends(at_key.span("Tickets stay")))
    (words,) = requests(at_key)
    assert "outside of the item" in words
    assert told[-1] == words
    drag_through(at_key, *at_key.ends(at_key.span("the old")))
    assert [p.quote for p in stored_key(at_key, made.id).core] == ["the old"]
    assert requests(at_key) == []
    assert part.core_set.text() == "Set"
    assert handles.start.isVisible()
    assert at_key.page.selection is None
    at_key.push(part.allowance_set)
    drag_through(at_key, *at_key.ends(at_key.span("that the old boat can't cope. Nobody")))
    (allowance,) = stored_key(at_key, made.id).allowance
    assert allowance.quote == "that the old boat can't cope. Nobody"


@pytest.mark.parametrize("selected_first", [True, False])
def test_another_answer_is_never_taken_from_the_article_beside(at_key, selected_first):
    made = at_key.mark("the old boat can't cope", "1")
    at_key.key(Qt.Key.Key_F4)
    at_key.work_done()
    there = at_key.desk.beside.view.page
    ends = [there.rects_of(Span(at, at + 1))[0].center() for at in (2, 30)]

    def select_there() -> None:
        drag_through(SimpleNamespace(page=there, bot=at_key.bot), *ends)

    if selected_first:
        select_there()
    at_key.desk.keying.shaping.part.menu.actions()[-1].trigger()
    assert len(requests(at_key)) == 1
    if not selected_first:
        select_there()
        assert "in the article of the key" in requests(at_key)[0]
    assert stored_key(at_key, made.id).alternatives == ()
    at_key.page.setFocus()
    drag_through(at_key, *at_key.ends(at_key.span("Nobody at the")))
    (answer,) = stored_key(at_key, made.id).alternatives
    assert [p.quote for p in answer.passages] == ["Nobody at the"]


def test_set_is_left_by_its_button_by_escape_and_by_another_item(at_key):
    made = at_key.mark("the old boat can't cope", "1")
    other = at_key.mark("Tickets stay free", "0")
    part = at_key.desk.keying.shaping.part
    at_key.desk.activate(made.id)
    at_key.push(part.core_set)
    at_key.push(part.core_set)
    assert requests(at_key) == []
    at_key.push(part.core_set)
    at_key.key(Qt.Key.Key_Escape)
    assert requests(at_key) == []
    assert at_key.desk.session.active == made.id
    at_key.push(part.core_set)
    at_key.click(other.spans[0].start + 2)
    assert requests(at_key) == []
    assert at_key.desk.session.active == other.id
    assert stored_key(at_key, made.id) == KeyDetails()


@pytest.mark.parametrize(
    ("key", "modifier"),
    [(Qt.Key.Key_Delete, NONE), (Qt.Key.Key_Z, CTRL), (Qt.Key.Key_0, NONE)],
    ids=["deleted", "undone", "sound"],
)
def test_nothing_is_waited_for_once_the_item_is_gone_or_sound(at_key, key, modifier):
    at_key.mark("the old boat can't cope", "1")
    at_key.push(at_key.desk.keying.shaping.part.core_set)
    at_key.key(key, modifier)
    assert requests(at_key) == []
    at_key.drag(at_key.span("Tickets stay free"))
    assert at_key.bar.isVisible()
    at_key.key("3")
    assert at_key.span("Tickets stay free") in [a.spans[0] for a in at_key.stored()]


def test_the_keyboard_alone_sets_the_core_at_the_beginning_of_an_item(at_key):
    made = at_key.mark("the old boat can't cope", "1")
    at_key.mark("that the old boat can't cope", "3")  # over the same words
    at_key.desk.activate(made.id)
    at_key.page.setFocus()
    at_key.key("c", SHIFT)
    assert len(requests(at_key)) == 1
    at_key.key(Qt.Key.Key_Return)  # nothing is selected yet
    assert len(requests(at_key)) == 1
    for _ in range(len("the old")):
        at_key.key(Qt.Key.Key_Right, SHIFT)
    assert not at_key.bar.isVisible()
    at_key.key(Qt.Key.Key_Return)
    assert [p.quote for p in stored_key(at_key, made.id).core] == ["the old"]
    assert at_key.desk.session.active == made.id
    # So is an allowance that begins before it: the caret may leave the item meanwhile.
    at_key.key("a", SHIFT)
    at_key.key(Qt.Key.Key_Up, ALT)
    assert at_key.desk.session.active == made.id
    at_key.key("s")
    at_key.key(Qt.Key.Key_Return)
    (allowance,) = stored_key(at_key, made.id).allowance
    assert allowance.span == at_key.span("Experts say that the old boat can't cope.")


def test_another_answer_is_waited_for_too(at_key):
    made = at_key.mark("the old boat can't cope", "1")
    part = at_key.desk.keying.shaping.part
    offered(part, "Another passage, selected").trigger()
    (words,) = requests(at_key)
    assert "as right" in words
    take_word(at_key, "Nobody")
    (answer,) = stored_key(at_key, made.id).alternatives
    assert [p.quote for p in answer.passages] == ["Nobody"]
    assert requests(at_key) == []


def take_word(reader: Reader, word: str) -> None:
    """Select a word by a double click, and let go of the button."""
    inside = reader.span(word).start + 1
    reader.double_click(inside)
    reader.bot.mouseRelease(
        reader.page.viewport(), Qt.MouseButton.LeftButton, pos=reader.point(inside)
    )


def offered(part, beginning: str):
    """What the menu of other answers offers, by its first words."""
    (action,) = [a for a in part.menu.actions() if a.text().startswith(beginning)]
    return action


def test_another_passage_is_as_right_under_another_category(at_key):
    made = at_key.mark("the old boat can't cope", "1")
    part = at_key.desk.keying.shaping.part
    offered(part, "Another passage as “Vague").trigger()
    (words,) = requests(at_key)
    assert "as right as “Vague" in words
    take_word(at_key, "Nobody")
    (answer,) = stored_key(at_key, made.id).alternatives
    assert answer.category == "vague_attribution"
    assert [p.quote for p in answer.passages] == ["Nobody"]
    offered(part, "This passage as “Vague").trigger()
    told = [button.accessibleName() for button in part.removers]
    assert told == [
        "Remove: “Nobody” as Vague attribution",
        "Remove: This passage as Vague attribution",
    ]


def test_a_sound_passage_is_asked_why_it_is_sound_and_not_how_hard_it_is(at_key):
    at_key.drag(at_key.span("Tickets stay free"))
    at_key.key("0")
    part, editor = at_key.desk.keying.shaping.part, at_key.editor
    assert "sound" in editor.note.placeholderText()
    assert not editor.subtype.isVisible()
    # With nothing weak in the key the article's difficulty is that of its sound passages.
    assert all(button.isVisible() for button in part.difficulties)
    weak = at_key.mark("Experts say", "3")
    assert "have to see" in editor.note.placeholderText()
    assert all(button.isVisible() for button in part.difficulties)
    sound = next(a for a in at_key.stored() if a.id != weak.id)
    at_key.desk.choose(sound.id)
    assert not any(button.isVisible() for button in part.difficulties)
    at_key.key("d")
    assert "nothing in the key is weak" in at_key.said
    assert stored_key(at_key, sound.id) == KeyDetails()


def test_a_core_whose_words_are_gone_is_told_on_the_card(at_key):
    made = at_key.mark("the old boat can't cope", "1")
    at_key.drag(at_key.span("can't cope"))
    at_key.key("c", SHIFT)
    part = at_key.desk.keying.shaping.part
    assert "gone" not in part.core_name.text()
    text = at_key.article.text.replace("boat can't cope", "boat is far too small")
    authoring = Authoring(at_key.window.workspace.library, "Teacher")
    authoring.save(at_key.article, with_text(at_key.article, text))
    key = at_key.info
    at_key.window.open_article(at_key.article.id, key)
    at_key.work_done()
    at_key.desk.activate(made.id)
    assert stored_key(at_key, made.id).core[0].span is None
    assert "gone from the text" in part.core_name.text()
    assert "can't cope" in part.core.text()


def test_a_deleted_item_is_named_and_the_way_back_told(at_key):
    made = at_key.mark("Experts say", "3")
    part, editor = at_key.desk.keying.shaping.part, at_key.editor
    at_key.settle()
    delete = QRect(editor.delete.mapTo(editor, QPoint()), editor.delete.size())
    add = QRect(part.add.mapTo(editor, QPoint()), part.add.size())
    assert delete.right() < add.left()  # nothing is deleted by a click that misses "Add"
    at_key.push(editor.delete)
    assert at_key.said == "Deleted: Vague attribution, “Experts say”. Ctrl+Z brings it back."
    at_key.page.setFocus()
    at_key.key("z", CTRL)
    assert [a.id for a in at_key.stored()] == [made.id]


def test_words_elsewhere_are_no_core_and_the_reader_is_told(at_key):
    made = at_key.mark("the old boat can't cope", "1")
    at_key.drag(at_key.span("Tickets stay"))
    at_key.key("c", SHIFT)
    assert "does not touch the item" in at_key.answer()
    assert stored_key(at_key, made.id) == KeyDetails()


def test_difficulty_goes_round_by_key_and_is_chosen_by_button(at_key):
    made = at_key.mark("Experts say", "3")
    for wanted in (1, 2, 3, None):
        at_key.key("d")
        assert stored_key(at_key, made.id).difficulty == wanted
    easy, _, hard = at_key.desk.keying.shaping.part.difficulties
    at_key.push(hard)
    assert stored_key(at_key, made.id).difficulty == 3
    at_key.push(easy)
    assert (stored_key(at_key, made.id).difficulty, hard.isChecked()) == (1, False)
    at_key.push(easy)
    assert stored_key(at_key, made.id).difficulty is None


def test_other_answers_are_added_shown_and_removed(at_key):
    made = at_key.mark("4,210 passengers in April", "2")
    at_key.drag(at_key.span("Tickets stay free"))
    at_key.key("2")  # links
    part = at_key.desk.keying.shaping.part
    at_key.drag(at_key.span("two pounds from May"))
    words = [a.text() for a in part.menu.actions()]
    (in_place,) = [a for a in part.menu.actions() if "4,210" in a.text() and "place" in a.text()]
    assert not [w for w in words if "Inconsistency" in w or "Sound" in w]
    in_place.trigger()
    next(a for a in part.menu.actions() if "Vague" in a.text()).trigger()
    first, second = stored_key(at_key, made.id).alternatives
    assert [p.quote for p in (*first.passages, *first.counterpart)] == [
        "two pounds from May",
        "Tickets stay free",
    ]
    assert second.category == "vague_attribution"
    assert (Line.ALTERNATIVE, "two pounds from May") in frames(at_key)
    assert len(part.removers) == 2
    at_key.push(part.removers[0])
    assert stored_key(at_key, made.id).alternatives == (second,)


def test_tab_goes_from_the_explanation_through_all_of_the_card(at_key):
    made = at_key.mark("the old boat can't cope", "1")
    at_key.drag(at_key.span("can't cope"))
    at_key.key("c", SHIFT)
    next(a for a in at_key.desk.keying.shaping.part.menu.actions()).trigger()
    assert len(stored_key(at_key, made.id).alternatives) == 1
    at_key.key("n")
    names = []
    for _ in range(8):
        at_key.key(Qt.Key.Key_Tab)
        names.append(QApplication.focusWidget().accessibleName())
    assert names == [
        "Difficulty 1: easy",
        "Difficulty 2: medium",
        "Difficulty 3: hard",
        "Take the selection as the core (Shift+C)",
        "Reset the core",
        "Take the selection as the allowance (Shift+A)",
        "Add another answer that is as right",
        "Remove: This passage as Inconsistency",
    ]


def test_the_checklist_leads_to_what_is_missing(at_key):
    panel = at_key.desk.keying.panel
    assert panel.isVisible()
    assert checked(at_key) == {Gap.EMPTY}
    late = at_key.mark("Nobody", "3")
    early = at_key.mark("Experts say", "3")
    assert {Gap.NO_EXPLANATION, Gap.NO_SUBTYPE, Gap.NO_DIFFICULTY} <= checked(at_key)
    entries = [panel.list.item(n) for n in range(panel.list.count())]
    first = next(e for e in entries if "“Nobody”" in e.text())
    assert "No explanation" in first.text()
    at_key.desk.activate(early.id)
    at_key.bot.mouseClick(
        panel.list.viewport(),
        Qt.MouseButton.LeftButton,
        pos=panel.list.visualItemRect(first).center(),
    )
    assert at_key.desk.session.active == late.id
    assert at_key.page.hasFocus()
    at_key.key(Qt.Key.Key_F7)
    assert not panel.isVisible()
    at_key.key(Qt.Key.Key_F7)
    assert panel.isVisible()
    at_key.key(Qt.Key.Key_F2)
    assert at_key.desk.codebook.isVisible()
    assert not panel.isVisible()


def test_the_checklist_follows_by_itself_and_says_when_nothing_is_missing(at_key):
    at_key.mark("Experts say", "3")
    explain(at_key)
    at_key.key("1", SHIFT)
    at_key.key("d")
    at_key.mark("Tickets stay free", "0")
    explain(at_key)
    panel = at_key.desk.keying.panel
    at_key.wait(lambda: panel.title.text() == "Nothing is missing")
    assert at_key.desk.header.checklist_button.text() == "Checklist ✓"
    assert panel.about.text() == "The key can be finished."


def test_where_nothing_at_all_is_listed_the_words_stay_at_the_top(at_key):
    desk = at_key.desk
    panel = desk.keying.panel
    panel.show_findings((), desk.session.get, desk.book, desk.theme)
    at_key.settle()
    assert not panel.list.isVisible()
    assert panel.about.geometry().bottom() < panel.height() // 4


def write_whole_key(reader: Reader) -> None:
    reader.mark("Experts say", "3")
    explain(reader)
    reader.key("1", SHIFT)
    reader.key("d")
    reader.mark("Tickets stay free", "0")
    explain(reader)


def test_what_has_to_be_mended_is_told_before_the_key_can_be_finished(at_key):
    lone = at_key.mark("4,210 passengers", "2")
    at_key.key(Qt.Key.Key_Escape)
    at_key.push(at_key.desk.header.checklist_button)  # away
    at_key.push(at_key.desk.header.submit_button)
    assert "cannot be finished yet" in at_key.answer()
    assert at_key.info.status is Status.DRAFT
    assert at_key.desk.keying.panel.isVisible()
    assert at_key.desk.session.active == lone.id


def test_a_finished_key_is_locked_compared_with_and_edited_as_a_new_version(at_desk):
    learner = at_desk.info
    at_desk.mark("Experts say", "3")
    at_desk.key(Qt.Key.Key_Return, CTRL)
    at_desk.answer()
    assert "no key" in at_desk.desk.banner.text()
    begin(at_desk)
    write_whole_key(at_desk)
    at_desk.key(Qt.Key.Key_Return, CTRL)
    assert learner.name in at_desk.box().informativeText()
    at_desk.answer(QMessageBox.ButtonRole.RejectRole)
    assert at_desk.info.status is Status.DRAFT
    at_desk.page.setFocus()
    at_desk.key(Qt.Key.Key_Return, CTRL)
    at_desk.answer()
    finished = at_desk.info
    assert finished.status is Status.SUBMITTED
    assert "Edit this key" in at_desk.desk.banner.text()
    assert not at_desk.desk.is_reviewing
    at_desk.page.setFocus()
    at_desk.key("0")
    assert len(at_desk.stored()) == 2
    at_desk.push(at_desk.desk.header.again_button)
    assert (at_desk.info.name, at_desk.info.status) == ("Key (2)", Status.DRAFT)
    assert len(at_desk.stored()) == 2
    with at_desk.library() as other:
        assert other.sets.key_of(at_desk.article).id == finished.id
    at_desk.choose(at_desk.desk.header.sets, 0)
    at_desk.wait(lambda: at_desk.desk.is_reviewing)
    assert at_desk.info.id == learner.id


def test_a_finished_key_comes_first_and_can_be_looked_at(at_desk):
    begin(at_desk)
    write_whole_key(at_desk)
    at_desk.key(Qt.Key.Key_Return, CTRL)
    at_desk.answer()
    finished = at_desk.info
    at_desk.choose(at_desk.desk.header.sets, 0)
    at_desk.page.setFocus()
    assert rows(at_desk)[:2] == ["A new version of “Key”", "An empty key"]
    at_desk.page.setFocus()
    at_desk.key(Qt.Key.Key_K, CTRL | SHIFT)
    (dialog,) = [d for d in at_desk.window.findChildren(KeyDialog) if d.isVisible()]
    assert dialog.list.currentRow() == 0
    at_desk.bot.keyClick(dialog.list, Qt.Key.Key_Down)
    assert not dialog.look.isEnabled()
    at_desk.bot.keyClick(dialog.list, Qt.Key.Key_Up)
    at_desk.push(dialog.look)
    at_desk.wait(lambda: at_desk.info.id == finished.id)
    assert at_desk.info.status is Status.SUBMITTED
    with at_desk.library() as other:
        assert len([i for i in other.sets.of(at_desk.article) if i.role is Role.KEY]) == 1


def test_a_learners_set_is_the_starting_point(at_desk):
    made = at_desk.mark("Experts say", "3")
    begin(at_desk, row=1)
    (item,) = at_desk.stored()
    assert (item.category, item.spans) == (made.category, made.spans)
    assert item.id != made.id


def begin_with_file(reader: Reader, path: Path) -> KeyDialog:
    """Choose the last row of the dialog, and a file."""
    reader.page.setFocus()
    reader.key(Qt.Key.Key_K, CTRL | SHIFT)
    (dialog,) = [d for d in reader.window.findChildren(KeyDialog) if d.isVisible()]
    reader.bot.keyClick(dialog.list, Qt.Key.Key_End)
    reader.push(dialog.write)
    (files,) = [f for f in dialog.findChildren(QFileDialog) if f.isVisible()]
    files.setDirectory(str(path.parent))
    files.findChild(QLineEdit).setText(str(path))
    files.accept()
    return dialog


def test_a_file_is_the_starting_point_and_stays_a_draft(at_desk, tmp_path):
    made = at_desk.mark("Experts say", "3")
    explain(at_desk)
    path = tmp_path / "marks.jsonld"
    export_article(at_desk.window.workspace, at_desk.article, "webannotation", path)
    dialog = begin_with_file(at_desk, path)
    at_desk.wait(lambda: not dialog.isVisible())
    at_desk.wait(lambda: at_desk.info.role is Role.KEY)
    assert at_desk.info.status is Status.DRAFT
    assert at_desk.info.name == "Key"
    (item,) = at_desk.stored()
    assert (item.category, item.spans, item.note) == (made.category, made.spans, WHY)
    with at_desk.library() as other:
        assert other.sets.key_of(at_desk.article) is None


def test_cancelling_while_the_file_is_read_begins_no_key(at_desk, tmp_path, monkeypatch):
    at_desk.mark("Experts say", "3")
    path = tmp_path / "marks.jsonld"
    export_article(at_desk.window.workspace, at_desk.article, "webannotation", path)
    begun, gate, read = Event(), Event(), transfer.read_bytes

    def slow(*args: object) -> bytes:
        begun.set()
        gate.wait()
        return read(*args)

    monkeypatch.setattr(transfer, "read_bytes", slow)
    dialog = begin_with_file(at_desk, path)
    at_desk.wait(begun.is_set)
    at_desk.push(dialog.buttons.button(QDialogButtonBox.StandardButton.Cancel))
    gate.set()
    at_desk.work_done()
    with at_desk.library() as other:
        assert [info.role for info in other.sets.of(at_desk.article)] == [Role.LEARNER]


def test_a_file_that_is_no_starting_point_is_told_and_the_dialog_stays(at_desk, tmp_path):
    path = tmp_path / "marks.jsonld"
    path.write_text("{}", encoding="utf-8")
    dialog = begin_with_file(at_desk, path)
    box = at_desk.box()
    assert "marks.jsonld" in box.text()
    at_desk.push(box.buttons()[0])
    assert dialog.isVisible()
    assert dialog.write.isEnabled()
    assert "What shall it begin with?" in dialog.about.text()
    dialog.reject()


def test_a_draft_is_deleted_only_when_asked_twice(at_key):
    at_key.mark("Experts say", "3")
    draft = at_key.info
    for role, left in (
        (QMessageBox.ButtonRole.RejectRole, 1),
        (QMessageBox.ButtonRole.DestructiveRole, 0),
    ):
        at_key.page.setFocus()
        at_key.key(Qt.Key.Key_K, CTRL | SHIFT)
        (dialog,) = [d for d in at_key.window.findChildren(KeyDialog) if d.isVisible()]
        at_key.push(dialog.delete)
        assert "1 item" in at_key.box().informativeText()
        box = at_key.box()
        at_key.push(next(b for b in box.buttons() if box.buttonRole(b) == role))
        at_key.wait(lambda: not at_key.boxes())
        assert dialog.delete.isEnabled() == bool(left)
        dialog.reject()
        at_key.activate()
    assert at_key.info.role is Role.LEARNER
    with at_key.library() as other:
        assert draft.id not in {info.id for info in other.sets.of(at_key.article)}


def test_the_preview_is_what_a_learner_gets_and_leaves_nothing_behind(at_key):
    write_whole_key(at_key)
    with at_key.library() as other:
        before = other.sets.of(at_key.article)
        results = other.library.learners.results(other.sets.learner_id)
    at_key.key(Qt.Key.Key_F5)
    preview = at_key.desk.keying._preview
    learner = Reader(at_key.bot, preview.window)
    learner.activate()
    learner.wait(lambda: learner.page.segmentation is not None)
    assert learner.article == at_key.article
    assert learner.info.role is Role.LEARNER
    assert not learner.page.marks_at(at_key.span("Experts").start)
    assert "mark-sound" not in learner.window._menus.by_name
    for name in ("import", "write-key", "learners", "exercise", "compare-two", "checklist"):
        assert not learner.window.action(name).isEnabled(), name
        assert not learner.window.action(name).isVisible(), name
    learner.page.setFocus()
    learner.mark("Experts say", "3")
    learner.submit()
    assert [str(i.outcome) for i in learner.desk.comparison.items] == ["hit"]
    folder = learner.window.workspace.path.parent
    assert folder.is_dir()
    learner.push(learner.window.back_button)
    at_key.wait(lambda: at_key.desk.keying._preview is None)
    assert not folder.exists()
    at_key.activate()
    assert at_key.info.role is Role.KEY
    assert len(at_key.stored()) == 2
    with at_key.library() as other:
        assert other.sets.of(at_key.article) == before
        assert other.library.learners.results(other.sets.learner_id) == results
    gc.collect()


def test_the_window_does_not_come_back_to_a_key(at_key, open_window):
    at_key.mark("Experts say", "3")
    at_key.window.close()
    again = open_window(at_key.window.workspace)
    assert again.desk.article is None
    again.open(again.window.workspace.articles.all()[-1])
    assert again.info.role is Role.LEARNER


# --- What has room --------------------------------------------------------------------------------


@pytest.fixture
def small_key(at_key):
    """A key in a small window, with an item that has everything an item can have."""
    at_key.window.resize(800, 600)
    at_key.settle()
    at_key.mark("the old boat can't cope", "1")
    at_key.drag(at_key.span("old boat"))
    at_key.key("c", SHIFT)
    at_key.drag(at_key.span("that the old boat can't cope. Nobody"))
    at_key.key("a", SHIFT)
    for _ in range(2):  # other categories; the menu is filled anew each time
        at_key.desk.keying.shaping.part.menu.actions()[0].trigger()
    at_key.drag(at_key.span("Nobody at the well-known yard"))
    at_key.key("o", SHIFT)
    at_key.settle()
    return at_key


def test_in_a_small_window_the_checklist_and_the_codebook_stand_below_the_text(small_key):
    desk = small_key.desk
    for panel in (desk.keying.panel, desk.codebook):
        if panel is desk.codebook:
            small_key.key(Qt.Key.Key_F2)
            small_key.settle()
        assert panel.isVisible()
        assert desk.side.y() >= desk.splitter.geometry().bottom()
        assert desk.page.width() == desk.width()
        # 45 characters and more go into a line of the text.
        metrics = QFontMetricsF(desk.page.document().defaultFont())
        assert desk.page.viewport().width() > 45 * metrics.averageCharWidth()
    small_key.window.resize(1280, 800)
    small_key.settle()
    assert desk.side.x() == 0
    assert desk.side.width() == SIDE_WIDTH
    assert desk.side.geometry().right() < desk.page.x()


def test_the_panel_keeps_the_keyboard_when_it_changes_its_place(small_key):
    small_key.desk.keying.panel.list.setFocus()
    small_key.window.resize(1280, 800)
    small_key.settle()
    assert small_key.desk.keying.panel.list.hasFocus()
    small_key.window.resize(800, 600)
    small_key.settle()
    assert small_key.desk.keying.panel.list.hasFocus()


def is_seen(reader: Reader, widget) -> bool:
    """Whether all of a part of the card is within the margin."""
    margin = reader.desk.margin
    top = widget.mapTo(margin, QPoint(0, 0)).y()
    return top >= 0 and top + widget.height() <= margin.height()


def test_a_card_that_is_higher_than_the_margin_can_be_reached_as_a_whole(small_key):
    editor, margin = small_key.editor, small_key.desk.margin
    assert editor.height() > margin.height()
    assert is_seen(small_key, editor.category)
    assert not is_seen(small_key, editor.delete)
    small_key.key("n")
    seen = set()
    for _ in range(20):
        part = QApplication.focusWidget()
        if not editor.isAncestorOf(part):
            break
        seen.add(part)
        small_key.settle()
        assert is_seen(small_key, part), part.accessibleName()
        small_key.key(Qt.Key.Key_Tab)
    assert editor.delete in seen
    # The wheel does the same, and leaves the text where it is.
    editor.category.setFocus()
    small_key.settle()
    assert is_seen(small_key, editor.category)
    at = small_key.page.verticalScrollBar().value()
    for turns, wanted in ((-40, editor.delete), (40, editor.category)):
        spot = editor.mapTo(margin, QPoint(4, 4 - min(0, editor.y())))
        event = QWheelEvent(
            QPointF(spot),
            QPointF(margin.mapToGlobal(spot)),
            QPoint(),
            QPoint(0, 120 * turns),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(margin, event)
        small_key.settle()
        assert is_seen(small_key, wanted)
    assert small_key.page.verticalScrollBar().value() == at


def test_rows_of_the_checklist_are_whole_however_narrow_it_is(at_key):
    at_key.mark("Nobody at the well-known yard", "0")
    at_key.mark("yard would give a name", "1")
    at_key.mark("Experts say that the old boat can't cope", "3")
    checked(at_key)
    panel, splitter = at_key.desk.keying.panel, at_key.desk.splitter
    delegate, option = panel.list.itemDelegate(), QStyleOptionViewItem()

    def places() -> list[QRect]:
        return [panel.list.visualItemRect(panel.list.item(n)) for n in range(panel.list.count())]

    def are_whole() -> bool:
        """As high as what is in them, and none over another; Qt lays a list out late."""
        indexes = (panel.list.model().index(n, 0) for n in range(panel.list.count()))
        wanted = [delegate.sizeHint(option, index).height() for index in indexes]
        apart = all(one.bottom() < other.top() for one, other in pairwise(places()))
        return apart and [place.height() for place in places()] == wanted

    heights = {}
    for width in (500, 260):
        splitter.setSizes([width, 900])
        at_key.settle()
        at_key.wait(are_whole)
        heights[width] = sum(place.height() for place in places())
    assert heights[260] > heights[500]


# --- Undo -----------------------------------------------------------------------------------------


def core_by_button(reader: Reader) -> None:
    reader.push(reader.desk.keying.shaping.part.core_set)
    drag_through(reader, *reader.ends(reader.span("the old")))


def allowance_by_key(reader: Reader) -> None:
    reader.drag(reader.span("that the old boat can't cope. Nobody"))
    reader.key("a", SHIFT)


def answer_by_key(reader: Reader) -> None:
    reader.drag(reader.span("Nobody at the well-known yard"))
    reader.key("o", SHIFT)


def answer_by_menu(reader: Reader) -> None:
    reader.desk.keying.shaping.part.menu.actions()[0].trigger()


def sound_passage(reader: Reader) -> None:
    reader.drag(reader.span("Tickets stay free"))
    reader.key("0")


def to_sound(reader: Reader) -> None:
    reader.key("0")


def explanation(reader: Reader) -> None:
    reader.key("n")
    reader.type("Nobody is named")


def difficulty_by_button(reader: Reader) -> None:
    reader.push(reader.desk.keying.shaping.part.difficulties[2])


def kind(reader: Reader) -> None:
    reader.editor.subtype.setFocus()
    reader.key(Qt.Key.Key_Down)


def deletion(reader: Reader) -> None:
    reader.push(reader.editor.delete)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (core_by_button, "core of “unsupported claim”"),
        (allowance_by_key, "allowance of “unsupported claim”"),
        (answer_by_key, "other answers for “unsupported claim”"),
        (answer_by_menu, "other answers for “unsupported claim”"),
        (sound_passage, "mark “sound”"),
        (to_sound, "change to “sound”"),
        (explanation, "note on “unsupported claim”"),
        (difficulty_by_button, "difficulty of “unsupported claim”"),
        (kind, "kind of “unsupported claim”"),
        (deletion, "deletion of “unsupported claim”"),
    ],
)
def test_whatever_is_done_to_a_key_is_undone_by_key_and_done_again(at_key, change, told):
    at_key.mark("the old boat can't cope", "1")
    before = at_key.stored()
    change(at_key)
    after = at_key.stored()
    assert after != before
    at_key.key("z", CTRL)
    assert at_key.stored() == before
    assert at_key.said == f"Undone: {told}"
    at_key.key("z", CTRL | SHIFT)
    assert at_key.stored() == after
    assert at_key.said == f"Done again: {told}"
    at_key.key("z", CTRL)
    assert at_key.stored() == before
    if at_key.desk.session.active is not None:
        # What is shown is what is stored.
        assert at_key.editor.category.currentData() == "unsupported_claim"
        assert at_key.editor.note.toPlainText() == ""
        assert frames(at_key) == []


def test_an_explanation_that_was_deleted_by_mistake_comes_back(at_key):
    made = at_key.mark("the old boat can't cope", "1")
    at_key.key("n")
    at_key.type("Nobody is named. So nobody can be asked")
    at_key.key("a", CTRL)
    at_key.key(Qt.Key.Key_Delete)
    assert at_key.editor.note.toPlainText() == ""
    for left in ("Nobody is named. So nobody can be asked", "Nobody is named. ", ""):
        at_key.key("z", CTRL)
        assert at_key.editor.note.toPlainText() == left
        assert [a.note for a in at_key.stored() if a.id == made.id] == [left]
    assert at_key.editor.note.hasFocus()


def test_from_the_library_a_key_comes_up_with_the_checklist_as_wide_as_always(ferry, open_window):
    # The desk has never been shown: it knows nothing of the size of the window yet.
    reader = open_window()
    reader.window.library.choose(ferry.id)
    reader.window.action("write-key").trigger()
    (dialog,) = [d for d in reader.window.findChildren(KeyDialog) if d.isVisible()]
    reader.push(dialog.write)
    reader.work_done()
    reader.activate()
    assert reader.info.role is Role.KEY
    assert reader.desk.keying.panel.isVisible()
    assert reader.desk.side.width() == SIDE_WIDTH
    assert reader.desk.page.width() > 2 * SIDE_WIDTH
