"""What is kept is all there is, or nothing."""

from __future__ import annotations

from generator.readers.held import Held


def test_what_fits_is_kept_and_of_more_nothing_is():
    held: Held[str, str] = Held(10)
    held.keep("a", "first", 6)
    held.keep("b", "second", 4)
    assert (held.find("a"), held.find("b"), held.find("c")) == ("first", "second", None)
    held.keep("c", "third", 1)
    held.keep("d", "fourth", 1)
    assert [held.find(key) for key in "abcd"] == [None] * 4
