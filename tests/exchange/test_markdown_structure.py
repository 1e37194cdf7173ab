"""Structure of Markdown."""

from __future__ import annotations

from annotator.domain.article import BlockKind, MetadataRole
from annotator.exchange.article_file import import_text


def blocks(raw):
    draft = import_text(raw, "a.md")
    return [(b.kind.value, b.level, draft.text[b.start : b.end]) for b in draft.blocks]


def test_headings_by_hashes_and_underlines():
    raw = "# One #\n\nTwo\n===\n\nThree\nand more\n---\n\n#### Four ####\n\ntext\n"
    assert blocks(raw) == [
        ("heading", 1, "One"),
        ("heading", 1, "Two"),
        ("heading", 2, "Three\nand more"),
        ("heading", 4, "Four"),
        ("paragraph", None, "text"),
    ]


def test_the_first_heading_is_the_headline():
    draft = import_text(
        "# The *Bridge* of [Ems](http://a.b)\n\nBy Jane Doe\n\n4 March 2026\n\nText.", "a.md"
    )
    assert draft.title == "The Bridge of Ems"
    assert draft.date == "2026-03-04"
    assert [b.role for b in draft.blocks] == [
        MetadataRole.HEADLINE,
        MetadataRole.BY_LINE,
        MetadataRole.DATE_LINE,
        None,
    ]


def test_broken_lines_are_one_paragraph():
    assert blocks("# T\n\none\ntwo\n\nthree")[1:] == [
        ("paragraph", None, "one\ntwo"),
        ("paragraph", None, "three"),
    ]


def test_long_lines_that_were_pasted_are_paragraphs():
    long = ("The council met again and again. " * 5).strip()
    assert [b[0] for b in blocks(f"# T\n\n{long}\n{long}")] == ["heading", "paragraph", "paragraph"]


def test_lists_nest_and_are_numbered():
    draft = import_text("# T\n\n- a\n  b\n  - c\n\n    more\n\n7. x\n8. y\n", "a.md")
    found = [(b.kind, b.level, b.ordinal, draft.text[b.start : b.end]) for b in draft.blocks[1:]]
    item, paragraph = BlockKind.LIST_ITEM, BlockKind.PARAGRAPH
    assert found == [
        (item, 1, None, "a\n  b"),
        (item, 2, None, "c"),
        (paragraph, None, None, "more"),
        (item, 1, 7, "x"),
        (item, 1, 8, "y"),
    ]


def test_tables_hold_their_cells():
    draft = import_text("# T\n\n| a | b |\n|---|:-:|\n| 1\\|2 |\n| | *x* |\n", "a.md")
    rows = [
        [None if c is None else draft.text[c.start : c.end] for c in row]
        for row in draft.blocks[1].rows
    ]
    assert rows == [["a", "b"], ["1\\|2", None], [None, "*x*"]]


def test_quotations_are_held_without_their_marks():
    assert blocks("# T\n\n> one\n> two\nlazy\n\n> > deep\n")[1:] == [
        ("quotation", None, "one"),
        ("quotation", None, "two\nlazy"),
        ("quotation", None, "deep"),
    ]


def test_a_table_in_a_quotation():
    draft = import_text("# T\n\n> | a | b |\n> |---|---|\n> | 1 | 2 |\n", "a.md")
    cells = [draft.text[run.start : run.end] for run in draft.blocks[1].runs()]
    assert cells == ["a", "b", "1", "2"]


def test_fences_rules_and_html():
    raw = "# T\n\n```py\ncode = 1\n\nmore\n```\n\n***\n\n<b>bold</b>\n\n    indented\n\n[a]: http://b.c\n"
    assert [b[2] for b in blocks(raw)[1:]] == [
        "code = 1\n\nmore",
        "<b>bold</b>",
        "indented",
        "[a]: http://b.c",
    ]


def test_front_matter():
    raw = (
        '---\ntitle: "A Bridge: at last"\ndate: 2026-03-04T10:00:00Z\nauthor: Jane Doe\n'
        "source: The Paper\ntags:\n  - city\n---\n\n## Why\n\nText.\n"
    )
    draft = import_text(raw, "a.md")
    assert draft.title == "A Bridge: at last"
    assert draft.date == "2026-03-04"
    assert draft.source == "The Paper"
    assert [(b.role, draft.text[b.start : b.end]) for b in draft.blocks] == [
        (MetadataRole.HEADLINE, "A Bridge: at last"),
        (MetadataRole.DATE_LINE, "2026-03-04T10:00:00Z"),
        (MetadataRole.BY_LINE, "Jane Doe"),
        (None, "Why"),
        (None, "Text."),
    ]


def test_a_rule_at_the_top_is_no_front_matter():
    assert blocks("---\n\n# T\n\nNote: this is text.\n\n---\n\nEnd.")[-2:] == [
        ("paragraph", None, "Note: this is text."),
        ("paragraph", None, "End."),
    ]


def test_markdown_without_headings_is_read_as_plain_text():
    body = "The council met on Monday and voted for the bridge after a long debate in the hall."
    assert blocks(f"Bridge Gets Its Vote\n\n{body}\n\n- one")[0] == (
        "metadata",
        None,
        "Bridge Gets Its Vote",
    )
