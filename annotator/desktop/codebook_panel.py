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
        head = (
            f"<h3 style='color:{colour.name()}'>{escape(category.letter)} · "
            f"{escape(category.name)} ({escape(category.shortcut)})</h3>"
            f"<p>{escape(category.definition)}</p>"
        )
        return head + "".join(
            # Kinds are numbered: Shift and the number choose one.
            f"<p><b>{title}</b></p><{tag}>{''.join(f'<li>{line}</li>' for line in lines)}</{tag}>"
            for title, tag, lines in (
                (self.tr("Mark"), "ul", [escape(line) for line in category.include]),
                (self.tr("Leave alone"), "ul", [escape(line) for line in category.leave_out]),
                (
                    self.tr("For example"),
                    "ul",
                    [f"<i>{escape(line)}</i>" for line in category.examples],
                ),
                (
                    self.tr("Kinds"),
                    "ol",
                    [f"<b>{escape(s.name)}</b>: {escape(s.definition)}" for s in category.subtypes],
                ),
            )
            if lines
        )
