"""How far two readings of the practice articles agree: the figures in ``resources/practice``.

    python tests/double_reading.py

writes ``agreement.json`` anew and prints the tables that stand in ``README.md`` there. Two readers
marked the weak passages of every article: the first for the key (``first-reading.jsonld``), the
second without sight of it (``second-reading.jsonld``). What came out of both is ``key.jsonld``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from annotator.comparison.agreement import agree
from annotator.comparison.compare import compare
from annotator.domain.annotation import Annotation, AnnotationSet, Passage, Role, SetInfo, Status
from annotator.domain.article import Article
from annotator.domain.segmentation import Segmentation
from annotator.exchange.article_file import import_article
from annotator.exchange.formats import read_sets
from annotator.services.articles import segmentation_of
from annotator.services.bundled import article_path
from annotator.services.importing import article_from
from annotator.services.resources import default_codebook, resource

FOLDER = resource("practice")
FIGURES = FOLDER / "agreement.json"
README = FOLDER / "README.md"

FIRST, SECOND, KEY = "first-reading", "second-reading", "key"
CATEGORIES = [category.id for category in default_codebook().categories]
_DIGITS = 4


@cache
def articles() -> dict[str, Article]:
    """Every practice article by the name of its folder, whatever a library is given of them."""
    names = sorted(path.parent.name for path in FOLDER.glob("*/article.md"))
    return {name: article_from(import_article(article_path(name))) for name in names}


@cache
def reading(name: str) -> Mapping[str, AnnotationSet]:
    """One of the files that lie beside every article, without what it calls sound."""
    return {slug: _read(FOLDER / slug / f"{name}.jsonld", slug) for slug in articles()}


def _read(path: Path, slug: str) -> AnnotationSet:
    article = articles()[slug]
    (found,) = read_sets(path.read_bytes(), path.name, article, default_codebook())
    weak = tuple(each for each in found.annotations if not each.is_sound)
    assert found.article_sha256 == article.sha256, f"{path} is of another text"
    assert not any(each.unplaced for each in weak), f"{path} has words that are not in the text"
    return AnnotationSet(
        SetInfo(found.id, article.sha256, found.name, found.role, Status.SUBMITTED), weak
    )


# Agreement


def figures() -> dict[str, Any]:
    """All that is published."""
    return {
        "blind": _between(FIRST, SECOND),
        "after mending": _between(KEY, SECOND),
        "items": items_found(),
        "mended": list(mended()),
    }


def _between(one: str, other: str) -> dict[str, Any]:
    return {
        "library": agreement(one, other, articles()),
        "articles": {slug: agreement(one, other, [slug]) for slug in articles()},
    }


def agreement(one: str, other: str, slugs: Iterable[str]) -> dict[str, Any]:
    """The agreement of two readings over some articles, as if they were one long text."""
    starts, length = {}, 0
    tokens = []
    for slug in slugs:
        starts[slug] = length
        tokens += [token.shifted(length) for token in segmentation_of(articles()[slug]).tokens]
        length += len(articles()[slug].text)
    found = agree(
        [_joined(one, starts), _joined(other, starts)],
        Segmentation(tuple(tokens), ()),
        CATEGORIES,
        length,
        with_gamma=False,
    )
    return {
        "tokens": len(tokens),
        **_rounded(found),
        "per_category": {name: _rounded(each) for name, each in found.per_category.items()},
    }


def _joined(name: str, starts: Mapping[str, int]) -> AnnotationSet:
    """A reading of several articles as one of the long text; ``starts`` says where each begins."""
    slug_of = {article.sha256: slug for slug, article in articles().items()}
    joined = []
    for slug, own in reading(name).items():
        for each in own.annotations:
            ends: list[Passage] = []
            for passage in (*each.passages, *each.counterpart):
                where = slug_of[passage.source] if passage.source else slug
                if where in starts:
                    span = passage.span.shifted(starts[where])
                    ends.append(replace(passage, span=span, source=""))
            if ends:
                joined.append(Annotation(f"{slug}/{each.id}", each.category, tuple(ends)))
    info = SetInfo(name, "", name, Role.LEARNER, Status.SUBMITTED)
    return AnnotationSet(info, tuple(joined))


def _rounded(found: Any) -> dict[str, float | None]:
    values = {
        "alpha": found.alpha,
        "alpha_unitizing": found.alpha_unitizing,
        "f1_token": found.pairwise_f1.token,
        "f1_strict": found.pairwise_f1.strict,
    }
    return {name: None if v is None else round(v, _DIGITS) for name, v in values.items()}


def items_found() -> dict[str, int]:
    """Weak items of either reading, how many are in both, and how many are hits.

    ``paired`` are those with exactly one partner of the same category and with words in common;
    ``hits`` are those of the second reading if the first were a key.
    """
    texts = {article.sha256: segmentation_of(article) for article in articles().values()}
    counts = {"first": 0, "second": 0, "paired": 0, "hits": 0}
    for slug, article in articles().items():
        first, second = reading(FIRST)[slug], reading(SECOND)[slug]
        found = compare(second, first, texts[article.sha256], CATEGORIES, texts).counts
        counts["first"] += found.key
        counts["second"] += found.set
        counts["hits"] += found.hit
        counts["paired"] += sum(
            [_same_item(one, other) for other in second.annotations].count(True) == 1
            for one in first.annotations
        )
    return counts


# What was mended


def mended() -> Iterator[dict[str, Any]]:
    """The items of the keys that are no longer as the first reading has them.

    An item is the same as long as its category is and its words overlap.
    """
    for slug in articles():
        before, after = reading(FIRST)[slug].weak, reading(KEY)[slug].weak
        assert len(before) == len(after), slug
        for item in after:
            (was,) = [each for each in before if _same_item(each, item)]
            if _words(was) != _words(item) or was.subtype != item.subtype:
                yield {
                    "article": slug,
                    "category": item.category,
                    "was": {"words": _words(was), "subtype": was.subtype},
                    "is": {"words": _words(item), "subtype": item.subtype},
                }


def _same_item(one: Annotation, other: Annotation) -> bool:
    """Of one category, and with words in common at either end."""
    return one.category == other.category and any(
        a.start < b.end and b.start < a.end for a in one.all_spans for b in other.all_spans
    )


def _words(item: Annotation) -> list[str]:
    return [passage.quote for passage in (*item.passages, *item.counterpart)]


# Readable


def tables(found: Mapping[str, Any]) -> list[str]:
    """The tables of the README: over the library, by article, and what was mended."""
    return [_library_table(found), _article_table(found), _mended_table(found)]


def _library_table(found: Mapping[str, Any]) -> str:
    rows = []
    for title, which in (("Blind", "blind"), ("After mending", "after mending")):
        whole = found[which]["library"]
        names = {"All categories": whole} | {
            default_codebook()[category].name: whole["per_category"][category]
            for category in CATEGORIES
        }
        rows += [[title, name, *_four(figures)] for name, figures in names.items()]
    head = ["Readings", "Category", "Alpha", "Unitizing alpha", "F1 over tokens", "F1, same words"]
    return _table(head, rows)


def _article_table(found: Mapping[str, Any]) -> str:
    rows = [
        [
            slug,
            str(each["tokens"]),
            _said(each["alpha"]),
            *(_said(each["per_category"][category]["alpha"]) for category in CATEGORIES),
            _said(each["alpha_unitizing"]),
            _said(each["f1_token"]),
            _said(each["f1_strict"]),
        ]
        for slug, each in found["blind"]["articles"].items()
    ]
    names = [f"{default_codebook()[category].name}, alpha" for category in CATEGORIES]
    head = ["Article", "Tokens", "Alpha", *names]
    return _table([*head, "Unitizing alpha", "F1 over tokens", "F1, same words"], rows)


def _mended_table(found: Mapping[str, Any]) -> str:
    rows = []
    for each in found["mended"]:
        was, now = each["was"], each["is"]
        words = [" … ".join(f"“{w}”" for w in side["words"]) for side in (was, now)]
        if words[0] == words[1]:
            words[1] = "the same words"
        kinds = [was["subtype"], now["subtype"]]
        kind = "" if kinds[0] == kinds[1] else " → ".join(kinds)
        rows.append([each["article"], *words, kind])
    return _table(["Article", "First reading", "Key", "Kind"], rows)


def _four(figures: Mapping[str, float | None]) -> list[str]:
    names = ("alpha", "alpha_unitizing", "f1_token", "f1_strict")
    return [_said(figures[name]) for name in names]


def _said(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def main() -> None:
    """Write the figures, and print what belongs into the README."""
    found = figures()
    content = json.dumps(found, ensure_ascii=False, indent=2) + "\n"
    FIGURES.write_text(content, encoding="utf-8", newline="\n")
    sys.stdout.write("\n\n".join([*tables(found), json.dumps(found["items"])]) + "\n")


if __name__ == "__main__":
    main()
