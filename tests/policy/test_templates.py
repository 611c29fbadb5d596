"""Templates compose macros and nothing else; every way around that is refused when a template is loaded."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from pathlib import Path

import pytest
from jinja2 import Environment
from markupsafe import Markup

import generator.views
from generator.errors import TemplateError
from generator.render import template_rules
from generator.render.environment import Pages, debugging
from generator.render.href import Href, to_anchor
from generator.render.html import HtmlDialect
from generator.render.markdown import MarkdownDialect
from generator.render.markup import MACROS, Badge, Dialect, Field, Link
from generator.resources import page_templates
from generator.views.indexes import ScanRow

WAYS_AROUND = {
    "bare value": "{{ view.text }}",
    "bare text": "<b>bold</b>",
    "literal": '{{ "<b>" }}',
    "safe filter": "{{ paragraph(view.text|safe) }}",
    "join filter": "{{ paragraph(view.list|join) }}",
    "concatenation": "{{ paragraph(view.text ~ view.text) }}",
    "addition": "{{ paragraph(view.text + view.text) }}",
    "method": "{{ paragraph(view.text.upper()) }}",
    "format": '{{ paragraph("%s" % view.text) }}',
    "other global": "{{ paragraph(range(3)) }}",
    "autoescape off": "{% autoescape false %}{{ paragraph(view.text) }}{% endautoescape %}",
    "set": "{% set x = view.text %}{{ paragraph(x) }}",
    "macro of its own": "{% macro raw(x) %}{{ paragraph(x) }}{% endmacro %}",
    "import": '{% import "other.md.j2" as other %}',
    "inner attribute": "{{ paragraph(view.__class__) }}",
    "subscript": '{{ paragraph(view["text"]) }}',
    "chosen include": "{% include view.text %}",
    "argument list": "{{ paragraph(*view.list) }}",
    "macro renamed": "{% for paragraph in view.list %}{{ words(paragraph) }}{% endfor %}",
    "a word of Python": "{{ paragraph(view.class) }}",
    "an argument that is a word of Python": "{{ paragraph(class=view.text) }}",
    "an attribute of a number": "{{ paragraph(5.real) }}",
    "a body as an argument": "{{ items(caller=view.text.strip) }}",
    "a body as an argument of a macro without one": "{{ paragraph(view.text, caller=view.text.strip) }}",
    "a body as an argument beside a body": "{% call items(caller=view.text.strip) %}{% endcall %}",
    "a body for a macro that takes none": "{% call paragraph(view.text) %}{% endcall %}",
    "a macro without its body": "{{ items() }}",
    "a name that the macro has not": "{{ paragraph(raw=view.text) }}",
    "too many arguments": "{{ line_break(view.text) }}",
    "too few arguments": "{{ heading(1, view.text) }}",
    "an argument twice": '{{ heading(1, view.text, "a-b", level=2) }}',
    "an argument twice by name": '{{ heading(level=1, level=2, content=view.text, anchor="a-b") }}',
    "a name of the inside": "{{ paragraph(self=view.text) }}",
    "method of a text": "{{ paragraph(view.text.upper) }}",
    "method of a text that looks like markup": "{{ paragraph(view.text.format_map) }}",
    "method of a list": "{{ paragraph(view.list.append) }}",
    "method of a mapping": "{{ paragraph(view.list.items) }}",
    "method of a number": "{{ paragraph(view.number.to_bytes) }}",
    "method of a target": "{{ paragraph(view.href.in_html) }}",
    "method in a condition": "{% if view.text.isupper %}{{ paragraph(view.text) }}{% endif %}",
    "the body itself": "{% call items() %}{{ item(caller) }}{% endcall %}",
    "a class from a view": "{% call callout(view.text, view.text) %}{% endcall %}",
    "a class from a view, perhaps": '{% call items(kind="a" if view.list else view.text) %}{% endcall %}',
    "Jinja's own self": "{{ paragraph(self) }}",
    "Jinja's own super": "{{ paragraph(super) }}",
    "the loop itself": "{% for x in view.list %}{{ paragraph(loop) }}{% endfor %}",
    "method of the loop": "{% for x in view.list %}{{ paragraph(loop.cycle) }}{% endfor %}",
    "the theme's anchor": '{{ heading(1, view.text, "__search") }}',
    "an input's anchor": '{{ heading(1, view.text, "claim-97bce945") }}',
    "a hash as an anchor": '{{ heading(1, view.text, "x" if view.list else "my-97bce945") }}',
    "a method in letters that Python takes for others": "{% if view.text.\uff55pper %}{{ words(view.text) }}{% endif %}",
    "a class in such letters": "{{ words(view.a\uff3f_class__) }}",
    "no whole number": "{{ words(1e400) }}",
    "a name that is no text": "{% include 5 %}",
    "nothing as a name": "{% include none %}",
    "test": "{% if view.text is defined %}{{ paragraph(view.text) }}{% endif %}",
}


class View:
    number = 5
    text = "<script>alert(1)</script> *a*"
    list = ("<b>", "|")


@pytest.mark.parametrize("source", WAYS_AROUND.values(), ids=WAYS_AROUND.keys())
def test_templates_cannot_go_around_the_macros(tmp_path: Path, source: str) -> None:
    (tmp_path / "page.md.j2").write_text(source, "utf-8")
    with pytest.raises(TemplateError, match=r"page\.md\.j2, line 1"):
        Pages([tmp_path]).render("page.md.j2", View())


TOO_DEEP = {
    "a template that includes itself": '{% include "page.md.j2" %}',
    "brackets": "{{ words(" + "(" * 30_000 + "1" + ")" * 30_000 + ") }}",
    "conditions": "{{ words(" + "not " * 30_000 + "1) }}",
    "loops": "{% for x in view.list %}" * 60 + "{% endfor %}" * 60,
}


@pytest.mark.parametrize("name", ["page.md.j2", "inner.md.j2"])
@pytest.mark.parametrize("source", TOO_DEEP.values(), ids=TOO_DEEP.keys())
def test_what_is_nested_too_deep_is_said(tmp_path: Path, source: str, name: str) -> None:
    (tmp_path / "page.md.j2").write_text('{% include "inner.md.j2" %}', "utf-8")
    (tmp_path / name).write_text(source, "utf-8")
    with pytest.raises(TemplateError, match=r"page\.md\.j2: .*nested too deep"):
        Pages([tmp_path]).render("page.md.j2", View())


UNFIT = {
    "a list for a text": "{{ paragraph(view.list) }}",
    "a list of what is literal": "{{ paragraph([view.text]) }}",
    "a list for prose": "{{ paragraph(prose(view.list)) }}",
    "a list for paragraphs": "{{ paragraphs(view.list) }}",
    "an object": "{{ paragraph(view.html) }}",
    "an object as an attribute": '{{ paragraph(permalink("a-b", view.html)) }}',
    "nothing": "{{ paragraph(view.nothing) }}",
    "a macro as a value": "{{ paragraph(paragraph) }}",
    "what is not there": "{{ paragraph(view.text, cycler) }}",
    "a method with a field's name": "{{ paragraph(view.text.title) }}",
    "a method with a field's name in a condition": "{% if view.text.title %}{{ paragraph(view.text) }}{% endif %}",
    "another method with a field's name": "{{ paragraph(view.list.index) }}",
    "a text for a level": '{{ heading(view.text, "x", "a-b") }}',
    "a level too many": '{{ heading(7, "x", "a-b") }}',
    "a text for a target": "{{ paragraph(link(view.text, view.text)) }}",
    "a text for links": "{{ paragraph(links(view.text)) }}",
    "a text for a number": "{{ paragraph(links((), view.text)) }}",
    "a text for marks": "{{ paragraph(marks(view.text)) }}",
    "a text for the badges of a row": '{% call table(["x"], "x") %}{{ badge_row(view.text, "x") }}{% endcall %}',
    "a text for fields": "{{ fields(view.text) }}",
    "a text for an anchor": "{{ paragraph(self_link(view.text, view.text)) }}",
    "an anchor of the theme's form": "{{ paragraph(self_link(view.theirs, view.text)) }}",
    "what cannot be a class": '{% call callout("A b", view.text) %}{% endcall %}',
    "a text for meta data": "{{ front_matter(view.text) }}",
}


@pytest.mark.parametrize("name", ["page.md.j2", "inner.md.j2"])
@pytest.mark.parametrize("data", [b"\xff\xfe", b"{{ words(" + b"9" * 5_000 + b") }}"], ids=["no UTF-8", "digits"])
def test_a_template_that_cannot_be_read_is_said(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / "page.md.j2").write_text('{% include "inner.md.j2" %}', "utf-8")
    (tmp_path / name).write_bytes(data)
    with pytest.raises(TemplateError, match=r"page\.md\.j2: "):
        Pages([tmp_path]).render("page.md.j2", View())


class Loud:
    def __html__(self) -> str:
        return View.text

    __str__ = __html__


class Unfit(View):
    html = Loud()
    nothing = None
    theirs = "__search"


@pytest.mark.parametrize("source", UNFIT.values(), ids=UNFIT.keys())
def test_macros_refuse_what_they_cannot_use(tmp_path: Path, source: str) -> None:
    (tmp_path / "page.md.j2").write_text(source, "utf-8")
    pages = Pages([tmp_path], debug=False)
    # A page in HTML has no meta data of its own.
    for render in (pages.render, pages.render_html)[: 1 if "front_matter" in source else 2]:
        with pytest.raises(TemplateError, match=r"page\.md\.j2"):
            render("page.md.j2", Unfit())


def test_markup_where_plain_text_belongs_is_encoded(tmp_path: Path) -> None:
    (tmp_path / "page.md.j2").write_text(
        '{{ paragraph(permalink("a-b", code(view.text)), prose(small("x"))) }}', "utf-8"
    )
    page = Pages([tmp_path]).render_html("page.md.j2", View()).html
    assert set(re.findall(r"</?([a-z]+)", page)) == {"p", "a"}


def test_views_that_hold_markup_are_found_in_tests(tmp_path: Path) -> None:
    (tmp_path / "page.md.j2").write_text("{{ paragraph(view.text) }}", "utf-8")
    view = Field("a", Markup("<b>"))
    row = ScanRow(Link("a", None), "", "", Badge("yes", Markup("<b>"), "w"), "", "", to_anchor("a"))
    for holds in (view, row):
        with pytest.raises(TemplateError, match="Markup and not plain text"):
            Pages([tmp_path]).render_html("page.md.j2", holds)


@pytest.mark.parametrize("kind", ["words", "items"])
def test_a_macro_that_gives_plain_text_is_found_in_tests(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(HtmlDialect, kind, lambda *parts, **named: View.text)
    source = "{{ words(view.text) }}" if kind == "words" else "{% call items() %}{% endcall %}"
    (tmp_path / "page.md.j2").write_text(source, "utf-8")
    with pytest.raises(TemplateError, match="but no macro made it"):
        Pages([tmp_path]).render_html("page.md.j2", View())


@pytest.mark.parametrize(("value", "expected"), [("1", True), ("0", False), ("", False)])
def test_the_environment_asks_for_the_checks(monkeypatch: pytest.MonkeyPatch, value: str, *, expected: bool) -> None:
    monkeypatch.setenv("SCANPRESS_DEBUG", value)
    assert debugging() is expected


def test_the_checks_are_on_in_tests() -> None:
    assert debugging()


def test_names_of_fields_that_plain_values_have_too_are_looked_at_when_used() -> None:
    names = {
        name
        for module in pkgutil.iter_modules(generator.views.__path__, "generator.views.")
        for value in (*vars(importlib.import_module(module.name)).values(), Href, Badge, Field, Link)
        if isinstance(value, type)
        for name in (*getattr(value, "_fields", ()), *getattr(value, "__dataclass_fields__", ()))
    }
    assert {"anchor", "title", "domains"} <= names
    assert names & template_rules._METHODS == template_rules.ALSO_FIELDS


@pytest.mark.parametrize("name", MACROS)
@pytest.mark.parametrize("dialect", [MarkdownDialect, HtmlDialect])
def test_both_dialects_take_what_templates_are_held_to(dialect: type[Dialect], name: str) -> None:
    said = inspect.signature(getattr(Dialect, name)).parameters.values()
    taken = inspect.signature(getattr(dialect, name)).parameters.values()
    assert [(item.name, item.kind, item.default) for item in said] == [
        (item.name, item.kind, item.default) for item in taken
    ]


def test_sections_that_a_template_names_get_anchors_of_their_own_form(tmp_path: Path) -> None:
    source = """{{ heading(1, "x", "claims") }}{{ heading(2, "x", "red-flags" if view.list else "b") }}
    {{ heading(2, "x", anchor="mine") }}{{ heading(2, "x", view.list and "tags" or "c") }}"""
    (tmp_path / "page.md.j2").write_text(source, "utf-8")
    page = Pages([tmp_path]).render_html("page.md.j2", View())
    assert [heading.anchor for heading in page.headings] == ["page-claims", "red-flags", "page-mine", "page-tags"]


def test_what_macros_print_is_encoded(tmp_path: Path) -> None:
    (tmp_path / "page.md.j2").write_text("{{ paragraph(view.text) }}", "utf-8")
    page = Pages([tmp_path]).render("page.md.j2", View())
    assert page == "&lt;script&gt;alert(1)&lt;/script&gt; \\*a\\*\n"


@pytest.mark.parametrize("dialect", [MarkdownDialect, HtmlDialect])
def test_what_is_remembered_of_markup_does_not_stand_for_plain_text(dialect: type[Dialect]) -> None:
    macros, raw = dialect(), "<b>x</b>"
    macros.badge(Badge("yes", Markup(raw), "w"))
    macros.words(Markup(raw))
    assert raw not in macros.badge(Badge("yes", raw, "w"))
    assert raw not in macros.words(raw)


def test_our_own_templates_keep_the_rules() -> None:
    environment = Environment()
    templates = sorted(page_templates().rglob("*.j2"))
    assert len(templates) >= 6
    for template in templates:
        assert list(template_rules.violations(environment.parse(template.read_text("utf-8")))) == [], template.name


@pytest.mark.parametrize("dialect", [MarkdownDialect, HtmlDialect])
def test_each_dialect_has_every_macro_and_no_other(dialect: type) -> None:
    public = {name for name in dir(dialect()) if not name.startswith("_")}
    assert public == set(MACROS)


def test_a_broken_template_names_its_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "page.md.j2").write_text("{{ paragraph(view.text) }}\n{% for %}\n", "utf-8")
    with pytest.raises(TemplateError, match=r"page\.md\.j2, line 2"):
        Pages([tmp_path]).render("page.md.j2", View())


def test_a_link_takes_only_checked_targets(tmp_path: Path) -> None:
    (tmp_path / "page.md.j2").write_text('{{ paragraph(link("text", "javascript:alert(1)")) }}', "utf-8")
    with pytest.raises(TemplateError, match="a macro was given something that it cannot use"):
        Pages([tmp_path]).render("page.md.j2", View())
