"""Undo and redo while a codebook is written."""

from __future__ import annotations

from dataclasses import replace

import pytest
from codebooks import nine_categories
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.codebook import Codebook, Subtype
from annotator.domain.codebook_checks import Place
from annotator.domain.codebook_editing import added, moved
from annotator.domain.codebook_history import CodebookHistory, changed_place

BOOK = nine_categories()
KINDS = (Subtype("a", "A", "So."), Subtype("b", "B", "So."))


def with_category(book: Codebook, number: int, **fields) -> Codebook:
    every = list(book.categories)
    every[number] = replace(every[number], **fields)
    return replace(book, categories=tuple(every))


def typed(history: CodebookHistory, text: str) -> None:
    """Type into the name of the first category, as the field hands it on: without end blanks."""
    for end in range(1, len(text) + 1):
        history.change(with_category(history.book, 0, name=text[:end].strip()))


def name(history: CodebookHistory) -> str:
    return history.book.categories[0].name


def test_typing_is_taken_back_word_by_word():
    history = CodebookHistory(with_category(BOOK, 0, name=""))
    typed(history, "Half told news")
    seen = []
    while history.undoable:
        seen.append(name(history))
        history.undo()
    assert seen == ["Half told news", "Half told", "Half"]
    assert name(history) == ""
    for _ in range(3):
        history.redo()
    assert name(history) == "Half told news"
    assert not history.redoable


def test_erasing_is_a_step_and_typing_after_it_another():
    history = CodebookHistory(with_category(BOOK, 0, name="Words"))
    for text in ("Word", "Wor", "Wo", "Wom", "Womb"):
        history.change(with_category(history.book, 0, name=text))
    history.undo()
    assert name(history) == "Wo"
    history.undo()
    assert name(history) == "Words"


def test_another_field_and_a_cursor_that_was_elsewhere_begin_a_step():
    history = CodebookHistory(BOOK)
    history.change(with_category(history.book, 0, definition=BOOK.categories[0].definition + "x"))
    history.change(with_category(history.book, 1, definition=BOOK.categories[1].definition + "x"))
    history.part()
    history.change(with_category(history.book, 1, definition=BOOK.categories[1].definition + "xy"))
    places = []
    while history.undoable:
        places.append(history.undo())
    assert places == [
        Place(1, field="definition"),
        Place(1, field="definition"),
        Place(0, field="definition"),
    ]
    assert history.book == BOOK


def test_a_change_after_undo_forgets_what_was_taken_back():
    history = CodebookHistory(BOOK)
    history.change(replace(BOOK, name="Other"))
    history.undo()
    history.change(replace(BOOK, name="Third"))
    assert not history.redoable
    assert history.redo() is None
    history.undo()
    assert history.book == BOOK
    assert history.undo() is None


def test_what_changes_nothing_is_no_step():
    history = CodebookHistory(BOOK)
    history.change(replace(BOOK))
    assert not history.undoable


@pytest.mark.parametrize(
    ("after", "place"),
    [
        (replace(BOOK, name="Other"), Place(field="name")),
        (replace(BOOK, rules=("One.",)), Place(field="rules")),
        (replace(BOOK, name="Other", rules=("One.",)), Place()),
        (with_category(BOOK, 3, colour="#123456"), Place(3, field="colour")),
        (with_category(BOOK, 3, colour="#123456", letter="Q"), Place(3)),
        (with_category(BOOK, 0, subtypes=KINDS), Place(0, 0, "subtypes")),
        (replace(BOOK, categories=BOOK.categories[:-1]), Place(7)),
        (replace(BOOK, categories=BOOK.categories[1:]), Place(0)),
        (replace(BOOK, categories=moved(BOOK.categories, 4, -1)), Place(3)),
        (BOOK, Place()),
    ],
)
def test_where_something_changed_is_known(after, place):
    assert changed_place(BOOK, after) == place


def test_where_a_kind_changed_is_known():
    before = with_category(BOOK, 0, subtypes=KINDS)
    second = replace(KINDS[1], examples=("Such.",))
    after = with_category(BOOK, 0, subtypes=(KINDS[0], second))
    assert changed_place(before, after) == Place(0, 1, "examples")
    assert changed_place(after, with_category(BOOK, 0, subtypes=())) == Place(0, field="subtypes")


steps = st.sampled_from(
    [
        lambda b: replace(b, name=b.name + "x"),
        lambda b: replace(b, name=(b.name + " y").strip()),
        lambda b: replace(b, name=b.name[:-1]),
        lambda b: added(b, "#123456"),
        lambda b: replace(b, categories=b.categories[1:]),
        lambda b: (
            replace(b, categories=moved(b.categories, len(b.categories) - 1, -1))
            if b.categories
            else b
        ),
        lambda b: (
            with_category(b, 0, subtypes=KINDS[: 2 - len(b.categories[0].subtypes)])
            if b.categories
            else b
        ),
        lambda b: (
            with_category(b, -1, definition=b.categories[-1].definition + "z")
            if b.categories
            else b
        ),
    ]
)


@given(st.lists(steps, max_size=25))
def test_undo_leads_back_to_the_beginning_and_redo_to_the_end(changes):
    history = CodebookHistory(BOOK)
    for change in changes:
        history.change(change(history.book))
    end = history.book
    while history.undoable:
        assert history.undo() is not None
    assert history.book == BOOK
    while history.redoable:
        assert history.redo() is not None
    assert history.book == end
