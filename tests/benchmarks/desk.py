"""How long the desk takes from a key press to what it paints, beside Qt's own ways of marking.

    python tests/benchmarks/desk.py [--samples 120] [--only WORD]

The real main window, 1280x800, offscreen unless QT_QPA_PLATFORM says otherwise, on a real library:
storing counts. A time ends when the page's viewport has been painted and the event loop has nothing
more to do. The side-by-side part gives the same marks to a QTextEdit with extra selections, to a
QTextEdit with a QSyntaxHighlighter, and to the page of the desk (painting alone, without storage
and margin), and measures one mark more.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from made_up import annotations_on, article_text, table
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QThreadPool
from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSlider, QTextEdit, QWidget

from annotator.desktop.app import make_application
from annotator.desktop.document import typeset
from annotator.desktop.looks import annotation_mark
from annotator.desktop.page_style import PageStyle
from annotator.desktop.page_view import PageView
from annotator.desktop.positions import TextMap
from annotator.desktop.theme import theme_named
from annotator.desktop.window import MainWindow
from annotator.domain.annotation import Annotation, Role, SetInfo, Status
from annotator.domain.article import Article
from annotator.domain.span import Span
from annotator.services.importing import add_text
from annotator.services.workspace import Workspace

MEGABYTE = 1_000_000
SIZE = (1280, 800)


class Painted(QObject):
    """Measures until a widget has been painted and no event is left."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._seen = False
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Note a paint event."""
        self._seen = self._seen or event.type() is QEvent.Type.Paint
        return False

    def time(self, action: Callable[[], object]) -> float:
        """Milliseconds from the action to the end of the painting that it brings about."""
        settle()
        self._seen = False
        begun = time.perf_counter()
        action()
        APP.processEvents()
        while not self._seen:
            APP.processEvents()
            if time.perf_counter() - begun > 30:
                raise TimeoutError("nothing was painted")
        return (time.perf_counter() - begun) * 1000


def settle() -> None:
    """Handle events until there are none, and no work is left on other threads."""
    while QThreadPool.globalInstance().activeThreadCount():
        QThreadPool.globalInstance().waitForDone(50)
        APP.processEvents()
    for _ in range(3):
        APP.processEvents()


class Bench:
    """A window on a library that is made for this, and what is measured in it."""

    def __init__(self, folder: Path, samples: int) -> None:
        self.samples = samples
        self.workspace = Workspace(folder / "library.annotator")
        self.window = MainWindow(self.workspace)
        self.window.resize(*SIZE)
        self.window.show()
        self.page = self.window.desk.page
        self.painted = Painted(self.page.viewport())
        self.rng = random.Random(3)
        settle()

    def article(self, size: int) -> Article:
        """A made-up article, stored."""
        return add_text(self.workspace.articles, article_text(size), f"made-up-{size}.md").article

    def annotated(self, article: Article, count: int) -> SetInfo:
        """A draft with so many annotations, stored."""
        annotations = annotations_on(article, self.workspace.codebook, count)
        return self.workspace.sets.store(
            article,
            f"{count} marks",
            role=Role.LEARNER,
            status=Status.DRAFT,
            annotations=annotations,
        )

    def open(self, article: Article, info: SetInfo, opens: int) -> tuple[list[float], list[float]]:
        """Opening from the library, again and again.

        Until the first page of text is painted, and until its marks are painted too.
        """
        text, marks = [], []
        for _ in range(opens):
            self.window.show_library()
            settle()
            begun = time.perf_counter()
            text.append(self.painted.time(lambda: self.window.open_article(article.id, info)))
            while self.window.desk.session is None:
                APP.processEvents()
            APP.processEvents()
            marks.append((time.perf_counter() - begun) * 1000)
        settle()
        return text, marks

    def somewhere(self) -> None:
        """Scroll to a random place."""
        bar = self.page.verticalScrollBar()
        bar.setValue(self.rng.randint(0, bar.maximum()))
        settle()

    def mark(self, article: Article) -> tuple[list[float], list[float]]:
        """Select a passage in sight and press 1; also how long storing took of that."""
        times, stored = [], []
        editor = self.window.desk.session._editor
        store = editor._apply

        def timed(*args: object, **named: object) -> object:
            begun = time.perf_counter()
            try:
                return store(*args, **named)
            finally:
                stored.append((time.perf_counter() - begun) * 1000)

        editor._apply = timed
        for _ in range(self.samples):
            self.somewhere()
            viewport = self.page.viewport().rect()
            while True:
                point = QPoint(
                    self.rng.randint(40, viewport.width() - 40),
                    self.rng.randint(30, viewport.height() - 60),
                )
                position = self.page.cursorForPosition(point).position()
                start = self.page._page.positions.to_offset(position)
                start = max(0, min(start, len(article.text) - 60))
                self.page.select(Span(start, start + self.rng.randint(10, 60)))
                span = self.page.snapped_selection()
                if span is not None and not self._is_marked(span):
                    break
            before = len(self.window.desk.session.annotations)
            self.page.setFocus()
            times.append(self.painted.time(lambda: QTest.keyClick(self.page, Qt.Key.Key_1)))
            if len(self.window.desk.session.annotations) != before + 1:
                raise RuntimeError("the key press marked nothing")
        self.page.clear_selection()
        self.window.desk.session.activate(None)
        settle()
        return times, stored

    def _is_marked(self, span: Span) -> bool:
        """Whether the key would only go to a mark that is there."""
        return any(mark.spans == (span,) for mark in self.page.marks_at(span.start))

    def page_down(self) -> list[float]:
        """The key for the next page; the caret goes along."""
        times = []
        bar = self.page.verticalScrollBar()
        for _ in range(self.samples):
            if bar.value() > bar.maximum() - 3 * bar.pageStep():
                self.page.place_caret(0)
                bar.setValue(0)
            self.page.setFocus()
            times.append(self.painted.time(lambda: QTest.keyClick(self.page, Qt.Key.Key_PageDown)))
        return times

    def scroll(self) -> list[float]:
        """A page by the scroll bar; the caret stays."""
        times = []
        bar = self.page.verticalScrollBar()
        step = QAbstractSlider.SliderAction.SliderPageStepAdd
        bar.setValue(0)
        for _ in range(self.samples):
            if bar.value() > bar.maximum() - 3 * bar.pageStep():
                bar.setValue(0)
            times.append(self.painted.time(lambda: bar.triggerAction(step)))
        return times


# Side by side


def highlight_format(colour: QColor) -> QTextCharFormat:
    """What both of Qt's ways can show: a ground and a line."""
    ground = QColor(colour)
    ground.setAlphaF(0.25)
    shown = QTextCharFormat()
    shown.setBackground(ground)
    shown.setUnderlineColor(colour)
    shown.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    return shown


