"""What a link's address says: whether it shares, prints, comments or logs in, and for which page.

https://social.example/sharer.php?u=https%3A%2F%2Fcourier.example%2Fflood     mailto:?body=https://courier.example/flood
https://courier.example/flood#comment-12                                      https://courier.example/flood?print=true
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final, Literal
from urllib.parse import unquote

from newsparse.patterns import pattern
from newsparse.record import Record, record
from newsparse.segments.source import clean_url, site_of

Use = Literal["shared", "printed", "commented", "returned", "linked"]

# An address inside of another one: plain, percent-encoded, or encoded twice.
_INNER: Final = pattern(r"https?(?:://|%(?:25)?3A(?:%(?:25)?2F){2})[^\s\"'<>()&]+", re.IGNORECASE)
# Where it ends though the text that it is shared with goes on: a blank, a line break, a quotation mark.
_INNER_END: Final = pattern(r"%(?:25)?(?:0A|0D|20|22|3C|C2%A0|E3%80%80)", re.IGNORECASE)
_BACK: Final = pattern(r"[?&](?:to|next|dest\w*|continue|redirect\w*|return\w*)=(%2F[^&]+)", re.IGNORECASE)
_COMMENTS: Final = pattern(r"#(?:comment|respond|disqus|kommentar)|[?&]replytocom=", re.IGNORECASE)
_PRINT: Final = pattern(r"[?&](?:print|printview|view=print|output=print)\b|#print", re.IGNORECASE)
NETWORKS: Final = frozenset(
    "facebook twitter x t telegram wa whatsapp linkedin reddit pinterest xing flipboard tumblr bsky threads line "
    "hatena vk ok pocket getpocket diaspora mastodon weibo messenger evernote instapaper blogger mix viber".split()
)
_SHARING_WORDS: Final = ("share", "intent", "submit", "send", "pin/create")
# What an address is asked for that chooses a page; all else in a shared address tells who shared it where.
_IDENTITY: Final = frozenset("p v no num idx seq code key art article artikel story news item sid".split())
_SECOND_LEVEL: Final = frozenset("co com org net gov ac edu or ne go web gob gv".split())
_WORDS: Final = pattern(r"[^\W_]+")
PICTURES: Final = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".avif", ".mp4", ".mp3", ".css", ".js", ".pdf")
SHORTEST_WORD: Final = 4


@record
class Link(Record):
    """What a link says of a page."""

    use: Use
    """What the link is for."""
    page: str
    """The page's address without tracking, fragment and what only the use needs."""
    printed: str
    """The stretch of the link that holds it, as printed there; of a path alone that path."""
    service: str = ""
    """Through whom it is shared: a host or a scheme."""


def read_link(link: str) -> Link | None:
    """What a link says of a page; None where it leads to a picture or a site's front page.

    >>> read_link("https://t.me/share/url?url=https%3A%2F%2Fcourier.example%2Fflood%3Futm_source%3Dt").page
    'https://courier.example/flood'
    >>> read_link("https://courier.example/flood?print=true").use, read_link("https://courier.example/")
    ('printed', None)
    """
    if link.startswith(("data:", "javascript:", "#")):
        return None
    inner = _INNER.search(link, 5) if link.find("http", 5) > 0 else None
    if inner is not None:
        return _shared(link, inner.group(), link[: inner.start()])
    back = _BACK.search(link) if "=%2F" in link else None
    if back is not None:
        return Link("returned", without_query(unquote(back.group(1))), back.group(1))
    link = link.partition('"')[0]
    if not link.startswith(("http://", "https://")) or not is_page(link):
        return None
    if "#" not in link and "?" not in link and "&" not in link:  # most
        return Link("linked", link, link)
    if _COMMENTS.search(link):
        return Link(
            "commented", _without_use(link), _without_use(link) if link.startswith(_without_use(link)) else link
        )
    if _PRINT.search(link):
        return Link("printed", _without_use(link), _without_use(link) if link.startswith(_without_use(link)) else link)
    return Link("linked", clean_url(link.partition("#")[0]), link.partition("#")[0])


