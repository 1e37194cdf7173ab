"""Tokens and sentences by spaCy's rule-based English tokenizer and our own sentence rules.

Importing this module imports spaCy, which takes half a second: never do so on the way to the first
window.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from annotator.domain.segmentation import Segmentation
from annotator.domain.span import Span

_TERMINATORS = frozenset(".!?…。！？")
_WIDE_TERMINATORS = frozenset("。！？")
_CLOSING = frozenset("”’»›)]}\"'")
_OPENING = frozenset("“‘«‹([{\"'")
# After an abbreviation such as "U.S." a sentence ends only before one of these capitalised words.
_STARTERS = frozenset(
    [
        "A",
        "An",
        "And",
        "As",
        "At",
        "But",
        "By",
        "For",
        "From",
        "He",
        "Her",
        "His",
        "If",
        "In",
        "It",
        "Its",
        "No",
        "Not",
        "On",
        "Or",
        "Our",
        "She",
        "So",
        "Some",
        "Such",
        "That",
        "The",
        "Their",
        "Then",
        "There",
        "These",
        "They",
        "This",
        "Those",
        "To",
        "We",
        "What",
        "When",
        "Where",
        "While",
        "Who",
        "With",
        "You",
    ]
)
# These never end a sentence: a name or a number follows them.
_TITLES = frozenset(
    [
        "Mr.",
        "Mrs.",
        "Ms.",
        "Dr.",
        "Prof.",
        "St.",
        "Sen.",
        "Rep.",
        "Gov.",
        "Gen.",
        "Col.",
        "Lt.",
        "Capt.",
        "Sgt.",
        "Rev.",
        "Hon.",
        "Pres.",
        "No.",
        "Nos.",
        "Fig.",
        "vs.",
        "v.",
        "cf.",
        "e.g.",
        "i.e.",
        "approx.",
        "ca.",
        "Art.",
        "Sec.",
        "Vol.",
        "pp.",
        "p.",
    ]
)


@Language.component("annotator_sentences")
def annotator_sentences(doc: Doc) -> Doc:
    """Set sentence starts within one run of text.

    A closing quote or bracket belongs to the sentence that it ends, an opening one to the sentence
    that it begins (spaCy's own sentencizer attaches opening quotes to the sentence before).
    """
    words = [token.text for token in doc]
    starts = _sentence_starts(words)
    for token in doc:
        token.is_sent_start = token.i in starts
    return doc


def _sentence_starts(words: Sequence[str]) -> set[int]:
    starts = {0} if words else set()
    i = 0
    while i < len(words):
        word = words[i]
        i += 1
        is_mark = word[0] in _TERMINATORS and not word.strip(".!?…。！？")
        if not is_mark and not (word.endswith(".") and len(word) > 1):
            continue
        while is_mark and i < len(words) and words[i][0] in _TERMINATORS:
            i += 1
        i = _after_closing(words, i)
        following = _next_word(words, i)
        if following is None:
            break
        if _ends(word, following, is_mark=is_mark):
            starts.add(_skip_spaces(words, i))
    return starts


def _ends(word: str, following: str, *, is_mark: bool) -> bool:
    """Whether a sentence ends after ``word`` when ``following`` is the next word."""
    if word in _WIDE_TERMINATORS:
        return True
    if not is_mark:
        return word not in _TITLES and following in _STARTERS
    return not following[0].islower()


def _after_closing(words: Sequence[str], i: int) -> int:
    """Index behind closing marks that stand right after a terminator."""
    while i < len(words) and words[i][0] in _CLOSING and not words[i].strip("”’»›)]}\"'"):
        # A straight quote opens where another word follows it; a curly one never does.
        if words[i] in "\"'" and _odd_quote(words, i):
            break
        i += 1
    return i


def _odd_quote(words: Sequence[str], i: int) -> bool:
    """Whether the straight quote at ``i`` is the first of a pair."""
    return sum(word == words[i] for word in words[:i]) % 2 == 0


def _next_word(words: Sequence[str], i: int) -> str | None:
    while i < len(words) and (words[i].isspace() or words[i][0] in _OPENING):
        if len(words[i]) > 1 and not words[i].isspace():
            break
        i += 1
    return words[i] if i < len(words) else None


def _skip_spaces(words: Sequence[str], i: int) -> int:
    while i < len(words) and words[i].isspace():
        i += 1
    return i


@cache
def _pipeline() -> Language:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("annotator_sentences")
    # The limit guards parsers against long texts; a tokenizer has no need of it.
    pipeline.max_length = 1 << 31
    return pipeline


def segment(text: str, runs: Iterable[Span]) -> Segmentation:
    """Tokens and sentences of ``text``, each lying within one of the ``runs`` (sorted, disjoint).

    All spans are in code points. White space is no token and stands at no end of a sentence.
    """
    pipeline = _pipeline()
    tokens: list[Span] = []
    sentences: list[Span] = []
    for run in runs:
        doc = pipeline(text[run.start : run.end])
        for sentence in doc.sents:
            words = [token for token in sentence if not token.is_space]
            if not words:
                continue
            spans = [Span(t.idx, t.idx + len(t)).shifted(run.start) for t in words]
            tokens.extend(spans)
            sentences.append(Span(spans[0].start, spans[-1].end))
    return Segmentation(tuple(tokens), tuple(sentences))
