"""Writing a report into a file, as its ending says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from annotator.desktop.report.contents import report_of
from annotator.desktop.report.paper import as_pdf
from annotator.desktop.report.parts import Report
from annotator.desktop.report.web import as_web_page
from annotator.domain.errors import ExchangeError
from annotator.services.files import write_file
from annotator.services.reporting import Material

_WRITERS: dict[str, Callable[[Report], bytes]] = {
    ".pdf": as_pdf,
    ".html": lambda report: as_web_page(report).encode(),
    ".htm": lambda report: as_web_page(report).encode(),
}


def check_name(path: Path) -> None:
    """Raises ``ExchangeError`` where no report can be written under that name."""
    if path.suffix.lower() not in _WRITERS:
        raise ExchangeError(
            "A report is a PDF file or a web page, and {path} does not say which. "
            "Let the name end in .pdf or .html.",
            path=path,
        )


def save_report(material: Material, path: Path) -> None:
    """Write the report of a comparison; a file that was there stays whole where that fails.

    Needs a ``QGuiApplication`` for its fonts, but not the UI thread. Raises ``ExchangeError`` where
    the ending is another than .pdf or .html, or where the file cannot be written.
    """
    check_name(path)
    write_file(path, _WRITERS[path.suffix.lower()](report_of(material)))
