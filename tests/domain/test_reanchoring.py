"""Passages after their article was edited."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.annotation import Alternative, Annotation, KeyDetails, Passage
from annotator.domain.reanchoring import Fate, Reanchoring, fate, key_parts_lost
from annotator.domain.span import Span

OLD = """\
Boats

Officials said the pier is safe. The mayor said nothing.

The ferry carried 4,210 passengers in April. Officials said more will come.

A second boat comes in June.
"""


def at(text, quote, number=0):
    """The passage on the quote, or on its next occurrence."""
    start = -1
    for _ in range(number + 1):
        start = text.index(quote, start + 1)
    return Passage.cut(text, Span(start, start + len(quote)))


def after(new, quote, number=0):
    """What is marked in the edited text, with its place; None where it is unplaced."""
    found = Reanchoring(OLD, new).passage(at(OLD, quote, number))
    return (found.span.start, found.quote) if found.span else None


def edited(old, new, count=1):
    assert OLD.count(old) >= 1
    return OLD.replace(old, new, count)


def test_words_that_were_not_touched_go_along():
    new = edited("Boats\n", "A much longer headline about boats\n\nWith an introduction.\n")
    assert after(new, "Officials said", 1) == (new.rindex("Officials said"), "Officials said")
    assert after(new, "said", 1) == (new.index("said nothing"), "said")


def test_a_short_passage_stays_among_its_likes_when_all_around_it_changes():
    new = edited("Officials said the pier is safe.", "People said a bridge was sound.")
    assert after(new, "said") == (new.index("said a bridge"), "said")


def test_a_deleted_passage_does_not_go_to_the_same_words_elsewhere():
    new = edited("Officials said the pier is safe. ", "")
    assert after(new, "Officials said") is None
    assert after(new, "Officials said", 1) == (new.index("Officials said"), "Officials said")


def test_a_small_change_is_followed():
    new = edited("4,210 passengers in April", "4,120 passengers in April")
    quote = "The ferry carried 4,210 passengers in April"
    assert after(new, quote) == (new.index("The ferry"), quote.replace("4,210", "4,120"))


def test_a_large_change_is_not():
    new = edited("A second boat comes in June.", "Nobody knows about more boats yet.")
    assert after(new, "A second boat comes in June") is None


def test_a_moved_paragraph_takes_its_passages_along():
    paragraph = "A second boat comes in June."
    new = paragraph + "\n\n" + OLD.replace("\n" + paragraph + "\n", "")
    assert after(new, "second boat comes") == (2, "second boat comes")
    assert after(new, "June") == (new.index("June"), "June")


def test_a_short_passage_is_moved_only_with_the_words_beside_it():
    new = edited("Officials said the pier is safe. ", "") + "\nNobody else said so.\n"
    assert after(new, "said") is None
    new += "\nOfficials said the pier was closed.\n"
    assert after(new, "said") == (new.rindex("said"), "said")


def test_a_passage_that_was_moved_and_mended_is_found_by_likeness():
    new = "A second boat comes in Juni.\n\n" + OLD.replace("\nA second boat comes in June.\n", "")
    assert after(new, "A second boat comes in June.") == (0, "A second boat comes in Juni.")


def test_what_was_unplaced_is_looked_for_again():
    lost = Passage("more boats will come", "", "", None)
    new = edited("more will come", "more boats will come")
    found = Reanchoring(OLD, new).passage(lost)
    assert found.span == Span(new.index("more boats"), new.index("more boats") + 20)
    assert Reanchoring(OLD, OLD).passage(lost) == lost


def test_nothing_is_known_of_a_passage_without_words():
    empty = Passage("", "before", "after", None)
    assert Reanchoring(OLD, "other").passage(empty) == empty


def test_an_unplaced_passage_keeps_quote_and_context():
    lost = at(OLD, "The mayor said nothing")
    gone = Reanchoring(OLD, "All is new.").passage(lost)
    assert gone == replace(lost, span=None)


def item(**fields):
    values = {
        "id": "item",
        "category": "inconsistency",
        "passages": (at(OLD, "4,210"),),
        "counterpart": (at(OLD, "safe"),),
    }
    return Annotation(**(values | fields))


def test_every_part_of_a_key_item_goes_along():
    key = KeyDetails(
        core=(at(OLD, "4,210"),),
        counterpart_core=(at(OLD, "safe"),),
        allowance=(at(OLD, "The ferry carried 4,210 passengers"),),
        counterpart_allowance=(at(OLD, "the pier is safe"),),
        difficulty=2,
        alternatives=(Alternative("", (at(OLD, "April"),), (at(OLD, "June"),)),),
    )
    before = item(key=key, note="Why", confidence=0.5)
    new = "One line more.\n" + OLD
    found = Reanchoring(OLD, new).annotation(before)
    moved = [p.span.start - q.span.start for p, q in zip(parts(found), parts(before), strict=True)]
    assert moved == [15] * 8
    assert (found.note, found.confidence, found.id) == ("Why", 0.5, "item")
    assert found.key.difficulty == 2
    assert fate(before, found) is Fate.EXACT
    assert not key_parts_lost(before, found)


def parts(annotation):
    key = annotation.key
    (other,) = key.alternatives
    return (
        *annotation.passages,
        *annotation.counterpart,
        *key.core,
        *key.counterpart_core,
        *key.allowance,
        *key.counterpart_allowance,
        *other.passages,
        *other.counterpart,
    )


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (OLD, Fate.EXACT),
        (edited("is safe", "is secure"), Fate.UNPLACED),
    ],
)
def test_the_worst_passage_is_the_fate_of_an_annotation(new, expected):
    assert fate(item(), Reanchoring(OLD, new).annotation(item())) == expected


def test_alike_is_told_from_exact():
    before = item(passages=(at(OLD, "A second boat comes in June"),), counterpart=())
    found = Reanchoring(OLD, edited("in June", "in Juli")).annotation(before)
    assert fate(before, found) is Fate.ALIKE
    assert found.passages[0].quote == "A second boat comes in Juli"


def test_a_lost_core_is_told_though_the_item_is_placed():
    before = item(counterpart=(), key=KeyDetails(core=(at(OLD, "nothing"),)))
    found = Reanchoring(OLD, edited("said nothing", "was silent")).annotation(before)
    assert fate(before, found) is Fate.EXACT
    assert key_parts_lost(before, found)


def test_ends_in_other_articles_are_left_to_them():
    elsewhere = Passage.cut("Another text altogether", Span(0, 7), "f" * 64)
    found = Reanchoring(OLD, "x\n" + OLD).annotation(item(counterpart=(elsewhere,)))
    assert found.counterpart == (elsewhere,)


def test_ends_that_come_from_other_articles_follow_or_stay_at_the_old_revision():
    old, new = "a" * 64, "b" * 64
    kept = replace(at(OLD, "4,210"), source=old)
    lost = replace(at(OLD, "nothing"), source=old)
    own = Passage.cut("An article of its own", Span(0, 10))
    before = Annotation("id", "inconsistency", (own,), (kept, lost))
    text = "xyz\n" + edited("said nothing", "was silent")
    found = Reanchoring(OLD, text).from_elsewhere(before, {old}, new)
    assert found.passages == (own,)
    assert [(p.source, p.span) for p in found.counterpart] == [
        (new, kept.span.shifted(2)),
        (old, lost.span),
    ]
    assert Reanchoring(OLD, text).from_elsewhere(before, {new}, new) == before


@given(
    st.lists(
        st.tuples(
            st.integers(0, len(OLD)),
            st.integers(0, 60),
            st.sampled_from(["", "said", "🙂 ", "\n\n", "Officials said ", "x"]),
        ),
        max_size=4,
    ),
    st.integers(0, len(OLD) - 1),
    st.integers(1, 40),
)
def test_after_any_edit_a_passage_quotes_the_text_or_is_unplaced_and_kept(edits, start, length):
    new = OLD
    for place, gone, typed in edits:
        new = new[:place] + typed + new[place + gone :]
    passage = Passage.cut(OLD, Span(start, min(start + length, len(OLD))))
    found = Reanchoring(OLD, new).passage(passage)
    if found.span is None:
        assert found == replace(passage, span=None)
    else:
        assert found == Passage.cut(new, found.span)
    if new == OLD:
        assert found == passage
