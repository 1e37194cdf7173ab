"""Starting and ending the window."""

from __future__ import annotations

import logging
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import (
    QCoreApplication,
    QLibraryInfo,
    QLocale,
    QMessageLogContext,
    QtMsgType,
    QTranslator,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from annotator import __version__
from annotator.desktop import tasks
from annotator.desktop.messages import message_box
from annotator.desktop.window import MainWindow
from annotator.desktop.words import error_text
from annotator.domain.errors import AnnotatorError
from annotator.services.locations import default_library, log_file
from annotator.services.resources import resource
from annotator.services.workspace import Workspace

_TOLD = "unexpected_error_told"


def main() -> int:
    """Open the window on the default library; returns the exit code."""
    return open_window(default_library())


def open_window(library: Path) -> int:
    """Open the window on a library and stay until it is closed; returns the exit code."""
    app = make_application()
    sys.excepthook = _unexpected
    desktop = Desktop()
    app.aboutToQuit.connect(desktop.end)
    if not desktop.open(library):
        return 1
    return app.exec()


def make_application() -> QApplication:
    """The application with its name and translations; the one that runs already, if any."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    app = QApplication(sys.argv[:1])
    app.setApplicationName("annotator")
    app.setApplicationDisplayName("Annotator")
    app.setApplicationVersion(__version__)
    qInstallMessageHandler(_qt_message)
    _install_translations(app)
    return app


def _qt_message(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Keep what Qt grumbles about platforms away from the user's terminal, but no failure."""
    if kind in (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg):
        print(message, file=sys.stderr)  # noqa: T201 (there may be nothing else left to tell it)
    else:
        logging.getLogger("annotator.qt").debug(message)


def _install_translations(app: QApplication) -> None:
    ours = str(resource("translations"))
    qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    # Our English file holds the plurals; what is installed later is asked first.
    english, own, qts = QTranslator(app), QTranslator(app), QTranslator(app)
    if english.load("annotator_en", ours):
        app.installTranslator(english)
    if own.load(QLocale(), "annotator", "_", ours):
        app.installTranslator(own)
    if qts.load(QLocale(), "qtbase", "_", qt):
        app.installTranslator(qts)


class Desktop:
    """The window of the library that is open now."""

    def __init__(self) -> None:
        self.window: MainWindow | None = None

    def open(self, path: Path) -> bool:
        """Show a library in a window; asks for another where it cannot be used.

        Returns whether a window is open afterwards.
        """
        while True:
            try:
                workspace = Workspace(path)
                break
            except AnnotatorError as error:
                other = _ask_for_another(error)
                if other is None:
                    return self.window is not None
                path = other
        old = self.window
        self.window = MainWindow(workspace)
        self.window.library_asked.connect(self.open)
        self.window.show()
        if old is not None:
            old.close()
            old.workspace.close()
            old.deleteLater()
        return True

    def end(self) -> None:
        """Wait for the worker threads and close the library."""
        tasks.wait_for_all()
        if self.window is not None:
            self.window.workspace.close()


def _ask_for_another(error: AnnotatorError) -> Path | None:
    translate = QCoreApplication.translate
    box = message_box(QMessageBox.Icon.Warning, error_text(error))
    choose = box.addButton(
        translate("app", "Choose another library…"), QMessageBox.ButtonRole.AcceptRole
    )
    box.addButton(translate("app", "Close"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(choose)
    box.exec()
    if box.clickedButton() is not choose:
        return None
    path, _ = QFileDialog.getSaveFileName(
        None,
        translate("app", "Open or make a library"),
        str(default_library()),
        translate("app", "Libraries (*.annotator)"),
        options=QFileDialog.Option.DontConfirmOverwrite,
    )
    return Path(path) if path else None


def _unexpected(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Write down an error nobody expected, and tell the user in plain words."""
    if issubclass(kind, KeyboardInterrupt):
        QCoreApplication.quit()
        return
    path = log_file()
    log = logging.getLogger("annotator")
    if not log.handlers:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            log.addHandler(
                RotatingFileHandler(path, maxBytes=1_000_000, backupCount=1, encoding="utf-8")
            )
        except OSError:
            log.addHandler(logging.StreamHandler())
    log.error("unexpected", exc_info=(kind, error, trace))
    app = QApplication.instance()
    # What fails in painting fails again while its box is open: one box at a time.
    if app is None or not isinstance(error, Exception) or app.property(_TOLD):
        return
    box = message_box(QMessageBox.Icon.Critical, error_text(error))
    box.setInformativeText(
        QCoreApplication.translate("app", "Details are in {file}").format(file=path)
    )
    app.setProperty(_TOLD, True)
    box.exec()
    app.setProperty(_TOLD, False)
