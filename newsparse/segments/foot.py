"""Below a wire story: the agency's name alone."""

from __future__ import annotations

from newsparse.segments.labelled import Labelled
from newsparse.segments.page import Page


def find_sign_off(page: Page, taken: dict[int, Labelled]) -> dict[int, Labelled]:
    """The agency's name alone in the last line of a wire story."""
    last = next((index for index in range(len(page.blocks) - 1, 0, -1) if index not in taken), 0)
    byline = page.byline(last)
    if not last or page.prose(last).words > 4 or page.prose(last).ends:
        return {}
    confidence = byline.confidence if byline is not None and byline.all("agency") else 0.6
    return {last: Labelled("furniture", "furniture/sign-off", confidence)}
