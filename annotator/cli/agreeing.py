"""The command that tells how far several sets agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from annotator.cli.comparing import UNDEFINED
from annotator.cli.options import Settings, pass_settings, with_common_options
from annotator.cli.output import columns, counted, print_json, progress, say, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from annotator.comparison.agreement import Agreement
    from annotator.domain.annotation import SetInfo
    from annotator.domain.article import Article
    from annotator.domain.codebook import Codebook

MOST_NAMES = 12

RULE = (
    "1 is complete agreement. For the alphas and gamma 0 is what chance gives; Krippendorff relies "
    "on 0.800 and more, and draws tentative conclusions from 0.667 on. The mean F1 does not take "
    "chance away. – is undefined: there is nothing to agree on."
)
NO_GAMMA = (
    "Gamma needs the package pygamma-agreement, which is not installed. Install it with: "
    "pip install pygamma-agreement"
)


@click.command(short_help="Tell how far several sets agree.")
@click.argument("article", metavar="ARTICLE")
@click.option(
    "--set",
    "names",
    multiple=True,
    metavar="NAME",
    help="A set to take; may be given several times. Default: all sets of the article, drafts and "
    "finished keys included.",
)
@with_common_options
@pass_settings
def agree(settings: Settings, article: str, names: tuple[str, ...], as_json: bool) -> None:
    """Tell how far several sets of an article agree, overall and by category.

    Krippendorff's alpha over words, his alpha for unitizing, gamma where pygamma-agreement is
    installed, and the mean F1 of all pairs of sets. What is undefined is null, or – in words.
    """
    from annotator.comparison.agreement import agreement_to_dict  # noqa: PLC0415 (light start)
    from annotator.services.agreeing import (  # noqa: PLC0415
        agree_sets,
        codebook_of_all,
        gamma_is_installed,
        sets_named,
    )

    with settings.open() as workspace:
        found = workspace.articles.find(article)
        infos = sets_named(workspace, found, names)
        with progress("Reading sets") as step:
            agreement = agree_sets(workspace, found, infos, step)
        codebook = codebook_of_all(workspace, infos)
    if as_json:
        print_json(agreement_to_dict(agreement))
        return
    parts = [f"{found.title}\n{_sets(infos)}"]
    if len(infos) < 2:
        parts.append(_too_few(found))
    else:
        parts += _in_words(agreement, codebook)
        if not gamma_is_installed():
            parts.append(wrapped(NO_GAMMA))
    say("\n\n".join(parts))


def _sets(infos: Sequence[SetInfo]) -> str:
    shown = [
        f"“{info.name}”"
        + (" (reference key)" if info.role == "key" else "")
        + (" (draft)" if info.status == "draft" else "")
        for info in infos[:MOST_NAMES]
    ]
    if len(infos) > MOST_NAMES:
        shown.append(f"and {len(infos) - MOST_NAMES:,} more")
    return wrapped(f"Agreement among {counted(len(infos), 'set')}: {', '.join(shown) or '–'}")


def _too_few(article: Article) -> str:
    return wrapped(
        "Agreement needs two sets at least. Load another one with: annotator load FILE --article "
        f"{article.id[:8]} --set NAME"
    )


def _in_words(agreement: Agreement, codebook: Codebook) -> Iterator[str]:
    f1 = agreement.pairwise_f1
    yield columns(
        [
            ["Agreement", "Value"],
            ["Alpha over words: the same words, in the same category", _number(agreement.alpha)],
            [
                "Alpha for unitizing: the same passages, in the same category",
                _number(agreement.alpha_unitizing),
            ],
            ["… whatever the category", _number(agreement.alpha_relevance)],
            ["Gamma: aligned passages, near misses forgiven", _number(agreement.gamma)],
            ["Mean F1 of two sets over words", _number(f1.token)],
            ["Mean F1 of two sets over passages with the same ends", _number(f1.strict)],
        ]
    )
    rows = [["By category", "Marked by", "Alpha", "Unitizing", "F1 words", "F1 same ends"]]
    for category_id, one in agreement.per_category.items():
        category = codebook.find(category_id)
        rows.append(
            [
                category.name if category else category_id,
                str(one.marked_by),
                _number(one.alpha),
                _number(one.alpha_unitizing),
                _number(one.pairwise_f1.token),
                _number(one.pairwise_f1.strict),
            ]
        )
    yield columns(rows)
    yield wrapped(RULE)


def _number(value: float | None) -> str:
    return UNDEFINED if value is None else f"{value:.3f}"
