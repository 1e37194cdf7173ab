"""Errors whose message is meant for the person in front of the program."""


class AnnotatorError(Exception):
    """Something the user has to know, said in the user's words.

    ``template`` is the English message with ``{named}`` places and ``params`` fills them, so that
    the window can translate the template before filling it.
    """

    def __init__(self, template: str, **params: object) -> None:
        super().__init__(template.format(**params) if params else template)
        self.template = template
        self.params = params


class ArticleError(AnnotatorError):
    """A text cannot become an article."""


class AnnotationError(AnnotatorError):
    """A mark cannot be made or changed as asked."""


class StaleError(AnnotationError):
    """The set was changed elsewhere since it was read; reading it again helps."""


class NotFoundError(AnnotatorError):
    """An article or a set is not in the library."""


class ReviewClosedError(AnnotatorError):
    """What became of a set is not to be seen yet."""


class LibraryError(AnnotatorError):
    """The library file cannot be opened, read or written."""


class ExchangeError(AnnotatorError):
    """A file from elsewhere cannot be read, or a file cannot be written."""


class CodebookError(AnnotatorError):
    """A codebook is not in order, or clashes with one that is there already."""
