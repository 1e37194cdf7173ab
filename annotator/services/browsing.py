"""What the list of the library shows: all of it, or what fits a state, a tag and words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotator.domain.annotation import Status
from annotator.services.overview import LibraryLine, SetLine
from annotator.services.searching import Hit


class State(StrEnum):
    """By what articles can be chosen. The first three say how far the present learner has come."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    SUBMITTED = "submitted"
    NO_KEY = "no_key"


@dataclass(frozen=True, slots=True)
class Shown:
    """An article that is shown, and where the words that were looked for stand in it."""

    line: LibraryLine
    hits: tuple[Hit, ...] = ()


def current_set(line: LibraryLine) -> SetLine | None:
    """The learner's newest set in which something was done: marked, or submitted."""
    done = [s for s in line.own if s.annotations or s.info.status is Status.SUBMITTED]
    return done[-1] if done else None


def progress_of(line: LibraryLine) -> State:
    """How far the present learner has come with an article."""
    newest = current_set(line)
    if newest is None:
        return State.NOT_STARTED
    submitted = newest.info.status is Status.SUBMITTED
    return State.SUBMITTED if submitted else State.IN_PROGRESS


def tags_of(lines: Iterable[LibraryLine]) -> list[str]:
    """Every tag that some article has, in the order of the alphabet."""
    return sorted({tag for line in lines for tag in line.entry.tags}, key=str.casefold)


def common_tags(lines: Sequence[LibraryLine]) -> list[str]:
    """The tags that all of these articles have, in the order of the alphabet."""
    if not lines:
        return []
    common = set.intersection(*(set(line.entry.tags) for line in lines))
    return sorted(common, key=str.casefold)


def retagged(tags: Iterable[str], shown: Iterable[str], wanted: Iterable[str]) -> set[str]:
    """The tags of an article after those that were ``shown`` were changed into those ``wanted``."""
    return (set(tags) - set(shown)) | set(wanted)


def browse(
    lines: Sequence[LibraryLine],
    *,
    hits: Sequence[Hit] | None = None,
    state: State | None = None,
    tag: str | None = None,
) -> list[Shown]:
    """The articles that fit everything that is given.

    With ``hits`` only those in which something was found, in the order in which they come there;
    otherwise in the order of ``lines``.
    """
    fitting = {
        line.entry.id: line
        for line in lines
        if tag in (None, *line.entry.tags) and (state is None or _is_in(line, state))
    }
    if hits is None:
        return [Shown(line) for line in fitting.values()]
    found: dict[str, list[Hit]] = {}
    for hit in hits:
        if hit.article_id in fitting:
            found.setdefault(hit.article_id, []).append(hit)
    return [Shown(fitting[article_id], tuple(own)) for article_id, own in found.items()]


def _is_in(line: LibraryLine, state: State) -> bool:
    return not line.keys if state is State.NO_KEY else progress_of(line) is state
