"""A key is made of two sets, pair by pair."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from marking import CLAIM, CLASH, SOUND, VAGUE, Page

from annotator.comparison.pairing import PairKind
from annotator.domain.annotation import Alternative, Role, Status
from annotator.domain.codebook import Codebook
from annotator.domain.decisions import Decision
from annotator.domain.errors import AnnotationError, NotFoundError, StaleError
from annotator.services.importing import add_text
from annotator.services.reconciling import Reconciling, begin, unfinished
from annotator.services.resources import default_codebook
from annotator.services.workspace import Workspace

FIRST, SECOND, MERGED, REJECTED = Decision

SENTENCES = (
    "The mayor cut the fare in May.",
    "Critics say that nobody rides the tram.",
    "It carried four thousand people in June.",
    "The line opened in March.",
    "She calls that a gift.",
)
PAGE = Page(*SENTENCES)


def mark(category, *quotes, **fields):
    return PAGE.mark(category, *quotes, **fields)


def first_marks():
    return (
        mark(CLAIM, "cut the fare", note="Where is the source?"),
        mark(VAGUE, "Critics say", note="Who are they?", confidence=0.75),
        mark(CLAIM, "four thousand people", note="Counted by whom?"),
        mark(CLAIM, "opened in March", note="Unsourced."),
    )


def second_marks():
    return (
        mark(VAGUE, "Critics say", note="No name."),
        mark(CLAIM, "carried four thousand", note=""),
        mark(SOUND, "The line opened in March.", note="Anybody can look it up."),
        mark(CLAIM, "a gift", note="Says who?"),
    )


def add(workspace, article, name, annotations, status=Status.SUBMITTED, **fields):
    store = workspace.sets.store
    fields = {"role": Role.KEY, "status": status, **fields}
    return store(article, name, annotations=tuple(annotations), **fields)


@pytest.fixture
def article(workspace):
    found = add_text(workspace.articles, " ".join(SENTENCES), "tram.txt").article
    assert found.text.strip() == PAGE.text
    return found


@pytest.fixture
def two(workspace, article):
    """The sets of two teachers; of every kind of pair there is one."""
    return (
        add(workspace, article, "Ada", first_marks()),
        add(workspace, article, "Ben", second_marks()),
    )


@pytest.fixture
def making(workspace, article, two):
    return begin(workspace, article, *two)


def pair_of(making, kind):
    (pair,) = [p for p in making.pairs if p.kind is kind and not any(a.is_sound for a in p.both)]
    return pair


def sound_pair(making):
    (pair,) = [p for p in making.pairs if p.second and p.second.is_sound]
    return pair


def stored(making):
    """The key, and the decision of each pair, as another program reads them."""
    with Workspace(making._workspace.path) as other:
        again = Reconciling(other, making.article, other.sets.info(making.info.id))
        return again.items, [again.decision(pair) for pair in again.pairs]


def quotes(passages):
    return [p.quote for p in passages]


def test_a_key_begins_as_an_empty_draft_of_both(workspace, article, two, making):
    assert making.info in workspace.sets.of(article)
    assert (making.info.role, making.info.status) == (Role.KEY, Status.DRAFT)
    assert making.info.name == "Ada + Ben"
    assert making.items == ()
    assert making.open_pairs == making.pairs
    assert [str(p.kind) for p in making.pairs] == [
        "first_only",
        "same",
        "overlap",
        "other_category",
        "second_only",
    ]
    assert begin(workspace, article, *two).info.name == "Ada + Ben (2)"
    with pytest.raises(AnnotationError, match="different"):
        begin(workspace, article, two[0], two[0])


@pytest.mark.parametrize("decision", [FIRST, SECOND])
def test_taking_one_copies_it_under_an_id_of_its_own(making, decision):
    pair = pair_of(making, PairKind.SAME)
    making.decide(pair, decision)
    taken = pair.first if decision is FIRST else pair.second
    (item,) = making.items
    assert item == making.item(pair)
    assert item.id not in (pair.first.id, pair.second.id)
    assert (item.passages, item.category, item.note) == (taken.passages, VAGUE, taken.note)
    assert item.confidence is None
    assert stored(making)[0] == making.items
    assert stored(making)[1].count(decision) == 1


def test_merging_takes_the_union_with_a_core_and_both_notes(making):
    pair = pair_of(making, PairKind.OVERLAP)
    making.decide(pair, MERGED)
    item = making.item(pair)
    assert quotes(item.passages) == ["carried four thousand people"]
    assert quotes(item.key.core) == ["four thousand"]
    assert item.note == "Counted by whom?"
    same = pair_of(making, PairKind.SAME)
    making.decide(same, MERGED)
    assert making.item(same).note == "Who are they?\n\nNo name."
    assert stored(making)[0] == making.items


def test_the_note_of_the_other_one_is_better_than_none(making):
    pair = pair_of(making, PairKind.OVERLAP)
    making.decide(pair, SECOND)
    assert making.item(pair).note == "Counted by whom?"


def test_another_category_is_an_alternative(workspace, article):
    first = add(workspace, article, "1", [mark(CLAIM, "Critics say")])
    second = add(workspace, article, "2", [mark(VAGUE, "Critics")])
    making = begin(workspace, article, first, second)
    making.decide(making.pairs[0], MERGED)
    assert making.items[0].category == CLAIM
    assert making.items[0].key.alternatives == (Alternative(VAGUE),)


def test_what_cannot_be_decided_is_not_offered_and_refused(making):
    alone, other = pair_of(making, PairKind.FIRST_ONLY), pair_of(making, PairKind.SECOND_ONLY)
    assert making.choices(alone) == {FIRST, REJECTED}
    assert making.choices(other) == {SECOND, REJECTED}
    assert making.choices(sound_pair(making)) == {FIRST, SECOND, REJECTED}
    assert making.choices(pair_of(making, PairKind.SAME)) == set(Decision)
    for pair, decision, words in (
        (alone, SECOND, "“Ben” marks nothing here"),
        (other, FIRST, "“Ada” marks nothing here"),
        (alone, MERGED, "Only one"),
        (sound_pair(making), MERGED, "cannot say both"),
    ):
        with pytest.raises(AnnotationError, match=words):
            making.decide(pair, decision)
        assert making.decision(pair) is None
    assert stored(making) == ((), [None] * 5)


def test_ends_that_would_run_into_each_other_are_told(workspace, article):
    first = add(workspace, article, "1", [mark(CLASH, "in May", "Critics say")])
    wide = [mark(CLASH, "fare in May. Critics say that", "in June")]
    making = begin(workspace, article, first, add(workspace, article, "2", wide))
    with pytest.raises(AnnotationError, match="run into each other"):
        making.decide(making.pairs[0], MERGED)


def test_deciding_anew_replaces_the_item(making):
    pair = pair_of(making, PairKind.OVERLAP)
    making.decide(pair, FIRST)
    before = making.item(pair)
    making.decide(pair, SECOND)
    (item,) = making.items
    assert item.id == before.id
    assert quotes(item.passages) == ["carried four thousand"]
    making.decide(pair, REJECTED)
    assert making.items == ()
    assert making.decision(pair) is REJECTED
    assert stored(making)[1].count(REJECTED) == 1


def test_taking_back_opens_the_pair_again(making):
    pair = pair_of(making, PairKind.SAME)
    assert not making.take_back(pair)
    making.decide(pair, FIRST)
    assert making.take_back(pair)
    assert making.items == ()
    assert making.open_pairs == making.pairs
    assert stored(making) == ((), [None] * 5)


def test_the_last_decision_is_taken_back_first_also_after_a_restart(workspace, article, making):
    chosen = [making.pairs[i] for i in (2, 0, 4)]
    for pair in chosen:
        making.decide(pair, REJECTED)
    making.decide(chosen[0], MERGED)  # decided anew: it is the last one now
    assert making.take_back_last() == chosen[0]
    again = Reconciling(workspace, article, making.info)
    assert again.take_back_last() == chosen[2]
    assert again.take_back_last() == chosen[1]
    assert again.take_back_last() is None


def test_what_is_written_counts_before_and_after_deciding(making):
    pair = pair_of(making, PairKind.SAME)
    assert making.explanation(pair) == "Who are they?\n\nNo name."
    making.explain(pair, "Nobody can tell who the critics are.")
    making.decide(pair, SECOND)
    assert making.item(pair).note == "Nobody can tell who the critics are."
    making.explain(pair, "Shorter.", burst="1")
    making.explain(pair, "Shorter still.", burst="1")
    assert stored(making)[0][0].note == "Shorter still."
    making.decide(pair, MERGED)
    making.take_back(pair)
    assert making.explanation(pair) == "Shorter still."


def test_what_nobody_wrote_follows_the_decision(making):
    pair = pair_of(making, PairKind.SAME)
    making.decide(pair, FIRST)
    assert making.explanation(pair) == "Who are they?"
    making.take_back(pair)
    assert making.explanation(pair) == "Who are they?\n\nNo name."
    making.explain(pair, "")
    making.decide(pair, MERGED)
    assert making.item(pair).note == ""


def test_everything_is_there_after_a_restart(workspace, article, making):
    making.decide(making.pairs[0], FIRST)
    making.decide(making.pairs[1], MERGED)
    making.decide(making.pairs[2], REJECTED)
    making.explain(making.pairs[3], "To be thought about.")
    with Workspace(workspace.path) as other:
        key = unfinished(other, making.second.info, making.first.info)
        again = Reconciling(other, article, key)
        assert again.items == making.items
        assert again.pairs == making.pairs
        assert [again.decision(p) for p in again.pairs] == [FIRST, MERGED, REJECTED, None, None]
        assert again.explanation(again.pairs[3]) == "To be thought about."


def test_every_decision_is_in_the_log(workspace, article, making):
    pair = pair_of(making, PairKind.SAME)
    making.decide(pair, FIRST)
    making.decide(pair, SECOND)
    making.take_back(pair)
    editor = workspace.editor(article, making.info)
    assert editor.annotations == ()
    editor.undo()
    assert quotes(editor.annotations[0].passages) == ["Critics say"]
    assert editor.annotations[0].note == "No name."


def test_finishing_locks_the_key_and_makes_it_the_articles(workspace, article, two, making):
    making.decide(making.pairs[1], MERGED)
    later = add(workspace, article, "Cleo", first_marks())
    assert workspace.sets.key_of(article) == later
    assert unfinished(workspace, *two) == making.info
    making.finish()
    assert workspace.sets.key_of(article) == making.info
    with workspace.library.reading() as (_, sets, _):
        known = {key.article_id: key.key_id for key in sets.key_makeups()}
    assert known[article.id] == making.info.id
    assert workspace.sets.info(making.info.id).status is Status.SUBMITTED
    assert unfinished(workspace, *two) is None
    assert making.locked
    for change in (
        lambda: making.decide(making.pairs[0], FIRST),
        lambda: making.take_back(making.pairs[1]),
        lambda: making.explain(making.pairs[1], "Too late."),
        making.finish,
    ):
        with pytest.raises(AnnotationError, match="finished and locked"):
            change()
    assert len(Reconciling(workspace, article, making.info).items) == 1


def test_a_key_finished_in_another_window_takes_no_more(workspace, article, making):
    Reconciling(workspace, article, making.info).finish()
    with pytest.raises(AnnotationError, match="finished and locked"):
        making.decide(making.pairs[0], FIRST)
    assert making.items == ()
    assert making.decision(making.pairs[0]) is None


def test_a_key_changed_in_another_window_is_read_again(workspace, article, making):
    Reconciling(workspace, article, making.info).decide(making.pairs[1], MERGED)
    with pytest.raises(StaleError):
        making.decide(making.pairs[0], FIRST)
    assert making.decision(making.pairs[1]) is MERGED
    assert making.decision(making.pairs[0]) is None
    making.decide(making.pairs[0], FIRST)
    assert len(stored(making)[0]) == 2


@pytest.mark.parametrize(
    "change",
    [
        lambda making, pair: making.decide(pair, REJECTED),
        lambda making, pair: making.explain(pair, "Who are they?"),
        lambda making, _pair: making.finish(),
    ],
)
def test_what_was_decided_in_another_window_is_not_overwritten_unseen(
    workspace, article, making, change
):
    pair = making.pairs[1]
    Reconciling(workspace, article, making.info).decide(pair, MERGED)
    with pytest.raises(StaleError):
        change(making, pair)
    assert making.decision(pair) is MERGED
    assert not making.locked
    items, decisions = stored(making)
    assert (len(items), decisions[1]) == (1, MERGED)
    change(making, pair)


def test_what_was_rejected_in_another_window_stays_so_until_it_was_seen(workspace, article, making):
    pair = making.pairs[1]
    Reconciling(workspace, article, making.info).decide(pair, REJECTED)
    with pytest.raises(StaleError, match="decided in another window"):
        making.explain(pair, "Who are they?")
    assert making.decision(pair) is REJECTED


def test_where_storing_fails_nothing_has_changed(workspace, making, monkeypatch):
    pair = pair_of(making, PairKind.SAME)
    making.decide(pair, FIRST)
    before = making.items

    def fails(*_):
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(workspace.library.decisions, "put", fails)
    for change in (
        lambda: making.decide(pair, REJECTED),
        lambda: making.decide(making.pairs[0], FIRST),
        lambda: making.take_back(pair),
    ):
        with pytest.raises(Exception, match="could not be used"):
            change()
        assert making.items == before
        assert making.decision(pair) is FIRST
    monkeypatch.undo()
    assert stored(making)[0] == before
    making.take_back(pair)
    assert stored(making)[0] == ()


def test_decisions_on_pairs_that_are_gone_are_taken_back(workspace, article):
    draft = add(workspace, article, "Ada", first_marks()[:1], Status.DRAFT, role=Role.LEARNER)
    other = add(workspace, article, "Ben", (), Status.DRAFT, role=Role.LEARNER)
    making = begin(workspace, article, draft, other)
    (pair,) = making.pairs
    making.explain(pair, "Where does she know it from?")
    making.decide(pair, FIRST)
    workspace.editor(article, other).mark([PAGE.span("the fare")], CLAIM)
    again = Reconciling(workspace, article, making.info)
    assert again.reopened == 1
    (pair,) = again.pairs
    assert pair.kind is PairKind.OVERLAP
    assert again.decision(pair) is None
    assert again.items == ()
    assert again.explanation(pair) == "Where does she know it from?"
    assert Reconciling(workspace, article, making.info).reopened == 0


def test_a_set_that_is_gone_is_told(workspace, article):
    draft = add(workspace, article, "Ada", first_marks(), Status.DRAFT, role=Role.LEARNER)
    other = add(workspace, article, "Ben", second_marks())
    making = begin(workspace, article, draft, other)
    workspace.sets.remove(draft.id)
    with pytest.raises(NotFoundError, match="no longer in the library"):
        Reconciling(workspace, article, making.info)
    with pytest.raises(NotFoundError, match="not a key that is made of two sets"):
        Reconciling(workspace, article, other)


def test_the_codebook_is_the_one_with_all_categories(workspace, article):
    base = default_codebook()
    signs = {"letter": "S", "shortcut": "4", "colour": "#335577", "pattern": "ticked"}
    more = replace(base.categories[0], id="slant", name="Slant", **signs)
    wide = Codebook("wide", "1", "Wide", (*base.categories, more))
    workspace.codebooks.add(wide)
    narrow = add(workspace, article, "Ada", first_marks())
    other = add(workspace, article, "Ben", [mark("slant", "a gift")], codebook=wide)
    assert begin(workspace, article, narrow, other).info.codebook_id == "wide"
    plain = add(workspace, article, "Cleo", [mark(CLAIM, "a gift")], codebook=wide)
    assert begin(workspace, article, narrow, plain).info.codebook_id == base.id


STEPS = st.lists(
    st.tuples(st.integers(0, 4), st.sampled_from([*Decision, "back", "last", "write"])), max_size=12
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_whatever_is_done_the_key_is_what_was_decided(tmp_path_factory, steps):
    with Workspace(tmp_path_factory.mktemp("library") / "x") as workspace:
        article = add_text(workspace.articles, " ".join(SENTENCES), "tram.txt").article
        sets = (
            add(workspace, article, "Ada", first_marks()),
            add(workspace, article, "Ben", second_marks()),
        )
        making = begin(workspace, article, *sets)
        wanted: dict = {}
        for number, step in steps:
            pair = making.pairs[number]
            if step == "back":
                making.take_back(pair)
                wanted.pop(pair.key, None)
            elif step == "last":
                last = making.take_back_last()
                assert (last.key if last else None) == (list(wanted)[-1] if wanted else None)
                wanted.pop(last.key if last else None, None)
            elif step == "write":
                making.explain(pair, f"written {number}")
            elif step in making.choices(pair):
                making.decide(pair, step)
                wanted.pop(pair.key, None)
                wanted[pair.key] = step
        for now in (making, Reconciling(workspace, article, making.info)):
            assert {p.key: now.decision(p) for p in now.pairs if now.decision(p)} == wanted
            taken = [p for p in now.pairs if wanted.get(p.key) in (FIRST, SECOND, MERGED)]
            assert sorted(i.id for i in now.items) == sorted(now.item(p).id for p in taken)
            for pair in taken:
                assert now.item(pair).category in {a.category for a in pair.both}


@pytest.fixture
def of_learners(workspace, article):
    """A key in the making of a learner's set and a teacher's key."""
    who = {"role": Role.LEARNER, "annotator": "Ann"}
    ann = add(workspace, article, "Attempt 1", first_marks(), **who)
    return begin(workspace, article, ann, add(workspace, article, "Ben", second_marks()))


def test_a_learners_note_is_told_as_such_until_it_is_changed(of_learners):
    making = of_learners
    told = {making.explanation(pair): making.whose_note(pair) for pair in making.pairs}
    assert told == {
        "Where is the source?": ("Ann",),
        "Who are they?\n\nNo name.": ("Ann",),
        "Counted by whom?": ("Ann",),
        "Unsourced.\n\nAnybody can look it up.": ("Ann",),
        "Says who?": (),
    }
    pair = next(p for p in making.pairs if p.first and p.first.note == "Who are they?")
    making.explain(pair, "Nobody is named whom a reader could ask.")
    assert making.whose_note(pair) == ()
    making.explain(pair, "No name.")  # the teacher's own
    assert making.whose_note(pair) == ()
    making.explain(pair, "Who are they? ")
    assert making.whose_note(pair) == ("Ann",)
    making.explain(pair, "")
    assert making.whose_note(pair) == ()


def test_the_explanations_that_are_learners_notes_are_counted(of_learners):
    making = of_learners
    assert making.borrowed == 0
    for pair in making.pairs:
        making.decide(pair, FIRST if pair.first else SECOND)
    assert making.borrowed == 4
    pair = next(p for p in making.pairs if p.first)
    making.explain(pair, "The number has no source.")
    assert making.borrowed == 3
    making.take_back(next(p for p in making.pairs if p.first and p != pair))
    assert making.borrowed == 2


def test_notes_of_two_keys_are_explanations_already(making):
    for pair in making.pairs:
        making.decide(pair, FIRST if pair.first else SECOND)
    assert making.borrowed == 0
