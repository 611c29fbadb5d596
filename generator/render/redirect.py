"""Small pages of HTML that stand where something was: they lead on, or say what became of it.

They use no template and no theme, weigh about a kilobyte, and stay out of navigation, search and sitemap. All that
they hold is encoded here: ``_tag`` and ``_element`` write attributes and texts, and nothing else writes HTML.

With JavaScript, ``redirect.js`` leads on and keeps the fragment, which a refresh by ``<meta>`` drops; a link with the
fragment's id says where else it leads. Without, the refresh leads to the page.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.render.escape import html_text
from generator.render.href import to_any, to_file

SCRIPT = "assets/scanpress/redirect.js"
"""The script that leads on, as part of the theme."""

STYLE = "assets/scanpress/redirect.css"
"""How the pages look, likewise."""

# A constant in quotation marks that has none of its own: encoded, it would be a tenth of the page.
_POLICY = (
    '<meta http-equiv="Content-Security-Policy" '
    "content=\"default-src 'none'; script-src 'self'; style-src 'self'\">"
)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a pasted link shows: a title, a line about it, and its whole address, empty where that is not known.

    ``image`` is the whole address of a picture, empty where there is none.
    """

    title: str
    about: str = ""
    url: str = ""
    image: str = ""


@dataclass(frozen=True, slots=True)
class Onward:
    """A link: to ``page`` (a page's path below the content folder) and the ``anchor`` there, with its words.

    ``id`` is the fragment for which it is meant, empty where it is for all.
    """

    page: str
    words: str
    anchor: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class LeadingPage:
    """A page that leads on to ``target``, or one that says what there is to say, where ``target`` is ``None``.

    ``path`` is its file below the site. ``said`` are its paragraphs, ``facts`` are names and values in a list, and
    ``links`` further links.
    """

    path: str
    preview: Preview
    heading: str
    said: tuple[str, ...] = ()
    target: Onward | None = None
    facts: tuple[tuple[str, str], ...] = ()
    links: tuple[Onward, ...] = ()


def leading_page(page: LeadingPage, *, directory_urls: bool) -> bytes:
    """The page as a file in HTML. Raises ``ValueError`` for an anchor that can be none."""

    def address(link: Onward) -> str:
        return to_any(page.path, link.page, link.anchor).in_html(directory_urls)

    def part_of_theme(path: str) -> str:
        return to_file(page.path, path).in_html(directory_urls)

    preview, target = page.preview, page.target
    head = [
        _tag("meta", charset="utf-8"),
        _POLICY,
        _tag("meta", name="viewport", content="width=device-width,initial-scale=1"),
        _tag("meta", name="color-scheme", content="light dark"),
        _tag("meta", name="robots", content="noindex"),
        _element("title", preview.title),
        _tag("meta", property="og:title", content=preview.title),
        _tag("meta", property="og:type", content="website"),
        _tag("meta", name="twitter:card", content="summary_large_image" if preview.image else "summary"),
    ]
    if preview.about:
        head.append(_tag("meta", property="og:description", content=preview.about))
    if preview.url:
        head.append(_tag("link", rel="canonical", href=preview.url))
        head.append(_tag("meta", property="og:url", content=preview.url))
    if preview.image:
        head.append(_tag("meta", property="og:image", content=preview.image))
    head.append(_tag("link", rel="stylesheet", href=part_of_theme(STYLE)))
    body = [_element("h1", page.heading), *[_element("p", text) for text in page.said]]
    if target is not None:
        refresh = _tag("meta", http_equiv="refresh", content=f"0; url={address(target)}")
        head.append(f"<noscript>{refresh}</noscript>")
        body.append(f"<p>{_element('a', target.words, rel='next', href=address(target))}</p>")
    if target is not None or any(link.id for link in page.links):
        head.append(_element("script", "", src=part_of_theme(SCRIPT), defer=True))
    if page.facts:
        rows = [f"{_element('dt', name)}{_element('dd', value)}" for name, value in page.facts]
        body.append(f"<dl>{''.join(rows)}</dl>")
    if page.links:
        entries = [f"<li>{_element('a', link.words, id=link.id, href=address(link))}</li>" for link in page.links]
        body.append(f"<ul>{''.join(entries)}</ul>")
    return "\n".join(["<!doctype html>", '<html lang="en">', *head, *body, "</html>", ""]).encode()


def _tag(name: str, /, **attributes: str | bool) -> str:
    """An element's beginning; an attribute that is empty is left out, and one that is ``True`` has no value."""
    written = [
        f" {key.replace('_', '-')}" + ("" if value is True else f'="{html_text(str(value))}"')
        for key, value in attributes.items()
        if value
    ]
    return f"<{name}{''.join(written)}>"


def _element(name: str, text: str, /, **attributes: str | bool) -> str:
    return f"{_tag(name, **attributes)}{html_text(text)}</{name}>"
