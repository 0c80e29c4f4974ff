"""Normalizing: a text with its broken characters repaired, and nothing else changed."""

from __future__ import annotations

from newsparse.normalize.found import NOTHING, Context, Found, Pass
from newsparse.normalize.run import PASSES, Normalization, normalize_text

__all__ = ["NOTHING", "PASSES", "Context", "Found", "Normalization", "Pass", "normalize_text"]
