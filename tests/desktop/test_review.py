"""Submitting, and what the comparison with the key shows."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QTableWidget
from window_driver import CTRL, Reader, colours

from annotator.comparison.compare import Comparison
from annotator.comparison.outcomes import Outcome
from annotator.desktop.words import leanings, number, outcome_name
from annotator.domain.annotation import Role, Status
from annotator.services.comparing import compare_sets

KEYS = {"unsupported_claim": "1", "inconsistency": "2", "vague_attribution": "3"}
REJECT = QMessageBox.ButtonRole.RejectRole


@pytest.fixture
def practice(reader):
    """A reader with the bundled article on the desk."""
    reader.open(reader.window.workspace.articles.all()[0])
    reader.work_done()
    return reader


def key_items(reader: Reader) -> list:
    with reader.library() as other:
        return list(other.sets.read(other.sets.key_of(reader.article).id).annotations)


def drag_and_press(reader: Reader, span, key: str) -> None:
    reader.drag(span, alt=True)
    reader.key(key)
    reader.key(Qt.Key.Key_Escape)


@pytest.fixture
def reviewed(practice):
    """Marks of every outcome, submitted and compared."""
    items = key_items(practice)
    claims = [a for a in items if a.category == "unsupported_claim"]
    vague = [a for a in items if a.category == "vague_attribution"]
    clash = next(a for a in items if a.category == "inconsistency")
    sound = next(a for a in items if a.is_sound)
    drag_and_press(practice, claims[0].spans[0], "1")
    drag_and_press(practice, claims[1].spans[0], "3")
    drag_and_press(practice, vague[0].spans[0], "3")
    drag_and_press(practice, clash.spans[0], "2")  # one end of two
    drag_and_press(practice, sound.spans[0], "1")
    drag_and_press(practice, practice.article.blocks[0].span, "3")
    practice.submit()
    practice.settle()
    return practice


def comparison_of(reader: Reader) -> Comparison:
    """The comparison as the services make it from what is stored."""
    with reader.library() as other:
        return compare_sets(other, reader.article, reader.info)


def cells(table: QTableWidget) -> list[list[str]]:
    return [
        [table.item(row, column).text() for column in range(table.columnCount())]
        for row in range(table.rowCount())
    ]


def words_of(widget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_submitting_asks_and_no_leaves_everything_as_it_was(practice):
    practice.mark("All eleven", "1")
    practice.push(practice.desk.header.submit_button)
    assert "1" in practice.answer(REJECT)
    assert practice.info.status is Status.DRAFT
    (info,) = practice.learner_sets()
    assert info.status is Status.DRAFT
    assert practice.editor.isVisible()
    practice.key("3")
    assert practice.stored()[0].category == "vague_attribution"


def test_submitting_by_key_locks_the_set(practice):
    before = practice.mark("All eleven", "1")
    practice.key(Qt.Key.Key_Return, CTRL)
    practice.answer()
    (info,) = practice.learner_sets()
    assert info.status is Status.SUBMITTED
    practice.wait(lambda: practice.desk.is_reviewing)
    assert not practice.editor.isVisible()
    assert not practice.desk.header.submit_button.isVisible()
    assert practice.desk.header.again_button.isVisible()
    practice.drag(practice.span("Tuesday evening"))
    assert not practice.bar.isVisible()
    for key in "123nl":
        practice.key(key)
    practice.key(Qt.Key.Key_Delete)
    practice.key("z", CTRL)
    assert practice.stored() == (before,)
    for name in ("undo", "redo", "delete", "note", "link", "submit", "mark-inconsistency"):
        assert not practice.window.action(name).isEnabled(), name


def test_submitting_without_a_mark(practice):
    practice.push(practice.desk.header.submit_button)
    assert "without" in practice.answer()
    practice.wait(lambda: practice.desk.is_reviewing)
    assert practice.desk.comparison.counts.missed == practice.desk.comparison.counts.key > 0


def test_the_panel_shows_the_numbers_of_the_services(reviewed):
    wanted = comparison_of(reviewed)
    panel = reviewed.desk.review
    assert panel.isVisible()
    for outcome in Outcome:
        count = getattr(wanted.counts, outcome.value)
        assert count > 0, f"the marks were meant to have a {outcome}"
        text = panel.chip(outcome).text().split()
        assert text[-1] == str(count)
        assert " ".join(text[:-1]) == outcome_name(outcome)
    by_name = {table.accessibleName(): table for table in panel.findChildren(QTableWidget)}
    scores = by_name["Scores"]
    counts = [*(r.counts for r in wanted.per_category.values()), wanted.counts]
    assert [row[1:] for row in cells(by_name["Outcomes by category"])] == [
        [str(getattr(each, outcome)) for outcome in Outcome] for each in counts
    ]
    kinds = ("strict", "exact", "partial", "type", "fragment_overlap", "token")
    assert [row[1:] for row in cells(scores)] == [
        [number(p.precision), number(p.recall), number(p.f1)]
        for p in (getattr(wanted.scores, kind) for kind in kinds)
    ]
    found = wanted.counts.hit + wanted.counts.partial
    assert f"{found} of {wanted.counts.key}" in words_of(panel)


def test_every_item_is_walked_through_with_the_keys_explanation(reviewed):
    items = comparison_of(reviewed).items
    reviewed.page.setFocus()
    for item in items:
        reviewed.key("j")
        reviewed.settle()
        active = reviewed.page.active
        assert active is not None
        card = next(p.card for p in reviewed.desk.margin.places() if p.mark_id == active)
        assert card.title == outcome_name(item.outcome)
        texts = [text for _, text in card.paragraphs]
        if item.outcome is Outcome.NOT_IN_KEY:
            # The fixture marks a passage of the key under two categories: one of them counts.
            assert any("under another category" in text for text in texts)
        source = item.key_annotation or item.sound_annotation
        assert (source is not None) == (item.outcome is not Outcome.NOT_IN_KEY)
        if source is not None:
            assert source.note
            assert source.note in texts
            assert card.brief == source.note
        rect = reviewed.page.rects_of((item.set_annotation or item.key_annotation).spans[0])[0]
        assert reviewed.page.viewport().rect().intersects(rect)


def test_the_chips_hide_and_show_marks(reviewed):
    item = next(i for i in comparison_of(reviewed).items if i.outcome is Outcome.MISSED)
    place = item.key_annotation.spans[0].start
    chip = reviewed.desk.review.chip(Outcome.MISSED)
    assert reviewed.page.marks_at(place)
    reviewed.push(chip)
    assert reviewed.page.marks_at(place) == []
    hit = next(i for i in comparison_of(reviewed).items if i.outcome is Outcome.HIT)
    assert reviewed.page.marks_at(hit.set_annotation.spans[0].start)
    reviewed.push(chip)
    assert reviewed.page.marks_at(place)


def test_with_all_chips_up_a_step_says_so(reviewed):
    for outcome in Outcome:
        reviewed.push(reviewed.desk.review.chip(outcome))
    reviewed.page.setFocus()
    reviewed.key("j")
    assert "No item" in reviewed.said


def test_what_was_missed_is_framed_and_what_was_hit_is_filled(reviewed):
    for outcome in (Outcome.MISSED, Outcome.HIT):
        item = next(i for i in comparison_of(reviewed).items if i.outcome is outcome)
        span = (item.set_annotation or item.key_annotation).spans[0]
        reviewed.page.reveal(span)
        rect = reviewed.page.rects_of(span)[0]
        inside = colours(reviewed.image(), rect.left() + 4, rect.top() + 2, 6, 2)
        look = reviewed.page.marks_at(span.start)[0].look
        assert look.outlined == (outcome is Outcome.MISSED)
        assert ("#fffdf9" in inside) == look.outlined


def test_clicks_in_the_review_choose_items(reviewed):
    item = next(i for i in comparison_of(reviewed).items if i.outcome is Outcome.MISSED)
    span = item.key_annotation.spans[0]
    reviewed.page.reveal(span)
    reviewed.click(span.start + 1)
    reviewed.settle()
    active = reviewed.page.active
    place = next(p for p in reviewed.desk.margin.places() if p.mark_id == active)
    assert place.card.title == outcome_name(Outcome.MISSED)


def test_trying_again_starts_afresh_and_keeps_the_old_set(reviewed):
    old, marks = reviewed.info, reviewed.stored()
    reviewed.push(reviewed.desk.header.again_button)
    assert reviewed.info.id != old.id
    assert reviewed.page.hasFocus()
    assert reviewed.stored() == ()
    assert not reviewed.desk.is_reviewing
    assert not reviewed.desk.review.isVisible()
    reviewed.mark("All eleven", "1")
    sets = reviewed.desk.header.sets
    assert [sets.itemText(row).split(" · ")[0] for row in range(sets.count())] == [
        old.name,
        reviewed.info.name,
    ]
    assert sets.currentIndex() == 1
    reviewed.choose(sets, 0)
    reviewed.wait(lambda: reviewed.desk.is_reviewing)
    assert reviewed.info.id == old.id
    assert reviewed.stored() == marks
    reviewed.choose(sets, 1)
    reviewed.wait(lambda: not reviewed.desk.is_reviewing)
    assert len(reviewed.stored()) == 1


def test_the_review_is_there_again_when_the_window_is_opened_anew(reviewed, open_window):
    reviewed.window.close()
    again = open_window()
    again.open(reviewed.article)
    again.wait(lambda: again.desk.is_reviewing)
    assert again.desk.comparison == comparison_of(again)


def test_leaving_while_it_compares(practice):
    practice.push(practice.desk.header.submit_button)
    practice.answer()
    practice.push(practice.desk.header.back)
    practice.work_done()
    assert not practice.desk.is_reviewing
    assert practice.window.stack.currentWidget() is practice.window.library


def test_choosing_another_set_while_it_compares(reviewed):
    reviewed.push(reviewed.desk.header.again_button)
    reviewed.choose(reviewed.desk.header.sets, 0)
    reviewed.choose(reviewed.desk.header.sets, 1)
    reviewed.work_done()
    assert not reviewed.desk.is_reviewing
    assert reviewed.info.status is Status.DRAFT


def test_a_set_is_exported_and_loaded_again(at_desk, tmp_path):
    at_desk.mark("Experts say", "3")
    at_desk.mark("Tickets stay free", "2")
    at_desk.drag(at_desk.span("two pounds"))
    at_desk.key("2")
    marks = at_desk.stored()
    transfers = at_desk.window.transfers
    for name, ending in (("webannotation", "jsonld"), ("csv", "csv")):
        path = tmp_path / f"marks.{ending}"
        transfers.export(at_desk.article, at_desk.info, name, path)
        at_desk.wait(path.exists)
        at_desk.work_done()
        at_desk.wait(lambda path=path: str(path) in at_desk.said)
        transfers.load(at_desk.article, path, f"From {name}", as_key=False)
        at_desk.wait(lambda name=name: at_desk.info.name == f"From {name}")
        assert [(a.category, a.all_spans) for a in at_desk.stored()] == [
            (a.category, a.all_spans) for a in marks
        ]
        assert len(at_desk.page.marks_at(at_desk.span("Experts say").start)) == 1
        at_desk.choose(at_desk.desk.header.sets, 0)
    assert json.loads((tmp_path / "marks.jsonld").read_text())


def test_an_article_without_a_key_waits_for_one(at_desk, tmp_path):
    at_desk.mark("Experts say", "3")
    path = tmp_path / "key.jsonld"
    at_desk.window.transfers.export(at_desk.article, at_desk.info, "webannotation", path)
    at_desk.wait(path.exists)
    at_desk.push(at_desk.desk.header.submit_button)
    at_desk.answer()
    at_desk.work_done()
    assert not at_desk.desk.is_reviewing
    assert at_desk.desk.banner.isVisible()
    assert "no key" in at_desk.desk.banner.text()
    at_desk.window.transfers.load(at_desk.article, path, "Key", as_key=True)
    at_desk.wait(lambda: at_desk.desk.is_reviewing)
    assert not at_desk.desk.banner.isVisible()
    assert at_desk.desk.comparison.counts.hit == 1
    with at_desk.library() as other:
        roles = [s.role for s in other.sets.of(at_desk.article)]
    assert roles == [Role.LEARNER, Role.KEY]


@pytest.mark.parametrize("content", ["", "{", '{"type": "Annotation"', "a,b\n1,2\n"])
def test_a_file_without_a_set_is_told(at_desk, tmp_path, content):
    path = tmp_path / "broken.jsonld"
    path.write_text(content)
    at_desk.window.transfers.load(at_desk.article, path, "Broken", as_key=False)
    said = at_desk.answer()
    assert "broken.jsonld" in said
    assert "Traceback" not in said
    assert at_desk.learner_sets() == []


def test_a_place_that_cannot_be_written_is_told(at_desk, tmp_path):
    at_desk.mark("Experts say", "3")
    path = tmp_path / "no such folder" / "marks.jsonld"
    at_desk.window.transfers.export(at_desk.article, at_desk.info, "webannotation", path)
    assert "cannot be written" in at_desk.answer()


def test_the_comparison_with_the_last_key_is_the_one_that_stays(at_desk, workspace):
    """The one with an earlier key may take longer."""
    article, reviewing = at_desk.article, at_desk.desk.reviewing
    keys = ["First", "Last"]
    done: list[object] = []
    reviewing.compared.connect(lambda: done.append(reviewing.comparison))
    at_desk.mark("Experts say", "3")
    for name in keys:
        workspace.sets.store(article, name, role=Role.KEY, status=Status.SUBMITTED, annotations=())
        assert reviewing.compare(article, at_desk.info)
    at_desk.work_done()
    assert len(done) == 1


def test_the_summary_tells_how_the_reader_leans(reviewed):
    """D' and criterion stand in a table, and what they mean in a sentence."""
    comparison = reviewed.desk.comparison
    panel = reviewed.desk.review.widget()
    said = [label.text() for label in panel.findChildren(QLabel)]
    assert leanings(comparison)
    assert all(any(sentence in text for text in said) for sentence in leanings(comparison))
    cells = [
        table.item(row, 1).text()
        for table in panel.findChildren(QTableWidget)
        if table.accessibleName() == "Telling weak from sound"
        for row in range(table.rowCount())
    ]
    detection = comparison.detection
    assert cells[:2] == [number(detection.d_prime), number(detection.criterion)]


def test_both_ends_marked_by_themselves_are_told_to_be_linked(practice):
    clash = next(a for a in key_items(practice) if a.category == "inconsistency")
    for span in (clash.spans[0], clash.counterpart_spans[0]):
        drag_and_press(practice, span, "2")
    practice.submit()
    practice.settle()
    told = [
        text
        for place in practice.desk.margin.places()
        for _, text in place.card.paragraphs
        if "link them" in text
    ]
    assert told
