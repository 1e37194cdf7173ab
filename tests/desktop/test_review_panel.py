"""The summary beside a review: filters, chart, what to do next time, and figures in words."""

from __future__ import annotations

import os
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QTableWidget, QToolButton
from window_driver import LEFT, Reader

from annotator.comparison.compare import Counts
from annotator.comparison.next_steps import Step, StepKind, next_steps
from annotator.comparison.outcomes import BESIDE_KEY, IN_KEY, Outcome
from annotator.desktop.looks import outcome_sign
from annotator.desktop.outcome_chart import Bar, OutcomeChart
from annotator.desktop.palette import LIGHT, THEMES
from annotator.desktop.review_words import habits
from annotator.desktop.step_words import step_text, step_title
from annotator.domain.annotation import Annotation, Passage, Role, Status
from annotator.domain.span import Span
from annotator.services.resources import default_codebook

CLAIM, CLASH, VAGUE = (c.id for c in default_codebook().categories)


def copied(annotation: Annotation, **fields) -> Annotation:
    """A learner's mark like an item of the key."""
    return replace(annotation, id=os.urandom(8).hex(), key=None, note="", **fields)


def mixed_marks(weak: list[Annotation], sound: list[Annotation], text: str) -> list[Annotation]:
    """Every outcome, and more hits than can be missed by chance."""
    claims, vague = ([a for a in weak if a.category == c] for c in (CLAIM, VAGUE))
    clashes = [a for a in weak if a.category == CLASH]
    far = Passage.cut(text, Span(len(text) - 9, len(text) - 1))
    return [
        *(copied(a, confidence=1.0) for a in claims[:3]),
        copied(claims[3], category=VAGUE, subtype=None, confidence=1.0),
        *(copied(a, confidence=1.0) for a in vague[:2]),
        copied(clashes[0], counterpart=(), confidence=0.75),
        *(copied(a, category=CLAIM, confidence=1.0) for a in sound[:3]),
        copied(weak[0], category=CLASH, passages=(far,), counterpart=(), subtype=None),
    ]


def reviewed_set(open_window, workspace, kind: str) -> Reader:
    """The review of a set of the bundled article, held against its key or against another one."""
    article = workspace.articles.all()[0]
    key = workspace.sets.read(workspace.sets.key_of(article).id)
    weak, sound = list(key.weak), list(key.sound)
    marks = {
        "mixed": mixed_marks(weak, sound, article.text),
        "empty": [],
        "perfect": [copied(a) for a in weak],
        "sound": [copied(sound[0], category=CLAIM)],
        "sound left alone": [],
    }[kind]
    if kind.startswith("sound"):
        annotations = tuple(replace(copied(a), note=a.note) for a in sound)
        workspace.sets.store(
            article,
            "Sound",
            role=Role.KEY,
            status=Status.SUBMITTED,
            annotations=annotations,
        )
    workspace.sets.store(
        article,
        "Mine",
        role=Role.LEARNER,
        status=Status.SUBMITTED,
        annotations=tuple(marks),
    )
    reader = open_window()
    reader.open(article)
    reader.wait(lambda: reader.desk.is_reviewing)
    reader.settle()
    return reader


@pytest.fixture
def review_of(open_window, workspace):
    """Opens the review of a set of a kind."""
    return lambda kind: reviewed_set(open_window, workspace, kind)


@pytest.fixture
def mixed(review_of):
    """A review with every outcome."""
    reader = review_of("mixed")
    assert {item.outcome for item in reader.desk.comparison.items} == set(Outcome)
    return reader


def on_page(reader: Reader) -> set[int]:
    """Places of the items whose marks are on the page."""
    places = range(len(reader.desk.comparison.items))
    return {n for n in places if reader.page.mark(f"item-{n}") is not None}


def places(reader: Reader, holds) -> set[int]:
    return {n for n, item in enumerate(reader.desk.comparison.items) if holds(item)}


def push(reader: Reader, button) -> None:
    """Scroll a button of the panel into sight and click it."""
    reader.desk.review.ensureWidgetVisible(button)
    reader.settle()
    reader.push(button)
    reader.settle()


def words_of(panel) -> str:
    return "\n".join(label.text() for label in panel.widget().findChildren(QLabel))


def fold(panel) -> QToolButton:
    return next(b for b in panel.findChildren(QToolButton) if b.objectName() == "fold")


def as_table(panel) -> QToolButton:
    return next(b for b in panel.findChildren(QToolButton) if "table" in b.text())


