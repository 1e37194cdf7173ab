"""Tokens and sentences by spaCy's rule-based English tokenizer and our own sentence rules.

Where a script puts no spaces between words, tokens are the units of ``domain.word_units``.

Importing this module imports spaCy, which takes half a second: never do so on the way to the first
window.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence, Set
from functools import cache
from typing import Any

import numpy as np
import spacy
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from annotator.domain.segmentation import Segmentation
from annotator.domain.span import Span
from annotator.domain.word_units import has_unspaced, units

# These end a sentence whatever follows: no other use of them is known, and no capital letter helps.
_FULL_STOPS = "。！？｡؟۔।॥։።។။"
_FINAL = frozenset(_FULL_STOPS)
_TERMINATORS = ".!?…" + _FULL_STOPS
_CLOSING = "”’»›)]}\"'」』）】〕》〉｣"
_OPENING = "“‘«‹([{\"'「『（【〔《〈｢"
# After a Japanese quotation the sentence goes on with one of these: "…。」と言った".
_GOES_ON = ("と", "って")
_STRAIGHT = frozenset("\"'")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# After an abbreviation such as "U.S." a sentence ends only before one of these capitalised words.
_STARTERS = _set(
    "A An And As At But By For From He Her His If In It Its No Not On Or Our She So Some Such That "
    "The Their Then There These They This Those To We What When Where While Who With You"
)
# These never end a sentence: a name follows them, or the sentence goes on.
_TITLES = _set(
    "Mr. Mrs. Ms. Dr. Prof. Sen. Rep. Gov. Gen. Col. Lt. Capt. Sgt. Rev. Hon. Pres. "
    "vs. v. cf. e.g. i.e. approx. ca."
)
# These do not end a sentence where a number follows: "No. 5" against "No. He stayed."
_NUMBERED = _set("No. Nos. Fig. Figs. Art. Sec. Vol. p. pp.")
_ROMAN = frozenset("IVXLC")
_LONGEST_NUMBER = 3  # digits; more are a year or an amount, not a count of points


@Language.component("annotator_sentences")
def annotator_sentences(doc: Doc) -> Doc:
    """Set sentence starts within one run of text.

    A closing quote or bracket belongs to the sentence that it ends, an opening one to the sentence
    that it begins (spaCy's own sentencizer attaches opening quotes to the sentence before).
    """
    starts = _sentence_starts([token.text for token in doc])
    # All at once: to set one token's mark, spaCy looks through the whole document.
    signs = np.array([1 if i in starts else -1 for i in range(len(doc))], dtype=np.int64)
    marks: Any = signs.astype(np.uint64).reshape(len(doc), 1)
    return doc.from_array([SENT_START], marks)


def _sentence_starts(words: Sequence[str]) -> set[int]:
    starts = {0} if words else set()
    opening = _opening_quotes(words)
    i = 0
    while i < len(words):
        word, number = _whole(words, i), i <= 1 and _is_number(_whole(words, i))
        is_mark = words[i][0] in _TERMINATORS and not words[i].strip(_TERMINATORS)
        i += 1
        if not is_mark and not (word.endswith(".") and len(word) > 1):
            continue
        while is_mark and i < len(words) and words[i][0] in _TERMINATORS:
            i += 1
        stop, i = i, _after_closing(words, i, opening)
        following = _next_word(words, i)
        if following is None:
            break
        if i > stop and following.startswith(_GOES_ON):
            continue
        if not number and _ends(word, following, is_mark=is_mark):
            starts.add(i)
    return starts


def _whole(words: Sequence[str], i: int) -> str:
    """The word at ``i``; a full stop that the tokenizer cut off is joined to its word again."""
    return words[i - 1] + "." if i and words[i] == "." else words[i]


def _is_number(word: str) -> bool:
    """Whether this numbers a heading or a point: "2.", "2.1.", "IV." or "B."."""
    number = word[:-1].replace(".", "")
    return word.endswith(".") and (
        (number.isdecimal() and len(number) <= _LONGEST_NUMBER)
        or (number.isalpha() and len(number) == 1)
        or (number != "" and _ROMAN.issuperset(number))
    )


def _ends(word: str, following: str, *, is_mark: bool) -> bool:
    """Whether a sentence ends after ``word`` when ``following`` is the next word."""
    if word in _FINAL:
        return True
    if word in _TITLES or (word in _NUMBERED and following[0].isdecimal()):
        return False
    if not is_mark:
        return following in _STARTERS
    return not following[0].islower()


def _opening_quotes(words: Sequence[str]) -> set[int]:
    """Indices of the straight quotes that are the first of a pair; a curly one tells by itself."""
    seen: Counter[str] = Counter()
    opening = set()
    for i, word in enumerate(words):
        if word in _STRAIGHT:
            if seen[word] % 2 == 0:
                opening.add(i)
            seen[word] += 1
    return opening


def _after_closing(words: Sequence[str], i: int, opening: Set[int]) -> int:
    """Index behind closing marks that stand right after a terminator."""
    while i < len(words) and not words[i].strip(_CLOSING) and i not in opening:
        i += 1
    return i


def _next_word(words: Sequence[str], i: int) -> str | None:
    while i < len(words) and (words[i].isspace() or words[i][0] in _OPENING):
        if len(words[i]) > 1 and not words[i].isspace():
            break
        i += 1
    return words[i] if i < len(words) else None


class _Tokenizer:
    """The English tokenizer, but for scripts without spaces, of which it makes one token a line."""

    def __init__(self, base: Callable[[str], Doc]) -> None:
        self._base = base

    def __call__(self, text: str) -> Doc:
        doc = self._base(text)
        if not has_unspaced(text):
            return doc
        words: list[str] = []
        spaces: list[bool] = []
        for token in doc:
            cut = units(token.text) if has_unspaced(token.text) else ((0, len(token)),)
            pieces = [token.text[start:end] for start, end in cut]
            words += pieces
            spaces += [False] * (len(pieces) - 1) + [bool(token.whitespace_)]
        return Doc(doc.vocab, words, spaces)


@cache
def _pipeline() -> Language:
    pipeline = spacy.blank("en")
    pipeline.tokenizer = _Tokenizer(pipeline.tokenizer)
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
