"""What an article says of a person beside the name, who bears a title, and what an abbreviation stands for.

The harbour minister, Jane Roe, ...; Jane Roe, a pilot from Denver, ...; geologist Jane Roe; the Harbour Board (HB)
"""

from __future__ import annotations

from typing import Final

from newsparse.patterns import pattern
from newsparse.quotes.capitals import Capitals
from newsparse.quotes.cues import Grammar
from newsparse.quotes.firstnames import TRIM, is_first_name, is_label
from newsparse.quotes.inflected import name_behind

_MARK: Final = pattern(r"[,.;:!?\n\"“”„«»()]")
_BORDER: Final = pattern(r"[,;:!?\n\"“”„«»()]|(?<=\w{4})\. ")  # but Gov. Jane Roe
_FULL_NAME: Final = (
    r"(?P<name>[^\W\d_a-z][\w'’-]+(?: (?:[^\W\d_a-z][\w'’.-]*|de|di|van|von|bin|al))* [^\W\d_a-z][\w'’-]+)"
)
_NAME_BEHIND: Final = pattern(rf"(?:[^,.;:!?\n\"“”()]{{0,50}},)? {_FULL_NAME}(?![\w'’])")
_NAME_BEFORE: Final = pattern(rf"{_FULL_NAME}, [^,.;:!?\n\"“”()]{{0,50}}$")
_ABBREVIATION: Final = pattern(r"\(([A-ZÀ-ÖØ-Þ]{2,7})\)")
_LONGEST_DESCRIPTION: Final = 100  # characters
_LONGEST_ORGANISATION: Final = 80
_MOST_WORDS: Final = 12
_MOST_ADJECTIVES: Final = 3  # before a role
_FIRST_PLACES: Final = 3  # of a name at which a description is looked for
_MOST_PLACES: Final = 20
_MOST_ROLES: Final = 50  # that are searched for in one article
_LONGEST_ROLE: Final = 3  # words