# --- Filters --------------------------------------------------------------------------------------


def test_an_item_is_on_the_page_where_its_outcome_and_its_category_pass(mixed):
    filters = mixed.desk.review.filters
    every = on_page(mixed)
    assert every == places(mixed, lambda _item: True)
    push(mixed, filters.category_chip(VAGUE))
    assert on_page(mixed) == places(mixed, lambda i: i.category != VAGUE) != every
    push(mixed, filters.outcome_chip(Outcome.HIT))
    left = places(mixed, lambda i: i.category != VAGUE and i.outcome is not Outcome.HIT)
    assert on_page(mixed) == left
    assert f"{len(left)} of {len(every)}" in filters.state.text()
    assert mixed.desk.review.shown.categories == {CLAIM, CLASH}
    assert Outcome.HIT not in mixed.desk.review.shown.outcomes
    push(mixed, filters.all_button)
    assert on_page(mixed) == every
    assert not filters.all_button.isEnabled()
    assert QApplication.focusWidget() is not None


def test_where_nothing_passes_it_is_said(mixed):
    filters = mixed.desk.review.filters
    assert mixed.desk.review.all_button.isHidden()
    for category in (CLAIM, CLASH, VAGUE):
        push(mixed, filters.category_chip(category))
    assert on_page(mixed) == set()
    assert "Nothing passes" in filters.state.text()
    mixed.page.setFocus()
    mixed.key("j")
    assert "show all" in mixed.said
    push(mixed, mixed.desk.review.all_button)
    assert on_page(mixed)
    assert mixed.desk.review.all_button.isHidden()


def test_the_chips_tell_how_many_there_are(mixed):
    filters, items = mixed.desk.review.filters, mixed.desk.comparison.items
    for category in (CLAIM, CLASH, VAGUE):
        number = sum(item.category == category for item in items)
        assert filters.category_chip(category).accessibleName().endswith(f": {number}")


def test_another_theme_keeps_what_was_filtered_and_opened(mixed):
    panel = mixed.desk.review
    push(mixed, panel.filters.category_chip(CLASH))
    push(mixed, as_table(panel))
    push(mixed, fold(panel))
    shown, marks = panel.shown, on_page(mixed)
    mixed.window.action("theme-dark").trigger()
    mixed.settle()
    assert (panel.shown, on_page(mixed)) == (shown, marks)
    assert not panel.filters.category_chip(CLASH).isChecked()
    assert panel.all_button.isVisible()
    assert not panel.chart.isVisible()
    assert fold(panel).isChecked()


def test_tab_goes_through_the_panel_from_top_to_bottom(mixed):
    """Also after another theme has made everything anew."""
    panel = mixed.desk.review
    for theme in ("light", "dark"):
        mixed.window.action(f"theme-{theme}").trigger()
        panel.setFocus()
        seen = []
        for _ in range(30):
            mixed.key(Qt.Key.Key_Tab)
            focus = QApplication.focusWidget()
            if not panel.isAncestorOf(focus):
                break
            seen.append(focus)
        assert seen[:2] == [as_table(panel), panel.chart]
        assert seen[2 : 2 + len(panel.steps)] == [card.button for card in panel.steps]
        assert seen[-1] is fold(panel)
        tops = [widget.mapTo(panel.widget(), widget.rect().center()).y() for widget in seen]
        assert all(later >= earlier - 2 for earlier, later in pairwise(tops))
        seen[0].setFocus()
        mixed.key(Qt.Key.Key_Backtab)
        assert panel.hasFocus()


# --- The chart ------------------------------------------------------------------------------------


def centre(chart: OutcomeChart, category: str, outcome: Outcome):
    return next(
        s.rect.center()
        for s in chart.segments()
        if (s.bar.category, s.outcome) == (category, outcome)
    )


def test_the_chart_says_what_the_table_says(mixed):
    panel = mixed.desk.review
    words = panel.chart.accessibleDescription()
    for category, result in mixed.desk.comparison.per_category.items():
        counts = result.counts
        name = default_codebook()[category].name
        (line,) = [line for line in words.splitlines() if line.startswith(name)]
        assert f"{counts.hit + counts.partial} of {counts.key} found" in line
        if counts.missed:
            assert f"Missed {counts.missed}" in line
    parts = {(s.bar.category, s.outcome) for s in panel.chart.segments()}
    assert parts == {(i.category, i.outcome) for i in mixed.desk.comparison.items}


