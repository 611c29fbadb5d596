"""Templates compose macros and nothing else; every way around that is refused when a template is loaded."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment
from markupsafe import Markup

from generator.errors import TemplateError
from generator.render.environment import Pages, violations
from generator.render.html import HtmlDialect
from generator.render.markdown import MarkdownDialect
from generator.render.markup import MACROS, Badge, Dialect
from generator.resources import page_templates

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
    "test": "{% if view.text is defined %}{{ paragraph(view.text) }}{% endif %}",
}


class View:
    text = "<script>alert(1)</script> *a*"
    list = ("<b>", "|")


@pytest.mark.parametrize("source", WAYS_AROUND.values(), ids=WAYS_AROUND.keys())
def test_templates_cannot_go_around_the_macros(tmp_path: Path, source: str) -> None:
    (tmp_path / "page.md.j2").write_text(source, "utf-8")
    with pytest.raises(TemplateError, match=r"page\.md\.j2, line 1"):
        Pages([tmp_path]).render("page.md.j2", View())


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
        assert list(violations(environment.parse(template.read_text("utf-8")))) == [], template.name


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
    with pytest.raises(TemplateError, match="a macro got what it cannot use"):
        Pages([tmp_path]).render("page.md.j2", View())
