"""Pictures as SVG: nothing in them but what we wrote, the same wherever they stand."""

from __future__ import annotations

import re
from dataclasses import replace
from types import SimpleNamespace
from xml.etree import ElementTree

import html5lib
import markdown
import pytest

from generator.errors import TemplateError
from generator.render.environment import Pages
from generator.render.href import to_file, to_page, to_registry
from generator.render.html import HtmlDialect
from generator.render.markdown import MarkdownDialect
from generator.render.markup import Strip
from generator.render.picture import (
    Area,
    Cell,
    Group,
    Inset,
    Line,
    Picture,
    Point,
    Sign,
    Words,
    fitted,
    in_lines,
    scaled,
)
from generator.render.svg import LOOKS, SIGNS, standalone
from generator.resources import theme
from tests.attacks import ATTACKS
from tests.hostile import is_visible

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}href"


def picture(text: str = "Sand", *, linked: bool = True) -> Picture:
    """A picture with every shape, and the text wherever one can be."""
    href = to_page("overview/index.md", "scans/a/index.md", "artifacts") if linked else None
    return Picture(
        title=text,
        about=text,
        width=100,
        height=50,
        shapes=(
            Area("met", 0, 0, 10, 5),
            Line("axis", 0, 5, 10, 5),
            Point("here", 3, 4, 2),
            Words("label", 1, 2, text, align="end", slanted=True),
            Inset(to_file("overview/index.md", "overview/bars.svg"), 0, 0, 9, 9),
            Group((Sign("high", 5, 6), Words("quiet", 0, 0, text)), title=text, href=href, y=7),
        ),
        columns=(text, "Number"),
        rows=((Cell(text, href), Cell("1")), (Cell(text), Cell("2"))),
        note=text,
        download=to_file("overview/index.md", "overview/sand.svg"),
    )


def page(tmp_path, **view):
    (tmp_path / "page.md.j2").write_text('{{ picture(view.picture, "my-picture") }}', "utf-8")
    pages = Pages([tmp_path], directory_urls=view.pop("directory_urls", True))
    view = SimpleNamespace(path="overview/index.md", meta={}, **view)
    return pages.render("page.md.j2", view), pages.render_html("page.md.j2", view).html


def parsed(html: str) -> ElementTree.Element:
    return html5lib.parseFragment(html, namespaceHTMLElements=False)


def looks(element: ElementTree.Element) -> list[object]:
    return [(node.tag, sorted(node.attrib.items()), (node.text or "").strip()) for node in element.iter()]


def test_both_dialects_draw_the_same_and_on_one_line(tmp_path):
    text, html = page(tmp_path, picture=picture())
    assert len(text.strip().splitlines()) == 1
    assert looks(parsed(markdown.markdown(text, extensions=["md_in_html", "attr_list"]))) == looks(parsed(html))


def test_a_picture_is_named_told_and_leads_to_its_places(tmp_path):
    root = parsed(page(tmp_path, picture=picture())[1])
    svg = root.find(f".//{SVG}svg") if root.find(f".//{SVG}svg") is not None else root.find(".//svg")
    ids = {node.get("id"): node.text for node in root.iter() if node.get("id")}
    assert [ids[name] for name in svg.get("aria-labelledby").split()] == ["Sand", "Sand"]
    assert svg.get("role") == "group"
    links = [node.get(XLINK) or node.get("href") for node in root.iter() if node.tag.endswith(("a", "image", "use"))]
    assert links == ["sand.svg", "bars.svg", "../scans/a/#artifacts", "#sp-high", "../scans/a/#artifacts"]
    # The theme gives all that has a plain "href" another, which an element of SVG does not let it.
    assert all(node.get("href") is None for node in svg.iter())


def test_links_follow_the_form_of_addresses(tmp_path):
    text, html = page(tmp_path, picture=picture(), directory_urls=False)
    for made in (text, html):
        assert "../scans/a/index.html#artifacts" in made
        assert 'href="sand.svg"' in made


def test_a_picture_without_links_is_an_image(tmp_path):
    svg = parsed(page(tmp_path, picture=picture(linked=False))[1])
    (role,) = [node.get("role") for node in svg.iter() if node.tag.endswith("svg")]
    assert role == "img"


@pytest.mark.parametrize("text", [text for text in dict.fromkeys(ATTACKS) if is_visible(text)][::25])
def test_whatever_the_text_it_is_a_text(tmp_path, text):
    plain, hostile = page(tmp_path, picture=picture()), page(tmp_path, picture=picture(text))
    converted = [markdown.markdown(made[0], extensions=["md_in_html", "attr_list"]) for made in (plain, hostile)]
    for harmless, made in ((converted[0], converted[1]), (plain[1], hostile[1])):
        expected = [(node.tag, sorted(node.keys())) for node in parsed(harmless).iter()]
        assert [(node.tag, sorted(node.keys())) for node in parsed(made).iter()] == expected
    first, second = (
        # So wide that the note has one line.
        ElementTree.fromstring(standalone(replace(picture(value), width=100_000)))
        for value in ("Sand", text)
    )
    assert [(node.tag, sorted(node.keys())) for node in first.iter()] == [
        (node.tag, sorted(node.keys())) for node in second.iter()
    ]


