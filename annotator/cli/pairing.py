"""Two sets that are compared with each other, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.cli.comparing import category_name, number, shortened
from annotator.cli.output import columns, wrapped
from annotator.domain.codebook import SOUND

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.comparison.pairing import Likeness, Pair, Pairing
    from annotator.domain.annotation import Annotation
    from annotator.domain.article import Article
    from annotator.domain.codebook import Codebook

RULE = (
    "Marks that share words are paired one to one: those of the same category first, and of these "
    "the ones on the very same words. F1 and kappa are the same whichever set comes first; 1 is "
    "complete agreement. Kappa is 0 where chance alone would agree as much."
)


def pairing_in_words(pairing: Pairing, article: Article, codebook: Codebook) -> str:
    """Everything about two sets: counts, figures, and every pair."""
    return "\n\n".join(_parts(pairing, article, codebook))


def _parts(pairing: Pairing, article: Article, codebook: Codebook) -> Iterator[str]:
    first, second = pairing.first_name, pairing.second_name
    yield f"{article.title}\n“{first}” beside “{second}”"
    kinds = _kinds(pairing)
    rows = [["Pairs", "Number"]]
    rows += [[kinds[kind], f"{count:,}"] for kind, count in pairing.counts.items()]
    yield columns(rows)
    rows = [["Agreement", first, second, "F1 words", "F1 same ends", "Kappa"]]
    rows.append(["Weak passages", *_totals(pairing), *_figures(pairing.likeness)])
    for category, result in pairing.per_category.items():
        sizes = [f"{result.first:,}", f"{result.second:,}"]
        rows.append([_named(category, codebook), *sizes, *_figures(result.likeness)])
    yield columns(rows)
    if not pairing.pairs:
        yield "Neither of them marks anything."
    for place, pair in enumerate(pairing.pairs, 1):
        yield "\n".join(
            [
                f"{place}. {kinds[pair.kind]}",
                *_side(first, pair.first, codebook),
                *_side(second, pair.second, codebook),
            ]
        )
    yield wrapped(RULE)


def _kinds(pairing: Pairing) -> dict[str, str]:
    return {
        "same": "Same words, same category",
        "overlap": "Overlapping, same category",
        "other_category": "Overlapping, other category",
        "first_only": f"Only “{pairing.first_name}”",
        "second_only": f"Only “{pairing.second_name}”",
    }


def _totals(pairing: Pairing) -> list[str]:
    def weak(pair: Pair, *, first: bool) -> bool:
        annotation = pair.first if first else pair.second
        return annotation is not None and not annotation.is_sound

    return [
        f"{sum(weak(pair, first=first) for pair in pairing.pairs):,}" for first in (True, False)
    ]


def _figures(likeness: Likeness) -> list[str]:
    return [number(v) for v in (likeness.token_f1, likeness.strict_f1, likeness.kappa)]


def _side(name: str, annotation: Annotation | None, codebook: Codebook) -> Iterator[str]:
    if annotation is None:
        return
    quotes = " ↔ ".join(
        " … ".join(f"“{shortened(passage.quote)}”" for passage in end)
        for end in (annotation.passages, annotation.counterpart)
        if end
    )
    places = " ".join(f"[{span.start}, {span.end})" for span in annotation.all_spans)
    sure = "" if annotation.confidence is None else f", confidence {number(annotation.confidence)}"
    category = _named(annotation.category, codebook)
    where = places or "(not placed in the text)"
    yield wrapped(f"{name}: {category} {quotes} {where}{sure}", "   ", "      ")
    if annotation.note.strip():
        yield wrapped(" ".join(annotation.note.split()), "      ")


def _named(category: str, codebook: Codebook) -> str:
    return "Sound passage" if category == SOUND else category_name(category, codebook)
