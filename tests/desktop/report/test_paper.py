"""A report on pages."""

from __future__ import annotations

import io
import re

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from report_material import material_of, passage, practice

from annotator.desktop.report.contents import report_of
from annotator.desktop.report.paper import as_pdf, page_layout, print_report
from annotator.desktop.report.parts import (
    Entry,
    Facts,
    Part,
    Report,
    Said,
    Section,
    Table,
    Words,
)
from annotator.desktop.words import outcome_name
from annotator.domain.annotation import Annotation, Passage
from annotator.domain.span import Span
from annotator.services.importing import add_text

# Those of the report, captions of its tables, and those of the long article.
HEADINGS = r"(Heading\d+x|Passage by passage|Scores|the marks|and outcome|how sure to be) *$"

pytestmark = pytest.mark.usefixtures("qapp")


def read(pdf: bytes) -> PdfReader:
    assert pdf.startswith(b"%PDF")
    return PdfReader(io.BytesIO(pdf))


def pages_of(pdf: bytes) -> list[str]:
    """The words of every page."""
    return [" ".join(page.extract_text().split()) for page in read(pdf).pages]


@pytest.mark.parametrize("kind", ["mixed", "perfect", "empty"])
def test_a_report_is_pages_of_a4_with_title_and_numbers(workspace, kind):
    report = report_of(practice(workspace, kind))
    pdf = as_pdf(report)
    file = read(pdf)
    assert file.metadata.title == report.title
    pages = pages_of(pdf)
    assert len(pages) > 2
    for number, (page, words) in enumerate(zip(file.pages, pages, strict=True), 1):
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
        assert f"{number} / {len(pages)}" in words
        assert report.heading in words


def test_what_the_page_tells_can_be_read_in_it(workspace):
    material = practice(workspace, "mixed")
    text = " ".join(pages_of(as_pdf(report_of(material))))
    for item in material.comparison.items:
        assert " ".join(item.explanation.split()) in text
    for sound in material.sound:
        assert " ".join(sound.note.split()) in text
    assert "Nobody is <b>named</b> & known." in text
    assert "The council does not say who she speaks for." in text
    assert "What to do next time" in text
    assert "Strict: same words, same category" in text


@pytest.fixture
def long_article(workspace):
    """Headings, paragraphs, lists and a table with numbered words, over some pages."""
    parts = ["# A long one"]
    for n in range(60):
        parts += [f"## Heading{n}x", " ".join(f"w{n}x{i}y" for i in range(n % 7 * 9 + 3)) + "."]
        if n % 9 == 4:
            parts.append("\n".join(f"- point{n}x{i}y" for i in range(4)))
    rows = "\n".join(f"| row{n}x | cell{n}x |" for n in range(70))
    parts.append(f"| Name | Thing |\n| --- | --- |\n{rows}\n\nThe end of it.")
    return add_text(workspace.articles, "\n\n".join(parts), "long.md").article


def test_no_line_is_cut_between_pages_and_none_is_lost(long_article):
    pages = pages_of(as_pdf(report_of(material_of(long_article, (), ()))))
    words = re.findall(r"\b(?:w|Heading|point|row|cell)\d+x(?:\d+y)?", " ".join(pages))
    wanted = re.findall(r"\b(?:w|Heading|point|row|cell)\d+x(?:\d+y)?", long_article.text)
    assert words == wanted  # a line that is cut is on two pages


def test_no_line_below_a_table_is_cut():
    def words(n: int, many: int) -> str:
        return " ".join(f"w{n}x{i}y" for i in range(many))

    parts: list[Part] = []
    for n in range(60):
        rows = tuple((f"row{n}x{i}y", f"cell{n}x{i}y") for i in range(n % 4 + 1))
        parts.append(Words(words(n, n % 5 * 9 + 3)))
        parts.append(Table(f"cap{n}x", ("Name", "Thing"), rows, (words(n + 100, 40),)))
    section = Section("s", "Tables", tuple(parts))
    report = Report("en", "ltr", "T", "K", "H", Facts(()), "C", (section,), "made")
    text = " ".join(pages_of(as_pdf(report)))
    for n in range(60):
        assert re.findall(rf"\bw{n}x\d+y", text) == words(n, n % 5 * 9 + 3).split()
        assert re.findall(rf"\bw{n + 100}x\d+y", text) == words(n + 100, 40).split()
        assert len(re.findall(rf"\b(?:row|cell|cap){n}x", text)) == 2 * (n % 4 + 1) + 1


