"""Pictures' words: alternative texts, lines that end in a credit, lines under a picture that stand out."""

from __future__ import annotations

from newsparse.segments.labelled import Labelled
from newsparse.segments.page import Page
from newsparse.segments.region import Region

# "By Jane Roe, Reuters" reads like a credit too.
BYLINE_SURE = 0.85
_EXTERNAL = ("http://", "https://", "www.")


def find_captions(page: Page, stretch: Region, taken: dict[int, Labelled]) -> dict[int, Labelled]:
    """Pictures' own words, lines that end in a credit, and lines right behind a picture that stand out."""
    found: dict[int, Labelled] = {}
    for index in range(stretch.first, stretch.last):
        if index in taken:
            continue
        block, prose = page.blocks[index], page.prose(index)
        if block.kind == "picture":
            found[index] = _picture(page, index)
            continue
        if block.kind not in ("paragraph", "list", "blockquote", "heading") or block.level == 1:
            continue
        behind_picture = _is_behind_picture(page, index, taken, found)
        if behind_picture and block.emphasized and prose.length >= 20:
            found[index] = _caption(page, index, "caption/emphasized-below-picture", 0.85)
            continue
        byline = page.byline(index)
        if byline is not None and byline.confidence >= BYLINE_SURE and byline.all("author"):
            continue
        credit = page.credit(index)
        if credit is not None and credit.confidence >= 0.5 and (behind_picture or credit.confidence >= 0.7):
            found[index] = Labelled("credit", credit.rule, credit.confidence, candidate=credit)
            continue
        caption = page.caption(index)
        if caption is not None and (caption.confidence >= 0.6 or (behind_picture and caption.confidence >= 0.4)):
            found[index] = Labelled("caption", caption.rule, caption.confidence, candidate=caption)
    return found


def _is_behind_picture(page: Page, index: int, taken: dict[int, Labelled], found: dict[int, Labelled]) -> bool:
    """Whether the visible block before is a picture or what stands for one."""
    before = index - 1
    while before >= 0 and page.blocks[before].kind in ("rule", "markup"):
        before -= 1
    if before < 0:
        return False
    kind = (found.get(before) or taken.get(before) or Labelled("other", "", 0)).kind
    return page.blocks[before].kind == "picture" or kind == "placeholder"


def _picture(page: Page, index: int) -> Labelled:
    """A picture's alternative text is a caption where it reads like one; else it stands for the picture."""
    prose = page.prose(index)
    caption = page.caption(index, marked=True)
    if prose.words >= 4 and prose.length >= 20 and caption is not None and not page.value(index).startswith(_EXTERNAL):
        return Labelled("caption", "caption/alternative-text", 0.6, candidate=caption)
    return Labelled("placeholder", "placeholder/alternative-text", 0.8)


def _caption(page: Page, index: int, rule: str, confidence: float) -> Labelled:
    candidate = page.caption(index, marked=True)
    return Labelled(
        "caption", candidate.rule if candidate and candidate.all("credit") else rule, confidence, candidate=candidate
    )
