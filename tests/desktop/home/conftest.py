"""A shelf of small articles, and attempts at them that lie some days back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from making import make_annotation

from annotator.comparison.outcomes import Outcome
from annotator.comparison.results import ItemResult
from annotator.domain.annotation import Role, SetInfo, Status
from annotator.domain.article import Article
from annotator.services import clock
from annotator.services.importing import add_text
from annotator.services.workspace import Workspace

CLAIM, CLASH, VAGUE = "unsupported_claim", "inconsistency", "vague_attribution"
TEXTS = {
    "Bridge stays closed": "The bridge was closed on Monday. It is said to stay so.",
    "Harbour fees rise": "Fees rise in the harbour. Captains call that a quarrelsome plan.",
    "Library opens late": "The library opens at noon. Readers are said to be delighted.",
}


class Shelf:
    """The library of a test."""

    def __init__(self, workspace: Workspace, patch: pytest.MonkeyPatch) -> None:
        self.workspace, self._patch = workspace, patch
        workspace.articles.delete(entry.id for entry in workspace.articles.entries())
        for entry in workspace.articles.deleted():
            workspace.articles.remove(entry.id)
        self.articles = [self.add(title, text) for title, text in TEXTS.items()]

    def add(self, title: str, text: str, *, key: bool = True) -> Article:
        """An article, with a key of one item unless told otherwise."""
        article = add_text(self.workspace.articles, f"{title}\n\n{text}\n", "a.txt").article
        if key:
            self.key(article)
        return article

    def key(self, article: Article, note: str = "Nothing vouches for the xylophone.") -> SetInfo:
        """A key of one item, on the first words of the last sentence."""
        start = article.text.rindex(". ") + 2 if ". " in article.text else 0
        item = make_annotation(
            start, article.text, id=f"item-{article.id}", category=VAGUE, note=note
        )
        return self.workspace.sets.store(
            article, "Key", role=Role.KEY, status=Status.SUBMITTED, annotations=(item,)
        )

    def attempt(self, article: Article, *items: tuple[Outcome, str], days: int = 0) -> SetInfo:
        """A set that was submitted some days ago, with what came of it, if anything is given."""
        sets = self.workspace.sets
        at = (datetime.now(UTC) - timedelta(days=days)).isoformat()
        self._patch.setattr("annotator.services.sets.utc_now", lambda: at)
        info = sets.start(article)
        sets.submit(info.id)
        self._patch.setattr("annotator.services.sets.utc_now", clock.utc_now)
        info = sets.info(info.id)
        if items:
            results = [ItemResult(o, c, f"{c}-{n}") for n, (o, c) in enumerate(items)]
            key = sets.key_of(article)
            self.workspace.practice.record(info, key.id, article.id, results)
        return info

    def results(self):
        """What is kept of the present learner's attempts."""
        own = self.workspace.sets.learner_id
        return self.workspace.practice.practised(own, (), datetime.now().astimezone()).results


@pytest.fixture
def shelf(workspace, monkeypatch):
    """Three small articles, each with a key of one item, in place of the bundled one."""
    return Shelf(workspace, monkeypatch)


@pytest.fixture
def home(shelf, open_window):
    """A reader in front of that shelf."""
    return open_window()
