"""A report as a web page."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from generated import spans, texts
from hypothesis import given, settings
from hypothesis import strategies as st
from making import make_article
from report_material import material_of, passage, practice

from annotator.comparison.outcomes import Outcome
from annotator.desktop.looks import outcome_pattern, outcome_sign
from annotator.desktop.palette import CONTRAST, DARK, LIGHT, blended, contrast_ratio
from annotator.desktop.report.contents import report_of
from annotator.desktop.report.marked import fit
from annotator.desktop.report.web import as_web_page
from annotator.desktop.words import outcome_meaning, outcome_name
from annotator.domain.annotation import Alternative, Annotation, KeyDetails, Passage
from annotator.domain.span import Span, merged
from annotator.services.articles import segmentation_of
from annotator.services.importing import add_text
from annotator.services.resources import resource

VOID = {"meta", "br", "hr", "img", "link", "input"}
CLAIM, CLASH, VAGUE, SOUND = "unsupported_claim", "inconsistency", "vague_attribution", "sound"


class Read(HTMLParser):
    """A page as a reader of it: elements, and the article's words with the marks around them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.runs: list[list[tuple[str, frozenset[int]]]] = []
        self.words: list[str] = []
        self._open: list[tuple[str, dict[str, str]]] = []
        self.feed(page)
        self.close()
        assert not self._open, self._open

    def handle_starttag(self, tag, attrs):
        assert len({name for name, _ in attrs}) == len(attrs), attrs
        attributes = dict(attrs)
        self.elements.append((tag, attributes))
        if tag not in VOID:
            self._open.append((tag, attributes))
            if "run" in attributes.get("class", "").split():
                self.runs.append([])

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self._open[-1][0] == tag, (tag, self._open)
        self._open.pop()

    def handle_data(self, data):
        if any(tag in ("style", "head") for tag, _ in self._open):
            return
        self.words.append(data)
        classes = [a.get("class", "").split() for _, a in self._open]
        if any("run" in c for c in classes) and not any("ref" in c for c in classes):
            marks = [int(a["data-mark"]) for _, a in self._open if "data-mark" in a]
            assert len(marks) == len(set(marks))
            self.runs[-1].append((data, frozenset(marks)))

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def of(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def ids(self) -> list[str]:
        return [a["id"] for _, a in self.elements if "id" in a]

    def with_class(self, name: str) -> list[dict[str, str]]:
        return [a for _, a in self.elements if name in a.get("class", "").split()]


def page_of(material) -> str:
    return as_web_page(report_of(material))


@pytest.fixture
def mixed(workspace):
    return practice(workspace, "mixed")


@pytest.mark.parametrize("kind", ["mixed", "perfect", "empty"])
def test_a_page_stands_by_itself_and_is_in_order(workspace, kind):
    page = page_of(practice(workspace, kind))
    read = Read(page)
    assert page.startswith("<!DOCTYPE html>")
    assert "http" not in page.replace("http-equiv", "")
    assert "url(" not in page
    assert "@import" not in page
    names = {tag for tag, _ in read.elements}
    assert not names & {"script", "link", "img", "iframe", "object", "embed", "base", "form"}
    for tag, attributes in read.elements:
        assert "src" not in attributes
        assert not [name for name in attributes if name.startswith("on")]
        if "href" in attributes:
            assert tag == "a"
            assert attributes["href"][1:] in read.ids()
            assert attributes["href"][0] == "#"
    assert len(read.ids()) == len(set(read.ids()))


@pytest.mark.parametrize("kind", ["mixed", "perfect", "empty"])
def test_a_page_can_be_used_without_seeing_it(workspace, kind):
    read = Read(page_of(practice(workspace, kind)))
    (html,) = read.of("html")
    assert html["lang"] == "en"
    assert html["dir"] == "ltr"
    levels = [int(tag[1]) for tag, _ in read.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for svg in read.of("svg"):
        assert svg["role"] == "img"
        assert set(svg["aria-labelledby"].split()) <= set(read.ids())
    for section in read.of("section"):
        assert "id" in section
    for head in read.of("th"):
        assert head["scope"] in ("col", "row")


def test_marks_lead_to_their_items_and_back(mixed):
    read = Read(page_of(mixed))
    items = mixed.comparison.items
    refs = read.with_class("ref")
    assert {ref["href"] for ref in refs} == {f"#item-{n + 1}" for n in range(len(items))}
    links = {a["href"] for a in read.of("a") if a["href"].startswith("#mark-")}
    assert links <= {f"#{ref['id']}" for ref in refs}
    assert {f"#mark-{n + 1}" for n in range(len(items))} <= links
    for ref in refs:
        assert ref["aria-label"].startswith(f"Passage {ref['href'].removeprefix('#item-')}: ")


def test_every_mark_has_the_colour_pattern_and_sign_of_its_outcome(mixed):
    page = page_of(mixed)
    read = Read(page)
    css = page[page.index("<style>") : page.index("</style>")]
    for outcome in Outcome:
        name = outcome.value.replace("_", "-")
        (rule,) = re.findall(rf"^\.{name} {{(.*)}}$", css, re.MULTILINE)
        assert f"--own: var(--{name})" in rule
        assert f"--line-style: {outcome_pattern(outcome)}" in rule
        assert any(name in m["class"].split() for m in read.of("mark")), outcome
        assert re.search(rf">\d+ {re.escape(outcome_sign(outcome))}<", page), outcome


def test_items_tell_both_sides_and_why(mixed):
    read = Read(page_of(mixed))
    for item in mixed.comparison.items:
        assert " ".join(item.explanation.split()) in read.text
        assert outcome_name(item.outcome) in read.text
        assert outcome_meaning(item.outcome) in read.text
        for annotation in (item.set_annotation, item.key_annotation):
            for quoted in annotation.passages if annotation else ():
                assert " ".join(quoted.quote.split()) in read.text
    for sound in mixed.sound:
        assert " ".join(sound.note.split()) in read.text
    assert "The council does not say who she speaks for." in read.text
    assert "Nobody is <b>named</b> & known." in read.text
    assert "Fairly sure" in read.text
    assert "You left it alone" in read.text
    assert "You flagged it" in read.text
    assert "What to do next time" in read.text


def test_figures_are_in_a_table_as_well(mixed):
    read = Read(page_of(mixed))
    counts = mixed.comparison.counts
    row = f"All {counts.key} {counts.set} {counts.hit} {counts.partial} {counts.wrong_category} "
    row += f"{counts.missed} {counts.flagged_sound} {counts.not_in_key}"
    assert row in read.text
    assert read.of("rect")


def test_the_words_of_the_chart_are_as_large_on_a_narrow_screen(mixed):
    read = Read(page_of(mixed))
    drawings = read.of("svg")
    rows = [r for r in mixed.comparison.per_category.values() if r.counts.key or r.counts.set]
    assert len(drawings) == len(rows)
    assert not any("viewbox" in svg for svg in drawings)  # with one all of it is scaled
    for rect in read.of("rect"):
        start, width = (float(rect[side].removesuffix("%")) for side in ("x", "width"))
        assert 0 <= start < start + width <= 100
        assert rect["x"].endswith("%")
    counts = mixed.comparison.per_category[CLASH].counts
    assert f"Inconsistency {counts.hit + counts.partial} of {counts.key} found" in read.text


def test_what_is_undefined_is_said_in_words(workspace):
    article = workspace.articles.all()[0]
    empty = Read(page_of(practice(workspace, "empty")))
    assert "You marked nothing." in empty.text
    assert "Precision and F1 are not defined: you marked nothing." in empty.text
    nothing = Read(page_of(material_of(article, (), (), segmentation_of(article))))
    assert "The key marks nothing here: it takes the article to be sound." in nothing.text
    assert "Recall and F1 are not defined: the key marks nothing." in nothing.text
    assert "The key has no weak sentence to find here." in nothing.text
    assert not nothing.of("svg")
    assert not nothing.of("mark")


def test_hints_are_told_where_there_were_any(mixed):
    assert "Hints taken" not in Read(page_of(mixed)).text
    assert "Hints taken 3" in Read(page_of(replace(mixed, hints=3))).text


def test_a_key_with_sound_passages_only(workspace):
    article = workspace.articles.all()[0]
    quote = passage(article, "Amina Rowe, the councillor")
    key = [Annotation("k", SOUND, quote, note="She is named.")]
    marks = [Annotation("m", CLAIM, quote)]
    read = Read(page_of(material_of(article, marks, key, segmentation_of(article))))
    assert "The key marks nothing here" in read.text
    assert "She is named." in read.text
    assert "Flagged sound" in read.text
    assert [m["class"].split()[0] for m in read.of("mark")] == ["flagged-sound"]


def test_the_answer_that_a_mark_was_held_against_is_told(workspace):
    article = workspace.articles.all()[0]
    own, other = (
        passage(article, "Amina Rowe, the councillor"),
        passage(article, "Parents have complained"),
    )
    answers = KeyDetails(alternatives=(Alternative(CLAIM, other),))
    key = [Annotation("k", VAGUE, own, key=answers)]
    marks = [Annotation("m", CLASH, other)]
    read = Read(page_of(material_of(article, marks, key, segmentation_of(article))))
    assert "You: Inconsistency. The key: Unsupported claim." in read.text
    assert "The key marks the same" in read.text
    assert "The key takes this answer as well as its own." in read.text
    assert "What the key marks, in the text" not in read.text


def test_sound_passages_that_begin_alike_are_told_apart(workspace):
    article = workspace.articles.all()[0]
    long, short = passage(article, "Amina Rowe, the councillor"), passage(article, "Amina Rowe,")
    key = [
        Annotation("k1", SOUND, long, note="Her office is named."),
        Annotation("k2", SOUND, short, note="She is named."),
    ]
    marks = [Annotation("m", CLAIM, passage(article, "the councillor who tabled"))]
    read = Read(page_of(material_of(article, marks, key, segmentation_of(article))))
    assert read.text.count("You left it alone") == 1


def test_a_mark_that_is_partly_right_says_why_and_what_it_covers_of_a_sound_passage(workspace):
    article = add_text(
        workspace.articles, "Boats\n\nMany say it is so. Amina Rowe keeps the list.", "b.md"
    ).article
    key = [
        Annotation("k", VAGUE, passage(article, "Many say"), note="Who?"),
        Annotation("s", SOUND, passage(article, "Amina Rowe keeps the list"), note="She is named."),
        Annotation("t", SOUND, passage(article, "Boats"), note="They are there."),
    ]
    marks = [Annotation("m", VAGUE, passage(article, "Many say it is so. Amina Rowe"))]
    marks[0] = replace(marks[0], confidence=1.0)
    read = Read(page_of(material_of(article, marks, key, segmentation_of(article))))
    why = "Why only partly It goes 2 word.* beyond the sentence: “Amina Rowe”"
    assert re.search(why, read.text)
    assert "What this means" not in read.text
    assert "It also covers words that the key holds to be sound: “Amina Rowe”." in read.text
    assert "Certain, and partly right." in read.text
    assert read.text.count("You left it alone") == 1  # of the headline
    assert "Your mark reaches into it" in read.text
    assert "Passage 1 Your mark there covers “Amina Rowe” too." in read.text


def test_lists_tables_and_headings_of_the_article_are_real(workspace):
    text = (
        "# Ships\n\nBy Ann Lee\n\n#### Deep\n\n- one\n- two\n  - inner\n\n3. third\n4. fourth\n\n"
        "> A quotation.\n\n| Year | Boats |\n| --- | --- |\n| 2023 | |\n"
    )
    article = add_text(workspace.articles, text, "ships.md").article
    page = page_of(material_of(article, (), ()))
    read = Read(page)
    assert re.search(r"<ul>\s*<li[^>]*>.*one.*<li[^>]*>.*two.*<ul>.*inner", page, re.DOTALL)
    assert [li.get("value") for li in read.of("li") if "value" in li] == ["3", "4"]
    assert read.of("blockquote")
    assert re.search(r'<th scope="col" dir="auto"><span class="run">Year', page)
    assert '<td dir="auto"></td>' in page
    assert re.search('<h3[^>]*><span class="run">Ships', page)
    assert re.search('<h4[^>]*><span class="run">Deep', page)  # no level is left out


def test_text_from_right_to_left_runs_its_own_way(workspace):
    text = "שלום עולם\n\nהספינה הגיעה אל הנמל. Experts say so."
    article = add_text(workspace.articles, text, "hebrew").article
    marks = [Annotation("m", VAGUE, passage(article, "הגיעה אל"), note="מי אומר?")]
    read = Read(page_of(material_of(article, marks, ())))
    assert "הגיעה אל" in ["".join(t for t, m in run if m) for run in read.runs]
    for tag, attributes in read.elements:
        if tag in ("h1", "dd", "blockquote", "li") and attributes.get("class") != "muted":
            assert attributes.get("dir", "auto") == "auto", (tag, attributes)
    assert [p for p in read.of("p") if p.get("dir") == "auto"]


def test_an_end_in_another_article_is_named(workspace):
    article = make_article("Six boats sail at noon.")
    there = Passage("five boats", "", "", None, source="f" * 64)
    marks = [Annotation("m", CLASH, passage(article, "Six boats"), (there,))]
    known = material_of(article, marks, (), titles={"f" * 64: "The <other> one"})
    assert "“five boats” in “The <other> one”" in Read(page_of(known)).text
    assert "“five boats” in another article" in Read(page_of(material_of(article, marks, ()))).text


@pytest.mark.parametrize("theme", [LIGHT, DARK, CONTRAST])
def test_words_can_be_read_below_three_marks(theme):
    from PySide6.QtGui import QColor

    for colour in theme.outcomes.values():
        laid = QColor(theme.page)
        for _ in range(3):
            laid = blended(QColor(colour), laid, theme.fill)
        assert contrast_ratio(QColor(theme.text), laid) >= 4.5, colour
        # Badges, and the edges of bars and entries.
        assert contrast_ratio(QColor(colour), QColor(theme.page)) >= 4.5
        assert contrast_ratio(QColor(colour), QColor(theme.window)) >= 3


def test_the_template_escapes_whatever_an_article_holds():
    bad = '</style><script>alert(1)</script> & "quotes" {{ 7 * 7 }} <b>x</b>'
    article = make_article(bad, title=bad)
    whole = (Passage.cut(bad, Span(0, len(bad))),)
    marks = [Annotation("m", CLAIM, whole, note=bad, argument=bad)]
    page = page_of(material_of(article, marks, ()))
    read = Read(page)
    assert not read.of("script")
    assert "<b>x</b>" not in page
    assert " ".join(bad.split()) in read.text


def test_the_template_files_are_where_the_program_looks():
    assert resource("report", "report.html").is_file()
    assert resource("report", "report.css").is_file()


@st.composite
def marked_texts(draw):
    text = draw(texts(min_size=1).filter(lambda t: t))
    article = make_article(text)

    def some(prefix):
        return [
            Annotation(
                f"{prefix}{n}", draw(st.sampled_from([CLAIM, VAGUE])), (Passage.cut(text, s),)
            )
            for n, s in enumerate(draw(st.lists(spans(len(text)), max_size=5)))
        ]

    return article, some("m"), some("k")


@settings(max_examples=60)
@given(marked_texts())
def test_the_article_on_the_page_is_the_article_and_marks_cover_their_words(drawn):
    article, marks, key = drawn
    material = material_of(article, marks, key)
    read = Read(page_of(material))
    (run,) = read.runs
    text = "".join(piece for piece, _ in run)
    assert text == fit(article.text)
    assert len(text) == len(article.text)
    seen: dict[int, set[int]] = {}
    at = 0
    for piece, inside in run:
        for mark in inside:
            seen.setdefault(mark, set()).update(range(at, at + len(piece)))
        at += len(piece)
    wanted = []
    for item in material.comparison.items:
        own, theirs = item.set_annotation, item.key_annotation
        first = own or theirs
        wanted.append(first.all_spans)
        if own and theirs:
            wanted.append(tuple(s for s in theirs.all_spans if s not in own.all_spans))
    expected = [set(range(s.start, s.end)) for one in wanted for s in merged(one)]
    assert [seen[n] for n in sorted(seen)] == expected
