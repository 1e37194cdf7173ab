"""Tokens and sentences of running text."""

from itertools import pairwise

import pytest
from generated import texts
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.domain.span import Span
from annotator.domain.text import canonical_text
from annotator.language.segmenter import segment


def sentences(text):
    """The sentences of a text that is one run."""
    whole = segment(text, [Span(0, len(text))])
    return [text[s.start : s.end] for s in whole.sentences]


def tokens(text):
    """The tokens of a text that is one run."""
    whole = segment(text, [Span(0, len(text))])
    return [text[t.start : t.end] for t in whole.tokens]


@st.composite
def texts_and_runs(draw):
    """A text and sorted, disjoint runs of it, with gaps between or side by side."""
    text = canonical_text(draw(texts(min_size=1)))
    if not text:
        return "a", [Span(0, 1)]
    bounds = sorted(draw(st.sets(st.integers(0, len(text)), min_size=0, max_size=6)))
    runs = [Span(a, b) for a, b in zip(bounds[::2], bounds[1::2], strict=False)]
    return text, draw(st.sampled_from([runs, [Span(0, len(text))]]))


def sorted_and_disjoint(some_spans):
    return all(a.end <= b.start for a, b in pairwise(some_spans))


@given(texts_and_runs())
@settings(max_examples=120)
def test_tokens_cover_all_but_white_space_and_lie_in_one_run_each(case):
    text, runs = case
    found = segment(text, runs).tokens
    assert sorted_and_disjoint(found)
    covered = {n for token in found for n in range(token.start, token.end)}
    in_runs = {n for run in runs for n in range(run.start, run.end)}
    assert covered == {n for n in in_runs if not text[n].isspace()}
    assert all(sum(run.contains(token) for run in runs) == 1 for token in found)


@given(texts_and_runs())
@settings(max_examples=120)
def test_every_token_is_in_one_sentence_and_every_sentence_in_one_run(case):
    text, runs = case
    found = segment(text, runs)
    assert sorted_and_disjoint(found.sentences)
    for sentence in found.sentences:
        assert sum(run.contains(sentence) for run in runs) == 1
        assert not text[sentence.start].isspace()
        assert not text[sentence.end - 1].isspace()
    for token in found.tokens:
        assert sum(sentence.contains(token) for sentence in found.sentences) == 1
    edges = {t.start for t in found.tokens}, {t.end for t in found.tokens}
    assert all(s.start in edges[0] and s.end in edges[1] for s in found.sentences)


@given(texts(max_size=12).map(canonical_text), texts(max_size=12).map(canonical_text))
@settings(max_examples=60)
def test_a_run_is_segmented_the_same_wherever_it_stands(before, text):
    if not text:
        return
    run = Span(len(before), len(before) + len(text))
    alone, placed = segment(text, [Span(0, len(text))]), segment(before + text, [run])
    assert placed.tokens == tuple(t.shifted(len(before)) for t in alone.tokens)
    assert placed.sentences == tuple(s.shifted(len(before)) for s in alone.sentences)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\t \u00a0"])
def test_without_words_there_are_no_tokens_and_no_sentences(text):
    runs = [Span(0, len(text))] if text else []
    found = segment(text, runs)
    assert (found.tokens, found.sentences) == ((), ())


@pytest.mark.parametrize(
    "parts",
    [
        # Plain
        ["One fell.", "Two rose!", "Did three?", "Four…", "Five."],
        ["Wait... what?", "Yes!!", "No?!", "Fine."],
        ["It cost 3.5 million.", "40 people came."],
        ["One line\nand the next.", "Then more."],
        # Quotes and brackets stay with the sentence that they end or begin
        ['He said "Stop."', "She left."],
        ['"Stop!" he said.', '"Go!" she said.'],
        ['"One."', '"Two."', '"Three."'],
        ["“Now.”", "“Later,” she said.", "“When?”"],
        ["‘One.’", "Two."],
        ["He quoted (as always.)", "(It was long.)", "They slept."],
        ["He had read it.”", "“And then?”"],
        # Titles, abbreviations, initials
        ["Mr. Hale met Dr. Orr and Prof. Ley.", "They spoke."],
        ["Col. Brown, Lt. Green, Capt. Grey and Sgt. Black came.", "Gen. White did not."],
        ["Sen. Lee, Rep. Ray, Gov. Day and Pres. Ito agreed.", "Rev. Fox and Hon. Kay did not."],
        ["The U.S. Senate met.", "So did the U.S.", "The rest did not."],
        ["It was 5 p.m. on Monday.", "By 6 p.m. all was over."],
        ["J. K. Moss wrote it.", "A. Nother did not."],
        ["Trade with Acme Inc. grew.", "Shares of Acme Inc. fell."],
        ["Fruit, e.g. pears, i.e. this, cf. that, approx. 5, ca. 1900, vs. others.", "More."],
        ["In Jan. 2020 and on Feb. 3 it rained.", "In May it did not."],
        # Numbers with a name before them, and the word "no"
        ["See No. 5, Nos. 6 and 7, Fig. 3, Art. 7, Sec. 2, Vol. 4, p. 9 and pp. 4 to 6.", "So."],
        ["Did he?", "No.", "He stayed."],
        ["She studied Art.", "He did not."],
        # Numbered points and headings
        ["2. Background"],
        ["2.1. Background and aims"],
        ["IV. Results"],
        ["B. What came of it"],
        ["1. First this.", "Then that."],
        ["2020.", "It was a long year."],
        # Addresses and other scripts
        ["See example.com for more.", "It is free."],
        ["The .NET Framework is old.", "So is this."],
        ["他走了。", "她来了。"],
    ],
)
def test_sentences_end_where_a_reader_ends_them(parts):
    assert sentences(" ".join(parts)) == parts


