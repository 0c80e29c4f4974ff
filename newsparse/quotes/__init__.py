"""Quotes and who said them: marks.py pairs, attribute.py and candidates.py ask who it may be, choice.py decides."""

from newsparse.quotes.cues import opens_speech_with_dash
from newsparse.quotes.find import QuotesFound, find_quotes
from newsparse.quotes.lines import QuotePassage

__all__ = ["QuotePassage", "QuotesFound", "find_quotes", "opens_speech_with_dash"]
