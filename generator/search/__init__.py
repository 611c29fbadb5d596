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
  facets (kind, label, perhaps another name, whose words are found in the page's own entry), ``e`` entries (kind,
  verdict, anchor, title or criterion's id, text).
- ``spelling.bin``: words of six letters or more, sorted, one a line.

Terms with a colon are filters: ``tag:``, ``venue:``, ``type:`` with ``words.facet`` of the label, at the unit's first
entry, and ``criterion:`` with the id of a criterion, at all answers to it. ``has:``, a kind and its verdict (with a
hyphen between) is at all units with such entries, and there the slot is how many they have.
"""

from __future__ import annotations

from generator.search.cards import Card, card
from generator.search.units import Criterion, Entry, Places, Unit

__all__ = ["Card", "Criterion", "Entry", "Places", "Unit", "card"]