def test_a_click_on_a_part_shows_its_items_and_goes_to_the_first(mixed):
    chart = mixed.desk.review.chart
    wanted = places(mixed, lambda i: (i.category, i.outcome) == (CLAIM, Outcome.FLAGGED_SOUND))
    mixed.bot.mouseClick(chart, LEFT, pos=centre(chart, CLAIM, Outcome.FLAGGED_SOUND))
    mixed.settle()
    assert on_page(mixed) == wanted
    assert mixed.page.active == f"item-{min(wanted)}"
    push(mixed, mixed.desk.review.all_button)
    assert on_page(mixed) == places(mixed, lambda _item: True)


def test_the_keyboard_goes_from_part_to_part(mixed):
    chart = mixed.desk.review.chart
    chart.setFocus()
    segments = chart.segments()
    mixed.key(Qt.Key.Key_Right)
    mixed.key(Qt.Key.Key_Right)
    mixed.key(Qt.Key.Key_Left)
    mixed.key(Qt.Key.Key_Return)
    chosen = segments[1]
    assert chosen.outcome is not segments[0].outcome
    here = (chosen.bar.category, chosen.outcome)
    assert on_page(mixed) == places(mixed, lambda i: (i.category, i.outcome) == here)
    assert chart.hasFocus()
    mixed.key(Qt.Key.Key_Down)
    mixed.key(Qt.Key.Key_Space)
    below = {i.category for n, i in enumerate(mixed.desk.comparison.items) if n in on_page(mixed)}
    assert below == {list(mixed.desk.comparison.per_category)[1]}
    mixed.key(Qt.Key.Key_End)
    mixed.key(Qt.Key.Key_Right)
    mixed.key(Qt.Key.Key_Return)
    last = (segments[-1].bar.category, segments[-1].outcome)
    assert on_page(mixed) == places(mixed, lambda i: (i.category, i.outcome) == last)


def some_bars(*numbers: tuple[int, int, int, int, int, int]) -> list[Bar]:
    bars = []
    for name, (hit, partial, wrong, missed, sound, beside) in enumerate(numbers):
        key, marked = hit + partial + wrong + missed, hit + partial + wrong + sound + beside
        counts = Counts(key, marked, hit, partial, wrong, missed, sound, beside)
        colour = LIGHT.category("", "#225588")
        bars.append(Bar(f"c{name}", f"A category with a long name {name}", "C", colour, counts))
    return bars


@pytest.mark.parametrize("width", [180, 252, 600])
@pytest.mark.parametrize(
    "numbers",
    [
        [(1, 1, 1, 1, 1, 1)],
        [(400, 1, 1, 90, 1, 200), (1, 0, 0, 0, 0, 0), (0, 0, 0, 0, 0, 3)],
        [(0, 0, 0, 0, 0, 0)] * 9,
        [(12, 0, 0, 3, 0, 2)] * 9,
    ],
)
def test_the_parts_lie_side_by_side_within_the_chart(qtbot, width, numbers):
    chart = OutcomeChart(some_bars(*numbers), LIGHT)
    qtbot.addWidget(chart)
    chart.resize(width, chart.sizeHint().height())
    segments = chart.segments()
    assert len(segments) == sum(bool(n) for row in numbers for n in row)
    for segment in segments:
        assert chart.rect().contains(segment.rect)
        label = f"{outcome_sign(segment.outcome)} {segment.bar.of(segment.outcome)}"
        if width >= 252:
            assert segment.rect.width() > chart.fontMetrics().horizontalAdvance(label)
    for one, other in pairwise(segments):
        if one.bar is other.bar:
            assert one.rect.right() < other.rect.left()
            apart = other.rect.left() - one.rect.right() > 2
            assert apart == (one.outcome in IN_KEY and other.outcome in BESIDE_KEY)
        else:
            assert one.rect.bottom() < other.rect.top()
    assert not chart.grab().isNull()


