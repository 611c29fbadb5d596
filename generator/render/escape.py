"""The only place where text of an input is encoded for an output.

One rule: text stays as it was read until the moment of writing, and is then encoded once, for the
place where it is written. The places, and the function of each:

=====================================================  ===================
running text, headings, cells, list items, link text   ``markdown_text``
HTML that no Markdown converter reads any more          ``html_text``
entries of a search, which hold HTML                    ``search_text``
any HTML attribute inside a Markdown file               ``attribute``
front matter and navigation, before the YAML dumper     ``front_matter``
data in a script of a page, which does not run it       ``script_json``
link targets                                            ``http_url``, then ``markdown_url``
terminal and log                                        ``log_line``
GitHub workflow commands                                ``github_data``, ``github_property``
=====================================================  ===================

``markdown_text`` escapes what can make HTML, attributes, links or template code wherever it stands,
and what is harmless alone (dots, dashes, slashes) only in the company that gives it a meaning. These
latter rules follow the converter and the extensions by their letter; ``tests/property/test_escape.py``
holds them against every extension. Two fields must not touch each other, and the text of a template
must not touch a field with a letter, a digit or one of ``: - + = / . ( ) ! ?``, since two harmless
halves can make a whole.
"""

import html
import json
import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Final
from urllib.parse import urlsplit

from markupsafe import Markup

from generator import limits

safe: Callable[[str], Markup] = partial(str.__new__, Markup)
"""Marks a string as encoded. ``Markup`` itself looks for other kinds of input first, which takes its time."""

FIELD_LIMIT: Final = limits.FIELD
"""Longest field in characters."""

LOG_LIMIT: Final = 300
URL_LIMIT: Final = 2_000

# ---------------------------------------------------------------------------------------- cleaning

_BLANK_LINES = re.compile(r"(?:\r\n?|\n)[^\S\r\n]*(?:\r\n?|\n)\s*")

# Marks that turn the direction of the text around them, byte order marks and invisible tag characters.
_DROPPED = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ufeff\U000e0000-\U000e007f]")

_SPACES = re.compile("[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")

# No document may hold these. STX and ETX among them mark the converter's own stored pieces, so that
# a text with one of them could bring back, or take the place of, another piece of the page.
_REFUSED = re.compile(
    "[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
    + "]"
)


def without_dropped(value: str) -> str:
    """Return the text without the characters that ``clean`` drops, and as it is in all else."""
    return _DROPPED.sub("", value)


def clean(value: str) -> str:
    """Return the text as one line without characters that a page cannot or should not hold."""
    if value.isprintable() and "  " not in value and value[:1] != " " != value[-1:]:
        return value
    return _REFUSED.sub("\ufffd", _SPACES.sub(" ", _DROPPED.sub("", value))).strip(" ")


def paragraphs(value: str) -> tuple[str, ...]:
    """Split the text at blank lines; every paragraph is cleaned and none is empty."""
    return tuple(text for part in _BLANK_LINES.split(value) if (text := clean(part)))


def cap(value: str) -> tuple[str, bool]:
    """Return at most FIELD_LIMIT characters, and whether something was cut off."""
    return value[:FIELD_LIMIT], len(value) > FIELD_LIMIT


# ---------------------------------------------------------------------------------------- Markdown

_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}

# An escaped underscore is no word character for the converter any more, so "no letter or digit here"
# has to be said without \b, which counts the underscore as one.
_NOT_AFTER = r"(?<![^\W_].)"  # looks past the character just matched
_NOT_BEFORE = r"(?![^\W_])"

# Emphasis, headings, footnote and issue marks. The backslash is what a person would write here.
_BACKSLASH = r"[*_#]"

# HTML, entities, links, references, attribute lists, Jinja, critic marks, cells, quotes, code, strokes
# (tilde, caret), mathematics, addresses, mentions, the quoted title of a box. No backslash: it would
# make mathematics of a bracket, and a backslash of the text must not escape its neighbour.
_ALWAYS = r"""[\\`&<>\[\]{}|~^$"@]"""

