"""Changes and what takes them back."""

from generated import annotations
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.domain.changes import Change, Edit


def carried_out(change, state):
    """The annotations by id after a change."""
    after = dict(state)
    for edit in change.edits:
        if edit.before is not None:
            assert after.pop(edit.before.id) == edit.before
        if edit.after is not None:
            assert edit.after.id not in after
            after[edit.after.id] = edit.after
    return after


@st.composite
def histories(draw):
    """Some annotations, and a change whose edits follow from each other."""
    start = {a.id: a for a in draw(st.lists(annotations(), max_size=2))}
    state, edits = dict(start), []
    for new in draw(st.lists(st.one_of(st.none(), annotations()), max_size=4)):
        before = None
        if state and draw(st.booleans()):
            before = state.pop(draw(st.sampled_from(sorted(state))))
        if before is None and new is None:
            continue
        if new is not None:
            state[new.id] = new
        edits.append(Edit(before, new))
    return start, Change("set", "mark", tuple(edits))


@given(histories())
@settings(max_examples=50)
def test_the_inverse_takes_a_change_back_and_its_own_inverse_is_the_change(case):
    start, change = case
    assert carried_out(change.inverse(), carried_out(change, start)) == start
    assert change.inverse().inverse() == change
    assert (change.inverse().set_id, change.inverse().action) == ("set", "mark")
