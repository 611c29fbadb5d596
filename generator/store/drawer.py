"""Values of one kind in a store, and which of them a run asks for."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from typing import Protocol

from generator.store.seal import Seal

Make = Callable[[], bytes]
Anew = Callable[[], Iterable[tuple[bytes, Make]]]


class Rows(Protocol):
    """Where a drawer's values are."""

    def number(self, *key: bytes) -> bytes:
        """The id of a row."""

    def read(self, drawer: Drawer, number: bytes) -> bytes | None:
        """The value of a row, where it is whole and ours."""

    def read_all(self, drawer: Drawer) -> Iterator[bytes]:
        """The values of a drawer's rows that are whole and ours."""


def _nothing() -> tuple[()]:
    return ()


def _unheld() -> bytes:
    raise ValueError("nothing is held here that makes a value")


class Drawer:
    """Values of one kind by their keys, as the last run left them, and what this run asked for and made."""

    def __init__(self, store: Rows, name: str, version: str) -> None:
        self._store = store
        self._version = version.encode()
        self._asked: dict[bytes, Make | None] = {}
        self._anew: Anew = _nothing
        self.name = name

    def begin(self) -> None:
        """A new run starts, and has not asked for anything."""
        self._asked, self._anew = {}, _nothing

    def find(self, key: bytes) -> bytes | None:
        """The value that was kept under this key, and is kept on; ``None`` where there is none."""
        number = self._number(key)
        found = self._store.read(self, number)
        if found is not None:
            self._asked[number] = None
        return found

    def values(self) -> Iterator[bytes]:
        """All values, in no order; none of them is kept on for that."""
        return self._store.read_all(self)

    def keep(self, key: bytes, make: Make) -> None:
        """Remember what ``make`` gives; it is called when everything is written, maybe in another process."""
        self._asked[self._number(key)] = make

    def keep_on(self, key: bytes) -> None:
        """What the last run kept under this key is still right."""
        self._asked[self._number(key)] = None

    def renew(self, key: bytes) -> None:
        """Remember what ``restore`` gives for this key. Nothing is held for it until everything is written."""
        self._asked[self._number(key)] = _unheld

    def restore(self, anew: Anew) -> None:
        """``anew`` gives keys and what makes their values: of those to renew, and of any kept on that was lost."""
        self._anew = anew

    def forget(self, key: bytes) -> None:
        """What was found under this key turned out to be of no use."""
        self._asked.pop(self._number(key), None)

    @property
    def asked(self) -> dict[bytes, Make | None]:
        """The ids of what is to be there when this run ends, with what makes those that are to be written."""
        return self._asked

    @property
    def unheld(self) -> int:
        """How many values are kept on, or made by ``restore``."""
        return sum(make is None or make is _unheld for make in self._asked.values())

    def held(self) -> Iterator[tuple[bytes, Make]]:
        """What makes values, by their ids, but for those of ``restore``."""
        return ((number, make) for number, make in self._asked.items() if make is not None and make is not _unheld)

    def restored(self, there: Container[bytes]) -> Iterator[tuple[bytes, Make]]:
        """What makes the values to renew, and those to be kept on whose ids are not among these."""
        for key, make in self._anew():
            number = self._number(key)
            asked = self._asked.get(number, make)
            if asked is _unheld or (asked is None and number not in there):
                yield number, make

    def seal(self, seal: Seal, number: bytes, body: bytes) -> bytes:
        """The seal of a row of this drawer."""
        return seal.of(self._version, self.name.encode(), number, body)

    def _number(self, key: bytes) -> bytes:
        return self._store.number(self._version, self.name.encode(), key)
