"""Two articles side by side, and inconsistencies between them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QToolButton
from window_driver import ALT, CTRL, SHIFT, Reader, colours

from annotator.domain.annotation import Annotation, Passage, Role, Status
from annotator.domain.article import Article
from annotator.domain.exercise import Exercise
from annotator.services.importing import add_text

CLASH = "inconsistency"
FIRST, SECOND, THERE = "Tickets stay free", "two pounds", "have cost one pound"
FILLER = "\n\n".join(f"Paragraph {n} of the yard's newsletter is about ropes." for n in range(60))
YARD = f"""\
# Yard says tickets are not free

3 May 2025

Tickets have cost one pound since January, the yard says. The price stays. A \U0001f6a2 is built.

{FILLER}

The second boat will never come, it adds at the end.
"""
BELOW = "second boat will never come"


class Beside(Reader):
    """The same reader, looking at the second page."""

    def __init__(self, reader: Reader) -> None:
        super().__init__(reader.bot, reader.window)
        self.view = self.desk.beside.view
        self.page = self.view.page
        self.bar = self.view.bar

    @property
    def article(self) -> Article:
        assert self.view.article is not None
        return self.view.article

    def passage(self, quote: str) -> Passage:
        return Passage.cut(self.article.text, self.span(quote), self.article.sha256)


@pytest.fixture
def yard(workspace):
    return add_text(workspace.articles, YARD, "yard.md").article


@pytest.fixture
def here(yard, at_desk):
    return at_desk


@pytest.fixture
def there(here, yard):
    """The second page, open on the yard's article, with the keyboard in it."""
    here.key(Qt.Key.Key_F4)
    beside = Beside(here)
    here.choose(beside.view.articles, beside.view.articles.findText(yard.title))
    assert beside.article == yard
    beside.work_done()
    here.page.setFocus()
    return beside


@pytest.fixture
def linked(here, there):
    """The id of an inconsistency with its second end there."""
    here.mark(FIRST, "2")
    there.drag(there.span(THERE))
    there.key("2")
    return only(here).id


def only(reader: Reader) -> Annotation:
    (annotation,) = reader.stored()
    return annotation


def in_sight(reader: Reader, quote: str) -> bool:
    rect = reader.page.rects_of(reader.span(quote))[0]
    return rect.top() >= 0 and rect.bottom() <= reader.page.viewport().height()


# Opening and closing


def test_f4_opens_a_second_article_and_closes_it(here):
    beside = Beside(here)
    wide = here.desk.margin.width()
    assert not beside.view.isVisible()
    here.key(Qt.Key.Key_F4)
    assert beside.view.isVisible()
    assert beside.article != here.article
    assert beside.page.hasFocus()
    assert here.window.action("beside").isChecked()
    beside.key(Qt.Key.Key_F4)
    assert not beside.view.isVisible()
    assert here.page.hasFocus()
    assert not here.window.action("beside").isChecked()
    assert here.desk.margin.width() == wide


def test_f4_opens_the_other_article_of_the_exercise_before_any_other(
    workspace, open_window, ferry, yard
):
    workspace.exercises.save(ferry, Exercise(articles=(ferry.id, yard.id)))
    assert workspace.articles.all()[0].id not in (ferry.id, yard.id)
    reader = open_window()
    reader.open(ferry)
    reader.work_done()
    reader.key(Qt.Key.Key_F4)
    assert reader.desk.beside.view.article == yard


def test_the_button_closes_it(here, there):
    here.push(there.view.close_button)
    assert not there.view.isVisible()
    assert here.page.hasFocus()


def test_the_articles_to_choose_from_are_the_others(here, there):
    combo = there.view.articles
    offered = [combo.itemText(i) for i in range(combo.count())]
    with here.library() as other:
        titles = [a.title for a in other.articles.all() if a.id != here.article.id]
    assert offered == titles
    assert combo.currentText() == there.article.title
    here.choose(combo, 0)
    assert there.article.title == titles[0]
    assert there.page.accessibleName().endswith(titles[0])
    # It is the one that comes back when the view is opened again.
    here.push(there.view.close_button)
    here.key(Qt.Key.Key_F4)
    assert there.article.title == titles[0]


