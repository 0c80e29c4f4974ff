"""What all tests share: how hypothesis searches."""

from __future__ import annotations

import os

from hypothesis import settings

# Fifty examples: the quick suite runs all the time, the slow one asks for thousands where it pays. No deadline: the
# first example of a test pays for imports and compiled patterns. Where a change is judged, the examples are the same
# each time, so that a red run has one reason only; elsewhere they differ from run to run.
settings.register_profile("newsparse", deadline=None, max_examples=50, derandomize=bool(os.environ.get("CI")))
settings.load_profile("newsparse")
