"""A report put together: what stands in it, and in which order."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QLocale, Qt

from annotator import __version__
from annotator.desktop.report.entries import entries, sound_entries
from annotator.desktop.report.figures import chart, counts_table, reader_table, score_table
from annotator.desktop.report.marked import fit, marked_article
from annotator.desktop.report.parts import Facts, Listing, Part, Report, Section, Step, Words
from annotator.desktop.review_words import habits, headline, second_line
from annotator.desktop.step_words import step_text, step_title
from annotator.desktop.words import date_words
from annotator.domain.annotation import Status
from annotator.services.clock import utc_now
from annotator.services.reporting import Material

translate = QCoreApplication.translate

EXAMPLES = 3
"""How many passages a step names."""


def report_of(material: Material) -> Report:
    """Everything that a report of a comparison tells, in the user's language."""
    language = translate("report", "en", "the tag of the language into which this is translated")
    right_to_left = QLocale(language).textDirection() is Qt.LayoutDirection.RightToLeft
    title = fit(material.article.title)
    return Report(
        language=language,
        direction="rtl" if right_to_left else "ltr",
        title=translate("report", "Review of “{title}”: {name}").format(
            title=title, name=fit(material.info.name)
        ),
        kicker=translate("report", "Review"),
        heading=title,
        facts=Facts(tuple(_facts(material))),
        contents=translate("report", "Contents"),
        sections=tuple(_sections(material)),
        made=translate("report", "Made with Annotator {version} on {date}.").format(
            version=__version__, date=date_words(utc_now())
        ),
    )


def _facts(material: Material) -> Iterator[tuple[str, str]]:
    article, info = material.article, material.info
    if article.source:
        yield translate("report", "Source"), fit(article.source)
    if article.date:
        yield translate("report", "Date of the article"), date_words(article.date)
    yield translate("report", "Marks"), fit(info.name)
    if info.annotator:
        yield translate("report", "Made by"), fit(info.annotator)
    submitted = info.status is Status.SUBMITTED and info.submitted_at
    yield (
        translate("report", "Submitted"),
        date_words(info.submitted_at) if submitted else translate("report", "not yet"),
    )
    yield translate("report", "Held against the key"), fit(material.key.name)
    if material.hints:
        yield translate("report", "Hints taken"), QLocale().toString(material.hints)
    yield translate("report", "Codebook"), fit(material.codebook.name)


def _sections(material: Material) -> Iterator[Section]:
    marked = marked_article(material.article, material.comparison.items, material.codebook)
    yield Section("summary", translate("report", "Summary"), tuple(_summary(material)))
    yield Section("article", translate("report", "The article with the marks"), (marked,))
    found = tuple(entries(material, marked.highlights))
    nothing = Words(translate("report", "Nothing was marked, by you or by the key."))
    yield Section("items", translate("report", "Passage by passage"), found or (nothing,))
    if material.sound:
        told = Words(
            translate(
                "report",
                "These passages a careful reader would defend. Not to flag them is right.",
            )
        )
        yield Section(
            "sound", translate("report", "Sound passages"), (told, *sound_entries(material))
        )
    yield Section("scores", translate("report", "Scores"), tuple(_scores(material)))


def _summary(material: Material) -> Iterator[Part]:
    comparison = material.comparison
    yield Words(headline(comparison.counts), "lead")
    yield Words(second_line(comparison))
    for sentence, numbers in habits(comparison):
        yield Words(f"{sentence} {numbers}")
    steps = tuple(_next_steps(material))
    if steps:
        yield Listing(translate("report", "What to do next time"), steps)
    drawn = chart(comparison, material.codebook)
    yield drawn or counts_table(comparison, material.codebook)


def _next_steps(material: Material) -> Iterator[Step]:
    from annotator.comparison.next_steps import next_steps  # noqa: PLC0415 (takes a while)

    for step in next_steps(material.comparison):
        yield Step(
            title=step_title(step, material.codebook),
            text=step_text(step, material.codebook),
            links=tuple(
                (f"item-{n + 1}", translate("report", "passage {number}").format(number=n + 1))
                for n in step.items[:EXAMPLES]
            ),
        )


def _scores(material: Material) -> Iterator[Part]:
    yield Words(
        translate(
            "report",
            "A hit has the right category, touches the core of the key's passage and stays within "
            "its sentence, or has at least half of its extent in common with it. What overlaps "
            "otherwise, or has one end of two, counts as partly found. What is not in the key "
            "need not be wrong.",
        )
    )
    yield score_table(material.comparison)
    yield reader_table(material.comparison)
