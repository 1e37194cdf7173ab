"""Any sequence of commands, undo, redo and restarts, against a plain list of states."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from generated import spans
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)
from making import TEXT, make_article, make_editor

from annotator.domain.annotation import Passage
from annotator.services.resources import default_codebook
from annotator.services.sets import Sets
from annotator.storage import Library

CATEGORIES = [category.id for category in default_codebook().categories]

OTHER = make_article(TEXT[::-1], "Another one", "b2c3d4e5")
some_span = spans(len(TEXT))
which = st.integers(0, 2)
some_note = st.sampled_from(["", "a", "ab", "🙂"])
some_burst = st.sampled_from(["", "first", "second"])


class Editing(RuleBasedStateMachine):
    """``states[at]`` is what must be there; before it lie undo's states, after it redo's.

    ``runs[at]`` is the typing run that led to that state, if any: one undo takes back all of it.
    """

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "library.annotator"
        self.states: list[tuple] = [()]
        self.at = 0
        self.runs: list[tuple[str, str] | None] = [None]
        self.open()

    def open(self):
        self.library = Library(self.path)
        self.editor = make_editor(self.library)

    def teardown(self):
        self.library.close()
        shutil.rmtree(self.folder)

    @property
    def now(self):
        return self.states[self.at]

    def chosen(self, number):
        return self.now[number % len(self.now)]

    def put(self, state, run=None):
        """Expect a new state: in the place of the last one where it continues its typing run."""
        if run is not None and run == self.runs[-1] and self.at == len(self.states) - 1:
            self.states[-1] = state
            return
        del self.states[self.at + 1 :], self.runs[self.at + 1 :]
        self.states.append(state)
        self.runs.append(run)
        self.at += 1

    def expect(self, before, after, change, run=None):
        if before == after:
            assert change is None
        else:
            self.put(tuple(after if a == before else a for a in self.now), run)

    some = precondition(lambda self: self.now)

    # Hypothesis leaves out some rules at random, but none that comes first.
    @initialize(span=some_span, category=st.sampled_from(CATEGORIES))
    def mark_first(self, span, category):
        self.mark(span, category)

    @rule(span=some_span, category=st.sampled_from(CATEGORIES))
    def mark(self, span, category):
        made = self.editor.mark([span], category).edits[0].after
        assert (made.passages, made.category) == ((Passage.cut(TEXT, span),), category)
        self.put((*self.now, made))

    @some
    @rule(number=which, category=st.sampled_from(CATEGORIES))
    def recategorise(self, number, category):
        before = self.chosen(number)
        change = self.editor.set_category(before.id, category)
        self.expect(before, replace(before, category=category), change)

    @some
    @rule(number=which, notes=st.lists(some_note, min_size=1, max_size=4), burst=some_burst)
    def write(self, number, notes, burst):
        for note in notes:
            before = self.chosen(number)
            change = self.editor.set_note(before.id, note, burst)
            run = (before.id, burst) if burst else None
            self.expect(before, replace(before, note=note), change, run)

    @some
    @rule(number=which, confidence=st.sampled_from([None, 0.0, 0.5, 1.0]))
    def be_sure(self, number, confidence):
        before = self.chosen(number)
        change = self.editor.set_confidence(before.id, confidence)
        self.expect(before, replace(before, confidence=confidence), change)

    @some
    @rule(number=which, span=some_span)
    def move_ends(self, number, span):
        before = self.chosen(number)
        if any(span.overlap(other) for other in before.counterpart_spans):
            return
        change = self.editor.set_extent(before.id, [span])
        self.expect(before, replace(before, passages=(Passage.cut(TEXT, span),)), change)

    @some
    @rule(number=which, span=st.none() | some_span, elsewhere=st.booleans())
    def link(self, number, span, elsewhere):
        before = self.chosen(number)
        counterpart = [] if span is None else [span]
        article = OTHER if elsewhere else None
        if not elsewhere and any(a.overlap(b) for a in counterpart for b in before.spans):
            return
        change = self.editor.link(before.id, counterpart, article)
        text, source = (OTHER.text, OTHER.sha256) if elsewhere else (TEXT, "")
        passages = tuple(Passage.cut(text, s, source) for s in counterpart)
        self.expect(before, replace(before, counterpart=passages), change)

    @some
    @rule(number=which)
    def delete(self, number):
        gone = self.chosen(number)
        self.editor.delete(gone.id)
        self.put(tuple(a for a in self.now if a != gone))

    @rule(ways=st.lists(st.sampled_from([-1, -1, 1]), min_size=1, max_size=5))
    def undo_and_redo(self, ways):
        for way in ways:
            change = self.editor.undo() if way < 0 else self.editor.redo()
            there = 0 <= self.at + way < len(self.states)
            assert (change is not None) == there
            self.at += way * there
            assert self.editor.annotations == self.now

    @rule()
    def restart(self):
        self.library.close()
        self.open()

    @rule()
    def reload(self):
        self.editor.reload()

    @invariant()
    def memory_and_file_are_as_expected(self):
        assert self.editor.annotations == self.now
        assert Sets(self.library, "").read(self.editor.info.id).annotations == self.now
        assert (self.editor.undoable is None) == (self.at == 0)
        assert (self.editor.redoable is None) == (self.at == len(self.states) - 1)


TestEditing = Editing.TestCase
TestEditing.settings = settings(max_examples=80, stateful_step_count=25, deadline=None)