class Descriptions:
    """Looks up descriptions in one article, each once."""

    def __init__(self, capitals: Capitals, grammar: Grammar) -> None:
        self._text, self._capitals, self._grammar = capitals.text, capitals, grammar
        self._found: dict[str, str | None] = {}
        self._roles: dict[str, str | None] = {}
        self._organisations: dict[str, str] | None = None

    def description(self, name: str) -> str | None:
        """What stands between commas beside the full name or right before it."""
        if name not in self._found:
            self._found[name] = self._describe(name) if " " in name else None
        return self._found[name]

    def bearer(self, mention: str) -> str | None:
        """Who bears a title, if the article gives it to one person only.

        Shapes: "The harbour minister, Jane Roe, has"; "Minister Jane Roe"; "Jane Roe, the harbour minister,".
        """
        words = mention.lower().split()
        if self._grammar.no_articles:
            if any(one[0].isupper() for one in mention.split()[1:]):
                return None
        elif self._grammar.definites:
            if words[:1] and words[0] in self._grammar.definites:
                del words[:1]
            elif len(words) != 1 or not self._grammar.drops_subjects:  # diz prefeita; Alcalde: "..."
                return None
        if not 1 <= len(words) <= _LONGEST_ROLE or not self._is_bearable(words):
            return None
        role = " ".join(words)
        if role not in self._roles:
            self._roles[role] = self._find_bearer(role) if len(self._roles) < _MOST_ROLES else None
        return self._roles[role]

    def _is_bearable(self, words: list[str]) -> bool:
        """Whether the words are a title; without articles, what hangs on it stands behind: ministr financí."""
        if self._grammar.no_articles:
            return self._grammar.is_title(words[0]) or words[0] in self._grammar.roles
        return self._grammar.is_title(words[-1])

    def organisation(self, mention: str) -> str | None:
        """The name that stands before an abbreviation in brackets."""
        words = mention.split()
        if len(words) > 2 or not words[-1].isupper() or len(words[-1]) < 2:
            return None
        if len(words) == 2 and words[0].lower() not in self._grammar.determiners:
            return None
        if self._organisations is None:
            self._organisations = self._find_organisations()
        return self._organisations.get(words[-1])

    # ----------------------------------------------------------------------------------------- describe
    def _describe(self, name: str) -> str | None:
        last = name.rpartition(" ")[2]
        places = [at for at in self._capitals.of(last) if self._text.endswith(name, 0, at + len(last))]
        for end in [at + len(last) for at in places[:_FIRST_PLACES]]:
            start = end - len(name)
            found = self._between_commas(start, end) or self._right_before(start)
            if found is not None:
                return found
        return None

    def _between_commas(self, start: int, end: int) -> str | None:
        before = self._text[max(0, start - _LONGEST_DESCRIPTION) : start]
        if before.endswith(", "):
            found = self._as_description(_MARK.split(before[:-2])[-1])
            if found is not None:
                return found
        behind = self._text[end : end + _LONGEST_DESCRIPTION]
        if behind.startswith(", ") and _MARK.search(behind, 2):
            return self._as_description(_MARK.split(behind[2:])[0], behind=True)
        return None

    def _as_description(self, words: str, *, behind: bool = False) -> str | None:
        found = words.split()
        if not 2 <= len(found) <= _MOST_WORDS:
            return None
        first = found[0].lower()
        if first in self._grammar.subordinators:
            return None
        role = behind and (self._grammar.is_title(first) or first in self._grammar.roles)
        return " ".join(found) if role or first in self._grammar.determiners else None

    def _right_before(self, start: int) -> str | None:
        """Harbour minister Jane Roe: the role and the words that belong to it."""
        before = self._text[max(0, start - _LONGEST_DESCRIPTION) : start]
        if not before.endswith(" "):
            return None
        words = _BORDER.split(before)[-1].split()
        if not words or not self._is_role(words[-1]):
            return None
        low = self._adjectives(words)
        if low and words[low - 1].lower() in self._grammar.determiners:
            low -= 1
        return " ".join(words[low:])

    def _adjectives(self, words: list[str]) -> int:
        """Where the words begin that belong to the role at the end: Ohio Governor, geopolitical analyst; not: met."""
        low = role = len(words) - 1
        while low and len(words) - low <= _MOST_ADJECTIVES and self._is_adjective(words[low - 1]):
            if words[low - 1][0].isupper() and low < role and words[low][0].islower():
                return role  # Roe met foreign minister Jane Doe: which of these is the verb is not known
            low -= 1
        return role if words[role][0].isupper() and words[low][0].islower() else low

    def _is_role(self, word: str) -> bool:
        lowered = word.strip(TRIM).lower()
        if word[0].islower():
            return self._grammar.is_title(lowered) or lowered in self._grammar.roles
        return is_label(word, self._grammar)

    def _is_adjective(self, word: str) -> bool:
        grammar, lowered = self._grammar, word.lower()
        if not word[0].isalpha() or grammar.kind_of_cue(lowered) or grammar.is_helper(lowered):
            return False
        if lowered in grammar.determiners or lowered in grammar.prepositions or lowered in grammar.inner_prepositions:
            return False
        if lowered in grammar.joiners or lowered in grammar.subordinators or lowered in grammar.time_words:
            return False
        return word[0].isupper() or not word.endswith(grammar.verb_endings)

    # ------------------------------------------------------------------------------------------- bearers
    def _find_bearer(self, role: str) -> str | None:
        lowered = self._text.lower()
        if len(lowered) != len(self._text):
            lowered = self._text
        found = self._bearers_of(role, lowered)
        if not found:  # the senator: Sen. Jane Roe
            short = [one for one in self._grammar.titles & self._grammar.abbreviations if role.startswith(one)]
            found = set().union(*(self._bearers_of(one + ".", lowered) for one in short))
        return found.pop() if len(found) == 1 else None

    def _bearers_of(self, role: str, lowered: str) -> set[str]:
        text = self._text
        found: set[str] = set()
        place = -len(role)
        for _ in range(_MOST_PLACES):
            place = lowered.find(role, place + len(role))
            if place < 0:
                break
            end = place + len(role)
            if lowered[place - 1 : place].isalpha() or lowered[end : end + 1].isalpha():
                continue
            if self._grammar.no_articles:
                name = name_behind(text, end, self._grammar)
                found |= {name} if name else set()
                continue
            behind = _NAME_BEHIND.match(text, end)
            before = None if behind else _NAME_BEFORE.search(text[max(0, place - _LONGEST_DESCRIPTION) : place])
            named = behind or before
            if named is not None and is_first_name(named["name"].partition(" ")[0], self._grammar):
                found.add(named["name"])
        return found

    # ------------------------------------------------------------------------------------- organisations
    def _find_organisations(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for match in _ABBREVIATION.finditer(self._text):
            letters = match[1]
            before = self._text[max(0, match.start() - _LONGEST_ORGANISATION) : match.start()]
            name = _spelled_out(_MARK.split(before)[-1].split(), letters)
            if name is not None:
                found.setdefault(letters, name)
        return found


def _spelled_out(words: list[str], letters: str) -> str | None:
    """The last of the words whose capitals give the letters: American Civil Liberties Union for ACLU."""
    capitals = ""
    for low in range(len(words) - 1, -1, -1):
        if words[low][0].isupper():
            capitals = words[low][0] + capitals
            if capitals == letters:
                return " ".join(words[low:])
    return None
