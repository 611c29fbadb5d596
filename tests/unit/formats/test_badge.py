"""Badges: what they say, to those who see them and to those who do not."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from generator.formats.badge import GROUNDS, INK, MARKS, MOST_CELLS, Group, badge, strip
from generator.formats.works import plain
from tests.attacks import ATTACKS

SVG = "{http://www.w3.org/2000/svg}"


def luminance(colour: str) -> float:
    """Of WCAG 2.2, from sRGB."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_as_known() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("ground", GROUNDS.values())
def test_words_can_be_read(ground: str) -> None:
    assert contrast(INK, ground) >= 7


@pytest.mark.parametrize("mark", MARKS.values())
def test_marks_can_be_seen(mark: str) -> None:
    assert contrast(mark, "#ffffff") >= 4.5


def test_a_badge_says_its_texts_and_names_itself() -> None:
    data = badge("Scan", [("scan", "label"), ("1 of 2 <b>", "count"), ("3 & 4", "flags")])
    found = etree.fromstring(data)
    assert found.get("role") == "img"
    assert found.get("aria-label") == found.findtext(f"{SVG}title") == "Scan: 1 of 2 <b>; 3 & 4"
    assert [text.text for text in found.iter(f"{SVG}text")] == ["scan", "1 of 2 <b>", "3 & 4"]
    # Each text has room on its own ground, and the grounds fill the picture.
    grounds = [(int(rect.get("x")), int(rect.get("width"))) for rect in found.iter(f"{SVG}rect")]
    assert [x for x, _ in grounds] == [0, grounds[0][1], grounds[0][1] + grounds[1][1]]
    assert int(found.get("width")) == sum(width for _, width in grounds)
    for (x, width), text in zip(grounds, found.iter(f"{SVG}text"), strict=True):
        assert (int(text.get("x")), int(text.get("textLength"))) == (x + 6, width - 12)


def test_a_ground_that_is_none_is_refused() -> None:
    with pytest.raises(KeyError):
        badge("a", [("b", '"/><script>')])


def test_a_strip_has_a_mark_for_each_answer() -> None:
    found = etree.fromstring(strip("Scan", [Group("Artifacts", "yn"), Group("None", ""), Group("Other", "aauy")]))
    paths = {path.get("stroke"): path.get("d") for path in found.iter(f"{SVG}path")}
    assert paths == {
        # Marks are 6 apart, and 4 more from domain to domain.
        MARKS["y"]: "M5 3v14M39 3v14",
        MARKS["n"]: "M11 3v14",
        MARKS["a"]: "M21 9v2M27 9v2",
        MARKS["u"]: "M33 10v7",
        "#ffffff": "M11 4v12",
    }
    assert found.get("width") == "44"
    assert found.findtext(f"{SVG}desc") == "Artifacts: 1 of 2; None: not applicable; Other: 1 of 1"
    assert found.findtext(f"{SVG}title") == "Scan"


def test_a_strip_of_nothing_is_a_picture() -> None:
    assert int(etree.fromstring(strip("Scan", [])).get("width")) > 0


def test_a_strip_does_not_grow_without_end() -> None:
    groups = [Group(f"D{number}", "y" * 90) for number in range(1_000)]
    data = strip("Scan", groups)
    assert data.count(b"M") == MOST_CELLS
    assert len(data) < 10_000


def test_every_text_is_a_text() -> None:
    for text in ATTACKS:
        for data in (badge(text, [("scan", "label"), (text, "count")]), strip(text, [Group(text, "y")])):
            found = etree.fromstring(data)
            assert {element.tag.removeprefix(SVG) for element in found.iter()} <= {
                "svg",
                "title",
                "desc",
                "rect",
                "g",
                "text",
                "path",
            }
            assert not [
                name for element in found.iter() for name in element.attrib if name.startswith("on") or "href" in name
            ]
            assert plain(text) in (found.findtext(f"{SVG}title") or "")


def test_a_badge_needs_nothing_from_elsewhere() -> None:
    data = badge("Scan", [("scan", "label")]).decode() + strip("Scan", [Group("A", "yn")]).decode()
    assert re.findall(r"https?://[^\"]+", data) == ["http://www.w3.org/2000/svg"] * 2
    assert "style" not in data
