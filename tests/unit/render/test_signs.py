"""The drawings of a page's frame, which the style sheet has: as the theme draws them, and only where it may."""

from __future__ import annotations

import re
from pathlib import Path

import jinja2
import material
import pytest

from generator.resources import theme

TEMPLATES = Path(material.__file__).parent / "templates"
PARTIAL = jinja2.Environment(loader=jinja2.FileSystemLoader([theme(), TEMPLATES])).get_template(
    "partials/scanpress-signs.html"
)
STYLES = (theme() / "assets/scanpress/scanpress.css").read_text("utf-8")
MENU = '<svg viewBox="0 0 24 24" class="sp-i-menu"></svg>'


def drawing(name: str) -> str:
    return (TEMPLATES / ".icons/material" / f"{name}.svg").read_text("utf-8").strip()


def shown(part: str, **extra: object) -> str:
    return PARTIAL.render(part=part, config={"extra": extra}).strip()


def test_a_usual_drawing_has_a_sign_in_its_place_each_time_and_another_stays() -> None:
    usual, own = drawing("menu"), drawing("book")
    nameless = own.replace(' xmlns="http://www.w3.org/2000/svg"', "")
    assert shown(f"<a>{usual}</a><i>{own}</i><b>{usual}</b>") == f"<a>{MENU}</a><i>{nameless}</i><b>{MENU}</b>"


@pytest.mark.parametrize(
    ("policy", "draws"),
    [
        ("", True),
        ("default-src 'self'; img-src 'self' data:", True),
        ("default-src 'self'; img-src https://x.example", False),
        ("default-src 'self'; font-src 'self' data:", False),
        ("default-src 'self'; img-src 'self'; font-src 'self' data:", False),
    ],
)
def test_drawings_stay_where_the_publishers_policy_lets_no_style_sheet_draw(policy: str, draws: bool) -> None:
    assert (shown(drawing("menu"), content_security_policy=policy) == MENU) is draws


def test_the_style_sheet_draws_each_sign_as_the_theme_does() -> None:
    drawn = re.findall(r"^\.sp-i-([\w-]+) \{\n  --sp-i: url\(\"data:image/svg\+xml,(.*)\"\);", STYLES, re.MULTILINE)
    assert len(drawn) == 8
    for name, mask in drawn:
        path = re.search(r"<path d=\"(.*?)\"", drawing(name))[1]  # type: ignore[index]
        assert mask == (
            "%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'%3E"
            f"%3Cpath d='{path}'/%3E%3C/svg%3E"
        )  # fmt: skip
        assert shown(drawing(name)) == MENU.replace("menu", name)
