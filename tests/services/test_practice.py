"""What a learner has done, and what comes next."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta, timezone

import pytest
from making import make_annotation, make_article

from annotator.comparison.outcomes import Outcome
from annotator.comparison.results import ItemResult
from annotator.domain.annotation import KeyDetails, Role, Status
from annotator.domain.exercise import Exercise, Feedback
from annotator.services import clock
from annotator.services.articles import Articles
from annotator.services.exercises import Exercises
from annotator.services.learners import Learners
from annotator.services.practice import Kind, Practice
from annotator.services.resources import default_codebook
from annotator.services.sets import Sets
from annotator.storage import Library

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)
CATEGORIES = ("unsupported_claim", "inconsistency", "vague_attribution")


class Desk:
    """A library without bundled articles, and a learner in it who works at set times."""

    def __init__(self, library, monkeypatch):
        self.library, self.monkeypatch = library, monkeypatch
        self.learner = Learners(library).begin("Ada")
        self.articles, self.practice = Articles(library), Practice(library)
        self.sets = Sets(library, "Ada", learner_id=self.learner.id)

    def article(self, title, *, difficulty=1, category="unsupported_claim", with_key=True):
        """An article with a key of one item."""
        text = f"{title} has a text of its own."
        article = self.articles.add(make_article(text, title, title)).article
        if with_key:
            item = make_annotation(
                text=text, id=title, category=category, key=KeyDetails(difficulty=difficulty)
            )
            self.sets.store(
                article, "Key", role=Role.KEY, status=Status.SUBMITTED, annotations=(item,)
            )
        return article

    def submit(self, article, *items, at=NOON, record=True):
        """Submit a set with these outcomes and categories."""
        self.monkeypatch.setattr("annotator.services.sets.utc_now", lambda: at.isoformat())
        info = self.sets.start(article)
        self.sets.submit(info.id)
        self.monkeypatch.setattr("annotator.services.sets.utc_now", clock.utc_now)
        info = self.sets.info(info.id)
        if record:
            results = [ItemResult(o, c, f"{c}{n}") for n, (o, c) in enumerate(items)]
            key = self.sets.key_of(article)
            self.practice.record(info, key.id, article.id, results)
        return info

    def now(self, now=NOON):
        return self.practice.practised(self.learner.id, CATEGORIES, now)

    def next(self, now=NOON):
        return self.now(now).suggestion


@pytest.fixture
def desk(tmp_path, monkeypatch):
    with Library(tmp_path / "library.annotator") as library:
        yield Desk(library, monkeypatch)


def test_nothing_to_do_without_an_article_with_a_key(desk):
    desk.article("Keyless", with_key=False)
    assert (desk.next().kind, desk.next().at) == (Kind.WAIT, None)


def test_the_easiest_article_comes_first(desk):
    desk.article("Hard", difficulty=3)
    easy = desk.article("Easy", difficulty=1)
    assert (desk.next().kind, desk.next().article_id) == (Kind.NEW, easy.id)


def test_of_articles_that_fit_as_well_the_first_of_the_library_comes_first(desk):
    articles = [desk.article(f"Number {number}") for number in range(5)]
    suggested = []
    for article in articles:
        suggested.append(desk.next().article_id)
        desk.submit(article, (Outcome.HIT, "unsupported_claim"))
    assert suggested == [article.id for article in articles]


def test_an_empty_draft_is_no_beginning_but_one_with_marks_is_gone_on_with(desk):
    article = desk.article("One")
    info = desk.sets.start(article)
    assert desk.next().kind is Kind.NEW
    with desk.library.writing() as (_, sets, _):
        from annotator.domain.changes import Edit

        sets.apply(info.id, [Edit(None, make_annotation(id="mine"))])
    assert (desk.next().kind, desk.next().set_id, desk.next().count) == (
        Kind.CONTINUE,
        info.id,
        1,
    )


def test_what_was_missed_comes_back_when_it_is_due_before_anything_new(desk):
    article, other = desk.article("Missed"), desk.article("Other")
    desk.submit(article, (Outcome.MISSED, "unsupported_claim"))
    assert desk.next().article_id == other.id
    later = desk.next(NOON + timedelta(days=2))
    assert (later.kind, later.article_id, later.count) == (Kind.AGAIN, article.id, 1)


def test_after_a_second_reading_something_unread_comes_before_what_is_due(desk):
    one, two, unread = (desk.article(title) for title in ("One", "Two", "Unread"))
    missed = (Outcome.MISSED, "unsupported_claim")
    desk.submit(one, missed)
    desk.submit(two, missed)
    later = NOON + timedelta(days=2)
    assert desk.next(later).kind is Kind.AGAIN
    desk.submit(one, missed, at=later)
    assert (desk.next(later).kind, desk.next(later).article_id) == (Kind.NEW, unread.id)
    desk.submit(unread, missed, at=later)
    assert (desk.next(later).kind, desk.next(later).article_id) == (Kind.AGAIN, two.id)


def test_of_what_is_due_that_of_the_earliest_day_comes_first_then_what_was_missed_most(desk):
    few, many, late = (desk.article(title) for title in ("Few", "Many", "Late"))
    missed = (Outcome.MISSED, "unsupported_claim")
    desk.submit(few, missed, at=NOON)
    desk.submit(many, missed, missed, at=NOON + timedelta(hours=1))
    desk.submit(late, *[missed] * 5, at=NOON + timedelta(days=1))
    day = NOON + timedelta(days=9)
    order = []
    for minute in range(3):
        order.append(desk.next(day).article_id)
        article = next(a for a in (few, many, late) if a.id == order[-1])
        desk.submit(article, missed, at=day + timedelta(minutes=minute))
    assert order == [many.id, few.id, late.id]


def test_a_month_in_which_one_item_is_never_found_still_brings_every_article(desk):
    """A learner who does what is suggested, once a day, and misses all of one article each time."""
    other = Learners(desk.library).add("Bob")
    articles = {a.id: a for a in map(desk.article, ("Blind spot", "B", "C", "D", "E"))}
    days: dict[str, list[int]] = {}
    for day in range(30):
        now = NOON + timedelta(days=day)
        suggestion = desk.next(now)
        if suggestion.kind is Kind.WAIT:
            assert suggestion.at > now
            continue
        article = articles[suggestion.article_id]
        blind = article.title == "Blind spot"
        seen = days.setdefault(article.id, [])
        outcome = Outcome.MISSED if blind or not seen else Outcome.HIT
        desk.submit(article, (outcome, "unsupported_claim"), at=now)
        seen.append(day)
    assert days.keys() == articles.keys()
    for article_id, seen in days.items():
        gaps = [after - before for before, after in itertools.pairwise(seen)]
        if articles[article_id].title != "Blind spot":
            assert len(gaps) >= 2
            assert gaps == sorted(gaps), articles[article_id].title
    bob = desk.practice.practised(other.id, CATEGORIES, NOON + timedelta(days=30))
    assert (bob.attempts, bob.days, bob.suggestion.kind) == ((), 0, Kind.NEW)


def test_a_weakness_that_no_unread_article_has_does_not_hide_the_next_one(desk):
    met = desk.article("Met", difficulty=1)
    missed, found = Outcome.MISSED, Outcome.HIT
    desk.submit(
        met,
        *[(missed, "inconsistency")] * 4,
        *[(missed, "vague_attribution")] * 2,
        *[(found, "vague_attribution")] * 2,
        *[(found, "unsupported_claim")] * 4,
    )
    desk.article("Claims", difficulty=2)
    vague = desk.article("Vague", difficulty=2, category="vague_attribution")
    assert (desk.next().article_id, desk.next().category) == (vague.id, "vague_attribution")


def test_after_one_easy_article_an_easy_or_a_medium_one_comes_never_a_hard_one(desk):
    found, missed = (Outcome.HIT, "unsupported_claim"), (Outcome.MISSED, "vague_attribution")
    met = desk.article("Met", difficulty=1)
    desk.article("Hard", difficulty=3, category="vague_attribution")
    medium = desk.article("Medium", difficulty=2)
    easy = desk.article("Easy", difficulty=1)
    desk.submit(met, *[found] * 5, *[missed] * 2)
    assert (desk.next().article_id, desk.next().fits) == (easy.id, True)
    desk.submit(easy, *[found] * 9)
    assert (desk.next().article_id, desk.next().fits) == (medium.id, True)


def test_where_nothing_fits_the_nearest_comes_and_is_told_as_such(desk):
    hard = desk.article("Hard", difficulty=3)
    assert (desk.next().article_id, desk.next().fits) == (hard.id, False)


def test_a_new_article_is_chosen_for_the_weakest_category(desk):
    read = desk.article("Read")
    desk.article("Claims", difficulty=1)
    vague = desk.article("Vague", difficulty=1, category="vague_attribution")
    desk.submit(read, *[(Outcome.MISSED, "vague_attribution")] * 3)
    chosen = desk.next()
    assert (chosen.article_id, chosen.category) == (vague.id, "vague_attribution")


def test_when_all_is_done_it_says_when_the_next_one_comes_back(desk):
    article = desk.article("Only")
    desk.submit(article, (Outcome.HIT, "unsupported_claim"))
    waiting = desk.next()
    assert (waiting.kind, waiting.article_id) == (Kind.WAIT, article.id)
    assert waiting.at > NOON
    assert desk.next(waiting.at).kind is Kind.AGAIN


def test_attempts_are_there_also_without_a_result_and_oldest_first(desk):
    article = desk.article("One")
    second = desk.submit(article, (Outcome.HIT, "unsupported_claim"), at=NOON + timedelta(1))
    first = desk.submit(article, at=NOON, record=False)
    practised = desk.now(NOON + timedelta(2))
    assert [a.info.id for a in practised.attempts] == [first.id, second.id]
    assert [a.result is None for a in practised.attempts] == [True, False]
    assert [r.set_id for r in practised.results] == [second.id]


def test_what_was_never_compared_or_with_an_earlier_key_is_to_be_compared(desk):
    article = desk.article("One")
    info = desk.submit(article, record=False)
    ((found, article_id, key_id),) = desk.practice.uncompared(desk.learner.id)
    assert (found.id, article_id) == (info.id, article.id)
    desk.practice.record(info, key_id, article.id, ())
    assert desk.practice.uncompared(desk.learner.id) == []
    desk.sets.store(
        article,
        "Better key",
        role=Role.KEY,
        status=Status.SUBMITTED,
        annotations=(make_annotation(id="better", text=article.text),),
    )
    assert len(desk.practice.uncompared(desk.learner.id)) == 1


def test_drafts_and_sets_without_a_learner_leave_no_result(desk):
    article = desk.article("One")
    key = desk.sets.key_of(article)
    draft = desk.sets.start(article)
    desk.practice.record(draft, key.id, article.id, ())
    loaded = desk.sets.store(
        article, "Loaded", role=Role.LEARNER, status=Status.SUBMITTED, annotations=()
    )
    desk.practice.record(loaded, key.id, article.id, ())
    assert desk.now().results == ()


def test_days_in_a_row_are_those_of_the_readers_own_time_zone(desk):
    article = desk.article("One")
    for hours in (0, 24):
        desk.submit(article, at=datetime(2026, 5, 4, 23, tzinfo=UTC) + timedelta(hours=hours))
    # 23 h UTC is the morning of the day after in Tokyo.
    tokyo = timezone(timedelta(hours=9))
    assert desk.now(datetime(2026, 5, 6, 9, tzinfo=tokyo)).days == 2
    assert desk.now(datetime(2026, 5, 8, 9, tzinfo=tokyo)).days == 0


def keep_closed(desk, article):
    """The teacher opens the review of an article's exercise later."""
    exercises = Exercises(desk.library)
    exercises.save(article, Exercise(feedback=Feedback.BY_TEACHER))
    return exercises