def test_a_file_has_its_own_colours_and_leads_nowhere():
    made = standalone(picture()).decode()
    root = ElementTree.fromstring(made)
    assert (root.get("width"), root.get("height")) == ("124", "122")
    assert "class=" not in made
    assert "style" not in made
    assert {node.get(XLINK) for node in root.iter() if node.get(XLINK)} == {"#sp-high"}
    assert [node.text for node in root.iter(f"{SVG}text")] == ["Sand"] * 4
    assert standalone(picture()) == made.encode()


def test_a_long_note_has_as_many_lines_as_it_needs():
    long = replace(picture(), width=140, note="Sand moves where the wind blows it to.")
    root = ElementTree.fromstring(standalone(long))
    lines = {int(node.get("y")): node.text for node in root.iter(f"{SVG}text") if node.text != "Sand"}
    assert [lines[y] for y in sorted(lines)] == ["Sand moves where the", "wind blows it to."]
    assert root.get("height") == "136"


def test_bars_to_be_drawn_over_have_neither_paper_nor_words():
    root = ElementTree.fromstring(standalone(replace(picture(), shapes=(Area("bar", 0, 0, 1, 1),)), paper=False))
    assert (root.get("width"), root.get("height")) == ("100", "50")
    assert [node.get("fill") for node in root.iter(f"{SVG}rect")] == ["#7485b5"]
    assert list(root.iter(f"{SVG}text")) == []


@pytest.mark.parametrize(
    "shape",
    [
        Area('met" onload="x', 0, 0, 1, 1),
        Area("met", 0, 0, '1" onload="x', 1),
        Area("met", 0.5, 0, 1, 1),
        Sign("met", 0, 0),
        Words("label", 0, 0, "x", align='end" onload="x'),
        Group((), href=to_registry("https://example.org/")),
        Inset(to_registry("https://example.org/"), 0, 0, 1, 1),
    ],
    ids=repr,
)
def test_what_is_no_shape_of_ours_is_refused(tmp_path, shape):
    with pytest.raises(TemplateError, match="cannot use"):
        page(tmp_path, picture=replace(picture(), shapes=(shape,)))


def test_a_wide_picture_can_be_skipped_with_all_its_links(tmp_path):
    html = page(tmp_path, picture=replace(picture(), width=900))[1]
    ends = [element.get("id") for element in parsed(html).iter() if element.get("id") == "my-picture-end"]
    links = [element.get("href") for element in parsed(html).iter() if (element.tag.rpartition("}")[2]) == "a"]
    assert ends == ["my-picture-end"]
    assert links[:2] == ["sand.svg", "#my-picture-end"]
    assert html.index('id="my-picture-end"') > html.index("</details>")
    assert "my-picture-end" not in page(tmp_path, picture=replace(picture(), width=300))[1]


def test_a_picture_without_figures_behind_it_is_left_out(tmp_path):
    assert page(tmp_path, picture=replace(picture(), rows=()))[1] == ""


def test_the_style_sheet_knows_every_kind():
    css = (theme() / "assets/scanpress/scanpress.css").read_text("utf-8")
    assert set(re.findall(r"(?m)^\.p-([a-z-]+) \{", css)) == set(LOOKS)
    assert set(SIGNS) <= set(LOOKS)
    # A file has the colours that a page has in its light scheme.
    light = dict(re.findall(r"--(sp-[a-z-]+): (#[0-9a-f]{6});", css.partition("@media")[0]))
    for kind, fill in re.findall(r"(?m)^\.p-([a-z-]+) \{ fill: var\(--(sp-[a-z-]+)\)", css):
        if fill in light:
            assert f'fill="{light[fill]}"' in LOOKS[kind], kind


@pytest.mark.parametrize("dialect", [HtmlDialect, MarkdownDialect])
def test_a_strip_is_as_long_as_all_strips(dialect):
    drawn = dialect().strip(Strip(1, 1, 0, 1))
    # Thirds of 72 pixels; what does not occur is not drawn.
    assert re.findall(r'class="p-(\w+)" d="M(\d+) 0h(\d+)', drawn) == [
        ("met", "0", "24"), ("unmet", "24", "24"), ("none", "48", "24"),
    ]  # fmt: skip
    assert sum(int(width) for width in re.findall(r"0h(\d+)", dialect().strip(Strip(3, 5, 7, 11)))) == 72
    assert dialect().strip(Strip(0, 0, 0, 0)) == ""


def test_places_on_a_scale_are_rounded_to_the_nearest():
    assert [scaled(value, 8, 10) for value in range(9)] == [0, 1, 3, 4, 5, 6, 8, 9, 10]
    assert scaled(1, 0, 10) == 0


def test_a_text_that_fits_is_whole_and_one_that_does_not_says_so():
    assert fitted("Sand", 100) == "Sand"
    assert fitted("Sandcastles on a beach", 60) == "Sandcast…"
    # The n is too much; the sign that says so takes the place of the o.
    assert fitted("Sand on a beach", 45) == "Sand…"
    assert len(fitted("砂" * 40, 120)) < len(fitted("s" * 40, 120)) < 40


def test_a_text_is_parted_at_spaces_into_lines_that_fit() -> None:
    # A line of 60 pixels has room for 500 hundredths of letters of 12: "Sand on a " takes 430, "beach at " 456.
    assert in_lines("Sand", 60, 2) == ("Sand",)
    assert in_lines("Sand on  a beach", 60, 2) == ("Sand on a", "beach")
    assert in_lines("Sand on a beach at night", 60, 2) == ("Sand on a", "beach at…")
    assert in_lines("Sandcastles on it", 60, 3) == ("Sandcast…", "on it")
    assert in_lines("", 60, 2) == ()
