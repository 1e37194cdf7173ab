"""On from a review to the next article, by the rule of the home page."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from window_driver import ALT, Reader

from annotator.comparison.outcomes import Outcome
from annotator.desktop.keying.key_dialog import KeyDialog
from annotator.desktop.mnemonics import plain
from annotator.domain.annotation import Role, Status
from annotator.domain.exercise import Exercise, Feedback

Key = Qt.Key
VAGUE = "vague_attribution"


def hand_in(reader: Reader, article, quote: str) -> None:
    reader.open(article)
    reader.work_done()
    reader.mark(quote, "3")
    reader.push(reader.desk.header.submit_button)
    reader.answer()
    reader.work_done()


def banner_button(reader: Reader, words: str) -> QPushButton:
    return next(b for b in reader.desk.banner.buttons if plain(b.text()) == words)


def suggested(reader: Reader) -> str:
    """The title of what comes next by the rule of the home page."""
    workspace = reader.window.workspace
    categories = [category.id for category in workspace.codebook.categories]
    found = workspace.practice.practised(
        workspace.sets.learner_id, categories, datetime.now().astimezone()
    )
    return workspace.articles.get(found.suggestion.article_id).title


def test_the_review_ends_with_the_next_article(shelf, home):
    hand_in(home, shelf.articles[0], "It is said")
    card = home.desk.review.next
    wanted = suggested(home)
    assert card.title.text() == wanted != shelf.articles[0].title
    home.desk.review.ensureWidgetVisible(card.button)
    home.settle()
    home.push(card.button)
    assert home.article.title == wanted
    assert home.info.status is Status.DRAFT
    assert not home.info.is_begun


def test_a_key_leads_on_as_well(shelf, home):
    hand_in(home, shelf.articles[0], "It is said")
    wanted = suggested(home)
    home.page.setFocus()
    home.key(Key.Key_Right, ALT)
    assert home.article.title == wanted
    # A draft is not left by it.
    assert not home.window.action("next-article").isEnabled()


def test_it_leads_on_from_the_library_too(shelf, home):
    wanted = suggested(home)
    home.window.library.list.setFocus()
    home.key(Key.Key_Right, ALT)
    assert home.article.title == wanted


def test_when_nothing_is_left_the_day_is_said(shelf, home):
    for article in shelf.articles[1:]:
        shelf.attempt(article, (Outcome.HIT, VAGUE))
    hand_in(home, shelf.articles[0], "It is said")
    reason = home.desk.review.next.reason.text()
    assert "comes back on" in reason
    assert not home.desk.review.next.title.isVisibleTo(home.desk.review)
    home.page.setFocus()
    home.key(Key.Key_Right, ALT)
    assert home.said == reason
    assert home.article == shelf.articles[0]


def test_without_a_key_one_is_loaded_or_written_and_then_it_counts(shelf, home):
    article = shelf.add("Mill reopens", "The mill reopens, they say.", key=False)
    home.window.home.refresh()
    hand_in(home, article, "they say")
    banner = home.desk.banner
    assert "no key for this article" in banner.text()
    assert [plain(b.text()) for b in banner.buttons] == [
        "Load a key",
        "Write a key",
        "Next article",
    ]
    home.push(banner_button(home, "Write a key"))
    (found,) = [d for d in home.window.findChildren(KeyDialog) if d.isVisible()]
    found.reject()
    home.activate()
    wanted = suggested(home)
    home.push(banner_button(home, "Next article"))
    assert home.article.title == wanted


def test_loading_from_there_takes_it_as_a_key(shelf, home, tmp_path, monkeypatch):
    article = shelf.add("Mill reopens", "The mill reopens, they say.", key=False)
    home.window.home.refresh()
    hand_in(home, article, "they say")
    asked = []
    monkeypatch.setattr(
        home.window.transfers, "ask_load", lambda *args, **how: asked.append((args, how))
    )
    home.push(banner_button(home, "Load a key"))
    assert asked == [((article,), {"as_key": True})]


def test_whoever_waits_for_the_teacher_can_go_on(shelf, home):
    shelf.workspace.exercises.save(shelf.articles[0], Exercise(feedback=Feedback.BY_TEACHER))
    hand_in(home, shelf.articles[0], "It is said")
    assert "teacher" in home.desk.banner.text()
    home.push(banner_button(home, "Next article"))
    assert home.article in shelf.articles[1:]


def test_a_set_of_somebody_else_leads_nowhere(shelf, home):
    article = shelf.articles[0]
    info = shelf.workspace.sets.store(
        article, "From elsewhere", role=Role.LEARNER, status=Status.SUBMITTED, annotations=()
    )
    home.window.open_article(article.id, info)
    home.wait(lambda: home.desk.is_reviewing)
    assert home.desk.review.next is None
