"""Who publishes a page: the name on which its logo, its copyright line, its title and its addresses agree.

One sign may be of somebody else: a company's copyright, a sister paper's logo, an agency under a picture. Names are
weighed by how many independent signs they have, and by the host that the page's own links and mails go to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from newsparse.patterns import pattern
from newsparse.record import Record, record
from newsparse.segments.imprint_signs import LONGEST_LINE, TOP, Sign, find_sign, find_title_sign, key_of
from newsparse.segments.labelled import Labelled
from newsparse.segments.links import NETWORKS, site_name
from newsparse.segments.names import looks_like_name
from newsparse.segments.page import Page
from newsparse.segments.phrases import letters_of
from newsparse.segments.publisher import find_copyrights, paper_words
from newsparse.segments.source import site_of

# A copyright line with its year and rights is enough; a line alone needs others. Of 98 real pages that print their
# publisher's name 90 came out right and 5 wrong; with 4.0 it was 84 and 8, with 2.5 as many wrong as empty ones gained.
ENOUGH: Final = 3.0
LONGEST_NAME: Final = 60
_HOST_EQUAL, _HOST_PART, _HOST_INITIALS = 3.0, 2.0, 2.0
_REPEATED, _AT_TOP, _PAPER_WORD, _OFTEN, _OFFERED_AGAIN, _LABELLED = 1.0, 1.0, 0.75, 1.0, 1.0, 2.0
_MASTHEAD: Final = 0.5
_MANY_MENTIONS: Final = 4
_LARGE_FAMILY: Final = 5
_DYNASTY: Final = 8
_FAMILY_READ: Final = 12
# Signs that only pages' own names have; a section of the menu stands at the top and alone too.
_IDENTIFYING: Final = frozenset(
    "copyright company logo home feed title offer host domain mark paper-word label name-in-address "
    "large-family masthead emphasized-beside-address".split()
)
_UNSURE: Final = frozenset({"masthead", "large-family", "mark", "label", "offer"})
# Signs that an agency's report on another's page does not bring along.
_OWN: Final = frozenset({"host", "title", "logo", "home", "feed", "name-in-address", "emphasized-beside-address"})
# Kinds of signs that all names have; they need a host, a paper's word or a family beside them.
_COMMON: Final = frozenset({"alone", "picture", "product"})
_LINES: Final = frozenset({"alone", "home", "picture", "domain", "mark"})
_PREFIX: Final = 60
_OPENING: Final = 20
_MAIL: Final = pattern(r"@((?:[\w-]+\.)+[a-z]{2,})")
_SHORTEST_HOST: Final = 3
# How far a mail's domain may be trusted, where links to a site are trusted fully.
_MOST_INITIALS: Final = 4
_MOST_PAPER_WORDS: Final = 4
_MAILED: Final = 0.9
_PRINTED: Final = 0.7
_ENDINGS: Final = (
    ".com",
    ".org",
    ".net",
    ".de",
    ".at",
    ".ch",
    ".fr",
    ".es",
    ".it",
    ".nl",
    ".pt",
    ".co.",
    ".eu",
    ".example",
)
_DOMAIN: Final = pattern(r"\b([A-Za-z][\w-]{2,40})\.(?:com|org|net|de|at|ch|fr|es|it|nl|pt|eu|co\.\w\w|example)\b")


@record
class _Name(Record):
    """A name that may be the publisher's."""

    signs: Sequence[Sign]
    """Where it stands."""
    weights: dict[str, float]
    """What speaks for it, the strongest of each kind of sign."""

    @property
    def score(self) -> float:
        """All its signs together."""
        return sum(self.weights.values())


def find_publisher(page: Page, taken: Mapping[int, Labelled]) -> dict[int, Labelled]:
    """The lines that name the publisher: the best of its signs, copyright lines, and lines that repeat it.

    Nothing where labels of an export name it already; a lone "Source: ..." may be a chart's, and is one sign of many.
    Names of which only one weak sign is known give no answer. A headline in `taken` tells a site's name behind it.
    """
    told = [index for index, one in taken.items() if one.kind == "publisher"]
    if any(_is_export(index, taken) for index in told):
        return {}
    # Most lines of most pages have none of the signs that all lines would be asked for: one look at all tells.
    text = "\n".join(page.values)
    copyrights = find_copyrights(page.values, text)
    best = _best(_gather(page, taken, text, copyrights), page)
    found = _copyright_lines(page, taken, copyrights)
    for index in told:
        if _is_agency(page.value(index)[taken[index].start : taken[index].end], page):
            found[index] = Labelled("furniture", "furniture/agency-as-source", 0.7)
    sign = _clearest(best, taken) if best is not None else None
    if best is None or sign is None:
        return found
    confidence = 0.975 if told else round(min(0.97, 0.6 + 0.05 * best.score), 3)
    lower = round(confidence - 0.05, 3)
    found = {index: one._replace(confidence=min(one.confidence, lower)) for index, one in found.items()}
    end = sign.start + len(sign.name)
    found[sign.block] = Labelled("publisher", f"publisher/{sign.kind}", confidence, start=sign.start, end=end)
    key = letters_of(sign.name)
    for one in best.signs:
        value = page.value(one.block)
        free = one.block not in taken and one.block not in found
        if free and value[0] != "(" and letters_of(value) == key:  # "(The Courier)" is a picture's credit
            found[one.block] = Labelled("publisher", "publisher/repeated", lower)
    return found


