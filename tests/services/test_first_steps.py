"""The lesson of the first steps: its text and key, and that it leaves no trace in the library."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import UTC, datetime

import pytest

from annotator.comparison.reactions import Reaction
from annotator.comparison.results import item_results
from annotator.domain.annotation import AnnotationSet, Role, Status
from annotator.domain.codebook import SOUND
from annotator.domain.lesson import CLAIM, CLASH, STEPS, VAGUE, Aim
from annotator.domain.span import Span
from annotator.services import first_steps
from annotator.services.articles import segmentation_of
from annotator.services.clock import utc_now
from annotator.services.comparing import compare_sets
from annotator.services.importing import add_file
from annotator.services.overview import library_lines, overview
from annotator.services.practice import Kind
from annotator.services.searching import search
from annotator.services.transfer import export_all
from annotator.services.workspace import Workspace


@pytest.fixture
def lesson(workspace):
    return first_steps.begin(workspace)


@pytest.fixture
def editor(workspace, lesson):
    return workspace.editor(lesson.article, lesson.info)


def span_of(lesson, quote):
    assert lesson.article.text.count(quote) == 1
    start = lesson.article.text.index(quote)
    return Span(start, start + len(quote))


def item(lesson, category, number=0):
    return Aim(category, number).within(lesson.items)


def looked(workspace, lesson, editor):
    marked = AnnotationSet(editor.info, editor.annotations)
    return first_steps.look(marked, lesson, workspace.codebook)[0]


def mark(editor, category, *spans, **more):
    return editor.mark(spans, category, **more).edits[0].after.id


# --- The text and its key -------------------------------------------------------------------------


def test_text_is_short_and_has_just_what_the_lesson_is_about(lesson):
    assert 120 <= lesson.article.words <= 180
    counts = Counter(a.category for a in lesson.items)
    assert counts == {VAGUE: 2, CLAIM: 2, CLASH: 1, SOUND: 2}
    assert all(a.subtype for a in lesson.items if not a.is_sound)
    assert [bool(a.counterpart) for a in lesson.items] == [
        a.category == CLASH for a in lesson.items
    ]


def test_the_two_of_a_kind_are_of_two_subtypes(lesson):
    for category in (VAGUE, CLAIM):
        assert len({a.subtype for a in lesson.items if a.category == category}) == 2


def test_every_passage_stands_in_one_sentence_of_its_own_and_where_the_text_has_its_words(lesson):
    segmentation, text = segmentation_of(lesson.article), lesson.article.text
    taken = []
    for each in lesson.items:
        for passage in (*each.passages, *each.counterpart):
            assert text[passage.span.start : passage.span.end] == passage.quote
            taken += segmentation.sentences_touching([passage.span])
    assert len(taken) == len(set(taken)) == 8


def test_explanations_are_short_and_every_one_another(lesson):
    notes = [a.note for a in lesson.items]
    assert len(set(notes)) == len(notes)
    assert all(10 <= len(note.split()) <= 60 for note in notes)


def test_key_file_has_the_positions_and_the_codebook_of_today(workspace):
    data = json.loads(first_steps.key_path().read_text(encoding="utf-8"))
    assert data["urn:annotator:codebook-version"] == workspace.codebooks.default.version
    article = add_file(workspace.articles, first_steps.article_path()).article
    assert data["urn:annotator:article"] == f"urn:sha256:{article.sha256}"


def test_no_sentence_is_one_of_a_newspaper(lesson, shared_articles):
    known = " ".join(path.read_text(encoding="utf-8").lower() for path in shared_articles)
    words = re.findall(r"\w+", lesson.article.text.lower())
    known_words = " ".join(re.findall(r"\w+", known))
    assert not any(" ".join(words[n : n + 8]) in known_words for n in range(len(words) - 8))


def test_every_step_finds_its_passage(lesson):
    aims = [step.aim for step in STEPS if step.aim is not None]
    found = [aim.within(lesson.items) for aim in aims]
    assert {a.id for a in found} == {a.id for a in lesson.items} - {item(lesson, SOUND, 1).id}


# --- What the coach says --------------------------------------------------------------------------


def test_the_words_of_the_key_are_found_and_nothing_else_is(workspace, lesson, editor):
    for each in lesson.items:
        if not each.is_sound:
            mark(editor, each.category, *each.spans, counterpart=each.counterpart_spans)
    coached = looked(workspace, lesson, editor)
    assert coached.found == {a.id for a in lesson.items if not a.is_sound}
    assert not coached.flagged
    assert {r.reaction for r in coached.remarks.values()} == {Reaction.FOUND}


@pytest.mark.parametrize("number", [0, 1])
@pytest.mark.parametrize("full_stop", [True, False])
def test_a_whole_sentence_is_more_than_a_vague_source(workspace, lesson, editor, number, full_stop):
    wanted = item(lesson, VAGUE, number)
    (sentence,) = segmentation_of(lesson.article).sentences_touching(wanted.spans)
    made = mark(editor, VAGUE, Span(sentence.start, sentence.end - (not full_stop)))
    remark = looked(workspace, lesson, editor).remarks[made]
    assert (remark.reaction, remark.about) == (Reaction.WHOLE_SENTENCE, wanted)


@pytest.mark.parametrize(
    "case",
    [
        (VAGUE, "Many residents say", (Reaction.FOUND, (VAGUE, 0))),
        (VAGUE, "Many residents", (Reaction.FOUND, (VAGUE, 0))),
        (VAGUE, "Many residents say the bridge", (Reaction.FOUND, (VAGUE, 0))),
        (VAGUE, "Many residents say the bridge came years too", (Reaction.TOO_LONG, (VAGUE, 0))),
        (CLAIM, "Many residents say", (Reaction.WRONG_CATEGORY, (VAGUE, 0))),
        (CLAIM, "fewer children are late for school", (Reaction.FOUND, (CLAIM, 0))),
        (CLAIM, "Because of", (Reaction.BESIDE, (CLAIM, 0))),
        (CLAIM, "Because of the bridge", (Reaction.BESIDE, (CLAIM, 0))),
        (CLAIM, "fewer children", (Reaction.FOUND, (CLAIM, 0))),
        (CLAIM, "The bridge", (Reaction.BESIDE, (CLAIM, 1))),
        (CLAIM, "The bridge will double the number of guests", (Reaction.FOUND, (CLAIM, 1))),
        (CLASH, "It cost 90,000 euros", (Reaction.LACKS_END, (CLASH, 0))),
        (CLAIM, "expects the planks to last", (Reaction.SOUND, (SOUND, 1))),
        (VAGUE, "on Saturday", (Reaction.ELSEWHERE, None)),
    ],
)
def test_what_is_said_of_a_mark(workspace, lesson, editor, case):
    category, quote, (reaction, about) = case
    made = mark(editor, category, span_of(lesson, quote))
    remark = looked(workspace, lesson, editor).remarks[made]
    assert remark.reaction is reaction
    assert remark.about == (item(lesson, *about) if about else None)


@pytest.mark.parametrize("number", [0, 1])
def test_a_paragraph_is_too_much_where_a_whole_sentence_is_right(workspace, lesson, editor, number):
    wanted = item(lesson, CLAIM, number)
    (block,) = [b for b in lesson.article.blocks if b.span.overlap(wanted.spans[0])]
    sentences = segmentation_of(lesson.article).sentences_touching(wanted.spans)
    whole = mark(editor, CLAIM, *sentences)
    assert looked(workspace, lesson, editor).remarks[whole].reaction is Reaction.FOUND
    editor.delete(whole)
    made = mark(editor, CLAIM, block.span)
    remark = looked(workspace, lesson, editor).remarks[made]
    assert (remark.reaction, remark.about) == (Reaction.TOO_LONG, wanted)


def test_a_passage_beside_the_heart_of_a_clash_is_told_as_such(workspace, lesson, editor):
    made = mark(
        editor,
        CLASH,
        span_of(lesson, "It cost"),
        counterpart=[span_of(lesson, "120,000 euros")],
    )
    assert looked(workspace, lesson, editor).remarks[made].reaction is Reaction.BESIDE


def test_a_wrong_other_end_is_told_from_none(workspace, lesson, editor):
    made = mark(
        editor,
        CLASH,
        span_of(lesson, "It cost 90,000 euros"),
        counterpart=[span_of(lesson, "610 people")],
    )
    assert looked(workspace, lesson, editor).remarks[made].reaction is Reaction.WRONG_END


def test_two_marks_for_the_two_ends_of_one_clash_are_told_to_belong_together(
    workspace, lesson, editor
):
    made = {
        mark(editor, CLASH, span_of(lesson, "It cost 90,000 euros")),
        mark(editor, CLASH, span_of(lesson, "The council paid the full 120,000 euros")),
    }
    remarks = looked(workspace, lesson, editor).remarks
    assert {remarks[m].reaction for m in made} == {Reaction.LACKS_END, Reaction.APART}


def test_the_same_passage_once_more_is_told_as_such(workspace, lesson, editor):
    made = {mark(editor, VAGUE, span_of(lesson, quote)) for quote in ("Many", "residents say")}
    remarks = looked(workspace, lesson, editor).remarks
    assert {remarks[m].reaction for m in made} == {Reaction.FOUND, Reaction.AGAIN}


def test_a_sound_passage_that_is_marked_is_flagged(workspace, lesson, editor):
    mark(editor, CLAIM, span_of(lesson, "610 people crossed it"))
    assert looked(workspace, lesson, editor).flagged == {item(lesson, SOUND).id}


# --- No trace -------------------------------------------------------------------------------------


def test_lesson_is_a_fresh_set_of_its_own_under_the_default_codebook(workspace, lesson):
    info = lesson.info
    assert (info.name, info.role, info.status) == (first_steps.NAME, Role.LEARNER, Status.DRAFT)
    assert info.codebook_id == workspace.codebooks.default.id
    assert workspace.sets.key_of(lesson.article).id == lesson.key.info.id
    assert workspace.hints.refused(lesson.article, info) is None


def test_no_list_search_or_export_has_the_lesson(workspace, tmp_path):
    def lists():
        return (
            workspace.articles.all(),
            workspace.articles.titles(),
            workspace.articles.entries(),
            overview(workspace),
            library_lines(workspace),
            workspace.articles.deleted(),
        )

    before = lists()
    exported = export_all(workspace, "csv", tmp_path / "before").annotations
    lesson = first_steps.begin(workspace)
    editor = workspace.editor(lesson.article, lesson.info)
    made = mark(editor, VAGUE, span_of(lesson, "Many residents say"))
    editor.set_note(made, "Quuxies, whoever they are")
    assert lists() == before
    assert not search(workspace, "carried", keys=True)
    assert not search(workspace, "otbridg")
    assert not search(workspace, "quuxies")
    assert not search(workspace, "survey nobody", keys=True)
    assert export_all(workspace, "csv", tmp_path / "all").annotations == exported
    assert workspace.articles.get(lesson.article.id) == lesson.article
    assert first_steps.is_offered(workspace)


def test_lesson_counts_for_nothing_in_practice(workspace, lesson, editor):
    categories = [category.id for category in workspace.codebook.categories]

    def practised():
        now = datetime.now(UTC)
        return workspace.practice.practised(workspace.sets.learner_id, categories, now)

    mark(editor, VAGUE, span_of(lesson, "Many residents say"))
    assert practised().suggestion.kind is Kind.NEW
    assert practised().suggestion.article_id != lesson.article.id
    editor.submit()
    comparison = compare_sets(workspace, lesson.article, editor.info)
    workspace.practice.record(
        editor.info, lesson.key.info.id, lesson.article.id, item_results(comparison)
    )
    assert practised().attempts == ()
    assert practised().days == 0
    assert workspace.practice.uncompared(workspace.sets.learner_id) == []
    with workspace.library.reading():
        assert not workspace.library.learners.results(workspace.sets.learner_id)
    assert workspace.learners.number_of_sets(workspace.sets.learner_id) == 0


def test_nothing_is_left_of_a_lesson_that_has_ended(workspace, lesson, editor):
    mark(editor, VAGUE, span_of(lesson, "Many residents say"))
    first_steps.end(workspace, lesson)
    with Workspace(workspace.path) as other, other.library.reading() as (articles, sets, _):
        assert articles.by_id(lesson.article.id) is None
        assert sets.info(lesson.info.id) is None
        assert not articles.has_text(lesson.article.sha256)


def test_lessons_in_two_windows_do_not_disturb_each_other(workspace, lesson):
    with Workspace(workspace.path) as other:
        second = first_steps.begin(other)
        first_steps.end(other, second)
    assert workspace.sets.read(lesson.info.id).info == lesson.info


def test_an_article_with_the_same_text_is_left_in_peace(workspace):
    own = add_file(workspace.articles, first_steps.article_path()).article
    workspace.sets.start(own, "Mine")
    lesson = first_steps.begin(workspace)
    assert lesson.article.id != own.id
    assert lesson.article.text.rstrip("\n") == own.text.rstrip("\n")
    first_steps.end(workspace, lesson)
    assert [info.name for info in workspace.sets.of(workspace.articles.get(own.id))] == ["Mine"]


def test_what_a_crash_left_behind_goes_a_day_later(workspace, lesson):
    first_steps.end(workspace, first_steps.begin(workspace))
    assert workspace.articles.get(lesson.article.id)
    with workspace.library.writing():
        workspace.library._db.execute("UPDATE articles SET created_at = ?", ["2020-01-01T00:00Z"])
    kept = workspace.articles.titles()
    first_steps.end(workspace, first_steps.begin(workspace))
    with workspace.library.reading() as (articles, _, _):
        assert articles.by_id(lesson.article.id) is None
    assert workspace.articles.titles() == kept


# --- To whom it is offered ------------------------------------------------------------------------


def test_a_new_learner_is_offered_the_lesson_until_the_offer_is_answered(workspace):
    assert first_steps.is_offered(workspace)
    first_steps.answer(workspace)
    first_steps.answer(workspace)
    assert not first_steps.is_offered(workspace)
    workspace.use_learner(workspace.learners.add("Second").id)
    assert first_steps.is_offered(workspace)


def test_who_has_submitted_a_set_is_not_new(workspace):
    article = workspace.articles.all()[0]
    info = workspace.sets.start(article)
    assert first_steps.is_offered(workspace)
    workspace.sets.submit(info.id)
    assert utc_now() > workspace.sets.info(info.id).submitted_at
    assert not first_steps.is_offered(workspace)