def test_a_mark_that_the_key_has_under_another_category_is_told_in_its_own_row(qtbot):
    bars = some_bars((0, 0, 0, 0, 0, 0), (1, 0, 0, 1, 0, 0), (0, 0, 0, 0, 0, 0))
    for n in (0, 1):
        counts = bars[n].counts
        bars[n] = replace(bars[n], counts=replace(counts, set=counts.set + 1))
    chart = OutcomeChart(bars, LIGHT)
    qtbot.addWidget(chart)
    alone, beside, none = chart.words().splitlines()
    told = "1 marked; another category in the key."
    assert alone.endswith(f"none in the key, {told}")
    assert "none marked" not in alone
    assert beside.endswith(told)
    assert "1 of 2 found" in beside
    assert none.endswith("none in the key, none marked.")
    # There is room for it below the parts of a bar.
    assert (
        chart.sizeHint().height()
        > OutcomeChart(some_bars(*[(1, 0, 0, 1, 0, 0)] * 3), LIGHT).sizeHint().height()
    )


def test_more_is_longer(qtbot):
    chart = OutcomeChart(some_bars((9, 0, 0, 3, 0, 0), (3, 0, 0, 0, 0, 0)), LIGHT)
    qtbot.addWidget(chart)
    chart.resize(400, chart.sizeHint().height())
    nine, three, other_three = (s.rect.width() for s in chart.segments())
    assert abs(nine - 3 * three) <= 3
    assert three == other_three


def test_the_chart_is_mirrored_where_one_reads_from_the_right(qtbot):
    chart = OutcomeChart(some_bars((2, 1, 0, 1, 1, 0)), LIGHT)
    qtbot.addWidget(chart)
    chart.resize(260, chart.sizeHint().height())
    left = [s.rect for s in chart.segments()]
    chart.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    right = [s.rect for s in chart.segments()]
    edge = chart.width() - 1
    assert [(edge - r.right(), r.width()) for r in right] == [(r.left(), r.width()) for r in left]
    chosen = []
    chart.chosen.connect(lambda _category, outcome: chosen.append(outcome))
    with qtbot.waitExposed(chart):
        chart.show()
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Return):
        qtbot.keyClick(chart, key)
    assert chosen == [Outcome.PARTIAL]


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_the_parts_have_the_colours_of_the_outcomes(qtbot, theme):
    chart = OutcomeChart(some_bars((1, 1, 1, 1, 1, 1)), theme)
    qtbot.addWidget(chart)
    chart.resize(300, chart.sizeHint().height())
    image = chart.grab().toImage()
    for segment in chart.segments():
        edge, top, bottom = segment.rect.left(), segment.rect.top(), segment.rect.bottom()
        seen = {
            image.pixelColor(x, y).name()
            for x in range(edge, segment.rect.right())
            for y in range(top, bottom)
        }
        wanted = theme.outcomes[segment.outcome]
        near = [
            colour
            for colour in seen
            if all(
                abs(int(colour[i : i + 2], 16) - int(wanted[i : i + 2], 16)) < 40 for i in (1, 3, 5)
            )
        ]
        assert near, segment.outcome


# --- What to do next time -------------------------------------------------------------------------


def test_a_step_leads_from_one_example_to_the_next(mixed):
    steps = mixed.desk.review.steps
    assert [card.step for card in steps] == list(next_steps(mixed.desk.comparison))
    card = next(card for card in steps if len(card.step.items) > 1)
    for place in (*card.step.items, card.step.items[0]):
        push(mixed, card.button)
        assert mixed.page.active == f"item-{place}"
        item = mixed.desk.comparison.items[place]
        rect = mixed.page.rects_of((item.set_annotation or item.key_annotation).spans[0])[0]
        assert mixed.page.viewport().rect().intersects(rect)
    card.button.setFocus()
    mixed.key(Qt.Key.Key_Space)
    assert mixed.page.active == f"item-{card.step.items[1]}"
    title = step_title(card.step, default_codebook())
    assert title in card.button.accessibleName()


def test_the_whole_card_can_be_clicked(mixed):
    card = mixed.desk.review.steps[0]
    mixed.desk.review.ensureWidgetVisible(card)
    mixed.settle()
    mixed.bot.mouseClick(card.title, LEFT)
    assert mixed.page.active == f"item-{card.step.items[0]}"


def test_a_step_shows_what_the_filters_hid(mixed):
    panel = mixed.desk.review
    card = panel.steps[0]
    outcome = mixed.desk.comparison.items[card.step.items[0]].outcome
    push(mixed, panel.chip(outcome))
    assert card.step.items[0] not in on_page(mixed)
    push(mixed, card.button)
    assert card.step.items[0] in on_page(mixed)
    assert mixed.page.active == f"item-{card.step.items[0]}"
    assert panel.chip(outcome).isChecked()


