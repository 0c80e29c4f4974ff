"""Names of people in a sentence: `Jos? Mar?a Garc?a`, `Erdo?an`, and other capitalised words that lost letters."""

from __future__ import annotations

from newsparse.normalize.lossy.damaged import Word
from newsparse.normalize.lossy.reading import Reading


class Names:
    """Asks the index of personal names which name a damaged word may be; remembers what it asked of this text."""

    def __init__(self, value: str, language: str | None) -> None:
        self.value, self.language = value, (language or "").partition("-")[0]

    def readings(self, word: Word) -> tuple[Reading, ...]:
        """The names that the word may have been."""
        return ()
