"""What stands between a verb and the subject behind it where no article opens a subject.

řekl včera agentuře Reuters ministr Jan Novák; сказал на заседании правительства Иванов; powiedziała PAP Anna Wierzba
"""

from __future__ import annotations

from newsparse.quotes.cues import Grammar
from newsparse.quotes.phrase import CLAUSE_END


def nominative_place(words: list[str], index: int, high: int, grammar: Grammar) -> int:
    """Where the subject starts, or `high` where the sentence has none: řekl novinářům po jednání vlády.

    Past adverbs, hearers (řekl serveru Zprávy) and circumstances (на встрече с журналистами).
    """
    first = index
    while index < high:
        word = words[index]
        lowered = word.lower()
        if word in CLAUSE_END or word == ".":
            return high
        if word in grammar.prepositions and index > first:  # po schůzce se zástupci; not: zeptal se Novák
            index = _past_circumstance(words, index, high, grammar)
        elif grammar.is_helper(word) or lowered in grammar.time_words or word.isdigit():
            index += 1
        elif lowered in grammar.addressees:
            index = _past_hearer(words, index, high, grammar)
        elif word[0].isupper() and index + 1 < high and words[index + 1] in grammar.addressees:  # České televizi
            index = _past_hearer(words, index + 1, high, grammar)
        elif lowered in grammar.prepositions:
            index = _past_circumstance(words, index, high, grammar)
        else:
            return index
    return high


def house_place(words: list[str], cue: int, high: int, grammar: Grammar) -> int:
    """Where the house starts that speaks without being a subject, or `high`.

    сообщили в ведомстве; говорится в сообщении ведомства; stojí v prohlášení firmy; not: в его обращении.
    """
    if words[cue] not in grammar.subjectless_cues:
        return high
    index = cue + 1
    while index < high and grammar.is_helper(words[index]):
        index += 1
    if index + 1 >= high or words[index].lower() not in grammar.prepositions:
        return high
    start = index + 1
    for place in range(start, min(start + 4, high)):
        if words[place] in grammar.documents:
            behind = place + 1
            ends = behind >= high or words[behind] in CLAUSE_END or words[behind] in grammar.prepositions
            return high if ends or words[behind] == "." else behind
    return high if words[start].lower() in grammar.determiners else start


def _capitals(words: list[str], index: int, high: int) -> int:
    """Behind the words with capitals that start at `index`."""
    while index < high and (words[index][0].isupper() or words[index][0].isdigit()):
        index += 1
    return index


def _past_hearer(words: list[str], index: int, high: int, grammar: Grammar) -> int:
    """Past "serveru Zprávy", of whose capitals the last two are the speaker's: serveru Zprávy Jan Novák."""
    end = index + 1
    while end < high and words[end].lower() in grammar.addressees:
        end += 1
    if end < high and words[end] == "«":  # агентству «Прайм»
        while end < high and words[end] != "»":
            end += 1
        return min(end + 1, high)
    stop = _capitals(words, end, high)
    if words[end - 1][0].isupper():
        return end if stop - end < 3 else stop - 2
    if stop == end or _is_given(words[end], grammar):
        return end
    return max(end + 1, stop - 2)


def _past_circumstance(words: list[str], index: int, high: int, grammar: Grammar) -> int:
    """Past a preposition and what hangs on it: the first title, or the name that nothing follows."""
    start = index + 1
    index = start
    while index < high:
        word = words[index]
        if word in CLAUSE_END or word == ".":
            return high
        if word[0].isupper():
            stop = _capitals(words, index, high)
            found = _name_place(words, start, index, stop, high, grammar)
            if found is not None:
                return found
            index = stop
        elif word == "«":
            while index < high and words[index] != "»":
                index += 1
            index += 1
        elif word in grammar.prepositions or (index > start and (grammar.is_title(word) or word in grammar.roles)):
            return index
        else:
            index += 1
    return high


def _name_place(words: list[str], start: int, index: int, stop: int, high: int, grammar: Grammar) -> int | None:
    """Where among the capitals from `index` to `stop` the speaker's name starts, if it does."""
    for place in range(index, stop - 1):
        if _is_given(words[place], grammar):
            return place
    if stop - index > 2:
        return stop - 2
    direct = index == start or (index == start + 1 and words[start] in grammar.determiners)
    ends = stop >= high or words[stop] in CLAUSE_END or words[stop] == "." or words[stop] in grammar.prepositions
    if direct or not ends:
        return None
    last = words[stop - 1].lower()
    if stop - index == 1 and (len(last) == 1 or last.endswith(grammar.oblique_endings)):
        return None
    return index


def _is_given(word: str, grammar: Grammar) -> bool:
    lowered = word.lower()
    return lowered in grammar.male_names or lowered in grammar.female_names
