"""A second article beside the one on the desk, to read and to link with."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from annotator.desktop import tasks
from annotator.desktop.page_style import PageStyle
from annotator.desktop.page_view import PageView
from annotator.desktop.palette import Theme
from annotator.desktop.selection_bar import SelectionBar
from annotator.domain.article import Article
from annotator.domain.segmentation import Segmentation
from annotator.domain.span import Span
from annotator.services.articles import segmentation_of

NARROWEST = 320


class SecondPage(QFrame):
    """A page with a line above it, on which the article is chosen."""

    chosen = Signal(str)
    """The reader wants to see the article with this id."""
    closed = Signal()
    """The reader has seen enough."""
    failed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.article: Article | None = None
        self._reading: tasks.Task | None = None
        self.articles = QComboBox(accessibleName=self.tr("Second article"))
        self.articles.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.articles.setMinimumContentsLength(16)
        self.close_button = QToolButton(text=self.tr("Close"))
        self.close_button.setAccessibleName(self.tr("Close the second article"))
        self.page = PageView()
        self.bar = SelectionBar(self.page.viewport())
        header = QFrame(objectName="find_bar")
        row = QHBoxLayout(header)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(8)
        row.addWidget(self.articles, 1)
        row.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(header)
        layout.addWidget(self.page, 1)
        self.setMinimumWidth(NARROWEST)
        self.articles.activated.connect(
            lambda index: self.chosen.emit(self.articles.itemData(index))
        )
        self.close_button.clicked.connect(self.closed)
        self.hide()

    def list_articles(self, titles: Iterable[tuple[str, str]]) -> None:
        """Offer these articles: id and title of each."""
        self.articles.clear()
        for article_id, title in titles:
            self.articles.addItem(title, article_id)
        self._point_out()

    def show_article(self, article: Article, theme: Theme, style: PageStyle) -> None:
        """Set an article in type, at its beginning."""
        self.article = article
        self.page.show_article(article, theme, style)
        self.page.setAccessibleName(self.tr("Second article: {title}").format(title=article.title))
        self._point_out()
        self.stop_reading()
        self._reading = tasks.start(
            lambda _report: segmentation_of(article), self._segmented, self.failed.emit
        )

    def let_go(self) -> None:
        """Show no article any more."""
        self.stop_reading()
        self.bar.hide()
        self.hide()
        self.article = None

    def stop_reading(self) -> None:
        """Words and sentences are not needed any more."""
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None

    def place_bar(self, *, wanted: bool) -> None:
        """Put the bar by the selection, or away where there is none or it is not wanted."""
        span: Span | None = self.page.selection if wanted else None
        rects = self.page.rects_of(span) if span is not None else []
        if not rects or rects[-1].bottom() < 0 or rects[0].top() > self.page.viewport().height():
            self.bar.hide()
            return
        self.bar.show_at(rects[-1].left(), rects[0].top(), rects[-1].bottom())

    def _point_out(self) -> None:
        if self.article is not None:
            self.articles.setCurrentIndex(self.articles.findData(self.article.id))
            self.articles.setItemData(
                self.articles.currentIndex(), self.article.title, Qt.ItemDataRole.ToolTipRole
            )

    def _segmented(self, segmentation: Segmentation) -> None:
        self._reading = None
        self.page.set_segmentation(segmentation)
