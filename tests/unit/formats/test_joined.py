"""Gzip files joined of pieces that were packed before."""

from __future__ import annotations

import gzip
import random
import zlib
from collections.abc import Callable

import pytest

from generator.formats.joined import GZIP, PLAIN, Form

TEXTS = {"head": [b"a,b\r\n"], "one": [b"1,", b"2\r\n" * 50_000], "none": [], "two": [bytes(range(256)) * 700]}


def test_pieces_are_read_as_one_text_of_one_member() -> None:
    file = GZIP.joined([GZIP.made(key, texts) for key, texts in TEXTS.items()])
    text = b"".join(part for texts in TEXTS.values() for part in texts)
    # This reads no further than the first member, and checks length and CRC.
    reader = zlib.decompressobj(31)
    assert reader.decompress(file) == text
    assert (reader.eof, reader.unused_data) == (True, b"")
    # A header of ten bytes, without a time and without fields.
    assert file[3:8] == bytes(5)
    assert gzip.decompress(GZIP.joined([])) == b""


def test_the_crc_is_that_of_the_whole_text_wherever_it_is_parted() -> None:
    source = random.Random(3)
    text = source.randbytes(200_000)
    for _ in range(20):
        first, second = sorted(source.choices(range(len(text) + 1), k=2))
        parts = text[:first], text[first:second], text[second:]
        assert gzip.decompress(GZIP.joined([GZIP.made("", [part]) for part in parts])) == text


@pytest.mark.parametrize(("form", "text"), [(GZIP, gzip.decompress), (PLAIN, bytes)], ids=["gzip", "plain"])
def test_a_file_is_taken_apart_and_joined_again(form: Form, text: Callable[[bytes], bytes]) -> None:
    made = [form.made(key, texts) for key, texts in TEXTS.items()]
    pieces = [piece for piece, _ in made]
    file = form.joined(made)
    known = form.taken_apart(file, pieces)
    assert {key: bytes(data) for key, (_, data) in known.items()} == {piece.key: data for piece, data in made}
    assert form.joined(known.values()) == file
    again = form.joined([known["two"], form.made("new", [b"new"]), known["head"]])
    assert text(again) == bytes(range(256)) * 700 + b"newa,b\r\n"
    # Of a file that is not that long, nothing is known.
    for other in (file[:-1], file + b"\0", b""):
        assert form.taken_apart(other, pieces) == {}


def test_of_no_file_nothing_is_known() -> None:
    for form in (GZIP, PLAIN):
        assert form.taken_apart(b"", ()) == {}


def test_how_a_text_comes_in_parts_does_not_matter() -> None:
    for form in (GZIP, PLAIN):
        assert form.made("k", [b"ab", b"", b"c"]) == form.made("k", [b"abc"])
