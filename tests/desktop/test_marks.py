"""Marks by run of text, against a plain count over every code point."""

from __future__ import annotations

from itertools import combinations

from generated import spans
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from PySide6.QtGui import QColor

from annotator.desktop.marks import Look, Mark, MarkIndex
from annotator.desktop.positions import TextMap
from annotator.domain.offsets import Utf16Index
from annotator.domain.span import Span

LOOK = Look(QColor("#b34700"), "solid", "U")
TEXT = (
    "ab\U0001f30ad efg\n\n- hi\U0001d49cj klm | nop | q\U0001f30ar\n\nstuvwxyz \U0001f30a\U0001f30a"
)
RUNS = (Span(0, 8), Span(12, 21), Span(24, 27), Span(30, 33), Span(35, len(TEXT)))
IDS = st.sampled_from("abcdefgh")
MARKS = st.builds(
    lambda name, places: Mark(name, tuple(places), LOOK),
    IDS,
    st.lists(spans(len(TEXT)), min_size=1, max_size=3),
)


def text_map() -> TextMap:
    placed, position = [], 0
    for run in RUNS:
        placed.append((run, position))
        position += len(TEXT[run.start : run.end].encode("utf-16-le")) // 2 + 1
    return TextMap(TEXT, placed)


def check(index: MarkIndex, marks: dict[str, Mark]) -> None:
    """Everything that the index says, against the marks themselves."""
    units = Utf16Index(TEXT)
    assert {m.id for m in index.all()} == set(marks)
    assert len(index) == len(marks)
    for number, run in enumerate(RUNS):
        base = units.to_utf16(run.start)
        wanted = sorted(
            (
                mark.id,
                units.to_utf16(common.start) - base,
                units.to_utf16(common.end) - base,
                span.start >= run.start,
            )
            for mark in marks.values()
            for span in mark.spans
            if (common := span.intersection(run)) is not None
        )
        pieces = index.pieces(number)
        assert sorted((p.mark.id, p.start, p.end, p.first) for p in pieces) == wanted
        assert [p.start for p in pieces] == sorted(p.start for p in pieces)
        for a, b in combinations(pieces, 2):
            if a.lane == b.lane:
                assert a.end <= b.start or b.end <= a.start
        # No lane more than lie over each other somewhere.
        deepest = max(
            (sum(p.start <= u < p.end for p in pieces) for u in range(40)),
            default=0,
        )
        assert {p.lane for p in pieces} == set(range(deepest))
    for offset in range(len(TEXT)):
        over = [m for m in marks.values() if any(s.start <= offset < s.end for s in m.spans)]
        found = index.at(offset)
        if any(run.start <= offset < run.end for run in RUNS):
            assert {m.id for m in found} == {m.id for m in over}
        sizes = [sum(len(s) for s in m.spans) for m in found]
        assert sizes == sorted(sizes)


@given(st.lists(MARKS, max_size=8))
def test_marks_given_at_once(marks):
    index = MarkIndex(text_map())
    by_id = {mark.id: mark for mark in marks}
    index.replace_all(by_id.values())
    check(index, by_id)
    assert all(index.get(name) == mark for name, mark in by_id.items())


class OneByOne(RuleBasedStateMachine):
    """Marks added, replaced and removed in any order, with looks in between."""

    def __init__(self) -> None:
        super().__init__()
        self.index = MarkIndex(text_map())
        self.marks: dict[str, Mark] = {}

    def _runs(self, mark: Mark | None) -> set[int]:
        places = mark.spans if mark else ()
        return {n for n, run in enumerate(RUNS) if any(run.overlap(span) for span in places)}

    @rule(mark=MARKS)
    def set(self, mark: Mark) -> None:
        touched = self.index.set(mark)
        assert touched == self._runs(mark) | self._runs(self.marks.get(mark.id))
        self.marks[mark.id] = mark

    @rule(name=IDS)
    def discard(self, name: str) -> None:
        assert self.index.discard(name) == self._runs(self.marks.pop(name, None))
        assert self.index.get(name) is None

    @invariant()
    def agrees(self) -> None:
        check(self.index, self.marks)


OneByOne.TestCase.settings = __import__("hypothesis").settings(
    max_examples=40, stateful_step_count=12, deadline=None
)
test_marks_one_by_one = OneByOne.TestCase
