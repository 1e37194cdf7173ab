"""Looking up tokens and sentences, held against looking at each of them."""

from generated import disjoint_spans, spans
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.domain.segmentation import Segmentation
from annotator.domain.span import Span


@given(disjoint_spans(), disjoint_spans(), st.lists(spans(60), max_size=4))
@settings(max_examples=200)
def test_what_touches_is_what_shares_a_code_point(tokens, sentences, wanted):
    segmentation = Segmentation(tokens, sentences)
    assert segmentation.tokens_touching(wanted) == tuple(
        i for i, token in enumerate(tokens) if any(token.overlap(span) for span in wanted)
    )
    assert segmentation.sentences_touching(wanted) == tuple(
        sentence for sentence in sentences if any(sentence.overlap(span) for span in wanted)
    )


def test_neighbours_do_not_touch():
    segmentation = Segmentation((Span(0, 3), Span(3, 4), Span(5, 9)), (Span(0, 4), Span(5, 9)))
    assert segmentation.tokens_touching([Span(3, 4)]) == (1,)
    assert segmentation.tokens_touching([Span(4, 5)]) == ()
    assert segmentation.sentences_touching([Span(3, 6)]) == (Span(0, 4), Span(5, 9))
