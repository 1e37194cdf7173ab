"""Agreement of many sets, held against the krippendorff package, scikit-learn and brute force.

The oracles look at every set at every token or code point, and at every pair of sets.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations

import krippendorff
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marking import (
    CATEGORIES,
    CLAIM,
    CLASH,
    GENERATED_TEXT,
    LENGTH,
    SOUND,
    VAGUE,
    Page,
    keyed,
    learners,
    segmentations,
    some_annotations,
)
from sklearn.metrics import f1_score

from annotator.comparison import gamma as gamma_module
from annotator.comparison import krippendorff_alpha, pairwise
from annotator.comparison.agreement import Agreement, agree, agreement_to_dict
from annotator.comparison.gamma import gamma, has_gamma
from annotator.comparison.label_runs import marks_of
from annotator.domain.annotation import Annotation, Passage
from annotator.domain.errors import AnnotatorError
from annotator.domain.segmentation import Segmentation
from annotator.domain.span import Span

many_sets = st.lists(some_annotations("m", key=True), max_size=5).map(
    lambda sets: [learners(annotations) for annotations in sets]
)


def agreed(sets, segmentation, length=LENGTH, categories=CATEGORIES):
    """The agreement without gamma."""
    return agree(sets, segmentation, categories, length, with_gamma=False)


def same(ours, oracle):
    """Both undefined, or the same number."""
    assert (ours is None) == (oracle is None), (ours, oracle)
    assert ours is None or ours == pytest.approx(oracle, abs=1e-9)


def spans_of(annotation_set, category):
    """The spans of one category in the article itself."""
    return [s for a in annotation_set.annotations if a.category == category for s in a.all_spans]


# Alpha over tokens


def token_values(annotation_set, segmentation, categories=CATEGORIES):
    """The categories over each token."""
    return [
        frozenset(
            category
            for category in categories
            if any(token.overlap(span) for span in spans_of(annotation_set, category))
        )
        for token in segmentation.tokens
    ]


def package_alpha(sets, segmentation, categories=CATEGORIES):
    """The alpha of the krippendorff package, which refuses where there is one value only."""
    rows = [token_values(s, segmentation, categories) for s in sets]
    codes = {value: code for code, value in enumerate({v for row in rows for v in row})}
    if len(sets) < 2 or len(codes) < 2:
        return None
    data = np.array([[codes[value] for value in row] for row in rows], float)
    return krippendorff.alpha(reliability_data=data, level_of_measurement="nominal")


@given(many_sets, segmentations())
@settings(max_examples=150)
def test_alpha_is_that_of_the_krippendorff_package(sets, segmentation):
    found = agreed(sets, segmentation)
    same(found.alpha, package_alpha(sets, segmentation))
    for category in CATEGORIES:
        same(
            found.per_category[category].alpha,
            package_alpha(sets, segmentation, [category]),
        )


def coded(*readers):
    """Sets that give the tokens (all of one letter) those values, and their segmentation.

    Neighbours of the same value are separate marks here; over tokens that is the same.
    """
    segmentation = Segmentation(tuple(Span(n, n + 1) for n in range(len(readers[0]))), ())
    sets = [
        learners(
            Annotation(f"{n}", value, (Passage.cut(GENERATED_TEXT, Span(n, n + 1)),))
            for n, value in enumerate(values)
            if value != "."
        )
        for values in readers
    ]
    return sets, segmentation


@pytest.mark.parametrize(
    ("readers", "published"),
    [
        # Krippendorff 2011, "Computing Krippendorff's alpha-reliability": A (two values) and B
        # (any number of values), both two observers and nothing missing. Marks cannot express
        # that a value is missing, so that its example C has no place here.
        ((".m......m.", "mmm..m...."), 0.095),
        (("aabbdcccedda", "babbbccceddd"), 0.692),
    ],
)
def test_alpha_of_published_examples(readers, published):
    sets, segmentation = coded(*readers)
    found = agreed(sets, segmentation, len(readers[0]), "abcdem")
    assert found.alpha == pytest.approx(published, abs=5e-4)


def test_two_categories_on_a_token_are_a_value_of_their_own():
    page = Page("Officials said that trade has doubled.")
    both = learners([page.mark(CLAIM, "trade"), page.mark(VAGUE, "trade")])
    one = learners([page.mark(CLAIM, "trade")])
    found = agreed([both, one], page.segmentation, len(page.text))
    # Seven tokens, one value each of "claim" and "claim and vague", else nothing: 12 of 14.
    unlike = 14 * 14 - 12 * 12 - 1 - 1
    assert found.alpha == pytest.approx(1 - 13 * 2 / unlike)
    assert found.per_category[CLAIM].alpha == 1.0
    assert found.per_category[VAGUE].alpha == pytest.approx(1 - 13 * 2 / (14 * 14 - 13 * 13 - 1))


# Unitizing


def partition(annotation_set, categories, length):
    """For each code point its categories and the number of its unit (-1 in a gap)."""
    spans = {category: spans_of(annotation_set, category) for category in categories}
    values = [
        frozenset(c for c in categories if any(s.start <= p < s.end for s in spans[c]))
        for p in range(length)
    ]
    units, unit = [], 0
    for p, value in enumerate(values):
        # A span of a category ends or begins here, and no other of that category hides it.
        unit += any(
            any(p in (s.start, s.end) for s in own) and not any(s.start < p < s.end for s in own)
            for own in spans.values()
        )
        units.append(unit if value else -1)
    return values, units


def brute_unitizing(sets, categories=CATEGORIES, length=LENGTH, relevance=False):
    """u-alpha by looking at each pair of code points, those of one unit never together.

    Observed: different sets, same place. Expected: any two code points, but not of one unit of
    one set, and in a gap not one code point with itself; both to the same total.
    """
    m = len(sets)
    parts = [partition(s, categories, length) for s in sets]
    values = [value for part, _ in parts for value in part]
    if relevance:
        values = [bool(value) for value in values]
    codes = {value: code for code, value in enumerate(dict.fromkeys(values))}
    code = np.array([codes[value] for value in values], int)
    if m < 2 or len(codes) < 2:
        return None
    place = np.tile(np.arange(length), m)
    owner = np.repeat(np.arange(m), length)
    unit = np.array([u for _, units in parts for u in units])
    point = np.arange(m * length)
    unlike = code[:, None] != code[None, :]
    other_set = owner[:, None] != owner[None, :]
    observed_pairs = other_set & (place[:, None] == place[None, :])
    one_unit = ~other_set & (unit[:, None] == unit[None, :]) & (unit >= 0)[:, None]
    expected_pairs = ~(one_unit | (point[:, None] == point[None, :]))
    observed = (observed_pairs & unlike).sum() / observed_pairs.sum()
    expected = (expected_pairs & unlike).sum() / expected_pairs.sum()
    return 1 - observed / expected


@given(many_sets)
@settings(max_examples=100)
def test_unitizing_is_that_of_every_pair_of_code_points(sets):
    found = agreed(sets, Segmentation((), ()))
    same(found.alpha_unitizing, brute_unitizing(sets))
    same(found.alpha_relevance, brute_unitizing(sets, relevance=True))
    for category in CATEGORIES:
        same(found.per_category[category].alpha_unitizing, brute_unitizing(sets, [category]))


def marked(*spans):
    """A set with marks given as (category, start, end)."""
    return learners(
        Annotation(f"{n}", category, (Passage("", "", "", Span(start, end)),))
        for n, (category, start, end) in enumerate(spans)
    )


def test_unitizing_of_an_example_published_with_another_implementation():
    """Three readers, 20 code points: 0.474 and 0.433 in a public implementation of the paper."""
    sets = [
        marked((CLAIM, 2, 5), (CLAIM, 9, 11), (VAGUE, 12, 20)),
        marked((CLAIM, 2, 5), (VAGUE, 7, 15)),
        marked((CLAIM, 2, 5), (VAGUE, 10, 15)),
    ]
    found = agreed(sets, Segmentation((), ()), 20)
    assert found.alpha_unitizing == pytest.approx(0.474, abs=5e-4)
    assert found.alpha_relevance == pytest.approx(0.433, abs=5e-4)


def test_unitizing_by_hand():
    # 10 code points, twice: units of 4 and of 3, 3 of them in common; 13 in gaps. By place one
    # pair is unlike each way. By chance the 20 * 20 pairs lack 16 + 9 + 13.
    found = agreed([marked((CLAIM, 0, 4)), marked((CLAIM, 1, 4))], Segmentation((), ()), 10)
    assert found.alpha_unitizing == pytest.approx(1 - (2 / 20) / (2 * 7 * 13 / (400 - 38)))
    assert found.alpha_relevance == found.alpha_unitizing


def test_marks_that_touch_are_two_units_and_marks_that_overlap_are_one():
    one, two = marked((CLAIM, 0, 8)), marked((CLAIM, 0, 4), (CLAIM, 4, 8))
    overlapping, other = marked((CLAIM, 0, 5), (CLAIM, 3, 8)), marked((CLAIM, 2, 8))
    values = [
        agreed([s, other], Segmentation((), ()), 20).alpha_unitizing
        for s in (one, two, overlapping)
    ]
    assert values[0] == values[2] != values[1]


def test_what_the_passages_are_called_is_left_out_of_relevance():
    sets = [marked((CLAIM, 0, 4), (VAGUE, 8, 12)), marked((VAGUE, 0, 4), (CLAIM, 8, 12))]
    found = agreed(sets, Segmentation((), ()), 20)
    assert found.alpha_relevance == 1.0
    assert found.alpha_unitizing < 0.5


# Mean pairwise F1


def brute_f1(sides, f1):
    """The mean over the pairs that are not both empty."""
    pairs = [(a, b) for a, b in combinations(sides, 2) if np.any(a) or np.any(b)]
    return sum(f1(a, b) for a, b in pairs) / len(pairs) if pairs else None


def by_token(sets, segmentation, categories=CATEGORIES):
    """For each set 1 or 0 for every token and category."""
    return [
        np.array([c in v for v in token_values(s, segmentation) for c in categories], int)
        for s in sets
    ]


def brute_strict(sets, categories=CATEGORIES):
    """Pair by pair, what is marked twice counted twice."""
    sides = [Counter((c, span) for c in categories for span in spans_of(s, c)) for s in sets]
    pairs = [(a, b) for a, b in combinations(sides, 2) if a or b]
    f1 = [2 * (a & b).total() / (a.total() + b.total()) for a, b in pairs]
    return sum(f1) / len(f1) if f1 else None


@given(many_sets, segmentations())
@settings(max_examples=100)
def test_pairwise_f1_over_tokens_is_that_of_scikit_learn(sets, segmentation):
    found = agreed(sets, segmentation)
    same(found.pairwise_f1.token, brute_f1(by_token(sets, segmentation), f1_score))
    for category in CATEGORIES:
        expected = brute_f1(by_token(sets, segmentation, [category]), f1_score)
        same(found.per_category[category].pairwise_f1.token, expected)


@given(many_sets)
@settings(max_examples=150)
def test_pairwise_f1_over_spans_is_that_of_every_pair(sets):
    found = agreed([*sets, *sets[:2]], Segmentation((), ()))
    same(found.pairwise_f1.strict, brute_strict([*sets, *sets[:2]]))
    for category in CATEGORIES:
        strict = found.per_category[category].pairwise_f1.strict
        same(strict, brute_strict([*sets, *sets[:2]], [category]))


def test_pairwise_f1_by_hand():
    page = Page("Officials said that trade has doubled.")
    sets = [
        learners([page.mark(VAGUE, "Officials said"), page.mark(CLAIM, "trade has doubled")]),
        learners([page.mark(VAGUE, "Officials said")]),
        learners([]),
    ]
    found = agreed(sets, page.segmentation, len(page.text))
    # 2 of 5 and 2 tokens; the two pairs with the empty set have nothing in common.
    assert found.pairwise_f1.token == pytest.approx((4 / 7 + 0 + 0) / 3)
    assert found.pairwise_f1.strict == pytest.approx((2 / 3 + 0 + 0) / 3)
    assert found.per_category[CLAIM].pairwise_f1.token == 0.0
    assert found.per_category[CLASH].pairwise_f1.token is None
    assert [found.per_category[c].marked_by for c in CATEGORIES] == [1, 0, 2]


def test_what_is_marked_twice_meets_what_the_other_marks_twice():
    once, twice = marked((CLAIM, 0, 3)), marked((CLAIM, 0, 3), (CLAIM, 0, 3))
    for sets, expected in (([once, twice], 2 / 3), ([twice, twice], 1.0), ([once, once], 1.0)):
        found = agreed(sets, Segmentation((Span(0, 3),), ()))
        assert found.pairwise_f1.strict == pytest.approx(expected)
        assert found.pairwise_f1.token == 1.0


@given(many_sets, segmentations())
@settings(max_examples=50)
def test_counting_in_parts_gives_the_same(sets, segmentation):
    whole = agreed(sets, segmentation)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pairwise, "_CELLS", 7)
        patch.setattr(krippendorff_alpha, "_CELLS", 3)
        parts = agreed(sets, segmentation)
    assert (parts.alpha, parts.alpha_unitizing, parts.alpha_relevance) == (
        whole.alpha,
        whole.alpha_unitizing,
        whole.alpha_relevance,
    )
    same(parts.pairwise_f1.token, whole.pairwise_f1.token)
    same(parts.pairwise_f1.strict, whole.pairwise_f1.strict)


# All at once


def figures(agreement):
    """Every figure, overall and by category."""
    data = agreement_to_dict(agreement)
    return [
        *(data[name] for name in ("alpha", "alpha_unitizing", "alpha_relevance", "gamma")),
        *data["pairwise_f1"].values(),
        *(
            value
            for one in data["per_category"].values()
            for value in (one["alpha"], one["alpha_unitizing"], *one["pairwise_f1"].values())
        ),
    ]


@pytest.mark.parametrize(
    ("sets", "length"),
    [
        ([], LENGTH),
        ([marked((CLAIM, 0, 4))], LENGTH),
        ([marked(), marked(), marked()], LENGTH),
        ([marked(), marked()], 0),
    ],
)
def test_what_is_undefined_is_none_and_never_0_or_1(sets, length):
    tokens = tuple(Span(n, n + 1) for n in range(length))
    found = agree(sets, Segmentation(tokens, ()), CATEGORIES, length)
    assert set(figures(found)) == {None}


def test_marking_everything_in_the_same_way_leaves_alpha_undefined():
    segmentation = Segmentation((Span(0, 4), Span(4, 8)), ())
    found = agreed([marked((CLAIM, 0, 8)), marked((CLAIM, 0, 8))], segmentation, 8)
    assert (found.alpha, found.alpha_unitizing, found.alpha_relevance) == (None, None, None)
    assert (found.pairwise_f1.token, found.pairwise_f1.strict) == (1.0, 1.0)


def test_the_same_marks_agree_completely():
    page = Page("Officials said that trade has doubled.", "It fell, they say.")
    marks = [page.mark(VAGUE, "Officials said"), page.mark(CLASH, "has doubled", "It fell")]
    sets = [learners(marks), learners(marks[::-1]), keyed(marks)]
    found = agreed(sets, page.segmentation, len(page.text))
    assert {f for f in figures(found) if f is not None} == {1.0}
    assert found.alpha == found.alpha_unitizing == found.pairwise_f1.strict == 1.0


@given(many_sets, segmentations(), st.randoms())
@settings(max_examples=50)
def test_the_order_of_sets_and_marks_changes_nothing(sets, segmentation, random):
    first = agreed(sets, segmentation)
    shuffled = [
        replace(s, annotations=tuple(random.sample(s.annotations, len(s.annotations))))
        for s in random.sample(sets, len(sets))
    ]
    for one, other in zip(figures(first), figures(agreed(shuffled, segmentation)), strict=True):
        same(one, other)


def test_sound_unplaced_and_passages_elsewhere_are_left_out():
    page = Page("Officials said that trade has doubled.")
    mark = page.mark(VAGUE, "Officials said")
    elsewhere = Passage("trade", "", "", Span(0, 9), "a" * 64)
    more = [
        page.mark(SOUND, "trade has"),
        Annotation("lost", CLAIM, (Passage("gone", "", "", None),)),
        Annotation("linked", CLASH, (Passage("gone", "", "", None),), (elsewhere,)),
    ]
    found = agreed([learners([mark]), keyed([mark, *more])], page.segmentation, len(page.text))
    assert {f for f in figures(found) if f is not None} == {1.0}
    assert list(found.per_category) == list(CATEGORIES)
    assert found.per_category[CLASH].marked_by == 0


def test_sets_are_read_one_after_the_other():
    page = Page("Officials said that trade has doubled.")
    marks = [page.mark(VAGUE, "Officials said")]
    named = (replace(learners(marks), info=replace(learners([]).info, name=name)) for name in "ABC")
    assert agreed(named, page.segmentation, len(page.text)).sets == ("A", "B", "C")


def test_categories_that_were_not_asked_for_come_last_by_name():
    sets = [marked(("zeal", 0, 3), ("awe", 5, 9)), marked((CLAIM, 0, 3))]
    found = agreed(sets, Segmentation((), ()), categories=[VAGUE, CLAIM])
    assert list(found.per_category) == [VAGUE, CLAIM, "awe", "zeal"]
    assert [c.marked_by for c in found.per_category.values()] == [0, 1, 1, 1]


def test_a_mark_beyond_the_text_is_refused():
    with pytest.raises(ValueError, match="ends at 9, the text at 8"):
        agreed([marked((CLAIM, 2, 9))], Segmentation((), ()), 8)


def test_more_categories_than_bits_are_refused_in_words():
    spans = [(f"c{n}", n, n + 3) for n in range(62)]
    assert agreed([marked(*spans)] * 2, Segmentation((), ()), 90, []).alpha_unitizing == 1.0
    with pytest.raises(AnnotatorError, match="63 categories"):
        agreed([marked(*spans, ("c62", 0, 1))], Segmentation((), ()), 90, [])


def test_the_dictionary_is_json_in_the_promised_shape():
    data = agreement_to_dict(agreed([marked((CLAIM, 0, 3)), marked()], Segmentation((), ())))
    assert list(data) == [
        "sets",
        "alpha",
        "alpha_unitizing",
        "alpha_relevance",
        "gamma",
        "pairwise_f1",
        "per_category",
    ]
    assert data["sets"] == ["Mine", "Mine"]
    assert list(data["per_category"][CLAIM]) == [
        "marked_by",
        "alpha",
        "alpha_unitizing",
        "pairwise_f1",
    ]


# Gamma


def in_code_points(sets, length=LENGTH):
    """The columns that gamma takes."""
    return marks_of(sets, CATEGORIES, length)


TWO = [
    marked((CLAIM, 0, 10), (VAGUE, 20, 30), (VAGUE, 25, 40)),
    marked((CLAIM, 1, 10), (VAGUE, 22, 31)),
]


def test_gamma_is_none_where_the_package_is_missing(monkeypatch):
    monkeypatch.setattr(gamma_module, "has_gamma", lambda: False)
    assert gamma(in_code_points(TWO)) is None
    found = agree(TWO, Segmentation((), ()), CATEGORIES, LENGTH)
    assert isinstance(found, Agreement)
    assert found.gamma is None
    assert found.alpha_unitizing is not None


def test_gamma_is_not_tried_where_it_would_take_minutes(monkeypatch):
    monkeypatch.setattr(gamma_module, "has_gamma", lambda: True)
    tried = []
    monkeypatch.setattr(gamma_module, "_computed", lambda marks: tried.append(marks) or 0.5)
    many = marked(*((CLAIM, n, n + 1) for n in range(60)))
    assert gamma(in_code_points([many, many])) == 0.5  # 61 x 61
    assert gamma(in_code_points([many, many, many])) is None
    assert gamma(in_code_points([marked((CLAIM, 0, 3))] * 15)) is None  # 2 to the power of 15
    assert len(tried) == 1


def test_gamma_is_computed_only_where_it_is_asked_for(monkeypatch):
    monkeypatch.setattr(gamma_module, "has_gamma", lambda: True)
    monkeypatch.setattr(gamma_module, "_computed", lambda marks: 0.5)
    assert agree(TWO, Segmentation((), ()), CATEGORIES, LENGTH).gamma == 0.5
    assert agreed(TWO, Segmentation((), ())).gamma is None


needs_gamma = pytest.mark.skipif(not has_gamma(), reason="the extra “gamma” is not installed")


@needs_gamma
def test_gamma_of_the_package(caplog):
    from pyannote.core import Segment
    from pygamma_agreement import CombinedCategoricalDissimilarity, Continuum

    state = np.random.get_state()[1].tolist()
    first, again = gamma(in_code_points(TWO)), gamma(in_code_points(TWO))
    assert first == again
    assert np.random.get_state()[1].tolist() == state
    assert caplog.records == []
    continuum = Continuum()
    for name, s in zip("ab", TWO, strict=True):
        for a in s.annotations:
            continuum.add(name, Segment(a.spans[0].start, a.spans[0].end), a.category)
    dissimilarity = CombinedCategoricalDissimilarity(alpha=1, beta=1, delta_empty=1)
    # Both are estimates from random continua.
    assert first == pytest.approx(
        continuum.compute_gamma(dissimilarity, n_samples=400).gamma, abs=0.1
    )


@needs_gamma
def test_gamma_of_equal_and_of_distant_marks():
    assert gamma(in_code_points([TWO[0], TWO[0], TWO[0]])) == 1.0
    assert gamma(in_code_points([marked((CLAIM, 0, 3)), marked((CLAIM, 50, 53))])) < 0.1
    assert gamma(in_code_points([TWO[0], marked()])) < 0.5