_RUNS = (
    r"--+",  # smarty, smartsymbols (arrows), rules, front matter, snippets
    r"\+\++",  # keys
    r"==+",  # mark, tabbed, underlined headings
    r"\.\.\.+",  # smarty
    r"//+",  # magiclink (any scheme), blocks
)

# Each rule names its character first and looks back afterwards: so the search skips plain text fast.
_IN_COMPANY = (
    r":(?=[+\-\w]+:)",  # emoji
    r"\.(?<=[wW]{3}\.)",  # magiclink without a scheme
    r"[!?](?=\d)",  # magiclink: merge requests, discussions
    rf"[a-f\d](?=[a-f\d]{{39}}(?![a-f\d])){_NOT_AFTER}",  # magiclink: commit hashes (1st may follow)
    rf"[nrst](?<=\d.)(?=[dht]{_NOT_BEFORE})",  # smartsymbols: 1st, 2nd, 3rd, 4th
    r"/(?<=(?<!\d)[1-7]/)(?=[2-8](?!\d))",  # smartsymbols: 1/2
    r"/(?<=\+/)(?=-)",  # smartsymbols: plus-minus
    r"/(?<==/)(?==)",  # smartsymbols: not equal
    rf"/(?<=c/)(?<![^\W_]..)(?=o{_NOT_BEFORE})",  # smartsymbols: care of
    r"\((?=(?:c|r|tm)\))",  # smartsymbols: copyright, registered, trade mark
)

_AT_LINE_START = (
    r"[-+=](?=\ |\Z)",  # lists, rules, underlined headings
    r":",  # definition lists, mkdocstrings
    r"!(?=!!)",  # admonitions
    r"\?(?=\?\?)",  # details
)

# Numbered lists; fancylists also counts in letters and Roman numerals. A number alone counts too: the
# template may go on in the same line.
_LIST_NUMBER = r"(?:\d+|[a-z]|[ivxlcdm]+|[IVXLCDM]{2,}|[A-Z](?=\)))[.)](?=\ |\Z)"

# The rule for hashes stands before the one for list numbers: forty digits and a dot are both.
_ANYWHERE = "|".join((_ALWAYS, *_RUNS, *_IN_COMPANY))
_LINE_START = "|".join(_AT_LINE_START)
_MARKDOWN = re.compile(rf"(?P<backslash>{_BACKSLASH})|{_ANYWHERE}|\A(?:{_LINE_START}|(?P<number>{_LIST_NUMBER}))")


def _entities(text: str) -> str:
    return "".join(_NAMED.get(char) or f"&#{ord(char)};" for char in text)


def _encode(match: re.Match[str]) -> str:
    text = match[0]
    if match.lastgroup == "backslash":
        return f"\\{text}"
    if match.lastgroup == "number":
        return text[:-1] + _entities(text[-1])
    return _entities(text)


def markdown_text(value: str) -> Markup:
    """Encode for any place of a Markdown file where text is read as Markdown, a line's start included."""
    return safe(_MARKDOWN.sub(_encode, clean(value)))


def escaped_until(value: str, most: int) -> tuple[int, int]:
    """Up to where at most ``most`` characters of a text are escaped in Markdown, and how many are up to there."""
    number = 0
    for match in _MARKDOWN.finditer(value):
        if number + len(match[0]) > most:
            return match.start() + most - number, most
        number += len(match[0])
    return len(value), number


# Every mark of ASCII but the comma: an attribute is read by people only after decoding, and the
# converter may look at it before it knows that it is an attribute.
_ATTRIBUTE = re.compile(r"[!-+\--/:-@\[-`{-~]|" + "|".join(_IN_COMPANY))


def attribute(value: str) -> Markup:
    """Encode for the quoted value of an HTML attribute inside a Markdown file.

    Fit for the content of raw HTML blocks of such a file too. Not for a block element that carries the
    attribute `markdown`, nor a block element right inside one: md_in_html decodes their attributes and
    writes them anew, which is safe, but turns the text `&lt;` into `<`.
    """
    return Markup(_ATTRIBUTE.sub(lambda match: _entities(match[0]), clean(value)))


# ----------------------------------------------------------------------- HTML, front matter, addresses


