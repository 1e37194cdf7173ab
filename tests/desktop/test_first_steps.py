"""The first steps in the window: the whole lesson with real events, and that it leaves no trace."""

from __future__ import annotations

import itertools

import pytest
from codebooks import nine_categories
from PySide6.QtCore import Qt
from window_driver import CTRL, SHIFT, Reader

from annotator.comparison.reactions import Reaction, Remark
from annotator.desktop.lesson.keycaps import KeyCaps
from annotator.desktop.lesson.lesson_words import remark_words, step_words
from annotator.domain.lesson import STEPS, Act
from annotator.services import first_steps as lessons
from annotator.services.resources import default_codebook

VAGUE, VAGUE_TOO = "Many residents say", "It is feared"
CLAIM = "Because of the bridge, fewer children are late for school"
CLAIM_TOO = "The bridge will double the number of guests in the cafés nearby"
END, OTHER_END = "It cost 90,000 euros", "The council paid the full 120,000 euros"
SOUND = "610 people crossed it"
RETURN, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape


class Learner(Reader):
    """A reader who does the lesson."""

    def __init__(self, qtbot, window):
        super().__init__(qtbot, window)
        self.steps = window.first_steps
        self.card = window.first_steps.card

    @property
    def act(self):
        return self.steps.step.act

    @property
    def place(self):
        return self.steps.place

    @property
    def remark(self):
        return self.card.remark.text()

    def begin(self):
        self.push(self.window.library.offer.button)
        self.work_done()

    def arrive(self, place):
        """Skip steps until the one at a place is there."""
        while self.place < place:
            self.push(self.card.skip)
        self.work_done()
        assert self.place == place

    def select_and_press(self, quote, key):
        self.drag(self.span(quote))
        self.key(key)
        self.work_done()

    def sentence_of(self, quote):
        (sentence,) = [s for s in self.page.sentences if s.overlap(self.span(quote))]
        return range(sentence.start, sentence.end + 1)

    def submit_by_key(self):
        self.key(RETURN, CTRL)
        self.answer()
        self.wait(lambda: self.desk.is_reviewing)
        self.work_done()


def place_of(act, aim=None):
    return next(n for n, s in enumerate(STEPS) if s.act is act and (aim is None or s.aim == aim))


@pytest.fixture
def learner(open_window, qtbot):
    return Learner(qtbot, open_window().window)


@pytest.fixture
def begun(learner):
    learner.begin()
    return learner


def do_it_all(learner):
    """The lesson from its first step to its last; returns the places that were seen."""
    seen = [learner.place]

    def then(deed=lambda: None):
        deed()
        learner.work_done()
        seen.append(learner.place)

    then(lambda: learner.key(RETURN))
    then(lambda: learner.select_and_press(VAGUE, "3"))
    then(lambda: learner.key("C"))
    learner.key("N")
    learner.type("Who are they?")
    assert learner.act is Act.NOTE
    then(lambda: learner.key(ESC))
    then(lambda: learner.select_and_press(CLAIM, "1"))
    learner.key("Z", CTRL)
    assert learner.act is Act.UNDO
    then(lambda: learner.key("Z", CTRL | SHIFT))
    assert learner.remark == "✓ Nothing gets lost."  # and nothing of the mark that came back
    learner.select_and_press(END, "2")
    assert learner.act is Act.LINK
    then(lambda: learner.select_and_press(OTHER_END, "2"))
    then(lambda: learner.key(RETURN))
    then(lambda: learner.select_and_press(CLAIM_TOO, "1"))
    then(lambda: learner.key("H"))
    then(lambda: learner.select_and_press(VAGUE_TOO, "3"))
    then(learner.submit_by_key)
    learner.key("J")
    assert learner.act is Act.WALK
    then(lambda: learner.key("J"))
    learner.key("W")
    assert learner.act is Act.RULE
    then(lambda: learner.key(ESC))
    return seen


# --- From the offer to the end --------------------------------------------------------------------


def test_whole_lesson_is_done_with_the_keys_of_the_desk(begun):
    assert do_it_all(begun) == list(range(len(STEPS)))
    assert begun.act is Act.DONE
    assert begun.desk.comparison.counts.hit == 5