def page_key(address: str) -> str:
    """An address as pages are compared: the site's name and the path, for one article stands at many hosts.

    >>> page_key("https://www.courier.example/flood/?a=1") == page_key("http://m.courier.example/flood")
    True
    """
    host, _, path = without_query(address).rpartition("://")[2].partition("/")
    return site_name(host) + "/" + path.rstrip("/").removesuffix("/amp")


def without_query(address: str) -> str:
    """An address up to its query or fragment."""
    return address.partition("#")[0].partition("?")[0]


def is_page(address: str) -> bool:
    """Whether it can be an article's: it has a path, and is no picture."""
    plain = without_query(address)
    path = plain.partition("://")[2].rstrip("/").partition("/")[2]
    return bool(path) and not plain.casefold().endswith(PICTURES)


def slug_words(address: str) -> frozenset[str]:
    """The longer words of an address' path, as `title_words` writes them.

    >>> sorted(slug_words("https://courier.example/2024/bruecke-nach-flut-gesperrt-123.html"))
    ['bruecke', 'flut', 'gesperrt', 'nach']
    """
    path = without_query(address).partition("://")[2].partition("/")[2]
    return frozenset(
        word
        for word in _WORDS.findall(unquote(path).casefold())
        if len(word) >= SHORTEST_WORD and word.isalpha() and word not in ("html", "article", "news")
    )


def title_words(headline: str) -> frozenset[str]:
    """A headline's words as addresses write them: `Brücke` as `bruecke` and as `brucke`.

    >>> sorted(title_words("Brücke zu"))
    ['brucke', 'bruecke', 'brücke', 'zu']
    """
    words = _WORDS.findall(headline.casefold())
    found = set(words)
    for word in words:
        if not word.isascii():
            found.add(word.translate(_GERMAN))
            found.add("".join(one for one in unicodedata.normalize("NFKD", word) if one.isascii()))
    return frozenset(found)


_GERMAN: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "æ": "ae"})


def site_name(host: str) -> str:
    """The part of a host that names the site: `courier` of `news.courier.co.uk`.

    >>> site_name("news.courier.co.uk"), site_name("harbour-courier.example")
    ('courier', 'harbour-courier')
    """
    labels = host.split(".")
    if len(labels) >= 3 and labels[-2] in _SECOND_LEVEL:
        return labels[-3]
    return labels[-2] if len(labels) >= 2 else ""


def _shared(link: str, inner: str, outer: str) -> Link | None:
    """The page that an address within another one names: shared, or where a login leads back to."""
    end = _INNER_END.search(inner)
    printed = inner[: end.start()] if end else inner
    address = _decoded(printed)
    if not is_page(address):
        return None
    scheme, mark, _ = outer.partition("://")
    host = site_of(outer) if mark and scheme.startswith("http") else ""
    page = _without_use(address)
    if not host:
        return Link("shared", page, printed, outer.partition(":")[0])
    name = site_name(host)
    if name in NETWORKS or (name != site_name(site_of(page)) and any(one in outer for one in _SHARING_WORDS)):
        return Link("shared", page, printed, host)
    return Link("returned", page, printed, host) if name == site_name(site_of(page)) else None


def _decoded(printed: str) -> str:
    """The address itself: in an encoded one a plus is a blank that ends it; a plain one may have its query encoded."""
    if "://" in printed[:8]:
        head, mark, query = printed.partition("%3F")
        return head + ("?" + unquote(query) if mark else "")
    decoded = unquote(printed.partition("+")[0])
    return unquote(decoded) if "://" not in decoded[:8] else decoded


def _without_use(address: str) -> str:
    """An address with only those parts of its query that choose a page."""
    head, _, query = address.partition("#")[0].partition("?")
    kept = [one for one in query.split("&") if _chooses(one.partition("=")[0].casefold())]
    return head + ("?" if kept else "") + "&".join(kept)


def _chooses(name: str) -> bool:
    return name in _IDENTITY or (name.endswith("id") and not name.endswith(("clid", "cid", "app_id")))
