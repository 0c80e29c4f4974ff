"""What can go wrong, as types: a rule file that is no rule, an input that is no text."""


class NewsparseError(Exception):
    """The base of all errors that newsparse raises by itself."""


class RuleError(NewsparseError):
    """A rule file can't be used; the message names the file, the line or rule, and the mend."""


class InputError(NewsparseError):
    """An input can't be read as text; `code` is stable, the message says what to do.

    >>> error = InputError("not-text", "this is a PNG picture")
    >>> error.code, str(error)
    ('not-text', 'this is a PNG picture')
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code

    def __reduce__(self) -> tuple[type, tuple[str, str]]:
        return type(self), (self.code, str(self))
