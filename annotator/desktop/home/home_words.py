"""What the home page says of articles, attempts and what comes next, in the user's language."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QObject, QTime

from annotator.comparison.progress import Tally, tally
from annotator.desktop.looks import category_name
from annotator.domain.codebook import Codebook
from annotator.services.browsing import State
from annotator.services.practice import Attempt, Kind, Suggestion
from annotator.services.searching import Where

translate = QCoreApplication.translate


def state_name(state: State | None) -> str:
    """By what the list is narrowed; None for not at all."""
    return {
        None: translate("home", "All articles"),
        State.NOT_STARTED: translate("home", "Not started"),
        State.IN_PROGRESS: translate("home", "In progress"),
        State.SUBMITTED: translate("home", "Submitted"),
        State.NO_KEY: translate("home", "No key yet"),
    }[state]


def level_name(level: int) -> str:
    """How difficult an article is, 1 to 3."""
    return {
        1: translate("home", "easy"),
        2: translate("home", "medium"),
        3: translate("home", "hard"),
    }[level]


def where_name(where: Where) -> str:
    """In what something was found."""
    return {
        Where.TITLE: translate("home", "Title"),
        Where.TEXT: translate("home", "Text"),
        Where.NOTE: translate("home", "Your note"),
        Where.KEY: translate("home", "Key"),
    }[where]


def day_words(at: str | datetime, *, year: bool = False) -> str:
    """The day of a time (UTC) where the reader is, as “3 May”.

    With ``year``, and of another year than this, as “3 May 2026”.
    """
    moment = datetime.fromisoformat(at) if isinstance(at, str) else at
    day = moment.astimezone()
    style = "d MMM yyyy" if year or day.year != datetime.now().astimezone().year else "d MMM"
    return QLocale().toString(QDate(day.year, day.month, day.day), style)


def moment_words(at: str | datetime, *, year: bool = False) -> str:
    """The day of a time (UTC) where the reader is; of today with the time, as “3 May 14:05”."""
    moment = (datetime.fromisoformat(at) if isinstance(at, str) else at).astimezone()
    day = day_words(at, year=year)
    if moment.date() != datetime.now().astimezone().date():
        return day
    time = QLocale().toString(QTime(moment.hour, moment.minute), QLocale.FormatType.ShortFormat)
    return f"{day} {time}"


class HomeCounts(QObject):
    """Texts with a number: for Python, Qt's tools find their forms only in ``tr`` of an object."""

    def begun(self, number: int) -> str:
        """How far a draft has come."""
        return self.tr("You have begun: %n mark(s) so far.", "", number)

    def due(self, number: int) -> str:
        """Why an article comes back."""
        return self.tr(
            "Read again: %n passage(s) that you missed or misjudged are due.", "", number
        )

    def flagged(self, number: int) -> str:
        """Sound passages flagged, in few words."""
        return self.tr("%n flagged", "", number)

    def sound_flagged(self, number: int) -> str:
        """Sound passages flagged."""
        return self.tr("%n sound passage(s) flagged", "", number)


def reason(suggestion: Suggestion, codebook: Codebook) -> str:
    """Why this comes next."""
    if suggestion.kind is Kind.CONTINUE:
        return HomeCounts().begun(suggestion.count)
    if suggestion.kind is Kind.AGAIN and suggestion.count:
        return HomeCounts().due(suggestion.count)
    if suggestion.kind is Kind.AGAIN:
        return translate("home", "Read again, to see whether you still find everything.")
    if suggestion.kind is Kind.NEW and suggestion.category is not None:
        name = category_name(codebook, suggestion.category)
        return translate(
            "home", "New for you: it has what you missed most lately, “{kind}”."
        ).format(kind=name)
    if suggestion.kind is Kind.NEW and not suggestion.fits:
        return translate("home", "New for you, and the nearest to what suits you now.")
    if suggestion.kind is Kind.NEW:
        return translate("home", "New for you, and as difficult as suits you now.")
    if suggestion.at is None:
        return translate(
            "home",
            "No article has a key yet. Import an article, open it, and load its key from a file.",
        )
    return translate("home", "All done. The next article comes back on {day}.").format(
        day=day_words(suggestion.at)
    )


def deed(suggestion: Suggestion) -> str:
    """What the button of a suggestion says."""
    if suggestion.kind is Kind.WAIT:
        if suggestion.at is None:
            return translate("home", "Import articles…")
        return translate("home", "Practise anyway")
    return {
        Kind.CONTINUE: translate("home", "Go on"),
        Kind.AGAIN: translate("home", "Read again"),
        Kind.NEW: translate("home", "Begin"),
    }[suggestion.kind]


def tally_words(found: Tally) -> str:
    """How many key items were found; a dash where there was nothing to find."""
    if not found.wanted:
        return "–"
    return translate("home", "{found} of {wanted}").format(found=found.found, wanted=found.wanted)


def nothing_weak() -> str:
    """What there was to find in an article that is sound throughout."""
    return translate("home", "nothing weak to find")


def attempt_words(attempt: Attempt, *, keyed: bool) -> str:
    """What came of an attempt; ``keyed`` says whether its article has a key."""
    if attempt.closed:
        return translate("home", "waits for the teacher")
    if attempt.result is None:
        return translate("home", "not compared yet") if keyed else translate("home", "no key yet")
    found = tally((attempt.result,))
    parts = [
        translate("home", "{found} of {wanted} found").format(
            found=found.found, wanted=found.wanted
        )
        if found.wanted
        else translate("home", "nothing to find")
    ]
    if found.flagged:
        parts.append(HomeCounts().flagged(found.flagged))
    return " · ".join(parts)


def flagged_words(count: int) -> str:
    """How many sound passages were flagged."""
    return HomeCounts().sound_flagged(count)
