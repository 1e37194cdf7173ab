"""What all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from annotator.services.workspace import Workspace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# No deadlines: how fast something is belongs to the benchmarks. A continuous integration run tries
# the same cases each time, so that it fails for what was changed; runs by hand go on exploring.
settings.register_profile(
    "annotator",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
settings.load_profile("annotator")

SHARED_ARTICLES = Path(__file__).parents[2] / "shared" / "articles"


@pytest.fixture(scope="session", autouse=True)
def one_bundled_article():
    """Fresh libraries hold one of the practice articles: quick to make, and the same for ever."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("annotator.services.bundled.bundled_slugs", lambda: ("school-meals",))
        yield


@pytest.fixture
def workspace(tmp_path):
    """A fresh library in a temporary folder, with one of the bundled practice articles."""
    with Workspace(tmp_path / "library.annotator") as opened:
        yield opened


@pytest.fixture(scope="session")
def shared_articles():
    """Five real articles that are not part of the project, in order of their names."""
    if not SHARED_ARTICLES.is_dir():
        pytest.skip("the shared articles are not here")
    return sorted(SHARED_ARTICLES.glob("*.txt"))
