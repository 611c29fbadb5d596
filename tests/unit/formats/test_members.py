"""Files of gzip members that say what they were made of."""

from __future__ import annotations

import gzip
import io
import zlib

from generator.formats.members import KEY, member, members

ONE, TWO = b"1" * KEY, b"2" * KEY


def test_members_are_read_as_one_text_and_found_by_their_keys() -> None:
    first, second = member(ONE, [b"a,b\r\n"]), member(TWO, [b"1,", b"2\r\n" * 50_000])
    file = first + second
    text = b"a,b\r\n1," + b"2\r\n" * 50_000
    assert gzip.decompress(file) == text
    with gzip.open(io.BytesIO(file)) as stream:
        assert b"".join(stream) == text
    assert {key: bytes(value) for key, value in members(file).items()} == {ONE: first, TWO: second}


def test_how_a_text_comes_in_pieces_does_not_matter() -> None:
    assert member(ONE, [b"ab", b"", b"c"]) == member(ONE, [b"abc"])
    assert gzip.decompress(member(ONE, [])) == b""


def test_what_is_no_member_of_ours_ends_the_search() -> None:
    first = member(ONE, [b"a"])
    for rest in (
        gzip.compress(b"b"),
        b"no gzip at all" * 9,
        first[:-1],
        member(TWO, [b"b"])[:20],
        first[:12] + b"\0" * 99,
    ):
        assert members(first + rest).keys() == {ONE}
    # A length that leads nowhere.
    assert members(first[:16] + b"\0\0\0\0" + first[20:]) == {}
    for other in (b"", b"\0" * 99, zlib.compress(b"a" * 99)):
        assert members(other) == {}
