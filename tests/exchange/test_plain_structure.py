"""Structure of texts without mark-up, or with a little of it."""

from __future__ import annotations

import pytest

from annotator.domain.article import BlockKind, MetadataRole
from annotator.exchange.article_file import import_text

BODY = (
    "The council met on Monday for the third time this month and voted for the new bridge, "
    "which is to be built next year."
)
OTHER = (
    "Residents had asked for the bridge for more than ten years, and most of them were there "
    "when the vote was counted in the evening."
)


def outline(raw, name="a.txt"):
    """Kind (or role), level and words of each block; a table's words are its cells."""
    draft = import_text(raw, name)
    found = []
    for block in draft.blocks:
        kind = block.role.value if block.role else block.kind.value
        if block.kind is BlockKind.TABLE:
            words = [
                [None if c is None else draft.text[c.start : c.end] for c in row]
                for row in block.rows
            ]
        else:
            words = draft.text[block.start : block.end]
        found.append((kind, words))
    return found


def test_a_short_first_line_is_the_headline():
    raw = f"Council votes for bridge\n{BODY}\n{OTHER}"
    assert outline(raw) == [
        ("headline", "Council votes for bridge"),
        ("paragraph", BODY),
        ("paragraph", OTHER),
    ]
    assert import_text(raw, "a.txt").title == "Council votes for bridge"


def test_a_first_line_that_is_a_sentence_is_no_headline():
    assert outline(f"The vote is in.\n{BODY}")[0] == ("paragraph", "The vote is in.")


def test_a_lone_line_is_a_paragraph():
    assert outline("Hello There World") == [("paragraph", "Hello There World")]


def test_headline_by_line_and_date_line():
    raw = f"Council votes for bridge\nBy Jane Doe and John Q. Public\nMarch 4, 2026\n\n{BODY}"
    assert [kind for kind, _ in outline(raw)] == ["headline", "by_line", "date_line", "paragraph"]
    assert import_text(raw, "a.txt").date == "2026-03-04"


def test_metadata_before_the_headline():
    raw = f"4 March 2026\nBridge Gets Its Vote\n{BODY}"
    assert outline(raw)[:2] == [("date_line", "4 March 2026"), ("headline", "Bridge Gets Its Vote")]


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("2026-03-04", "2026-03-04"),
        ("March 4, 2026", "2026-03-04"),
        ("Mar. 4, 2026", "2026-03-04"),
        ("4 March 2026", "2026-03-04"),
        ("4th of March 2026", "2026-03-04"),
        ("Wednesday, March 4, 2026, 10:15 a.m. GMT", "2026-03-04"),
        ("Published: 4 March 2026 | 5 min read", "2026-03-04"),
        ("Updated on Sept. 30, 2025", "2025-09-30"),
        ("Date: 2026/03/04", "2026-03-04"),
        ("04.03.2026", "2026-03-04"),
        ("25/12/2025", "2025-12-25"),
        ("2026-03-04T10:15:00Z", "2026-03-04"),
        ("3/4/2026", ""),
    ],
)
def test_date_lines(line, iso):
    raw = f"Council votes for bridge\n{line}\n{BODY}"
    assert outline(raw)[1] == ("date_line", line)
    assert import_text(raw, "a.txt").date == iso


@pytest.mark.parametrize(
    "line",
    [
        "The vote on March 4, 2026 was close.",
        "2026-13-45",
        "February 30, 2026",
        "By midnight the streets were empty.",
        "By the river on Monday",
    ],
)
def test_lines_that_only_look_like_metadata(line):
    kinds = [kind for kind, _ in outline(f"Council votes for bridge\n{line}\n{BODY}")]
    assert "date_line" not in kinds
    assert "by_line" not in kinds


def test_a_date_in_the_body_is_not_the_articles_date():
    assert import_text(f"{BODY}\n\n{OTHER}\n\nMarch 4, 2026", "a.txt").date == ""


def test_date_and_headline_on_one_line():
    raw = f"  Date: March 4, 2026 Headline: A Bridge at Last\n\n{BODY}"
    assert outline(raw) == [
        ("date_line", "Date: March 4, 2026"),
        ("headline", "A Bridge at Last"),
        ("paragraph", BODY),
    ]