def test_without_another_article_it_says_so(workspace, at_desk):
    for article in workspace.articles.all():
        if article.id != at_desk.article.id:
            workspace.articles.remove(article.id)
    at_desk.key(Qt.Key.Key_F4)
    assert "no other article" in at_desk.said
    assert not Beside(at_desk).view.isVisible()
    assert not at_desk.window.action("beside").isChecked()
    assert at_desk.page.hasFocus()


def test_both_pages_keep_a_readable_width(here, there):
    here.settle()
    width = here.page.fontMetrics().averageCharWidth()
    for page in (here.page, there.page):
        assert page.viewport().width() > 45 * width
    assert abs(here.page.viewport().width() - there.page.viewport().width()) < 40
    assert here.desk.margin.isVisible()
    # Nothing of the card is cut off.
    here.mark("Experts say", "3")
    card = here.editor
    assert card.width() <= here.desk.margin.width()
    for widget in (card.category, card.subtype, card.confidence, card.delete):
        assert card.rect().contains(widget.geometry())


def test_when_the_second_article_comes_to_the_desk_they_change_places(here, there, yard, ferry):
    here.window.open_article(yard.id)
    assert here.article == yard
    assert there.article == ferry
    assert there.view.articles.currentText() == ferry.title
    here.window.show_library()
    assert not there.view.isVisible()


def test_everything_there_has_a_name(there):
    for widget in (there.view.articles, there.view.close_button, there.page):
        assert widget.accessibleName() or widget.text()
        assert widget.focusPolicy() != Qt.FocusPolicy.NoFocus


def test_f6_goes_to_the_second_page(here, there):
    here.key(Qt.Key.Key_F6)
    assert there.page.hasFocus()
    here.key(Qt.Key.Key_F6)
    assert there.view.articles.hasFocus()


# Linking


def test_the_banner_says_where_to_look(here):
    here.mark(FIRST, "2")
    assert "F4" in here.desk.banner.text()
    here.key(Qt.Key.Key_F4)
    assert "in either article" in here.desk.banner.text()
    here.key(Qt.Key.Key_F4)
    assert "F4" in here.desk.banner.text()


def test_two_here_and_two_there_link_across(here, there):
    first = here.mark(FIRST, "2")
    assert "in either article" in here.desk.banner.text()
    there.drag(there.span(THERE))
    there.key("2")
    stored = only(here)
    assert stored.id == first.id
    assert stored.counterpart == (there.passage(THERE),)
    assert stored.spans == (here.span(FIRST),)
    assert not here.desk.banner.isVisible()
    assert here.page.active == there.page.active == stored.id
    assert there.page.selection is None


def test_with_the_bar_at_the_selection(here, there):
    here.mark(FIRST, "2")
    there.drag(there.span(THERE))
    (button,) = [b for b in there.bar.findChildren(QToolButton) if b.isVisible()]
    there.push(button)
    assert only(here).counterpart == (there.passage(THERE),)
    assert not there.bar.isVisible()


def test_no_bar_while_nothing_waits(here, there):
    there.drag(there.span(THERE))
    assert not there.bar.isVisible()
    here.mark("Experts say", "3")
    there.drag(there.span(THERE))
    assert not there.bar.isVisible()


def test_with_the_keyboard_alone(here, yard):
    here.page.select(here.span(FIRST))
    here.key("2")
    here.key(Qt.Key.Key_F4)
    there = Beside(here)
    while there.article != yard:
        here.key(Qt.Key.Key_F6)
        there.key(Qt.Key.Key_Down)
    there.work_done()
    there.page.setFocus()
    there.page.place_caret(there.span("have cost").start)
    for _ in range(4):
        there.key(Qt.Key.Key_Right, CTRL | SHIFT)
    there.key("l")
    assert only(here).counterpart == (there.passage(THERE),)


