"""Ends of annotations that lie in other articles than the one that is annotated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from annotator.domain.anchoring import anchor
from annotator.domain.annotation import Annotation, KeyDetails, Passage
from annotator.domain.article import Article
from annotator.services.articles import Articles


def anchored(annotations: Iterable[Annotation], articles: Articles) -> tuple[Annotation, ...]:
    """The annotations of a file with their ends elsewhere held against the texts there.

    An end whose words do not stand where the file has them is placed anew in its article, and comes
    back unplaced where they are not in it. What lies in an article that the library does not have
    is left as it is.
    """
    known: dict[str, Article | None] = {}

    def placed(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
        return tuple(in_its_article(passage) for passage in passages)

    def in_its_article(passage: Passage) -> Passage:
        if not passage.source:
            return passage
        if passage.source not in known:
            known[passage.source] = articles.revision(passage.source)
        article = known[passage.source]
        if article is None:
            return passage
        if not passage.quote and passage.span is not None:  # a file with offsets alone
            inside = passage.span.end <= len(article.text)
            cut = Passage.cut(article.text, passage.span, passage.source) if inside else None
            return cut or replace(passage, span=None)
        return anchor(article.text, passage)

    def of_key(key: KeyDetails) -> KeyDetails:
        return replace(
            key,
            counterpart_core=placed(key.counterpart_core),
            counterpart_allowance=placed(key.counterpart_allowance),
            alternatives=tuple(
                replace(a, counterpart=placed(a.counterpart)) for a in key.alternatives
            ),
        )

    return tuple(
        replace(a, counterpart=placed(a.counterpart), key=of_key(a.key) if a.key else None)
        for a in annotations
    )
