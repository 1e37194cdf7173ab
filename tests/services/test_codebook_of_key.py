"""Learners' sets of an article with a key are made under the codebook of that key."""

from __future__ import annotations

from dataclasses import replace

import pytest
from codebooks import nine_categories
from making import make_annotation, make_article

from annotator.domain.annotation import Role, Status
from annotator.domain.errors import AnnotationError
from annotator.domain.span import Span
from annotator.services.keys import begin_key
from annotator.services.transfer import begin_key_with_file, export_article, load_file

NINE = nine_categories()
THREE = replace(NINE, id="trade", name="Trade", categories=NINE.categories[:3])
FOUR = replace(THREE, version="2.0", categories=NINE.categories[:4])
WORDED = replace(THREE, version="1.1", categories=THREE.categories[::-1], rules=("In doubt, not.",))
COMMON = THREE.categories[0].id
FOURTH = FOUR.categories[3].id


@pytest.fixture
def article(workspace):
    return workspace.articles.add(make_article()).article


@pytest.fixture
def use(workspace):
    """Adds a codebook and uses it for new sets."""

    def used(book):
        workspace.codebooks.add(book)
        return workspace.codebooks.use(book.id, book.version)

    return used


@pytest.fixture
def finish(workspace, article):
    """Finishes a key under a codebook, with one item of a category that all of them have."""

    def finished(book, name="Key"):
        item = make_annotation(id=f"item-{name}", category=COMMON)
        return workspace.sets.store(
            article,
            name,
            role=Role.KEY,
            status=Status.SUBMITTED,
            annotations=(item,),
            codebook=book,
        )

    return finished


def test_without_a_key_that_counts_it_is_the_current_one(workspace, article, use):
    use(THREE)
    begin_key(workspace, article)
    use(FOUR)
    assert workspace.codebooks.of(workspace.sets.fresh(article)) == FOUR
    assert workspace.codebooks.of(workspace.sets.start(article)) == FOUR


@pytest.mark.parametrize(
    "current", [FOUR, NINE, replace(THREE, id="copy")], ids=["more", "other", "copy"]
)
def test_where_the_current_one_does_not_match_it_is_that_of_the_key(
    workspace, article, use, finish, current
):
    finish(THREE)
    use(current)
    sets = workspace.sets
    assert workspace.codebooks.of(sets.start(article)) == THREE
    assert workspace.codebooks.of(sets.start(article, codebook=NINE)) == NINE
    fresh = sets.fresh(article)
    editor = workspace.editor(article, fresh)
    with pytest.raises(AnnotationError, match="no category"):
        editor.mark([Span(0, 5)], FOURTH)
    editor.mark([Span(0, 5)], COMMON)
    assert workspace.codebooks.of(sets.info(fresh.id)) == THREE
    assert sets.to_practise(article).id == fresh.id
    sets.submit(fresh.id)
    assert workspace.codebooks.of(sets.to_practise(article)) == THREE


@pytest.mark.parametrize("books", [(THREE, WORDED), (WORDED, THREE), (NINE, NINE)])
def test_a_version_with_the_same_categories_is_used_in_place_of_that_of_the_key(
    workspace, article, use, finish, books
):
    key, current = books
    finish(key)
    use(current)
    assert workspace.codebooks.of(workspace.sets.fresh(article)) == current


def test_fewer_categories_than_the_key_has_do_not_do(workspace, article, use, finish):
    finish(FOUR)
    use(THREE)
    assert workspace.sets.codebook_for(article) == FOUR


def test_the_bundled_article_keeps_to_the_default(workspace, use):
    use(NINE)
    (bundled,) = workspace.articles.all()
    assert workspace.codebooks.of(workspace.sets.fresh(bundled)) == workspace.codebooks.default