class WithSelections(QTextEdit):
    """Marks as extra selections."""

    def __init__(self, document: QTextDocument, positions: TextMap) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setDocument(document)
        self._positions = positions
        self._selections: list[QTextEdit.ExtraSelection] = []

    def add(self, spans: tuple[Span, ...], colour: QColor) -> None:
        """Keep one more mark; nothing is shown yet."""
        for span in spans:
            start, end = self._positions.positions(span)
            selection = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            selection.cursor = cursor
            selection.format = highlight_format(colour)
            self._selections.append(selection)

    def show_all(self) -> None:
        """Give them all to Qt, which knows no other way."""
        self.setExtraSelections(self._selections)


class Highlighter(QSyntaxHighlighter):
    """Marks by run of text, set as formats when their block is highlighted."""

    def __init__(self, document: QTextDocument, positions: TextMap) -> None:
        super().__init__(document)
        self._positions = positions
        self._by_position: dict[int, list[tuple[int, int, QTextCharFormat]]] = {}

    def add(self, spans: tuple[Span, ...], colour: QColor) -> list[int]:
        """Keep one more mark; returns the positions of the blocks to highlight again."""
        touched = []
        for span in spans:
            for number, start, end in self._positions.pieces(span):
                position = self._positions.runs[number].position
                part = (start, end - start, highlight_format(colour))
                self._by_position.setdefault(position, []).append(part)
                touched.append(position)
        return touched

    def highlight_again(self, positions: list[int]) -> None:
        """Highlight these blocks and no others."""
        for position in positions:
            self.rehighlightBlock(self.document().findBlock(position))

    def highlightBlock(self, _text: str) -> None:  # noqa: N802 (Qt's name)
        """Set the formats of one block."""
        for start, length, shown in self._by_position.get(self.currentBlock().position(), ()):
            self.setFormat(start, length, shown)


