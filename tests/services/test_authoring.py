"""Writing articles, mending their structure, and editing texts that have marks."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace

import pytest

from annotator.domain.annotation import Alternative, Annotation, KeyDetails, Passage, Role, Status
from annotator.domain.article import BlockKind
from annotator.domain.changes import REANCHOR
from annotator.domain.codebook_data import codebook_to_dict
from annotator.domain.errors import AnnotationError, ArticleError, NotFoundError, StaleError
from annotator.domain.span import Span
from annotator.domain.structure import recast
from annotator.domain.unplaced import End, lost_passages
from annotator.services.articles import segmentation_of
from annotator.services.authoring import Authoring, Moved, date_of, with_text, written
from annotator.services.searching import search
from annotator.services.workspace import Workspace
from annotator.storage import Library

TEXT = """\
# Boats

Officials said the pier is safe. The mayor said nothing.

The ferry carried 4,210 passengers in April. Officials said more will come.

A second boat comes in June.
"""


@pytest.fixture
def authoring(workspace):
    return Authoring(workspace.library, "Teacher")


@pytest.fixture
def boats(authoring):
    return authoring.create(replace(written(TEXT), source="The Herald", date="2025-05-02")).article


def at(article, quote):
    start = article.text.index(quote)
    return Passage.cut(article.text, Span(start, start + len(quote)))


def mark(article, quote, **fields):
    return Annotation(f"mark on {quote}", "unsupported_claim", (at(article, quote),), **fields)


def stored(workspace, article, name, *marks, role=Role.LEARNER, status=Status.SUBMITTED):
    return workspace.sets.store(article, name, role=role, status=status, annotations=marks)


def edited(article, old, new):
    assert old in article.text
    return with_text(article, article.text.replace(old, new, 1))


def quotes(workspace, info):
    """What every mark of a set quotes, None where it is unplaced."""
    return [
        a.passages[0].quote if a.spans else None for a in workspace.sets.read(info.id).annotations
    ]


# --- New articles ---------------------------------------------------------------------------------


def test_a_typed_text_becomes_an_article(workspace, authoring, boats):
    assert workspace.articles.get(boats.id) == boats
    assert (boats.title, boats.source, boats.date) == ("Boats", "The Herald", "2025-05-02")
    kinds = [b.kind for b in boats.blocks]
    assert kinds == [BlockKind.HEADING, *[BlockKind.PARAGRAPH] * 3]


def test_the_same_text_is_not_made_twice(authoring, boats):
    added = authoring.create(written(TEXT))
    assert added.already_present
    assert added.article == boats


def test_the_twin_of_a_new_text_is_found_also_when_it_was_deleted(workspace, authoring, boats):
    again = written(TEXT)
    twin = authoring.twin(again)
    assert (twin.id, twin.article, twin.is_deleted) == (boats.id, boats, False)
    assert not twin.has_moved_on(again.sha256)
    workspace.articles.delete([boats.id])
    assert authoring.twin(again).is_deleted
    assert boats not in workspace.articles.all()
    assert authoring.twin(written("Another text.")) is None


def test_an_article_of_a_lesson_is_no_twin(workspace, authoring):
    workspace.articles.add_hidden(written(TEXT))
    assert authoring.twin(written(TEXT)) is None


def test_an_earlier_text_has_its_twin_in_the_edited_article(authoring, boats):
    after = authoring.save(boats, edited(boats, "June", "July")).article
    twin = authoring.twin(written(TEXT))
    assert twin.article == after
    assert twin.has_moved_on(boats.sha256)
    with pytest.raises(StaleError):
        authoring.put_onto(boats.id, written(TEXT))


def test_a_structure_put_onto_an_article_moves_no_mark(workspace, authoring, boats):
    info = stored(workspace, boats, "Mine", mark(boats, "Officials said"), status=Status.DRAFT)
    again = written(TEXT)
    blocks = recast(again.text, again.blocks, 1, 1, BlockKind.QUOTATION)
    after = authoring.put_onto(boats.id, replace(again, blocks=blocks, title="", date="")).article
    assert after == replace(boats, blocks=blocks)
    assert workspace.articles.get(boats.id) == after
    assert quotes(workspace, info) == ["Officials said"]
    typed = replace(again, title="Other", source="The Post", date="3 May 2025")
    after = authoring.put_onto(boats.id, typed).article
    assert (after.title, after.source, after.date) == ("Other", "The Post", "2025-05-03")


def test_where_a_structure_cannot_be_put_the_deleted_article_stays_deleted(
    workspace, authoring, boats
):
    workspace.articles.delete([boats.id])
    with pytest.raises(ArticleError):
        authoring.put_onto(boats.id, replace(written(TEXT), date="soon"))
    assert authoring.twin(written(TEXT)).is_deleted
    workspace.articles.remove(boats.id)
    with pytest.raises(NotFoundError):
        authoring.put_onto(boats.id, written(TEXT))


@pytest.mark.parametrize("text", ["", " \n\t", "\n\n"])
def test_no_text_is_told(text, boats):
    with pytest.raises(ArticleError, match="no text yet"):
        written(text)
    with pytest.raises(ArticleError, match="no text yet"):
        with_text(boats, text)


def test_markdown_is_read_by_its_own_rules():
    text = "# Title\n\nOne line\nand another\n"
    assert len(written(text, markdown=True).blocks) == 2
    assert written(text).source == written(text, markdown=True).source == ""


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("", ""),
        (" 2025-05-31 ", "2025-05-31"),
        ("31 May 2025", "2025-05-31"),
        ("May 3, 2025", "2025-05-03"),
        ("31/5/2025", "2025-05-31"),
    ],
)
def test_a_date_may_be_written_in_any_usual_way(typed, iso):
    assert date_of(typed) == iso


@pytest.mark.parametrize("typed", ["2025", "31 June 2025", "3/4/2025", "on 2025-05-31", "soon"])
def test_what_is_no_date_is_told(typed):
    with pytest.raises(ArticleError, match="is not a date"):
        date_of(typed)


# --- Title and structure --------------------------------------------------------------------------


def test_title_source_and_date_change(workspace, authoring, boats):
    after = replace(boats, title="  New\ntitle ", source=" Post ", date="3 May 2025")
    saved = authoring.save(boats, after)
    assert saved.moved is None
    assert saved.article == workspace.articles.get(boats.id)
    assert (saved.article.title, saved.article.source) == ("New title", "Post")
    assert saved.article.date == "2025-05-03"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"title": " "}, "needs a title"),
        ({"date": "soon"}, "not a date"),
        ({"blocks": ()}, "no text"),
    ],
)
def test_what_is_not_in_order_is_refused(workspace, authoring, boats, change, told):
    with pytest.raises(ArticleError, match=told):
        authoring.save(boats, replace(boats, **change))
    assert workspace.articles.get(boats.id) == boats


def test_another_structure_leaves_text_and_marks_alone(workspace, authoring, boats):
    info = stored(workspace, boats, "Key", mark(boats, "4,210"), role=Role.KEY)
    before = workspace.sets.read(info.id)
    blocks = recast(boats.text, boats.blocks, 1, 1, BlockKind.QUOTATION)
    saved = authoring.save(boats, replace(boats, blocks=blocks))
    assert saved.moved is None
    assert workspace.articles.get(boats.id).blocks == blocks
    assert workspace.sets.read(info.id) == before


def test_the_words_are_counted_anew_with_another_structure_or_text(authoring, workspace, boats):
    def counted():
        return {entry.id: entry.words for entry in workspace.articles.entries()}[boats.id]

    assert counted() == workspace.articles.words(boats.sha256) == boats.words
    smaller = authoring.save(boats, replace(boats, blocks=boats.blocks[:-1])).article
    assert counted() == smaller.words < boats.words
    longer = edited(smaller, "passengers", "passengers and some more of them")
    longer = authoring.save(smaller, longer).article
    assert counted() == longer.words > smaller.words
    assert workspace.articles.words(smaller.sha256) == smaller.words
    assert workspace.articles.words("0" * 64) == 0


def test_words_and_sentences_follow_another_structure(monkeypatch, boats):
    monkeypatch.setattr("annotator.services.articles._segmentations", OrderedDict())
    first = segmentation_of(boats)
    joined = replace(boats, blocks=(replace(boats.blocks[0], end=boats.blocks[1].end),))
    assert segmentation_of(joined) != first
    assert segmentation_of(boats) is first


# --- A later version of the text ------------------------------------------------------------------


def test_marks_of_every_set_go_over_to_the_edited_text(workspace, authoring, boats):
    key = stored(
        workspace,
        boats,
        "Key",
        mark(boats, "4,210 passengers"),
        mark(boats, "A second boat comes in June"),
        role=Role.KEY,
    )
    mine = stored(workspace, boats, "Mine", mark(boats, "mayor said nothing"))
    draft = stored(workspace, boats, "Draft", mark(boats, "pier"), status=Status.DRAFT)
    after = edited(boats, "# Boats", "# More boats\n\nWith a line below it.")
    after = edited(after, "A second boat comes in June.", "A second boat comes in Juni.")
    after = edited(after, "The mayor said nothing.", "")
    foreseen = authoring.foresee(boats, after)
    saved = authoring.save(boats, after)
    assert (
        saved.moved
        == foreseen
        == Moved(
            exact=2,
            alike=1,
            unplaced=1,
            sets=3,
            waiting=("Mine",),
            reworded=(("A second boat comes in June", "A second boat comes in Juni"),),
        )
    )
    assert saved.moved.marks == 4
    now = workspace.articles.get(boats.id)
    assert now == saved.article == after
    assert workspace.articles.revision(boats.sha256).text == boats.text
    for info in (key, mine, draft):
        assert workspace.sets.info(info.id) == replace(info, article_sha256=now.sha256)
    assert quotes(workspace, key) == ["4,210 passengers", "A second boat comes in Juni"]
    assert quotes(workspace, mine) == [None]
    assert quotes(workspace, draft) == ["pier"]
    (lost,) = lost_passages(workspace.sets.read(mine.id).annotations)
    assert lost.passage.quote == "mayor said nothing"
    assert lost.passage.prefix.endswith("The ")


def test_marks_on_a_whole_sentence_stay_on_the_whole_of_it(workspace, authoring, boats):
    info = stored(workspace, boats, "Mine", mark(boats, "Officials said the pier is safe."))
    now = "Some officials said the pier is safe."
    after = edited(boats, "Officials said the pier is safe.", now)
    authoring.save(boats, after)
    assert quotes(workspace, info) == [now]


def test_foreseeing_changes_nothing(workspace, authoring, boats):
    info = stored(workspace, boats, "Mine", mark(boats, "pier"))
    before = workspace.sets.read(info.id)
    assert authoring.foresee(boats, edited(boats, "pier", "bridge")) == Moved(
        unplaced=1, sets=1, waiting=("Mine",)
    )
    assert authoring.foresee(boats, replace(boats, title="Other")) is None
    assert workspace.sets.read(info.id) == before
    assert workspace.articles.get(boats.id) == boats


def test_every_part_of_a_key_goes_along(workspace, authoring, boats):
    details = KeyDetails(
        core=(at(boats, "4,210"),),
        allowance=(at(boats, "nothing"),),
        alternatives=(Alternative("", (at(boats, "April"),)),),
    )
    info = stored(workspace, boats, "Key", mark(boats, "passengers", key=details), role=Role.KEY)
    after = edited(boats, "Officials said the pier is safe. The mayor said nothing.", "Silence.")
    assert authoring.save(boats, after).moved == Moved(exact=1, sets=1, key_parts=1)
    (item,) = workspace.sets.read(info.id).annotations
    assert item.key.core == (at(after, "4,210"),)
    assert item.key.alternatives[0].passages == (at(after, "April"),)
    assert item.key.allowance == (replace(details.allowance[0], span=None),)


def test_the_edit_is_in_the_log_and_undo_ends_there(workspace, authoring, boats):
    info = workspace.sets.start(boats)
    editor = workspace.editor(boats, info)
    editor.mark([at(boats, "pier").span], "unsupported_claim")
    editor.undo()
    editor.redo()
    after = edited(boats, "# Boats", "# Many boats")
    authoring.save(boats, after)
    editor = workspace.editor(after, workspace.sets.info(info.id))
    assert editor.undoable is None
    assert editor.undo() is None
    assert [a.passages for a in editor.annotations] == [(at(after, "pier"),)]
    with workspace.library.reading() as (_, _, history):
        logged = history.change(history.newest(info.id))
    assert logged.action == REANCHOR
    assert [e.before.spans for e in logged.edits] == [(at(boats, "pier").span,)]
    editor.set_note(editor.annotations[0].id, "Later")
    editor.undo()
    assert editor.annotations[0].note == ""
    assert editor.undo() is None


def test_a_set_in_which_nothing_was_done_stays_so(workspace, authoring, boats):
    info = workspace.sets.start(boats)
    authoring.save(boats, edited(boats, "pier", "bridge"))
    with workspace.library.reading() as (_, _, history):
        assert history.newest(info.id) == 0


def test_an_editor_of_the_earlier_text_learns_of_the_edit(workspace, authoring, boats):
    info = workspace.sets.start(boats)
    editor = workspace.editor(boats, info)
    after = edited(boats, "# Boats", "# Many boats")
    authoring.save(boats, after)
    with pytest.raises(StaleError, match="has been edited elsewhere"):
        editor.mark([Span(0, 5)], "unsupported_claim")
    editor.reload()
    assert editor.article == after
    editor.mark([at(after, "Many").span], "unsupported_claim")
    assert quotes(workspace, info) == ["Many"]


def test_the_earlier_text_may_come_back_with_the_marks(workspace, authoring, boats):
    info = stored(workspace, boats, "Mine", mark(boats, "pier"), mark(boats, "June"))
    bridge = authoring.save(boats, edited(boats, "pier", "bridge")).article
    assert quotes(workspace, info) == [None, "June"]
    saved = authoring.save(bridge, with_text(bridge, boats.text))
    assert saved.moved == Moved(exact=2, sets=1)
    assert workspace.articles.get(boats.id).text == boats.text
    assert quotes(workspace, info) == ["pier", "June"]
    assert boats.id not in [hit.article_id for hit in search(workspace, "bridge")]
    assert boats.id in [hit.article_id for hit in search(workspace, "pier")]


def test_no_set_is_begun_on_an_earlier_text(workspace, authoring, boats):
    after = authoring.save(boats, edited(boats, "June", "July")).article
    with pytest.raises(StaleError, match="open it again"):
        workspace.sets.start(boats)
    with pytest.raises(StaleError, match="open it again"):
        stored(workspace, boats, "Mine", mark(boats, "pier"))
    assert workspace.sets.of(after) == []


def test_a_set_that_is_on_an_earlier_text_all_the_same_comes_along(workspace, authoring, boats):
    first = workspace.sets.start(boats, "Mine")
    after = authoring.save(boats, edited(boats, "June", "July")).article
    late = replace(first, id="late", article_sha256=boats.sha256)
    workspace.library.add_set(late, codebook_to_dict(workspace.codebook))
    later = authoring.save(after, edited(after, "July", "May")).article
    assert {i.id: i.name for i in workspace.sets.of(later)} == {
        first.id: "Mine",
        late.id: "Mine (2)",
    }
    authoring.save(later, with_text(later, boats.text))


def test_an_edited_practice_article_stays_edited(tmp_path):
    path = tmp_path / "library.annotator"
    with Workspace(path) as first:
        article = first.articles.all()[0]
        number = len(first.articles.all())
        after = with_text(article, article.text + "\nOne more line of text.\n")
        Authoring(first.library, "Teacher").save(article, after)
    with Workspace(path) as second:
        assert second.articles.get(article.id) == after
        assert len(second.articles.all()) == number
        assert second.sets.key_of(after) is not None


def test_an_article_that_changed_meanwhile_is_not_overwritten(workspace, authoring, boats):
    workspace.articles.rename(boats.id, "Renamed")
    with pytest.raises(StaleError, match="Copy your changes"):
        authoring.save(boats, edited(boats, "pier", "bridge"))
    assert workspace.articles.get(boats.id).text == boats.text


def test_a_deleted_article_is_not_edited(workspace, authoring, boats):
    workspace.articles.delete([boats.id])
    with pytest.raises(NotFoundError, match="make a new article"):
        authoring.save(boats, edited(boats, "pier", "bridge"))


@pytest.mark.parametrize(("deleted", "told"), [(False, "Edit that article"), (True, "was deleted")])
def test_two_articles_cannot_have_the_same_text(workspace, authoring, boats, deleted, told):
    other = authoring.create(written("Another text.")).article
    if deleted:
        workspace.articles.delete([other.id])
    with pytest.raises(ArticleError, match=told):
        authoring.save(boats, with_text(boats, other.text))
    assert workspace.articles.get(boats.id) == boats


def test_where_storing_fails_nothing_has_changed(workspace, authoring, boats, monkeypatch):
    info = stored(workspace, boats, "Mine", mark(boats, "pier"))
    before = workspace.sets.read(info.id)
    monkeypatch.setattr(
        "annotator.storage.history.History.append", lambda *_: (_ for _ in ()).throw(OSError)
    )
    with pytest.raises(OSError):  # noqa: PT011 (raised above)
        authoring.save(boats, edited(boats, "# Boats", "# Many boats"))
    assert workspace.articles.get(boats.id) == boats
    assert workspace.sets.read(info.id) == before


# --- Ends in other articles -----------------------------------------------------------------------


@pytest.fixture
def report(authoring):
    return authoring.create(written("Another report says 3,900 people came.")).article


def test_ends_of_other_articles_come_along_or_stay_at_the_earlier_text(
    workspace, authoring, boats, report
):
    def end(quote):
        return replace(at(boats, quote), source=boats.sha256)

    moved = mark(report, "3,900", counterpart=(end("4,210"),))
    left = mark(report, "people", counterpart=(end("nothing"),))
    key = KeyDetails(
        counterpart_core=(end("4,210"),),
        alternatives=(Alternative("", (at(report, "came"),), (end("April"),)),),
    )
    item = mark(report, "report", key=key)
    info = stored(workspace, report, "Mine", moved, left, item)
    after = edited(edited(boats, "# Boats", "# Many boats"), "said nothing", "was silent")
    assert authoring.save(boats, after).moved == Moved(elsewhere=2, left=1)
    by_quote = {a.passages[0].quote: a for a in workspace.sets.read(info.id).annotations}
    assert by_quote["3,900"].counterpart == (replace(at(after, "4,210"), source=after.sha256),)
    assert by_quote["people"] == left
    assert not by_quote["people"].unplaced
    assert by_quote["report"].key.alternatives[0].counterpart[0].source == after.sha256
    assert workspace.sets.info(info.id) == info


def test_what_stayed_behind_is_looked_for_at_the_next_edit(workspace, authoring, boats, report):
    end = replace(at(boats, "nothing"), source=boats.sha256)
    info = stored(workspace, report, "Mine", mark(report, "people", counterpart=(end,)))
    silent = authoring.save(boats, edited(boats, "said nothing", "was silent")).article
    again = edited(silent, "was silent", "said nothing at all")
    authoring.save(silent, again)
    (found,) = workspace.sets.read(info.id).annotations
    assert found.counterpart == (replace(at(again, "nothing"), source=again.sha256),)


# --- What could not be placed ---------------------------------------------------------------------


@pytest.fixture
def unplaced(workspace, authoring, boats):
    """An editor of a draft, of a submitted set or of a key, each with an unplaced mark."""

    def made(role=Role.LEARNER, status=Status.DRAFT, **fields):
        info = stored(
            workspace, boats, "Set", mark(boats, "pier", **fields), role=role, status=status
        )
        after = authoring.save(boats, edited(boats, "pier", "bridge")).article
        return workspace.editor(after, workspace.sets.info(info.id))

    return made


def test_an_unplaced_mark_is_placed_and_that_can_be_undone(unplaced, workspace):
    editor = unplaced(note="Why")
    (lost,) = lost_passages(editor.annotations)
    assert (lost.end, lost.number, lost.is_here) == (End.FIRST, 0, True)
    editor.place(lost, at(editor.article, "bridge").span)
    assert quotes(workspace, editor.info) == ["bridge"]
    assert editor.annotations[0].note == "Why"
    editor.undo()
    assert quotes(workspace, editor.info) == [None]
    editor.redo()
    assert lost_passages(editor.annotations) == []


def test_an_unplaced_mark_is_dropped_and_that_can_be_undone(unplaced):
    editor = unplaced()
    (lost,) = lost_passages(editor.annotations)
    editor.drop(lost)
    assert editor.annotations == ()
    editor.undo()
    assert lost_passages(editor.annotations) == [lost]


def test_a_finished_key_may_be_mended(unplaced, workspace):
    editor = unplaced(Role.KEY, Status.SUBMITTED)
    (lost,) = lost_passages(editor.annotations)
    editor.place(lost, at(editor.article, "bridge").span)
    assert quotes(workspace, editor.info) == ["bridge"]
    assert editor.undoable is None


@pytest.mark.parametrize("role", [Role.KEY, Role.LEARNER])
def test_what_was_placed_in_a_locked_set_can_be_taken_back_at_once(unplaced, workspace, role):
    editor = unplaced(role, Status.SUBMITTED)
    (lost,) = lost_passages(editor.annotations)
    decision = editor.place(lost, at(editor.article, "bridge").span)
    editor.take_back(decision)
    assert lost_passages(editor.annotations) == [lost]
    assert quotes(workspace, editor.info) == [None]
    with pytest.raises(AnnotationError, match="Something else"):
        editor.take_back(decision)


def test_an_older_decision_is_not_taken_back(unplaced):
    editor = unplaced()
    (lost,) = lost_passages(editor.annotations)
    decision = editor.place(lost, at(editor.article, "bridge").span)
    editor.set_note(lost.annotation.id, "Why")
    with pytest.raises(AnnotationError, match="Something else"):
        editor.take_back(decision)
    assert editor.annotations[0].note == "Why"


def test_an_item_of_a_finished_key_may_be_dropped(unplaced, workspace):
    editor = unplaced(Role.KEY, Status.SUBMITTED)
    editor.drop(lost_passages(editor.annotations)[0])
    assert quotes(workspace, editor.info) == []


def test_a_submitted_set_may_be_placed_but_loses_nothing(unplaced, workspace):
    editor = unplaced(status=Status.SUBMITTED)
    (lost,) = lost_passages(editor.annotations)
    with pytest.raises(AnnotationError, match="submitted"):
        editor.drop(lost)
    editor.place(lost, at(editor.article, "bridge").span)
    assert quotes(workspace, editor.info) == ["bridge"]
    with workspace.library.reading() as (_, _, history):
        assert history.change(history.newest(editor.info.id)).action == "place"


def test_the_lost_end_of_an_inconsistency_is_placed_or_taken_away(unplaced, boats):
    editor = unplaced()
    (lost,) = lost_passages(editor.annotations)
    editor.place(lost, at(editor.article, "bridge").span)
    (both,) = editor.annotations
    counterpart = replace(at(boats, "June"), span=None)
    lone = replace(lost, annotation=replace(both, counterpart=(counterpart,)), end=End.COUNTERPART)
    assert lone.dropped() == both
    assert lone.placed(at(editor.article, "June")).counterpart_spans


def test_the_two_ends_may_not_overlap(workspace, authoring, boats):
    both = mark(boats, "4,210", counterpart=(at(boats, "pier"),))
    info = stored(workspace, boats, "Mine", both, status=Status.DRAFT)
    after = authoring.save(boats, edited(boats, "pier", "bridge")).article
    editor = workspace.editor(after, workspace.sets.info(info.id))
    (lost,) = lost_passages(editor.annotations)
    assert lost.end is End.COUNTERPART
    with pytest.raises(AnnotationError, match="different passages"):
        editor.place(lost, at(after, "4,210 passengers").span)
    editor.place(lost, at(after, "bridge").span)
    assert editor.annotations[0].counterpart == (at(after, "bridge"),)


def test_what_was_decided_meanwhile_is_told(unplaced):
    editor = unplaced()
    (lost,) = lost_passages(editor.annotations)
    editor.set_note(lost.annotation.id, "Changed")
    with pytest.raises(AnnotationError, match="changed meanwhile"):
        editor.place(lost, at(editor.article, "bridge").span)


def test_an_end_in_another_article_is_not_placed_here(unplaced, boats):
    editor = unplaced()
    other = Passage("gone", "", "", None, "f" * 64)
    lost = lost_passages([replace(editor.annotations[0], counterpart=(other,))])[-1]
    assert not lost.is_here
    assert lost_passages(editor.annotations)[0].is_here


def test_another_process_sees_the_edited_text(workspace, authoring, boats):
    after = authoring.save(boats, edited(boats, "pier", "bridge")).article
    with Library(workspace.path) as library, library.reading() as (articles, _, _):
        assert articles.by_id(boats.id) == after
