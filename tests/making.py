"""Small articles, sets and editors for tests that are about something else."""

from __future__ import annotations

from annotator.domain.annotation import Annotation, Passage
from annotator.domain.article import Article, Block, BlockKind
from annotator.domain.span import Span
from annotator.services.articles import Articles
from annotator.services.editing import SetEditor
from annotator.services.resources import default_codebook
from annotator.services.sets import Sets
from annotator.storage import Library

# 200 code points, some of them beyond the Basic Multilingual Plane; no word comes twice.
TEXT = " ".join(f"word{n}🙂" for n in range(25))[:200]


def make_article(text: str = TEXT, title: str = "A title", article_id: str = "a1b2c3d4") -> Article:
    """An article of one paragraph."""
    block = Block(BlockKind.PARAGRAPH, 0, len(text))
    return Article(article_id, title, text, (block,), source="The source", date="2026-03-04")


def make_annotation(number: int = 0, text: str = TEXT, **fields: object) -> Annotation:
    """An annotation on five code points that begin at ``number``."""
    values: dict[str, object] = {
        "id": f"annotation-{number}",
        "category": "unsupported_claim",
        "passages": (Passage.cut(text, Span(number, number + 5)),),
        "created_at": f"2026-03-04T10:00:00.{number:06d}Z",
    }
    return Annotation(**(values | fields))  # type: ignore[arg-type]


def make_editor(library: Library, who: str = "Tester") -> SetEditor:
    """An editor of the library's only draft; article and draft are made where there are none."""
    sets = Sets(library, who)
    article = Articles(library).add(make_article()).article
    info = next(iter(sets.of(article)), None) or sets.start(article)
    return SetEditor(library, sets, article, info, default_codebook())
