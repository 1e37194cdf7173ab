"""The codebook beside the text: what each category means, with what to mark and what to leave."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from PySide6.QtGui import QShowEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QTextBrowser, QWidget

from annotator.desktop.palette import Theme
from annotator.domain.codebook import SOUND, Category, Codebook, Subtype

_RULES = "rules"


class CodebookPanel(QTextBrowser):
    """Shows a codebook. Its headings are links, by which what stands under them is folded away.

    With ``folded`` the rules for cases of doubt are folded away at first.
    """

    def __init__(self, parent: QWidget | None = None, *, folded: bool = True) -> None:
        super().__init__(parent)
        self.setObjectName("codebook")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Codebook"))
        self.setAccessibleDescription(
            self.tr("Tab goes from heading to heading, Enter folds what stands under it.")
        )
        self.setOpenLinks(False)
        self.document().setDocumentMargin(16)
        self.document().setIndentWidth(18)
        self.document().setDefaultStyleSheet("li { margin-bottom: 4px; }")
        self._rules_folded = folded
        self._toggled: set[str] = set()
        self._shown: tuple[Codebook, Theme] | None = None
        self._at = ""
        self.anchorClicked.connect(lambda url: self.toggle(url.fragment()))

    def show_codebook(self, codebook: Codebook, theme: Theme) -> None:
        """Fill the panel. What was folded away stays so, while it is the same codebook."""
        before = self._shown
        if before is None or before[0].id != codebook.id:
            self._toggled.clear()
            self._at = ""
        self._shown = codebook, theme
        bar = self.verticalScrollBar()
        place = bar.value() if before is not None and before[0] == codebook else 0
        self.setHtml("".join(self._parts(codebook, theme)))
        bar.setValue(place)

    def toggle(self, name: str) -> None:
        """Fold away what stands under a heading, or show it again."""
        if self._shown is None:
            return
        self._toggled ^= {name}
        self.show_codebook(*self._shown)
        self._select_link(name)

    def is_folded(self, name: str) -> bool:
        """Whether what stands under a heading is folded away."""
        return (name in self._toggled) != (self._rules_folded and name.endswith(_RULES))

    def show_category(self, category_id: str | None) -> None:
        """Scroll to a category, as soon as the panel is in sight."""
        self._at = category_id or ""
        if self.isVisible():
            self._scroll()

    def showEvent(self, event: QShowEvent) -> None:
        """The mark may have become active while the panel was hidden."""
        super().showEvent(event)
        self._scroll()

    def _scroll(self) -> None:
        if self._at:
            self.scrollToAnchor(f"at-{self._at}")

    def _select_link(self, name: str) -> None:
        """Let Tab go on from a link, as if the page had not been written anew."""
        block = self.document().begin()
        while block.isValid():
            for found in block:
                fragment = found.fragment()
                if fragment.charFormat().anchorHref() == f"#{name}":
                    cursor = QTextCursor(block)
                    cursor.setPosition(fragment.position())
                    end = fragment.position() + fragment.length()
                    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                    place = self.verticalScrollBar().value()
                    self.setTextCursor(cursor)
                    self.verticalScrollBar().setValue(place)
                    return
            block = block.next()

    # --- What is written ----------------------------------------------------------------------

    def _parts(self, codebook: Codebook, theme: Theme) -> Iterable[str]:
        yield f"<h2>{escape(codebook.name)}</h2>"
        if codebook.rules:
            title = self.tr("Rules for all of it")
            yield self._folding(title, f"all/{_RULES}", theme.text, codebook.rules)
        for category in codebook.categories:
            yield self._category(category, theme)
        if codebook.find(SOUND) is not None:  # that of a key, told already
            return
        yield (
            f"<h3>{self.tr('Sound passages')}</h3><p>"
            + self.tr(
                "What a careful, fair reader would defend is left alone. "
                "Marking everything is as wrong as marking nothing."
            )
            + "</p>"
        )

    def _category(self, category: Category, theme: Theme) -> str:
        colour = theme.category(category.id, category.colour).name()
        title = f"{category.letter} · {category.name} ({category.shortcut})"
        head = (
            f"<a name='at-{escape(category.id)}'></a>"
            f"<h3>{self._link(category.id, title, colour)}</h3>"
        )
        if self.is_folded(category.id):
            return head
        return head + "".join(
            (
                f"<p>{escape(category.definition)}</p>",
                f"<p style='color:{theme.muted}'>{escape(self._keys(category))}</p>",
                self._list(self.tr("Mark"), map(escape, category.include)),
                self._list(self.tr("Leave alone"), map(escape, category.leave_out)),
                self._list(self.tr("For example"), map(_italic, category.examples)),
                self._folding(
                    self.tr("What to mark, and what to do in doubt"),
                    f"{category.id}/{_RULES}",
                    theme.text,
                    category.rules,
                ),
                # Kinds are numbered: Shift and the number choose one.
                self._list(
                    self.tr("Kinds"), (self._kind(s, theme) for s in category.subtypes), "ol"
                ),
            )
        )

    def _keys(self, category: Category) -> str:
        text = self.tr("Key {key} marks it.").format(key=category.shortcut)
        if category.linked:
            text += " " + self.tr("Pressed again elsewhere, it marks the other end.")
        if category.subtypes:
            text += " " + self.tr("Shift and a number choose the kind.")
        return text

    def _kind(self, subtype: Subtype, theme: Theme) -> str:
        parts = [f"<b>{escape(subtype.name)}</b>: {escape(subtype.definition)}"]
        if subtype.include:
            lines = "; ".join(subtype.include)
            parts.append(escape(self.tr("Mark: {lines}.").format(lines=lines)))
        if subtype.leave_out:
            lines = "; ".join(subtype.leave_out)
            parts.append(escape(self.tr("Not: {lines}.").format(lines=lines)))
        parts += [
            f"<span style='color:{theme.muted}'>{_italic(example)}</span>"
            for example in subtype.examples
        ]
        return "<br>".join(parts)

    def _folding(self, title: str, name: str, colour: str, lines: tuple[str, ...]) -> str:
        if not lines:
            return ""
        text = f"{title} ({len(lines)})"
        head = f"<p><b>{self._link(name, text, colour)}</b></p>"
        if self.is_folded(name):
            return head
        return head + "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>"

    def _link(self, name: str, text: str, colour: str) -> str:
        sign = "▸" if self.is_folded(name) else "▾"
        style = f"color:{colour};text-decoration:none"
        return f"<a href='#{escape(name)}' style='{style}'>{sign} {escape(text)}</a>"

    @staticmethod
    def _list(title: str, lines: Iterable[str], tag: str = "ul") -> str:
        items = "".join(f"<li>{line}</li>" for line in lines)
        return f"<p><b>{escape(title)}</b></p><{tag}>{items}</{tag}>" if items else ""


def _italic(text: str) -> str:
    return f"<i>{escape(text)}</i>"
