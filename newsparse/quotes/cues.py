"""What a language tells about reporting: its cue verbs, the small words around them, its titles and pronouns.

All of it is data (`quotes.toml`); this file only makes it quick to ask.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Final, Literal

from newsparse.quotes.capitals import PARTICLES
from newsparse.quotes.line import Habits
from newsparse.record import Record, record
from newsparse.rules import RuleBook

Gender = Literal["male", "female", "plural", "any"]

_QUESTION: Final = "quotes"
_SHORTEST_ENDING: Final = 4  # letters of a noun that compounds end in
_FUNCTION_WORDS: Final = "determiners inner_prepositions prepositions subordinators joiners helpers auxiliaries".split()
_PRONOUNS: Final = "male_pronouns female_pronouns plural_pronouns any_pronouns".split()
_SMALL_WORDS: Final = "determiners prepositions subordinators joiners time_words no_speakers helpers".split()


@record
class Grammar(Record):
    """The vocabularies of one language, all in lower case."""

    language: str | None
    """Its code; `None` for what is shared by all."""
    cues: frozenset[str]
    """Forms of verbs that report speech: said, told, adding."""
    noun_cues: frozenset[str]
    """Those of them that are nouns as well: reports, notes, claim."""
    weak_cues: frozenset[str]
    """Forms that report only right beside a quote or "that": thinks, hopes, reads."""
    naming_cues: frozenset[str]
    """What stands before a name, a title, a nickname: dubbed, so-called, entitled."""
    work_nouns: frozenset[str]
    """What a title follows: film, book, show."""
    work_endings: tuple[str, ...]
    """The longer ones of these: a compound may end in one."""
    calling_cues: frozenset[str]
    """Verbs that pass a judgement in the speaker's words: called, describing, accused."""
    participle_endings: tuple[str, ...]
    """Endings of cues that have no subject of their own: -ing, -ndo."""
    infinitive_endings: tuple[str, ...]
    """Endings of cues that a small verb rules: tient à préciser."""
    infinitive_cues: frozenset[str]
    """Infinitives that report only behind such a verb: fait savoir, fa sapere."""
    modal_words: frozenset[str]
    """Verbs that rule one: fait savoir, tient à préciser, ha voluto ricordare."""
    sources: Mapping[str, tuple[tuple[str, ...], ...]]
    """Phrases with the speaker behind them, by their first word: according to, laut, selon."""
    opening_sources: frozenset[str]
    """Words that name the speaker only where they open the sentence: Para Roe, ..."""
    sources_behind: frozenset[str]
    """Words with the speaker before them: zufolge."""
    quoting_cues: frozenset[str]
    """Cues whose object speaks: zitiert."""
    said_words: frozenset[str]
    """What the words of a speaker are called behind a quoting cue: приводит агентство слова X."""
    subjectless_cues: frozenset[str]
    """Cues that name a house or a document behind a preposition: говорится в, сообщили в, czytamy w."""
    documents: frozenset[str]
    """In what a house speaks: v prohlášení firmy, в сообщении ведомства."""
    object_pronouns: frozenset[str]
    """Whom a quoting cue quotes: цитирует его ТАСС."""
    addressees: frozenset[str]
    """Papers and agencies in the case of those who are told: řekl serveru Zprávy X."""
    by_words: frozenset[str]
    """What stands before the one who speaks behind a passive verb: by, von, por."""
    so_words: frozenset[str]
    """Words that give the speaker right behind a quote: „...“, so X."""
    echo_words: frozenset[str]
    """Words that open a sentence that tells who said the one before: «...». Lo ha detto X."""
    speech_nouns: frozenset[str]
    """Nouns of what was said: la réponse de X, il commento di X."""
    clitics: tuple[str, ...]
    """Subjects that hang on the verb: -t-il, -elle."""
    helpers: frozenset[str]
    """Auxiliaries and adverbs between subject and cue: has, also, later, sich."""
    object_articles: frozenset[str]
    """Articles that are objects right before a verb: le juge inutile, lo definisce."""
    auxiliaries: frozenset[str]
    """Verbs that stand far from the cue they belong to: hatte ... gesagt."""
    impersonals: frozenset[str]
    """Words behind a cue that are no subject: heißt es in der Erklärung."""
    obliques: frozenset[str]
    """Articles that no subject has: den, dem."""
    genitives: frozenset[str]
    """Those of them that belong to the noun before: ein Sprecher des Hafens."""
    feminine_endings: tuple[str, ...]
    """Endings of nouns before which "der" is no subject: der Zeitung sagte Roe."""
    reported_verbs: frozenset[str]
    """Verbs that tell an indirect report: er habe, sie sei."""
    adverb_endings: tuple[str, ...]
    """Endings of adverbs: -ly, -mente."""
    subordinators: frozenset[str]
    """Words that begin another clause: that, when, as, but."""
    joiners: frozenset[str]
    """Words that join subjects or verbs: and, or."""
    relatives: frozenset[str]
    """Pronouns that point at the noun before them: who."""
    prepositions: frozenset[str]
    """Words that begin a circumstance: in, on, during."""
    circumstances: frozenset[str]
    """Words that take the preposition before them out of a subject: polisen | på sin hemsida."""
    inner_prepositions: frozenset[str]
    """Words inside a subject: of, for, de."""
    determiners: frozenset[str]
    """Words that begin a subject: the, a, his, some."""
    singular_articles: frozenset[str]
    """Those that are prepositions before a plural: Portuguese "a jornalistas"."""
    finite_endings: tuple[str, ...]
    """Endings that only verbs have, known or not: Spanish -aron, Portuguese -ou."""
    fronted_endings: tuple[str, ...]
    """Endings of participles that open a sentence before its subject: Questionado sobre ..., Roe."""
    definites: frozenset[str]
    """Those that point at somebody known: the minister."""
    pronouns: Mapping[str, Gender]
    """Personal pronouns that can be a subject."""
    hearers: frozenset[str]
    """I, you, we: a verb with one of them is part of what is said: "tror jeg"."""
    no_speakers: frozenset[str]
    """Words that look like a subject and are none: it, there, this, what."""
    spoken_words: frozenset[str]
    """Words of whoever speaks, seldom of an article's own: I, we, our, you."""
    function_words: frozenset[str]
    """All the small words: articles, prepositions, pronouns, helpers and those that join clauses."""
    small_words: frozenset[str]
    """These, days, circumstances: no part of a name."""
    time_words: frozenset[str]
    """Days and months, yesterday, today."""
    particles: frozenset[str]
    """Small words before last names, where they decide what a subject is: van, de, 't."""
    titles: frozenset[str]
    """What stands before a name: Mr, Prime Minister, Senator."""
    title_endings: tuple[str, ...]
    """Endings of such words: -minister, -sprecherin."""
    male_stand_ins: frozenset[str]
    """Nouns that stand for a man who was named before: le lauréat, ce dernier."""
    female_stand_ins: frozenset[str]
    """Those for a woman."""
    female_titles: frozenset[str]
    """Those that only a woman bears."""
    male_titles: frozenset[str]
    """Those that only a man bears."""
    female_names: frozenset[str]
    """Common first names of women."""
    male_names: frozenset[str]
    """Common first names of men."""
    female_surnames: tuple[str, ...]
    """Endings of surnames that only a woman has: -ová, -ская."""
    male_surnames: tuple[str, ...]
    """Endings of surnames that only a man has: -ский, -cki."""
    oblique_endings: tuple[str, ...]
    """Endings that a name alone behind a noun has when it belongs to the noun: на заседании Госдумы."""
    honorifics: frozenset[str]
    """What stands behind a name and is no part of it, where no blank does: さん, 氏."""
    organisation_endings: tuple[str, ...]
    """Endings of what is no person's name, though a title follows: 外務省 + 報道官."""
    male_articles: frozenset[str]
    """Articles of such nouns for a man: el, o."""
    female_articles: frozenset[str]
    """Articles of such nouns for a woman: la, a."""
    roles: frozenset[str]
    """Who speaks without a name: spokesman, official, lawyer."""
    abbreviations: frozenset[str]
    """What a dot may follow inside a sentence: mr, sen, z.B."""
    clipped: frozenset[str]
    """Words that begin with an apostrophe: em, til; those that end with one keep it: an'."""
    verb_endings: tuple[str, ...]
    """Endings that a verb beside a quote must have to count without being known."""
    plural_endings: tuple[str, ...]
    """Endings of verbs that tell "they" from "she" where both are one word: sagten sie."""
    speech_weights: Weights
    """What speaks for speech (above 0) and what against it: see terms.py."""
    speaker_weights: Mapping[str, Weights]
    """What speaks for a candidate: see choice.py."""
    antecedent_weights: Mapping[str, float]
    """What speaks for and against a person as the one for whom "he" stands: see pronouns.py."""
    habits: Habits
    """How its words and sentences are cut."""
    nouns_upper: bool
    """Whether all nouns are written with a capital."""
    subject_behind: bool
    """Whether a subject commonly stands behind its verb before a quote, too: Am Montag sagte X: „...“"""
    verb_second: bool
    """Whether whatever opens a sentence sends its subject behind the verb: Hier sagte X"""
    speaker_opens: bool
    """Whether the verb stands behind the quote and its subject before it: Roe, “...” dedi."""
    no_articles: bool
    """Whether nouns stand without articles and cases tell the subject: řekl v Praze ministr Jan Novák."""
    genitive_s: bool
    """Whether an owner's name ends with an s: Jane Roes bil."""
    suffixes: bool
    """Whether an apostrophe sets a name's case apart: Yılmaz'ın."""
    names_in_marks: bool
    """Whether names of firms, papers and ships stand in quotation marks: театр «Лодка»."""
    inner_dash_speech: bool
    """Whether speech may open with a dash behind a sentence, too: Nikt nie wie. – Czekamy – mówi X."""
    drops_subjects: bool
    """Whether a verb commonly stands without its subject, and a noun that speaks with its article: «...», dijo."""
    inserted_cues: bool
    """Whether the verb may stand within the marks: « Oui, dit Roe, j'y vais »"""
    quoted_papers: bool
    """Whether names of papers stand in marks: schreibt die „Ostpost“."""
    dash_speech: bool
    """Whether a paragraph that opens with a dash is speech."""
    comma_ends_speech: bool
    """Whether a comma before the verb ends such speech, and a dash behind a full stop opens it anew."""
    unspaced: bool
    """Whether no blank parts words, and particles tell the subject: see unspaced.py."""
    subject_first: bool
    """Whether the subject stands before its verb behind such speech, too: – Vi mennään, Roe sanoo."""
    speech_resumes: bool
    """Whether it goes on with the sentence behind its attribution, without a mark: ..., säger X. Nu går vi."""

    def is_small(self, word: str) -> bool:
        """Whether a word in lower case is a small one, no part of a name: the, in, that, and, Monday, he, according."""
        return word in self.small_words or (len(word) > 4 and word.endswith(self.adverb_endings) and word.islower())

    def kind_of_cue(self, word: str) -> Literal["finite", "participle", "weak", "calling", "naming"] | None:
        """What a word would be as a cue; the word in lower case."""
        if word in self.cues:
            bare = word.endswith(self.participle_endings + self.infinitive_endings)
            return "participle" if bare else "finite"
        if word in self.calling_cues:
            return "calling"
        if word in self.weak_cues:
            return "weak"
        return "naming" if word in self.naming_cues else None

    def kind_of_small_word(
        self, word: str
    ) -> Literal["determiner", "inner", "preposition", "conjunction", "joiner", "pronoun"] | None:
        """What a word in lower case is among those that hold a sentence together."""
        if word not in self.function_words:
            return None
        if word in self.determiners:
            return "determiner"
        if word in self.inner_prepositions:
            return "inner"
        if word in self.prepositions:
            return "preposition"
        if word in self.subordinators:
            return "conjunction"
        if word in self.joiners:
            return "joiner"
        return "pronoun" if word in self.pronouns else None

    def is_helper(self, word: str) -> bool:
        """Whether a word, as printed, may stand between a subject and its verb."""
        return word in self.helpers or (len(word) > 4 and word.islower() and word.endswith(self.adverb_endings))

    def is_modal_before(self, words: Sequence[str], index: int) -> bool:
        """Whether a small verb rules the infinitive at `index`: fait savoir, tient à préciser."""
        for other in (index - 1, index - 2):
            if other < 0:
                return False
            if words[other] in self.modal_words:
                return True
            if words[other] not in self.inner_prepositions and words[other] not in self.prepositions:
                return False
        return False

    def can_be_verb(self, word: str, before: str) -> bool:
        """Whether a word of two meanings is a verb behind `before`: Roe claims; not: tax claims."""
        if word not in self.noun_cues:
            return True
        if not before[:1].isalpha():
            return before in {",", ")", "—", "–", ""}
        lowered = before.lower()
        return before[0].isupper() or lowered in self.pronouns or lowered in self.roles or self.is_helper(before)

    def is_finite(self, word: str) -> bool:
        """Whether a word, in lower case, can be nothing but a verb."""
        return len(word) > 3 and word.endswith(self.finite_endings)

    def is_title(self, word: str) -> bool:
        """Whether a word stands before names and is no part of them."""
        return word in self.titles or word.endswith(self.title_endings)


