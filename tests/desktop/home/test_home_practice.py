"""What comes next, how it goes, and what was done, beside the list."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from making import make_annotation
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from window_driver import Reader

from annotator.comparison.outcomes import Outcome
from annotator.desktop.home import progress_chart
from annotator.desktop.home.attempts_dialog import AttemptsDialog
from annotator.desktop.home.history import AttemptButton
from annotator.desktop.home.home_words import day_words, moment_words
from annotator.domain.annotation import Role, Status
from annotator.domain.exercise import Exercise, Feedback
from annotator.services.practice import Kind

Key = Qt.Key
CLAIM, CLASH, VAGUE = "unsupported_claim", "inconsistency", "vague_attribution"
HIT, MISSED, FLAGGED = Outcome.HIT, Outcome.MISSED, Outcome.FLAGGED_SOUND


def side(reader: Reader):
    return reader.window.library.side


def history(reader: Reader) -> list[AttemptButton]:
    buttons = side(reader).widget().findChildren(AttemptButton)
    return [button for button in buttons if not button.isHidden()]


def refresh(reader: Reader) -> None:
    reader.window.home.refresh()
    reader.work_done()


def suggestion(reader: Reader) -> str:
    card = side(reader).next
    title = card.title.text() if card.title.isVisible() else ""
    return f"{title} {card.reason.text()}"


# --- What comes next -----------------------------------------------------------------------------


def test_something_new_comes_first_and_one_key_begins_it(shelf, home):
    assert "New for you" in suggestion(home)
    assert not history(home)
    assert side(home).nothing_yet.isVisible()
    button = side(home).next.button
    button.setFocus()
    home.key(Key.Key_Space)
    assert home.article.title in suggestion_titles(shelf)
    assert home.info.name == "Attempt 1"


def suggestion_titles(shelf) -> list[str]:
    return [article.title for article in shelf.articles]


def test_a_draft_with_marks_is_gone_on_with(shelf, home):
    home.open(shelf.articles[2])
    home.mark("Readers", "3")
    draft = home.info
    home.window.show_library()
    assert "Library opens late" in suggestion(home)
    assert "1 mark" in suggestion(home)
    home.push(side(home).next.button)
    assert home.info.id == draft.id


def test_what_was_missed_is_read_again_in_a_fresh_set(shelf, home):
    first = shelf.attempt(shelf.articles[0], (MISSED, VAGUE), (MISSED, CLAIM), days=9)
    refresh(home)
    assert "Bridge stays closed" in suggestion(home)
    assert "2 passage" in suggestion(home)
    home.push(side(home).next.button)
    assert home.info.id != first.id
    assert home.info.status is Status.DRAFT


def test_what_is_missed_most_is_named_in_plain_words(shelf, home):
    shelf.attempt(shelf.articles[0], *[(MISSED, VAGUE)] * 3)
    refresh(home)
    assert "what you missed most lately, “Vague attribution”" in suggestion(home)


def test_when_all_is_done_the_day_is_said_and_one_can_practise_anyway(shelf, home):
    for article in shelf.articles:
        shelf.attempt(article, (HIT, VAGUE))
    refresh(home)
    assert "All done. The next article comes back on" in suggestion(home)
    practised = shelf.workspace.practice.practised(
        shelf.workspace.sets.learner_id, (), datetime.now().astimezone()
    )
    assert practised.suggestion.kind is Kind.WAIT
    assert str(practised.suggestion.at.astimezone().day) in suggestion(home)
    home.push(side(home).next.button)
    assert (home.info.name, home.info.status) == ("Attempt 2", Status.DRAFT)


def test_without_any_article_there_is_a_way_to_get_one(shelf, home):
    shelf.workspace.articles.delete(article.id for article in shelf.articles)
    refresh(home)
    assert "No article has a key yet" in suggestion(home)
    asked = []
    home.window.home.import_asked.disconnect()
    home.window.home.import_asked.connect(lambda: asked.append(1))
    home.push(side(home).next.button)
    assert asked


# --- Results -------------------------------------------------------------------------------------


def test_what_is_submitted_on_the_desk_is_kept_and_its_review_reached(shelf, home):
    home.open(shelf.articles[1])
    home.mark("Captains", "3")
    home.submit()
    ((result),) = shelf.results()
    assert (result.count(HIT, Outcome.PARTIAL), result.article_id) == (1, shelf.articles[1].id)
    info = home.info
    home.window.show_library()
    (button,) = history(home)
    assert "Harbour fees rise" in button.accessibleName()
    assert "1 of 1 found" in button.accessibleName()
    home.push(button)
    home.wait(lambda: home.desk.is_reviewing)
    assert home.info.id == info.id


def test_enter_opens_the_attempt_that_has_the_keyboard(shelf, home):
    shelf.attempt(shelf.articles[0], (HIT, VAGUE))
    refresh(home)
    (button,) = history(home)
    button.setFocus()
    home.key(Key.Key_Return)
    home.wait(lambda: home.desk.is_reviewing)
    assert home.article == shelf.articles[0]


def test_enter_swaps_chart_and_table(shelf, home):
    shelf.attempt(shelf.articles[0], (HIT, VAGUE))
    refresh(home)
    home.wait(lambda: side(home).table_button.isVisible())
    side(home).table_button.setFocus()
    home.key(Key.Key_Return)
    assert side(home).table.isVisible()
    home.key(Key.Key_Enter)
    assert not side(home).table.isVisible()


def test_enter_presses_a_button_of_the_review(shelf, home):
    shelf.attempt(shelf.articles[0], (HIT, VAGUE))
    refresh(home)
    home.push(history(home)[0])
    home.wait(lambda: home.desk.is_reviewing)
    home.work_done()
    home.desk.header.again_button.setFocus()
    home.key(Key.Key_Return)
    home.work_done()
    assert not home.desk.is_reviewing
    assert not home.info.is_begun


def test_what_was_not_compared_is_compared_when_the_page_is_shown(shelf, home):
    shelf.attempt(shelf.articles[0])
    shelf.attempt(shelf.articles[1])
    assert shelf.results() == ()
    home.window.show_library()
    home.wait(lambda: len(shelf.results()) == 2)
    home.wait(lambda: all("0 of 1 found" in b.accessibleName() for b in history(home)))
    assert not side(home).busy.isVisible()


def test_another_key_has_what_was_done_compared_anew(shelf, home):
    article = shelf.articles[0]
    shelf.attempt(article, (HIT, VAGUE))
    assert shelf.results()[0].count(HIT) == 1
    shelf.workspace.sets.store(
        article,
        "Better key",
        role=Role.KEY,
        status=Status.SUBMITTED,
        annotations=(make_annotation(20, article.text, id="b1"),),
    )
    home.window.show_library()
    home.wait(lambda: shelf.results()[0].count(MISSED) == 1)


def test_a_closed_window_stops_comparing(shelf, home):
    shelf.attempt(shelf.articles[0])
    home.window.home.catching_up.begin()
    assert home.window.home.catching_up._task is not None
    home.window.close()
    assert home.window.home.catching_up._task is None


def test_nothing_is_told_before_the_teacher_opens_the_review(shelf, home):
    article = shelf.articles[0]
    shelf.workspace.exercises.save(article, Exercise(feedback=Feedback.BY_TEACHER))
    shelf.attempt(article)
    home.window.show_library()
    home.work_done()
    (button,) = history(home)
    assert "waits for the teacher" in button.accessibleName()
    assert side(home).nothing_yet.isVisible()
    assert shelf.results() == ()
    shelf.workspace.exercises.open_review(article)
    home.window.show_library()
    home.wait(lambda: "0 of 1 found" in history(home)[0].accessibleName())


def test_attempts_without_a_key_are_listed_too(shelf, home):
    shelf.attempt(shelf.add("Mill reopens", "The mill reopens, they say.", key=False))
    refresh(home)
    (button,) = history(home)
    assert "no key yet" in button.accessibleName()


def test_only_the_newest_are_beside_the_list(shelf, home):
    for days in range(7):
        shelf.attempt(shelf.articles[days % 3], (HIT, VAGUE), days=days)
    refresh(home)
    assert len(history(home)) == 5
    newest = shelf.articles[0].title
    assert newest in history(home)[0].accessibleName()


@pytest.mark.parametrize(("back", "told"), [([0], ""), ([0, 1], "2"), ([1, 2, 3], "3"), ([4], "")])
def test_days_in_a_row_are_told_from_two_on(shelf, home, back, told):
    for days in back:
        shelf.attempt(shelf.articles[0], (HIT, VAGUE), days=days)
    refresh(home)
    label = side(home).days
    assert (label.text().split()[0] if label.isVisible() else "") == told


# --- The chart -----------------------------------------------------------------------------------


@pytest.fixture
def practised(shelf, home):
    """Three attempts with several categories; the newest one flagged two sound passages."""
    shelf.attempt(shelf.articles[0], (MISSED, VAGUE), (HIT, VAGUE), (MISSED, CLAIM), days=4)
    shelf.attempt(shelf.articles[1], (HIT, VAGUE), (HIT, CLAIM), (MISSED, CLASH), days=3)
    shelf.attempt(shelf.articles[2], (HIT, VAGUE), *[(FLAGGED, CLAIM)] * 2, days=2)
    refresh(home)
    return home


def test_the_chart_tells_in_words_what_it_shows(practised):
    chart = side(practised).chart
    assert chart.isVisible()
    lines = chart.accessibleDescription().split("\n")
    assert len(lines) == 3
    assert "Vague attribution: 1 of 2" in lines[0]
    assert "Inconsistency: 0 of 1" in lines[1]
    assert "Unsupported claim" not in lines[2]
    assert "2 sound passage" in lines[2]


def test_points_lie_as_high_as_the_share_that_was_found(practised):
    chart = side(practised).chart
    claim, clash, vague = 0, 1, 2
    assert chart.point(claim, 0).y() > chart.point(vague, 0).y() > chart.point(vague, 1).y()
    assert chart.point(claim, 1).y() == chart.point(vague, 1).y()
    assert chart.point(claim, 1).x() != chart.point(vague, 1).x()  # neither hides the other
    assert chart.point(clash, 0) is None
    assert chart.point(vague, 0).x() < chart.point(vague, 1).x() < chart.point(vague, 2).x()


def test_the_keyboard_goes_through_the_attempts_and_opens_a_review(shelf, practised):
    chart = side(practised).chart
    chart.setFocus()
    assert "Library opens late" in side(practised).detail.text()
    practised.key(Key.Key_Left)
    assert "Harbour fees rise" in side(practised).detail.text()
    practised.key(Key.Key_Home)
    practised.key(Key.Key_Left)
    assert "Bridge stays closed" in side(practised).detail.text()
    practised.key(Key.Key_Return)
    assert practised.article == shelf.articles[0]
    assert practised.info.status is Status.SUBMITTED


def test_the_table_has_the_same_figures(practised):
    practised.push(side(practised).table_button)
    assert not side(practised).chart.isVisible()
    table = side(practised).table.table
    assert table.isVisible()
    cells = [
        [table.item(row, column).text() for column in range(1, table.columnCount())]
        for row in range(table.rowCount())
    ]
    assert cells == [
        ["–", "–", "1 of 1", "2"],
        ["1 of 1", "0 of 1", "1 of 1", "0"],
        ["0 of 1", "–", "1 of 2", "0"],
    ]
    practised.push(side(practised).table_button)
    assert side(practised).chart.isVisible()


def test_one_attempt_is_a_point_and_that_is_said(shelf, home):
    shelf.attempt(shelf.articles[0], (HIT, VAGUE))
    refresh(home)
    assert side(home).chart.isVisible()
    assert "first article" in side(home).note.text()
    assert side(home).chart.point(0, 0) is not None


def test_an_article_that_is_read_again_is_no_progress(shelf, home):
    shelf.attempt(shelf.articles[0], (MISSED, VAGUE))
    shelf.attempt(shelf.articles[0], (HIT, VAGUE))
    refresh(home)
    shown = side(home).chart.accessibleDescription().splitlines()
    assert len(shown) == 1
    assert "0 of 1" in shown[0]
    assert "first article" in side(home).note.text()
    assert len(history(home)) == 2
    shelf.attempt(shelf.articles[1], (HIT, VAGUE))
    refresh(home)
    assert len(side(home).chart.accessibleDescription().splitlines()) == 2
    assert "first attempt at each" in side(home).note.text()


def test_an_attempt_of_today_tells_the_time_and_of_several_which_it_is(shelf, home):
    shelf.attempt(shelf.articles[0], (MISSED, VAGUE), days=2)
    shelf.attempt(shelf.articles[0], (HIT, VAGUE))
    shelf.attempt(shelf.articles[1], (HIT, VAGUE))
    refresh(home)
    other, newer, older = sorted(
        history(home), key=lambda b: b.attempt.title != shelf.articles[1].title
    )
    assert other.name == ""
    assert newer.name
    assert older.name
    now = datetime.now(UTC)
    assert ":" in moment_words(now)
    assert moment_words(now).startswith(day_words(now))
    earlier = now - timedelta(days=2)
    assert moment_words(earlier) == day_words(earlier)
    assert newer.words.startswith(moment_words(newer.attempt.info.submitted_at))


def test_an_article_without_anything_weak_is_told_in_words(shelf, home):
    shelf.attempt(shelf.articles[0], (HIT, VAGUE))
    shelf.attempt(shelf.articles[1], (Outcome.FLAGGED_SOUND, CLAIM))
    refresh(home)
    assert side(home).detail.text().endswith("nothing weak to find")


def test_lines_are_told_apart_without_colour(practised):
    """Painted in one colour, the samples beside the names still differ."""
    chart = side(practised).chart
    lines = (replace(line, colour=QColor("#123456")) for line in chart._progress.lines)
    theme = practised.window.appearance.theme
    chart.show_progress(replace(chart._progress, lines=tuple(lines)), theme)
    image = chart.grab().toImage()
    ratio, row = image.devicePixelRatio(), chart._row()
    samples = []
    for number in range(3):
        top = int((chart._names_top() + number * row) * ratio)
        width = int(progress_chart.SAMPLE * ratio)
        left = int(progress_chart.EDGE * ratio)
        box = image.copy(left, top, width, int(row * ratio)).convertToFormat(
            image.Format.Format_Mono
        )
        samples.append(bytes(box.constBits()))
    assert len(set(samples)) == 3


def test_the_chart_follows_the_theme(practised):
    before = side(practised).chart.grab().toImage()
    practised.window.action("theme-dark").trigger()
    practised.settle()
    assert side(practised).chart.grab().toImage() != before


# --- All attempts --------------------------------------------------------------------------------


def all_attempts(reader: Reader) -> AttemptsDialog:
    button = side(reader).all_button
    side(reader).ensureWidgetVisible(button)
    reader.settle()
    reader.push(button)
    (dialog,) = reader.window.findChildren(AttemptsDialog)
    dialog.activateWindow()
    reader.wait(dialog.isActiveWindow)
    return dialog


def column(dialog: AttemptsDialog, number: int) -> list[str]:
    return [dialog.table.item(row, number).text() for row in range(dialog.table.rowCount())]


def test_all_attempts_are_in_a_table_that_can_be_sorted(shelf, practised):
    shelf.attempt(shelf.add("Mill reopens", "The mill reopens, they say.", key=False), days=1)
    refresh(practised)
    dialog = all_attempts(practised)
    assert column(dialog, 1)[0] == "Mill reopens"
    assert column(dialog, 3)[0] == "no key yet"
    practised.choose(dialog.sort, 1)
    practised.push(dialog.down)
    assert column(dialog, 1) == sorted(column(dialog, 1))
    practised.choose(dialog.sort, 3)
    assert column(dialog, 3)[1:] == ["1 of 3 found", "2 of 3 found", "1 of 1 found"]


def test_every_review_is_reached_from_the_table(shelf, practised):
    dialog = all_attempts(practised)
    assert dialog.table.hasFocus()
    practised.key(Key.Key_End)
    practised.key(Key.Key_Down)
    practised.key(Key.Key_Down)
    wanted = dialog.chosen()
    practised.key(Key.Key_Return)
    assert practised.info.id == wanted.info.id
    assert practised.article.title == "Bridge stays closed"


# --- Room ----------------------------------------------------------------------------------------


def test_practice_is_put_away_in_a_narrow_window_and_brought_up_by_key(home):
    page = home.window.library
    assert page.side.isVisible()
    home.window.resize(900, 700)
    home.wait(lambda: not page.side.isVisible())
    assert not home.window.action("practice").isChecked()
    home.key(Key.Key_F9)
    assert page.side.isVisible()
    assert page.list.isVisible()
    assert home.window.action("practice").isChecked()
    home.window.resize(640, 600)
    home.wait(lambda: not page.list.isVisible())
    assert home.window.width() == 640
    assert page.side.width() == page.width()
    home.push(page._back)
    assert page.list.isVisible()
    assert page.list.hasFocus()
    home.window.resize(1280, 800)
    home.wait(page.side.isVisible)


def test_practice_can_be_put_away_in_a_wide_window(home):
    page = home.window.library
    home.push(page.side_button)
    assert not page.side.isVisible()
    home.push(page.side_button)
    assert page.side.isVisible()


def test_days_are_those_where_the_reader_is():
    at = datetime(2026, 5, 3, 12, tzinfo=UTC)
    assert day_words(at) == day_words(at.isoformat())
    assert day_words(at, year=True).endswith("2026")
    assert day_words(at) != day_words(at + timedelta(days=1))
