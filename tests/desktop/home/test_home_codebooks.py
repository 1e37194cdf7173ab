"""What was practised with keys of other codebooks than the current one is told by its names."""

from __future__ import annotations

import pytest
from codebooks import nine_categories

from annotator.comparison.outcomes import Outcome

VAGUE = "vague_attribution"


@pytest.fixture
def home(shelf, open_window):
    """A reader in front of the shelf, where new sets are made with nine other categories."""
    shelf.attempt(shelf.articles[0], *[(Outcome.MISSED, VAGUE)] * 3)
    book = shelf.workspace.codebooks.add(nine_categories()).codebook
    shelf.workspace.codebooks.use(book.id)
    reader = open_window()
    reader.work_done()
    return reader


def test_the_next_article_is_chosen_for_what_was_missed_under_its_key(home):
    assert home.window.library.side.next.reason.text().endswith("“Vague attribution”.")


def test_the_chart_names_the_categories_of_the_keys(home):
    chart = home.window.library.side.chart
    assert "Vague attribution: 0 of 3" in chart.accessibleDescription()


def test_what_comes_next_is_begun_under_the_codebook_of_its_key(home):
    home.push(home.window.library.side.next.button)
    assert home.desk.book == home.window.workspace.codebooks.default
