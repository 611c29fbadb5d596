"""The site's own search: an index in pieces, of which a query fetches those that it needs.

A *unit* is a page, an *entry* something on it with an anchor of its own. A unit's *card* tells all that is known of
it, and the index is made from the cards alone: units are spread over segments, each of which is inverted by itself
and made again only where one of its units is another, and all segments are joined to shards of the dictionary.

The files, below ``search/`` of the site, are raw DEFLATE (RFC 1951); numbers are LEB128 varints:

- ``root.bin``: JSON; see ``root.root``. ``v`` is a hash of all other files, which are asked for with it.
- ``terms/<number>.bin``: a shard: how many terms; of each the bytes that it shares with the term before, how many
  follow, these; in how many entries it is; the bytes of its postings times two, plus one where these are a file of
  their own. Then all other postings.
- ``lists/<number>-<rank>.bin``: the postings of the term with this rank in that shard.
- Postings: for each class, ascending: its number, the bytes that follow; then for each entry the step from the unit
  before (of this class, at first 0) times four plus the level, and the slot. A class is a kind of entry with a
  verdict. The slot is the number of the criterion for answers to criteria, else the entry's place on the card.
- ``cards/<id>.bin``: JSON: ``u`` address, ``t`` title, ``k`` kind, ``y`` year, ``v`` venue, ``a`` authors, ``f``
  facets (kind, label, perhaps another name), ``e`` entries (kind, verdict, anchor, title or criterion's id, text).
- ``spelling.bin``: words of six letters or more, sorted, one a line.

Terms with a colon are filters: ``tag:``, ``venue:``, ``type:`` with ``words.facet`` of the label, at the unit's first
entry, and ``criterion:`` with the id of a criterion, at all answers to it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from generator.search.cards import Card, card
from generator.search.joining import Join
from generator.search.root import root, spelling, table
from generator.search.segments import invert
from generator.search.units import Criterion, Entry, Places, Unit

__all__ = ["Card", "Criterion", "Entry", "Places", "Unit", "card", "index_files"]


def index_files(units: Iterable[Unit]) -> Iterator[tuple[str, bytes]]:
    """All files of the index by their names below its folder, in one go; the root is the last of them."""
    cards = {unit.address: card(unit) for unit in units}
    places = Places.of(cards)
    digests: dict[str, str] = {}
    for address, number in places.ids.items():
        digests[f"cards/{number}.bin"] = cards[address].digest
        yield f"cards/{number}.bin", cards[address].data
    criteria = table(criterion for item in cards.values() for criterion in item.criteria)
    numbers = {criterion.id: number for number, criterion in enumerate(criteria)}
    segments = [invert((cards[address].data for address in addresses), numbers) for addresses in places.segments]
    join = Join(segments)
    words: list[tuple[str, int]] = []
    for number in range(len(join.shards)):
        shard = join.shard(number)
        words += shard.words
        for name, data in shard.files:
            digests[name] = hashlib.sha256(data).hexdigest()[:32]
            yield name, data
    meant = spelling(words)
    if meant is not None:
        digests["spelling.bin"] = hashlib.sha256(meant).hexdigest()[:32]
        yield "spelling.bin", meant
    yield "root.bin", root(segments, join.classes, criteria, join.shards, digests)
