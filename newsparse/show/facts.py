"""The evidence for repairs in sentences: what spoke for a word, told so that a reader can check it."""

from __future__ import annotations

from typing import Final

from newsparse.model import Fact, Scalar

SENTENCES: Final = {
    # words
    "known-word": "“{word}” is a word of this language ({language}{rarity})",
    "letter-context": "between such letters the language ({language}) writes it so: {context}",
    "intact-copy": "the word stands elsewhere undamaged: {word} (times: {copies})",
    "first-letter": "it begins with a {capital} letter here: {evidence}",
    "rest-in-capitals": "the rest of the word is in capitals",
    # names
    "person-name": "{name} is a name of people ({kind}; in {languages})",
    "place-name": "{name} is a name of places, such as {place} ({country})",
    "only-name": "{name} is the only name that fits {pattern} (places of that name: {places})",
    "several-names": "names that would fit: {names}",
    "several-words": "a name of {words} words",
    "large-city": "{place} is a large city ({country})",
    "name-of-large-city": "a large city has this name: {place} ({country})",
    "country": "a country is called so in this language ({language}): {country}",
    "place-expected": "a place is expected behind “{after}”",
    "capital-inside-sentence": "a capital letter inside a sentence",
    "long-name": "a long name, letters that are left: {letters}",
    "place-nearby": "one of its places, {place} ({country}), stands nearby",
    # marks
    "stands": "the mark stands {where}",
    "contraction": "an apostrophe is written before “{ending}”",
    "elision": "an apostrophe is written behind “{word}”",
    "clipped-word": "“{word}” is a short form that begins with an apostrophe",
    "possessive": "an apostrophe may stand behind “{word}”",
    "closing-mark-due": "a quotation that was opened {since} characters before is not closed yet",
    "question-word": "the sentence begins like a question",
    "question-follows": "a question ends further on",
    "lost-in-paragraph": "other marks of this paragraph are lost for certain: {marks}",
    "lost-in-text": "marks of this text are lost for certain: {marks}",
    "encoding-inferred": "the lines around it lost what {codec} lacks",
    "no-other-word": "no other word fits; the other lists {lists}",
    "only-reading": "nothing else fits what is left",
}
"""One for each fact that newsparse may state; a detail that is missing makes it told plainly."""

_KINDS: Final = {"given": "first name", "first": "first name", "family": "surname", "last": "surname"}


def fact_in_words(fact: Fact) -> str:
    """A piece of evidence as a line; kinds that have no sentence are told with their details.

    >>> fact_in_words(Fact("place-nearby", (("place", "Jericho"), ("country", "PS"))))
    'one of its places, Jericho (PS), stands nearby'
    >>> fact_in_words(Fact("known-word", (("word", "été"), ("language", "fr"), ("zipf", 5.3))))
    '“été” is a word of this language (fr, one word in 5,000)'
    >>> fact_in_words(Fact("tide-table", (("page", 2),)))
    'tide table: page 2'
    """
    details = dict(fact.details)
    if sentence := SENTENCES.get(fact.fact):
        try:
            return sentence.format(**_prepared(details))
        except (KeyError, IndexError):  # the fact tells less than the sentence wants
            pass
    listed = ", ".join(f"{key.replace('_', ' ')} {value}" for key, value in details.items())
    return fact.fact.replace("-", " ") + (f": {listed}" if listed else "")


def _prepared(details: dict[str, Scalar]) -> dict[str, Scalar]:
    """The details as a sentence wants them: numbers and codes in words."""
    zipf = details.get("zipf", details.get("frequency"))
    rarity = f", {_rarity(float(zipf))}" if isinstance(zipf, int | float) else ""
    kind = _KINDS.get(str(details.get("kind")), details.get("kind"))
    capital = "capital" if details.get("capital") is True else "small"
    told = {"kind": kind, "capital": capital}
    return {"rarity": rarity} | details | {key: one for key, one in told.items() if key in details}


def _rarity(zipf: float) -> str:
    """A frequency of the Zipf scale in words: 6 is one word in a thousand, 3 one in a million.

    >>> _rarity(6.0), _rarity(4.32), _rarity(1.0)
    ('one word in 1,000', 'one word in 50,000', 'one word in 100,000,000')
    """
    each = 10 ** max(0.0, 9 - zipf)
    size = 10 ** max(0, len(str(int(each))) - 1)
    return f"one word in {round(each / size) * size:,}"
