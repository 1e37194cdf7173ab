"""The look of the program: a theme applied to all widgets, and the fonts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from annotator.desktop.palette import CONTRAST, DARK, LIGHT, THEMES, Theme, blended
from annotator.services.resources import resource

SERIF_FAMILIES = (
    "Charter",
    "Source Serif 4",
    "Source Serif Pro",
    "Georgia",
    "Noto Serif",
    "Liberation Serif",
    "DejaVu Serif",
)
_USUAL_SIZE = "usual_size"
"""Property of the program: the points of its letters before anybody changed them."""

SYSTEM = "system"
CHOICES = (SYSTEM, *THEMES)
"""What can be chosen: to follow the system, or one theme."""


def theme_named(choice: str) -> Theme:
    """The theme that a choice of :data:`CHOICES` stands for now."""
    if choice in THEMES:
        return THEMES[choice]
    hints = QApplication.styleHints()
    # Qt tells the wish for more contrast since 6.10.
    accessibility = getattr(hints, "accessibility", None)
    if accessibility is not None:
        high = Qt.ContrastPreference.HighContrast
        if accessibility().contrastPreference() == high:
            return CONTRAST
    return DARK if hints.colorScheme() is Qt.ColorScheme.Dark else LIGHT


def apply_theme(app: QApplication, theme: Theme, scale: float = 1.0) -> None:
    """Give the whole program a theme, with letters ``scale`` times as large as usual."""
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(_palette(theme))
    apply_scale(app, theme, scale)


def apply_scale(app: QApplication, theme: Theme, scale: float) -> None:
    """Give everything but the article letters ``scale`` times as large as usual."""
    usual = app.property(_USUAL_SIZE)
    if usual is None:
        usual = app.font().pointSizeF()
        app.setProperty(_USUAL_SIZE, usual)
    font = app.font()
    font.setPointSizeF(usual * scale)
    app.setFont(font)
    app.setStyleSheet(_style_sheet(theme, scale))


def reading_font(size: float) -> QFont:
    """The serif for reading, in points."""
    installed = set(QFontDatabase.families())
    family = next((name for name in SERIF_FAMILIES if name in installed), "serif")
    font = QFont(family)
    font.setStyleHint(QFont.StyleHint.Serif)
    font.setPointSizeF(size)
    return font


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for target, colour in {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.raised,
        role.AlternateBase: theme.window,
        role.Text: theme.text,
        role.Button: theme.raised,
        role.ButtonText: theme.text,
        role.BrightText: theme.on_accent,
        role.PlaceholderText: theme.muted,
        role.ToolTipBase: theme.raised,
        role.ToolTipText: theme.text,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Link: theme.accent,
        role.Light: theme.raised,
        role.Midlight: theme.line,
        role.Mid: theme.line,
        role.Dark: theme.line,
        role.Accent: theme.accent,
    }.items():
        palette.setColor(target, QColor(colour))
    disabled = QColor(theme.text)
    disabled.setAlphaF(0.45)
    for target in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, disabled)
    return palette


def _style_sheet(t: Theme, scale: float) -> str:
    title, heading, coach, remark = (f"{size * scale:.2f}pt" for size in (15, 11, 10.5, 10))
    return f"""
    QMainWindow, QDialog {{ background: {t.window}; }}
    QToolTip {{ background: {t.raised}; color: {t.text}; border: 1px solid {t.line};
        padding: 4px 6px; }}
    QToolBar {{ background: {t.window}; border: 0; border-bottom: 1px solid {t.line};
        padding: 5px 8px; spacing: 4px; }}
    QToolBar::separator {{ background: {t.line}; width: 1px; margin: 5px 6px; }}
    QToolButton, QPushButton {{ background: transparent; color: {t.text};
        border: 1px solid transparent; border-radius: 6px; padding: 5px 10px; }}
    QPushButton {{ background: {t.raised}; border-color: {t.line}; }}
    QToolButton:hover, QPushButton:hover {{ border-color: {t.muted}; }}
    QToolButton:pressed, QPushButton:pressed, QToolButton:checked, QPushButton:checked
        {{ background: {t.selection}; color: {t.on_selection}; }}
    QToolButton:focus, QPushButton:focus, QComboBox:focus, QPlainTextEdit:focus,
        QLineEdit:focus {{ border: 2px solid {t.accent}; }}
    QToolButton:disabled, QPushButton:disabled {{ color: {_mixed(t.text, t.window, 0.45)}; }}
    QPushButton#primary {{ background: {t.accent}; color: {t.on_accent};
        border-color: {t.accent}; font-weight: 600; }}
    QPushButton#primary:focus {{ border: 2px solid {t.text}; }}
    QPushButton#primary:disabled {{ background: {_mixed(t.text, t.window, 0.16)};
        border-color: {_mixed(t.text, t.window, 0.16)}; color: {t.muted}; }}
    QListView {{ background: transparent; border: 2px solid transparent; outline: 0; }}
    QListView#boxed {{ background: {t.raised}; border: 1px solid {t.line}; border-radius: 6px;
        padding: 3px; }}
    QListView#boxed:focus {{ border: 2px solid {t.accent}; padding: 2px; }}
    QPlainTextEdit, QLineEdit, QComboBox {{ background: {t.raised}; color: {t.text};
        border: 1px solid {t.line}; border-radius: 6px; padding: 4px 6px; }}
    QComboBox::drop-down {{ border: 0; width: 20px; }}
    QComboBox::down-arrow {{ image: url({_icon("arrow-down.svg")}); width: 10px; height: 10px; }}
    QComboBox {{ combobox-popup: 0; }}
    QComboBox:disabled {{ background: {t.window}; color: {_mixed(t.text, t.window, 0.45)}; }}
    QComboBox QListView {{ qproperty-spacing: 3; background: {t.raised}; padding: 2px 4px;
        border: 1px solid {t.muted}; border-radius: 0;
        selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
    QFileDialog QToolButton {{ padding: 2px; }}
    QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
    QTextEdit#page {{ background: {t.page}; color: {t.text}; border: 0;
        selection-background-color: {t.selection}; selection-color: {t.on_selection}; }}
    QWidget#page_column {{ background: {t.page}; }}
    QWidget#side {{ background: {t.window}; }}
    QLabel#muted {{ color: {t.muted}; }}
    QLabel#section {{ color: {t.muted}; font-weight: 600; }}
    QLabel#title {{ font-size: {title}; font-weight: 600; }}
    QLabel#heading {{ font-size: {heading}; font-weight: 600; }}
    QLabel#key {{ color: {t.muted}; font-weight: 600; }}
    QLabel#drop {{ background: {t.selection}; color: {t.on_selection}; font-size: {title};
        border: 2px dashed {t.accent}; border-radius: 12px; }}
    QFrame#find_bar {{ background: {t.window}; border-bottom: 1px solid {t.line}; }}
    QDialog#palette {{ background: {t.raised}; border: 1px solid {t.muted}; }}
    QDialog#palette QListWidget {{ background: {t.raised}; border: 0; outline: 0; }}
    QDialog#palette QListWidget::item {{ border-radius: 5px; }}
    QDialog#palette QListWidget::item:selected, QDialog#palette QListWidget::item:hover
        {{ background: {_mixed(t.accent, t.raised, 0.16)}; }}
    QFrame#decisions {{ background: {t.window}; border: 0; border-top: 1px solid {t.line}; }}
    QFrame#header {{ background: {t.window}; border-bottom: 1px solid {t.line}; }}
    QToolButton#chip {{ background: transparent; border: 1px dashed {t.line}; color: {t.muted};
        text-align: left; padding: 4px 5px; }}
    QToolButton#chip:checked {{ background: {t.raised}; border: 1px solid {t.muted};
        color: {t.text}; }}
    QToolButton#chip:focus {{ border: 2px solid {t.accent}; padding: 3px 4px; }}
    QToolButton#choice {{ background: {t.raised}; border: 1px solid {t.muted}; color: {t.text};
        padding: 4px 8px; }}
    QToolButton#choice:checked {{ background: {t.selection}; border: 2px solid {t.accent};
        color: {t.on_selection}; padding: 3px 7px; }}
    QToolButton#choice:focus {{ border: 2px solid {t.text}; padding: 3px 7px; }}
    QToolButton#fold {{ font-weight: 600; color: {t.muted}; padding: 3px 6px; }}
    QToolButton#fold:checked {{ background: transparent; }}
    QLabel#step {{ font-weight: 600; }}
    QTableWidget#figures {{ border: 2px solid transparent;
        selection-background-color: {t.selection}; selection-color: {t.on_selection}; }}
    QTableWidget#figures:focus {{ border-color: {t.accent}; }}
    QScrollArea#side {{ background: {t.window}; border: 2px solid {t.window}; }}
    QTextBrowser#codebook {{ background: {t.window}; color: {t.text};
        border: 2px solid {t.window}; }}
    QLineEdit {{ placeholder-text-color: {t.muted}; }}
    QCheckBox {{ padding: 3px 5px; border: 2px solid transparent; border-radius: 6px; }}
    QCheckBox::indicator {{ width: 12px; height: 12px; border: 2px solid {t.muted};
        border-radius: 4px; background: {t.raised}; }}
    QCheckBox::indicator:checked {{ border-color: {t.accent}; background: {t.accent};
        image: url({_icon("check-dark.svg" if t.dark else "check-light.svg")}); }}
    QToolButton#learner, QToolButton#learner_alone {{ padding-right: 20px; }}
    QToolButton#learner {{ background: {t.raised}; border-color: {t.line}; }}
    QToolButton#learner_alone {{ color: {t.muted}; }}
    QToolButton#learner:focus, QToolButton#learner_alone:focus {{ border-color: {t.accent}; }}
    QToolButton#learner::menu-indicator, QToolButton#learner_alone::menu-indicator {{
        image: url({_icon("arrow-down.svg")}); width: 10px; height: 10px;
        subcontrol-origin: padding; subcontrol-position: center right; right: 6px; }}
    QScrollArea#side:focus, QTextBrowser#codebook:focus, QCheckBox:focus
        {{ border-color: {t.accent}; }}
    QLabel#banner {{ background: {t.selection}; color: {t.on_selection}; padding: 8px 12px; }}
    QFrame#hint {{ background: {t.selection}; }}
    QFrame#hint QLabel, QFrame#hint QToolButton {{ color: {t.on_selection}; }}
    QFrame#hint QToolButton:focus, QFrame#hint QPushButton:focus
        {{ border-color: {t.on_selection}; }}
    QPlainTextEdit#instructions {{ background: transparent; border: 2px solid transparent;
        padding: 0; }}
    QPlainTextEdit#instructions:focus {{ border-color: {t.accent}; }}
    QRadioButton {{ padding: 3px 5px; border: 2px solid transparent; border-radius: 6px; }}
    QRadioButton:focus {{ border-color: {t.accent}; }}
    QRadioButton::indicator {{ width: 10px; height: 10px; border: 2px solid {t.muted};
        border-radius: 7px; background: {t.raised}; }}
    QRadioButton::indicator:checked {{ width: 6px; height: 6px; border: 4px solid {t.accent};
        background: {t.raised}; }}
    QFrame#card {{ background: {t.raised}; border: 1px solid {t.line}; border-radius: 8px; }}
    QScrollArea#card_body, QWidget#card_inside {{ background: transparent; border: 0; }}
    QFrame#coach {{ background: {t.raised}; border: 0; border-top: 2px solid {t.accent}; }}
    QLabel#coach_text {{ font-size: {coach}; }}
    QLabel#coach_remark {{ font-size: {remark}; font-weight: 600; }}
    QFrame#offer {{ background: {t.raised}; border: 1px solid {t.accent}; border-radius: 8px; }}
    QLabel#keycap {{ background: {t.window}; color: {t.text}; border: 1px solid {t.muted};
        border-bottom: 3px solid {t.muted}; border-radius: 5px; padding: 3px 9px 2px 9px;
        font-weight: 600; }}
    QLabel#key_between {{ color: {t.muted}; padding: 0 2px; }}
    QFrame#card QPushButton {{ padding: 3px 8px; }}
    QFrame#selection_bar QToolButton {{ padding: 4px 7px; text-align: left; }}
    QFrame#selection_bar {{ background: {t.raised}; border: 1px solid {t.muted};
        border-radius: 8px; }}
    QStatusBar {{ background: {t.window}; border-top: 1px solid {t.line}; color: {t.muted}; }}
    QStatusBar::item {{ border: 0; }}
    QSplitter::handle {{ background: {t.line}; }}
    QMenuBar {{ background: {t.window}; color: {t.text}; }}
    QMenuBar::item {{ background: transparent; padding: 4px 10px; }}
    QMenuBar::item:selected {{ background: {t.selection}; color: {t.on_selection}; }}
    QMenu {{ background: {t.raised}; color: {t.text}; border: 1px solid {t.line}; padding: 4px; }}
    QMenu::item {{ padding: 5px 28px 5px 22px; border-radius: 4px; }}
    QMenu::item:selected {{ background: {t.accent}; color: {t.on_accent}; }}
    QMenu::item:disabled {{ color: {_mixed(t.text, t.raised, 0.5)}; }}
    QMenu::separator {{ height: 1px; background: {t.line}; margin: 4px 8px; }}
    QTableWidget {{ background: transparent; border: 0; gridline-color: {t.line}; }}
    QHeaderView {{ background: transparent; border: 0; }}
    QHeaderView::section {{ background: transparent; color: {t.muted}; border: 0;
        border-bottom: 1px solid {t.line}; padding: 3px 4px; }}
    QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
    QScrollBar::handle:vertical {{ background: {_mixed(t.muted, t.window, 0.5)};
        min-height: 32px; border-radius: 4px; margin: 2px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    """


def _icon(name: str) -> str:
    """Path of a bundled picture, as a style sheet wants it on every system."""
    return resource("icons", name).as_posix()


def _mixed(front: str, back: str, share: float) -> str:
    return blended(QColor(front), QColor(back), share).name()