def test_at_the_end_the_suggested_article_is_opened(begun, workspace):
    do_it_all(begun)
    lesson = begun.article
    begun.push(begun.card.button)
    assert begun.article.title.startswith("All eleven")
    assert not begun.steps.is_running
    assert begun.card.isHidden()
    with begun.library() as other, other.library.reading() as (articles, _, _):
        assert articles.by_id(lesson.id) is None


def test_nothing_of_the_lesson_counts(begun, workspace):
    do_it_all(begun)
    begun.push(begun.card.leave)
    assert begun.window.stack.currentWidget() is begun.window.library
    assert begun.window.library.model.rowCount() == 1
    assert begun.window.home._practised.attempts == ()
    with begun.library() as other:
        assert other.learners.number_of_sets(other.sets.learner_id) == 0


def test_offer_is_there_for_who_is_new_and_goes_with_an_answer(learner, open_window, workspace):
    offer = learner.window.library.offer
    assert offer.isVisible()
    learner.push(offer.later)
    assert offer.isHidden()
    assert learner.window.library.list.hasFocus()
    learner.window.show_library()
    assert offer.isHidden()


def test_who_has_come_to_the_end_is_not_offered_it_again(begun):
    begun.arrive(len(STEPS) - 1)
    begun.push(begun.card.leave)
    assert begun.window.library.offer.isHidden()


def test_who_leaves_in_the_middle_is_still_offered_it(begun):
    begun.push(begun.card.leave)
    assert begun.window.library.offer.isVisible()


def test_menu_begins_anew_each_time_and_leads_back_to_where_one_was(at_desk, qtbot):
    learner = Learner(qtbot, at_desk.window)
    at_desk.mark("Experts say", "3")
    ferry, info = at_desk.article, at_desk.info
    learner.window.action("first-steps").trigger()
    learner.work_done()
    learner.key(RETURN)
    learner.select_and_press(VAGUE, "3")
    first = learner.article
    learner.window.action("first-steps").trigger()
    learner.work_done()
    assert learner.place == 0
    assert learner.article.id != first.id
    assert learner.stored() == ()
    learner.push(learner.card.leave)
    assert (learner.article, learner.info) == (ferry, info)
    assert learner.window.action("export").isEnabled()


def test_keys_of_the_review_go_on_working_at_the_end(begun):
    do_it_all(begun)
    begun.settle()
    assert begun.page.hasFocus()
    before = begun.page.active
    begun.key("K")
    assert begun.page.active != before
    seen = set()
    for _ in range(8):
        begun.window.next_part()
        seen.add(begun.window.focusWidget())
    assert begun.card.button in seen


def test_closing_in_the_middle_leaves_nothing_and_begins_afresh_next_time(
    begun, open_window, qtbot, workspace
):
    begun.key(RETURN)
    begun.select_and_press(VAGUE, "3")
    lesson = begun.article
    begun.window.close()
    with workspace.library.reading() as (articles, _, _):
        assert articles.by_id(lesson.id) is None
    again = Learner(qtbot, open_window().window)
    assert again.window.stack.currentWidget() is again.window.library
    again.begin()
    assert again.place == 0
    assert again.stored() == ()


def test_going_to_the_library_ends_the_lesson(begun):
    begun.push(begun.desk.header.back)
    assert not begun.steps.is_running
    assert begun.card.isHidden()
    assert not begun.steps.frame.spans


def test_what_would_lead_away_is_withheld_during_the_lesson(begun):
    action = begun.window.action
    for name in ("export", "edit-article", "codebooks", "exercise", "beside", "compare-two"):
        assert not action(name).isEnabled(), name
    begun.push(begun.card.leave)
    assert action("codebooks").isEnabled()
    assert action("edit-article").isEnabled()


# --- Step by step ---------------------------------------------------------------------------------


def test_back_and_skip_go_from_step_to_step(begun):
    assert not begun.card.back.isEnabled()
    begun.push(begun.card.skip)
    assert begun.place == 1
    begun.push(begun.card.skip)
    begun.push(begun.card.back)
    assert begun.place == 1
    assert begun.card.number.text() == f"First steps · 2 of {len(STEPS)}"


def test_a_step_that_was_done_before_says_so_and_goes_on_by_word(begun):
    begun.key(RETURN)
    begun.select_and_press(VAGUE, "3")
    begun.push(begun.card.back)
    assert begun.place == 1
    assert "already" in begun.remark
    begun.push(begun.card.button)
    assert begun.place == 2


