"""Cutting a text with overlapping marks into pieces that nest."""

from __future__ import annotations

from generated import disjoint_spans, spans
from hypothesis import given
from hypothesis import strategies as st

from annotator.desktop.report.segments import Leaf, Node, Stretch, nested, segmented
from annotator.domain.span import Span

LENGTH = 60


def stretches() -> st.SearchStrategy[list[Stretch]]:
    one = st.builds(Stretch, st.integers(0, 3), spans(LENGTH))
    return st.lists(one, max_size=8)


def covered(nodes, inside=()):
    """For every code point below the nodes, in order: the point, and the stretches around it."""
    for node in nodes:
        if isinstance(node, Node):
            yield from covered(node.children, (*inside, node.stretch))
        else:
            yield from ((point, inside) for point in range(node.span.start, node.span.end))


def leaves(nodes):
    for node in nodes:
        if isinstance(node, Leaf):
            yield node
        else:
            yield from leaves(node.children)


@given(disjoint_spans(LENGTH), stretches())
def test_the_pieces_of_a_run_are_the_run_and_every_mark_covers_exactly_its_code_points(runs, marks):
    for run, segments in zip(runs, segmented(runs, marks), strict=True):
        tree = list(covered(nested(segments)))
        assert [point for point, _ in tree] == list(range(run.start, run.end))
        for point, inside in tree:
            assert len(set(inside)) == len(inside)
            assert set(inside) == {
                n for n, mark in enumerate(marks) if mark.span.start <= point < mark.span.end
            }


@given(disjoint_spans(LENGTH), stretches())
def test_every_mark_that_is_seen_begins_once_and_at_its_first_piece(runs, marks):
    trees = [nested(segments) for segments in segmented(runs, marks)]
    begun = [(n, leaf.span.start) for tree in trees for leaf in leaves(tree) for n in leaf.begins]
    points = {
        n: [p for r in runs for p in range(r.start, r.end) if m.span.start <= p < m.span.end]
        for n, m in enumerate(marks)
    }
    assert sorted(begun) == [(n, seen[0]) for n, seen in points.items() if seen]


@given(stretches())
def test_marks_that_overlap_are_in_different_lanes(marks):
    (segments,) = segmented([Span(0, LENGTH)], marks)
    lanes: dict[int, int] = {}
    for segment in segments:
        assert list(segment.lanes) == sorted(set(segment.lanes))
        for stretch, lane in zip(segment.over, segment.lanes, strict=True):
            assert lanes.setdefault(stretch, lane) == lane


def test_a_mark_stays_in_one_piece_where_others_lie_within_it():
    marks = [Stretch(0, Span(0, 20)), Stretch(1, Span(5, 8)), Stretch(2, Span(10, 12))]
    (segments,) = segmented([Span(0, 30)], marks)
    outer, rest = nested(segments)
    assert outer.stretch == 0
    assert [type(child) for child in outer.children] == [Leaf, Node, Leaf, Node, Leaf]
    assert rest == Leaf(Span(20, 30))


def test_a_mark_that_is_cut_across_is_two_nodes():
    marks = [Stretch(0, Span(0, 10)), Stretch(1, Span(5, 15))]
    (segments,) = segmented([Span(0, 15)], marks)
    first, second = nested(segments)
    assert [(first.stretch, first.lane), (second.stretch, second.lane)] == [(0, 0), (1, 1)]
    assert first.children[1] == Node(1, 1, (Leaf(Span(5, 10), (1,)),))