def test_nothing_is_kept_or_compared_before_the_teacher_opens_the_review(desk):
    article = desk.article("One")
    exercises = keep_closed(desk, article)
    desk.submit(article, (Outcome.MISSED, "unsupported_claim"))
    assert desk.practice.uncompared(desk.learner.id) == []
    (attempt,) = desk.now().attempts
    assert (attempt.closed, attempt.result, attempt.title) == (True, None, "One")
    exercises.open_review(article)
    assert not desk.now().attempts[0].closed
    assert desk.now().results == ()
    assert len(desk.practice.uncompared(desk.learner.id)) == 1


def test_what_was_kept_is_not_told_while_the_review_is_closed_again(desk):
    article = desk.article("One")
    desk.submit(article, (Outcome.MISSED, "unsupported_claim"))
    assert len(desk.now().results) == 1
    exercises = keep_closed(desk, article)
    assert desk.now().results == ()
    assert desk.next(NOON + timedelta(days=9)).kind is Kind.WAIT
    exercises.open_review(article)
    assert len(desk.now().results) == 1


def test_a_schedule_that_was_kept_is_used_until_the_results_are_others(desk, monkeypatch):
    article, other = desk.article("Read"), desk.article("Other")
    desk.submit(article, (Outcome.MISSED, "unsupported_claim"))
    desk.submit(other, (Outcome.HIT, "unsupported_claim"))
    later = NOON + timedelta(days=4)
    wanted = desk.next(later)
    assert wanted.kind is Kind.AGAIN
    assert not desk.practice.is_scheduled(desk.learner.id)
    desk.practice.keep_schedule(desk.learner.id)
    assert desk.practice.is_scheduled(desk.learner.id)

    def worked_out(_results):
        raise AssertionError

    with monkeypatch.context() as patch:
        patch.setattr("annotator.services.practice.due_articles", worked_out)
        assert desk.next(later) == wanted
    for change in (
        lambda: desk.submit(article, (Outcome.HIT, "unsupported_claim"), at=later),
        lambda: desk.articles.delete([other.id]),
        lambda: desk.articles.restore([other.id]),
    ):
        change()
        assert not desk.practice.is_scheduled(desk.learner.id)
        assert desk.next(later) == fresh(desk, later)
        desk.practice.keep_schedule(desk.learner.id)
        assert desk.next(later) == fresh(desk, later)


