"""Cards: the pictures that other sites show beside a pasted link.

Drawn with zlib alone from letters that were made beforehand, so that a build needs no font, no library for pictures
and no network, and the same card has the same pixels everywhere.
"""

from __future__ import annotations

from generator.cards.card import HEIGHT, WIDTH, Card, draw

__all__ = ["HEIGHT", "WIDTH", "Card", "draw"]
