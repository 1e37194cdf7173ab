"""What a library holds, at a glance."""

from __future__ import annotations

from making import make_annotation, make_article

from annotator.domain.annotation import Role, Status
from annotator.services.overview import library_lines, overview


def test_articles_come_in_order_with_their_sets_and_numbers_of_annotations(workspace):
    there = len(overview(workspace))
    articles = [
        workspace.articles.add(make_article(f"Text {n}.", f"Title {n}", f"id-{n}")).article
        for n in range(2)
    ]
    first = articles[0]
    workspace.sets.store(
        first,
        "Key",
        role=Role.KEY,
        status=Status.SUBMITTED,
        annotations=(
            make_annotation(0, first.text),
            make_annotation(1, first.text, category="sound"),
        ),
    )
    workspace.sets.start(first, "Mine")

    lines = overview(workspace)[there:]

    assert [line.article for line in lines] == articles
    assert [(s.info.name, s.annotations) for s in lines[0].sets] == [("Key", 2), ("Mine", 0)]
    assert lines[1].sets == ()


def test_a_line_of_the_library_tells_own_sets_from_those_of_others_and_from_keys(workspace):
    article = workspace.articles.add(make_article()).article
    workspace.articles.tag(article.id, ["sport"])
    item = make_annotation()
    for status, name in ((Status.DRAFT, "Unfinished key"), (Status.SUBMITTED, "Key")):
        workspace.sets.store(article, name, role=Role.KEY, status=status, annotations=(item,))
    workspace.sets.start(article, "Mine")
    workspace.use_learner(workspace.learners.add("Mia").id)
    workspace.sets.start(article, "Hers")

    line = library_lines(workspace)[-1]

    assert (line.entry.id, line.entry.tags, line.words) == (article.id, ("sport",), article.words)
    names = [[s.info.name for s in group] for group in (line.own, line.others, line.keys)]
    assert names == [["Hers"], ["Mine"], ["Key"]]
    assert line.keys[0].annotations == 1