def opens_speech_with_dash(book: RuleBook) -> bool:
    """Whether the papers of a book's language print speech behind a dash; asked before the grammar is needed."""
    return bool(book.table(_QUESTION, "traits").get("dash_speech"))


class Weights(dict[str, float]):
    """Learned weights by name; what was not learned weighs nothing, and is kept: there are a few hundred names."""

    def __missing__(self, name: str) -> float:
        self[name] = 0.0
        return 0.0


@cache
def grammar_of(book: RuleBook) -> Grammar:
    """The grammar of a book's language; read once."""
    table = book.table(_QUESTION, "traits")
    elision = bool(table.get("elision"))
    work_nouns = _forms(book, "work_nouns")
    sources: dict[str, list[tuple[str, ...]]] = {}
    for phrase in book.phrases(_QUESTION, "sources"):
        # d'après is two words where an article is one
        first, *rest = (phrase.replace("'", "' ").replace("’", "’ ") if elision else phrase).split()
        sources.setdefault(first, []).append(tuple(rest))
    return Grammar(
        language=book.language,
        cues=_forms(book, "cues"),
        noun_cues=_forms(book, "noun_cues"),
        weak_cues=_forms(book, "weak_cues"),
        naming_cues=_forms(book, "naming_cues"),
        work_nouns=work_nouns,
        work_endings=tuple(sorted(one for one in work_nouns if len(one) >= _SHORTEST_ENDING)),
        calling_cues=_forms(book, "calling_cues"),
        participle_endings=book.phrases(_QUESTION, "participle_endings"),
        infinitive_endings=book.phrases(_QUESTION, "infinitive_endings"),
        infinitive_cues=_forms(book, "infinitive_cues"),
        modal_words=_forms(book, "modal_words"),
        sources={first: tuple(sorted(rest, key=len, reverse=True)) for first, rest in sources.items()},
        opening_sources=_forms(book, "opening_sources"),
        sources_behind=_forms(book, "sources_behind"),
        quoting_cues=_forms(book, "quoting_cues"),
        said_words=_forms(book, "said_words"),
        subjectless_cues=_forms(book, "subjectless_cues"),
        documents=_forms(book, "documents"),
        object_articles=_forms(book, "object_articles"),
        addressees=_forms(book, "addressees"),
        by_words=_forms(book, "by_words"),
        so_words=_forms(book, "so_words"),
        echo_words=_forms(book, "echo_words"),
        speech_nouns=_forms(book, "speech_nouns"),
        clitics=book.phrases(_QUESTION, "clitics"),
        helpers=_forms(book, "helpers"),
        object_pronouns=_forms(book, "object_pronouns"),
        auxiliaries=_forms(book, "auxiliaries"),
        impersonals=_forms(book, "impersonals"),
        obliques=_forms(book, "obliques"),
        genitives=_forms(book, "genitives"),
        feminine_endings=book.phrases(_QUESTION, "feminine_endings"),
        reported_verbs=_forms(book, "reported_verbs"),
        adverb_endings=book.phrases(_QUESTION, "adverb_endings"),
        subordinators=_forms(book, "subordinators"),
        joiners=_forms(book, "joiners"),
        relatives=_forms(book, "relatives"),
        prepositions=_forms(book, "prepositions"),
        circumstances=_forms(book, "circumstances"),
        inner_prepositions=_forms(book, "inner_prepositions"),
        determiners=_forms(book, "determiners"),
        singular_articles=_forms(book, "singular_articles"),
        finite_endings=book.phrases(_QUESTION, "finite_endings"),
        fronted_endings=book.phrases(_QUESTION, "fronted_endings"),
        definites=_forms(book, "definites"),
        pronouns=_pronouns(book),
        hearers=_forms(book, "hearers"),
        no_speakers=_forms(book, "no_speakers"),
        spoken_words=_forms(book, "spoken_words"),
        function_words=_function_words(book),
        small_words=_small_words(book, sources),
        time_words=_forms(book, "time_words"),
        particles=_forms(book, "particles"),
        titles=_forms(book, "titles"),
        title_endings=book.phrases(_QUESTION, "title_endings"),
        male_stand_ins=_forms(book, "male_stand_ins"),
        female_stand_ins=_forms(book, "female_stand_ins"),
        female_titles=_forms(book, "female_titles"),
        male_titles=_forms(book, "male_titles"),
        female_names=_forms(book, "female_names"),
        male_names=_forms(book, "male_names"),
        female_surnames=book.phrases(_QUESTION, "female_surnames"),
        male_surnames=book.phrases(_QUESTION, "male_surnames"),
        oblique_endings=book.phrases(_QUESTION, "oblique_endings"),
        honorifics=_forms(book, "honorifics"),
        organisation_endings=book.phrases(_QUESTION, "organisation_endings"),
        male_articles=_forms(book, "male_articles"),
        female_articles=_forms(book, "female_articles"),
        roles=_forms(book, "roles"),
        abbreviations=_forms(book, "abbreviations"),
        clipped=_forms(book, "clipped"),
        verb_endings=book.phrases(_QUESTION, "verb_endings"),
        plural_endings=book.phrases(_QUESTION, "plural_endings"),
        speech_weights=_weights(book, "speech_weights"),
        speaker_weights=sorted_weights(_weights(book, "speaker_weights")),
        antecedent_weights=_weights(book, "antecedent_weights"),
        habits=Habits(bool(table.get("ordinal_dots")), elision, bool(table.get("unspaced"))),
        nouns_upper=bool(table.get("nouns_upper")),
        subject_behind=bool(table.get("subject_behind")),
        verb_second=bool(table.get("verb_second")),
        speaker_opens=bool(table.get("speaker_opens")),
        no_articles=bool(table.get("no_articles")),
        genitive_s=bool(table.get("genitive_s")),
        suffixes=bool(table.get("suffixes")),
        names_in_marks=bool(table.get("names_in_marks")),
        inner_dash_speech=bool(table.get("inner_dash_speech")),
        drops_subjects=bool(table.get("drops_subjects")),
        inserted_cues=bool(table.get("inserted_cues")),
        quoted_papers=bool(table.get("quoted_papers")),
        dash_speech=bool(table.get("dash_speech")),
        comma_ends_speech=bool(table.get("comma_ends_speech")),
        unspaced=bool(table.get("unspaced")),
        subject_first=bool(table.get("subject_first")),
        speech_resumes=bool(table.get("speech_resumes")),
    )


