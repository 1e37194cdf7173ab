"""The figures that are published with the practice articles are those of the files there."""

from __future__ import annotations

import json

import double_reading
import pytest
from double_reading import CATEGORIES, FIRST, KEY, SECOND, agreement, articles, reading

GOAL = 0.7


@pytest.fixture(scope="module")
def figures():
    """What the files give."""
    return double_reading.figures()


def test_published_figures_are_those_of_the_files(figures):
    published = json.loads(double_reading.FIGURES.read_text(encoding="utf-8"))
    assert published == figures, "python tests/double_reading.py writes them anew"


def test_the_tables_that_people_read_show_the_same_figures(figures):
    shown = double_reading.README.read_text(encoding="utf-8")
    for table in double_reading.tables(figures):
        assert table in shown
    assert all(str(count) in shown for count in figures["items"].values())


def test_the_blind_readings_agree_in_every_category(figures):
    per_category = figures["blind"]["library"]["per_category"]
    assert list(per_category) == CATEGORIES
    assert all(each["alpha"] >= GOAL for each in per_category.values())


def test_every_article_was_read_twice_before_its_key_was_finished():
    assert len(articles()) >= 13
    for slug in articles():
        names = {reading(name)[slug].info.name for name in (FIRST, SECOND, KEY)}
        assert names == {"First reading", "Second reading", "Key"}


def test_a_long_text_of_several_articles_weighs_them_by_their_tokens():
    slugs = list(articles())
    alone = [agreement(FIRST, SECOND, [slug])["tokens"] for slug in slugs]
    assert agreement(FIRST, SECOND, slugs)["tokens"] == sum(alone)
    assert agreement(FIRST, FIRST, slugs)["alpha"] == 1.0


def test_ends_in_another_article_count_where_they_lie():
    """Two reports of one race: each reading of one marks words of the other."""
    across = [
        (slug, passage)
        for slug in articles()
        for item in reading(FIRST)[slug].annotations
        for passage in item.counterpart
        if passage.source
    ]
    assert across
    slug_of = {article.sha256: slug for slug, article in articles().items()}
    for slug, passage in across:
        there = articles()[slug_of[passage.source]]
        assert slug_of[passage.source] != slug
        assert there.text[passage.span.start : passage.span.end] == passage.quote
