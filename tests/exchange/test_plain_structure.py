"""Structure of texts without mark-up, or with a little of it."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.article import BlockKind, MetadataRole
from annotator.exchange.article_file import import_text
from annotator.exchange.structure.columns import column_table_at
from annotator.exchange.structure.lines import Line, lines_of

BODY = (
    "The council met on Monday for the third time this month and voted for the new bridge, "
    "which is to be built next year."
)
OTHER = (
    "Residents had asked for the bridge for more than ten years, and most of them were there "
    "when the vote was counted in the evening."
)
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
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


PLACED = [
    ("Millbrook, 12 March 2024", "2024-03-12"),
    ("LONDON, March 12 –", ""),
    ("LONDON, March 12 (AP) —", ""),
    ("LONDON (Reuters) – 12 March 2024", "2024-03-12"),
    ("NEW YORK, March 4, 2026", "2026-03-04"),
    ("Kyiv, Ukraine, Tuesday, 12 March 2024", "2024-03-12"),
    ("St. John's, Newfoundland | 12 March 2024", "2024-03-12"),
    ("12 March 2024, Newcastle upon Tyne", "2024-03-12"),
    ("Mar. 4, 2026 — Harbour Town", "2026-03-04"),
    ("The Harbour Times, 2026-03-04", "2026-03-04"),
    ("Place, 12.3.2024", "2024-03-12"),
    ("Place · May 2024", ""),
    ("March 12, 2024 / 10:15 AM EDT / AP", "2024-03-12"),
]
UNPLACED = [
    ("12 March", ""),
    ("Tuesday, March 12", ""),
    ("May 2024", ""),
    ("12/03/24", ""),
    ("Published: 12.03.24", ""),
    ("WASHINGTON —", ""),
    ("PARIS (AFP) –", ""),
    ("LONDON, Tuesday —", ""),
    ("(AP) – March 12", ""),
    ("3 hours ago", ""),
    ("Last modified on Tue 12 Mar 2024 06.00 GMT", "2024-03-12"),
    ("12 Mar 2024, 10:15 AM IST", "2024-03-12"),
    ("12 March 2024 | Updated 13 March 2024", "2024-03-12"),
    ("Published March 12, 2024Updated March 13, 2024, 4:12 a.m. ET", "2024-03-12"),
]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize(("line", "iso"), PLACED + UNPLACED)
def test_date_lines_with_a_place_or_without_all_of_the_date(line, iso, gap):
    raw = gap.join(["Council votes for bridge", line, BODY, OTHER])
    assert [kind for kind, _ in outline(raw)] == ["headline", "date_line", *["paragraph"] * 2]
    assert outline(raw)[1] == ("date_line", line)
    assert import_text(raw, "a.txt").date == iso


@pytest.mark.parametrize(("line", "iso"), PLACED)
def test_a_date_line_above_the_headline(line, iso):
    raw = f"{line}\n\nCouncil votes for bridge\n\n{BODY}"
    assert [kind for kind, _ in outline(raw)] == ["date_line", "headline", "paragraph"]
    assert import_text(raw, "a.txt").date == iso


HEADLINES_WITH_DATES = [
    "What Happened on 12 March 2024",
    "12 March 2024: The Day the Bridge Fell",
    "12 March 2024 – A Dark Day",
    "The Events of March 12, 2024",
    "Bridge Closed, 12 March 2024",
    "Bridge to Close on March 12",
    "Five Dead in Attack, 12 March 2024",
    "Council: New Vote by 12 March 2024",
    "Why May 2024 Was So Wet",
    "Harbour Town Remembers 3 May 1923",
    "Mayor Smith Attacks Newspaper Editor",
    "Mayor Smith attacks editor",
    "Two Hours Ago the World Was Whole",
    "LONDON BRIDGE IS FALLING DOWN",
]


@pytest.mark.parametrize("headline", HEADLINES_WITH_DATES)
def test_headlines_and_headings_with_a_date_stay_what_they_are(headline):
    assert outline(f"{headline}\n\n{BODY}")[0] == ("headline", headline)
    under = outline(f"Council votes for bridge\n\n{headline}\n\n{BODY}")
    assert under[1] == ("heading", headline)
    later = outline(f"Council votes for bridge\n\n{BODY}\n\n{headline}\n\n{OTHER}")
    assert later[2] == ("heading", headline)


@pytest.mark.parametrize(("line", "_iso"), PLACED)
def test_a_first_line_above_the_body_is_the_headline_though_it_looks_like_a_date_line(line, _iso):
    assert outline(f"{line}\n\n{BODY}")[0][0] in ("headline", "paragraph")


def test_dates_over_several_parts_are_headings():
    raw = f"Diary of a Strike\n\n12 March\n\n{BODY}\n\n13 March\n\n{OTHER}"
    assert [kind for kind, _ in outline(raw)] == [
        *("headline", "heading", "paragraph"),
        *("heading", "paragraph"),
    ]


def test_a_place_and_a_date_at_the_end_are_no_heading():
    assert outline(f"{BODY}\n\n{OTHER}\n\nGeneva, 12 March 2024")[-1][0] == "paragraph"


DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))
PLACES = st.sampled_from(
    ["", "Place, ", "LONDON, ", "New York | ", "Isle of Man – ", "PARIS (AFP) – "]
)
FORMS = st.sampled_from(
    ["{d} {B} {Y}", "{B} {d}, {Y}", "{b} {d}, {Y}", "{d}th of {B} {Y}", "{Y}-{m}-{0}"]
)


@given(DAYS, PLACES, FORMS, st.sampled_from(["", " –", ".", " (AP) —"]))
def test_any_day_is_understood_beside_any_place(day, place, form, end):
    written = form.format(
        f"{day.day:02}", d=day.day, B=MONTHS[day.month - 1], b=MONTHS[day.month - 1][:3],
        Y=day.year, m=f"{day.month:02}",
    )  # fmt: skip
    line = f"{place}{written}{end}"
    raw = f"Council votes for bridge\n\n{line}\n\n{BODY}"
    assert outline(raw)[1] == ("date_line", line)
    assert import_text(raw, "a.txt").date == day.isoformat()


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("By Ann Other", ""),
        ("By Ann Other, 3 May 2023", "2023-05-03"),
        ("By Ann Other in Kyiv and Bo Some in Paris", ""),
        ("By Ann Other, Environment Correspondent", ""),
        ("Ann Other, Environment Correspondent", ""),
        ("Story by Ann Other", ""),
        ("Text: Ann Other", ""),
        ("Posted on 3 May 2023 by Ann Other", "2023-05-03"),
        ("3 May 2023 | By Ann Other", "2023-05-03"),
        ("By our own correspondent", ""),
        ("By a Staff Reporter", ""),
        ("Ann Other Environment editor", ""),
        ("By Ann Other | Published: 12 March 2024", "2024-03-12"),
        ("By Ann Other • 12 March 2024 • 3 min read", "2024-03-12"),
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_by_lines(line, iso, gap):
    raw = gap.join(["Council votes for bridge", line, BODY, OTHER])
    assert outline(raw)[1] == ("by_line", line)
    assert import_text(raw, "a.txt").date == iso


def test_several_lines_may_tell_when_and_who():
    lines = [
        *("Storm Hits the Coast", "By Ann Other", "Reporting from Paris"),
        *("Published", "12 March 2024", "Updated 13 March 2024"),
    ]
    raw = "\n".join([*lines, "", BODY])
    assert [kind for kind, _ in outline(raw)] == [
        *("headline", "by_line", "by_line"),
        *("date_line", "date_line", "date_line", "paragraph"),
    ]
    assert import_text(raw, "a.txt").date == "2024-03-12"


def test_by_line_and_date_line_in_either_order():
    lines = ["By Ann Other", "Place, 12 March 2024"]
    for first, second in (lines, lines[::-1]):
        raw = f"Council votes for bridge\n{first}\n{second}\n\n{BODY}"
        kinds = [kind for kind, _ in outline(raw)]
        assert kinds[0] == "headline"
        assert set(kinds[1:3]) == {"by_line", "date_line"}
        assert kinds[3:] == ["paragraph"]


@pytest.mark.parametrize(
    "line",
    [
        "By Land and Sea: The Long Way Home",
        "By Whose Order?",
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


# --- Tables that nothing draws --------------------------------------------------------------------


def amid(lines):
    """What stands between two paragraphs when these lines do."""
    return outline(f"Council votes for bridge\n\n{BODY}\n\n{lines}\n\n{OTHER}")[2:-1]


def test_tabs_make_a_table():
    assert amid("Year\tBoats\n2023\tone\n2024\t") == [
        ("table", [["Year", "Boats"], ["2023", "one"]]),
        ("paragraph", "2024"),
    ]
    assert amid("Year\tBoats\tCost\n2023\t\t5\n2024\ttwo") == [
        ("table", [["Year", "Boats", "Cost"], ["2023", None, "5"], ["2024", "two", None]])
    ]


def test_the_corner_of_a_table_may_be_empty():
    assert amid("\t2023\t2024\nNorth\t1\t2") == [
        ("table", [[None, "2023", "2024"], ["North", "1", "2"]])
    ]
    assert amid("\tYear\tBoats\n\t2023\tone") == [("table", [["Year", "Boats"], ["2023", "one"]])]


def test_a_table_may_stand_between_its_name_and_its_source():
    assert amid("Table 1: Boats\nYear\tBoats\n2023\tone\nSource: The office") == [
        ("paragraph", "Table 1: Boats"),
        ("table", [["Year", "Boats"], ["2023", "one"]]),
        ("paragraph", "Source: The office"),
    ]


@pytest.mark.parametrize(
    "rule", ["", "-----------------------------\n", "----------  -----  -----\n"]
)
def test_blanks_below_each_other_make_a_table(rule):
    lines = f"Ward        Votes  Share\n{rule}North         120   12 %\nSouth-East  1,204   80 %"
    assert amid(lines) == [
        (
            "table",
            [["Ward", "Votes", "Share"], ["North", "120", "12 %"], ["South-East", "1,204", "80 %"]],
        )
    ]


def test_cells_of_an_aligned_table_may_be_empty():
    lines = "         2023    2024\nNorth       1       2\nSouth              30\nWest        4"
    assert amid(lines) == [
        (
            "table",
            [
                [None, "2023", "2024"],
                ["North", "1", "2"],
                ["South", None, "30"],
                ["West", "4", None],
            ],
        )
    ]


def test_pipes_make_a_table_without_a_frame_or_a_line_below_the_header():
    assert amid("Year | Boats\n2023 | one\n2024 | two") == [
        ("table", [["Year", "Boats"], ["2023", "one"], ["2024", "two"]])
    ]


@pytest.mark.parametrize(
    "lines",
    [
        "The first end came soon.  Nobody knew it.\nThe other end was late.  Nobody saw it.",
        "Year    Boats\n2023  one\n2024 two",
        "Q:\tWhat is it?\nA:\tA bridge, they say.\nQ:\tSince when?",
        "Year\tBoats\n" + BODY,
        "Home | News | Sport",
        "One word | and another, as they say.\n" + BODY,
        "Boats\n\n2023\tone",
    ],
)
def test_where_it_is_not_clear_there_is_no_table(lines):
    assert "table" not in [kind for kind, _ in amid(lines)]


@pytest.mark.parametrize("gap", ["\t", "      ", " | "])
def test_a_long_interview_is_not_gone_through_from_each_of_its_lines(gap):
    lines = lines_of("\n".join(f"{'AQ'[n % 2]}:{gap}so they say" for n in range(300)))
    passed: list[Line] = []

    def may_be_row(line: Line) -> bool:
        passed.append(line)
        return True

    for first in range(len(lines)):
        assert column_table_at(lines, first, may_be_row) == (None, first)
    assert len(passed) < 6 * len(lines)


def test_numbers_of_rows_make_a_table_where_a_row_without_one_ends_it():
    found = amid("1\tRye\t20\n2\tWheat\t30\nAll\tof it\t50")
    assert found == [("table", [["1", "Rye", "20"], ["2", "Wheat", "30"], ["All", "of it", "50"]])]


def test_lists_with_tabs_stay_lists():
    assert [kind for kind, _ in amid("1.\tone\n2.\ttwo")] == ["list_item"] * 2
    assert [kind for kind, _ in amid("•\tone\n•\ttwo")] == ["list_item"] * 2


def test_lines_about_the_article_are_no_table():
    raw = f"Council votes for bridge\nBy Ann Other | The Herald\n12 March 2024 | 10:15\n\n{BODY}"
    assert [kind for kind, _ in outline(raw)][:3] == ["headline", "by_line", "date_line"]


CELLS = st.text("abcdeXYZ0189%", min_size=1, max_size=12)


@given(st.data(), st.sampled_from(["left", "right"]), st.integers(2, 4))
def test_a_printed_table_is_read_again(data, side, gap):
    columns = data.draw(st.integers(2, 4))
    rows = data.draw(st.lists(st.lists(CELLS, min_size=columns, max_size=columns), min_size=3))
    widths = [max(len(row[n]) for row in rows) for n in range(columns)]
    set_in = [c.ljust if side == "left" else c.rjust for row in rows for c in row]
    cells = [place(widths[i % columns]) for i, place in enumerate(set_in)]
    lines = [
        (" " * gap).join(cells[i : i + columns]).rstrip() for i in range(0, len(cells), columns)
    ]
    assert amid("\n".join(lines)) == [("table", rows)]


def test_prose_that_is_set_to_both_margins_makes_no_tables():
    random = Random(4)
    lines = []
    for _ in range(2000):
        words = ["x" * random.randint(1, 9) for _ in range(random.randint(8, 12))]
        gaps = [" "] * (len(words) - 1)
        for _ in range(70 - len(" ".join(words))):
            gaps[random.randrange(len(gaps))] += " "
        lines.append("".join(a + b for a, b in zip(words, [*gaps, ""], strict=True)))
    kinds = [kind for kind, _ in amid("\n".join(lines))]
    assert "table" not in kinds


def test_a_heading_may_stand_over_the_name_of_a_table():
    lines = "Votes by Ward\n\nTable 1: Votes counted on Monday\nWard\tVotes\nNorth\t1"
    assert amid(lines)[:2] == [
        ("heading", "Votes by Ward"),
        ("paragraph", "Table 1: Votes counted on Monday"),
    ]
