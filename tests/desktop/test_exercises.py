"""Hints, feedback at once, and reviews that wait for the teacher, in the window."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QScrollArea
from window_driver import Reader

from annotator.comparison.outcomes import Outcome
from annotator.desktop import reviewing as reviewing_module
from annotator.desktop.pair_work import PairWork
from annotator.desktop.words import outcome_name
from annotator.domain.annotation import Passage, Role, Status
from annotator.domain.article import BlockKind
from annotator.domain.exercise import Exercise, Feedback
from annotator.domain.hint import HintKind
from annotator.domain.span import Span
from annotator.services.workspace import Workspace

KEYS = {"unsupported_claim": "1", "inconsistency": "2", "vague_attribution": "3"}


@pytest.fixture
def practice(reader):
    """A reader with the bundled article on the desk."""
    reader.open(reader.window.workspace.articles.all()[0])
    reader.work_done()
    return reader


def set_exercise(reader: Reader, **fields) -> Exercise:
    """Make an exercise through another connection, and come back to the window."""
    with reader.library() as other:
        old = other.exercises.of(reader.article)
        exercise = other.exercises.save(reader.article, Exercise(id=old.id, **fields))
    reader.desk.look_again()
    reader.work_done()
    return exercise


def key_of(reader: Reader):
    with reader.library() as other:
        return other.sets.read(other.sets.key_of(reader.article).id)


def hints_of(reader: Reader) -> list[HintKind]:
    with reader.library() as other:
        return [given.hint.kind for given in other.hints.of(reader.info.id)]


def ask(reader: Reader) -> str:
    reader.key("h")
    reader.work_done()
    line = reader.desk.hinting.line
    assert line.isVisible()
    return line.text.text()


def mark(reader: Reader, annotation, key: str = ""):
    """Mark the first passage of an item of the key, exactly."""
    before = {a.id for a in reader.stored()}
    reader.drag(annotation.spans[0], alt=True)
    reader.key(key or KEYS[annotation.category])
    (made,) = [a for a in reader.stored() if a.id not in before]
    reader.work_done()
    return made


def vague(reader: Reader, number: int = 0):
    return [a for a in key_of(reader).weak if a.category == "vague_attribution"][number]


# --- Hints ----------------------------------------------------------------------------------------


def test_a_hint_tells_category_and_paragraph_then_the_sentence(practice):
    # A paragraph of several sentences, with something missing.
    block = next(
        b
        for b in practice.article.blocks
        if b.kind is BlockKind.PARAGRAPH
        and sum(b.span.overlap(s) > 0 for s in practice.page.sentences) > 1
        and any(b.span.overlap(s) for a in key_of(practice).weak for s in a.spans)
    )
    practice.page.place_caret(block.start)
    first = ask(practice)
    assert "this paragraph" in first
    assert "H again" in first
    assert "sentence" in ask(practice)
    assert block.start <= practice.page.caret <= block.end
    assert hints_of(practice) == [HintKind.PARAGRAPH, HintKind.SENTENCE]


def test_a_hint_never_tells_the_words(practice):
    text = ask(practice) + ask(practice)
    for item in key_of(practice).weak:
        for passage in (*item.passages, *item.counterpart):
            assert passage.quote not in text


def test_hints_are_counted_on_the_desk_and_before_submitting(practice):
    button = practice.desk.hinting, practice.desk.header.hint_button
    assert button[1].text() == "Hint"
    practice.push(button[1])
    practice.work_done()
    assert button[1].text().endswith("1")
    practice.page.setFocus()
    practice.page.place_caret(len(practice.article.text) - 1)
    ask(practice)
    assert button[1].text().endswith("2")
    practice.push(practice.desk.header.submit_button)
    assert "2" in practice.box().informativeText()
    practice.answer(QMessageBox.ButtonRole.RejectRole)


def test_a_repeated_hint_counts_once(practice):
    for _ in range(4):
        ask(practice)
    assert len(hints_of(practice)) == practice.desk.hinting.count <= 2


def test_marking_puts_the_hint_away_and_the_next_begins_anew(practice):
    wanted = vague(practice)
    practice.page.place_caret(wanted.spans[0].start)
    ask(practice)
    mark(practice, wanted)
    assert not practice.desk.hinting.line.isVisible()
    ask(practice)
    assert hints_of(practice) == [HintKind.PARAGRAPH, HintKind.PARAGRAPH]


def test_escape_puts_the_hint_away(practice):
    ask(practice)
    practice.key(Qt.Key.Key_Escape)
    assert not practice.desk.hinting.line.isVisible()
    assert practice.page.hasFocus()


def test_the_place_of_a_hint_is_framed(practice):
    practice.page.place_caret(0)
    before = practice.image()
    ask(practice)
    assert practice.image() != before
    practice.key(Qt.Key.Key_Escape)
    practice.page.place_caret(0)
    assert practice.image() == before


def test_a_hint_elsewhere_takes_the_caret_there(practice):
    items = key_of(practice).weak
    blocks = practice.article.blocks
    number, empty = next(
        (n, b)
        for n, b in enumerate(blocks)
        if not any(s.overlap(b.span) for a in items for s in a.all_spans)
    )
    practice.page.place_caret(empty.start)
    words = ask(practice)
    assert words.startswith("There is nothing to find where you are.")
    assert not blocks[number].start <= practice.page.caret <= blocks[number].end
    there = next(b for b in blocks if b.start <= practice.page.caret <= b.end)
    assert any(s.overlap(there.span) for a in items for s in a.all_spans)


def test_an_exercise_without_hints_says_so(practice):
    set_exercise(practice, hints=False)
    action = practice.window.action("hint")
    assert not action.isEnabled()
    assert "no hints" in action.text()
    button = practice.desk.header.hint_button
    assert not button.isEnabled()
    assert "no hints" in button.toolTip()
    practice.key("h")
    practice.work_done()
    assert hints_of(practice) == []
    assert not practice.desk.hinting.line.isVisible()


def test_without_a_key_there_are_no_hints(at_desk):
    action = at_desk.window.action("hint")
    assert not action.isEnabled()
    assert "no key" in action.text()


def test_a_submitted_set_has_no_hint_button_but_keeps_its_count(practice):
    ask(practice)
    practice.submit()
    assert not practice.desk.header.hint_button.isVisible()
    assert not practice.window.action("hint").isEnabled()
    assert not practice.desk.hinting.line.isVisible()
    assert practice.desk.hinting.count == 1
    shown = [label.text() for label in practice.desk.review.findChildren(QLabel)]
    assert practice.desk.hinting.words(1) in shown


def test_a_hint_is_read_out(practice):
    heard = []
    practice.desk.told.connect(heard.append)
    assert ask(practice) in heard


# --- Feedback at once -----------------------------------------------------------------------------


def card(reader: Reader, mark_id: str):
    return reader.desk.card_of(mark_id)


def test_a_mark_is_judged_as_soon_as_it_is_made(practice):
    set_exercise(practice, feedback=Feedback.AT_ONCE)
    wanted = vague(practice)
    made = mark(practice, wanted)
    view = practice.desk.feedback.view
    assert view.isVisible()
    assert view.name.text() == outcome_name(Outcome.HIT)
    assert wanted.note in view.why.text()
    assert outcome_name(Outcome.HIT) in practice.said
    assert outcome_name(Outcome.HIT) in card(practice, made.id).detail
    assert practice.info.status is Status.DRAFT


def test_the_judgement_follows_change_undo_and_deletion(practice):
    set_exercise(practice, feedback=Feedback.AT_ONCE)
    made = mark(practice, vague(practice), "1")
    assert outcome_name(Outcome.WRONG_CATEGORY) in card(practice, made.id).detail
    practice.key("3")
    practice.work_done()
    assert outcome_name(Outcome.HIT) in card(practice, made.id).detail
    practice.key("z", Qt.KeyboardModifier.ControlModifier)
    practice.work_done()
    assert outcome_name(Outcome.WRONG_CATEGORY) in card(practice, made.id).detail
    practice.key(Qt.Key.Key_Delete)
    practice.work_done()
    assert not practice.desk.feedback.view.isVisible()
    practice.key("z", Qt.KeyboardModifier.ControlModifier)
    practice.work_done()
    assert outcome_name(Outcome.WRONG_CATEGORY) in card(practice, made.id).detail


def test_how_sure_somebody_is_can_be_said_only_before_the_judgement(practice):
    box = practice.desk.editor.confidence
    before = mark(practice, vague(practice))
    assert box.isEnabled()
    practice.key("c")
    assert practice.desk.session.get(before.id).confidence == 0.25
    set_exercise(practice, feedback=Feedback.AT_ONCE)
    practice.work_done()
    reason = practice.desk.feedback.too_late()
    assert (box.isEnabled(), box.toolTip(), box.accessibleDescription()) == (False, reason, reason)
    practice.key("c")
    assert reason in practice.said
    assert practice.desk.session.get(before.id).confidence == 0.25
    shown = box.currentIndex()
    box.setCurrentIndex(4)
    box.activated.emit(4)  # from a list that was open when the mark was judged
    assert practice.desk.session.get(before.id).confidence == 0.25
    assert box.currentIndex() == shown
    practice.key("1")  # changed, and not judged anew yet: what was said of it is known all the same
    assert not box.isEnabled()
    practice.work_done()
    set_exercise(practice, feedback=Feedback.AFTER_SUBMISSION)
    assert not practice.desk.feedback.view.isVisible()
    assert not box.isEnabled()
    practice.key(Qt.Key.Key_Escape)
    fresh = mark(practice, vague(practice, 1))
    assert box.isEnabled()
    assert box.toolTip() == ""
    practice.key("c")
    assert practice.desk.session.get(fresh.id).confidence == 0.25


def test_after_a_restart_it_is_still_too_late_although_nothing_is_judged_any_more(
    practice, open_window
):
    set_exercise(practice, feedback=Feedback.AT_ONCE)
    told = mark(practice, vague(practice))
    practice.key(Qt.Key.Key_Delete)
    practice.key("z", Qt.KeyboardModifier.ControlModifier)
    practice.work_done()
    set_exercise(practice, feedback=Feedback.AFTER_SUBMISSION)
    article = practice.article
    practice.window.close()
    again = open_window()
    again.open(article)
    again.work_done()
    again.desk.choose(told.id)
    assert not again.desk.feedback.view.isVisible()
    assert again.editor.confidence.toolTip() == again.desk.feedback.too_late()
    again.key("c")
    assert again.desk.session.get(told.id).confidence is None
    again.key(Qt.Key.Key_Escape)
    fresh = mark(again, vague(again, 1))
    again.key("c")
    assert again.desk.session.get(fresh.id).confidence == 0.25


def test_no_judgement_stands_beside_a_mark_that_has_changed_since(practice):
    set_exercise(practice, feedback=Feedback.AT_ONCE)
    made = mark(practice, vague(practice), "1")
    practice.key("3")  # the worker's answer comes with a later event
    assert card(practice, made.id).detail == ""
    assert not practice.desk.feedback.view.isVisible()
    practice.key("1")
    practice.key("3")
    practice.work_done()
    assert outcome_name(Outcome.HIT) in card(practice, made.id).detail


def test_deleting_one_of_two_marks_frees_the_item_for_the_other(practice):
    set_exercise(practice, feedback=Feedback.AT_ONCE)
    wanted = vague(practice)
    whole = wanted.spans[0]
    shorter = Passage.cut(practice.article.text, Span(whole.start, whole.end - 1))
    first = mark(practice, replace(wanted, passages=(shorter,)))
    second = mark(practice, wanted)
    assert outcome_name(Outcome.HIT) in card(practice, second.id).detail
    assert outcome_name(Outcome.HIT) not in card(practice, first.id).detail
    practice.key(Qt.Key.Key_Delete)
    practice.work_done()
    (left,) = practice.stored()
    assert outcome_name(Outcome.HIT) in card(practice, left.id).detail


def test_writing_a_note_leaves_the_judgement_alone(practice):
    set_exercise(practice, feedback=Feedback.AT_ONCE)
    made = mark(practice, vague(practice))
    practice.key("n")
    practice.type("Who is meant?")
    assert outcome_name(Outcome.HIT) in card(practice, made.id).detail
    assert practice.desk.feedback.view.isVisible()


def test_what_was_missed_is_not_revealed(practice):
    set_exercise(practice, feedback=Feedback.AT_ONCE)
    made = mark(practice, vague(practice))
    practice.settle()
    assert not practice.desk.is_reviewing
    assert {place.mark_id for place in practice.desk.margin.places()} == {made.id}
    shown = "\n".join(label.text() for label in practice.window.findChildren(QLabel))
    for item in key_of(practice).annotations:
        if item.note and item.id != vague(practice).id:
            assert item.note not in shown


def test_a_sound_passage_is_told_with_its_reason(practice):
    set_exercise(practice, feedback=Feedback.AT_ONCE)
    sound = next(a for a in key_of(practice).sound if a.spans)
    mark(practice, sound, "1")
    view = practice.desk.feedback.view
    assert view.name.text() == outcome_name(Outcome.FLAGGED_SOUND)
    assert sound.note in view.why.text()


@pytest.mark.parametrize("feedback", [Feedback.AFTER_SUBMISSION, Feedback.BY_TEACHER])
def test_under_another_policy_no_mark_is_judged(practice, feedback):
    set_exercise(practice, feedback=feedback)
    made = mark(practice, vague(practice))
    assert not practice.desk.feedback.view.isVisible()
    assert card(practice, made.id).detail == ""


def test_marks_that_are_there_already_are_judged_when_the_policy_changes(practice):
    made = mark(practice, vague(practice))
    practice.key(Qt.Key.Key_Escape)
    set_exercise(practice, feedback=Feedback.AT_ONCE)
    assert outcome_name(Outcome.HIT) in card(practice, made.id).detail
    set_exercise(practice, feedback=Feedback.AFTER_SUBMISSION)
    assert card(practice, made.id).detail == ""


def test_marks_are_judged_anew_when_another_key_has_come(practice):
    set_exercise(practice, feedback=Feedback.AT_ONCE)
    made = mark(practice, vague(practice))
    assert outcome_name(Outcome.HIT) in card(practice, made.id).detail
    with practice.library() as other:
        other.sets.store(
            practice.article, "Empty", role=Role.KEY, status=Status.SUBMITTED, annotations=()
        )
    practice.desk.look_again()
    practice.work_done()
    assert outcome_name(Outcome.NOT_IN_KEY) in card(practice, made.id).detail


def test_the_whole_judgement_is_on_the_card(practice):
    set_exercise(practice, feedback=Feedback.AT_ONCE)
    mark(practice, vague(practice))
    practice.settle()
    why = practice.desk.feedback.view.why
    assert why.height() >= why.heightForWidth(why.width())
    assert practice.editor.geometry().bottom() <= practice.desk.margin.height()


# --- The review by the teacher --------------------------------------------------------------------


@pytest.fixture
def waiting(practice):
    """A set that was submitted under an exercise whose review is closed."""
    set_exercise(practice, feedback=Feedback.BY_TEACHER)
    mark(practice, vague(practice))
    practice.push(practice.desk.header.submit_button)
    assert "when the teacher opens it" in practice.box().informativeText()
    practice.answer()
    practice.work_done()
    return practice


def shows_no_outcome(reader: Reader) -> bool:
    desk = reader.desk
    return (
        not desk.is_reviewing
        and not desk.review.isVisible()
        and desk.reviewing.comparison is None
        and desk.banner.isVisible()
        and "teacher" in desk.banner.text()
    )


def test_until_the_teacher_opens_it_no_outcome_is_shown(waiting):
    assert waiting.info.status is Status.SUBMITTED
    assert shows_no_outcome(waiting)
    (made,) = waiting.stored()
    assert card(waiting, made.id).detail == ""


def test_nor_when_the_article_is_opened_again(waiting):
    waiting.window.show_library()
    waiting.window.open_article(waiting.window.workspace.articles.all()[0].id)
    waiting.work_done()
    assert shows_no_outcome(waiting)


def test_nor_beside_the_key(waiting):
    with waiting.library() as other:
        key = other.sets.key_of(waiting.article)
    work = PairWork(waiting.window.workspace, waiting.window)
    told = []
    work.refused.connect(told.append)
    work.compare(waiting.article, key, waiting.info)
    waiting.work_done()
    assert work.pairing is None
    assert len(told) == 1
    assert "not open yet" in told[0]


def test_nor_after_another_key_has_come(waiting):
    with waiting.library() as other:
        info = other.sets.key_of(waiting.article)
    waiting.desk.loaded(info)
    waiting.work_done()
    assert shows_no_outcome(waiting)


def test_trying_again_goes_on_without_outcomes(waiting):
    waiting.push(waiting.desk.header.again_button)
    waiting.work_done()
    assert not waiting.desk.is_reviewing
    assert waiting.desk.can_annotate
    made = mark(waiting, vague(waiting))
    assert card(waiting, made.id).detail == ""


def test_nor_what_is_still_being_compared_when_it_is_closed(practice, monkeypatch):
    comparing, go_on = threading.Event(), threading.Event()
    real = reviewing_module.compare_read_sets

    def slow(*arguments):
        comparing.set()
        go_on.wait(20)
        return real(*arguments)

    monkeypatch.setattr(reviewing_module, "compare_read_sets", slow)
    mark(practice, vague(practice))
    practice.push(practice.desk.header.submit_button)
    practice.answer()
    assert comparing.wait(20)
    with practice.library() as other:
        other.exercises.save(practice.article, Exercise(feedback=Feedback.BY_TEACHER))
    practice.desk.look_again()
    go_on.set()
    practice.work_done()
    assert shows_no_outcome(practice)


def test_opening_and_closing_in_the_dialog_shows_and_hides_the_review(waiting):
    box = waiting.open_exercise()
    assert "1" in box.state.text()
    waiting.bot.keyClick(box.opened, Qt.Key.Key_Space)
    assert "when you save" in box.state.text()
    waiting.work_done()
    assert shows_no_outcome(waiting)
    waiting.save_exercise(box)
    waiting.wait(lambda: waiting.desk.is_reviewing)
    assert waiting.desk.review.isVisible()
    assert not waiting.desk.banner.isVisible()
    assert "open now" in waiting.said
    box = waiting.open_exercise()
    assert box.opened.isChecked()
    waiting.bot.keyClick(box.opened, Qt.Key.Key_Space)
    waiting.save_exercise(box)
    assert shows_no_outcome(waiting)
    assert "closed now" in waiting.said


def test_cancelling_leaves_the_review_closed(waiting):
    box = waiting.open_exercise()
    waiting.bot.keyClick(box.opened, Qt.Key.Key_Space)
    waiting.push(box.buttons.button(box.buttons.StandardButton.Cancel))
    waiting.activate()
    waiting.work_done()
    assert shows_no_outcome(waiting)


def test_the_dialog_fits_a_small_screen_whatever_is_chosen(practice):
    with practice.library() as other:
        for number in range(2):
            other.sets.store(
                practice.article,
                f"{number}",
                role=Role.KEY,
                status=Status.SUBMITTED,
                annotations=(),
            )
    box = practice.open_exercise()
    assert box.keys.isVisible()
    for button in box.choices.values():
        button.setChecked(True)
        practice.settle()
        assert box.height() <= box.screen().availableSize().height() - 40
        area = box.findChild(QScrollArea)
        assert area.verticalScrollBar().maximum() == 0
    box.resize(box.width(), 360)
    practice.settle()
    assert area.verticalScrollBar().maximum() > 0
    assert box.keys.height() >= box.keys.sizeHint().height()
    box.reject()


def test_another_window_shows_it_once_it_is_active(waiting, open_window):
    with Workspace(waiting.window.workspace.path) as other:
        second = open_window(other)
        second.open(waiting.article)
        second.work_done()
        assert shows_no_outcome(second)
        other.exercises.open_review(waiting.article)
        assert shows_no_outcome(waiting)
        waiting.activate()
        waiting.wait(lambda: waiting.desk.is_reviewing)
        other.exercises.close_review(waiting.article)
        second.activate()
        waiting.activate()
        waiting.work_done()
        assert shows_no_outcome(waiting)
        second.window.close()


def test_the_dialog_makes_an_exercise(practice):
    box = practice.open_exercise()
    assert box.chosen() is Feedback.AFTER_SUBMISSION
    assert box.hints.isChecked()
    assert not box.review_box.isVisible()
    practice.bot.keyClicks(box.instructions, "Read it twice.")
    practice.bot.keyClick(box.choices[Feedback.AT_ONCE], Qt.Key.Key_Space)
    practice.bot.keyClick(box.hints, Qt.Key.Key_Space)
    practice.save_exercise(box)
    assert f"“{practice.article.title}” is saved" in practice.said
    with practice.library() as other:
        stored = other.exercises.of(practice.article)
    assert (stored.instructions, stored.feedback, stored.hints) == (
        "Read it twice.",
        Feedback.AT_ONCE,
        False,
    )
    assert not practice.window.action("hint").isEnabled()
    made = mark(practice, vague(practice))
    assert outcome_name(Outcome.HIT) in card(practice, made.id).detail


def test_cancelling_the_dialog_changes_nothing(practice):
    box = practice.open_exercise()
    box.choices[Feedback.BY_TEACHER].setChecked(True)
    assert box.review_box.isVisible()
    practice.push(box.buttons.button(box.buttons.StandardButton.Cancel))
    with practice.library() as other:
        assert other.exercises.of(practice.article).id == ""


WORDS = (
    "Two newspapers tell of one race: one says that it was held at ten, the other at eleven, and "
    "each of them is sure of it. Mark what is weak in the one that you are reading, and also where "
    "it clashes with the other.\nF4 sets the other one beside this one."
)


@pytest.mark.parametrize("size", [(1280, 800), (900, 600), (1600, 900)])
def test_instructions_are_shown_whole_when_the_window_opens_with_them(open_window, workspace, size):
    article = workspace.articles.all()[0]
    workspace.exercises.save(article, Exercise(instructions=WORDS))
    first = open_window(size=size)
    first.open(article)
    first.window.close()
    again = open_window(size=size)
    again.work_done()
    text = again.desk.exercising.line.text
    assert text.isVisible()
    last = text.textCursor()
    last.movePosition(last.MoveOperation.End)
    shown = text.viewport().rect()
    assert shown.contains(text.cursorRect(last))
    assert text.cursorRect(last).bottom() > shown.bottom() - text.fontMetrics().height()
    assert not text.verticalScrollBar().isVisible()
    # As high as it is when it is shown anew.
    height = text.height()
    again.push(again.desk.exercising.line.close_button)
    again.push(again.desk.header.instructions_button)
    assert text.height() == height


def test_long_instructions_can_be_scrolled(practice):
    set_exercise(practice, instructions="\n".join(f"Line {n}" for n in range(20)))
    text = practice.desk.exercising.line.text
    assert text.verticalScrollBar().isVisible()
    assert text.height() < 8 * text.fontMetrics().lineSpacing()


def test_instructions_stand_above_the_page_and_can_be_read_again(practice):
    line, button = practice.desk.exercising.line, practice.desk.header.instructions_button
    assert not line.isVisible()
    assert not button.isVisible()
    set_exercise(practice, instructions="Read it twice.\nThen mark.")
    assert line.isVisible()
    assert line.text.toPlainText() == "Read it twice.\nThen mark."
    practice.push(line.close_button)
    assert not line.isVisible()
    practice.push(button)
    assert line.isVisible()
    assert line.text in practice.desk.parts()
    practice.page.setFocus()
    practice.submit()
    assert not line.isVisible()
    assert button.isVisible()
    practice.push(practice.desk.header.again_button)
    assert line.isVisible()
