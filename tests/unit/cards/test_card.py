from __future__ import annotations

import hashlib
import random
import string
import subprocess
import sys
from dataclasses import replace

import pytest

from generator.cards import HEIGHT, WIDTH, Card, draw
from generator.cards.atlas import load
from generator.cards.fitting import cut, is_drawable, lines, plain
from tests.attacks import ATTACKS
from tests.unit.cards.picture import Picture

GOOD, BAD, BLUE, WHITE = "#0b5d2a", "#98191b", "#4051b5", "#ffffff"
CARD = Card(
    "Scan · Shore", "arXiv:2401.00001", ("Measuring Sandcastles",), ("Ida Sand", "2024"),
    figure="19 of 55", unit="criteria met", done=19, total=55,
    parts=((3, 1, 0, 0), (0, 0, 0, 2)), note="6 red flags", is_alarming=True,
)  # fmt: skip
LONG = "Why sand that is wet holds better than sand that is dry, and what follows for castles of every size " * 4


def picture(card: Card) -> Picture:
    return Picture.of(draw(card))


def test_a_card_has_the_size_that_previews_say() -> None:
    found = picture(CARD)
    assert found.size == (WIDTH, HEIGHT) == (800, 420)
    assert set(found.rows[0]) == {BLUE}


def test_the_bar_is_as_long_as_the_share() -> None:
    # Within an edge of one pixel: 19 of 55 of 704 pixels are 243.2.
    assert picture(CARD).count(340, GOOD) == 243
    assert picture(replace(CARD, done=0)).count(340, GOOD) == 0
    assert picture(replace(CARD, done=55)).count(340, GOOD) == 704


def test_each_domain_has_a_strip_with_its_answers() -> None:
    row = picture(CARD).rows[372]
    # Two strips of 349 pixels with 6 between them: three of four met, then all of them not applicable.
    assert row[48:397].count(GOOD) == 349 * 3 // 4
    assert row[397:403] == (WHITE,) * 6
    assert GOOD not in row[403:]
    assert BAD not in row[403:]
    assert picture(replace(CARD, parts=())).inked(364, 380) == []


def test_a_card_without_criteria_has_no_bar() -> None:
    empty = picture(Card("Scan", "", ("Dunes",), unit="no criteria in the scan"))
    assert empty.inked(334, 420) == []
    assert empty.inked(280, 320) != []


def test_red_flags_have_a_flag_where_there_are_any() -> None:
    def red(card: Card) -> int:
        found = picture(card)
        return sum(found.count(row, BAD) for row in range(280, 320))

    assert red(CARD) > 100
    assert red(replace(CARD, note="no red flags", is_alarming=False)) == 0


def test_the_same_card_has_the_same_pixels_everywhere() -> None:
    found = "".join("".join(row) for row in picture(CARD).rows)
    # Of a card that was looked at. Other letters (`make atlas`) or another layout change it.
    assert hashlib.sha256(found.encode()).hexdigest()[:16] == "e886989582498a85"


def test_texts_of_any_length_stay_between_the_edges() -> None:
    texts = {"head": LONG, "mark": LONG, "titles": (LONG,), "byline": (LONG, LONG), "unit": "criteria met"}
    found = picture(replace(CARD, **texts, note=LONG))
    assert min(found.inked(10, 420)) >= 48
    assert max(found.inked(10, 420)) < 752
    one = picture(replace(CARD, titles=("W" * 300,)))
    assert max(one.inked(60, 260)) < 752


def test_a_title_takes_three_lines_at_most_and_says_that_it_is_cut() -> None:
    letters = load()["title"]
    found = lines(LONG, letters, 704, 3)
    assert len(found) == 3
    assert all(letters.width(line) <= 704 for line in found)
    assert found[-1].endswith("…")
    # Only whole words, none left out and none twice.
    assert LONG.startswith(" ".join(found).removesuffix("…"))
    assert lines("Measuring Sandcastles", letters, 704, 3) == ["Measuring Sandcastles"]
    assert lines("", letters, 704, 3) == []


def test_a_word_without_end_is_broken() -> None:
    letters = load()["title"]
    found = lines("x" * 200, letters, 704, 3)
    assert len(found) == 3
    assert all(letters.width(line) <= 704 for line in found)
    assert "".join(found).startswith("x" * 80)
    assert cut("Sand and shells", letters, 10) == "S…"


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("l’été, Ærø, Žižek, Đặng", "l’été, Ærø, Žižek, Đặng"),
        ("ε ≤ ½ → ∞, x² ∈ ℝ ✓", "ε ≤ ½ → ∞, x² ∈ ℝ ✓"),
        ("Неравенства · Ανισότητες", "Неравенства · Ανισότητες"),
        ("e\u0301te\u0301", "été"),
        ("o\ufb03ce \U0001d49c", "office A"),
        ("a\u0300\u0301\u0302\u0303b", "àb"),
        (" two \n lines\t", "two lines"),
        ("\u202eevil\u202c\u0007", "evil"),
    ],
)
def test_texts_are_drawn_as_people_write_them(text: str, drawn: str) -> None:
    assert plain(text) == drawn
    assert is_drawable(text)


@pytest.mark.parametrize("text", ["深度学习方法", "التعلم العميق", "深度 Deep 学习", "", " ", "\u0301"])
def test_what_cannot_be_read_is_not_drawn(text: str) -> None:
    assert not is_drawable(text)
    card = replace(CARD, titles=(text, "arXiv:2401.00001", "sand"), byline=(text, "2024"))
    assert draw(card) == draw(replace(card, titles=("arXiv:2401.00001",), byline=("2024",)))
    # The identifier stands in the place of the title, and not a second time.
    assert picture(card).inked(34, 58) == [column for column in picture(card).inked(34, 58) if column < 400]


def test_one_letter_that_is_missing_does_not_hide_a_title() -> None:
    assert is_drawable("Measuring Sandcastles in 東")


def test_the_last_title_is_drawn_whatever_it_is() -> None:
    assert picture(replace(CARD, titles=("深度学习",))).inked(70, 110) != []


def test_attacks_are_pixels() -> None:
    for text in ATTACKS[::29]:
        data = draw(replace(CARD, head=text, mark=text, titles=(text, "sand"), byline=(text,), note=text))
        assert len(data) <= 12_000, text
    found = picture(replace(CARD, titles=("\0\x1b[31m" + "</script>" * 40,), byline=("\ud800\uffff" * 200,)))
    assert min(found.inked(10, 420)) >= 48
    assert max(found.inked(10, 420)) < 752


def test_a_card_is_small() -> None:
    busy = replace(CARD, titles=(LONG,), byline=(LONG,), head=LONG, parts=((1, 2, 1, 1),) * 30)
    assert len(draw(busy)) <= 12_000


def test_drawing_needs_the_standard_library_alone() -> None:
    code = (
        "import sys; before = set(sys.modules); from generator.cards import Card, draw; draw(Card('', '', ('x',)));"
        "new = {name.partition('.')[0] for name in set(sys.modules) - before};"
        "print(*(new - sys.stdlib_module_names))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.split() == ["generator"]


def test_noise_takes_no_more_room_than_words() -> None:
    noise = random.Random(1)
    for signs in (string.ascii_letters, [sign for sign in load()["text"].widths if sign.isalpha()]):
        text = "".join(noise.choices(signs, k=400))
        card = replace(
            CARD, head=text, mark=text, titles=(text,), byline=(text,), note=text, parts=((1, 2, 1, 1),) * 24
        )
        assert len(draw(card)) <= 12_000
        # And it still can be read.
        assert picture(card).inked(70, 110) != []
