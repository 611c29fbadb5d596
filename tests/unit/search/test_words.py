"""The words of texts; ``test_parity.py`` holds that the site's script finds the same."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from generator.search.words import LONGEST, LONGEST_FACET, chunks, facet, folded, words
from tests.attacks import SEEDS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Code released: no.", ["code", "released", "no"]),
        ("VL-RewardBench", ["vl", "rewardbench", "vlrewardbench"]),
        ("VLRewardBench", ["vlrewardbench"]),
        ("code_released", ["code", "released", "codereleased"]),
        ("arXiv:2502.10391v2", ["arxiv", "2502", "10391v2", "250210391v2"]),
        ("10.1145/3292500.3330701", ["10", "1145", "101145", "3292500", "3330701", "32925003330701"]),
        ("the reader's (own) word", ["the", "reader", "s", "readers", "own", "word"]),
        ("the reader’s", ["the", "reader", "s", "readers"]),
        ("self‑made", ["self", "made", "selfmade"]),
        ("a--b, c. -d- 'e'", ["a", "b", "c", "d", "e"]),
        ("a.b.c.d.e.f", ["a", "b", "c", "d", "e", "f", "abcdef"]),
        ("a.b.c.d.e.f.g", ["a", "b", "c", "d", "e", "f", "g"]),
        ("naïve Straße Łódź Ærø İstanbul ΣΟΦΟΣ", ["naive", "strasse", "lodz", "aero", "istanbul", "σοφοσ"]),
        ("ﬁne ½ x² №", ["fine", "1", "2", "x2", "no"]),
        ("coo\u00adperate re\u0301sume\u0301", ["cooperate", "resume"]),
        ("快手科技", ["快手", "手科", "科技"]),
        ("快", ["快"]),
        ("快手AI-x 2快", ["快手", "ai", "x", "2", "快"]),
        ("다국어", ["다국", "국어"]),
        ("ガイド", ["カイ", "イト"]),
        ("Привет, мир", ["привет", "мир"]),
        ("→ ✓ « » … — “a” 🙂", ["a", "🙂"]),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_long_words_are_cut() -> None:
    assert words("x" * 100) == ["x" * LONGEST]
    assert words(f"{'é' * 50}-b") == ["e" * LONGEST, "b", "e" * LONGEST]


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Vision & language", "vision-language"),
        ("vision_language", "vision-language"),
        ("NeurIPS 2024", "neurips-2024"),
        ("快手 科技", "快手-科技"),
        ("?!", ""),
        ("x" * 100, "x" * LONGEST_FACET),
    ],
)
def test_values_of_filters(label: str, expected: str) -> None:
    assert facet(label) == expected


def test_no_word_has_a_sign_that_the_index_uses() -> None:
    for text in [*SEEDS, *map(chr, range(0x3000))]:
        for word in words(text):
            assert 0 < len(word) <= LONGEST
            assert word.isascii() is False or word.isalnum(), repr(word)
            assert not set(word) & set(" :\n\r\t\0\u2028\u2029")


def test_a_sign_is_folded_once_and_for_all() -> None:
    for code in [*range(0x11000), *range(0x11000, sys.maxunicode + 1, 97)]:
        sign = chr(code)
        once = folded(sign)
        assert "".join(map(folded, once)) == once, hex(code)
        if unicodedata.category(sign) in ("Lu", "Ll") and code < 0x250:
            assert once.strip(), hex(code)
            assert once == once.lower(), hex(code)


def test_half_of_a_character_is_no_word() -> None:
    assert words("a\ud83d b\ude42c") == ["a", "b", "c"]


def test_what_a_sign_becomes_does_not_depend_on_its_neighbours() -> None:
    signs = [chr(code) for code in range(0x250)] + list("ΣςσİıẞㄱㅏÅ가ﬁ")
    assert chunks("".join(signs)) == "".join(map(folded, signs)).split()
