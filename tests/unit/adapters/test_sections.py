from __future__ import annotations

from types import SimpleNamespace

from generator.adapters.mkdocs.sections import sections


def found(html: str, title: str) -> list[tuple[str, str, str]]:
    page = SimpleNamespace(content=html, meta={}, title=title, url="about/")
    return [(entry.anchor, entry.title, entry.text) for entry in sections(page).entries]


def test_the_heading_of_a_page_is_found_where_the_navigation_calls_it_otherwise() -> None:
    html = '<h1 id="reef">Welcome to the <em>reef</em></h1><p>Sand.</p>'
    assert found(html, "Home") == [("", "Home", "Welcome to the reef Sand.")]
    assert found(html, "Welcome to the reef") == [("", "Welcome to the reef", "Sand.")]


def test_a_second_heading_of_the_first_level_begins_a_section() -> None:
    html = '<h1 id="reef">Reef</h1><p>Sand.</p><h1 id="kites">Kites</h1><p>Wind.</p>'
    assert found(html, "Reef") == [("", "Reef", "Sand."), ("kites", "Kites", "Wind.")]


def test_headings_end_words() -> None:
    html = '<div>One<h2>Two</h2>Three</div><h2 id="a">Four</h2><h3>Five</h3>'
    assert found(html, "Page") == [("", "Page", "One Two Three"), ("a", "Four", "Five")]