def test_a_labelled_headline_is_the_title_without_its_label():
    draft = import_text(f"Headline: A bridge at last.\nAuthor: Jane Doe\n{BODY}", "a.txt")
    assert draft.title == "A bridge at last."
    assert [b.role for b in draft.blocks] == [MetadataRole.HEADLINE, MetadataRole.BY_LINE, None]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize(
    "heading",
    [
        "Why Now?",
        "Conclusion",
        "THE NEXT STEPS",
        "What is the Plan?",
        "A Long Way: From the First Plan to the Vote",
        "Implications for the U.S.",
        "Neighbours fear noise and dust",
    ],
)
def test_headings_without_mark_up(heading, gap):
    raw = gap.join([BODY, heading, OTHER])
    assert outline(raw) == [("paragraph", BODY), ("heading", heading), ("paragraph", OTHER)]


@pytest.mark.parametrize(
    "line",
    [
        "The aims are:",
        "It was late.",
        "and so it went on",
        "Table 1: Votes by Ward",
        "Photo: Jane Doe",
        "Image caption, The Mill Bridge",
        "(Reporting by Jane Doe; Editing by John Roe)",
        "Words, and Then,",
    ],
)
def test_short_lines_that_are_no_headings(line):
    assert ("paragraph", line) in outline(f"{BODY}\n\n{line}\n\n{OTHER}")


def test_a_line_with_a_colon_introduces_its_list():
    raw = f"{BODY}\nKey Aims:\n- One\n- Two\n{OTHER}"
    assert outline(raw)[1:4] == [
        ("paragraph", "Key Aims:"),
        ("list_item", "One"),
        ("list_item", "Two"),
    ]


def test_a_last_title_like_line_is_a_heading():
    assert outline(f"{BODY}\n\nCall to Action")[-1] == ("heading", "Call to Action")


def test_many_short_lines_in_a_row_are_no_headings():
    verse = ["Roses Are Red", "Violets Are Blue", "Sugar Is Sweet", "And So Are You", "Or Not"]
    kinds = [kind for kind, _ in outline("\n".join([BODY, *verse, OTHER]))]
    assert kinds.count("heading") <= 3


def test_lists_have_depth_and_numbers():
    raw = f"{BODY}\n- one\n  goes on\n  * deeper\n- two\n\n3. three\n4) four\n• five"
    draft = import_text(raw, "a.txt")
    items = [
        (draft.text[b.start : b.end], b.level, b.ordinal)
        for b in draft.blocks
        if b.kind is BlockKind.LIST_ITEM
    ]
    assert items == [
        ("one\n  goes on", 1, None),
        ("deeper", 2, None),
        ("two", 1, None),
        ("three", 1, 3),
        ("four", 1, 4),
        ("five", 1, None),
    ]


def test_years_and_negative_numbers_begin_no_list():
    raw = (
        f"{BODY}\n2026. That was the year of the bridge, they say.\n-5 degrees were measured there."
    )
    assert [kind for kind, _ in outline(raw)] == ["paragraph"] * 3


def test_tables():
    raw = f"{BODY}\n| A | B\\|C | |\n|---|:-:|--:|\n| 1 |\n| | 2 | 3 | 4 |\n{OTHER}"
    assert outline(raw)[1] == (
        "table",
        [["A", "B\\|C", None, None], ["1", None, None, None], [None, "2", "3", "4"]],
    )


def test_a_table_without_outer_pipes():
    assert outline(f"{BODY}\n\nYear | Votes\n--- | ---\n2026 | 12\n\n{OTHER}")[1] == (
        "table",
        [["Year", "Votes"], ["2026", "12"]],
    )


def test_a_single_line_with_a_pipe_is_no_table():
    line = "The vote | and what came of it, as far as is known."
    assert ("paragraph", line) in outline(f"{BODY}\n{line}\n{OTHER}")


def test_quotations():
    assert outline(f"{BODY}\n> We waited.\n> No more.\n{OTHER}")[1:3] == [
        ("quotation", "We waited."),
        ("quotation", "No more."),
    ]