def test_who_took_a_slip_back_still_tries_undo_and_redo(begun):
    """A new mark after an undo redoes nothing."""
    begun.key(RETURN)
    begun.select_and_press(VAGUE, "1")
    begun.key("Z", CTRL)
    begun.work_done()
    begun.select_and_press(VAGUE, "3")
    begun.arrive(place_of(Act.UNDO) - 1)
    begun.select_and_press(CLAIM, "1")
    assert begun.act is Act.UNDO
    assert "already" not in begun.remark
    begun.key("Z", CTRL)
    begun.work_done()
    assert begun.act is Act.UNDO
    begun.key("Z", CTRL | SHIFT)
    begun.work_done()
    assert begun.act is Act.LINK


def test_a_step_that_was_done_before_it_came_says_so_after_the_praise(begun):
    begun.key(RETURN)
    begun.drag(begun.span(CLAIM))
    begun.key("1")
    begun.key("C")
    begun.work_done()
    begun.select_and_press(VAGUE, "3")
    assert begun.act is Act.SURE
    assert begun.remark.startswith("✓ Right.")
    assert begun.remark.endswith("✓ You have done this already.")


def test_who_skips_handing_in_comes_to_the_end_and_back(begun):
    begun.arrive(place_of(Act.SUBMIT))
    begun.push(begun.card.skip)
    assert begun.act is Act.DONE
    begun.push(begun.card.back)
    assert begun.act is Act.SUBMIT


def test_who_hands_in_early_goes_on_with_the_review(begun):
    begun.key(RETURN)
    begun.select_and_press(VAGUE, "3")
    begun.submit_by_key()
    assert begun.act is Act.WALK
    assert not begun.card.back.isEnabled()
    for _ in STEPS:
        if begun.act is Act.WALK:
            begun.key("J")
    assert begun.act is Act.RULE


def test_sentence_of_the_step_is_framed_and_in_sight(begun):
    begun.key(RETURN)
    (framed,) = begun.steps.frame.spans
    assert begun.article.text[framed.start : framed.end].startswith(VAGUE)
    rect = begun.page.rects_of(framed)[0]
    assert begun.page.viewport().rect().contains(rect)
    assert begun.steps.frame.isVisible()
    assert not begun.card.geometry().intersects(begun.desk.splitter.geometry())
    begun.push(begun.card.skip)
    assert not begun.steps.frame.isVisible()


def test_frame_can_be_seen_and_lets_clicks_through(begun):
    begun.key(RETURN)
    before = begun.image()
    begun.steps.frame.hide()
    assert begun.image() != before
    begun.steps.frame.show()
    begun.click(begun.span("residents").start)
    assert begun.page.caret == begun.span("residents").start


def test_both_ends_of_a_clash_are_framed(begun):
    begun.arrive(place_of(Act.LINK))
    assert len(begun.steps.frame.spans) == 2


def test_passage_of_the_step_is_scrolled_to_from_wherever_the_page_lies(open_window, qtbot):
    learner = Learner(qtbot, open_window(size=(900, 480)).window)
    learner.begin()
    learner.arrive(place_of(Act.UNDO) - 1)
    learner.select_and_press(CLAIM, "1")
    learner.key("Z", CTRL)
    learner.key("Z", CTRL | SHIFT)
    learner.work_done()
    assert learner.act is Act.LINK
    rect = learner.page.rects_of(learner.steps.frame.spans[0])[0]
    assert learner.page.viewport().rect().contains(rect)


def test_keyboard_goes_to_the_button_where_one_goes_on_by_it_else_to_the_text(begun):
    assert begun.card.button.hasFocus()
    begun.key(RETURN)
    begun.settle()
    assert begun.page.hasFocus()
    begun.arrive(place_of(Act.LEAVE))
    begun.wait(begun.card.button.hasFocus)


def test_f6_reaches_the_coach(begun):
    begun.key(RETURN)
    begun.settle()
    seen = []
    for _ in range(6):
        begun.window.next_part()
        seen.append(begun.window.focusWidget())
    assert begun.card.skip in seen


