"""Python and the browser find the same words in a text: what is in the index is what is looked for."""

from __future__ import annotations

import json
import random
import unicodedata

from generator.search.words import facet, words
from tests.attacks import ATTACKS
from tests.searching import SCRIPTS, node

# What each rule is about, by itself.
RULES = (
    "VL-RewardBench", "2502.10391v2", "code_released", "a-b.c_d'e-f", "a-b-c-d-e-f-g", "a--b -c d- .e", "Straße ΟΔΟΣ İstanbul",
    "快手科技", "快手AI-模型", "か゛き", "한국어", "naïve Ñandú", "½ ² ﬁ ™", "a\u00adb\u200dc\ufe0fd", "it’s itʼs it's", "x" * 100,
    "\U00020000\U00020001", "\ufdfa" * 9, "ŉ", "ſ", "K", "",
)  # fmt: skip
LARGE = ("CJK UNIFIED", "HANGUL SYLLABLE", "TANGUT", "EGYPTIAN", "CUNEIFORM", "NUSHU", "KHITAN")
"""How the names of signs begin of which there are very many, one like another."""
SIGNS = "ab-_.'’ 0é快가\u0301\U0001f600"


def texts() -> list[str]:
    """Attacks, every sign that Python knows a name for (of scripts with thousands, some), and generated texts."""
    signs = [
        f"a{sign}b-c{sign} {sign}"
        for sign in map(chr, range(0x110000))
        if unicodedata.category(sign) not in ("Cn", "Cs", "Co")
        and (ord(sign) % 16 == 0 or not unicodedata.name(sign, "").startswith(LARGE))
    ]
    chance = random.Random(7)
    made = ["".join(chance.choices(SIGNS, k=chance.randrange(60))) for _ in range(5_000)]
    return [*RULES, *ATTACKS, *signs, *made]


def test_both_find_the_same_words() -> None:
    given = texts()
    assert len(given) > 40_000
    found = json.loads(node(str(SCRIPTS / "words.js"), given=given))
    differing = [
        (text, words(text), theirs)
        for text, theirs in zip(given, found, strict=True)
        if theirs is not None and [words(text), facet(text)] != theirs
    ]
    assert differing == []
    assert found.count(None) < 10_000
