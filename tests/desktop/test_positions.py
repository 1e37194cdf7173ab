"""Between the article's code points and the positions of a real document."""

from __future__ import annotations

from itertools import pairwise

import pytest
from generated import texts
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from annotator.desktop.document import Page, shown, typeset
from annotator.desktop.page_style import PageStyle
from annotator.desktop.palette import LIGHT
from annotator.domain.article import Article, Block, BlockKind
from annotator.domain.span import Span

# Characters that Qt takes for structure, beside those that trip up offsets.
STRUCTURAL = st.sampled_from(["\x00", "\u2028", "\u2029", "\ufdd0", "\ufdd1", "\ufffc", "\n"])
WORDS = st.lists(st.one_of(texts(1, 4), STRUCTURAL), min_size=1, max_size=4).map("".join)


def visible(text: str) -> str:
    """With a letter at each end, as the runs of an article have."""
    return f"a{text.replace(chr(13), ' ')}z"


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Paragraphs, headings, lists and tables (also one after another, and with empty cells)."""
    text, blocks = "", []
    for _ in range(draw(st.integers(1, 5))):
        kind = draw(st.sampled_from(list(BlockKind)))
        text += draw(st.sampled_from(["", "\n", "\n\n- ", "# "])) if not blocks else "\n\n- "
        start = len(text)
        if kind is BlockKind.TABLE:
            rows = []
            width = draw(st.integers(1, 3))
            for number in range(draw(st.integers(1, 3))):
                row: list[Span | None] = []
                for column in range(width):
                    text += "| "
                    if (number, column) != (0, 0) and draw(st.booleans()):
                        row.append(None)
                        continue
                    at = len(text)
                    text += visible(draw(WORDS))
                    row.append(Span(at, len(text)))
                    text += " "
                rows.append(tuple(row))
                text += "|\n"
            blocks.append(Block(kind, start, len(text) - 1, rows=tuple(rows)))
        else:
            text += visible(draw(WORDS))
            blocks.append(Block(kind, start, len(text), level=1))
    return Article("a", "A title", text, tuple(blocks))


def page_of(article: Article) -> Page:
    return typeset(article, LIGHT, PageStyle())


def document_text(page: Page, start: int, end: int) -> str:
    """What the document holds between two positions, as UTF-16 units that form characters."""
    units = "".join(page.document.characterAt(p) for p in range(start, end))
    return units.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


@given(articles())
@settings(max_examples=60)
def test_the_document_holds_every_run_where_the_map_says(qapp, article):
    page = page_of(article)
    assert [run.span for run in page.positions.runs] == list(article.runs())
    for run in page.positions.runs:
        start, end = page.positions.positions(run.span)
        assert start == run.position
        wanted = shown(article.text[run.span.start : run.span.end])
        assert document_text(page, start, end) == wanted
        # A run is a text block of its own.
        block = page.document.findBlock(start)
        assert block.position() == start
        assert block.length() - 1 == end - start


@given(articles())
@settings(max_examples=60)
def test_every_offset_in_a_run_goes_to_a_position_and_back(qapp, article):
    positions = page_of(article).positions
    for run in positions.runs:
        there = [positions.to_position(o) for o in range(run.span.start, run.span.end + 1)]
        assert all(a < b for a, b in pairwise(there))
        back = [positions.to_offset(position) for position in there]
        assert back == list(range(run.span.start, run.span.end + 1))


@given(articles())
@settings(max_examples=60)
def test_every_position_gives_an_offset_and_they_never_go_back(qapp, article):
    page = page_of(article)
    offsets = [
        page.positions.to_offset(position) for position in range(page.document.characterCount())
    ]
    assert all(a <= b for a, b in pairwise(offsets))
    assert all(any(r.start <= o <= r.end for r in article.runs()) for o in offsets)


@given(articles(), st.data())
@settings(max_examples=80)
def test_a_selection_begins_and_ends_with_characters_of_the_page(qapp, article, data):
    page = page_of(article)
    last = page.document.characterCount() - 1
    # The caret never stands between the two units of one character.
    places = [p for p in range(last + 1) if not _is_second_unit(page, p)]
    start, end = sorted(data.draw(st.tuples(*[st.sampled_from(places)] * 2)))
    assume(start < end)
    span = page.positions.to_span(start, end)
    runs = list(article.runs())
    touched = [r for r in page.positions.runs if r.position < end and start < _end(r)]
    if not touched:
        assert span is None
        return
    assert span is not None
    assert any(r.start <= span.start < r.end for r in runs)
    assert any(r.start < span.end <= r.end for r in runs)
    # The text of the page between the positions is the text of the span on the page.
    assert span.start >= touched[0].span.start
    assert span.end <= touched[-1].span.end
    assert set(page.positions.runs_touching(span)) == {
        page.positions.runs.index(run) for run in touched
    }


def _is_second_unit(page: Page, position: int) -> bool:
    return "\udc00" <= page.document.characterAt(position) <= "\udfff"


def _end(run) -> int:
    return run.position + run.units_length


@given(articles(), st.data())
@settings(max_examples=80)
def test_the_pieces_of_a_span_are_its_characters_run_by_run(qapp, article, data):
    positions = page_of(article).positions
    start = data.draw(st.integers(0, len(article.text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(article.text))))
    wanted = [
        (number, article.text[common.start : common.end])
        for number, run in enumerate(article.runs())
        if (common := run.intersection(span)) is not None
    ]
    got = []
    for number, first, last in positions.pieces(span):
        run = article.text[slice(*_ends(positions.runs[number].span))]
        units = run.encode("utf-16-le")
        got.append((number, units[2 * first : 2 * last].decode("utf-16-le")))
    assert got == wanted


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


@given(articles(), st.data())
@settings(max_examples=60)
def test_a_span_within_a_run_survives_the_page(qapp, article, data):
    positions = page_of(article).positions
    run = data.draw(st.sampled_from(list(article.runs())))
    start = data.draw(st.integers(run.start, run.end - 1))
    span = Span(start, data.draw(st.integers(start + 1, run.end)))
    assert positions.to_span(*positions.positions(span)) == span


@given(st.text(max_size=20))
def test_what_is_shown_has_the_length_of_the_text(text):
    assume(not any("\ud800" <= c <= "\udfff" for c in text))
    assert len(shown(text)) == len(text)


def test_real_articles_are_on_the_page_to_the_last_word(qapp, workspace, shared_articles):
    from annotator.services.importing import read_article

    for path in shared_articles:
        article = read_article(path)
        page = page_of(article)
        for run in article.runs():
            start, end = page.positions.positions(run)
            assert document_text(page, start, end) == shown(article.text[run.start : run.end])


@pytest.mark.parametrize("zoom", [0.7, 1.0, 3.0])
def test_positions_do_not_depend_on_the_size(qapp, zoom, ferry):
    normal = page_of(ferry).positions
    other = typeset(ferry, LIGHT, PageStyle(zoom=zoom)).positions
    assert other.runs == normal.runs
