"""Rules as data: what a rule is, the rule book of a language, and which language a text is in."""

from newsparse.rules.book import RuleBook, languages, load_rule_book
from newsparse.rules.language import detect_language
from newsparse.rules.rule import Rule

__all__ = ["Rule", "RuleBook", "detect_language", "languages", "load_rule_book"]
