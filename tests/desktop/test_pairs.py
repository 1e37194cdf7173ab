"""Two sets stand beside each other, and a key is made of them with the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QMessageBox
from window_driver import ALT, CTRL, LEFT, Reader

from annotator.desktop.command_palette import CommandPalette
from annotator.desktop.key_sheet import KeySheet
from annotator.desktop.keying.key_dialog import KeyDialog
from annotator.desktop.pair_words import kind_meaning, kind_name
from annotator.domain.annotation import Annotation, Passage, Role, Status
from annotator.domain.decisions import Decision
from annotator.domain.exercise import Exercise, Feedback
from annotator.domain.span import Span
from annotator.services.reconciling import Reconciling, unfinished

REJECT = QMessageBox.ButtonRole.RejectRole
CLAIM, CLASH, VAGUE = "unsupported_claim", "inconsistency", "vague_attribution"


def mark(article, category, quote, other="", **fields):
    def passages(words):
        start = article.text.index(words)
        return (Passage.cut(article.text, Span(start, start + len(words))),)

    counterpart = passages(other) if other else ()
    name = f"{category} {quote} {fields.get('note')}"
    return Annotation(name, category, passages(quote), counterpart, **fields)


def add(workspace, article, name, *annotations, role=Role.KEY, status=Status.SUBMITTED):
    return workspace.sets.store(article, name, role=role, status=status, annotations=annotations)


@pytest.fixture
def two(workspace, ferry):
    """Ada's and Ben's keys: of every kind of pair there is one, in this order."""

    def of(*found):
        return [mark(ferry, category, *rest[:-1], **rest[-1]) for category, *rest in found]

    return (
        add(
            workspace,
            ferry,
            "Ada",
            *of(
                (VAGUE, "Experts say", {"note": "Which experts?", "confidence": 0.75}),
                (CLAIM, "old boat", {"note": "Old by what measure?"}),
                (CLASH, "free until autumn", "two pounds from May", {"note": "Both cannot be."}),
                (CLAIM, "to be cheap", {"note": "No figure."}),
            ),
        ),
        add(
            workspace,
            ferry,
            "Ben",
            *of(
                (VAGUE, "Experts say", {"note": "Nobody is named."}),
                (CLAIM, "the old boat can't cope", {"note": ""}),
                (VAGUE, "is said to be cheap", {"note": "Said by whom?"}),
                (CLAIM, "a longer pier", {"note": "Planned by whom?", "confidence": 0.25}),
            ),
        ),
    )


@pytest.fixture
def paired(two, at_desk):
    """A reader who has the two keys side by side."""
    at_desk.key("c", CTRL | Qt.KeyboardModifier.ShiftModifier)
    at_desk.wait(lambda: at_desk.window.pairs.work.pairing is not None)
    at_desk.settle()
    return at_desk


@pytest.fixture
def making(paired):
    """The same with a key begun."""
    paired.push(paired.window.pairs.header.make_button)
    paired.settle()
    return paired


def pairs(reader: Reader):
    return reader.window.pairs


def on_page(reader: Reader) -> bool:
    return reader.window.stack.currentWidget() is pairs(reader)


def kinds(reader: Reader) -> list[str]:
    return [row.kind for row in pairs(reader).list.rows.rows]


def current(reader: Reader) -> str:
    """The words of the current pair, as a screen reader gets them."""
    return pairs(reader).list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)


def stored(reader: Reader) -> Reconciling:
    """The key that is being made, read through a connection of its own."""
    with reader.library() as other:
        infos = {info.name: info for info in other.sets.of(reader.article)}
        key = unfinished(other, infos["Ada"], infos["Ben"]) or infos["Ada + Ben"]
        return Reconciling(other, reader.article, key)


def decided(reader: Reader) -> list[Decision | None]:
    again = stored(reader)
    return [again.decision(pair) for pair in again.pairs]


def quotes(reader: Reader) -> list[str]:
    return sorted(a.passages[0].quote for a in stored(reader).items)


NAMES = ["The same", "Overlapping", "Only the first", "Only the second", "Other category"]


# --- The way there and back -----------------------------------------------------------------------


def test_the_command_waits_for_a_second_set(at_desk):
    action = at_desk.window.action("compare-two")
    assert not action.isEnabled()
    at_desk.mark("Experts say", "3")
    at_desk.push(at_desk.desk.header.submit_button)
    at_desk.answer()
    at_desk.key(Qt.Key.Key_Return, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert not action.isEnabled()  # the second one is begun with its first mark
    at_desk.mark("old boat", "1")
    assert action.isEnabled()
    action.trigger()
    at_desk.wait(lambda: pairs(at_desk).work.pairing is not None)
    assert on_page(at_desk)
    pairing = pairs(at_desk).work.pairing
    assert (pairing.first_name, pairing.second_name) == ("Attempt 1", "Attempt 2")


def test_every_way_back_leads_to_the_desk(paired):
    header = pairs(paired).header
    for way in (
        lambda: paired.key(Qt.Key.Key_Escape),
        lambda: paired.bot.keyClick(header.swap, Qt.Key.Key_Escape),
        lambda: paired.key(Qt.Key.Key_Left, ALT),
        lambda: paired.push(header.back),
    ):
        assert on_page(paired)
        assert pairs(paired).list.hasFocus()
        way()
        assert paired.window.stack.currentWidget() is paired.desk
        assert paired.page.hasFocus()
        paired.window.action("compare-two").trigger()
        paired.wait(lambda: pairs(paired).work.pairing is not None)
    paired.key(Qt.Key.Key_Left, ALT)
    paired.key(Qt.Key.Key_Left, ALT)
    assert paired.window.stack.currentWidget() is paired.window.library


def test_what_belongs_to_the_desk_is_off_meanwhile(paired):
    action = paired.window.action
    for name in ("undo", "submit", "load", "export", "find", "codebook", "compare-two", "link"):
        assert not action(name).isEnabled(), name
    assert action("back").isEnabled()
    assert action("theme-dark").isEnabled()
    paired.key(Qt.Key.Key_Escape)
    for name in ("submit", "load", "find", "codebook", "compare-two", "link"):
        assert action(name).isEnabled(), name


# --- What is shown --------------------------------------------------------------------------------


def test_both_sides_of_every_pair_are_told(paired):
    assert kinds(paired) == NAMES
    words = current(paired)
    for part in ("Ada", "Ben", "Vague attribution", "“Experts say”", "Which experts?", "Fairly"):
        assert part in words
    assert "F1" in pairs(paired).panel.figures.text()
    paired.key("j")
    paired.key("j")
    assert "free until autumn” ↔ “two pounds from May" in current(paired)
    assert "Ben:" not in current(paired)


def test_the_first_is_filled_and_the_second_framed(paired):
    page = pairs(paired).page
    marks = {m.id: m for m in page._marks.all()}
    looks = [(m.look.outlined, m.look.badge) for m in marks.values()]
    # The same words have one letter, and what only Ben marks is framed.
    assert looks == [
        (False, "V"),
        (True, ""),
        (False, "U"),
        (True, "U"),
        (False, "I"),
        (True, "U"),
        (False, "U"),
        (True, "V"),
    ]
    assert all(m.look.pattern for m in marks.values())


def test_j_and_k_walk_round_and_the_page_follows(paired):
    page, seen = pairs(paired).page, []
    for _ in NAMES:
        seen.append(page.active)
        paired.key("j")
    assert seen == [f"pair-{n}" for n in range(5)]
    assert page.active == "pair-0"
    paired.key("k")
    assert page.active == "pair-4"
    span = paired.span("to be cheap")
    assert any(rect.top() >= 0 for rect in page.rects_of(span))


def test_a_click_on_the_page_chooses_the_pair(paired):
    page = pairs(paired).page
    span = paired.span("longer pier")
    page.reveal(span)
    rect = page.rects_of(span)[0]
    paired.bot.mouseClick(page.viewport(), LEFT, pos=rect.center())
    assert "a longer pier" in current(paired)
    paired.key("k")  # the keys work on the page as well
    assert "free until autumn" in current(paired)


def test_filters_hide_pairs_in_the_list_and_on_the_page(paired):
    panel, page = pairs(paired).panel, pairs(paired).page
    for kind in pairs(paired).work.pairing.counts:
        text = panel.chip(kind).text()
        assert text.split()[-1] == "1"
        assert kind_name(kind) in text
        assert panel.chip(kind).toolTip() == kind_meaning(kind)
    paired.push(panel.chip("same"))
    assert kinds(paired) == NAMES[1:]
    assert page.mark("pair-0") is None
    assert page.mark("pair-1") is not None
    for kind in ("overlap", "other_category", "first_only", "second_only"):
        paired.push(panel.chip(kind))
    assert panel.empty.isVisible()
    assert "Press one of them" in panel.empty.text()
    pairs(paired).page.setFocus()
    paired.key("j")
    assert paired.said == panel.empty.text()
    paired.push(panel.chip("overlap"))
    assert kinds(paired) == ["Overlapping"]


def test_two_empty_sets_say_so(workspace, ferry, at_desk):
    add(workspace, ferry, "One", role=Role.LEARNER)
    add(workspace, ferry, "Two", role=Role.LEARNER)
    at_desk.window._update_actions()
    at_desk.window.action("compare-two").trigger()
    at_desk.wait(lambda: pairs(at_desk).work.pairing is not None)
    at_desk.settle()
    assert pairs(at_desk).panel.empty.isVisible()
    assert "Neither set marks anything" in pairs(at_desk).panel.empty.text()


def test_other_colours_and_sizes_keep_what_is_shown(paired):
    paired.key("j")
    before = current(paired)
    paired.window.action("theme-dark").trigger()
    paired.window.appearance.zoom_by(1)
    paired.settle()
    assert current(paired) == before
    assert kinds(paired) == NAMES
    assert pairs(paired).page.active == "pair-1"
    assert pairs(paired).page.mark("pair-1").look.colour.name() == "#ffab6b"


def test_everything_has_a_name_and_the_parts_are_reached(paired):
    for widget in pairs(paired).findChildren(QAbstractButton):
        if widget.isVisible():
            assert widget.accessibleName() or widget.text().strip()
    for combo in pairs(paired).findChildren(QComboBox):
        assert combo.accessibleName()
    parts = []
    for _ in range(4):
        paired.key(Qt.Key.Key_F6)
        parts.append(paired.window.focusWidget())
    page = pairs(paired)
    assert parts == [page.page, page.panel.chip("same"), page.header.first, page.list]


# --- Which sets -----------------------------------------------------------------------------------


def test_other_sets_are_chosen_at_the_top(workspace, ferry, two, at_desk):
    attempt = workspace.sets.start(ferry)
    paired = at_desk
    paired.window.compare_two()
    paired.wait(lambda: pairs(paired).work.pairing is not None)
    paired.settle()
    header = pairs(paired).header
    assert header.first.currentText() == "Ada · key"
    names = [header.second.itemText(row) for row in range(header.second.count())]
    assert names == ["Ada · key", "Ben · key", "Attempt 1 · in progress"]
    paired.choose(header.second, 2)
    assert "not open yet" in pairs(paired).panel.empty.text()
    assert kinds(paired) == []
    workspace.sets.submit(attempt.id)
    paired.push(header.swap)
    paired.wait(lambda: pairs(paired).work.pairing is not None)
    paired.settle()
    assert kinds(paired) == ["Only the second"] * 4


def test_choosing_what_stands_on_the_other_side_changes_them_over(paired):
    header = pairs(paired).header
    header.first.setCurrentIndex(1)
    header.first.activated.emit(1)
    paired.wait(lambda: pairs(paired).work.pairing is not None)
    paired.settle()
    assert header.first.currentText() == "Ben · key"
    assert header.second.currentText() == "Ada · key"
    assert kinds(paired) == [NAMES[n] for n in (0, 1, 3, 2, 4)]
    paired.push(header.swap)
    paired.wait(lambda: pairs(paired).work.pairing is not None)
    paired.settle()
    assert kinds(paired) == NAMES


# --- Making a key ---------------------------------------------------------------------------------


def test_nothing_is_decided_before_a_key_is_begun(paired):
    assert not pairs(paired).decisions.isVisible()
    for key in "asmru":
        paired.key(key)
    assert "Make a key" in paired.said
    with paired.library() as other:
        assert {info.name for info in other.sets.of(paired.article)} == {"Ada", "Ben"}


def test_every_key_is_stored_at_once_and_leads_on(making):
    assert decided(making) == [None] * 5
    making.key("m")
    assert decided(making)[0] is Decision.MERGED
    assert pairs(making).page.active == "pair-1"
    making.key("s")
    making.key("a")
    making.key("r")
    making.key("a")
    assert decided(making) == [
        Decision.MERGED,
        Decision.SECOND,
        Decision.FIRST,
        Decision.REJECTED,
        Decision.FIRST,
    ]
    assert quotes(making) == [
        "Experts say",
        "free until autumn",
        "the old boat can't cope",
        "to be cheap",
    ]
    assert "Every pair is decided" in making.said
    counts = pairs(making).decisions.counts.text()
    assert [n for n in counts.split() if n.isdigit()] == ["0", "4", "1"]
    assert making.boxes() == []


def test_what_does_not_fit_is_said_and_nothing_happens(making):
    making.key("j")
    making.key("j")  # only Ada
    making.key("s")
    assert "“Ben” marks nothing here" in making.said
    making.key("m")
    assert "nothing to merge" in making.said
    buttons = pairs(making).decisions.buttons
    assert [d for d, b in buttons.items() if b.isEnabled()] == [Decision.FIRST, Decision.REJECTED]
    assert decided(making) == [None] * 5
    assert making.boxes() == []


def test_decisions_are_taken_back_one_by_one_or_in_their_order(making):
    for key in "mra":
        making.key(key)
    making.key("k")
    making.key("k")
    making.key("u")
    assert decided(making) == [Decision.MERGED, None, Decision.FIRST, None, None]
    making.key("z", CTRL)
    assert decided(making) == [Decision.MERGED, None, None, None, None]
    assert "free until autumn" in current(making)
    making.key("z", CTRL)
    assert decided(making) == [None] * 5
    assert pairs(making).page.active == "pair-0"
    making.key("z", CTRL)
    assert "no decision" in making.said


def test_buttons_do_what_the_keys_do_and_show_what_was_decided(making):
    bar = pairs(making).decisions
    making.push(bar.buttons[Decision.MERGED])
    assert decided(making)[0] is Decision.MERGED
    making.key("k")
    pairs(making).list.setFocus()
    pairs(making).choose("pair-0")
    assert [d for d, b in bar.buttons.items() if b.isChecked()] == [Decision.MERGED]
    assert "Merged" in current(making)
    making.push(bar.back)
    assert decided(making)[0] is None
    assert not any(b.isChecked() for b in bar.buttons.values())
    assert "Open" in current(making)


def test_what_is_rejected_is_grey(making):
    before = pairs(making).page.mark("pair-0").look.colour
    making.key("r")
    grey = pairs(making).page.mark("pair-0").look.colour
    assert grey.name() == pairs(making).theme.muted != before.name()


def test_the_explanation_is_edited_before_and_after_accepting(making):
    note = pairs(making).decisions.note
    assert note.toPlainText() == "Which experts?\n\nNobody is named."
    making.key(Qt.Key.Key_Return)
    assert note.hasFocus()
    making.key("a", CTRL)
    making.type("A small jar: arms")  # letters that are keys elsewhere
    assert decided(making) == [None] * 5
    making.key(Qt.Key.Key_Escape)
    assert pairs(making).list.hasFocus()
    assert on_page(making)
    making.key("s")
    assert stored(making).items[0].note == "A small jar: arms"
    pairs(making).choose("pair-0")
    making.key(Qt.Key.Key_Return)
    making.type(" 2")
    making.key(Qt.Key.Key_Return, CTRL)
    assert pairs(making).list.hasFocus()
    assert stored(making).items[0].note == "A small jar: arms 2"
    making.key(Qt.Key.Key_Return)
    making.key("z", CTRL)  # the editor's own undo, not that of the decisions
    assert decided(making)[0] is Decision.SECOND
    assert stored(making).items[0].note != "A small jar: arms 2"


def test_open_pairs_can_be_shown_alone(making):
    making.push(pairs(making).panel.open_only)
    assert kinds(making) == NAMES
    pairs(making).list.setFocus()
    making.key("m")
    assert kinds(making) == NAMES[1:]
    assert pairs(making).page.active == "pair-1"
    for key in "aasa":
        making.key(key)
    assert "Nothing is open any more" in pairs(making).panel.empty.text()
    assert pairs(making).list.hasFocus()
    making.key("z", CTRL)
    assert kinds(making) == ["Other category"]


def test_a_key_is_gone_on_with_in_a_new_window(making, open_window, workspace):
    making.key("m")
    making.key("a")
    making.window.close()
    again = open_window(workspace)
    again.work_done()
    if again.desk.article is None:
        again.open(workspace.articles.all()[-1])
    again.window.action("compare-two").trigger()
    again.wait(lambda: pairs(again).work.pairing is not None)
    again.settle()
    assert pairs(again).decisions.isVisible()
    assert "Merged" in pairs(again).list.rows.rows[0].state
    assert pairs(again).page.active == "pair-2"  # the first that is open
    again.key("r")
    assert decided(again)[:3] == [Decision.MERGED, Decision.FIRST, Decision.REJECTED]


def test_finishing_asks_locks_and_makes_it_the_key(making):
    making.key("m")
    making.key("s")
    making.push(pairs(making).header.finish_button)
    box = making.box()
    assert "2" in box.text()
    told = box.informativeText()
    assert "3" in told
    assert "takes the place of “Ben”" in told
    assert "No set has been submitted yet" in told
    making.answer(REJECT)
    with making.library() as other:
        assert other.sets.key_of(making.article).name == "Ben"
    making.push(pairs(making).header.finish_button)
    making.answer()
    with making.library() as other:
        key = other.sets.key_of(making.article)
        assert (key.name, key.status) == ("Ada + Ben", Status.SUBMITTED)
        assert len(other.sets.read(key.id).annotations) == 2
    assert "key of this article now" in making.said
    bar = pairs(making).decisions
    assert not bar.note.isVisible()
    assert not any(b.isVisible() for b in bar.buttons.values())
    assert not pairs(making).header.finish_button.isVisible()
    assert pairs(making).list.rows.rows[4].state == "Left out"
    making.activate()
    pairs(making).list.setFocus()
    for key in "arsmu":
        making.key(key)
    assert len(stored(making).items) == 2
    making.key("z", CTRL)
    assert len(stored(making).items) == 2


def test_a_finished_key_is_what_a_review_on_the_desk_is_compared_with(two, at_desk):
    at_desk.mark("Experts say", "3")
    at_desk.submit()
    assert at_desk.desk.comparison.key_name == "Ben"
    at_desk.window.action("compare-two").trigger()
    at_desk.wait(lambda: pairs(at_desk).work.pairing is not None)
    at_desk.push(pairs(at_desk).header.make_button)
    at_desk.key("a")
    pairs(at_desk).finish()
    at_desk.answer()
    at_desk.wait(
        lambda: at_desk.desk.comparison and at_desk.desk.comparison.key_name == "Ada + Ben"
    )
    assert at_desk.desk.comparison.counts.key == 1


def test_a_key_that_was_changed_elsewhere_is_read_again(making):
    with making.library() as other:
        infos = {info.name: info for info in other.sets.of(making.article)}
        elsewhere = Reconciling(other, making.article, infos["Ada + Ben"])
        elsewhere.decide(elsewhere.pairs[4], Decision.MERGED)
    making.key("m")
    assert "changed in another window" in making.answer()
    assert "Merged" in pairs(making).list.rows.rows[4].state
    pairs(making).list.setFocus()
    making.key("m")
    assert decided(making) == [Decision.MERGED, None, None, None, Decision.MERGED]


# --- What changes elsewhere meanwhile -------------------------------------------------------------


@pytest.fixture
def learners(workspace, ferry, at_desk):
    """The sets of two learners side by side; that on the desk is still a draft."""
    at_desk.mark("Experts say", "3")
    add(workspace, ferry, "Cem", mark(ferry, CLAIM, "old boat"), role=Role.LEARNER)
    at_desk.window.compare_two()
    at_desk.wait(lambda: pairs(at_desk).work.pairing is not None)
    assert len(kinds(at_desk)) == 2
    return at_desk


def mark_elsewhere(reader: Reader, quote: str) -> None:
    with reader.library() as other:
        info = other.sets.info(reader.info.id)
        other.editor(reader.article, info).mark([reader.span(quote)], CLAIM)


def test_a_key_is_begun_of_the_sets_as_they_are_now(learners):
    mark_elsewhere(learners, "a longer pier")
    learners.push(pairs(learners).header.make_button)
    learners.wait(lambda: pairs(learners).work.pairing is not None)
    learners.settle()
    assert len(kinds(learners)) == 3
    for _ in range(3):
        learners.key("r")
    making = pairs(learners).work.making
    assert [making.decision(pair) for pair in making.pairs] == [Decision.REJECTED] * 3


def test_a_set_that_grows_while_a_key_is_made_is_compared_anew(learners):
    learners.push(pairs(learners).header.make_button)
    learners.settle()
    mark_elsewhere(learners, "a longer pier")
    with learners.library() as other:
        info = other.sets.info(pairs(learners).work.making.info.id)
        elsewhere = Reconciling(other, learners.article, info)
        elsewhere.decide(elsewhere.pairs[0], Decision.REJECTED)
        elsewhere.decide(
            elsewhere.pairs[1], Decision.FIRST if elsewhere.pairs[1].first else Decision.SECOND
        )
    learners.key("r")
    assert "changed in another window" in learners.answer()
    learners.wait(lambda: pairs(learners).work.pairing is not None)
    learners.settle()
    assert len(kinds(learners)) == 3


def test_a_review_that_is_closed_meanwhile_leaves_no_key_on_the_page(workspace, ferry, at_desk):
    add(workspace, ferry, "Key", mark(ferry, CLAIM, "old boat"))
    at_desk.mark("Experts say", "3")
    at_desk.submit()
    at_desk.window.compare_two()
    page = pairs(at_desk)
    key, own = at_desk.window.workspace.sets.key_of(ferry), at_desk.info
    page.work.compare(ferry, own, key)
    at_desk.wait(lambda: page.work.pairing is not None)
    assert len(kinds(at_desk)) == 2
    with at_desk.library() as other:
        other.exercises.save(ferry, Exercise(feedback=Feedback.BY_TEACHER))
    page.look_again()
    assert page.work.pairing is None
    assert kinds(at_desk) == []
    assert "not open yet" in page.panel.empty.text()
    assert not page.page.marks_at(at_desk.span("old boat").start)


# --- Learners' notes ------------------------------------------------------------------------------


@pytest.fixture
def of_notes(workspace, ferry, at_desk):
    """A key in the making of the sets of two learners with notes."""
    for who, note in (("Ann", "I do not believe it."), ("Cem", "")):
        info = workspace.sets.store(
            ferry,
            f"Set of {who}",
            role=Role.LEARNER,
            status=Status.SUBMITTED,
            annotations=(mark(ferry, VAGUE, "Experts say", note=note),),
            annotator=who,
        )
    at_desk.desk.show_set(info)
    at_desk.window.compare_two()
    at_desk.wait(lambda: pairs(at_desk).work.pairing is not None)
    at_desk.push(pairs(at_desk).header.make_button)
    at_desk.settle()
    return at_desk


def test_a_learners_note_is_marked_until_it_is_changed(of_notes):
    bar = pairs(of_notes).decisions
    assert bar.note.toPlainText() == "I do not believe it."
    assert bar.origin.isVisible()
    assert "note of Ann" in bar.origin.text()
    assert "note of Ann" in bar.note.accessibleDescription()
    of_notes.key(Qt.Key.Key_Return)
    of_notes.type(" No name is given.")
    assert not bar.origin.isVisible()
    assert bar.note.accessibleDescription() == ""
    for _ in " No name is given.":
        of_notes.key(Qt.Key.Key_Backspace)
    assert bar.origin.isVisible()


def test_finishing_counts_the_notes_that_all_readers_would_see(of_notes):
    of_notes.key("m")
    of_notes.push(pairs(of_notes).header.finish_button)
    assert "1 explanation(s) are still learners' notes" in of_notes.box().informativeText()
    of_notes.answer(REJECT)
    pairs(of_notes).choose("pair-0")
    of_notes.key(Qt.Key.Key_Return)
    of_notes.type(" No name.")
    of_notes.key(Qt.Key.Key_Escape)
    of_notes.push(pairs(of_notes).header.finish_button)
    assert "learners' notes" not in of_notes.box().informativeText()
    of_notes.answer(REJECT)


# --- By keyboard and in the menus -----------------------------------------------------------------


def shortcut(reader: Reader, name: str) -> None:
    """Press the keys that a command has, where the focus is."""
    keys = reader.window.action(name).shortcut()[0]
    reader.key(keys.key(), keys.keyboardModifiers())


def test_a_key_is_begun_decided_and_finished_by_keyboard(paired):
    shortcut(paired, "make-key")
    paired.wait(lambda: pairs(paired).work.is_making)
    paired.settle()
    assert not paired.window.action("make-key").isEnabled()
    for name in ("pair-merge", "pair-first", "pair-reject", "pair-take-back-last"):
        assert paired.window.action(name).isEnabled()
        shortcut(paired, name)
    assert decided(paired)[:3] == [Decision.MERGED, Decision.FIRST, None]
    shortcut(paired, "pair-explain")
    paired.key(Qt.Key.Key_Return, CTRL)  # leaves the explanation, and no more
    assert not paired.boxes()
    assert pairs(paired).list.hasFocus()
    assert "Finish" in paired.window.action("submit").text()
    paired.key(Qt.Key.Key_Return, CTRL)
    paired.answer()
    with paired.library() as other:
        assert other.sets.key_of(paired.article).name == "Ada + Ben"
    assert not paired.window.action("submit").isEnabled()
    assert not paired.window.action("pair-merge").isEnabled()


def test_the_menu_and_the_palette_have_what_is_done_with_pairs(paired):
    names = ("make-key", "submit", "pair-first", "pair-second", "pair-merge", "pair-reject")

    def listed() -> set[str]:
        paired.key("K", CTRL)
        (palette,) = [p for p in paired.window.findChildren(CommandPalette) if p.isVisible()]
        found = {name for name in names if name in palette.names()}
        palette.reject()
        paired.activate()
        pairs(paired).list.setFocus()
        return found

    assert listed() == {"make-key"}
    paired.push(pairs(paired).header.make_button)
    paired.settle()
    assert listed() == set(names[1:])
    paired.window.action("pair-second").trigger()
    assert decided(paired)[0] is Decision.SECOND
    paired.key(Qt.Key.Key_Escape)
    assert not any(paired.window.action(name).isEnabled() for name in names if name != "submit")
    assert paired.window.action("submit").text() == "&Submit…"


def test_the_keys_work_on_the_buttons_too(making):
    bar = pairs(making).decisions
    making.bot.mouseClick(bar.buttons[Decision.MERGED], LEFT)
    bar.buttons[Decision.REJECTED].setFocus()
    making.key("r")
    assert decided(making)[:2] == [Decision.MERGED, Decision.REJECTED]
    pairs(making).panel.chips[0].setFocus()
    making.key("a")
    assert decided(making)[2] is Decision.FIRST


def test_the_focus_goes_to_the_list_from_a_button_that_is_off_for_the_next_pair(making):
    first = pairs(making).decisions.buttons[Decision.FIRST]
    pairs(making).choose("pair-2")
    first.setFocus()
    making.key(Qt.Key.Key_Space)
    assert decided(making)[2] is Decision.FIRST
    assert not first.isEnabled()  # only the second marks the next one
    assert pairs(making).list.hasFocus()


def test_no_kind_of_pair_is_told_by_a_number(paired):
    signs = [row.sign for row in pairs(paired).list.rows.rows]
    assert len(set(signs)) == 5
    assert not any(sign.isalnum() for sign in signs)


def test_the_sheet_of_keys_has_those_that_work_here(paired):
    paired.key(Qt.Key.Key_F1)
    (sheet,) = [d for d in paired.window.findChildren(KeySheet) if d.isVisible()]
    told = {label.text() for label in sheet.findChildren(QLabel)}
    assert {"Take the first", "Next pair", "Make a key of the two", "Zoom in"} <= told
    assert not {"Write a note", "Vague attribution"} & told
    room = paired.window.screen().availableGeometry()
    assert sheet.height() <= room.height()
    sheet.close()


# --- What tells the answers -----------------------------------------------------------------------

ANYWAY = QMessageBox.ButtonRole.DestructiveRole


@pytest.fixture
def newcomer(workspace, ferry, at_desk):
    """Mia, who has begun nothing, where another learner of this computer has two attempts."""
    infos = [workspace.sets.start(ferry) for _ in range(2)]
    for info in infos:
        workspace.editor(ferry, info).mark([at_desk.span("old boat")], CLAIM)
        workspace.sets.submit(info.id)
    add(workspace, ferry, "Key", mark(ferry, CLAIM, "old boat"))
    with at_desk.library() as other:
        mia = other.learners.add("Mia")
    at_desk.window.workspace.use_learner(mia.id)
    at_desk.desk.open(ferry)
    at_desk.settle()
    return at_desk


def test_a_learner_who_has_begun_nothing_is_asked_before_others_sets_are_shown(newcomer):
    newcomer.key("c", CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert "not handed in" in newcomer.answer(REJECT)
    assert not on_page(newcomer)
    newcomer.key("c", CTRL | Qt.KeyboardModifier.ShiftModifier)
    newcomer.answer(ANYWAY)
    newcomer.wait(lambda: pairs(newcomer).work.pairing is not None)
    newcomer.settle()
    assert on_page(newcomer)
    header = pairs(newcomer).header
    names = [header.first.itemText(row) for row in range(header.first.count())]
    assert names[:2] == ["Attempt 1", "Attempt 2"]  # one person's alone
    newcomer.choose(header.second, 2)
    assert not newcomer.boxes()  # asked once
    newcomer.wait(lambda: pairs(newcomer).work.pairing is not None)


def test_where_several_have_sets_it_is_said_whose_they_are(workspace, ferry, newcomer):
    newcomer.mark("Experts say", "3")
    newcomer.window.compare_two()
    newcomer.answer(ANYWAY)
    newcomer.wait(lambda: pairs(newcomer).work.pairing is not None)
    header = pairs(newcomer).header
    names = [header.first.itemText(row) for row in range(header.first.count())]
    who = workspace.learners.all()[0].name
    assert names[:2] == [f"Attempt 1 · {who}", f"Attempt 2 · {who}"]
    assert "Attempt 1 · Mia · in progress" in names


def test_who_stays_keeps_the_sets_that_were_shown(workspace, ferry, newcomer):
    for name in ("Cem", "Dan"):
        add(workspace, ferry, name, mark(ferry, CLAIM, "old boat"), role=Role.LEARNER)
    newcomer.desk.show_set(workspace.sets.find(ferry, "Dan"))
    newcomer.window.compare_two()
    newcomer.wait(lambda: pairs(newcomer).work.pairing is not None)
    newcomer.settle()
    header = pairs(newcomer).header
    before = header.first.currentText(), header.second.currentText()
    newcomer.choose(header.first, 0)
    newcomer.answer(REJECT)
    assert (header.first.currentText(), header.second.currentText()) == before
    assert pairs(newcomer).work.pairing is not None


def test_a_learner_is_asked_before_a_key_is_written_with_the_answers(newcomer):
    newcomer.key("k", CTRL | Qt.KeyboardModifier.ShiftModifier)
    (dialog,) = [d for d in newcomer.window.findChildren(KeyDialog) if d.isVisible()]
    rows = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    place = next(n for n, row in enumerate(rows) if "in “Attempt 1”" in row)
    dialog.list.setCurrentRow(place)
    newcomer.push(dialog.write)
    newcomer.answer(REJECT)
    assert dialog.isVisible()
    newcomer.push(dialog.write)
    newcomer.answer(ANYWAY)
    assert not dialog.isVisible()
    newcomer.wait(lambda: newcomer.desk.keying.session is not None)
