"""The command that holds a set against the key."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotator.cli.options import Settings, pass_settings, with_common_options
from annotator.cli.output import columns, print_json, say, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from annotator.comparison.compare import Comparison, Counts
    from annotator.comparison.matching import Item
    from annotator.comparison.scores import Scores
    from annotator.domain.article import Article
    from annotator.domain.codebook import Codebook
    from annotator.domain.hint import HintGiven
    from annotator.services.reporting import Material

UNDEFINED = "–"
LONGEST_QUOTE = 240
REPORTS = (".pdf", ".html", ".htm")

OUTCOMES = {
    "hit": "Hit",
    "partial": "Partial hit",
    "wrong_category": "Wrong category",
    "missed": "Missed",
    "flagged_sound": "Flagged a sound passage",
    "not_in_key": "Not in the key",
}

SECOND_MARKS = {
    "split": "A second mark on one passage",
    "other_end": "The other end, not linked",
}
"""What marks are that count as not in the key for the sake of another one."""

TENDENCIES = {
    "suspicious": "The reader flags more than there is.",
    "trusting": "The reader lets too much pass.",
    "balanced": "The reader neither flags too much nor lets too much pass.",
    "undefined": "Whether the reader leans one way cannot be told: "
    "there are no sentences of both kinds.",
}
SURENESS = {
    "overconfident": "The reader is more sure than right.",
    "underconfident": "The reader is more often right than sure.",
    "well_calibrated": "The reader is about as sure as right.",
    "undefined": "With fewer than five judged marks that say how sure the reader is, "
    "nothing can be told of it.",
}

RULE = (
    "A hit has the right category, touches the core of the key's passage and stays within its "
    "sentence, or has at least half in common with it; a partial hit overlaps it in another "
    "way, or has one end of two. What is not in the key need not be wrong."
)


@click.command(short_help="Compare a set with the reference key.")
@click.argument("article", metavar="ARTICLE")
@click.option("--set", "name", required=True, metavar="NAME", help="The set to compare.")
@click.option(
    "--key",
    "key_name",
    metavar="NAME",
    help="The key to hold it against. Default: the one that counts.",
)
@click.option(
    "--with",
    "other_name",
    metavar="NAME",
    help="Another set to compare it with instead: what only one has, and how much they agree.",
)
@click.option(
    "--report",
    "reports",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    callback=lambda _context, _option, value: _report_files(value),
    help="Also write a report with the marked article: FILE ends in .pdf or .html. "
    "Give it twice for both.",
)
@with_common_options
@pass_settings
def compare(
    settings: Settings,
    *,
    article: str,
    name: str,
    key_name: str | None,
    other_name: str | None,
    reports: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Compare a set with the reference key: outcome of every item, and scores.

    With --with it is compared with any other set, neither of them being the key. A score that is
    undefined (nothing marked, nothing in the key) is null, or – in words.
    """
    if other_name is not None:
        if key_name is not None:
            raise click.UsageError("Give either --key or --with, not both.")
        if reports:
            raise click.UsageError("--report tells of a set and the key: leave out --with.")
        _compare_two(settings, article, name, other_name, as_json=as_json)
        return
    from annotator.comparison.compare import comparison_to_dict  # noqa: PLC0415 (light start)
    from annotator.services.comparing import articles_named  # noqa: PLC0415
    from annotator.services.reporting import gather  # noqa: PLC0415

    with settings.open() as workspace:
        found = workspace.articles.find(article)
        info = workspace.sets.find(found, name)
        key = workspace.sets.key_of(found, key_name)
        material = gather(workspace, found, info, key)
        comparison = material.comparison
        others = articles_named(workspace, comparison)
        hints = workspace.hints.of(info.id)
    if reports:
        _write_reports(material, reports)
    if as_json:
        ids = {sha256: other.id for sha256, other in others.items()}
        document = comparison_to_dict(comparison, found.id, ids) | _hints_told(hints)
        print_json(document | _reports_told(reports))
    else:
        parts = list(_in_words(comparison, found, material.codebook, material.titles))
        if hints:
            parts.insert(1, f"Hints that the reader asked for: {len(hints)}")
        parts += ["\n".join(f"Report: {path}" for path in reports)] if reports else []
        say("\n\n".join(parts))


def _hints_told(hints: Sequence[HintGiven]) -> dict[str, Any]:
    """How many hints the reader was given, and which (offsets are code points)."""
    from annotator.domain.hint import hint_to_dict  # noqa: PLC0415 (light start)

    told = [{"at": each.at, **hint_to_dict(each.hint)} for each in hints]
    return {"hints": len(told), "hints_told": told}


