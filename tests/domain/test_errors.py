"""Errors carry their template, for the window to translate."""

from annotator.domain.errors import AnnotatorError, ArticleError


def test_a_message_is_filled_from_its_template():
    error = ArticleError("“{name}” has {count} words.", name="A", count=3)
    assert str(error) == "“A” has 3 words."
    assert error.template.format(**error.params) == str(error)
    assert isinstance(error, AnnotatorError)


def test_a_message_without_places_may_hold_braces():
    assert str(AnnotatorError("Not {valid} JSON.")) == "Not {valid} JSON."


def test_what_fills_a_place_is_never_taken_for_a_template():
    assert str(AnnotatorError("Cannot read {file}.", file="{x}.txt")) == "Cannot read {x}.txt."
