"""Of several finished keys one counts: which, is told and chosen in the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox
from window_driver import CTRL, Reader

from annotator.comparison.outcomes import Outcome
from annotator.desktop.words import outcome_name
from annotator.domain.annotation import Annotation, Passage, Role, Status
from annotator.domain.exercise import Exercise, Feedback
from annotator.domain.span import Span
from annotator.services.keys import begin_key

CLAIM, VAGUE = "unsupported_claim", "vague_attribution"


def item(article, category, quote):
    start = article.text.index(quote)
    passage = Passage.cut(article.text, Span(start, start + len(quote)))
    return Annotation(f"{category} {quote}", category, (passage,), note="Who says so?")


@pytest.fixture
def keys(workspace, ferry):
    """An earlier key with the vague attribution, and a later one with something else."""

    def add(name, *annotations):
        return workspace.sets.store(
            ferry, name, role=Role.KEY, status=Status.SUBMITTED, annotations=annotations
        )

    return (
        add("Earlier", item(ferry, VAGUE, "Experts say")),
        add("Later", item(ferry, CLAIM, "a longer pier")),
    )


def texts(reader: Reader) -> str:
    panel = reader.desk.review.widget()
    return "\n".join(label.text() for label in panel.findChildren(QLabel))


def outcomes(reader: Reader) -> list[Outcome]:
    return [each.outcome for each in reader.desk.comparison.items]


def verdict(reader: Reader) -> str:
    view = reader.desk.feedback.view
    assert view.isVisible()
    return " ".join(label.text() for label in view.findChildren(QLabel))


def test_the_earlier_key_is_chosen_and_the_review_goes_by_it(keys, at_desk):
    at_desk.mark("Experts say", "3")
    at_desk.submit()
    assert "Compared with the key “Later”." in texts(at_desk)
    assert Outcome.HIT not in outcomes(at_desk)
    box = at_desk.open_exercise()
    assert box.keys.isVisible()
    assert [box.keys.itemText(row).split(" · ")[0] for row in (0, 1)] == ["Later", "Earlier"]
    assert box.keys.currentIndex() == 0
    at_desk.choose(box.keys, 1)
    told = " ".join(label.text() for label in box.key_box.findChildren(QLabel))
    assert "1 submitted set(s) will be held against it" in told
    assert "“Attempt 1”" in told
    at_desk.save_exercise(box)
    assert "Compared with the key “Earlier”." in texts(at_desk)
    assert outcomes(at_desk) == [Outcome.HIT]
    with at_desk.library() as other:
        assert other.sets.key_of(at_desk.article).name == "Earlier"
    again = at_desk.open_exercise()
    assert again.keys.currentText().startswith("Earlier")
    again.reject()


def test_cancelling_chooses_nothing(keys, at_desk):
    box = at_desk.open_exercise()
    at_desk.choose(box.keys, 1)
    at_desk.push(box.buttons.button(box.buttons.StandardButton.Cancel))
    with at_desk.library() as other:
        assert other.sets.key_of(at_desk.article).name == "Later"


def test_with_one_key_there_is_nothing_to_choose(reader):
    reader.open(reader.window.workspace.articles.all()[0])
    box = reader.open_exercise()
    assert not box.keys.isVisible()
    box.reject()


def test_feedback_at_once_goes_by_the_chosen_key(workspace, ferry, keys, at_desk):
    with at_desk.library() as other:
        other.exercises.save(ferry, Exercise(feedback=Feedback.AT_ONCE))
    at_desk.desk.look_again()
    at_desk.mark("Experts say", "3")
    at_desk.work_done()
    assert outcome_name(Outcome.NOT_IN_KEY) in verdict(at_desk)
    box = at_desk.open_exercise()
    at_desk.choose(box.keys, 1)
    at_desk.save_exercise(box)
    assert outcome_name(Outcome.HIT) in verdict(at_desk)


def test_a_key_chosen_elsewhere_is_followed_when_the_window_is_active(keys, at_desk):
    at_desk.mark("Experts say", "3")
    at_desk.submit()
    with at_desk.library() as other:
        other.sets.choose_key(keys[0])
    at_desk.desk.look_again()
    at_desk.wait(lambda: at_desk.desk.comparison and "Earlier" in texts(at_desk))


def test_a_finished_key_says_whether_it_counts(keys, at_desk):
    at_desk.desk.show_set(keys[0])
    assert "sets are held against “Later”" in at_desk.desk.banner.text()
    box = at_desk.open_exercise()
    at_desk.choose(box.keys, 1)
    at_desk.save_exercise(box)
    assert at_desk.desk.banner.text().startswith("This key is finished: sets are held against it.")


def test_finishing_a_key_on_the_desk_tells_whose_place_it_takes(keys, at_desk):
    at_desk.mark("Experts say", "3")
    at_desk.submit()
    with at_desk.library() as other:
        draft = begin_key(other, at_desk.article, keys[0])
    at_desk.desk.show_set(draft)
    at_desk.work_done()
    at_desk.page.setFocus()
    at_desk.key(Qt.Key.Key_Return, CTRL)
    told = at_desk.box().informativeText()
    assert "takes the place of “Later”" in told
    assert "Exercise…" in told
    assert "1 submitted set(s) will be held against it" in told
    assert "“Attempt 1”" in told
    at_desk.answer(QMessageBox.ButtonRole.RejectRole)
