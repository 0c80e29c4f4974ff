"""Lost punctuation: `?We are ready,? he said`, `Italy?s`, `1999?2003`, beside true question marks."""

from newsparse.normalize.lossy.punctuation.place import MarkReading, Place
from newsparse.normalize.lossy.punctuation.reader import read_marks

__all__ = ["MarkReading", "Place", "read_marks"]