@pytest.mark.parametrize("kind", StepKind)
@pytest.mark.parametrize("category", [CLAIM, "from elsewhere", ""])
def test_every_step_has_words(kind, category):
    subtype = default_codebook()[CLAIM].subtypes[0]
    step = Step(kind, (0,), 3, 7, category, other=VAGUE, subtype=subtype.id)
    title, text = step_title(step, default_codebook()), step_text(step, default_codebook())
    assert title
    assert text
    assert not set("{}") & set(title + text)
    if kind is StepKind.MISSED and category == CLAIM:
        assert subtype.name in title
        assert subtype.definition in text
        assert "3 of 7" in text


def test_the_kinds_that_were_missed_are_named_with_what_they_are():
    codebook = default_codebook()
    kinds = codebook[CLASH].subtypes[:4]
    missed = tuple(kind.id for kind in kinds)
    step = Step(StepKind.MISSED, (0,), 5, 7, CLASH, subtypes=(*missed, "from elsewhere"))
    text = step_text(step, codebook)
    assert text.startswith("Missed: 5 of 7. ")
    for kind in kinds[:2]:
        assert f"{kind.name}: {kind.definition}" in text
    assert text.endswith(f"Also: {kinds[2].name}, {kinds[3].name}.")
    assert codebook[CLASH].definition not in text
    assert codebook[CLASH].name in step_title(step, codebook)


# --- Sets of several kinds ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "said", "heading", "undefined"),
    [
        ("mixed", "Weak passages found: 6 of 16", "Next time", ()),
        (
            "empty",
            "You marked nothing",
            "Next time",
            (
                "How well your sureness fits cannot be told here",
                "Precision and F1 are not defined: you marked nothing",
            ),
        ),
        ("perfect", "Well read: 16 of 16 found", "A harder aim", ("No confidence was stated",)),
        (
            "sound",
            "The key marks nothing here",
            "Next time",
            (
                "Whether you flag too readily cannot be told here",
                "no weak sentence",
                "Recall and F1 are not defined: the key marks nothing",
            ),
        ),
        (
            "sound left alone",
            "Well read: you marked nothing, and that is right",
            "",
            ("Kappa is not defined", "Recall and F1 are not defined: the key marks nothing"),
        ),
    ],
)
def test_what_is_said_of_a_set(review_of, kind, said, heading, undefined):
    reader = review_of(kind)
    panel = reader.desk.review
    push(reader, fold(panel))
    words = words_of(panel) + "\n".join(
        row.meaning for table in panel.findChildren(QTableWidget) for row in table.rows
    )
    assert said in words
    for part in undefined:
        assert part in words
    for sentence, numbers in habits(reader.desk.comparison):
        assert sentence in words
        assert numbers in words
    headings = {label.text() for label in panel.widget().findChildren(QLabel, "section")}
    assert ({"Next time", "A harder aim"} & headings) == ({heading} if heading else set())
    assert bool(panel.steps) == bool(heading)
    assert panel.filters.isVisible() == bool(reader.desk.comparison.items)
    for table in panel.findChildren(QTableWidget):
        texts = [
            table.item(row, column).text()
            for row in range(table.rowCount())
            for column in range(table.columnCount())
        ]
        assert all(text.strip() not in ("", "–", "-", "nan", "None") for text in texts)


def test_in_a_sound_article_the_passages_that_only_look_weak_are_gone_through(review_of, workspace):
    reader = review_of("sound left alone")
    sound = workspace.sets.read(workspace.sets.key_of(reader.article).id).sound
    by_place = sorted(sound, key=lambda a: min(a.all_spans).start)
    assert "J goes through them" in words_of(reader.desk.review)
    reader.page.setFocus()
    for passage in by_place:
        reader.key("j")
        reader.settle()
        assert reader.page.mark(reader.page.active).spans == passage.all_spans
        card = reader.desk.explaining.card
        assert card.isVisible()
        told = "".join(label.text() for label in card.findChildren(QLabel))
        assert passage.note in told
        assert not card.why.isVisible()
    reader.key("a")
    reader.key("w")
    assert "left this passage alone" in reader.said
    reader.key("j")
    assert "That was the last one" in reader.said


def test_where_something_is_weak_the_sound_passages_are_not_gone_through(mixed):
    assert len(mixed.desk.reviewing.ids()) == len(mixed.desk.comparison.items)
    assert "J goes through them" not in words_of(mixed.desk.review)