class SideBySide:
    """One more mark in sight, by each of the three ways, on the same article."""

    def __init__(self, article: Article, workspace: Workspace) -> None:
        self._article = article
        self._codebook = workspace.codebook
        self._theme = theme_named("light")

    def run(self, count: int, samples: int) -> Iterator[tuple[str, list[float], str]]:
        """Rows for the table: the page of the desk first."""
        marks = annotations_on(self._article, self._codebook, count)
        ours = self._desk(marks, samples)
        yield f"{count:>7} marks: page of the desk", ours, ""
        for name, measure, fewer in (
            ("extra selections", self._selections, 5 if count > 20_000 else 20),
            ("syntax highlighter", self._highlighter, samples),
        ):
            times = measure(marks, min(samples, fewer))
            ratio = median(times) / median(ours)
            yield f"{count:>7} marks: {name}", times, f"{ratio:.1f} times the desk's"

    def _extra(self, widget: QTextEdit, positions: TextMap, samples: int) -> Iterator[Annotation]:
        """Fresh annotations, each on the page that is in sight when it is asked for."""
        # Qt lays out what is in sight and the rest later: for a place far down it must be done.
        widget.document().documentLayout().blockBoundingRect(widget.document().lastBlock())
        settle()
        rng = random.Random(4)
        fresh = annotations_on(self._article, self._codebook, samples, seed=5)
        for annotation in fresh:
            bar = widget.verticalScrollBar()
            span = annotation.spans[0]
            cursor = QTextCursor(widget.document())
            cursor.setPosition(positions.to_position(span.start))
            top = bar.value() + widget.cursorRect(cursor).top()
            bar.setValue(top - rng.randint(100, 500))
            settle()
            yield annotation

    def _measure(
        self, widget: QTextEdit, positions: TextMap, samples: int, add: Callable[[Annotation], None]
    ) -> list[float]:
        painted = Painted(widget.viewport())
        times = [
            painted.time(lambda annotation=annotation: add(annotation))
            for annotation in self._extra(widget, positions, samples)
        ]
        widget.close()
        widget.deleteLater()
        settle()
        return times

    def _desk(self, marks: tuple[Annotation, ...], samples: int) -> list[float]:
        page = PageView()
        page.resize(*SIZE)
        page.show_article(self._article, self._theme, PageStyle())
        page.set_marks(annotation_mark(a, self._codebook, self._theme) for a in marks)
        page.show()
        settle()

        def add(annotation: Annotation) -> None:
            page.set_mark(annotation_mark(annotation, self._codebook, self._theme))

        return self._measure(page, page._page.positions, samples, add)

    def _selections(self, marks: tuple[Annotation, ...], samples: int) -> list[float]:
        set_up = typeset(self._article, self._theme, PageStyle())
        widget = WithSelections(set_up.document, set_up.positions)
        set_up.document.setParent(widget)
        self._show(widget)
        for annotation in marks:
            widget.add(annotation.all_spans, self._colour(annotation))
        widget.show_all()
        settle()

        def add(annotation: Annotation) -> None:
            widget.add(annotation.all_spans, self._colour(annotation))
            widget.show_all()

        return self._measure(widget, set_up.positions, samples, add)

    def _highlighter(self, marks: tuple[Annotation, ...], samples: int) -> list[float]:
        set_up = typeset(self._article, self._theme, PageStyle())
        widget = QTextEdit()
        widget.setReadOnly(True)
        widget.setDocument(set_up.document)
        set_up.document.setParent(widget)
        highlighter = Highlighter(set_up.document, set_up.positions)
        for annotation in marks:
            highlighter.add(annotation.all_spans, self._colour(annotation))
        highlighter.rehighlight()
        self._show(widget)
        settle()

        def add(annotation: Annotation) -> None:
            touched = highlighter.add(annotation.all_spans, self._colour(annotation))
            highlighter.highlight_again(touched)

        return self._measure(widget, set_up.positions, samples, add)

    def _show(self, widget: QTextEdit) -> None:
        """As wide a column as the desk has at this size."""
        widget.setFrameShape(QTextEdit.Shape.NoFrame)
        widget.resize(700, SIZE[1])
        widget.show()

    def _colour(self, annotation: Annotation) -> QColor:
        category = self._codebook[annotation.category]
        return self._theme.category(category.id, category.colour)


# Everything


def desk_rows(bench: Bench, size: int, count: int, only: str) -> Iterator[tuple[str, list[float]]]:
    """What is measured on one article with so many annotations."""
    article = bench.article(size)
    info = bench.annotated(article, count)
    text, marks = bench.open(article, info, 9 if count < 100_000 else 3)
    yield "open, until the first page of text is painted", text
    yield "open, until its marks are painted too", marks
    if not only or only in "mark":
        times, stored = bench.mark(article)
        yield "key press 1, until painted", times
        yield "of which storing, with the disk's own time", stored
    if not only or only in "scroll":
        yield "PageDown, until painted", bench.page_down()
        yield "page by the scroll bar, until painted", bench.scroll()


def say(text: str) -> None:
    """Write at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main() -> int:
    """Measure and print; the exit code says that it ran, not how fast."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--samples", type=int, default=120, help="times each (default: 120)")
    parser.add_argument("--only", default="", help="mark, scroll, open, or side")
    chosen = parser.parse_args()
    only, samples = chosen.only, chosen.samples
    summary = []
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(Path(name), samples)
        if only != "side":
            for size, count in ((20_000, 1_000), (MEGABYTE, 10_000), (MEGABYTE, 100_000)):
                rows = list(desk_rows(bench, size, count, only))
                title = f"{size // 1000} KB with {count:,} annotations"
                say(table(title, ((row, times, "") for row, times in rows)))
                short = ", ".join(f"{row.split(',')[0]} {median(times):.1f}" for row, times in rows)
                summary.append(f"{title}: {short}")
        if only in ("", "side"):
            article = bench.article(MEGABYTE)
            bench.window.hide()
            side = SideBySide(article, bench.workspace)
            for count in (1_000, 10_000, 100_000):
                rows = list(side.run(count, samples))
                say(table("one mark more, 1 MB, painting alone", rows))
                summary.append(f"{count:,} marks: " + ", ".join(r[2] for r in rows[1:]))
        bench.window.close()
        settle()
        bench.workspace.close()
    say("summary (medians in ms): " + "; ".join(summary))
    return 0


if __name__ == "__main__":
    APP = make_application()
    sys.exit(main())
