"""An item of a key gets its core, its allowance, its difficulty and its alternatives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marking import CLAIM, CLASH, SOUND, VAGUE

from annotator.domain.annotation import Alternative, KeyDetails, Role, Status
from annotator.domain.errors import AnnotationError
from annotator.domain.span import Span, covers, total_overlap
from annotator.services.importing import add_text
from annotator.services.key_editing import KeyEditor
from annotator.services.keys import begin_key

TEXT = (
    "The mayor cut the fare in May. Critics say that nobody rides the tram. "
    "The line opened in March. She opened it in June, she says."
)
OTHER = "The tram line was opened in July, the paper says."


@pytest.fixture
def article(workspace):
    return add_text(workspace.articles, TEXT, "tram.txt").article


@pytest.fixture
def editor(workspace, article):
    """An empty key."""
    made = workspace.editor(article, begin_key(workspace, article))
    assert isinstance(made, KeyEditor)
    return made


def span(editor, quote):
    start = editor.article.text.index(quote)
    return Span(start, start + len(quote))


def mark(editor, category, quote, counterpart=""):
    ends = [span(editor, counterpart)] if counterpart else []
    change = editor.mark([span(editor, quote)], category, counterpart=ends)
    return change.edits[0].after.id


def key(editor, item_id):
    return editor.get(item_id).key or KeyDetails()


def quotes(passages):
    return [p.quote for p in passages]


def stored(workspace, editor, item_id):
    """The item as another connection reads it."""
    read = workspace.sets.read(editor.info.id)
    return next(a for a in read.annotations if a.id == item_id)


def test_a_sound_passage_can_be_marked_in_a_key_and_nowhere_else(workspace, article, editor):
    assert editor.get(mark(editor, SOUND, "The line opened")).is_sound
    learner = workspace.editor(article, workspace.sets.start(article))
    with pytest.raises(AnnotationError, match="no category"):
        learner.mark([Span(0, 3)], SOUND)


def test_the_core_is_what_of_the_selection_lies_in_the_passage(workspace, editor):
    item = mark(editor, CLAIM, "cut the fare in May")
    editor.set_core(item, [span(editor, "fare in May. Critics")])
    assert quotes(key(editor, item).core) == ["fare in May"]
    assert stored(workspace, editor, item) == editor.get(item)


def test_a_core_that_is_the_whole_passage_is_none_of_its_own(editor):
    item = mark(editor, CLAIM, "cut the fare")
    editor.set_core(item, [span(editor, "fare")])
    editor.set_core(item, [span(editor, "mayor cut the fare in")])
    assert editor.get(item).key is None


def test_the_allowance_takes_the_passage_in(editor):
    item = mark(editor, CLAIM, "cut the fare")
    editor.set_allowance(item, [span(editor, "fare in May. Critics")])
    assert quotes(key(editor, item).allowance) == ["cut the fare in May. Critics"]


@pytest.mark.parametrize("method", ["set_core", "set_allowance"])
def test_words_that_touch_neither_end_are_refused(editor, method):
    item = mark(editor, CLASH, "in March", "in June")
    with pytest.raises(AnnotationError, match="does not touch"):
        getattr(editor, method)(item, [span(editor, "Critics")])
    assert editor.get(item).key is None


def test_each_end_has_a_core_and_an_allowance_of_its_own(editor):
    item = mark(editor, CLASH, "opened in March", "opened it in June")
    editor.set_core(item, [span(editor, "June")])
    editor.set_core(item, [span(editor, "March")])
    editor.set_allowance(item, [span(editor, "opened it in June, she says")])
    made = key(editor, item)
    assert (quotes(made.core), quotes(made.counterpart_core)) == (["March"], ["June"])
    assert made.allowance == ()
    assert quotes(made.counterpart_allowance) == ["opened it in June, she says"]
    editor.reset_core(item)
    assert quotes(key(editor, item).counterpart_allowance) == ["opened it in June, she says"]
    assert key(editor, item).core == key(editor, item).counterpart_core == ()
    editor.reset_allowance(item)
    assert editor.get(item).key is None


def test_an_end_in_another_article_has_a_core_there(workspace, editor):
    other = add_text(workspace.articles, OTHER, "other.txt").article
    item = mark(editor, CLASH, "in March")
    there = Span(OTHER.index("opened in July"), OTHER.index(","))
    editor.link(item, [there], other)
    july = Span(OTHER.index("July"), OTHER.index(","))
    editor.set_core(item, [july], other)
    (core,) = key(editor, item).counterpart_core
    assert (core.quote, core.source) == ("July", other.sha256)
    editor.set_core(item, [span(editor, "March")])
    assert quotes(key(editor, item).core) == ["March"]
    assert quotes(key(editor, item).counterpart_core) == ["July"]
    assert workspace.sets.read(editor.info.id).annotations == editor.annotations


def test_the_difficulty_is_one_to_three_or_not_stated(editor):
    item = mark(editor, CLAIM, "cut the fare")
    for wanted in (1, 2, 3):
        editor.set_difficulty(item, wanted)
        assert key(editor, item).difficulty == wanted
    for wrong in (0, 4, -1):
        with pytest.raises(AnnotationError, match="1 \\(easy\\)"):
            editor.set_difficulty(item, wrong)
    editor.set_difficulty(item, None)
    assert editor.get(item).key is None
    assert editor.set_difficulty(item, None) is None


def test_alternatives_are_added_and_taken_away(workspace, editor):
    item = mark(editor, CLAIM, "nobody rides the tram")
    editor.add_alternative(item, VAGUE)
    editor.add_alternative(item, spans=[span(editor, "The line opened")])
    editor.add_alternative(item, VAGUE, [span(editor, "Critics say")])
    assert [(a.category, quotes(a.passages)) for a in key(editor, item).alternatives] == [
        (VAGUE, []),
        ("", ["The line opened"]),
        (VAGUE, ["Critics say"]),
    ]
    assert stored(workspace, editor, item) == editor.get(item)
    editor.remove_alternative(item, 1)
    assert [a.category for a in key(editor, item).alternatives] == [VAGUE, VAGUE]
    with pytest.raises(AnnotationError, match="no longer there"):
        editor.remove_alternative(item, 2)


def test_an_alternative_can_take_an_end_over(editor):
    item = mark(editor, CLASH, "in March", "in June")
    editor.add_alternative(
        item, spans=[span(editor, "in May")], counterpart=editor.get(item).counterpart
    )
    (made,) = key(editor, item).alternatives
    assert (quotes(made.passages), quotes(made.counterpart)) == (["in May"], ["in June"])
    with pytest.raises(AnnotationError, match="different passages"):
        editor.add_alternative(
            item, spans=[span(editor, "in June")], counterpart=editor.get(item).counterpart
        )


def test_an_alternative_that_says_nothing_new_is_refused(editor):
    item = mark(editor, CLAIM, "cut the fare")
    editor.add_alternative(item, VAGUE)
    for wanted in (
        {},
        {"category": CLAIM},
        {"spans": [span(editor, "cut the fare")]},
        {"category": VAGUE},
        {"category": SOUND},
        {"category": "gossip"},
    ):
        with pytest.raises(AnnotationError):
            editor.add_alternative(item, **wanted)
    assert key(editor, item).alternatives == (Alternative(VAGUE),)


def test_another_category_drops_the_alternative_that_says_the_same(editor):
    item = mark(editor, CLAIM, "cut the fare")
    editor.add_alternative(item, VAGUE)
    editor.add_alternative(item, CLASH)
    editor.set_category(item, VAGUE)
    assert key(editor, item).alternatives == (Alternative(CLASH),)


def test_what_becomes_sound_keeps_its_difficulty_alone(editor):
    item = mark(editor, CLASH, "opened in March", "in June")
    editor.set_core(item, [span(editor, "March")])
    editor.set_difficulty(item, 3)
    editor.set_category(item, SOUND)
    made = editor.get(item)
    assert made.is_sound
    assert (made.counterpart, made.key) == ((), KeyDetails(difficulty=3))
    for refused in (
        lambda: editor.set_core(item, [span(editor, "March")]),
        lambda: editor.set_allowance(item, [span(editor, "March")]),
        lambda: editor.add_alternative(item, VAGUE),
    ):
        with pytest.raises(AnnotationError, match="sound passage has no core"):
            refused()


def test_undo_goes_back_step_by_step_also_after_reading_again(workspace, article, editor):
    item = mark(editor, CLAIM, "cut the fare in May")
    states = [editor.get(item)]
    for step in (
        lambda: editor.set_core(item, [span(editor, "fare")]),
        lambda: editor.set_allowance(item, [span(editor, "The mayor cut the fare in May")]),
        lambda: editor.set_difficulty(item, 2),
        lambda: editor.add_alternative(item, VAGUE),
        lambda: editor.remove_alternative(item, 0),
        lambda: editor.set_category(item, SOUND),
    ):
        step()
        states.append(editor.get(item))
    again = workspace.editor(article, editor.info)
    for state in reversed(states[:-1]):
        again.undo()
        assert again.get(item) == state
    for state in states[1:]:
        again.redo()
        assert again.get(item) == state


def test_a_finished_key_says_how_to_go_on(workspace, article, editor):
    item = mark(editor, CLAIM, "cut the fare")
    workspace.sets.submit(editor.info.id)
    with pytest.raises(AnnotationError, match="Edit this key"):
        editor.set_difficulty(item, 1)
    with pytest.raises(AnnotationError, match="Edit this key"):
        workspace.editor(article, workspace.sets.info(editor.info.id)).set_difficulty(item, 1)
    assert (editor.info.role, editor.info.status) == (Role.KEY, Status.SUBMITTED)


some_spans = st.tuples(st.integers(0, len(TEXT) - 2), st.integers(1, 40)).map(
    lambda pair: Span(pair[0], min(len(TEXT) - 1, pair[0] + pair[1]))
)


@given(some_spans, some_spans)
def test_wherever_they_are_taken_from_core_and_allowance_fit_the_passage(workspace, passage, taken):
    article = add_text(workspace.articles, TEXT, "tram.txt").article
    editor = workspace.editor(article, begin_key(workspace, article))
    item = editor.mark([passage], CLAIM).edits[0].after.id
    if not passage.overlap(taken):
        with pytest.raises(AnnotationError):
            editor.set_core(item, [taken])
        return
    editor.set_core(item, [taken])
    editor.set_allowance(item, [taken])
    made = key(editor, item)
    core = [p.span for p in made.core] or [passage]
    allowance = [p.span for p in made.allowance]
    assert covers([passage], core)
    assert total_overlap(core, [taken]) == passage.overlap(taken)
    assert covers(allowance, [passage, taken])
    assert all(p.quote == article.text[p.span.start : p.span.end] for p in made.core)
