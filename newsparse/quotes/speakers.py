"""Who a mention is: the fullest name of a person or an organisation, and what is said besides the name."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from newsparse.quotes.cues import Gender, Grammar
from newsparse.quotes.finding import Finding
from newsparse.quotes.lines import Lines
from newsparse.quotes.marks import DASH
from newsparse.quotes.names import Names
from newsparse.quotes.pronouns import Antecedents, Spoken
from newsparse.quotes.unspaced import UnspacedNames

_LONGEST_STAND_IN: Final = 5  # words: l'artiste de 29 ans


class Speakers:
    """Answers for the quotes of one article, in their order; remembers who spoke before."""

    def __init__(self, lines: Lines, names: Names, grammar: Grammar) -> None:
        self._lines, self._names, self._grammar = lines, names, grammar
        self._unspaced_names = UnspacedNames(names.capitals.text, grammar)
        self._antecedents = Antecedents(lines, names, grammar)
        self._spoken: list[Spoken] = []
        self._told: dict[tuple[int, int], tuple[str, str | None]] = {}
        self._described: dict[str, str] = {}

    def of(self, finding: Finding, mention: str) -> tuple[str, str | None]:
        """The speaker whom a mention names, and what it says besides the name: ("Jane Roe", "Mayor")."""
        subject = finding.subject
        key = (finding.line, subject.low if subject is not None else -1)
        if key not in self._told:
            self._told[key] = self.look_up(finding, mention)
            self._spoken.append(Spoken(self._told[key][0], self._lines.home(finding.line)))
        return self._told[key]

    def description(self, speaker: str, told: str | None) -> str | None:
        """What the article says of a speaker: beside this mention, beside an earlier one, beside the full name."""
        found = told or self._described.get(speaker) or self._names.description(speaker)
        if found is not None:
            self._described.setdefault(speaker, found)
        return found

    def look_up(self, finding: Finding, mention: str) -> tuple[str, str | None]:
        """The same without remembering it."""
        gender = self._grammar.pronouns.get(mention.lower())
        if gender == "female" and self._is_plural(finding):
            gender = "plural"
        if gender is not None:
            name = None
            if gender in {"male", "female"} and finding.subject is not None:
                spoken = () if self._is_introduced(finding.line) else self._spoken
                name = self._antecedents.find(finding.line, finding.subject.low, gender, spoken)
            return name or mention, None
        if self._grammar.unspaced:
            return self._unspaced_names.resolve(mention)
        known = self._names.bearer(mention) or self._names.organisation(mention) or self._stood_for(finding, mention)
        if known is not None:
            return known, None
        name, title = self._names.split(mention)
        near = self._lines.starts[self._lines.home(finding.line)]
        before = title
        if before is None and finding.subject is not None:  # Mr. | Roe
            low = finding.subject.low
            before = " ".join(self._lines[finding.line].words[max(0, low - 2) : low])
        name = self._names.full(name, near, self._names.gender_of_title(before))
        if title is not None and all(one.lower() in self._grammar.determiners for one in title.split()):
            title = None
        return name, title

    def _stood_for(self, finding: Finding, mention: str) -> str | None:
        """Whom "la chercheuse", "ce dernier", "l'esperto" stand for: nouns for a person who was named before."""
        if not self._grammar.male_stand_ins or finding.subject is None:
            return None
        if any(word[0].isupper() for word in mention.replace("’", "'").replace("'", "' ").split()[1:]):
            return None
        first, *nouns = mention.lower().replace("’", "'").replace("'", "' ").split()
        if first not in self._grammar.definites or not 0 < len(nouns) < _LONGEST_STAND_IN:
            return None
        if self._grammar.drops_subjects and any(
            one in self._grammar.inner_prepositions and not following[0].isdigit() for one, following in pairwise(nouns)
        ):
            return None  # el jefe de la policía
        behind = self._lines[finding.line].words[finding.subject.high : finding.subject.high + 1]
        if behind and (behind[0] in self._grammar.relatives or behind[0] in self._grammar.subordinators):
            return None  # o médico que a assistiu
        genders: tuple[tuple[Gender, frozenset[str], frozenset[str]], ...] = (
            ("male", self._grammar.male_stand_ins, self._grammar.female_articles),
            ("female", self._grammar.female_stand_ins, self._grammar.male_articles),
        )
        for gender, known, others in genders:
            if nouns[0] in known and first not in others:
                found = self._antecedents.find(finding.line, finding.subject.low, gender, self._spoken)
                if found is not None:
                    return found
        return None

    def _is_introduced(self, number: int) -> bool:
        """Whether a line is speech behind a dash below a paragraph without any: that one tells who speaks."""
        pairs = self._lines.pairs
        return 0 < number < len(pairs) and not pairs[number - 1] and any(one.mark == DASH for one in pairs[number][:1])

    def _is_plural(self, finding: Finding) -> bool:
        """Whether the verb tells "sie" that is they from "sie" that is she."""
        if not self._grammar.plural_endings or finding.cue is None or finding.subject is None:
            return False
        words = self._lines[finding.line].words
        low, high = sorted((finding.cue, finding.subject.low))
        verbs = [one for one in words[max(low, high - 8) : high + 1] if one in self._grammar.auxiliaries]
        return (verbs[0] if verbs else words[finding.cue]).endswith(self._grammar.plural_endings)