def _is_free(index: int, taken: Mapping[int, Labelled]) -> bool:
    """Whether a line may name the publisher; a paper may have the name of what stands for a picture."""
    return index not in taken or taken[index].kind == "placeholder"


def _is_export(index: int, taken: Mapping[int, Labelled]) -> bool:
    """Whether a publisher's label stands in front matter or among other labels."""
    if taken[index].rule.startswith("label/front-matter"):
        return True
    return any(taken[one].rule.startswith("label/") for one in (index - 1, index + 1) if one in taken)


def _gather(page: Page, taken: Mapping[int, Labelled], text: str, copyrights: frozenset[int]) -> dict[str, _Name]:
    """The names that more speaks for than that they stand alone, by their letters."""
    hosts = _hosts(page, text)
    groups: dict[str, list[Sign]] = {}
    for sign in _all_signs(page, taken, next(iter(hosts), ""), text, copyrights):
        if sign.key in groups:
            groups[sign.key].append(sign)
        else:
            groups[sign.key] = [sign]
    _join_domains(groups)
    families = _families(groups)
    papers = paper_words(page.book)
    sites = [(letters_of(one), trust) for one, trust in hosts.items()]
    names: dict[str, _Name] = {}
    for key, signs in groups.items():
        name, size, host = signs[0].name, families.get(key, 0), 0.0
        for letters, trust in sites:
            host = max(host, _agreement(letters, key, name) * trust)
        is_paper = not name.isalpha() and _bears_paper_word(name, papers)
        if not size and not host and not is_paper and _COMMON.issuperset([one.kind for one in signs]):
            continue  # nine in ten: lines of a menu
        weights = _weights(signs)
        if host:
            weights["host"] = host
        if is_paper:
            weights["paper-word"] = _PAPER_WORD
        if size:
            weights["large-family" if size >= _LARGE_FAMILY else "family"] = _family_weight(size)
        if size and {"picture", "at-top", "repeated"} <= weights.keys():  # the logo of the page's head
            weights["masthead"] = _MASTHEAD
        if not _IDENTIFYING.isdisjoint(weights):
            names[key] = _Name(signs, weights)
    _weigh_mentions(text, names)
    return names


def _weights(signs: Sequence[Sign]) -> dict[str, float]:
    """What the places of a name say: the strongest of each kind, and that it stands at the top or twice."""
    weights = {sign.kind: sign.weight for sign in signs}
    lines = [sign.block for sign in signs if sign.kind in _LINES]
    if lines and lines[0] < TOP:
        weights["at-top"] = _AT_TOP
    if len(lines) > 1:
        weights["repeated"] = _REPEATED
    if "offer" in weights and sum(sign.kind == "offer" for sign in signs) > 1:
        weights["offers"] = _OFFERED_AGAIN
    return weights


def _join_domains(groups: dict[str, list[Sign]]) -> None:
    """What speaks for `courier.example` speaks for the Courier, if the page prints that too."""
    for key in [key for key, signs in groups.items() if "." in signs[0].name]:
        printed = groups[key][0].name
        base = letters_of(printed.rpartition(".")[0])
        if " " not in printed and base != key and base in groups:
            groups[base] += groups.pop(key)


def _all_signs(
    page: Page, taken: Mapping[int, Labelled], site: str, text: str, copyrights: frozenset[int]
) -> list[Sign]:
    headline = next((letters_of(page.value(index)) for index, one in taken.items() if one.kind == "headline"), "")
    blocks, book = page.blocks, page.book
    opening = _opening(headline)
    found: list[Sign] = []
    for index, value in enumerate(page.values):
        if not value:
            continue
        one = taken.get(index)
        if one is not None and one.kind == "publisher":
            name = value[one.start : len(value) if one.end is None else one.end]
            found.append(Sign(name, index, one.start, "label", _LABELLED, key_of(name)))
        elif one is None or one.kind in ("headline", "placeholder"):
            if index < TOP or ((value[0] in opening or not value[0].isalnum()) and _opens_with(value, headline)):
                title = find_title_sign(value, index, book)
                if title is not None:
                    found.append(title)
            if len(value) <= LONGEST_LINE or index in copyrights:
                sign = find_sign(blocks[index], index, book, site)
                if sign is not None:
                    found.append(sign)
    if "://" in text or "www." in text:
        found += _beside_addresses(page, taken)
    return found


