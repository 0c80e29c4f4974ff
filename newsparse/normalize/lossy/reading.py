"""What a source says a damaged word was."""

from __future__ import annotations

from newsparse.model import Fact
from newsparse.record import Record, record


@record
class Reading(Record):
    """One answer to what a damaged word was."""

    start: int
    """Where the words that it replaces start: a name may be longer than the damaged word."""
    end: int
    """Where they end."""
    after: str
    """The words as they were; as many characters as are replaced."""
    confidence: float
    """Estimated chance that it is right."""
    rule: str
    """The source that says so."""
    evidence: tuple[Fact, ...] = ()
    """Why."""

    def moved(self, by: int) -> Reading:
        """The same so many characters further on."""
        if not by:
            return self
        return Reading(self.start + by, self.end + by, self.after, self.confidence, self.rule, self.evidence)

    def part(self, start: int, end: int) -> str:
        """What it says of the stretch `[start, end)` inside of it."""
        return self.after[start - self.start : end - self.start]