def html_text(value: str, /) -> Markup:
    """Encode for HTML, as content or quoted attribute, that is written after any Markdown conversion."""
    text = clean(value)
    # Asked one by one: a search for any of them takes longer than all five questions.
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if '"' in text:
        text = text.replace('"', "&#34;")
    if "'" in text:
        text = text.replace("'", "&#39;")
    return safe(text)


def search_text(value: str) -> str:
    """Encode for an entry of Material's search, which puts it into the page as HTML, and finds words in it as it is.

    So quotes stay what they are: ``don&#39;t`` would be another word than the one that people type. Not for
    attributes.
    """
    return html.escape(clean(value), quote=False)


def front_matter(value: str) -> str:
    """Encode for a title or description; the caller gives the result to a YAML dumper.

    Themes print these values as they are, and plugins such as macros read them as template code.
    """
    return str(html_text(value)).replace("{", "&#123;").replace("}", "&#125;")


# What ends a script or starts a comment or an entity there, the ends of lines that JSON and JavaScript see
# differently, and what starts code of templates: after a brace that JSON itself has comes a quote or its partner.
_IN_SCRIPT = re.compile(r"[<>&\u2028\u2029]|\{(?=[{%#])")


def script_json(value: object) -> str:
    """Encode data as JSON for the content of ``<script type="application/json">`` and its like.

    The caller gives the result to a YAML dumper, or writes it as it is. Raises ``TypeError`` for what JSON cannot
    hold.
    """
    text = json.dumps(_cleaned(value), ensure_ascii=False, separators=(",", ":"))
    return _IN_SCRIPT.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _cleaned(value: object) -> object:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {clean(str(key)): _cleaned(item) for key, item in value.items()}
    return [_cleaned(item) for item in value] if isinstance(value, (list, tuple)) else value


_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
# The last label starts with a letter, which keeps out numeric addresses in all their spellings.
_HOST = re.compile(rf"(?=.{{1,253}}\Z)(?:{_LABEL}\.)+(?=[a-z]){_LABEL}\Z")
_NOT_IN_URL = re.compile(r"%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9%/:;?=&,.+\-_~!@#]")


def http_url(value: str) -> str | None:
    """Return the address in a normal form if it is a plain web address, else None.

    Never raises. Anything that a reader, a browser and a parser could understand differently is
    refused: user names before the host, backslashes, spaces, controls, hosts that are no domain name.
    """
    if len(value) > URL_LIMIT or not value.isprintable() or " " in value or "\\" in value:
        return None
    try:
        parts = urlsplit(value)
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii").lower()
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or "@" in parts.netloc or not _HOST.match(host):
        return None
    start = len(parts.scheme) + len("://") + len(parts.netloc)
    rest = _NOT_IN_URL.sub(_percent, value[start:])
    return f"{parts.scheme}://{host}{f':{port}' if port else ''}{rest}"


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode())


_IN_URL = re.compile(r"[^A-Za-z0-9%/:?=,.+\-#]")


def markdown_url(url: str) -> str:
    """Encode an address that ``http_url`` returned, for ``[text](...)`` or ``href="..."`` in Markdown."""
    return _IN_URL.sub(lambda match: _entities(match[0]), url)


# ---------------------------------------------------------------------------------------- messages


def log_line(value: str) -> str:
    """Encode for a terminal or a log: one line, no controls, no workflow command, of bounded length."""
    text = clean(value[: 2 * LOG_LIMIT])
    # GitHub's runner obeys the first at the start of a line and the second anywhere in it.
    text = re.sub(r"\A::", ": :", text).replace("##[", "## [")
    return text if len(text) <= LOG_LIMIT and len(value) <= 2 * LOG_LIMIT else f"{text[: LOG_LIMIT - 1]}…"


def github_data(value: str) -> str:
    """Encode for the message of a GitHub workflow command; line breaks are kept."""
    kept = "".join(part if part in ("\r", "\n") else clean(part) for part in re.split(r"([\r\n])", value))
    return kept.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def github_property(value: str) -> str:
    """Encode for a property (title, file ...) of a GitHub workflow command."""
    return github_data(value).replace(":", "%3A").replace(",", "%2C")
