"""What a learner reads of an item of a review, the rule behind it, and what is said to that."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel
from shiboken6 import isValid
from window_driver import CTRL, Reader

from annotator.comparison.outcomes import Outcome
from annotator.desktop import reviewing as reviewing_module
from annotator.domain.annotation import Status


@pytest.fixture
def practice(reader):
    """A reader with the bundled article on the desk."""
    reader.open(reader.window.workspace.articles.all()[0])
    reader.work_done()
    return reader


@pytest.fixture
def reviewed(practice):
    """A hit, a mark on a sound passage and one on the by-line, submitted and compared."""
    with practice.library() as other:
        items = other.sets.read(other.sets.key_of(practice.article).id).annotations
    claim = next(a for a in items if a.category == "unsupported_claim")
    sound = next(a for a in items if a.is_sound)
    for span, key in ((claim, "1"), (sound, "1"), (None, "3")):
        practice.drag(span.spans[0] if span else practice.article.blocks[2].span, alt=True)
        practice.key(key)
        practice.key(Qt.Key.Key_Escape)
    practice.submit()
    practice.settle()
    practice.page.setFocus()
    return practice


def go_to(reader: Reader, outcome: Outcome):
    """Walk to the first item with an outcome; returns the mark of it."""
    wanted = reader.desk.reviewing.ids(outcome)[0]
    for _ in reader.desk.reviewing.ids():
        if reader.page.active == wanted:
            break
        reader.key("j")
    assert reader.page.active == wanted
    reader.settle()
    return reader.desk.reviewing.item(wanted).set_annotation


def card(reader: Reader):
    return reader.desk.explaining.card


def panel(reader: Reader):
    return reader.desk.explaining.panel


def words_of(widget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def argument_of(reader: Reader, mark) -> str:
    return next(a.argument for a in reader.stored() if a.id == mark.id)


def test_the_active_card_says_everything(reviewed):
    for mark_id in reviewed.desk.reviewing.ids():
        reviewed.key("j")
        reviewed.settle()
        assert reviewed.page.active == mark_id
        shown = card(reviewed)
        assert shown.isVisible()
        painted = next(p for p in reviewed.desk.margin.places() if p.mark_id == mark_id).card
        said = words_of(shown)
        for label, text in painted.paragraphs:
            assert label in said
            assert text in said
        assert painted.title in said
        assert shown.height() <= reviewed.desk.margin.height()


def test_a_mark_that_is_not_in_the_key_is_argued(reviewed):
    mark = go_to(reviewed, Outcome.NOT_IN_KEY)
    assert "teacher" in card(reviewed).argument.placeholderText()
    reviewed.key("a")
    assert card(reviewed).argument.hasFocus()
    reviewed.type("It says so")
    assert argument_of(reviewed, mark) == "It says so"
    assert reviewed.info.status is Status.SUBMITTED
    reviewed.key("z", CTRL)
    assert argument_of(reviewed, mark) == card(reviewed).argument.toPlainText() != "It says so"
    reviewed.key(Qt.Key.Key_Escape)
    assert reviewed.page.hasFocus()
    reviewed.key("1")
    reviewed.key("n")
    assert {a.category for a in reviewed.stored()} == {"unsupported_claim", "vague_attribution"}


def test_an_argument_is_there_again_when_the_window_is_opened_anew(reviewed, open_window):
    mark = go_to(reviewed, Outcome.FLAGGED_SOUND)
    reviewed.key("a")
    reviewed.type("Nobody counted")
    reviewed.key(Qt.Key.Key_Escape)
    reviewed.key("j")
    reviewed.settle()
    briefs = [p.card.brief for p in reviewed.desk.margin.places()]
    assert "You argue: Nobody counted" in briefs
    reviewed.window.close()
    again = open_window()
    again.open(reviewed.article)
    again.wait(lambda: again.desk.is_reviewing)
    again.page.setFocus()
    assert go_to(again, Outcome.FLAGGED_SOUND) == next(a for a in again.stored() if a.id == mark.id)
    assert card(again).argument.toPlainText() == "Nobody counted"


def test_each_mark_has_its_own_argument(reviewed):
    first = go_to(reviewed, Outcome.NOT_IN_KEY)
    reviewed.key("a")
    reviewed.type("One")
    reviewed.key(Qt.Key.Key_Escape)
    second = go_to(reviewed, Outcome.FLAGGED_SOUND)
    assert card(reviewed).argument.toPlainText() == ""
    reviewed.key("a")
    reviewed.type("Two")
    assert [argument_of(reviewed, mark) for mark in (first, second)] == ["One", "Two"]
    assert [i.set_annotation.argument for i in reviewed.desk.comparison.items if i.set_annotation]


def test_an_argument_from_elsewhere_is_shown_and_not_overwritten(reviewed):
    mark = go_to(reviewed, Outcome.NOT_IN_KEY)
    with reviewed.library() as other:
        other.editor(reviewed.article, reviewed.info).argue(mark.id, "From elsewhere")
    reviewed.key("a")
    reviewed.type("x")
    assert "another window" in reviewed.answer()
    reviewed.wait(lambda: not reviewed.desk.reviewing.is_comparing)
    assert argument_of(reviewed, mark) == "From elsewhere"
    assert card(reviewed).argument.toPlainText() == "From elsewhere"
    card(reviewed).argument.setFocus()
    reviewed.key(Qt.Key.Key_End, CTRL)
    reviewed.type("!")
    assert argument_of(reviewed, mark) == "From elsewhere!"


def test_after_an_argument_the_filters_stay_as_they_are_in_another_size(reviewed):
    chip = reviewed.desk.review.chip(Outcome.MISSED)
    reviewed.push(chip)
    shown = reviewed.desk.review.shown
    assert Outcome.MISSED not in shown.outcomes
    reviewed.page.setFocus()
    mark = go_to(reviewed, Outcome.NOT_IN_KEY)
    reviewed.key("a")
    reviewed.type("Why not")
    assert argument_of(reviewed, mark) == "Why not"
    reviewed.window.appearance.zoom_by(1)
    assert reviewed.desk.review.shown == shown


def test_the_rule_gives_the_keyboard_back_also_where_its_place_is_gone(reviewed):
    go_to(reviewed, Outcome.HIT)
    reviewed.desk.review.chip(Outcome.HIT).setFocus()
    reviewed.window.action("why").trigger()
    assert panel(reviewed).hasFocus()
    chip = reviewed.desk.review.chip(Outcome.HIT)
    reviewed.window.appearance.zoom_by(1)
    reviewed.wait(lambda: not isValid(chip))
    panel(reviewed).leave()
    assert reviewed.page.hasFocus()


def test_what_the_key_bears_out_is_not_argued(reviewed):
    go_to(reviewed, Outcome.HIT)
    assert not card(reviewed).argument.isVisible()
    reviewed.key("a")
    assert "argued" in reviewed.said
    assert reviewed.page.hasFocus()


def test_the_rule_is_one_key_away_and_one_click(reviewed):
    mark = go_to(reviewed, Outcome.HIT)
    reviewed.key("w")
    assert panel(reviewed).isVisible()
    assert panel(reviewed).hasFocus()
    said = words_of(panel(reviewed))
    assert "makes a hit" in said
    assert "50 %" in said
    assert panel(reviewed).accessibleName()
    assert "makes a hit" in panel(reviewed).accessibleDescription()
    reviewed.key(Qt.Key.Key_Escape)
    assert not panel(reviewed).isVisible()
    assert reviewed.page.hasFocus()
    reviewed.push(card(reviewed).why)
    assert panel(reviewed).isVisible()
    reviewed.push(panel(reviewed).close_button)
    assert not panel(reviewed).isVisible()
    assert mark in reviewed.stored()


def test_the_rule_tells_the_learners_own_words(reviewed):
    mark = go_to(reviewed, Outcome.NOT_IN_KEY)
    reviewed.key("w")
    assert mark.passages[0].quote[:30] in words_of(panel(reviewed))


def test_the_rule_leaves_the_passage_in_sight_of_which_it_speaks(reviewed):
    for _ in range(3):
        reviewed.key("j")
        reviewed.settle()
        reviewed.key("w")
        page, shown = reviewed.page, panel(reviewed)
        covered = QRect(
            page.viewport().mapFromGlobal(shown.mapToGlobal(QPoint(0, 0))), shown.size()
        )
        rects = page.rects_of(min(page.mark(page.active).spans))
        assert rects
        assert not any(rect.intersects(covered) for rect in rects)
        assert page.rect().contains(covered)
        shown.leave()


def test_the_rule_goes_when_another_item_comes(reviewed):
    go_to(reviewed, Outcome.HIT)
    reviewed.key("w")
    reviewed.page.setFocus()
    reviewed.key("j")
    assert not panel(reviewed).isVisible()
    reviewed.key("w")
    reviewed.push(reviewed.desk.header.again_button)
    assert not panel(reviewed).isVisible()
    assert not card(reviewed).isVisible()


def test_without_an_item_there_is_nothing_to_explain(reviewed):
    reviewed.key("w")
    assert "Choose an item" in reviewed.said
    assert not panel(reviewed).isVisible()


def test_while_marking_neither_is_offered(practice):
    for name in ("why", "argue"):
        assert not practice.window.action(name).isEnabled()


def test_the_card_is_reached_by_f6(reviewed):
    go_to(reviewed, Outcome.NOT_IN_KEY)
    reviewed.key(Qt.Key.Key_F6)
    assert QApplication.focusWidget() is card(reviewed).argument
    go_back = reviewed.page
    go_back.setFocus()
    go_to(reviewed, Outcome.HIT)
    reviewed.key(Qt.Key.Key_F6)
    assert QApplication.focusWidget() is card(reviewed).why


def test_reasons_are_worked_out_beside_the_window(practice, monkeypatch):
    threads = []
    real = reviewing_module.reasons_for

    def noted(*arguments):
        threads.append(threading.current_thread())
        return real(*arguments)

    monkeypatch.setattr(reviewing_module, "reasons_for", noted)
    practice.mark("All eleven", "1")
    practice.submit()
    assert len(threads) == 1
    assert threads[0] is not threading.main_thread()


def test_that_nothing_can_be_argued_of_a_missed_item_is_said_at_its_card(reviewed):
    go_to(reviewed, Outcome.MISSED)
    assert not card(reviewed).notice.isVisible()
    before = card(reviewed).height()
    reviewed.key("a")
    reviewed.settle()
    assert "can be argued" in card(reviewed).notice.text()
    assert card(reviewed).notice.isVisible()
    assert card(reviewed).height() > before
    assert "can be argued" in reviewed.said
    reviewed.key("j")
    assert not card(reviewed).notice.isVisible()


def test_at_the_end_of_a_review_it_is_said_where_to_go_on(reviewed):
    ids = reviewed.desk.reviewing.ids()
    reviewed.desk.activate(ids[-2])
    reviewed.key("j")
    assert reviewed.page.active == ids[-1]
    assert "last one" not in reviewed.said
    reviewed.key("j")
    assert reviewed.page.active == ids[0]
    assert "That was the last one" in reviewed.said
    assert "Alt+Right" in reviewed.said


def test_where_there_is_no_next_article_none_is_spoken_of_at_the_end(reviewed):
    reviewed.desk.locked.offers_next = False
    reviewed.desk.activate(reviewed.desk.reviewing.ids()[-1])
    reviewed.key("j")
    assert "That was the last one" in reviewed.said
    assert "Next article" not in reviewed.said
