"""Two marks become one item of a key."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marking import CLAIM, CLASH, GENERATED_TEXT, SOUND, VAGUE, Page, some_annotations

from annotator.comparison.merging import as_item, can_merge, joined_notes, merged_item
from annotator.domain.annotation import Alternative, placed
from annotator.domain.span import covers, total_length, total_overlap

PAGE = Page(
    "The mayor cut the fare in May.",
    "Critics say that nobody rides the tram.",
    "It carried four thousand people in June.",
)


def merge(first, second, text=PAGE.text):
    return merged_item(first, second, text, item_id="k", note="why", created_at="2026")


def quotes(passages):
    return [p.quote for p in passages]


def test_the_union_is_the_passage_and_the_common_words_are_the_core():
    item = merge(PAGE.mark(VAGUE, "Critics say"), PAGE.mark(VAGUE, "say that nobody"))
    assert quotes(item.passages) == ["Critics say that nobody"]
    assert quotes(item.key.core) == ["say"]
    assert (item.id, item.note, item.created_at, item.confidence) == ("k", "why", "2026", None)
    assert not item.key.alternatives


def test_the_same_words_need_no_core():
    item = merge(PAGE.mark(VAGUE, "Critics say", confidence=0.5), PAGE.mark(VAGUE, "Critics say"))
    assert quotes(item.passages) == ["Critics say"]
    assert item.key is None


def test_another_category_becomes_an_alternative():
    item = merge(
        PAGE.mark(CLAIM, "nobody rides", subtype="statistic"),
        PAGE.mark(VAGUE, "nobody rides", subtype="collective"),
    )
    assert (item.category, item.subtype) == (CLAIM, "statistic")
    assert item.key.alternatives == (Alternative(VAGUE),)


def test_a_subtype_is_taken_over_within_one_category_only():
    plain = PAGE.mark(VAGUE, "Critics say")
    assert merge(plain, PAGE.mark(VAGUE, "Critics", subtype="collective")).subtype == "collective"
    assert merge(plain, PAGE.mark(CLAIM, "Critics", subtype="statistic")).subtype is None


def test_ends_are_taken_over_and_laid_on_each_other():
    lone = PAGE.mark(CLASH, "in May")
    both = PAGE.mark(CLASH, "people in June", "fare in May")
    item = merge(lone, both)
    assert quotes(item.passages) == ["fare in May"]
    assert quotes(item.key.core) == ["in May"]
    assert quotes(item.counterpart) == ["people in June"]
    turned = merge(both, PAGE.mark(CLASH, "in May", "in June"))
    assert quotes(turned.passages) == ["people in June"]
    assert quotes(turned.counterpart) == ["fare in May"]
    assert quotes(turned.key.core) == ["in June"]
    assert quotes(turned.key.counterpart_core) == ["in May"]


def test_what_the_keys_say_is_kept():
    first = PAGE.mark(
        CLAIM,
        "nobody rides the tram",
        core="nobody rides",
        allowance="Critics say that nobody rides the tram.",
        alternatives=[Alternative("", PAGE.passages("Critics say"))],
    )
    second = PAGE.mark(CLAIM, "that nobody rides", core="nobody")
    key = merge(first, second).key
    assert quotes(key.core) == ["nobody"]
    assert quotes(key.allowance) == ["Critics say that nobody rides the tram."]
    assert key.alternatives == (Alternative("", PAGE.passages("Critics say")),)
    lone = PAGE.mark(CLASH, "in May", "in June", counterpart_core="June")
    kept = merge(PAGE.mark(CLASH, "in May"), lone).key
    assert quotes(kept.counterpart_core) == ["June"]


def test_alternatives_of_the_second_keep_their_category():
    second = PAGE.mark(
        VAGUE, "Critics say", alternatives=[Alternative("", PAGE.passages("Critics"))]
    )
    item = merge(PAGE.mark(CLAIM, "Critics say that"), second)
    assert item.key.alternatives == (
        Alternative(VAGUE),
        Alternative(VAGUE, PAGE.passages("Critics")),
    )


def test_cores_without_a_word_in_common_give_way_to_what_both_mark():
    first = PAGE.mark(CLAIM, "nobody rides the tram", core="nobody")
    second = PAGE.mark(CLAIM, "rides the tram", core="the tram")
    assert quotes(merge(first, second).key.core) == ["rides the tram"]


def test_sound_and_weak_do_not_merge():
    sound, weak = PAGE.mark(SOUND, "Critics say"), PAGE.mark(VAGUE, "Critics say")
    assert not can_merge(sound, weak)
    with pytest.raises(ValueError, match="sound"):
        merge(sound, weak)
    assert merge(sound, PAGE.mark(SOUND, "Critics")).is_sound


def test_ends_that_would_run_into_each_other_do_not_merge():
    first = PAGE.mark(CLASH, "in May", "Critics say")
    second = PAGE.mark(CLASH, "fare in May. Critics say that", "in June")
    with pytest.raises(ValueError, match="ends"):
        merge(first, second)


def test_taking_one_keeps_all_but_the_confidence():
    mark = PAGE.mark(CLAIM, "nobody rides", core="nobody", note="old", confidence=1.0)
    item = as_item(mark, "k", "new", "2026")
    assert item == replace(mark, id="k", note="new", created_at="2026", confidence=None)


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        ("one", "other", "one\n\nother"),
        (" one ", "", "one"),
        ("", "other", "other"),
        ("all of it", "of it", "all of it"),
        ("of it", "all of it", "all of it"),
        ("", "", ""),
    ],
)
def test_notes_are_joined(first, second, wanted):
    a, b = PAGE.mark(CLAIM, "in May", note=first), PAGE.mark(CLAIM, "in May", note=second)
    assert joined_notes(a, b) == wanted
    assert joined_notes(a, None) == first.strip()


@settings(max_examples=50)
@given(st.tuples(some_annotations("a", key=True), some_annotations("b", key=True)))
def test_a_merged_item_holds_both_and_its_core_is_in_both(sets):
    """Of marks with one end in the own article, where no end can be taken for another."""
    for a in sets[0]:
        for b in sets[1]:
            first, second = (replace(x, counterpart=()) for x in (a, b))
            if not can_merge(first, second) or not total_overlap(first.spans, second.spans):
                continue
            item = merge(first, second, GENERATED_TEXT)
            for each in (first, second):
                assert covers(item.spans, each.spans)
            assert total_length(item.spans) == total_length((*first.spans, *second.spans))
            core = placed(item.key.core) if item.key and item.key.core else item.spans
            for each in (first, second):
                named = placed(each.key.core) if each.key and item.key and item.key.core else ()
                assert covers((*named, *item.spans), core)
                if item.key and item.key.core:
                    assert covers((*named, *each.spans), core)
            lost = sum(p.span is None for x in (first, second) for p in set(x.passages))
            assert sum(p.span is None for p in item.passages) <= lost
            if lost:
                assert item.unplaced
            assert item.category == first.category
            assert second.category in item.categories
