"""Where each name's line stands in a file of lines: 16 bytes a name, however long names and lines are."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right


class Places:
    """Places by name; of several for one name the last that was added counts.

    Names are told apart by 64 bits of their hash: who asks looks at the line whether it is the right one.

    >>> places = Places()
    >>> places.add("a", 0), places.add("b", 10), places.add("a", 20)
    (None, None, None)
    >>> places.find("a"), places.find("c")
    (20, None)
    """

    __slots__ = ("_hashes", "_is_sorted", "_places")

    def __init__(self) -> None:
        self._hashes = array("q")
        self._places = array("q")
        self._is_sorted = True

    def add(self, name: str, place: int) -> None:
        """A name's line begins there."""
        self._hashes.append(hash(name))
        self._places.append(place)
        self._is_sorted = False

    def find(self, name: str) -> int | None:
        """Where its line begins, if there is one."""
        self._sort()
        behind = bisect_right(self._hashes, hash(name))
        return self._places[behind - 1] if behind and self._hashes[behind - 1] == hash(name) else None

    def _sort(self) -> None:
        if self._is_sorted:
            return
        order = sorted(range(len(self._hashes)), key=self._hashes.__getitem__)  # stable: the last stays last
        self._hashes = array("q", map(self._hashes.__getitem__, order))
        self._places = array("q", map(self._places.__getitem__, order))
        self._is_sorted = True


def holds(hashes: array[int], name: object) -> bool:
    """Whether the sorted hashes hold that of a name.

    >>> holds(array("q", sorted(map(hash, "abc"))), "b")
    True
    """
    place = bisect_left(hashes, hash(name))
    return place < len(hashes) and hashes[place] == hash(name)
