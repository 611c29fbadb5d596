"""The index of the site's own search in one build: what of it is made again, and where it is written.

A card tells all that the search knows of a page, and the index is made from the cards (see ``generator.search``). A
page that is kept has its card on the site, or in the memory of the preview; a segment without a changed card is
remembered as a whole.
"""

from __future__ import annotations

import hashlib
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property, partial
from typing import NamedTuple, Protocol

from mkdocs.exceptions import PluginError

from generator.adapters.mkdocs.state import AssetState, CardState, ShardState, Shelf
from generator.build import Progress
from generator.identify import short_hash
from generator.search import Card, Criterion, Places, Unit, card
from generator.search.cards import digest as digest_of
from generator.search.joining import Join
from generator.search.root import root, spelling, table
from generator.search.segments import Segment, invert
from generator.store import Store
from generator.store.files import opened
from generator.store.folder import KeptFolder
from generator.workers import spread

FOLDER = "search/"
"""Below which the index lies on the site."""
_ROOT = f"{FOLDER}root.bin"


class Remembered(Protocol):
    """Where segments are remembered from build to build."""

    def find(self, key: bytes) -> bytes | None:
        """What was remembered under a key."""

    def keep(self, key: bytes, blob: bytes) -> None:
        """Remember this."""

    def found(self) -> None:
        """Nothing more is asked for: this process may be copied."""

    def end(self) -> None:
        """What was neither found nor kept since the last end is not needed any more."""


class InMemory:
    """Segments that are remembered as long as this process lives."""

    def __init__(self) -> None:
        self._known: dict[bytes, bytes] = {}
        self._asked: dict[bytes, bytes] = {}

    def find(self, key: bytes) -> bytes | None:
        """What was remembered under a key."""
        found = self._asked.get(key) or self._known.get(key)
        if found is not None:
            self._asked[key] = found
        return found

    def keep(self, key: bytes, blob: bytes) -> None:
        """Remember this."""
        self._asked[key] = blob

    def found(self) -> None:
        """Nothing more is asked for."""

    def end(self) -> None:
        """What was neither found nor kept is not needed any more."""
        self._known, self._asked = self._asked, {}


