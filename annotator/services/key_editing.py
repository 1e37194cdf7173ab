"""Changing a reference key: what an item of it adds to a mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from annotator.domain.annotation import Alternative, Annotation, KeyDetails, Passage, placed
from annotator.domain.article import Article
from annotator.domain.changes import Change
from annotator.domain.codebook import SOUND
from annotator.domain.errors import AnnotationError
from annotator.domain.span import Span, covers, merged, total_overlap
from annotator.domain.unplaced import End
from annotator.services.editing import SetEditor

DIFFICULTIES = (1, 2, 3)
"""Easy, middling, hard."""


class KeyEditor(SetEditor):
    """Edits a key. Beside the categories of its codebook it knows sound passages.

    What is said at :class:`SetEditor` goes for its methods too. Passages lie in ``article``, which
    is the key's own unless another is given; there only a counterpart can be.
    """

    def set_category(self, annotation_id: str, category: str) -> Change | None:
        """Change the category, as :meth:`SetEditor.set_category`.

        An alternative that now says what the item says goes; a sound passage keeps of what a key
        adds only how difficult it is to leave alone.
        """
        before = self.get(annotation_id)
        if before.category == category:
            return None
        after = replace(before, category=self._known(category), subtype=None)
        key = before.key
        if key is not None and category == SOUND:
            key = KeyDetails(difficulty=key.difficulty)
        elif key is not None:
            kept = tuple(a for a in key.alternatives if a.passages or a.category != category)
            key = replace(key, alternatives=kept)
        if category == SOUND:
            after = replace(after, counterpart=())
        return self._replace("category", before, _with(after, key))

    def set_core(
        self, annotation_id: str, spans: Sequence[Span], article: Article | None = None
    ) -> Change | None:
        """Name what of a passage must be touched: the part of ``spans`` (code points) in it.

        It is named for the end that they lie on; all of the passage is no core of its own. Raises
        ``AnnotationError`` where they lie on neither end, and for a sound passage.
        """
        before, source = self._weak(annotation_id), self._source(article)
        end = _end_at(before, spans, source)
        passages = _passages(before, end, source)
        wanted = _common(passages, spans)
        core = () if covers(wanted, passages) else self._cut(wanted, article)
        return self._put("core", before, end, source, core)

    def set_allowance(
        self, annotation_id: str, spans: Sequence[Span], article: Article | None = None
    ) -> Change | None:
        """Name up to where a longer highlight is still right: ``spans`` (code points).

        It is named for the end that they lie on, and all of that end belongs to it. Raises
        ``AnnotationError`` where they lie on neither end, and for a sound passage.
        """
        before, source = self._weak(annotation_id), self._source(article)
        end = _end_at(before, spans, source)
        wanted = merged((*spans, *_passages(before, end, source)))
        return self._put("allowance", before, end, source, self._cut(wanted, article))

    def reset_core(self, annotation_id: str) -> Change | None:
        """Let the core of both ends be the passages themselves again."""
        before = self.get(annotation_id)
        key = replace(before.key or KeyDetails(), core=(), counterpart_core=())
        return self._replace("core", before, _with(before, key))

    def reset_allowance(self, annotation_id: str) -> Change | None:
        """Let the allowance of both ends be the sentences again."""
        before = self.get(annotation_id)
        key = replace(before.key or KeyDetails(), allowance=(), counterpart_allowance=())
        return self._replace("allowance", before, _with(before, key))

    def set_difficulty(self, annotation_id: str, difficulty: int | None) -> Change | None:
        """Say how hard an item is to find, 1 (easy) to 3 (hard); None for not stated.

        Raises ``AnnotationError`` for any other number.
        """
        if difficulty is not None and difficulty not in DIFFICULTIES:
            raise AnnotationError("The difficulty of an item is 1 (easy), 2 or 3 (hard).")
        before = self.get(annotation_id)
        key = replace(before.key or KeyDetails(), difficulty=difficulty)
        return self._replace("difficulty", before, _with(before, key))

    def add_alternative(
        self,
        annotation_id: str,
        category: str = "",
        spans: Sequence[Span] = (),
        counterpart: Sequence[Passage] = (),
    ) -> Change | None:
        """Name another answer that is as right: another category, other passages, or both.

        ``spans`` (code points) lie in the key's own article; ``counterpart`` is the second end of
        an answer with passages. Raises ``AnnotationError`` where it says what the item or another
        alternative says already, where its ends overlap, and for a sound passage.
        """
        before = self._weak(annotation_id)
        if category == SOUND:
            raise AnnotationError(
                "Sound is no other answer: a passage is weak or sound. Choose another category."
            )
        wanted = "" if category == before.category else category
        if wanted:
            self._known(wanted)
        same_place = not spans or merged(spans) == merged(before.spans)
        if total_overlap(spans, placed(counterpart)):
            raise AnnotationError(
                "The two ends of an answer must be different passages. Select another one."
            )
        if not wanted and same_place:
            raise AnnotationError(
                "That is what the item says itself. Select another passage, or choose another "
                "category."
            )
        alternative = Alternative(
            wanted, self._cut(spans, None) if spans else (), tuple(counterpart) if spans else ()
        )
        key = before.key or KeyDetails()
        if alternative in key.alternatives:
            raise AnnotationError("That alternative is there already.")
        key = replace(key, alternatives=(*key.alternatives, alternative))
        return self._replace("alternatives", before, _with(before, key))

    def remove_alternative(self, annotation_id: str, number: int) -> Change | None:
        """Take the alternative with that number (from 0) away.

        Raises ``AnnotationError`` where there is none.
        """
        before = self.get(annotation_id)
        there = before.key.alternatives if before.key else ()
        if not 0 <= number < len(there):
            raise AnnotationError("That alternative is no longer there.")
        key = replace(
            before.key or KeyDetails(), alternatives=(*there[:number], *there[number + 1 :])
        )
        return self._replace("alternatives", before, _with(before, key))

    # --- Inside -------------------------------------------------------------------------------

    def _known(self, category: str) -> str:
        return category if category == SOUND else super()._known(category)

    def _weak(self, annotation_id: str) -> Annotation:
        annotation = self.get(annotation_id)
        if annotation.is_sound:
            raise AnnotationError(
                "A sound passage has no core, no allowance and no alternatives: any mark on it is "
                "one too many."
            )
        return annotation

    def _source(self, article: Article | None) -> str:
        here = article is None or article.sha256 == self.article.sha256
        return "" if here or article is None else article.sha256

    def _cut(self, spans: Sequence[Span], article: Article | None) -> tuple[Passage, ...]:
        source = self._source(article)
        text = article.text if article is not None and source else self.article.text
        return tuple(Passage.cut(text, span, source) for span in spans)

    def _put(
        self, part: str, before: Annotation, end: End, source: str, passages: tuple[Passage, ...]
    ) -> Change | None:
        """Name core or allowance of one end, as far as it lies in one article."""
        key = before.key or KeyDetails()
        here = end is End.FIRST
        own = (
            (key.core if here else key.counterpart_core)
            if part == "core"
            else (key.allowance if here else key.counterpart_allowance)
        )
        put = (*(p for p in own if p.source != source), *passages)
        if part == "core":
            key = replace(key, core=put) if here else replace(key, counterpart_core=put)
        else:
            key = replace(key, allowance=put) if here else replace(key, counterpart_allowance=put)
        return self._replace(part, before, _with(before, key))


def _passages(annotation: Annotation, end: End, source: str) -> tuple[Span, ...]:
    return placed(annotation.passages if end is End.FIRST else annotation.counterpart, source)


def _end_at(annotation: Annotation, spans: Sequence[Span], source: str) -> End:
    """The end on which most of the spans lies."""
    shares = {
        End.FIRST: total_overlap(placed(annotation.passages, source), spans),
        End.COUNTERPART: total_overlap(placed(annotation.counterpart, source), spans),
    }
    end = max(shares, key=lambda each: shares[each])
    if not shares[end]:
        raise AnnotationError(
            "The selection does not touch the item. Select words in it, or around it."
        )
    return end


def _common(passages: Sequence[Span], spans: Sequence[Span]) -> tuple[Span, ...]:
    found = (a.intersection(b) for a in merged(passages) for b in merged(spans))
    return tuple(span for span in found if span is not None)


def _with(annotation: Annotation, key: KeyDetails | None) -> Annotation:
    """The annotation with these details; with none where they say nothing."""
    return replace(annotation, key=None if key == KeyDetails() else key)
