"""``python -m annotator``."""

import sys

from annotator.cli.main import run

if __name__ == "__main__":
    sys.exit(run())