def fresh(desk, now):
    """What comes next where nothing was kept."""
    with desk.library.writing():
        desk.library.learners.put_schedule(desk.learner.id, "nothing", [])
    return desk.next(now)


def test_a_learner_without_results_or_who_is_gone_needs_no_schedule(desk):
    assert desk.practice.is_scheduled(desk.learner.id)
    desk.practice.keep_schedule("nobody")
    assert desk.practice.is_scheduled("nobody")


def test_deleted_articles_are_neither_suggested_nor_listed_until_they_are_back(desk):
    begun, done = desk.article("Begun"), desk.article("Done")
    desk.submit(done, (Outcome.HIT, "unsupported_claim"))
    desk.articles.delete([begun.id, done.id])
    practised = desk.now()
    assert (practised.attempts, practised.suggestion.kind) == ((), Kind.WAIT)
    assert practised.suggestion.at is None
    assert desk.practice.uncompared(desk.learner.id) == []
    desk.articles.restore([begun.id, done.id])
    assert len(desk.now().attempts) == 1
    assert desk.next().article_id == begun.id


def test_levels_are_those_of_the_items(desk):
    easy, hard = desk.article("Easy", difficulty=1), desk.article("Hard", difficulty=3)
    keyless = desk.article("Keyless", with_key=False)
    levels = desk.practice.levels()
    assert (levels[easy.id], levels[hard.id]) == (1, 3)
    assert keyless.id not in levels


def test_to_practise_goes_on_with_a_draft_and_never_reopens_what_was_submitted(desk):
    article = desk.article("One")
    first = desk.sets.to_practise(article)
    assert desk.sets.own(article) == []  # nothing was done in it yet
    first = desk.sets.begin(article, first, default_codebook())
    assert desk.sets.to_practise(article) == first
    desk.sets.submit(first.id)
    second = desk.sets.to_practise(article)
    assert (second.id != first.id, second.status) == (True, Status.DRAFT)


def test_a_profile_knows_the_number_of_its_sets(desk):
    article = desk.article("One")
    desk.submit(article)
    desk.sets.start(article)
    learners = Learners(desk.library)
    assert learners.number_of_sets(desk.learner.id) == 2
    assert learners.number_of_sets(learners.add("Mia").id) == 0