class OnDisk:
    """Segments that are remembered beside the project."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._drawer = store.drawer("segments")

    def find(self, key: bytes) -> bytes | None:
        """What was remembered under a key."""
        return self._drawer.find(key)

    def keep(self, key: bytes, blob: bytes) -> None:
        """Remember this."""
        self._drawer.keep(key, partial(bytes, blob))

    def found(self) -> None:
        """Nothing more is asked for."""
        self._store.close()

    def end(self) -> None:
        """What was neither found nor kept is not needed any more."""
        self._store.commit()


def _silent(step: str, done: int, total: int) -> None:
    pass


class Stopped(Exception):
    """The index is not wanted any more."""


class _Written(NamedTuple):
    """A file below the site, and a hash of its bytes."""

    name: str
    state: AssetState


class SearchIndex:
    """The index of one build. Cards are added, or kept as they were; then it is made."""

    def __init__(self, site: str, last: Shelf, remembered: Remembered) -> None:
        """``site`` is the site's folder, and ``last`` what the build before left."""
        self._site = site
        self._last = last
        self._stop = threading.Event()
        self._folder = KeptFolder(site, ())
        self.remembered = remembered
        self.shelf = Shelf(files=dict(last.files), shards=last.shards)
        self.again: Callable[[str], Card | None] = lambda address: None
        """Makes a card that was lost, by its address."""

    @property
    def names(self) -> list[str]:
        """The files that are there."""
        return list(self.shelf.files)

    def has(self, address: str, digest: str) -> bool:
        """Whether the last build had this card, and it is still there."""
        known = self._last.cards.get(address)
        if known is None or known.digest != digest or known.criteria not in self._last.criteria:
            return False
        return digest in self._last.data or self._holds(_name(self._places.get(address, -1)), digest)

    def keep(self, address: str) -> None:
        """The page has the card that it had; one that had none has none."""
        known = self._last.cards.get(address)
        if known is not None:
            self.shelf.cards[address] = known
            self.shelf.criteria[known.criteria] = self._last.criteria[known.criteria]
            if known.digest in self._last.data:
                self.shelf.data[known.digest] = self._last.data[known.digest]

    def keep_others(self, addresses: Iterable[str]) -> None:
        """All pages but these have the cards that they had."""
        for address in self._last.cards.keys() - set(addresses):
            self.keep(address)

    def add_unit(self, unit: Unit, address: str) -> None:
        """Add a page."""
        self.add(card(unit._replace(address=address)))

    def add(self, found: Card) -> None:
        """Add a page by its card."""
        # A page tells its criteria in the order of its answers; sorted, most pages have the same ones.
        rows = tuple(sorted([(item.id, item.title, item.question, item.is_known) for item in found.criteria]))
        key = short_hash(repr(rows), 32)
        self.shelf.criteria[key] = rows
        self.shelf.cards[found.address] = CardState(found.digest, key)
        self.shelf.data[found.digest] = found.data

    def stop(self) -> None:
        """Let ``make``, which another thread is at, raise ``Stopped`` soon."""
        self._stop.set()

    def make(self, *, processes: int, progress: Progress = _silent) -> None:
        """Write the index, as far as it is another; raises ``Stopped``, ``OSError`` and ``PluginError``."""
        files = self.shelf.files
        self._folder = KeptFolder(self._site, files)
        self._folder.adopt()
        if self.shelf.cards != self._last.cards or not self._is_whole():
            self._write(processes, progress)
        self._folder.end()
        for name in [name for name in files if not self._folder.is_kept(name)]:
            del files[name]

    @property
    def has_all_cards(self) -> bool:
        """Whether every card is in memory, so that none is read or made again."""
        return all(known.digest in self.shelf.data for known in self.shelf.cards.values())

    def let_go(self) -> None:
        """The cards are on the site, and can be read there."""
        self.shelf.data.clear()

    @cached_property
    def _places(self) -> Mapping[str, int]:
        """The ids that units had in the last build."""
        return Places.of(self._last.cards).ids

    def _is_whole(self) -> bool:
        """Whether all files are there as they were written; they are kept then."""
        files = self.shelf.files
        if _ROOT not in files or not all(map(self._is_there, files)):
            return False
        for name in files:
            self._folder.keep(name)
        return True

    def _is_there(self, name: str) -> bool:
        """Whether a file is there as it was written."""
        known = self.shelf.files.get(name)
        if known is None:
            return False
        stamp = self._folder.stamp(name)
        return stamp == (known.size, known.modified)

    def _holds(self, name: str, digest: str) -> bool:
        """Whether a file is there as it was written, with these bytes."""
        return self._is_there(name) and self.shelf.files[name].digest == digest

    def _write(self, processes: int, progress: Progress) -> None:
        # Who asks for it meanwhile is told that there is none, which is better than pieces that do not fit.
        self.shelf.files.pop(_ROOT, None)
        with suppress(FileNotFoundError):
            os.unlink(self._folder.place(_ROOT))
        places = Places.of(self.shelf.cards)
        rows = {
            Criterion(*row)
            for key in {item.criteria for item in self.shelf.cards.values()}
            for row in self.shelf.criteria[key]
        }
        criteria = table(rows)
        numbers = {item.id: number for number, item in enumerate(criteria)}
        segments = self._segments(places, numbers, processes, progress)
        join = Join(segments)
        words = [word for shard in self._shards(join, processes) for word in shard.words]
        likely = spelling(words)
        if likely is not None:
            self._note([self._put(f"{FOLDER}spelling.bin", likely)])
        digests = {
            name.removeprefix(FOLDER): file.digest
            for name, file in self.shelf.files.items()
            if self._folder.is_kept(name)
        }
        self._look()
        self._note([self._put(_ROOT, root(segments, join.classes, criteria, join.shards, digests))])
        self.remembered.end()

    def _segments(
        self, places: Places, numbers: Mapping[str, int], processes: int, progress: Progress
    ) -> list[Segment]:
        """All segments; the cards of their units are written."""
        keys = [self._key(addresses, numbers) for addresses in places.segments]
        blobs = [self.remembered.find(key) for key in keys]
        self.remembered.found()
        missing = [number for number, blob in enumerate(blobs) if blob is None]
        # Cards change their places where others come or go: they are read before one is written over another.
        data = {address: self._data(address) for number in missing for address in places.segments[number]}
        lost = {
            address: name
            for address, name in ((address, _name(number)) for address, number in places.ids.items())
            if not self._holds(name, self.shelf.cards[address].digest)
        }
        data |= {address: self._data(address) for address in lost if address not in data}
        for address, number in places.ids.items():
            self._look()
            if address in lost:
                self._note([self._put(_name(number), data[address])])
            else:
                self._folder.keep(_name(number))

        def inverted(number: int) -> bytes:
            return invert(
                self._watched(data[address] for address in places.segments[missing[number]]), numbers
            ).to_bytes()

        done = 0
        for number, blob in zip(missing, spread(inverted, len(missing), processes, worthwhile=2), strict=True):
            done += len(places.segments[number])
            progress("indexing", done, len(data))
            blobs[number] = blob
            self.remembered.keep(keys[number], blob)
        return [Segment.from_bytes(blob) for blob in blobs if blob is not None]

    def _key(self, addresses: Iterable[str], numbers: Mapping[str, int]) -> bytes:
        """A hash of all that a segment is made of."""
        cards = [self.shelf.cards[address] for address in addresses]
        criteria = {row[0] for key in {item.criteria for item in cards} for row in self.shelf.criteria[key]}
        made_of = (
            sys.byteorder,
            [item.digest for item in cards],
            sorted((name, numbers.get(name, -1)) for name in criteria),
        )
        return hashlib.sha256(repr(made_of).encode("utf-8", "surrogatepass")).digest()

    def _data(self, address: str) -> bytes:
        """The card of a unit of this build."""
        digest = self.shelf.cards[address].digest
        data = self.shelf.data.get(digest)
        if data is None:
            with suppress(OSError), opened(self._folder.place(_name(self._places.get(address, -1)))) as stream:
                data = stream.read()
        if data is None or digest_of(data) != digest:
            again = self.again(address)
            if again is None or again.digest != digest:
                raise PluginError(f"scanpress: the search's card of {address} is gone; build once more")
            data = again.data
        return data

    def _shards(self, join: Join, processes: int) -> list[ShardState]:
        """All shards; their files are written."""
        keys = [join.key(number) for number in range(len(join.shards))]
        kept = {key: self._last.shards[key] for key in keys if self._has_shard(key)}
        for shard in kept.values():
            for name, _ in shard.files:
                self._folder.keep(name)
        missing = [number for number, key in enumerate(keys) if key not in kept]
        for number, (written, words) in zip(
            missing, spread(lambda rank: self._shard(join, missing[rank]), len(missing), processes), strict=True
        ):
            self._look()
            self._note(written)
            kept[keys[number]] = ShardState(tuple([(name, state.digest) for name, state in written]), words)
        self.shelf.shards = {key: kept[key] for key in keys}
        return list(self.shelf.shards.values())

    def _has_shard(self, key: str) -> bool:
        known = self._last.shards.get(key)
        return known is not None and all(self._holds(name, digest) for name, digest in known.files)

    def _shard(self, join: Join, number: int) -> tuple[list[_Written], tuple[tuple[str, int], ...]]:
        shard = join.shard(number)
        return [self._put(f"{FOLDER}{name}", data) for name, data in shard.files], shard.words

    def _put(self, name: str, data: bytes) -> _Written:
        return _Written(name, AssetState(digest_of(data), *self._folder.write(name, data)))

    def _note(self, written: Iterable[_Written]) -> None:
        for name, state in written:
            self._folder.was_written(name)
            self._folder.keep(name)
            self.shelf.files[name] = state

    def _watched(self, cards: Iterable[bytes]) -> Iterator[bytes]:
        for data in cards:
            self._look()
            yield data

    def _look(self) -> None:
        if self._stop.is_set():
            raise Stopped


def _name(number: int) -> str:
    """The file of a card, by the id of its unit."""
    return f"{FOLDER}cards/{number}.bin"
