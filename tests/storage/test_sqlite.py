import subprocess
import sys

import pytest

HEAVY = ["numpy", "pandas"]


def run(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_a_library_is_opened_without_packages_for_tables_of_numbers(tmp_path):
    code = (
        "import sys; from pathlib import Path; from annotator.storage import Library; "
        f"Library(Path({str(tmp_path / 'a library')!r})).close(); "
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    assert run(code) == "[]"


@pytest.mark.parametrize("order", ["annotator.storage, numpy", "numpy, annotator.storage"])
def test_they_can_still_be_imported_before_and_afterwards(order):
    pytest.importorskip("numpy")
    assert run(f"import {order}; print(numpy.arange(3).sum())") == "3"