def test_another_key_that_comes_to_count_goes_for_the_next_attempt_only(
    workspace, article, use, finish
):
    three = finish(THREE, "Three")
    use(THREE)
    sets = workspace.sets
    begun, waiting = sets.start(article), sets.fresh(article)
    editor = workspace.editor(article, waiting)
    finish(FOUR, "Four")
    assert sets.info(begun.id) == begun
    assert sets.codebook_for(article) == FOUR
    # Its reader chose the category out of the three that were there.
    editor.mark([Span(0, 5)], COMMON)
    assert workspace.codebooks.of(sets.info(waiting.id)) == THREE
    sets.choose_key(three)
    assert sets.codebook_for(article) == THREE
    assert sets.codebook_for(article, sets.key_of(article, "Four")) == FOUR


def test_new_keys_are_made_with_the_current_one_and_versions_of_a_key_with_its_own(
    workspace, article, use, finish, tmp_path
):
    key = finish(THREE)
    use(FOUR)
    assert workspace.codebooks.of(begin_key(workspace, article)) == FOUR
    assert workspace.codebooks.of(begin_key(workspace, article, key)) == THREE
    path = tmp_path / "key.csv"
    export_article(workspace, article, "csv", path, "Key")
    _strip_codebook(path)
    assert workspace.codebooks.of(begin_key_with_file(workspace, article, path).info) == FOUR
    loaded = load_file(workspace, article, path, "Loaded", as_key=True)
    assert workspace.codebooks.of(loaded.info) == FOUR


def test_a_learners_set_from_a_file_that_names_no_codebook_goes_under_that_of_the_key(
    workspace, article, use, finish, tmp_path
):
    key = finish(THREE)
    use(FOUR)
    path = tmp_path / "set.csv"
    export_article(workspace, article, "csv", path, key.name)
    _strip_codebook(path)
    loaded = load_file(workspace, article, path, "Reading", as_key=False)
    assert workspace.codebooks.of(loaded.info) == THREE
    path.write_text(path.read_text(encoding="utf-8").replace(COMMON, FOURTH), encoding="utf-8")
    loaded = load_file(workspace, article, path, "With the fourth", as_key=False)
    assert workspace.codebooks.of(loaded.info) == FOUR


def test_it_is_counted_how_many_articles_keep_to_the_codebook_of_their_key(
    workspace, article, use, finish
):
    sets = workspace.sets
    assert sets.bound_to_their_key() == 0
    use(WORDED)
    assert sets.bound_to_their_key() == 1  # the bundled one
    finish(THREE)
    assert sets.bound_to_their_key() == 1
    use(FOUR)
    assert sets.bound_to_their_key() == 2
    workspace.articles.delete([article.id])
    assert sets.bound_to_their_key() == 1


def test_keys_are_counted_among_the_sets_of_a_codebook(workspace, article, use, finish):
    finish(THREE)
    use(THREE)
    begin_key(workspace, article)
    workspace.sets.start(article)
    uses, keys = workspace.codebooks.uses(), workspace.codebooks.uses_by_keys()
    assert uses[THREE.id, THREE.version] == 3
    assert keys[THREE.id, THREE.version] == 2


def test_all_categories_of_the_library_have_a_name_the_newest_of_each(workspace, article, use):
    renamed = replace(FOUR.categories[3], name="Renamed")
    newer = replace(FOUR, version="3.0", categories=(*FOUR.categories[:3], renamed))
    workspace.codebooks.add(FOUR)
    workspace.codebooks.add(newer)
    book = workspace.codebooks.of_all()
    default = workspace.codebooks.default
    assert [c.id for c in book.categories] == [
        c.id for c in (*default.categories, *FOUR.categories)
    ]
    assert book[FOURTH].name == "Renamed"
    use(FOUR)
    assert workspace.codebooks.of_all()[FOURTH].name == FOUR.categories[3].name
    assert workspace.codebooks.of_all().categories[0] == FOUR.categories[0]


def _strip_codebook(path):
    """Take out of a CSV file what names the codebook, as another program would."""
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    columns = [n for n, name in enumerate(lines[0].split(",")) if not name.startswith("codebook")]
    kept = [",".join(line.split(",")[n] for n in columns) for line in lines]
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