def test_step_is_told_to_a_screen_reader(begun):
    told = []
    begun.desk.told.connect(told.append)
    begun.key(RETURN)
    assert any("who says it and the verb" in words for words in told)
    assert "2 of" in begun.card.accessibleName()
    assert "who says it" in begun.card.accessibleDescription()
    begun.select_and_press("Many residents say the bridge came years too late", "3")
    assert "whole sentence" in told[-1]


# --- What is left out ---------------------------------------------------------------------------


MARKING = [place for place, step in enumerate(STEPS) if step.act in (Act.MARK, Act.LINK)]
SKIPPED = [
    places for number in (1, len(MARKING)) for places in itertools.combinations(MARKING, number)
]
DEEDS = {
    MARKING[0]: ((VAGUE, "3"),),
    MARKING[1]: ((CLAIM, "1"),),
    MARKING[2]: ((END, "2"), (OTHER_END, "2")),
    MARKING[3]: ((CLAIM_TOO, "1"),),
    MARKING[4]: ((VAGUE_TOO, "3"),),
}


@pytest.mark.parametrize("skipped", SKIPPED)
def test_whatever_was_skipped_every_later_step_can_be_done(begun, skipped):
    begun.key(RETURN)
    while begun.act is not Act.SUBMIT:
        place, act = begun.place, begun.act
        if place in skipped:
            begun.push(begun.card.skip)
            assert "is marked for you" in begun.remark
        elif place in DEEDS:
            for quote, key in DEEDS[place]:
                begun.select_and_press(quote, key)
        elif act is Act.SURE:
            begun.key("C")
        elif act is Act.NOTE:
            begun.key("N")
            begun.type("Who?")
            begun.key(ESC)
        elif act is Act.UNDO:
            begun.key("Z", CTRL)
            begun.work_done()
            begun.key("Z", CTRL | SHIFT)
        elif act is Act.LEAVE:
            begun.push(begun.card.button)
            begun.page.setFocus()
        elif act is Act.HINT:
            begun.key("H")
            begun.work_done()
            begun.key("H")  # the place of which the next step speaks
            begun.work_done()
            assert begun.page.caret in begun.sentence_of(VAGUE_TOO)
        begun.work_done()
        assert begun.place == place + 1
    assert len(begun.stored()) == 5
    begun.submit_by_key()
    assert begun.desk.comparison.counts.hit == 5


def test_who_skips_everything_has_it_all_marked_once(begun):
    begun.arrive(place_of(Act.SUBMIT))
    assert len(begun.stored()) == 5


def test_a_clash_that_was_half_made_is_made_when_its_step_is_skipped(begun):
    begun.arrive(place_of(Act.LINK))
    begun.select_and_press(END, "2")
    begun.push(begun.card.skip)
    begun.work_done()
    assert begun.desk.session.waiting is None
    assert any(a.counterpart for a in begun.stored())


def test_a_mark_that_was_taken_back_is_made_again_when_its_steps_are_over(begun):
    begun.key(RETURN)
    begun.select_and_press(VAGUE, "3")
    begun.key("Z", CTRL)
    begun.work_done()
    assert begun.act is Act.SURE
    assert "nothing is marked" in begun.remark
    begun.push(begun.card.skip)
    assert begun.remark == f"“{VAGUE}” is marked for you."
    begun.key("N")
    assert begun.editor.note.hasFocus()


def test_a_note_that_is_left_empty_is_told(begun):
    begun.arrive(place_of(Act.NOTE))
    begun.key("N")
    begun.key(ESC)
    assert begun.act is Act.NOTE
    assert "still empty" in begun.remark
    begun.key("N")
    begun.type("Who?")
    begun.key(ESC)
    begun.work_done()
    assert begun.place == place_of(Act.NOTE) + 1


def test_framed_sentence_is_in_sight_in_a_small_window_with_large_letters(open_window, qtbot):
    learner = Learner(qtbot, open_window(size=(800, 600)).window)
    learner.begin()
    learner.key(RETURN)
    for _ in range(2):
        learner.window.action("zoom-in").trigger()
        learner.work_done()
    rects = learner.page.rects_of(learner.steps.frame.spans[0])
    assert learner.page.viewport().rect().contains(rects[-1])
    assert learner.page.viewport().rect().contains(rects[0])