def test_headings_and_cells_are_sentences_of_their_own():
    text = "A heading without a stop\n\nThe text begins. It goes on\n\n| left | right one |\n"
    cells = ["A heading without a stop", "The text begins. It goes on", "left", "right one"]
    runs = [Span(text.index(c), text.index(c) + len(c)) for c in cells]
    found = [text[s.start : s.end] for s in segment(text, runs).sentences]
    assert found == [
        "A heading without a stop",
        "The text begins.",
        "It goes on",
        "left",
        "right one",
    ]


def test_words_and_marks_are_tokens():
    assert tokens("“Don't,” she said—twice.") == [
        "“",
        "Do",
        "n't",
        ",",
        "”",
        "she",
        "said",
        "—",
        "twice",
        ".",
    ]


def test_a_long_paragraph_full_of_quotes_is_segmented():
    text = '"One." ' * 20_000
    found = segment(text, [Span(0, len(text) - 1)])
    assert len(found.sentences) == 20_000


def test_sentences_of_real_articles_end_with_a_stop_or_with_their_line(shared_articles):
    for path in shared_articles:
        text = canonical_text(path.read_text(encoding="utf-8"))
        runs, start = [], 0
        for line in text.split("\n"):
            if line:
                runs.append(Span(start, start + len(line)))
            start += len(line) + 1
        line_ends = {run.start + len(text[run.start : run.end].rstrip()) for run in runs}
        found = segment(text, runs).sentences
        assert len(found) >= len([run for run in runs if text[run.start : run.end].strip()])
        for sentence in found:
            words = text[sentence.start : sentence.end]
            assert sentence.end in line_ends or words.rstrip('”’")]')[-1] in ".!?…"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今日は晴れ。明日は雨が降る。", ["今日は晴れ。", "明日は雨が降る。"]),
        ("本当？！はい……そうです。", ["本当？！", "はい……", "そうです。"]),
        ("「行きます。」と彼は言った。次。", ["「行きます。」と彼は言った。", "次。"]),
        ("他说：“我来了。”她走了。", ["他说：“我来了。”", "她走了。"]),
        ("（完了。）「次の文。」", ["（完了。）", "「次の文。」"]),
        ("油价涨了3.5元。没人说话。", ["油价涨了3.5元。", "没人说话。"]),
        ("قال الناس نعم. هل هذا صحيح؟ نعم.", ["قال الناس نعم.", "هل هذا صحيح؟", "نعم."]),
        ("העיר גדלה. אנשים אמרו זאת.", ["העיר גדלה.", "אנשים אמרו זאת."]),
        ("पानी आया। लोग आए।", ["पानी आया।", "लोग आए।"]),
    ],
)
def test_sentences_end_in_every_script(text, expected):
    assert sentences(text) == expected


def test_where_no_spaces_stand_tokens_are_small_units():
    assert tokens("東京のiPhone 15をシャツで。") == [
        *("東", "京", "の", "iPhone", "15", "を", "シャツ", "で", "。")
    ]
    assert tokens("a well-known U.S. firm") == ["a", "well", "-", "known", "U.S.", "firm"]
    # One ideograph in a line changes nothing about the other words of it.
    assert tokens("a well-known U.S. firm 你")[:-1] == tokens("a well-known U.S. firm")
