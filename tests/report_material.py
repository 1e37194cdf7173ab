"""Material for reports, with or without a library."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from marking import held

from annotator.comparison.reasons import reasons_of
from annotator.domain.annotation import Annotation, Passage, Role, SetInfo, Status
from annotator.domain.article import Article
from annotator.domain.segmentation import Segmentation
from annotator.domain.span import Span
from annotator.services.reporting import Material, gather
from annotator.services.resources import default_codebook
from annotator.services.workspace import Workspace


def passage(article: Article, quote: str) -> tuple[Passage, ...]:
    """The passage of a quote that stands in an article once."""
    assert article.text.count(quote) == 1, quote
    start = article.text.index(quote)
    return (Passage.cut(article.text, Span(start, start + len(quote))),)


def material_of(
    article: Article,
    marks: Iterable[Annotation],
    key: Iterable[Annotation],
    segmentation: Segmentation | None = None,
    **fields: object,
) -> Material:
    """Marks held against a key, without a library."""
    key, segmentation = tuple(key), segmentation or Segmentation((), ())
    comparison = held(marks, key, segmentation)
    info = SetInfo("s", article.sha256, "Mine", Role.LEARNER, Status.SUBMITTED)
    values: dict[str, object] = {
        "article": article,
        "info": info,
        "key": replace(info, id="k", name="Key", role=Role.KEY),
        "comparison": comparison,
        "reasons": reasons_of(comparison.items, segmentation),
        "codebook": default_codebook(),
        "sound": tuple(a for a in key if a.is_sound and a.spans),
        "titles": {},
    }
    return Material(**(values | fields))  # type: ignore[arg-type]


def practice(workspace: Workspace, kind: str) -> Material:
    """An attempt at the bundled article.

    A ``mixed`` one has every outcome, marks that overlap, a note that looks like mark-up and an
    argument; the others are ``perfect`` or ``empty``.
    """
    article = next(a for a in workspace.articles.all() if "Eddlestow" in a.title)
    key = workspace.sets.key_of(article)
    assert key is not None
    items = sorted(workspace.sets.read(key.id).annotations, key=lambda a: min(a.all_spans))
    weak = [a for a in items if not a.is_sound]
    made = {"mixed": _mixed(article, weak, items), "empty": [], "perfect": weak}[kind]
    marks = tuple(
        replace(a, id=f"m{n}", key=None, note="" if kind == "perfect" else a.note)
        for n, a in enumerate(made)
    )
    info = workspace.sets.store(
        article,
        kind,
        role=Role.LEARNER,
        status=Status.SUBMITTED,
        annotations=marks,
        annotator="Mira Holm",
    )
    return gather(workspace, article, info)


def _mixed(article: Article, weak: list[Annotation], items: list[Annotation]) -> list[Annotation]:
    def wide(annotation: Annotation, before: int, after: int) -> tuple[Passage, ...]:
        span = annotation.spans[0]
        return (Passage.cut(article.text, Span(max(0, span.start - before), span.end + after)),)

    vague, claim = "vague_attribution", "unsupported_claim"
    marks = []
    for n, a in enumerate(weak):
        if n % 4 == 0:
            marks.append(
                replace(a, note="Who says so?\nNobody is <b>named</b> & known.", confidence=0.75)
            )
        elif n % 4 == 1:
            other = claim if a.category == vague else vague
            marks.append(
                replace(a, category=other, subtype=None, counterpart=(), note="", confidence=1.0)
            )
        elif n % 4 == 2:
            marks.append(
                replace(a, passages=wide(a, 60, 90), counterpart=(), note="", confidence=0.5)
            )
    sound = next(a for a in items if a.is_sound)
    marks.append(replace(sound, category=claim, note="", confidence=1.0))
    lone = passage(article, "Amina Rowe, the councillor")
    marks.append(
        Annotation("x", claim, lone, argument="The council does not say who she speaks for.")
    )
    return marks