def test_s_and_alt_arrows_move_in_the_article_that_has_the_keyboard(here, there):
    there.page.setFocus()
    caret = here.page.caret
    there.page.place_caret(there.span(THERE).start)
    there.key("s")
    sentence = "Tickets have cost one pound since January, the yard says."
    assert there.page.selection == there.span(sentence)
    there.key(Qt.Key.Key_Down, ALT)
    assert there.page.caret == there.span("The price stays").start
    assert here.page.caret == caret
    assert here.page.selection is None


def test_words_are_snapped_there_and_alt_keeps_them_exactly(here, there):
    here.mark(FIRST, "2")
    partly = there.span("ave cost one poun")
    there.drag(partly)
    there.key("2")
    assert only(here).spans_elsewhere == {there.article.sha256: (there.span(THERE),)}
    there.drag(partly, alt=True)
    there.key("l")
    assert only(here).spans_elsewhere == {there.article.sha256: (partly,)}


def test_offsets_there_are_code_points(here, there):
    here.mark(FIRST, "2")
    there.drag(there.span("is built"))
    there.key("2")
    assert only(here).counterpart[0].quote == "is built"


def test_an_active_one_without_its_end_need_not_wait(here, there):
    here.mark(FIRST, "2")
    here.key(Qt.Key.Key_Escape)
    assert not here.desk.banner.isVisible()
    there.drag(there.span(THERE))
    there.key("2")
    assert only(here).counterpart == (there.passage(THERE),)


def test_a_key_there_does_not_mark_and_does_not_replace(here, there, linked):
    before = here.stored()
    there.drag(there.span(BELOW))
    for key in ("1", "2", "3"):
        there.key(key)
        assert "only be linked" in here.said
    assert here.stored() == before
    there.key("l")  # is meant
    assert only(here).counterpart == (there.passage(BELOW),)


def test_l_there_with_nothing_to_link(here, there):
    here.mark("Experts say", "3")
    there.drag(there.span(THERE))
    there.key("l")
    assert "two ends" in here.said
    assert only(here).counterpart == ()


def test_a_key_without_a_selection_there(here, there):
    here.mark(FIRST, "2")
    there.page.setFocus()
    there.key("2")
    assert "Select the other end" in here.said
    assert only(here).counterpart == ()
    assert here.desk.banner.isVisible()


def test_delete_there_deletes_nothing(here, there, linked):
    there.page.setFocus()
    there.key(Qt.Key.Key_Delete)
    assert only(here).id == linked


def test_escape_there_lets_go_of_the_selection(here, there):
    there.drag(there.span(THERE))
    there.key(Qt.Key.Key_Escape)
    assert there.page.selection is None
    assert there.page.hasFocus()


def test_what_is_copied_there_is_what_is_selected_there(here, there):
    here.drag(here.span(FIRST))
    there.drag(there.span(THERE))
    there.key("c", CTRL)
    assert QGuiApplication.clipboard().text() == THERE


def test_undo_and_redo_are_seen_there(here, there, linked):
    assert there.page.mark(linked) is not None
    here.key("z", CTRL)
    assert only(here).counterpart == ()
    assert there.page.mark(linked) is None
    here.key("z", CTRL | SHIFT)
    assert there.page.mark(linked).spans == (there.span(THERE),)
    here.page.setFocus()
    here.key(Qt.Key.Key_Delete)
    assert there.page.mark(linked) is None


def test_a_link_within_the_article_takes_the_other_ones_place(here, there, linked):
    here.page.setFocus()
    here.key("l")
    here.drag(here.span(SECOND))
    here.key("l")
    assert only(here).all_spans == (here.span(FIRST), here.span(SECOND))
    assert there.page.mark(linked) is None


# Seeing both ends


def test_the_end_there_is_painted_as_the_category(here, there, linked):
    mark = there.page.mark(linked)
    assert mark.look == here.page.mark(linked).look
    rect = there.page.rects_of(there.span(THERE))[0]

    def below() -> set[str]:
        return colours(there.image(), rect.left() + 8, rect.bottom(), rect.width() - 16, 5)

    marked = below()
    here.key("z", CTRL)
    bare = below()
    assert len(bare) < len(marked)
    assert min(marked) < min(bare)  # darker, on the light page