def _report_files(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Each of them once."""
    found = tuple(dict.fromkeys(paths))
    for path in found:
        if path.suffix.lower() not in REPORTS:
            raise click.BadParameter(f"let the name end in .pdf or .html: “{path}” does not.")
    return found


def _reports_told(paths: Sequence[Path]) -> dict[str, Any]:
    """Where the reports are, if there are any: the first, and all."""
    return {"report": str(paths[0]), "reports": [str(p) for p in paths]} if paths else {}


def _write_reports(material: Material, paths: Iterable[Path]) -> None:
    from annotator.cli.window import load_qt_anywhere  # noqa: PLC0415 (light start)

    load_qt_anywhere()
    from annotator.desktop.app import make_application  # noqa: PLC0415
    from annotator.desktop.report.saving import save_report  # noqa: PLC0415

    application = make_application()  # held on to: there are no fonts without it
    for path in paths:
        save_report(material, path)
    del application


def _compare_two(
    settings: Settings, article: str, name: str, other_name: str, *, as_json: bool
) -> None:
    from annotator.cli.pairing import pairing_in_words  # noqa: PLC0415 (light start)
    from annotator.comparison.pairing import pairing_to_dict  # noqa: PLC0415
    from annotator.services.pairing import pair_sets  # noqa: PLC0415

    with settings.open() as workspace:
        found = workspace.articles.find(article)
        first, second = (workspace.sets.find(found, each) for each in (name, other_name))
        pairing = pair_sets(workspace, found, first, second)
        codebook = workspace.codebooks.of_both(first, second)
    if as_json:
        print_json(pairing_to_dict(pairing, found.id))
    else:
        say(pairing_in_words(pairing, found, codebook))


def _in_words(
    comparison: Comparison, article: Article, codebook: Codebook, titles: Mapping[str, str]
) -> Iterator[str]:
    """``titles`` are those of other articles with ends in them, by their SHA-256."""
    yield (f"{article.title}\n“{comparison.set_name}” held against the key “{comparison.key_name}”")
    yield _counts(comparison, codebook)
    yield _scores(comparison.scores)
    yield _per_category(comparison, codebook)
    if comparison.per_subtype:
        yield _per_subtype(comparison, codebook)
    yield _reader(comparison)
    numbers = _numbers(comparison.items)
    for number, item in enumerate(comparison.items, 1):
        related = _related(item, numbers)
        yield _item(number, item, article, codebook, titles) + "".join(
            "\n" + wrapped(sentence, "   ") for sentence in related
        )
    yield wrapped(RULE)


def _counts(comparison: Comparison, codebook: Codebook) -> str:
    header = ["Passages", "In the key", "Marked", "Hit", "Partial", "Wrong category", "Missed"]
    header += ["Flagged sound", "Not in key"]
    rows = [header, _count_row("All", comparison.counts)]
    rows += [
        _count_row(category_name(category, codebook), result.counts)
        for category, result in comparison.per_category.items()
    ]
    return columns(rows)


def _count_row(name: str, c: Counts) -> list[str]:
    numbers = (c.key, c.set, c.hit, c.partial, c.wrong_category, c.missed)
    return [name, *map(str, (*numbers, c.flagged_sound, c.not_in_key))]


def _scores(scores: Scores) -> str:
    rows = [["Scores", "Precision", "Recall", "F1"]]
    rows += [
        [label, number(prf.precision), number(prf.recall), number(prf.f1)]
        for label, prf in (
            ("Strict (same ends, same category)", scores.strict),
            ("Exact (same ends)", scores.exact),
            ("Partial (some overlap)", scores.partial),
            ("Type (some overlap, same category)", scores.type),
            ("Fragments (share in common)", scores.fragment_overlap),
            ("Tokens", scores.token),
        )
    ]
    return columns(rows)


def _per_category(comparison: Comparison, codebook: Codebook) -> str:
    rows = [
        ["F1 by category", "Strict", "Exact", "Partial", "Type", "Fragments", "Tokens", "Kappa"]
    ]
    for category, result in comparison.per_category.items():
        s = result.scores
        all_scores = (s.strict, s.exact, s.partial, s.type, s.fragment_overlap, s.token)
        rows.append(
            [
                category_name(category, codebook),
                *(number(prf.f1) for prf in all_scores),
                number(result.kappa),
            ]
        )
    return columns(rows)


def _per_subtype(comparison: Comparison, codebook: Codebook) -> str:
    rows = [["Subtypes", "In the key", "Marked", "Hit", "Partial", "Wrong category", "Missed"]]
    rows[0] += ["Type F1"]
    for category, results in comparison.per_subtype.items():
        known = codebook.find(category)
        names = {s.id: s.name for s in known.subtypes} if known else {}
        for subtype, result in results.items():
            c = result.counts
            numbers = (c.key, c.set, c.hit, c.partial, c.wrong_category, c.missed)
            name = f"{category_name(category, codebook)}: {names.get(subtype, subtype)}"
            rows.append([name, *map(str, numbers), number(result.scores.type.f1)])
    return columns(rows)


def _reader(comparison: Comparison) -> str:
    from annotator.comparison.calibration import sureness  # noqa: PLC0415 (light start)
    from annotator.comparison.detection import tendency  # noqa: PLC0415

    d, c = comparison.detection, comparison.calibration
    return "\n".join(
        [
            f"Sentences: hit rate {number(d.hit_rate)}, "
            f"false alarms {number(d.false_alarm_rate)}, "
            f"d' {number(d.d_prime)}, criterion {number(d.criterion)}",
            wrapped(TENDENCIES[tendency(d)]),
            f"Stated confidence: mean {number(c.mean_confidence)}, "
            f"share of hits {number(c.hit_share)}, "
            f"Brier score {number(c.brier)} (0 is best) over {c.n} judged marks",
            wrapped(SURENESS[sureness(c)]),
        ]
    )


def _numbers(items: Iterable[Item]) -> dict[int, int]:
    """The number of the item in which a mark or a key item stands, by its identity."""
    return {
        id(annotation): number
        for number, item in enumerate(items, 1)
        for annotation in (item.set_annotation, item.key_annotation)
        if annotation is not None
    }


def _related(item: Item, numbers: Mapping[int, int]) -> Iterator[str]:
    """What an item has to do with others, in words."""
    for sound in item.sound_touched:
        if sound is not item.sound_annotation:
            words = shortened(" ".join(passage.quote for passage in sound.passages))
            yield f"The mark reaches into what the key calls sound: “{words}”"
    if item.alternative is not None:
        yield "This is another answer that the key takes as well."
    marks = _listed(numbers[id(a)] for a in item.related_marks)
    items = _listed(numbers[id(a)] for a in item.related_key)
    if item.set_annotation is None:
        if marks:
            yield f"The mark of {marks} covers it too but counts there: this needs one of its own."
        return
    if item.key_annotation is not None:
        if items:
            yield f"One mark over several passages of the key: mark {items} separately."
        if item.relation == "other_end":
            yield f"The other end is marked in {marks}: the two belong linked."
        elif marks:
            yield f"It is marked in {marks} as well: one mark over the whole passage is enough."
    elif item.relation == "other_end":
        yield f"This is the other end of {items}: the two belong linked."
    elif items:
        yield f"It lies on the passage of {items}, which has its mark already."


def _listed(numbers: Iterable[int]) -> str:
    *most, last = [str(n) for n in sorted(set(numbers))] or [""]
    return f"{', '.join(most)} and {last}" if most else last


def _item(
    number: int, item: Item, article: Article, codebook: Codebook, titles: Mapping[str, str]
) -> str:
    category = category_name(item.category, codebook)
    if item.outcome == "wrong_category" and item.set_annotation is not None:
        category = f"{category}, marked as {category_name(item.set_annotation.category, codebook)}"
    outcome = OUTCOMES[item.outcome]
    if item.outcome == "not_in_key" and item.relation is not None:
        outcome = SECOND_MARKS[item.relation]
    lines = [f"{number}. {outcome}: {category}"]
    lines += [
        wrapped(f"“{shortened(article.text[end.start : end.end])}” [{end.start}, {end.end})", "   ")
        for end in item.ends
    ]
    annotation = item.set_annotation or item.key_annotation
    lines += [
        wrapped(
            f"“{shortened(passage.quote)}” in "
            + (f"“{titles[passage.source]}”" if passage.source in titles else "another article"),
            "   ",
        )
        for passage in (annotation.counterpart if annotation else ())
        if passage.source
    ]
    if not item.ends:
        lines.append("   (not placed in the text)")
    if item.explanation:
        lines.append(wrapped(" ".join(item.explanation.split()), "   "))
    if item.set_annotation is not None and item.set_annotation.argument:
        argument = " ".join(item.set_annotation.argument.split())
        lines.append(wrapped(f"The reader argues: {argument}", "   "))
    return "\n".join(lines)


def category_name(category_id: str, codebook: Codebook) -> str:
    """The name of a category; its id where the codebook does not have it."""
    category = codebook.find(category_id)
    return category.name if category else category_id


def number(value: float | None) -> str:
    """A score with two decimals; a dash where it is undefined."""
    return UNDEFINED if value is None else f"{value:.2f}".replace("-0.00", "0.00")


def shortened(quote: str) -> str:
    """A quote in one line, and not too long."""
    words = " ".join(quote.split())
    return words if len(words) <= LONGEST_QUOTE else f"{words[:LONGEST_QUOTE].rstrip()}…"
