"""The rule in words: every outcome can be told, with the learner's own quotes and numbers."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from marking import CLAIM, CLASH, SOUND, VAGUE, Page, keyed, marks_and_keys, segmentations
from PySide6.QtCore import QTranslator

from annotator.comparison.matching import match
from annotator.comparison.outcomes import BESIDE_KEY, Outcome, Relation
from annotator.comparison.prepared import prepare
from annotator.comparison.reasons import reasons_of
from annotator.desktop.item_card import item_card
from annotator.desktop.palette import LIGHT
from annotator.desktop.review_words import headline, second_line
from annotator.desktop.rule_words import example, in_short, quoted, rule_for
from annotator.desktop.words import (
    confidence_words,
    outcome_meaning,
    outcome_title,
    sure_words,
)
from annotator.domain.annotation import Alternative
from annotator.domain.confidence import LEVELS
from annotator.services.resources import default_codebook, resource

FIRST = "Analysts say that the new port will double the trade of the town."
SECOND = "Ana Ruiz, the mayor, opened it on Monday in front of a hundred guests."
THIRD = "Crime fell by a third because of the lamps."
FOURTH = "The mayor had the gates opened on Sunday, said her office."
NAMES = {CLAIM: "Claim", CLASH: "Clash", VAGUE: "Vague"}


@pytest.fixture
def page():
    return Page(FIRST, SECOND, THIRD, FOURTH)


def told(page, marks, key):
    """By outcome: the steps of the example, as (met, text)."""
    items = page.compare(marks, key).items
    reasons = reasons_of(items, page.segmentation)
    return {
        item.outcome: [(s.met, s.text) for s in example(item, reason, lambda c: NAMES[c])]
        for item, reason in zip(items, reasons, strict=True)
    }


def one(page, mark, key):
    """The item of one mark, and the reason for it."""
    items = page.compare([mark], key).items
    return items[0], reasons_of(items, page.segmentation)[0]


@given(marks_and_keys(), segmentations())
@settings(max_examples=100)
def test_every_item_can_be_told(case, segmentation):
    items = match(case[0], prepare(keyed(case[1]), segmentation))
    for item, reason in zip(items, reasons_of(items, segmentation), strict=True):
        steps = example(item, reason, lambda category: category)
        texts = [step.text for step in steps] + [in_short(item, reason)]
        assert not any("{" in text or "}" in text for text in texts)
        assert len(steps) >= 2
        failed = [step for step in steps if step.met is False]
        if item.outcome is Outcome.HIT:
            assert in_short(item, reason) == ""
            assert steps[-1].text == "That makes a hit."
        else:
            assert failed
        if item.outcome in (Outcome.PARTIAL, Outcome.WRONG_CATEGORY):
            assert in_short(item, reason)


def test_a_hit_within_its_sentence(page):
    item = page.mark(VAGUE, "Analysts say that the new port", core="Analysts say")
    steps = told(page, [page.mark(VAGUE, "say that")], [item])[Outcome.HIT]
    assert steps == [
        (True, "The category is right: Vague."),
        (
            True,
            "Your mark touches the heart of the passage, “Analysts say”, and stays in its "
            "sentence.",
        ),
        (None, "That makes a hit."),
    ]


def test_a_mark_that_is_too_long(page):
    mark = page.mark(VAGUE, f"{FIRST} Ana Ruiz, the")
    steps = told(page, [mark], [page.mark(VAGUE, "Analysts say")])[Outcome.PARTIAL]
    assert (True, "Your mark touches the passage, “Analysts say”.") in steps
    (beyond,) = [text for met, text in steps if met is False and "beyond" in text]
    assert "3 word" in beyond
    assert "beyond the sentence: “Ana Ruiz, the”." in beyond
    # 12 code points in common of 79.
    assert (False, "Your mark and the key’s passage have 15 % in common; it takes 50 %.") in steps


@pytest.mark.parametrize(
    ("more", "words"), [(" Ana", "1 word beyond"), (" Ana Ruiz, the", "3 words beyond")]
)
def test_the_number_of_words_and_the_noun_agree(qapp, page, more, words):
    translator = QTranslator()
    assert translator.load("annotator_en", str(resource("translations")))
    qapp.installTranslator(translator)
    try:
        steps = told(page, [page.mark(VAGUE, FIRST + more)], [page.mark(VAGUE, "Analysts say")])
    finally:
        qapp.removeTranslator(translator)
    quote = more.strip()
    assert (False, f"It goes {words} the sentence: “{quote}”.") in steps[Outcome.PARTIAL]


def test_a_mark_over_a_sound_passage_says_so_on_its_card_and_in_the_rule(page):
    key = [
        page.mark(VAGUE, "Analysts say"),
        page.mark(SOUND, "Ana Ruiz, the mayor", note="She is named."),
    ]
    item, reason = one(page, page.mark(VAGUE, f"{FIRST} Ana Ruiz, the"), key)
    assert item.outcome is Outcome.PARTIAL
    words = "It also covers words that the key holds to be sound: “Ana Ruiz, the”."
    assert words in [step.text for step in example(item, reason, lambda c: NAMES[c])]
    card = item_card(item, reason, default_codebook(), LIGHT)
    assert ("Sound words in it", f"{words} She is named.") in card.paragraphs
    item, reason = one(page, page.mark(VAGUE, FIRST), key)
    assert item.outcome is Outcome.HIT
    labels = [label for label, _ in item_card(item, reason, default_codebook(), LIGHT).paragraphs]
    assert "Sound words in it" not in labels


def test_half_in_common_beside_the_heart(page):
    item = page.mark(CLAIM, "Crime fell by a third", core="third")
    steps = told(page, [page.mark(CLAIM, "Crime fell by a")], [item])[Outcome.HIT]
    assert steps[1] == (
        False,
        "Your mark, “Crime fell by a”, does not touch the heart of the passage, “third”.",
    )
    assert steps[2] == (
        True,
        "But your mark and the key’s passage have 71 % in common, and 50 % is enough.",
    )


def test_what_is_not_quite_half_is_not_called_half(page):
    item = page.mark(CLAIM, "the trade of the town.")
    # 22 code points in common of 45, and then of 44.
    almost = page.mark(CLAIM, "the trade of the town. Ana Ruiz, the mayor, o")
    steps = told(page, [almost], [item])[Outcome.PARTIAL]
    assert any("have 49 % in common; it takes 50 %" in text for _, text in steps)


def test_one_end_of_two(page):
    item = page.mark(CLASH, "on Monday", "on Sunday")
    steps = told(page, [page.mark(CLASH, "on Sunday")], [item])[Outcome.PARTIAL]
    assert [text for _, text in steps if text.startswith("End")] == [
        "End 1, “on Monday”:",
        "End 2, “on Sunday”:",
    ]
    assert (False, "Nothing of your mark lies on it.") in steps
    assert steps[-1][1] == "One end of two is right: that is partly right."


def test_the_wrong_category_names_both(page):
    mark = page.mark(CLAIM, "Analysts say")
    steps = told(page, [mark], [page.mark(VAGUE, "Analysts say")])[Outcome.WRONG_CATEGORY]
    assert steps[0] == (False, "The category is another: you chose Claim, the key Vague.")
    assert steps[-1] == (None, "With the right category it would have been a hit.")


def test_what_was_missed_and_what_was_in_the_way(page):
    items = [page.mark(VAGUE, "Analysts say"), page.mark(VAGUE, "the trade of the town.")]
    missed = told(page, [], items[:1])[Outcome.MISSED]
    assert (False, "None of your marks touches it.") in missed
    merged = told(page, [page.mark(VAGUE, FIRST)], items)[Outcome.MISSED]
    assert any(met is False and quoted(FIRST) in text for met, text in merged)
    assert merged[-1][1] == "One mark counts for one passage, so this one is missed."


def test_a_sound_passage_and_none(page):
    marks = [page.mark(CLAIM, "mayor, opened it on Monday"), page.mark(CLAIM, "the gates")]
    steps = told(page, marks, [page.mark(SOUND, "Ana Ruiz, the mayor, opened it")])
    assert steps[Outcome.FLAGGED_SOUND][-1] == (
        False,
        "It shares “mayor, opened it” with a passage that the key holds to be sound.",
    )
    assert steps[Outcome.NOT_IN_KEY][0] == (
        False,
        "Your mark, “the gates”, touches no weak passage of the key.",
    )


def test_another_answer_is_told(page):
    other = Alternative(passages=page.passages("Crime fell"))
    item = page.mark(CLAIM, "because of the lamps", alternatives=[other])
    steps = told(page, [page.mark(CLAIM, "Crime fell")], [item])[Outcome.HIT]
    assert any("several answers" in text for _, text in steps)


@pytest.mark.parametrize("outcome", Outcome)
def test_the_rule_is_that_of_the_outcome_and_names_its_number_where_a_place_counts(outcome):
    rules = {each: rule_for(each, None) for each in Outcome}
    about_place = any("50 %" in sentence for sentence in rules[outcome])
    assert about_place == (outcome not in BESIDE_KEY)
    same = [each for each in Outcome if rules[each] == rules[outcome]]
    assert same in ([outcome], [Outcome.HIT, Outcome.PARTIAL])


@pytest.mark.parametrize("relation", [Relation.SPLIT, Relation.OTHER_END])
def test_the_rule_of_a_second_mark_is_that_one_mark_counts(relation):
    (told_first, *others) = rule_for(Outcome.NOT_IN_KEY, relation)
    assert told_first.startswith("One mark counts for one passage")
    assert others == []


def test_a_long_quote_is_cut_at_a_word():
    words = quoted("one two\n three " * 40)
    assert words.startswith("“one two three one")
    assert words.endswith("… ”".replace(" ”", "”"))
    assert len(words) < 100


@pytest.mark.parametrize("outcome", Outcome)
def test_how_sure_somebody_was_is_told_with_what_came_of_it(outcome):
    assert sure_words(None, outcome) == ""
    told = {level: sure_words(level, outcome) for level in LEVELS}
    assert len(set(told.values())) == len(LEVELS)
    for level, words in told.items():
        if level == 1.0 or outcome is Outcome.HIT:
            assert words.startswith(confidence_words(level))
    assert told[1.0] == {
        Outcome.HIT: "Certain, and right.",
        Outcome.PARTIAL: "Certain, and partly right.",
        Outcome.NOT_IN_KEY: "Certain",
        Outcome.MISSED: "Certain",
    }.get(outcome, "Certain, but the key disagrees: ask what made you so sure.")


def cards(page, marks, key):
    """The cards of the marks, in the order of the items."""
    items = page.compare(marks, key).items
    reasons = reasons_of(items, page.segmentation)
    return [
        item_card(item, reason, default_codebook(), LIGHT)
        for item, reason in zip(items, reasons, strict=True)
        if item.set_annotation is not None
    ]


def test_a_second_mark_on_a_passage_is_told_to_be_one(page):
    key = [page.mark(VAGUE, "Analysts say")]
    marks = [page.mark(VAGUE, "Analysts say"), page.mark(VAGUE, "Analysts say that")]
    comparison = page.compare(marks, key)
    first, second = cards(page, marks, key)
    assert (first.title, second.title) == ("Hit", "Second mark")
    (what, words) = second.paragraphs[-1]
    assert what == "What this means"
    assert "another of your marks" in words
    assert "does not speak of" not in words
    # It is counted as before, and the summary says what it is.
    assert (comparison.counts.hit, comparison.counts.not_in_key) == (1, 1)
    assert second_line(comparison).endswith("Of these, second marks on one passage: 1.")
    assert outcome_title(Outcome.NOT_IN_KEY, None) == "Not in the key"
    steps = told(page, marks, key)[Outcome.NOT_IN_KEY]
    assert steps[-1][1] == "One passage takes one mark, so this one is one too many."


def test_the_other_end_by_itself_is_told_to_be_one(page):
    key = [page.mark(CLASH, "on Monday", counterpart="on Sunday")]
    marks = [page.mark(CLASH, "on Monday"), page.mark(CLASH, "on Sunday")]
    first, second = cards(page, marks, key)
    assert first.title == "Partly"
    assert second.title == "Other end, not linked"
    assert "link them with each other" in second.paragraphs[-1][1]


def test_a_mark_of_another_category_beside_the_one_that_counts(page):
    key = [page.mark(VAGUE, "Analysts say")]
    marks = [page.mark(VAGUE, "Analysts say"), page.mark(CLAIM, "Analysts say")]
    by_title = {card.title: card for card in cards(page, marks, key)}
    words = by_title["Not in the key"].paragraphs[-1][1]
    assert "under another category" in words
    assert "does not speak of" not in words


def test_an_article_that_is_sound_and_a_mark_on_it_do_not_contradict_each_other(page):
    comparison = page.compare(
        [page.mark(CLAIM, "opened it"), page.mark(CLAIM, "on Sunday")], [page.mark(SOUND, SECOND)]
    )
    assert "takes the article to be sound" in headline(comparison.counts)
    assert second_line(comparison) == "Your marks: 2. On sound passages: 1. Not in the key: 1."
    flagged, beside = (outcome_meaning(item.outcome) for item in comparison.items)
    assert "a careful reader can defend it" in flagged
    for meaning in (flagged, beside):
        assert "counts as one too many" in meaning