def test_a_sound_passage_that_was_flagged_is_gone_through_once(review_of, workspace):
    reader = review_of("sound")
    sound = workspace.sets.read(workspace.sets.key_of(reader.article).id).sound
    assert len(reader.desk.reviewing.ids()) == len(sound)
    reader.page.setFocus()
    outcome = reader.desk.reviewing.ids(Outcome.FLAGGED_SOUND)[0]
    for _ in sound:
        if reader.page.active == outcome:
            break
        reader.key("j")
    assert reader.desk.explaining.card.why.isVisible()


def test_the_numbers_behind_a_habit_are_told(mixed):
    detection, calibration = mixed.desk.comparison.detection, mixed.desk.comparison.calibration
    words = words_of(mixed.desk.review)
    assert f"weak ones flagged, {detection.hits} of {detection.weak}" in words
    assert (
        f"{round(calibration.mean_confidence * 100)} % sure, over {calibration.n} judged marks"
    ) in words
    counts = mixed.desk.comparison.counts
    assert calibration.n < counts.set
    assert counts.not_in_key
    assert "What is not in the key is not judged." in words
    assert ("Partly right is no hit here." in words) == bool(counts.partial)


# --- Figures --------------------------------------------------------------------------------------


def test_the_figures_are_folded_and_each_row_says_what_it_means(mixed):
    panel = mixed.desk.review
    tables = {table.accessibleName(): table for table in panel.findChildren(QTableWidget)}
    table = tables["Scores"]
    assert not table.isVisible()
    button = fold(panel)
    button.setFocus()
    mixed.key(Qt.Key.Key_Space)
    assert table.isVisible()
    meaning = table.parentWidget().meaning
    note = meaning.text()
    assert note.startswith("Precision")
    table.setFocus()
    assert meaning.text() == table.rows[0].meaning
    mixed.key(Qt.Key.Key_Down)
    assert meaning.text() == table.rows[1].meaning != table.rows[0].meaning
    assert table.item(1, 0).toolTip() == table.rows[1].meaning
    mixed.page.setFocus()
    assert meaning.text() == note
    button.setFocus()
    mixed.key(Qt.Key.Key_Space)
    assert not table.isVisible()


def test_a_table_is_never_cut_off(review_of):
    """Also where values are words, and the panel is as narrow as it gets."""
    reader = review_of("empty")
    panel = reader.desk.review
    push(reader, fold(panel))
    push(reader, as_table(panel))
    for table in panel.findChildren(QTableWidget):
        assert table.isVisible()
        last = table.visualRect(table.model().index(table.rowCount() - 1, table.columnCount() - 1))
        assert table.viewport().rect().contains(last), table.accessibleName()
        for row in range(table.rowCount()):
            item = table.item(row, 0)
            need = max(table.fontMetrics().horizontalAdvance(w) for w in item.text().split())
            assert need <= table.columnWidth(0), item.text()


# --- Only this ------------------------------------------------------------------------------------


def test_ctrl_shows_only_what_a_chip_stands_for_and_then_everything_again(mixed):
    filters = mixed.desk.review.filters
    every = on_page(mixed)
    missed = filters.outcome_chip(Outcome.MISSED)
    mixed.desk.review.ensureWidgetVisible(missed)
    mixed.settle()
    mixed.bot.mouseClick(missed, LEFT, Qt.KeyboardModifier.ControlModifier)
    assert on_page(mixed) == places(mixed, lambda i: i.outcome is Outcome.MISSED)
    assert missed.isChecked()
    mixed.bot.mouseClick(missed, LEFT, Qt.KeyboardModifier.ControlModifier)
    assert on_page(mixed) == every
    vague = filters.category_chip(VAGUE)
    vague.setFocus()
    mixed.key(Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert on_page(mixed) == places(mixed, lambda i: i.category == VAGUE)
    mixed.key(Qt.Key.Key_Space)  # without Ctrl it hides what it stands for
    assert on_page(mixed) == set()


@pytest.mark.parametrize("kind", ["perfect", "mixed", "sound"])
def test_the_table_has_a_column_for_every_sign_of_the_legend(review_of, kind):
    panel = review_of(kind).desk.review
    table = next(t for t in panel.findChildren(QTableWidget) if not t.isVisible())
    heads = [table.horizontalHeaderItem(n).text() for n in range(1, table.columnCount())]
    there = {item.outcome for item in panel._comparison.items}
    assert heads == [outcome_sign(o) for o in Outcome if o in there]