def test_a_table_that_goes_on_has_its_head_on_every_page():
    rows = tuple((f"row{n}x", f"cell{n}x") for n in range(90))
    table = Table("Caption", ("Thename", "Thething"), rows, ())
    before = tuple(Words(f"line {n}") for n in range(9))
    section = Section("s", "Tables", (*before, table, Words("behind it")))
    report = Report("en", "ltr", "T", "K", "H", Facts(()), "C", (section,), "made")
    pages = pages_of(as_pdf(report))
    assert len(pages) > 2
    for number, page in enumerate(pages):
        here = re.findall(r"row\d+x", page)
        assert here
        assert len(re.findall("Thename Thething", page)) == 1
        assert page.index("Thething") < page.index(here[0])
        assert page.startswith("Thename") is (number > 0)
    assert re.findall(r"row\d+x", " ".join(pages)) == [row for row, _ in rows]


def test_headings_stay_with_what_follows(long_article, workspace):
    mixed = practice(workspace, "mixed")
    empty = practice(workspace, "empty")
    for material in (material_of(long_article, (), ()), mixed, empty):
        for page in pages_of(as_pdf(report_of(material))):
            body = page[: page.rindex("Review of “")]
            assert not re.search(HEADINGS, body), page


def test_a_heading_and_words_that_lead_in_stay_with_the_first_entry():
    said = (Said("", " ".join(["word"] * 60)), Said("Why", "because " * 30))
    entry = Entry("a", "", "!", "flagged_sound", "Theentry", "", said)
    broken = 0
    for lines in range(20, 40):
        before = Section("b", "Before", tuple(Words(f"line {n}") for n in range(lines)))
        section = Section("s", "Theheading", (Words("Leadsin"), entry))
        report = Report("en", "ltr", "T", "K", "H", Facts(()), "C", (before, section), "made")
        pages = pages_of(as_pdf(report))
        (page,) = [page for page in pages if "Theheading" in page]
        assert "Leadsin" in page
        assert "Theentry" in page
        assert page.index("Theheading") < page.index("because")
        broken += page is not pages[0]
    assert 0 < broken < 20  # there are reports of both kinds


def test_what_takes_half_a_page_begins_where_there_is_room():
    said = tuple(Said("Why", f"w{n}y") for n in range(22))
    entry = Entry("a", "", "!", "flagged_sound", "Theentry", "", said)
    parts = (*(Words(f"line {n}") for n in range(24)), entry)
    section = Section("s", "Theheading", parts)
    report = Report("en", "ltr", "T", "K", "H", Facts(()), "C", (section,), "made")
    first, second = pages_of(as_pdf(report))
    assert "Theentry" in first
    found = [re.findall(r"\bw\d+y", page) for page in (first, second)]
    assert all(found)
    assert found[0] + found[1] == [f"w{n}y" for n in range(22)]


def test_an_item_is_not_broken_over_pages(workspace):
    material = practice(workspace, "mixed")
    pages = pages_of(as_pdf(report_of(material)))
    for item in material.comparison.items:
        if item.explanation:
            why = " ".join(item.explanation.split())
            told = f"{outcome_name(item.outcome)} · "
            assert [p for p in pages if why in p and told in p], why


def test_text_from_right_to_left_and_of_every_plane(workspace):
    text = "שלום עולם\n\nהספינה הגיעה אל הנמל. Experts say so 👩‍🚒 𝒜gain."
    article = add_text(workspace.articles, text, "hebrew").article
    marks = [
        Annotation("m", "vague_attribution", passage(article, "הגיעה אל"), note="מי אומר?"),
        Annotation("n", "vague_attribution", passage(article, "Experts say so 👩‍🚒")),
    ]
    pages = pages_of(as_pdf(report_of(material_of(article, marks, ()))))
    assert "Experts say so" in " ".join(pages)


def test_marks_over_everything_and_in_many_lanes(workspace):
    article = add_text(workspace.articles, "One.\n\n" + "word " * 400, "words").article
    length = len(article.text)
    marks = [
        Annotation(f"m{n}", "unsupported_claim", (Passage.cut(article.text, Span(n * 7, length)),))
        for n in range(12)
    ]
    pages = pages_of(as_pdf(report_of(material_of(article, marks, ()))))
    assert len(pages) > 2


def test_a_range_of_pages_goes_to_a_printer(workspace, tmp_path):
    report = report_of(practice(workspace, "mixed"))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setPageLayout(page_layout(QPageSize.PageSizeId.Letter))
    printer.setFromTo(2, 3)
    print_report(report, printer)
    data = (tmp_path / "printed.pdf").read_bytes()
    file, pages = read(data), pages_of(data)
    assert [round(file.pages[0].mediabox.width), round(file.pages[0].mediabox.height)] == [612, 792]
    assert len(pages) == 2
    assert re.search(r"2 / \d+", pages[0])
    assert re.search(r"3 / \d+", pages[1])


def test_a_report_on_paper_needs_no_ui_thread(workspace):
    from annotator.desktop import tasks

    report = report_of(practice(workspace, "mixed"))
    done = []
    task = tasks.start(lambda _report: as_pdf(report), done.append, done.append)
    from PySide6.QtCore import QEventLoop

    loop = QEventLoop()
    task.finished.connect(loop.quit)
    loop.exec()
    assert done[0].startswith(b"%PDF")
