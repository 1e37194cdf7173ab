"""What was edited in a passage, in few words: the quote before and the quote now."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

_AROUND = 24
"""Code points of what is the same that are shown at each side of what is not."""
_MOST = 90


def reworded_words(before: str, after: str) -> str:
    """“… before …” → “… after …”, each with a little of what has stayed around it."""
    before, after = " ".join(before.split()), " ".join(after.split())
    head = _common(before, after)
    rest = min(len(before), len(after)) - head
    tail = min(_common(before[::-1], after[::-1]), rest)
    template = QCoreApplication.translate("rewording", "“{before}” → “{after}”")
    return template.format(before=_cut(before, head, tail), after=_cut(after, head, tail))


def whole_words(before: str, after: str) -> str:
    """Both quotes in full, one below the other."""
    template = QCoreApplication.translate("rewording", "Before: “{before}”\nNow: “{after}”")
    return template.format(before=" ".join(before.split()), after=" ".join(after.split()))


def _common(left: str, right: str) -> int:
    """How many code points both begin with."""
    pairs = enumerate(zip(left, right, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(left), len(right)))


def _cut(quote: str, head: int, tail: int) -> str:
    """A quote without most of the ``head`` and ``tail`` code points that both quotes have."""
    start, end = max(0, head - _AROUND), len(quote) - max(0, tail - _AROUND)
    start = quote.rfind(" ", 0, start + 1) + 1 if start else 0
    if end < len(quote):
        end = at if (at := quote.find(" ", end)) >= 0 else len(quote)
    words = quote[start:end]
    if len(words) > _MOST:
        words = f"{words[: _MOST // 2].rstrip()} … {words[-_MOST // 2 :].lstrip()}"
    return f"{'… ' if start else ''}{words}{' …' if end < len(quote) else ''}"
