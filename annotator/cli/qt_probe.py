"""Whether Qt starts, found out in a process of its own: a missing plugin makes Qt abort.

``python -m annotator.cli.qt_probe`` prints a JSON object, or dies.
"""

from __future__ import annotations

import json
import sys


def main() -> int:
    """Make a Qt application and tell what it has."""
    from PySide6 import __version__  # noqa: PLC0415 (a failure is part of the answer)
    from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QGuiApplication  # noqa: PLC0415

    application = QGuiApplication(sys.argv[:1])
    # Generic names ("Serif") are listed even where no font stands behind them.
    real = {QFontInfo(QFont(name)).family() for name in QFontDatabase.families()} - {""}
    found = {
        "pyside": __version__,
        "platform": application.platformName(),
        "fonts": len(real),
    }
    sys.stdout.write(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