def _forms(book: RuleBook, name: str) -> frozenset[str]:
    """The words of a vocabulary; a line may hold all forms of a verb."""
    return frozenset(_split(book.phrases(_QUESTION, name)))


def _function_words(book: RuleBook) -> frozenset[str]:
    return frozenset[str]().union(*(_forms(book, name) for name in [*_FUNCTION_WORDS, *_PRONOUNS]))


def _small_words(book: RuleBook, sources: Iterable[str]) -> frozenset[str]:
    inner = _forms(book, "inner_prepositions") - PARTICLES
    return inner.union(sources, _pronouns(book), *(_forms(book, name) for name in _SMALL_WORDS))


def _split(lines: Iterable[str]) -> Iterable[str]:
    for line in lines:
        for word in line.split():
            yield word
            if "'" in word:
                yield word.replace("'", "’")


def _pronouns(book: RuleBook) -> Mapping[str, Gender]:
    genders: tuple[Gender, ...] = ("any", "plural", "female", "male")
    return {word: gender for gender in genders for word in sorted(_forms(book, f"{gender}_pronouns"))}


def _weights(book: RuleBook, name: str) -> Weights:
    """Lines of a name and a number: as a vocabulary, since reading a table of TOML takes 20 times as long."""
    return Weights({name: float(value) for name, value in map(str.split, book.phrases(_QUESTION, name))})


def sorted_weights(weights: Mapping[str, float]) -> Mapping[str, Weights]:
    """Weights named "SOURCE|FEATURE", by source and feature."""
    found: dict[str, Weights] = defaultdict(Weights)
    for name, weight in weights.items():
        source, _, feature = name.partition("|")
        found[source][feature] = weight
    return found