def test_another_look_keeps_the_marks_there(here, there, linked):
    here.window.action("theme-dark").trigger()
    here.settle()
    assert there.page.mark(linked).spans == (there.span(THERE),)
    assert there.page.mark(linked).look == here.page.mark(linked).look
    assert there.page.active == linked


def test_activating_here_brings_the_end_there_into_sight(here, there, linked):
    there.page.reveal(there.span(BELOW))
    there.settle()
    assert not in_sight(there, THERE)
    here.page.setFocus()
    here.click(here.span("Experts").start)
    assert there.page.active is None
    here.click(here.span(FIRST).start + 2)
    assert here.page.active == there.page.active == linked
    assert in_sight(there, THERE)


def test_clicking_the_end_there_brings_the_first_end_into_sight(here, there, linked):
    here.page.setFocus()
    here.click(here.span("Experts").start)
    here.window.resize(1280, 420)
    here.settle()
    here.page.reveal(here.span("Café owners"))
    here.settle()
    assert not in_sight(here, FIRST)
    there.page.reveal(there.span(THERE))
    there.click(there.span(THERE).start + 2)
    assert here.page.active == there.page.active == linked
    assert in_sight(here, FIRST)
    assert there.page.hasFocus()


def test_clicking_beside_the_marks_there_leaves_the_active_one(here, there, linked):
    there.click(there.span("The price stays").start + 2)
    assert here.page.active == linked


def test_o_goes_there_and_back(here, there, linked):
    here.page.setFocus()
    here.key("o")
    assert there.page.hasFocus()
    assert there.page.caret == there.span(THERE).start
    there.key("o")
    assert here.page.hasFocus()
    assert here.page.caret == here.span(FIRST).start


def test_o_opens_the_other_article(here, there, linked, yard):
    here.push(there.view.close_button)
    here.key("o")
    assert there.view.isVisible()
    assert there.article == yard
    assert there.page.hasFocus()
    assert in_sight(there, THERE)
    assert there.page.active == linked


def test_f4_opens_the_article_with_the_other_end(here, there, linked, yard):
    here.choose(there.view.articles, 0)
    assert there.article != yard
    assert there.page.mark(linked) is None
    here.push(there.view.close_button)
    here.click(here.span(FIRST).start)
    here.key(Qt.Key.Key_F4)
    assert there.article == yard


def test_a_line_joins_the_card_with_the_end_there(here, there, linked):
    line = here.desk.beside.line
    assert line.isVisible()
    level = there.page.rects_of(there.span(THERE))[0].center().y()
    end = there.page.viewport().mapTo(here.desk, QPoint(0, level))
    assert line.geometry().contains(end)
    card = next(p for p in here.desk.margin.places() if p.mark_id == linked)
    start = here.desk.margin.mapTo(here.desk, QPoint(card.rect.right(), 0)).x()
    assert abs(line.geometry().left() - start) < 10
    # It lets clicks through, and goes when there is nothing to join.
    assert here.desk.childAt(line.geometry().center()) is not line
    there.page.reveal(there.span(BELOW))
    there.settle()
    assert not line.isVisible()
    there.page.reveal(there.span(THERE))
    there.settle()
    assert line.isVisible()
    here.page.setFocus()
    here.click(here.span("Experts").start)
    assert not line.isVisible()


# What the card says


def words_on_card(reader: Reader) -> str:
    return " ".join(w.text() for w in reader.editor.findChildren(QLabel) if w.isVisible())


def test_the_card_names_the_other_article_and_goes_there(here, there, linked, yard):
    assert f"“{THERE}” in “{yard.title}”" in words_on_card(here)
    here.push(there.view.close_button)
    here.push(here.editor.beside)
    assert there.article == yard
    assert there.page.hasFocus()
    here.push(here.editor.link)
    assert only(here).counterpart == ()
    assert there.page.mark(linked) is None
    assert not here.editor.beside.isVisible()


