"""Quotes and who said them: marks.py pairs, attribute.py looks around each pair, find.py puts it together."""

from newsparse.quotes.find import QuotePassage, QuotesFound, find_quotes

__all__ = ["QuotePassage", "QuotesFound", "find_quotes"]
