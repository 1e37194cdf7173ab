"""The structure of an article that is being written: a preview, and what can be changed in it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QMenu,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.desktop.flow_layout import FlowLayout
from annotator.desktop.lettering import letter_menu
from annotator.desktop.page_style import PageStyle
from annotator.desktop.palette import Theme
from annotator.desktop.structure_view import StructureView
from annotator.desktop.words import error_text
from annotator.domain.article import Block, BlockKind, MetadataRole
from annotator.domain.errors import AnnotatorError
from annotator.domain.structure import (
    DEEPEST,
    Blocks,
    lines_of,
    make_table,
    merge,
    recast,
    rows_around,
    split,
    take_apart,
)
from annotator.domain.tables import Columns, Separator, guessed_columns
from annotator.services.manuscript import Manuscript

Kind = tuple[BlockKind, MetadataRole | None]

WIDEST_TABLE = 8
"""Columns of a table whose cells stand on lines of their own, at most."""

_LEVELLED = (BlockKind.HEADING, BlockKind.LIST_ITEM)


class StructurePanel(QWidget):
    """Changes the blocks of a manuscript. ``changed`` says that it has; ``said`` what went wrong.

    The controls follow what is chosen in the view.
    """

    changed = Signal()
    said = Signal(str)

    def __init__(self, manuscript: Manuscript, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._manuscript = manuscript
        self._theme = theme
        self._style = PageStyle(zoom=0.9)
        self.view = StructureView()
        self.kind = QComboBox(accessibleName=self.tr("Kind of block"))
        self.level = QComboBox(accessibleName=self.tr("Level"))
        for name, kind in self._kinds():
            self.kind.addItem(name, kind)
        self.level.setPlaceholderText(self.tr("No level"))
        self.kind.setPlaceholderText(self.tr("Several kinds"))
        for number in range(1, DEEPEST + 1):
            self.level.addItem(self.tr("Level {number}").format(number=number), number)
        self.join_button = self._button(self.tr("Join"), self.tr("Join the chosen blocks"), "J")
        self.split_button = self._button(self.tr("Split"), self.tr("Split at the caret"), "S")
        self.table_button = self._button(
            self.tr("Table"), self.tr("Make a table of the chosen lines"), "T"
        )
        self.undo_button = self._button(
            self.tr("Undo"), self.tr("Take back the last change of structure"), "Ctrl+Z"
        )
        self.redo_button = self._button(
            self.tr("Redo"), self.tr("Take the change again"), "Ctrl+Shift+Z"
        )
        self.guess_button = self._button(
            self.tr("Guess again"), self.tr("Forget all changes and guess from the text"), ""
        )
        self.columns_menu = self._columns_menu()
        self.table_button.setMenu(self.columns_menu)
        self.table_button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self._build()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Show what the manuscript is now."""
        article = self._manuscript.article
        if article is None:
            self.view.clear_blocks()
            self._stack.setCurrentWidget(self._empty)
        else:
            self._stack.setCurrentWidget(self.view)
            self.view.show_blocks(article, self._theme, self._style)
        self._follow()

    # --- What the controls do -----------------------------------------------------------------

    def recast(self, kind: BlockKind, role: MetadataRole | None = None, level: int = 0) -> None:
        """Make the chosen blocks something else."""
        if kind is BlockKind.TABLE:
            self.make_table()
            return
        self._change(
            lambda text, blocks, first, last: recast(
                text, blocks, first, last, kind, level=level or None, role=role
            )
        )

    def join(self) -> None:
        """Make one block of those that are chosen; of one alone and the next."""

        def joined(_text: str, blocks: Blocks, first: int, last: int) -> Blocks:
            return merge(blocks, first, min(max(last, first + 1), len(blocks) - 1))

        self._change(joined)

    def split(self) -> None:
        """Cut the block at the caret in two."""
        self._change(lambda text, blocks, _first, _last: split(text, blocks, self.view.caret))

    def make_table(self, columns: Columns | None = None) -> None:
        """Make a table of the chosen lines; without ``columns`` they are guessed.

        Of a single block its neighbours that look like rows of the same table are taken in.
        """

        def made(text: str, blocks: Blocks, first: int, last: int) -> Blocks:
            if columns is None and first == last:
                first, last = rows_around(text, blocks, first)
            lines = lines_of(text, blocks, first, last)
            found = columns or guessed_columns(text, lines) or Columns(Separator.TAB)
            return make_table(text, blocks, first, last, found)

        self._change(made)

    def take_apart(self) -> None:
        """Make paragraphs of the rows of a table."""
        self._change(lambda _text, blocks, first, _last: take_apart(blocks, first))

    def undo(self) -> None:
        """Take back the last change of structure."""
        self._manuscript.undo()
        self._changed()

    def redo(self) -> None:
        """Take it again."""
        self._manuscript.redo()
        self._changed()

    def guess_again(self) -> None:
        """Forget all changes of structure."""
        self._manuscript.guess_again()
        self._changed()

    # --- Inside -------------------------------------------------------------------------------

    def _change(self, change: Callable[[str, Blocks, int, int], Blocks]) -> None:
        article, numbers = self._manuscript.article, self.view.numbers
        if article is None or numbers is None:
            return
        try:
            blocks = change(article.text, article.blocks, *numbers)
        except AnnotatorError as error:
            self.said.emit(error_text(error))
            self._follow()
            return
        self._manuscript.restructure(blocks)
        self._changed()

    def _changed(self) -> None:
        self.said.emit("")
        self.refresh()
        self.changed.emit()

    def _follow(self) -> None:
        """The controls show what is chosen, and what can be done with it."""
        article, numbers = self._manuscript.article, self.view.numbers
        chosen: tuple[Block, ...] = ()
        if article is not None and numbers is not None:
            chosen = article.blocks[numbers[0] : numbers[1] + 1]
        kinds = {_kind_of(block) for block in chosen}
        kind = next(iter(kinds)) if len(kinds) == 1 else None
        self.kind.setCurrentIndex(-1 if kind is None else self._index_of(kind))
        levels = {block.level for block in chosen}
        levelled = bool(chosen) and all(block.kind in _LEVELLED for block in chosen)
        one = levels.pop() if levelled and len(levels) == 1 else None
        self.level.setCurrentIndex(-1 if one is None else min(one, DEEPEST) - 1)
        leveller = levelled and kind is not None and kind[1] is None
        self.level.setEnabled(leveller)
        self.level.setPlaceholderText(
            self.tr("Several levels") if leveller else self.tr("No level")
        )
        self.level.setToolTip(
            "" if leveller else self.tr("Only headings and list items have a level.")
        )
        for widget in (self.kind, self.split_button, self.table_button):
            widget.setEnabled(bool(chosen))
        last = numbers is not None and article is not None and numbers[1] == len(article.blocks) - 1
        self.join_button.setEnabled(len(chosen) > 1 or (bool(chosen) and not last))
        self.undo_button.setEnabled(self._manuscript.undoable)
        self.redo_button.setEnabled(self._manuscript.redoable)
        self.guess_button.setEnabled(article is not None)
        self._apart.setEnabled(kind == (BlockKind.TABLE, None))

    def _index_of(self, kind: Kind) -> int:
        return next((i for i in range(self.kind.count()) if self.kind.itemData(i) == kind), -1)

    def _kinds(self) -> list[tuple[str, Kind]]:
        return [
            (self.tr("Headline"), (BlockKind.METADATA, MetadataRole.HEADLINE)),
            (self.tr("Heading"), (BlockKind.HEADING, None)),
            (self.tr("Paragraph"), (BlockKind.PARAGRAPH, None)),
            (self.tr("List item"), (BlockKind.LIST_ITEM, None)),
            (self.tr("Quotation"), (BlockKind.QUOTATION, None)),
            (self.tr("Date line"), (BlockKind.METADATA, MetadataRole.DATE_LINE)),
            (self.tr("By-line"), (BlockKind.METADATA, MetadataRole.BY_LINE)),
            # Last, so that nobody who goes through the list by keyboard is stopped by it.
            (self.tr("Table"), (BlockKind.TABLE, None)),
        ]

    def _button(self, text: str, tip: str, keys: str) -> QToolButton:
        button = QToolButton(text=text)
        button.setAccessibleName(tip)
        button.setToolTip(f"{tip} ({QKeySequence(keys).toString()})" if keys else tip)
        return button

    def _columns_menu(self) -> QMenu:
        menu = QMenu(self)
        letter_menu(menu)
        _add(menu, self.tr("Columns as guessed"), self.make_table)
        menu.addSeparator()
        for name, separator in (
            (self.tr("Columns at tabs"), Separator.TAB),
            (self.tr("Columns at |"), Separator.PIPE),
            (self.tr("Columns at two or more spaces"), Separator.SPACES),
            (self.tr("Columns at semicolons"), Separator.SEMICOLON),
            (self.tr("Columns at commas"), Separator.COMMA),
        ):
            _add(menu, name, partial(self.make_table, Columns(separator)))
        lines = menu.addMenu(self.tr("Each cell on a line of its own"))
        letter_menu(lines)
        for count in range(2, WIDEST_TABLE + 1):
            name = self.tr("%n column(s)", "", count)
            _add(lines, name, partial(self.make_table, Columns(Separator.LINE, count)))
        menu.addSeparator()
        self._apart = _add(menu, self.tr("Take the table apart"), self.take_apart)
        return menu

    def _build(self) -> None:
        bar = FlowLayout(spacing=4)
        controls = (
            self.kind,
            self.level,
            self.join_button,
            self.split_button,
            self.table_button,
            self.undo_button,
            self.redo_button,
            self.guess_button,
        )
        height = max(widget.sizeHint().height() for widget in controls)
        for widget in controls:
            widget.setMinimumHeight(height)
            bar.addWidget(widget)
        self._empty = QLabel(
            self.tr("The article appears here as soon as there is some text."),
            wordWrap=True,
            alignment=Qt.AlignmentFlag.AlignCenter,
        )
        self._empty.setObjectName("muted")
        self._empty.setContentsMargins(40, 0, 40, 0)
        hint = QLabel(
            self.tr(
                "Arrow keys choose a block, Shift takes in more. H heading, 1 to 6 its level, "
                "P paragraph, L list item, Q quotation, D date line, B by-line, T table, J join, "
                "S split."
            ),
            wordWrap=True,
        )
        hint.setObjectName("muted")
        page = QWidget()
        page.setObjectName("page_column")
        self._stack = QStackedLayout(page)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(bar)
        layout.addWidget(page, 1)
        layout.addWidget(hint)

    def _connect(self) -> None:
        self.view.chosen.connect(self._follow)
        self.kind.activated.connect(lambda _index: self.recast(*self.kind.currentData()))
        self.level.activated.connect(lambda _index: self._set_level(self.level.currentData()))
        self.join_button.clicked.connect(self.join)
        self.split_button.clicked.connect(self.split)
        self.table_button.clicked.connect(lambda _on: self.make_table())
        self.undo_button.clicked.connect(self.undo)
        self.redo_button.clicked.connect(self.redo)
        self.guess_button.clicked.connect(self.guess_again)
        keys: list[tuple[str, Callable[[], object]]] = [
            ("H", partial(self.recast, BlockKind.HEADING)),
            ("P", partial(self.recast, BlockKind.PARAGRAPH)),
            ("L", partial(self.recast, BlockKind.LIST_ITEM)),
            ("Q", partial(self.recast, BlockKind.QUOTATION)),
            ("D", partial(self.recast, BlockKind.METADATA, MetadataRole.DATE_LINE)),
            ("B", partial(self.recast, BlockKind.METADATA, MetadataRole.BY_LINE)),
            ("T", self.make_table),
            ("J", self.join),
            ("S", self.split),
            ("Ctrl+Z", self.undo),
            ("Ctrl+Shift+Z", self.redo),
            ("Ctrl+Y", self.redo),
        ]
        keys += [(str(n), partial(self._set_level, n)) for n in range(1, DEEPEST + 1)]
        for key, run in keys:
            action = _add(self.view, "", run)
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)

    def _set_level(self, level: int) -> None:
        """A heading or list item of that level; of anything else it makes a heading."""
        article, numbers = self._manuscript.article, self.view.numbers
        if article is None or numbers is None:
            return
        chosen = article.blocks[numbers[0] : numbers[1] + 1]
        items = all(block.kind is BlockKind.LIST_ITEM for block in chosen)
        self.recast(BlockKind.LIST_ITEM if items else BlockKind.HEADING, level=level)


def _add(place: QWidget, text: str, run: Callable[[], object]) -> QAction:
    """An action in a menu, or for the keys of a widget."""
    action = QAction(text, place)
    action.triggered.connect(lambda _checked=False: run())
    place.addAction(action)
    return action


def _kind_of(block: Block) -> Kind:
    """What the list of kinds calls a block."""
    if block.role is MetadataRole.HEADLINE:
        return BlockKind.METADATA, MetadataRole.HEADLINE
    return block.kind, block.role if block.kind is BlockKind.METADATA else None