def _opening(headline: str) -> str:
    """The letters that a line begins with if it begins as the headline does: nearly all lines do not."""
    first = headline[:1]
    return first + first.upper() + first.title()


def _opens_with(value: str, headline: str) -> bool:
    """Whether a line begins with the headline's letters."""
    return headline != "" and letters_of(value[:_PREFIX])[:_OPENING] == headline[:_OPENING]


def _best(names: Mapping[str, _Name], page: Page) -> _Name | None:
    """The name with the most signs; one that only stands about like a person's or an agency's is none."""
    ranked = sorted(names.values(), key=lambda one: -one.score)
    for name in ranked:
        if name.score < ENOUGH:
            break
        signs = _IDENTIFYING & name.weights.keys()
        if not signs or (signs == {"paper-word"} and not {"at-top", "mentions"} & name.weights.keys()):
            continue
        printed = name.signs[0].name
        if signs.isdisjoint(_OWN) and len(names) > 1 and _is_agency(printed, page):
            continue
        if signs <= _UNSURE and (looks_like_name(printed, page.book) or page.countries(printed)):
            continue
        return name
    return None


def _is_agency(name: str, page: Page) -> bool:
    """An agency's name under its report is no publisher's."""
    return name.casefold().removeprefix("the ") in page.book.words("byline", "agencies")


def _clearest(name: _Name, taken: Mapping[int, Labelled]) -> Sign | None:
    """The sign that gives the field its value: free, of the strongest kind, with its article if it has one."""
    key = name.signs[0].key
    free = [one for one in name.signs if _is_free(one.block, taken) and one.key == key]
    with_article = [one for one in free if one.name[:4] == "The " or one.name[:4] == "THE "]
    return max(with_article or free, key=lambda one: (one.weight, -one.block), default=None)


def _beside_addresses(page: Page, taken: Mapping[int, Labelled]) -> Iterator[Sign]:
    """Short lines beside the article's own address: part of its host, or set apart in bold."""
    for index, block in enumerate(page.blocks):
        value = block.passage.value
        if "://" not in value and "www." not in value:
            continue
        source = page.source_url(index)
        part = source.first("source_url") if source is not None and source.confidence >= 0.5 else None
        if part is None:
            continue
        host = letters_of(site_of(part.value))
        for other in _neighbours(page, index):
            line = page.blocks[other]
            words = line.passage.value
            if (
                not _is_free(other, taken)
                or line.kind not in ("paragraph", "heading")
                or not 3 <= len(words) <= LONGEST_NAME
            ):
                continue
            letters = letters_of(words)
            if not words[0].isupper():
                continue
            if len(letters) >= 5 and letters in host:
                yield Sign(words, other, 0, "name-in-address", 4.0, key_of(words))
            elif line.emphasized and page.prose(other).words <= 6:
                yield Sign(words, other, 0, "emphasized-beside-address", 3.5, key_of(words))


def _neighbours(page: Page, index: int) -> Iterator[int]:
    """The visible lines right before and behind."""
    for step in (-1, 1):
        place = index + step
        while 0 <= place < len(page.blocks) and page.blocks[place].kind in ("rule", "markup"):
            place += step
        if 0 <= place < len(page.blocks):
            yield place


def _copyright_lines(page: Page, taken: Mapping[int, Labelled], copyrights: Iterable[int]) -> dict[int, Labelled]:
    found: dict[int, Labelled] = {}
    for index in sorted(copyrights):
        if index in taken or len(page.values[index]) < 3:
            continue
        candidate = page.publisher(index)
        part = candidate.first("publisher") if candidate is not None else None
        if candidate is None or part is None or candidate.confidence < 0.6:
            continue
        if _is_agency(part.value, page):
            found[index] = Labelled("furniture", "furniture/agency-copyright", 0.7)
        else:
            found[index] = Labelled("publisher", candidate.rule, candidate.confidence, candidate=candidate)
    return found