def test_a_screen_reader_is_told_of_the_other_article(here, there, linked, yard):
    assert f"“{THERE}” in “{yard.title}”" in here.window.announcer.mark_words(linked)


def test_within_one_article_the_card_offers_no_other(here, there):
    here.mark(FIRST, "2")
    here.drag(here.span(SECOND))
    here.key("2")
    assert SECOND in words_on_card(here)
    assert not here.editor.beside.isVisible()


def test_an_article_that_is_not_here(here, there, linked, workspace, yard):
    here.push(there.view.close_button)
    here.window.show_library()
    workspace.articles.remove(yard.id)
    here.open(here.window.workspace.articles.get(here.window.workspace.articles.all()[-1].id))
    here.click(here.span(FIRST).start)
    assert f"“{THERE}” in an article that is not in this library" in words_on_card(here)
    here.key("o")
    assert "not in this library" in here.said
    assert not there.view.isVisible()
    assert only(here).counterpart[0].quote == THERE


def test_the_link_lasts_over_closing(here, there, linked, open_window, ferry):
    here.window.close()
    again = open_window()
    again.open(ferry)
    again.click(again.span(FIRST).start)
    again.key("o")
    beside = Beside(again)
    assert beside.page.mark(linked).spans == (beside.span(THERE),)


# Review


@pytest.fixture
def keyed(here, there, workspace):
    """The article with a key that has two inconsistencies across articles."""

    def clash(name: str, first: str, second: str, note: str) -> Annotation:
        return Annotation(
            name,
            CLASH,
            (Passage.cut(here.article.text, here.span(first)),),
            (there.passage(second),),
            note=note,
        )

    key = (
        clash("k1", FIRST, "cost one pound", "Free here, a pound there."),
        clash("k2", "second boat from June", BELOW, "It comes, or it does not."),
    )
    workspace.sets.store(
        here.article, "Key", role=Role.KEY, status=Status.SUBMITTED, annotations=key
    )
    return here


@pytest.fixture
def reviewed(keyed, there):
    """A submitted set with one of the two."""
    keyed.mark(FIRST, "2")
    there.drag(there.span(THERE))
    there.key("2")
    keyed.submit()
    keyed.page.setFocus()
    return keyed


def test_the_whole_sentence_there_is_still_right(keyed, there):
    keyed.mark(FIRST, "2")
    there.drag(there.span("Tickets have cost one pound since January, the yard says."))
    there.key("2")
    keyed.submit()
    assert [i.outcome.value for i in keyed.desk.comparison.items] == ["hit", "missed"]


def test_an_end_that_was_not_linked_is_told_and_shown(keyed, there, yard):
    keyed.mark(FIRST, "2")
    keyed.key(Qt.Key.Key_Escape)
    keyed.push(there.view.close_button)
    keyed.submit()
    keyed.page.setFocus()
    keyed.key("j")
    active = keyed.page.active
    assert keyed.desk.comparison.items[0].outcome.value == "partial"
    card = keyed.desk.card_of(active)
    assert any(f"“cost one pound” in “{yard.title}”" in text for _, text in card.paragraphs)
    keyed.key("o")
    assert there.article == yard
    framed = there.page.mark(active)
    assert (framed.spans, framed.look.outlined) == ((there.span("cost one pound"),), True)


def test_both_ends_are_compared_and_shown(reviewed, there):
    outcomes = {i.outcome.value: i for i in reviewed.desk.comparison.items}
    assert set(outcomes) == {"hit", "missed"}
    marks = {m.spans: m.look for m in there.page._marks.all()}
    hit = marks[(there.span(THERE),)]
    framed = marks[(there.span("cost one pound"),)]
    missed = marks[(there.span(BELOW),)]
    assert (hit.badge, hit.outlined) == ("✓", False)
    assert (framed.badge, framed.outlined) == ("", True)
    assert (missed.badge, missed.outlined) == ("–", True)


