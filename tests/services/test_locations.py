"""Where the program keeps its files."""

from __future__ import annotations

import platformdirs
import pytest

from annotator.services.locations import default_library, log_file


def test_the_environment_names_the_library(monkeypatch, tmp_path):
    monkeypatch.setenv("ANNOTATOR_LIBRARY", str(tmp_path / "mine"))
    assert default_library() == tmp_path / "mine"


@pytest.mark.parametrize("value", [None, ""])
def test_otherwise_it_is_in_the_users_data_folder(monkeypatch, value):
    monkeypatch.delenv("ANNOTATOR_LIBRARY", raising=False)
    if value is not None:
        monkeypatch.setenv("ANNOTATOR_LIBRARY", value)
    folder = platformdirs.user_data_path("annotator", appauthor=False)
    assert default_library() == folder / "library.annotator"


@pytest.mark.parametrize("place", [default_library, log_file])
def test_asking_makes_nothing(monkeypatch, tmp_path, place):
    for name in ("HOME", "USERPROFILE", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "ANNOTATOR_LIBRARY"):
        monkeypatch.delenv(name, raising=False)
    assert tmp_path in place().parents
    assert list(tmp_path.iterdir()) == []
