"""Codebooks, the default one among them, and labels from other tools."""

import copy
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from codebooks import NINE, nine_categories

from annotator.domain.codebook import INCONSISTENCY, PATTERNS, SOUND, Codebook
from annotator.domain.codebook_data import codebook_from_dict, codebook_to_dict
from annotator.domain.errors import CodebookError

DEFAULT = Path(__file__).parents[2] / "resources" / "codebook" / "default.json"


@pytest.fixture(scope="module")
def codebook():
    return codebook_from_dict(json.loads(DEFAULT.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("label", "category"),
    [
        ("unsupported_claim", "unsupported_claim"),
        ("Unsupported claim", "unsupported_claim"),
        ("UNSUPPORTED-CLAIM", "unsupported_claim"),
        (" unsupported claim\n", "unsupported_claim"),
        ("Vague Attribution", "vague_attribution"),
        ("Inconsistency", "inconsistency"),
        ("sound", SOUND),
        ("Sound", SOUND),
        ("unsupported", None),
        ("claim", None),
        ("", None),
    ],
)
def test_labels_from_other_tools_are_recognised(codebook, label, category):
    assert codebook.recognise(label) == category


def test_every_category_is_recognised_by_its_id_and_by_its_name(codebook):
    for category in codebook.categories:
        assert codebook.recognise(category.id) == category.id
        assert codebook.recognise(category.name) == category.id


def test_the_default_has_the_three_categories_in_order_and_one_with_two_ends(codebook):
    ids = [category.id for category in codebook.categories]
    assert ids == ["unsupported_claim", "inconsistency", "vague_attribution"]
    assert [category.id for category in codebook.categories if category.linked] == [INCONSISTENCY]


def test_no_two_categories_share_a_sign(codebook):
    for sign in ("id", "name", "letter", "colour", "pattern", "shortcut"):
        values = [getattr(category, sign) for category in codebook.categories]
        assert len(set(values)) == len(values), sign


def test_each_category_says_what_belongs_to_it_and_what_does_not(codebook):
    for category in codebook.categories:
        assert category.definition
        assert category.include
        assert category.leave_out
        assert category.examples
        assert category.subtypes
        assert all(subtype.definition for subtype in category.subtypes)


def test_the_default_says_what_to_do_in_doubt_and_shows_every_kind(codebook):
    assert any("Do not mark everything" in rule for rule in codebook.rules)
    examples = []
    for category in codebook.categories:
        assert len(category.rules) >= 4, category.id
        examples += category.examples
        for subtype in category.subtypes:
            assert 1 <= len(subtype.examples) <= 2, subtype.id
            examples += subtype.examples
    assert len(set(examples)) == len(examples)


def test_no_example_of_the_default_stands_in_a_practice_article(codebook):
    """Else the codebook would give the key away."""
    folder = DEFAULT.parents[1] / "practice"
    texts = [path.read_text(encoding="utf-8") for path in folder.glob("*/article.md")]
    assert texts
    shown = [e for c in codebook.categories for part in (c, *c.subtypes) for e in part.examples]
    for example in shown:
        words = re.findall(r"\w+", example.casefold())
        for start in range(len(words) - 4):
            run = r"\W+".join(words[start : start + 5])
            assert not any(re.search(run, text.casefold()) for text in texts), example


def test_categories_are_found_by_id(codebook):
    assert codebook["inconsistency"] is codebook.find("inconsistency")
    assert codebook.find("nonsense") is None
    with pytest.raises(KeyError, match="nonsense"):
        codebook["nonsense"]


@pytest.fixture
def data():
    """The nine categories as JSON values that may be changed."""
    return json.loads(NINE.read_text(encoding="utf-8"))


def test_a_codebook_with_nine_categories_is_read_whole(data):
    codebook = codebook_from_dict(data)
    assert [c.shortcut for c in codebook.categories] == list("123456789")
    assert {c.pattern for c in codebook.categories} == set(PATTERNS)
    first = data["categories"][0]
    assert codebook.categories[0].include == tuple(first["include"])
    assert [s.id for s in codebook.categories[0].subtypes] == [s["id"] for s in first["subtypes"]]
    assert [c.id for c in codebook.categories if c.linked] == ["contradiction"]


@pytest.mark.parametrize("path", [DEFAULT, NINE])
def test_a_codebook_comes_back_equal_from_its_json_values(path):
    codebook = codebook_from_dict(json.loads(path.read_text(encoding="utf-8")))
    written = json.loads(json.dumps(codebook_to_dict(codebook)))
    assert codebook_from_dict(written) == codebook


def test_rules_and_what_a_kind_holds_are_written_only_where_there_are_any(data):
    plain = json.dumps(codebook_to_dict(codebook_from_dict(data)))
    assert '"rules":' not in plain  # as it always was
    data["rules"] = ["Read it twice."]
    data["categories"][0]["rules"] = ["Mark the word.", "In doubt, leave it."]
    kind = data["categories"][0]["subtypes"][0]
    kind |= {"include": ["This."], "leave_out": ["That."], "examples": ["So it goes."]}
    codebook = codebook_from_dict(data)
    assert codebook.rules == ("Read it twice.",)
    first = codebook.categories[0]
    assert first.rules == ("Mark the word.", "In doubt, leave it.")
    assert first.subtypes[0].include == ("This.",)
    assert first.subtypes[0].leave_out == ("That.",)
    assert first.subtypes[0].examples == ("So it goes.",)
    assert codebook_from_dict(json.loads(json.dumps(codebook_to_dict(codebook)))) == codebook
    assert codebook.joined(Codebook("x", "1", "X", (first,))).rules == ("Read it twice.",)
    for bad in ("So.", [3], [" "]):
        with pytest.raises(CodebookError, match="rules"):
            codebook_from_dict(data | {"rules": bad})


@pytest.mark.parametrize("field", ["id", "version", "name", "categories"])
def test_a_codebook_without_a_required_field_is_refused(data, field):
    del data[field]
    with pytest.raises(CodebookError, match=f"“{field}” is missing"):
        codebook_from_dict(data)


@pytest.mark.parametrize(
    "field", ["id", "name", "letter", "colour", "pattern", "shortcut", "definition"]
)
def test_a_category_without_a_required_field_is_refused(data, field):
    del data["categories"][4][field]
    with pytest.raises(CodebookError, match=f"^Category .*: “{field}” is missing"):
        codebook_from_dict(data)


@pytest.mark.parametrize("field", ["include", "leave_out", "examples", "subtypes", "linked"])
def test_what_a_category_may_leave_out(data, field):
    data["categories"] = [c for c in data["categories"] if c.pop(field, None) is not None]
    assert data["categories"]
    codebook = codebook_from_dict(data)
    assert not any(getattr(category, field) for category in codebook.categories)


@pytest.mark.parametrize(
    ("field", "value", "complaint"),
    [
        ("id", "Loaded words", "“Loaded words” cannot be the id. Use lower-case letters"),
        ("id", "geladene_wörter", "cannot be the id"),
        ("id", "", "“id” is empty"),
        ("id", "sound", "cannot be called .*: that stands for passages"),
        ("name", "Sound", "cannot be called “Sound”: that stands"),
        ("name", " Loaded", "one line without blanks at its ends"),
        ("name", "Two\nlines", "one line"),
        ("name", 7, "has to be text in quotation marks"),
        ("name", "half \ud83d", "half a character"),
        ("letter", "LW", "“LW” cannot be the letter. Use a single character"),
        ("colour", "red", "“red” cannot be the colour. Use # and six"),
        ("colour", "#12345", "cannot be the colour"),
        ("pattern", "curly", "no pattern “curly”. Use one of: solid, dashed"),
        ("shortcut", "0", "“0” cannot be the shortcut. Use a digit from 1 to 9"),
        ("shortcut", "N", "the letters do other things on the desk"),
        ("shortcut", "12", "cannot be the shortcut"),
        ("shortcut", "²", "cannot be the shortcut"),
        ("shortcut", 3, "has to be text in quotation marks"),
        ("linked", "yes", "true or false"),
        ("include", "one line", "“include” has to be a list"),
        ("examples", [""], "“examples” is empty"),
        ("subtypes", ["a"], "has to be a JSON object"),
        ("subtypes", [{"id": "a b", "name": "A", "definition": "A."}], "cannot be the id"),
        ("subtypes", [{"id": "a", "name": "A"}], "subtype 1: “definition” is missing"),
    ],
)
def test_a_category_that_is_not_in_order_is_refused_in_words(data, field, value, complaint):
    data["categories"][0][field] = value
    with pytest.raises(CodebookError, match=complaint):
        codebook_from_dict(data)


@pytest.mark.parametrize("field", ["id", "name", "letter", "colour", "pattern", "shortcut"])
def test_two_categories_with_the_same_sign_are_refused(data, field):
    one, other = data["categories"][2], data["categories"][7]
    other[field] = one[field].upper() if field in ("letter", "colour") else one[field]
    with pytest.raises(CodebookError, match=f"have the same {field}"):
        codebook_from_dict(data)


def test_the_name_of_one_category_must_not_be_the_id_of_another(data):
    data["categories"][5]["name"] = data["categories"][1]["id"].replace("_", " ").title()
    with pytest.raises(CodebookError, match="have the same name"):
        codebook_from_dict(data)


def test_there_are_one_to_nine_categories(data):
    tenth = copy.deepcopy(data["categories"][0]) | {"id": "tenth", "name": "Tenth", "letter": "T"}
    with pytest.raises(CodebookError, match="has 10 categories, and 9 is the most"):
        codebook_from_dict(data | {"categories": [*data["categories"], tenth]})
    with pytest.raises(CodebookError, match="no categories"):
        codebook_from_dict(data | {"categories": []})
    assert len(codebook_from_dict(data | {"categories": data["categories"][3:4]}).categories) == 1


def test_a_category_has_nine_subtypes_at_most_and_no_two_alike(data):
    def with_subtypes(*ids):
        subtypes = [{"id": i, "name": i.title(), "definition": "So."} for i in ids]
        return data | {"categories": [data["categories"][0] | {"subtypes": subtypes}]}

    nine = codebook_from_dict(with_subtypes(*"abcdefghi"))
    assert [s.id for s in nine.categories[0].subtypes] == list("abcdefghi")
    with pytest.raises(CodebookError, match="has 10 subtypes, and 9 is the most"):
        codebook_from_dict(with_subtypes(*"abcdefghij"))
    with pytest.raises(CodebookError, match="two subtypes are called “A_B”"):
        codebook_from_dict(with_subtypes("a-b", "a_b"))


@pytest.mark.parametrize("value", [[], "x", 3, None])
def test_json_that_is_no_object_is_no_codebook(value):
    with pytest.raises(CodebookError, match="one JSON object"):
        codebook_from_dict(value)


@pytest.mark.parametrize(("field", "value"), [("id", "my book"), ("version", "v 1"), ("id", "-x")])
def test_id_and_version_can_be_typed_on_a_command_line(data, field, value):
    with pytest.raises(CodebookError, match=f"cannot be the {field}"):
        codebook_from_dict(data | {field: value})


def test_joined_codebooks_name_the_categories_of_both_and_the_first_wins(codebook):
    nine = nine_categories()
    other = Codebook("x", "1", "X", (*nine.categories[:2], codebook.categories[0]))
    joined = codebook.joined(other)
    assert joined.categories == (*codebook.categories, *nine.categories[:2])
    assert codebook.joined(codebook) is codebook


def test_versions_of_a_codebook_match_where_their_categories_are_the_same(codebook):
    nine = nine_categories()
    words = replace(nine, version="2", name="Nine more", categories=nine.categories[::-1])
    assert nine.matches(words)
    assert words.matches(nine)
    fewer = replace(nine, version="3", categories=nine.categories[1:])
    assert not fewer.matches(nine)
    assert not nine.matches(fewer)
    assert not replace(nine, id="copy").matches(nine)
    assert not codebook.matches(nine)