def test_walking_through_the_review_follows_on_both_pages(reviewed, there):
    reviewed.key("j")
    reviewed.key("j")
    assert there.page.active == reviewed.page.active is not None
    missed = reviewed.page.mark(reviewed.page.active)
    assert missed.spans == (reviewed.span("second boat from June"),)
    assert in_sight(there, BELOW)
    reviewed.key("o")
    assert there.page.hasFocus()
    assert there.page.caret == there.span(BELOW).start
    there.page.reveal(there.span(THERE))
    there.click(there.span(THERE).start + 2)
    assert reviewed.page.mark(reviewed.page.active).spans == (reviewed.span(FIRST),)


def test_the_card_of_an_item_tells_the_other_end(reviewed, there, yard):
    reviewed.key("j")
    card = reviewed.desk.card_of(reviewed.page.active)
    assert any(f"“{THERE}” in “{yard.title}”" in text for _, text in card.paragraphs)
    assert any("“cost one pound”" in text for _, text in card.paragraphs)


def test_filters_hold_there_too(reviewed, there):
    reviewed.push(there.view.close_button)
    from annotator.comparison.outcomes import Outcome

    reviewed.push(reviewed.desk.review.chip(Outcome.HIT))
    reviewed.key(Qt.Key.Key_F4)
    assert [m.spans for m in there.page._marks.all()] == [(there.span(BELOW),)]


def test_the_summary_makes_room_in_a_narrow_window_only(reviewed, there):
    assert not reviewed.desk.side.isVisible()
    reviewed.window.resize(1920, 1000)
    reviewed.settle()
    assert reviewed.desk.side.isVisible()
    reviewed.window.resize(1280, 800)
    reviewed.settle()
    assert not reviewed.desk.side.isVisible()
    reviewed.push(there.view.close_button)
    assert reviewed.desk.side.isVisible()


def test_marks_there_cannot_be_changed_after_submitting(reviewed, there):
    before = reviewed.stored()
    there.drag(there.span("The price stays"))
    assert not there.bar.isVisible()
    for key in ("2", "l"):
        there.key(key)
    assert reviewed.stored() == before


# --- Finding words --------------------------------------------------------------------------------


def test_words_are_found_in_the_article_that_has_the_keyboard(here, there):
    bar = here.desk.finding.bar
    there.page.setFocus()
    there.key("F", CTRL)
    there.type("never come")
    assert bar.count.text() == "1 of 1"
    assert bar.where.isVisible()
    assert "right" in bar.where.text()
    place = there.span("never come")
    assert there.view.page.found_current == place
    assert here.page.found_current is None
    there.key(Qt.Key.Key_Escape)
    assert there.view.page.selection == place
    assert there.view.page.hasFocus()
    here.page.setFocus()
    here.key("F", CTRL)
    assert bar.count.text() == "Not found"
    assert "left" in bar.where.text()


def test_going_over_to_the_other_article_searches_that(here, there):
    bar = here.desk.finding.bar
    there.page.setFocus()
    there.key("F", CTRL)
    there.type("yard")
    here.page.setFocus()
    here.key("F", CTRL)
    assert bar.count.text() == "1 of 2"
    assert there.view.page.found_current is None
    here.key("F", CTRL)  # in the line itself: still there
    assert "left" in bar.where.text()


def test_closing_the_second_article_ends_the_search_in_it(here, there):
    bar = here.desk.finding.bar
    there.page.setFocus()
    there.key("F", CTRL)
    there.type("never come")
    here.push(there.view.close_button)
    assert not bar.isVisible()
    here.key("F", CTRL)
    assert bar.count.text() == "Not found"
    assert not bar.where.isVisible()


def test_another_second_article_ends_the_search_in_it(here, there):
    there.page.setFocus()
    there.key("F", CTRL)
    there.type("never come")
    other = next(
        n
        for n in range(there.view.articles.count())
        if there.view.articles.itemText(n) != there.article.title
    )
    here.choose(there.view.articles, other)
    assert not here.desk.finding.bar.isVisible()
