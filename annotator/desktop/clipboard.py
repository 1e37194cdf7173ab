"""Where a copied text is from, as browsers tell it beside the text."""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

from PySide6.QtCore import QMimeData

_FORMATS = (
    ("chromium/x-source-url", "utf-8"),
    ("text/x-moz-url-priv", "utf-16-le"),
)
_WINDOWS_HTML = 'application/x-qt-windows-mime;value="HTML Format"'
_WINDOWS_SOURCE = re.compile(rb"SourceURL:([^\r\n]{1,2000})")
_LONGEST = 2000


def source_of(mime: QMimeData) -> str:
    """The address of the web page that a text was copied from; empty where none is told."""
    told = [bytes(mime.data(name).data()).decode(code, "replace") for name, code in _FORMATS]
    match = _WINDOWS_SOURCE.search(bytes(mime.data(_WINDOWS_HTML).data()))
    if match is not None:
        told.append(match[1].decode("utf-8", "replace"))
    return next((address for words in told if (address := _web_address(words))), "")


def _web_address(words: str) -> str:
    try:
        url = urlsplit(words.strip("\0\r\n\t ")[:_LONGEST])
    except ValueError:
        return ""
    host = url.netloc.rpartition("@")[2]
    if url.scheme not in ("http", "https") or not host:
        return ""
    # What comes behind a # is the place on the page, and who is logged in is nobody's business.
    return urlunsplit((url.scheme, host, url.path, url.query, ""))
