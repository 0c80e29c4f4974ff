"""Lost letters: `Ar???` for Arīḩā, `S\N{REPLACEMENT CHARACTER}o Paulo` for São Paulo.

A codec that lacks a letter prints `?` in its place. What was lost is told by the index of place names and by
intact copies of the word; a true question mark is told by where it stands.
"""

from newsparse.normalize.lossy.repair import repair_lossy

__all__ = ["repair_lossy"]
