"""Sets from files and to files, and what happens where that fails."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from making import make_annotation, make_article

from annotator.domain.annotation import KeyDetails, Passage, Role, Status
from annotator.domain.errors import AnnotationError, ExchangeError, NotFoundError
from annotator.domain.span import Span
from annotator.services.transfer import (
    begin_key_with_file,
    export_all,
    export_article,
    load_file,
    render,
)

TEXT = make_article().text


@pytest.fixture
def article(workspace):
    return workspace.articles.add(make_article()).article


@pytest.fixture
def marked(workspace, article):
    """A submitted set with an inconsistency and an unplaced passage."""
    lost = Passage("not in the text", "", "", None)
    return workspace.sets.store(
        article,
        "Reading",
        role=Role.LEARNER,
        status=Status.SUBMITTED,
        annotations=(
            make_annotation(
                1,
                category="inconsistency",
                counterpart=(Passage.cut(TEXT, Span(50, 60)),),
                note="A note 🙂",
                confidence=0.75,
            ),
            make_annotation(2, passages=(lost,)),
        ),
        annotator="Ada",
    )


def contents(workspace, info):
    """What must survive a journey through a file; ids are new where the old ones are taken."""
    return [
        (a.category, a.subtype, a.passages, a.counterpart, a.note, a.confidence, a.key)
        for a in workspace.sets.read(info.id).annotations
    ]


@pytest.mark.parametrize("format_name", ["webannotation", "csv"])
def test_a_set_comes_back_under_another_name(workspace, article, marked, tmp_path, format_name):
    target = tmp_path / "out"
    exported = export_article(workspace, article, format_name, target, "Reading")
    assert (exported.files, exported.annotations) == ((target,), 2)
    loaded = load_file(workspace, article, target, "Again", as_key=False)
    assert (loaded.annotations, loaded.unplaced) == (2, 1)
    assert loaded.info == workspace.sets.find(article, "Again")
    assert (loaded.info.role, loaded.info.status) == (Role.LEARNER, Status.SUBMITTED)
    assert loaded.info.annotator == "Ada"
    assert contents(workspace, loaded.info) == contents(workspace, marked)


def test_a_draft_stays_a_draft_but_a_key_is_complete(workspace, article, tmp_path):
    info = workspace.sets.start(article, "Draft")
    workspace.editor(article, info).mark([Span(0, 5)], "inconsistency")
    target = tmp_path / "out"
    export_article(workspace, article, "webannotation", target)
    as_set = load_file(workspace, article, target, "A set", as_key=False)
    as_key = load_file(workspace, article, target, "A key", as_key=True)
    assert (as_set.info.role, as_set.info.status) == (Role.LEARNER, Status.DRAFT)
    assert (as_key.info.role, as_key.info.status) == (Role.KEY, Status.SUBMITTED)
    assert workspace.sets.key_of(article) == as_key.info


def test_a_key_keeps_its_details(workspace, article, tmp_path):
    details = KeyDetails(
        core=(Passage.cut(TEXT, Span(4, 6)),),
        allowance=(Passage.cut(TEXT, Span(0, 30)),),
        difficulty=3,
    )
    info = workspace.sets.store(
        article,
        "Key",
        role=Role.KEY,
        status=Status.SUBMITTED,
        annotations=(make_annotation(3, key=details), make_annotation(9, category="sound")),
    )
    for format_name in ("webannotation", "csv"):
        target = tmp_path / format_name
        export_article(workspace, article, format_name, target, "Key")
        loaded = load_file(workspace, article, target, format_name, as_key=True)
        assert contents(workspace, loaded.info) == contents(workspace, info)


def test_one_of_several_sets_is_chosen_by_name(workspace, article, marked, tmp_path):
    key = workspace.sets.store(
        article,
        "Key",
        role=Role.KEY,
        status=Status.SUBMITTED,
        annotations=(make_annotation(7),),
    )
    target = tmp_path / "both"
    assert export_article(workspace, article, "webannotation", target).annotations == 3
    with pytest.raises(ExchangeError, match=r"both holds 2 sets: “Reading”, “Key”. Give the name"):
        load_file(workspace, article, target, "Another", as_key=False)
    # As a key the one key among them is meant, whatever its new name.
    loaded = load_file(workspace, article, target, "Another", as_key=True)
    assert contents(workspace, loaded.info) == contents(workspace, key)
    workspace.sets.rename(article, marked.id, "Moved")
    loaded = load_file(workspace, article, target, "Reading", as_key=False)
    assert contents(workspace, loaded.info) == contents(workspace, marked)


def test_a_taken_name_loads_nothing(workspace, article, marked, tmp_path):
    target = tmp_path / "out"
    export_article(workspace, article, "csv", target)
    with pytest.raises(AnnotationError, match="has a set named “Reading” already"):
        load_file(workspace, article, target, "Reading", as_key=False)
    assert workspace.sets.of(article) == [marked]


def test_nothing_to_export(workspace, article, tmp_path):
    with pytest.raises(ExchangeError, match="“A title” has no annotation sets to export yet"):
        export_article(workspace, article, "csv", tmp_path / "out")
    with pytest.raises(NotFoundError, match="no set named"):
        export_article(workspace, article, "csv", tmp_path / "out", "Nobody")
    assert not (tmp_path / "out").exists()


def test_an_unknown_format(workspace, article, marked, tmp_path):
    with pytest.raises(ExchangeError, match="no format “word”"):
        export_article(workspace, article, "word", tmp_path / "out")
    with pytest.raises(ExchangeError, match="no format “word”"):
        export_all(workspace, "word", tmp_path / "folder")
    assert not (tmp_path / "folder").exists()


def test_the_whole_library_goes_into_a_folder(workspace, tmp_path):
    before = len([a for a in workspace.articles.all() if workspace.sets.of(a)])
    for number in range(3):
        same_title = make_article(f"text number {number}", article_id=f"{number}" * 8)
        added = workspace.articles.add(same_title).article
        workspace.sets.start(added)
    workspace.articles.add(make_article("nothing marked here", article_id="9" * 8))
    seen = []
    folder = tmp_path / "new" / "folder"
    exported = export_all(workspace, "csv", folder, lambda *step: seen.append(step))
    assert len(exported.files) == before + 3
    assert sorted(exported.files) == sorted(folder.iterdir())
    assert seen == [(n + 1, before + 3) for n in range(before + 3)]
    assert [p.name for p in exported.files[before:]] == [
        "a-title.csv",
        "a-title-11111111.csv",
        "a-title-22222222.csv",
    ]


def test_a_title_of_signs_only_still_gives_a_file_name(workspace, tmp_path):
    article = workspace.articles.add(make_article("text", title="¿/..\\?!")).article
    workspace.sets.start(article)
    (path,) = export_article(workspace, article, "csv", tmp_path).files
    assert path == tmp_path / "article.csv"


def test_a_file_is_replaced_whole_without_litter(workspace, article, marked, tmp_path):
    folder = tmp_path / "only"
    folder.mkdir()
    target = folder / "out.csv"
    target.write_text("old")
    export_article(workspace, article, "csv", target)
    assert target.read_bytes() == render(workspace, article, "csv")[0]
    assert list(folder.iterdir()) == [target]


@pytest.mark.parametrize("failing", ["fsync", "replace"])
@pytest.mark.usefixtures("marked")
def test_a_failure_leaves_the_old_file_whole(workspace, article, tmp_path, monkeypatch, failing):
    def fail(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    folder = tmp_path / "only"
    folder.mkdir()
    target = folder / "out.csv"
    target.write_text("old")
    monkeypatch.setattr(*{"fsync": (os, "fsync"), "replace": (Path, "replace")}[failing], fail)
    with pytest.raises(ExchangeError, match=r"out\.csv cannot be written \(No space left"):
        export_article(workspace, article, "csv", target)
    assert target.read_text() == "old"
    assert list(folder.iterdir()) == [target]


def test_a_link_stays_a_link(workspace, article, marked, tmp_path):
    real, link = tmp_path / "real.csv", tmp_path / "link.csv"
    real.write_text("old")
    try:
        link.symlink_to(real)
    except OSError:
        pytest.skip("no links here")
    export_article(workspace, article, "csv", link)
    assert link.is_symlink()
    assert real.read_bytes() == render(workspace, article, "csv")[0]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_written_to_and_not_replaced(workspace, article, marked, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        export_article(workspace, article, "csv", pipe)
        assert os.read(reading, 1 << 20) == render(workspace, article, "csv")[0]
    finally:
        os.close(reading)
    assert pipe.is_fifo()


@pytest.mark.parametrize("where", ["no/such/folder/out.csv", "file/out.csv"])
def test_a_place_that_cannot_be_written(workspace, article, marked, tmp_path, where):
    (tmp_path / "file").write_text("old")
    with pytest.raises(ExchangeError, match=r"cannot be written \(.*\)\. Choose another place"):
        export_article(workspace, article, "csv", tmp_path / where)


def test_a_folder_that_cannot_be_made(workspace, marked, tmp_path):
    (tmp_path / "file").write_text("old")
    with pytest.raises(ExchangeError, match="cannot be written"):
        export_all(workspace, "csv", tmp_path / "file" / "folder")


def test_a_name_that_no_file_can_have(workspace, article, marked, tmp_path):
    with pytest.raises(ExchangeError, match="cannot be written"):
        export_article(workspace, article, "csv", tmp_path / ("x" * 300))


@pytest.mark.parametrize("ending", ["", "-wal", "-shm"])
def test_the_open_library_is_neither_read_nor_written_over(workspace, article, marked, ending):
    own = workspace.path.with_name(workspace.path.name + ending)
    assert workspace.owns(own)
    assert not workspace.owns(own.with_name("other.annotator"))
    before = own.stat().st_ino
    with pytest.raises(ExchangeError, match="library that is open"):
        export_article(workspace, article, "csv", own)
    with pytest.raises(ExchangeError, match="library that is open"):
        load_file(workspace, article, own, "Again", as_key=False)
    assert own.stat().st_ino == before
    assert workspace.library.integrity() == "ok"


def test_a_key_that_fits_nowhere_is_refused_and_a_set_is_kept(workspace, article, tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("category,quote\nvague_attribution,Words that stand in no article here\n")
    with pytest.raises(ExchangeError, match="another article"):
        load_file(workspace, article, path, "Key", as_key=True)
    assert [info.name for info in workspace.sets.of(article)] == []
    assert load_file(workspace, article, path, "Reading", as_key=False).unplaced == 1


def test_a_key_begins_with_the_marks_of_a_file_as_a_draft(workspace, article, marked, tmp_path):
    target = tmp_path / "out"
    export_article(workspace, article, "webannotation", target, "Reading")
    begun = begin_key_with_file(workspace, article, target)
    assert (begun.info.role, begun.info.status, begun.info.name) == (Role.KEY, Status.DRAFT, "Key")
    assert (begun.annotations, begun.unplaced) == (2, 1)
    wanted = workspace.sets.read(marked.id).annotations
    read = workspace.sets.read(begun.info.id).annotations
    for item, mark in zip(read, wanted, strict=True):
        assert (item.category, item.passages, item.counterpart, item.note) == (
            mark.category,
            mark.passages,
            mark.counterpart,
            mark.note,
        )
        assert item.confidence is None  # nobody asks how sure a key is
    assert workspace.sets.key_of(article) is None
    assert begin_key_with_file(workspace, article, target).info.name == "Key (2)"


def test_a_key_that_is_given_up_while_its_file_is_read_is_not_begun(
    workspace, article, marked, tmp_path
):
    target = tmp_path / "out"
    export_article(workspace, article, "webannotation", target, "Reading")

    def stop(done: int, total: int) -> None:
        raise InterruptedError(f"{done} of {total}")

    with pytest.raises(InterruptedError, match="1 of 2"):
        begin_key_with_file(workspace, article, target, stop)
    assert workspace.sets.of(article) == [marked]


def test_a_key_in_a_file_begins_one_with_all_that_it_has(workspace, article, tmp_path):
    core = (Passage.cut(TEXT, Span(4, 6)),)
    item = make_annotation(1, key=KeyDetails(core=core, difficulty=2))
    workspace.sets.store(
        article, "Old", role=Role.KEY, status=Status.SUBMITTED, annotations=(item,)
    )
    workspace.sets.store(article, "Mine", role=Role.LEARNER, status=Status.DRAFT, annotations=())
    target = tmp_path / "out"
    export_article(workspace, article, "webannotation", target)  # both of them
    begun = begin_key_with_file(workspace, article, target)
    (read,) = workspace.sets.read(begun.info.id).annotations
    assert read.key == item.key


def test_of_several_learners_sets_in_a_file_none_is_guessed(workspace, article, tmp_path):
    for name in ("Ann", "Ben"):
        workspace.sets.store(
            article,
            name,
            role=Role.LEARNER,
            status=Status.SUBMITTED,
            annotations=(make_annotation(1),),
        )
    target = tmp_path / "out"
    export_article(workspace, article, "webannotation", target)
    with pytest.raises(ExchangeError, match=r"“Ann”, “Ben”.*Load marks"):
        begin_key_with_file(workspace, article, target)
    assert [info.role for info in workspace.sets.of(article)] == [Role.LEARNER] * 2