def test_line_that_asks_for_the_other_end_does_not_hide_its_frame(open_window, qtbot):
    learner = Learner(qtbot, open_window(size=(900, 560)).window)
    learner.begin()
    learner.arrive(place_of(Act.LINK))
    learner.select_and_press(END, "2")
    learner.settle()
    rects = learner.page.rects_of(learner.steps.frame.spans[1])
    assert learner.page.viewport().rect().contains(rects[-1])


# --- Near misses ----------------------------------------------------------------------------------


def test_a_whole_sentence_is_mended_with_a_key(begun):
    begun.key(RETURN)
    begun.select_and_press("Many residents say the bridge came years too late.", "3")
    assert begun.place == 1
    assert "who says it and the verb" in begun.remark
    begun.select_and_press(VAGUE, "E")
    assert begun.place == 2
    assert begun.remark.startswith("✓ Right.")


def test_another_kind_becomes_the_right_one_with_its_key(begun):
    begun.key(RETURN)
    begun.select_and_press(VAGUE, "1")
    assert "Press 3, and it becomes “Vague attribution”" in begun.remark
    begun.key("3")
    begun.work_done()
    assert begun.place == 2


def test_a_sound_passage_is_left_alone_only_when_the_mark_is_gone(begun):
    begun.arrive(place_of(Act.LEAVE))
    begun.select_and_press(SOUND, "1")
    assert "this is sound" in begun.remark
    begun.push(begun.card.button)
    assert begun.act is Act.LEAVE
    begun.page.setFocus()
    begun.key("Z", CTRL)
    begun.work_done()
    assert not begun.remark
    begun.push(begun.card.button)
    assert begun.place == place_of(Act.LEAVE) + 1


def test_something_else_that_is_right_is_praised_and_the_step_stays(begun):
    begun.key(RETURN)
    begun.select_and_press(VAGUE_TOO, "3")
    assert "that is one too" in begun.remark
    assert begun.place == 1


def test_one_end_of_two_is_told_with_what_to_do_next(begun):
    begun.arrive(place_of(Act.LINK))
    begun.select_and_press(END, "2")
    assert "other frame and press 2" in begun.remark
    begun.key(ESC)
    begun.work_done()
    assert "Press L, select the other frame" in begun.remark
    begun.key("L")
    begun.select_and_press(OTHER_END, "L")
    assert begun.act is Act.LEAVE


def test_lesson_is_held_under_the_default_codebook_whatever_is_in_use(
    open_window, qtbot, workspace
):
    workspace.codebooks.add(nine_categories())
    book = workspace.codebooks.use(nine_categories().id)
    learner = Learner(qtbot, open_window().window)
    assert learner.desk.book == book
    learner.begin()
    assert learner.desk.book == default_codebook()
    learner.key(RETURN)
    learner.select_and_press(VAGUE, "3")
    assert learner.place == 2
    learner.push(learner.card.leave)
    assert learner.desk.book == book


# --- Words ----------------------------------------------------------------------------------------


def test_every_step_has_short_words_without_gaps():
    for step in STEPS:
        words = step_words(step, lambda name: f"<{name}>")
        assert "{" not in words.title + words.text
        assert len(words.text.split()) <= (70 if step.act is Act.DONE else 42)
        assert bool(words.button) == step.by_word


def test_every_reaction_has_words_at_every_step(workspace):
    lesson = lessons.begin(workspace)
    for step, reaction, linking in itertools.product(STEPS, Reaction, (True, False)):
        aim = step.aim.within(lesson.items) if step.aim is not None else lesson.items[0]
        words = remark_words(
            Remark(reaction, None if reaction is Reaction.ELSEWHERE else aim),
            step,
            lambda name: f"<{name}>",
            default_codebook(),
            mine=step.aim is not None,
            linking=linking,
        )
        assert words
        assert "{" not in words
        assert len(words.split()) <= 40


def test_keys_are_drawn_one_by_one(qtbot):
    caps = KeyCaps()
    qtbot.addWidget(caps)
    caps.show_keys(("Ctrl+Shift+Z", "+"))
    names = [(w.objectName(), w.text()) for w in caps.children() if hasattr(w, "text")]
    assert [text for name, text in names if name == "keycap"] == ["Ctrl", "Shift", "Z", "+"]
    assert caps.accessibleName().endswith("Ctrl+Shift+Z, +")
    caps.show_keys(())
    assert caps.isHidden()
