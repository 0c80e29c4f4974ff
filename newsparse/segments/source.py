"""The article's own address: alone on a line, behind a label, or in the line that tells where it was found."""

from __future__ import annotations

import re
from functools import cache
from typing import Final
from urllib.parse import urlsplit

from newsparse.patterns import pattern
from newsparse.rules import RuleBook
from newsparse.segments.candidate import Candidate, Part
from newsparse.segments.labels import find_label
from newsparse.segments.phrases import fold, fold_all

_ADDRESS = pattern(r"(?:https?://|www\.)[^\s<>\"'|\\^`{}\[\]]+", re.IGNORECASE)
_AFTER = ".,;:!?*_\N{HORIZONTAL ELLIPSIS}\N{RIGHT DOUBLE QUOTATION MARK}\N{RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK}"
# What measuring tools and social networks add to an address; none of it chooses the page.
_TRACKING: Final = frozenset(
    "fbclid gclid dclid gbraid wbraid msclkid yclid twclid ttclid igshid igsh mc_cid mc_eid _ga _gl ref_src ref_url "
    "cmpid ocid ncid xtor at_medium at_campaign at_custom1 at_custom2 at_custom3 at_custom4 smid soc_src soc_trk "
    "guccounter guce_referrer guce_referrer_sig wt_mc wt_zmc spm cmp mkt_tok vero_id wickedid "
    "ns_mchannel ns_source ns_campaign ns_linkname ns_fee sr_share partner_source".split()
)
_TRACKING_STARTS: Final = ("utm_", "pk_", "piwik_", "mtm_", "matomo_", "hsa_", "_hs")
# Addresses of buttons: they lead to where an article is shared, not to where it stands.
_SHARING: Final = (
    "facebook.com/share", "facebook.com/dialog", "twitter.com/intent", "twitter.com/share", "x.com/intent",
    "wa.me", "api.whatsapp.com", "t.me/share", "linkedin.com/share", "reddit.com/submit", "pinterest.com/pin",
)  # fmt: skip
_PICTURES: Final = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".mp4", ".mp3", ".css", ".js")
_WORDS_AROUND: Final = 60


def propose_source_url(value: str, book: RuleBook) -> Candidate | None:
    """The line's address, if the line is there for it.

    Recognises an address alone (`<https://courier.example/flood>`), behind a label (`Source: ...`,
    `Find this article at: ...`) and in a copyright line. An address inside a sentence is no source; nor is
    a sharing button's or a picture's. An address without a path names a site and gets little confidence.
    The part `source_url` holds the address less tracking parameters.

    >>> from newsparse.rules import load_rule_book
    >>> found = propose_source_url("Source: https://courier.example/flood?utm_source=x", load_rule_book("en"))
    >>> found.parts[0].value, found.confidence
    ('https://courier.example/flood', 0.95)
    """
    if "://" not in value and "www." not in value and "WWW." not in value:
        return None
    match = _ADDRESS.search(value)
    if match is None:
        return None
    start, end = match.start(), _end_of_address(match.group()) + match.start()
    address = value[start:end]
    if _is_elsewhere(address):
        return None
    rule, confidence = _judge(value, start, end, book)
    if not confidence:
        return None
    if not _has_path(address):
        confidence = round(confidence * 0.4, 3)
    part = Part("source_url", start, end, clean_url(address))
    return Candidate("source_url", 0, len(value), rule, confidence, (part,))


def clean_url(url: str) -> str:
    """The address less tracking parameters, otherwise letter by letter as it was.

    >>> clean_url("https://courier.example/a?id=7&utm_source=x&fbclid=1#top")
    'https://courier.example/a?id=7#top'
    """
    head, mark, rest = url.partition("?")
    query, hash_mark, fragment = rest.partition("#")
    kept = [one for one in query.split("&") if not _is_tracking(one.partition("=")[0].casefold())]
    if not mark or len(kept) == query.count("&") + 1:
        return url
    return head + ("?" if kept else "") + "&".join(kept) + hash_mark + fragment


def site_of(url: str) -> str:
    """The host that an address names, without `www.`; empty where there is none.

    >>> site_of("https://www.courier.example:80/flood"), site_of("flood")
    ('courier.example', '')
    """
    try:
        host = urlsplit(url if "://" in url else f"//{url}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.") if "." in host else ""


def _judge(value: str, start: int, end: int, book: RuleBook) -> tuple[str, float]:
    """Which shape the rest of the line has, and how sure that makes it."""
    before, after = value[:start], value[end:]
    if len(before) + len(after) > 2 * _WORDS_AROUND:
        return "", 0.0
    around = fold(before), fold(after)
    if not any(around):
        return "source/address-alone", 0.8
    label = find_label(value, book)
    if label is not None and label.field == "source_url" and not around[1]:
        return "source/label", 0.95
    if not around[1] and introduces_address(before, book):
        return "source/label", 0.9
    if "copyright" in around[0] or "©" in before:
        return "source/copyright-line", 0.6
    return "", 0.0


def introduces_address(line: str, book: RuleBook) -> bool:
    """Whether a line's words say that the article's own address follows.

    >>> from newsparse.rules import load_rule_book
    >>> introduces_address("Find this article at:", load_rule_book("en"))
    True
    """
    return len(line) <= _WORDS_AROUND and fold(line) in _introductions(book)


@cache
def _introductions(book: RuleBook) -> frozenset[str]:
    return fold_all(book.phrases("labels", "source_url")) | fold_all(book.phrases("source", "introductions"))


def _end_of_address(address: str) -> int:
    """Where the address ends, without the sentence's marks behind it and without a bracket it did not open."""
    end = len(address)
    while end and (address[end - 1] in _AFTER or (address[end - 1] == ")" and "(" not in address)):
        end -= 1
    return end


def _is_elsewhere(address: str) -> bool:
    plain = address.casefold().partition("?")[0]
    return any(one in plain for one in _SHARING) or plain.endswith(_PICTURES)


def _has_path(address: str) -> bool:
    return bool(address.rpartition("://")[2].rstrip("/").partition("/")[2])


def _is_tracking(name: str) -> bool:
    return name in _TRACKING or name.startswith(_TRACKING_STARTS)