def _hosts(page: Page, text: str) -> dict[str, float]:
    """Names of sites that may be the page's own, and how far each is to be trusted."""
    linked = Counter(
        [
            link.partition("://")[2].partition("/")[0]
            for block in page.blocks
            if block.links
            for link in block.links
            if link.startswith("http")
        ]
    )
    mailed = dict.fromkeys([host.lower() for host in _MAIL.findall(text)] if "@" in text else ())
    sites: Counter[str] = Counter()
    for host, count in linked.items():
        name = site_name(host.partition(":")[0].lower().removeprefix("www."))
        if name not in NETWORKS:
            sites[name] += count
    found: dict[str, float] = {}
    if sites:
        first, count = sites.most_common(1)[0]
        if count >= 3 and count * 3 >= sum(sites.values()):
            found[first] = 1.0
    for host in mailed:
        found.setdefault(site_name(host), _MAILED)
    if not sites:
        for host in _printed_hosts(page, text):
            found.setdefault(host, _PRINTED)
    return {name: trust for name, trust in found.items() if len(letters_of(name)) >= _SHORTEST_HOST}


def _printed_hosts(page: Page, text: str) -> Iterator[str]:
    """Names of sites that a text without links prints at least twice: `read it on courier.example`."""
    endings = [one for one in _ENDINGS if one in text]
    if not endings:
        return
    counts: Counter[str] = Counter()
    for value in page.values:
        if any(map(value.__contains__, endings)):
            counts.update([one.lower() for one in _DOMAIN.findall(value)])
    for name, count in counts.items():
        if count > 1 and name not in NETWORKS:
            yield name


def _agreement(letters: str, key: str, name: str) -> float:
    """How well the letters of a host's name say a paper's: all of it, a part of it, or the beginnings of its words.

    `harbourcourier`, `courier` and `hcourier` for the Harbour Courier.
    """
    if key[:1] != letters[:1] and letters not in key and key not in letters and key.isascii():
        return 0.0
    words = [letters_of(one) for one in name.translate(_PLAIN).replace("-", " ").split()]
    plain = "".join(words)
    if letters in (plain, letters_of(name), plain.removeprefix("the")):
        return _HOST_EQUAL
    if len(letters) >= 4 and any("".join(words[place:]).startswith(letters) for place in range(len(words))):
        return _HOST_PART
    if len(plain) >= 5 and plain in letters and len(plain) >= 0.6 * len(letters):
        return _HOST_PART
    return _HOST_INITIALS if 2 <= len(words) <= _MOST_INITIALS and _is_abbreviated(letters, words) else 0.0


_PLAIN: Final = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "é": "e", "í": "i", "á": "a", "ó": "o", "ñ": "n",
     "Í": "I", "É": "E", "ú": "u", "è": "e", "à": "a", "ã": "a", "ç": "c"}
)  # fmt: skip


def _is_abbreviated(letters: str, words: list[str]) -> bool:
    """Whether the host is put together of beginnings of all the words, in order."""
    if not words:
        return not letters
    word = words[0]
    for length in range(1, len(word) + 1):
        if not letters.startswith(word[:length]):
            break
        if _is_abbreviated(letters[length:], words[1:]):
            return True
    return False


def _bears_paper_word(name: str, papers: frozenset[str]) -> bool:
    """Whether a word of it is one that papers bear: the Harbour Courier, Hafen-Anzeiger."""
    words = [part for one in name.split() for part in (one.split("-") if one.find("-") > 2 else [one]) if part]
    return 1 < len(words) <= _MOST_PAPER_WORDS and any(one[0].isupper() and one.casefold() in papers for one in words)


def _weigh_mentions(text: str, names: Mapping[str, _Name]) -> None:
    """How often the page's text says a name."""
    for name in names.values():
        if text.count(name.signs[0].name) > _MANY_MENTIONS:
            name.weights["mentions"] = _OFTEN


def _families(groups: Mapping[str, Sequence[Sign]]) -> dict[str, int]:
    """How many other names begin with a name: Courier, Courier Plus, Courier Sport, Courier Jobs."""
    keys = sorted(groups)
    found: dict[str, int] = {}
    for place, key in enumerate(keys[:-1]):
        if not keys[place + 1].startswith(key) or len(key) < _SHORTEST_HOST:
            continue
        printed = groups[key][0].name.lower()
        size = 0
        for other in keys[place + 1 : place + 1 + _FAMILY_READ]:
            if not other.startswith(key):
                break
            longer = groups[other][0].name.lower()
            size += longer.startswith(printed) and not longer[len(printed)].isalpha() and longer.count(" ") < 3
        if size:
            found[key] = size
    return found


def _family_weight(size: int) -> float:
    return 1.0 if size == 1 else 1.5 if size < _LARGE_FAMILY else 2.0 if size < _DYNASTY else 2.75