def test_marks_of_markdown_are_understood_in_plain_text():
    raw = (
        f"# Bridge\n\n{BODY}\n\n## Why it took so long ##\n{OTHER}\n\n**What Comes Next**\n\n{BODY}"
    )
    draft = import_text(raw, "pasted")
    assert outline(raw, "pasted") == [
        ("headline", "Bridge"),
        ("paragraph", BODY),
        ("heading", "Why it took so long"),
        ("paragraph", OTHER),
        ("heading", "What Comes Next"),
        ("paragraph", BODY),
    ]
    assert draft.title == "Bridge"
    assert draft.blocks[0].kind is BlockKind.HEADING


def test_underlined_headings():
    raw = f"The Bridge\n==========\n\n{BODY}\n\nThe vote\n--------\n{OTHER}"
    levels = [b.level for b in import_text(raw, "a.txt").blocks if b.kind is BlockKind.HEADING]
    assert levels == [1, 2]


def wrapped(text, width):
    lines, line = [], ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


@pytest.mark.parametrize("width", [50, 65, 72, 80])
def test_hard_wrapped_paragraphs_are_joined(width):
    first, second = wrapped(BODY, width), wrapped(OTHER, width)
    assert outline(f"{first}\n\n{second}") == [("paragraph", first), ("paragraph", second)]


@pytest.mark.parametrize("width", [50, 72])
def test_headings_in_hard_wrapped_text(width):
    first, second = wrapped(BODY, width), wrapped(OTHER, width)
    raw = f"Council votes for bridge\n\n{first}\n\nWhy Now?\n{second}"
    assert outline(raw) == [
        ("headline", "Council votes for bridge"),
        ("paragraph", first),
        ("heading", "Why Now?"),
        ("paragraph", second),
    ]


def test_paragraphs_broken_by_hand_are_joined():
    first = "The city said on Tuesday\nthat it would close the old mill bridge for repairs, and\n"
    first += "that buses would go round\nby the station until autumn."
    raw = f"{first}\n\nWhat next?\n\nThe city will decide on that in\nMay."
    assert outline(raw) == [
        ("paragraph", first),
        ("heading", "What next?"),
        ("paragraph", "The city will decide on that in\nMay."),
    ]


def test_lines_broken_in_a_script_without_small_letters():
    first = "政府表示将关闭旧桥" * 5 + "\n" + "公交车将绕行车站了" * 5 + "\n好的。"
    assert outline(f"{first}\n\n{first}") == [("paragraph", first), ("paragraph", first)]


def test_first_lines_set_in_begin_paragraphs():
    first = "   The city said on Tuesday that it would close the old mill bridge\n"
    first += "for repairs from April, and that buses would go by the station round\nthe hill."
    assert outline(f"{first}\n{first}") == [("paragraph", first.strip())] * 2


def test_lines_that_are_not_wrapped_are_a_paragraph_each():
    assert outline(f"{BODY}\n{OTHER}\n{BODY}") == [
        ("paragraph", BODY),
        ("paragraph", OTHER),
        ("paragraph", BODY),
    ]


def test_the_title_is_cut_at_a_word():
    title = import_text(f"{BODY}\n{OTHER}", "a.txt").title
    assert title.endswith("…")
    assert len(title) <= 80
    assert BODY.startswith(title[:-1])
    assert BODY[len(title) - 1] in " ,"


def test_the_title_is_the_first_sentence_where_that_is_short():
    assert (
        import_text(f"The U.S. vote is in. {BODY}\n{OTHER}", "a.txt").title
        == "The U.S. vote is in."
    )


def test_a_heading_of_a_word_or_two_says_too_little_for_a_title():
    assert import_text(f"{BODY}\n\nWhy Now?\n\n{OTHER}", "a.txt").title.startswith(BODY[:60])
    raw = f"{BODY}\n\nThe Long Way to a Bridge\n\n{OTHER}"
    assert import_text(raw, "a.txt").title == "The Long Way to a Bridge"


def test_a_title_without_spaces_is_cut_all_the_same():
    title = import_text("政" * 300, "a.txt").title
    assert title == "政" * 79 + "…"
