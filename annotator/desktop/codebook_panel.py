"""The codebook beside the text: what each category means, with what to mark and what to leave."""

from __future__ import annotations

from html import escape

from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from annotator.desktop.palette import Theme
from annotator.domain.codebook import Category, Codebook


class CodebookPanel(QTextBrowser):
    """Shows a codebook."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("codebook")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Codebook"))
        self.document().setDocumentMargin(16)
        self.document().setIndentWidth(18)

    def show_codebook(self, codebook: Codebook, theme: Theme) -> None:
        """Fill the panel."""
        parts = [f"<h2>{escape(codebook.name)}</h2>"]
        parts += [self._category(c, theme.category(c.id, c.colour)) for c in codebook.categories]
        parts.append(
            f"<h3>{self.tr('Sound passages')}</h3><p>"
            + self.tr(
                "What a careful, fair reader would defend is left alone. "
                "Marking everything is as wrong as marking nothing."
            )
            + "</p>"
        )
        self.setHtml("".join(parts))

    def _category(self, category: Category, colour: QColor) -> str:
        subtypes = "".join(
            f"<li><b>{escape(s.name)}</b>: {escape(s.definition)}</li>" for s in category.subtypes
        )
        return (
            f"<h3 style='color:{colour.name()}'>{escape(category.letter)} · "
            f"{escape(category.name)} ({escape(category.shortcut)})</h3>"
            f"<p>{escape(category.definition)}</p>"
            f"<p><b>{self.tr('Mark')}</b></p>{_list(category.include)}"
            f"<p><b>{self.tr('Leave alone')}</b></p>{_list(category.leave_out)}"
            f"<p><b>{self.tr('For example')}</b></p>{_list(category.examples, italic=True)}"
            f"<p><b>{self.tr('Kinds')}</b></p><ul>{subtypes}</ul>"
        )


def _list(lines: tuple[str, ...], *, italic: bool = False) -> str:
    tag = "i" if italic else "span"
    return "<ul>" + "".join(f"<li><{tag}>{escape(line)}</{tag}></li>" for line in lines) + "</ul>"
