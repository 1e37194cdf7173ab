"""The codebooks of a library, and what is made under them."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from codebooks import NINE, nine_categories
from making import make_annotation, make_article

from annotator.domain.annotation import Role, Status
from annotator.domain.codebook import Codebook
from annotator.domain.errors import (
    AnnotationError,
    CodebookError,
    ExchangeError,
    NotFoundError,
    StaleError,
)
from annotator.domain.span import Span
from annotator.services.codebooks import file_content
from annotator.services.comparing import compare_sets
from annotator.services.resources import default_codebook
from annotator.services.transfer import export_article, load_file
from annotator.services.workspace import Workspace


@pytest.fixture
def article(workspace):
    return workspace.articles.add(make_article()).article


@pytest.fixture
def nine(workspace):
    """Nine categories, in the library and used for new sets."""
    workspace.codebooks.add_file(NINE)
    return workspace.codebooks.use("nine-habits")


def only_some(*ids: str, **fields: str) -> Codebook:
    """The nine categories without most of them, under another id."""
    book = nine_categories()
    return replace(book, categories=tuple(book[i] for i in ids), **({"id": "some"} | fields))


def test_a_fresh_library_has_the_default_and_uses_it(workspace, article):
    assert workspace.codebooks.all() == [default_codebook()]
    assert workspace.codebooks.current == default_codebook()
    info = workspace.sets.start(article)
    assert workspace.codebooks.of(info) == default_codebook()
    assert workspace.editor(article, info).codebook == default_codebook()


def test_a_codebook_from_a_file_is_there_after_a_restart(workspace):
    added = workspace.codebooks.add_file(NINE)
    assert (added.codebook, added.already_present) == (nine_categories(), False)
    with Workspace(workspace.path) as again:
        assert again.codebooks.all() == [default_codebook(), nine_categories()]
        assert again.codebooks.get("nine-habits", "1.0") == nine_categories()
        assert again.codebooks.current == default_codebook()


def test_the_same_file_twice_is_there_already(workspace):
    workspace.codebooks.add_file(NINE)
    assert workspace.codebooks.add_file(NINE).already_present
    assert workspace.codebooks.add(default_codebook()).already_present
    assert len(workspace.codebooks.all()) == 2


def test_other_content_under_the_same_version_is_refused(workspace):
    workspace.codebooks.add_file(NINE)
    with pytest.raises(CodebookError, match=r"another codebook “nine-habits” of version 1\.0"):
        workspace.codebooks.add(replace(nine_categories(), name="Ten habits"))
    with pytest.raises(CodebookError, match="another codebook “annotator-default”"):
        workspace.codebooks.add(replace(default_codebook(), name="Mine"))
    assert workspace.codebooks.get("nine-habits") == nine_categories()
    assert workspace.codebooks.default == default_codebook()


def test_the_default_cannot_be_replaced_in_a_library_that_has_no_set_yet(workspace, monkeypatch):
    monkeypatch.setattr(workspace.library, "codebook", lambda *_: None)
    with pytest.raises(CodebookError, match="another codebook “annotator-default”"):
        workspace.codebooks.add(replace(default_codebook(), name="Mine"))


def test_without_a_version_the_one_that_came_last_is_meant(workspace):
    for version in ("2.0", "10.0", "3.0"):
        workspace.codebooks.add(nine_categories(version))
    assert workspace.codebooks.get("nine-habits").version == "3.0"
    assert workspace.codebooks.use("nine-habits", "10.0").version == "10.0"
    assert workspace.codebooks.current.version == "10.0"


def test_a_codebook_that_is_not_there_is_refused_with_those_that_are(workspace):
    with pytest.raises(NotFoundError, match=r"no codebook “none”.*annotator-default 1\.1"):
        workspace.codebooks.use("none")
    with pytest.raises(NotFoundError, match="no codebook “annotator-default 7”"):
        workspace.codebooks.get("annotator-default", "7")
    assert workspace.codebooks.current == default_codebook()


def test_a_codebook_written_to_a_file_is_read_back(workspace, tmp_path):
    path = tmp_path / "book.json"
    path.write_text("\ufeff" + file_content(nine_categories()), encoding="utf-8")
    assert workspace.codebooks.add_file(path).codebook == nine_categories()


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "book.json is empty"),
        (b'{"id": "x",,}', "book.json is not JSON: line 1, column 12"),
        (b"[" * 100_000, "book.json is not"),
        (b"[]", "book.json: This is no codebook"),
        (b'{"id": "x"}', "book.json: The codebook: “version” is missing"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    ],
)
def test_a_file_that_is_no_codebook_is_refused_in_words(workspace, tmp_path, content, complaint):
    path = tmp_path / "book.json"
    path.write_bytes(content)
    with pytest.raises(CodebookError, match=complaint):
        workspace.codebooks.add_file(path)
    with pytest.raises(CodebookError, match="no file"):
        workspace.codebooks.add_file(tmp_path / "elsewhere.json")
    assert workspace.codebooks.all() == [default_codebook()]


def test_sets_keep_the_codebook_under_which_they_were_begun(workspace, article, nine):
    workspace.codebooks.use("annotator-default")
    before = workspace.sets.start(article, "Before")
    workspace.codebooks.use("nine-habits")
    after = workspace.sets.start(article, "After")
    given = workspace.sets.start(article, "Given", default_codebook())

    assert workspace.codebooks.of(before) == default_codebook()
    assert workspace.codebooks.of(after) == nine
    assert workspace.codebooks.of(given) == default_codebook()
    workspace.editor(article, before).mark([Span(0, 5)], "vague_attribution")
    workspace.editor(article, after).mark([Span(0, 5)], "overreach")
    with pytest.raises(AnnotationError, match="no category “overreach”"):
        workspace.editor(article, before).mark([Span(0, 5)], "overreach")
    with pytest.raises(AnnotationError, match="no category “vague_attribution”"):
        workspace.editor(article, after).mark([Span(0, 5)], "vague_attribution")
    editor = workspace.editor(article, after)
    with pytest.raises(AnnotationError, match="“Overreach” has no subtype “crowd”"):
        editor.mark([Span(6, 9)], "overreach", "crowd")
    assert editor.mark([Span(6, 9)], "hearsay", "crowd").edits[0].after.subtype == "crowd"


def test_a_set_in_which_nothing_was_done_can_be_put_under_another_codebook(
    workspace, article, nine
):
    info = workspace.sets.start(article, codebook=default_codebook())
    elsewhere = workspace.editor(article, info)
    moved = workspace.sets.use_codebook(info.id, nine)
    assert workspace.codebooks.of(moved) == nine
    assert workspace.sets.info(info.id) == moved
    with pytest.raises(StaleError, match="another codebook"):
        elsewhere.mark([Span(0, 5)], "vague_attribution")
    assert workspace.sets.read(info.id).annotations == ()


def test_a_set_in_which_something_was_done_keeps_its_codebook(workspace, article, nine):
    info = workspace.sets.start(article, codebook=default_codebook())
    editor = workspace.editor(article, info)
    editor.mark([Span(0, 5)], "inconsistency")
    editor.undo()
    with pytest.raises(AnnotationError, match="keeps it"):
        workspace.sets.use_codebook(info.id, nine)
    empty = workspace.sets.start(article, codebook=default_codebook())
    workspace.sets.submit(empty.id)
    with pytest.raises(AnnotationError, match="keeps it"):
        workspace.sets.use_codebook(empty.id, nine)
    assert workspace.codebooks.of(workspace.sets.info(info.id)) == default_codebook()


def mark_all(workspace, article, info, book):
    """One mark for each category of a codebook, with its first subtype where it has any."""
    editor = workspace.editor(article, info)
    for number, category in enumerate(book.categories):
        start = 9 * number
        subtype = category.subtypes[0].id if category.subtypes else None
        other = [Span(start + 5, start + 8)] if category.linked else []
        editor.mark([Span(start, start + 4)], category.id, subtype, other)
    return workspace.sets.read(info.id).annotations


@pytest.mark.parametrize("format_name", ["webannotation", "csv"])
def test_nine_categories_go_out_and_come_in_again(workspace, article, nine, tmp_path, format_name):
    made = mark_all(workspace, article, workspace.sets.start(article, "Mine"), nine)
    # The file says under which codebook it was made: it need not be the one for new sets.
    workspace.codebooks.use("annotator-default")
    path = tmp_path / "out"
    export_article(workspace, article, format_name, path, "Mine")
    loaded = load_file(workspace, article, path, "Again", as_key=False)

    assert workspace.codebooks.of(loaded.info) == nine
    read = workspace.sets.read(loaded.info.id).annotations
    assert len(read) == 9
    assert [(a.category, a.subtype, a.spans, a.counterpart_spans) for a in read] == [
        (a.category, a.subtype, a.spans, a.counterpart_spans) for a in made
    ]


def test_sets_under_two_codebooks_in_one_file_keep_their_own(workspace, article, nine, tmp_path):
    other = workspace.codebooks.default
    mark_all(workspace, article, workspace.sets.start(article, "Mine", nine), nine)
    mark_all(workspace, article, workspace.sets.start(article, "Yours", other), other)
    path = tmp_path / "both.jsonld"
    export_article(workspace, article, "webannotation", path)
    with Workspace(tmp_path / "other.annotator") as elsewhere:
        elsewhere.articles.add(article)
        with pytest.raises(ExchangeError, match="If the file was made with another codebook"):
            load_file(elsewhere, article, path, "Mine", as_key=False)
        elsewhere.codebooks.add_file(NINE)
        loaded = [load_file(elsewhere, article, path, n, as_key=False) for n in ("Mine", "Yours")]
        assert [elsewhere.codebooks.of(one.info) for one in loaded] == [nine, other]
        assert [one.annotations for one in loaded] == [9, 3]


def test_a_file_that_names_no_codebook_gets_one_that_has_its_categories(
    workspace, article, nine, tmp_path
):
    path = tmp_path / "foreign.csv"

    def loaded_under(*categories: str) -> Codebook:
        rows = "".join(f"{c},{article.text[n : n + 5]}\n" for n, c in enumerate(categories))
        path.write_text(f"category,quote\n{rows}", encoding="utf-8")
        name = f"Set {len(workspace.sets.of(article))}"
        return workspace.codebooks.of(load_file(workspace, article, path, name, as_key=False).info)

    assert loaded_under("Overreach", "Hearsay") == nine
    assert loaded_under("vague_attribution") == default_codebook()
    workspace.codebooks.add(only_some("overreach"))
    assert loaded_under("Overreach") == nine  # the current one comes first
    workspace.codebooks.use("some")
    assert loaded_under("Overreach").id == "some"
    assert loaded_under("Overreach", "Hearsay") == nine
    with pytest.raises(ExchangeError, match="no codebook of the library has all its categories"):
        loaded_under("Overreach", "vague_attribution")


def test_a_label_means_what_it_means_in_the_codebook_that_the_file_names(
    workspace, article, nine, tmp_path
):
    """Two codebooks call different categories by the same name."""
    swapped = replace(nine["overreach"], id="too_much", name="Hearsay", letter="T")
    book = Codebook("swapped", "1", "Swapped", (swapped,))
    workspace.codebooks.add(book)
    path = tmp_path / "foreign.csv"
    path.write_text(
        f"codebook,codebook_version,category,quote\nswapped,1,Hearsay,{article.text[:5]}\n",
        encoding="utf-8",
    )
    loaded = load_file(workspace, article, path, "Foreign", as_key=False)
    assert workspace.codebooks.of(loaded.info) == book
    (annotation,) = workspace.sets.read(loaded.info.id).annotations
    assert annotation.category == "too_much"


def test_a_set_and_a_key_under_different_versions_are_compared_by_category(
    workspace, article, nine
):
    newer = only_some("overreach", "hearsay", id="nine-habits", version="2.0")
    workspace.codebooks.add(newer)
    store = workspace.sets.store
    text = article.text
    key = store(
        article,
        "Key",
        role=Role.KEY,
        status=Status.SUBMITTED,
        annotations=(
            make_annotation(0, text, category="hearsay"),
            make_annotation(20, text, category="missing_context"),
        ),
        codebook=nine,
    )
    mine = store(
        article,
        "Mine",
        role=Role.LEARNER,
        status=Status.SUBMITTED,
        annotations=(
            make_annotation(1, text, category="hearsay"),
            make_annotation(30, text, category="overreach"),
        ),
        codebook=newer,
    )

    comparison = compare_sets(workspace, article, mine, key)

    names = workspace.codebooks.of_both(mine, key)
    assert list(comparison.per_category) == [c.id for c in names.categories]
    assert list(comparison.per_category)[:3] == ["overreach", "hearsay", "loaded_wording"]
    assert len(comparison.per_category) == 9
    hearsay = comparison.per_category["hearsay"].counts
    assert (hearsay.key, hearsay.set, hearsay.hit) == (1, 1, 1)
    assert comparison.per_category["missing_context"].counts.missed == 1
    assert comparison.per_category["overreach"].counts.not_in_key == 1


def test_the_bundled_keys_are_under_the_default_whatever_is_current(workspace):
    for article in workspace.articles.all():
        for info in workspace.sets.of(article):
            assert workspace.codebooks.of(info) == default_codebook()


def test_json_of_a_stored_codebook_is_that_of_its_file(workspace, nine):
    assert json.loads(file_content(nine)) == json.loads(NINE.read_text(encoding="utf-8"))


# --- Versions ---------------------------------------------------------------------------------


def older_default() -> Codebook:
    """The default as an earlier program had it."""
    return replace(default_codebook(), version="1.0", rules=())


@pytest.fixture
def old_library(workspace, article, monkeypatch):
    """A library with a set that was made while the default had its first version."""
    before = older_default()
    with monkeypatch.context() as patch:
        patch.setattr("annotator.services.codebooks.default_codebook", lambda: before)
        workspace.codebooks.use(before.id)  # as it was stored then: id and version alone
        chosen = {"id": before.id, "version": before.version}
        workspace.library.set_setting("codebook", chosen)
        workspace.sets.start(article, "Before")
    return workspace


def test_sets_keep_the_old_default_and_new_ones_have_the_new(old_library, article):
    books = old_library.codebooks
    before = old_library.sets.find(article, "Before")
    assert books.of(before) == older_default()
    assert books.current == books.default == default_codebook()
    assert books.of(old_library.sets.start(article, "After")) == default_codebook()
    assert books.versions("annotator-default") == [default_codebook(), older_default()]
    assert books.get("annotator-default") == default_codebook()
    assert books.newest() == [default_codebook()]


def test_an_older_default_can_be_kept_for_new_sets(old_library, article):
    books = old_library.codebooks
    books.use("annotator-default", "1.0")
    assert books.current == older_default()
    assert books.of(old_library.sets.start(article, "After")) == older_default()
    books.use("annotator-default")
    assert books.current == default_codebook()


def test_the_versions_of_a_codebook_stand_together_the_newest_first(workspace, nine):
    later = workspace.codebooks.save(replace(nine, version="2.0", name="Later"))
    workspace.codebooks.add(only_some("overreach"))
    assert workspace.codebooks.versions(nine.id) == [later, nine]
    names = [book.name for book in workspace.codebooks.newest()]
    assert names == [default_codebook().name, "Later", nine.name]


def test_what_no_set_was_made_under_is_changed_in_its_place(workspace, nine):
    assert not workspace.codebooks.needs_version(nine)
    changed = workspace.codebooks.save(replace(nine, name="Ten habits"))
    assert workspace.codebooks.get(nine.id) == changed
    assert workspace.codebooks.current == changed
    assert len(workspace.codebooks.versions(nine.id)) == 1


def test_what_a_set_was_made_under_is_left_as_it_is(workspace, article, nine):
    info = workspace.sets.start(article)
    changed = replace(nine, name="Ten habits")
    assert workspace.codebooks.needs_version(nine)
    assert workspace.codebooks.uses()[nine.id, "1.0"] == 1
    with pytest.raises(CodebookError, match=r"Sets were made under version 1\.0"):
        workspace.codebooks.save(changed)
    version = workspace.codebooks.next_version(nine)
    assert version == "1.1"
    later = workspace.codebooks.save(replace(changed, version=version))
    assert workspace.codebooks.of(info) == nine
    assert workspace.codebooks.current == later  # as new sets were made with the one before
    assert workspace.codebooks.next_version(nine) == "1.2"
    with Workspace(workspace.path) as again:
        assert again.codebooks.of(info) == nine
        assert again.codebooks.current == later


def test_a_new_version_of_a_codebook_that_is_not_current_changes_nothing_else(workspace, nine):
    workspace.codebooks.use("annotator-default")
    workspace.codebooks.save(replace(nine, version="2.0"))
    assert workspace.codebooks.current == default_codebook()


def test_what_is_saved_has_to_be_in_order_and_new_parts_get_ids(workspace, nine):
    first, second = nine.categories[:2]
    fresh = replace(second, id="", name="Half told")
    saved = workspace.codebooks.save(replace(nine, version="2.0", categories=(first, fresh)))
    assert [c.id for c in saved.categories] == [first.id, "half_told"]
    twice = (first, replace(fresh, letter=first.letter))
    with pytest.raises(CodebookError, match="same letter"):
        workspace.codebooks.save(replace(nine, version="3.0", categories=twice))
    assert [book.version for book in workspace.codebooks.versions(nine.id)] == ["2.0", "1.0"]


def test_the_default_is_not_changed_but_a_copy_can_be(workspace):
    own = default_codebook()
    for version in ("1.1", "1.2"):
        with pytest.raises(CodebookError, match="Change a copy"):
            workspace.codebooks.save(replace(own, name="Mine", version=version))
    one, other = (workspace.codebooks.new_id("Für uns") for _ in range(2))
    assert one.startswith("fur-uns-")
    assert one != other
    copy = workspace.codebooks.save(replace(own, id=one, name="Für uns", version="1.0"))
    assert workspace.codebooks.get(one) == copy


def test_another_window_sees_a_codebook_that_was_changed_in_its_place(workspace, nine):
    with Workspace(workspace.path) as other:
        assert other.codebooks.get(nine.id) == nine
        changed = workspace.codebooks.save(replace(nine, name="Ten habits"))
        assert other.codebooks.get(nine.id) == changed
        assert other.codebooks.current == changed


def test_only_what_no_set_was_made_under_can_be_deleted(workspace, article, nine):
    books = workspace.codebooks
    later = books.save(replace(nine, version="2.0"))
    info = workspace.sets.start(article)
    with pytest.raises(CodebookError, match=r"Sets were made under version 2\.0"):
        books.remove(later)
    books.remove(nine)
    assert books.versions(nine.id) == [later]
    with pytest.raises(NotFoundError):
        books.remove(nine)
    workspace.sets.remove(info.id)
    books.remove(later)
    assert books.all() == [default_codebook()]
    assert books.current == default_codebook()
    with pytest.raises(CodebookError, match="comes with the program"):
        books.remove(default_codebook())


def test_deleting_the_current_version_leaves_the_one_before_current(workspace, nine):
    later = workspace.codebooks.save(replace(nine, version="2.0"))
    assert workspace.codebooks.current == later
    workspace.codebooks.remove(later)
    assert workspace.codebooks.current == nine
    with Workspace(workspace.path) as again:
        assert again.codebooks.current == nine


def test_a_codebook_of_a_set_on_a_deleted_article_is_not_deleted(workspace, article, nine):
    workspace.sets.start(article)
    workspace.articles.delete([article.id])
    with pytest.raises(CodebookError, match="Sets were made"):  # it may still be taken back
        workspace.codebooks.remove(nine)
    workspace.articles.remove(article.id)
    workspace.codebooks.remove(nine)
