"""What a reader sees equals the text that was given, and no text makes an element or an attribute.

Many texts are written into one page by a context (a way to write a field). The same page with harmless
words gives the expected parse; putting the cleaned texts in the place of the words must give the parse of
the real page. A page that differs is halved until the text at fault is found.
"""

import functools
import html
import os
import random
import re
from collections.abc import Callable, Sequence
from html.parser import HTMLParser
from typing import Any

import html5lib
import markdown
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mkdocs.utils.meta import get_data

from generator.render import escape
from generator.render.escape import (
    FIELD_LIMIT,
    attribute,
    cap,
    clean,
    front_matter,
    github_data,
    github_property,
    html_text,
    http_url,
    log_line,
    markdown_text,
    markdown_url,
    paragraphs,
)
from tests.attacks import ATTACKS, SEEDS

# ---------------------------------------------------------------------------------------- extensions

Extensions = dict[str, dict[str, Any]]

PLAIN: Extensions = {"toc": {}, "tables": {}, "fenced_code": {}, "attr_list": {}, "md_in_html": {}}

MAGICLINK = {
    "repo_url_shorthand": True,
    "social_url_shorthand": True,
    "repo_url_shortener": True,
    "social_url_shortener": True,
    "normalize_issue_symbols": True,
    "provider": "github",
    "user": "inventeduser",
    "repo": "repo",
}

RECOMMENDED: Extensions = {
    "abbr": {},
    "admonition": {},
    "attr_list": {},
    "def_list": {},
    "footnotes": {},
    "md_in_html": {},
    "tables": {},
    "toc": {"permalink": True},
    "pymdownx.arithmatex": {"generic": True},
    "pymdownx.betterem": {},
    "pymdownx.blocks.caption": {},
    "pymdownx.caret": {},
    "pymdownx.critic": {},
    "pymdownx.details": {},
    "pymdownx.emoji": {},
    "pymdownx.highlight": {"anchor_linenums": True},
    "pymdownx.inlinehilite": {},
    "pymdownx.keys": {},
    "pymdownx.magiclink": MAGICLINK,
    "pymdownx.mark": {},
    "pymdownx.smartsymbols": {},
    "pymdownx.snippets": {},
    "pymdownx.superfences": {},
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.tasklist": {"custom_checkbox": True},
    "pymdownx.tilde": {},
}

EVERYTHING: Extensions = {
    **RECOMMENDED,
    "legacy_attrs": {},
    "meta": {},
    "nl2br": {},
    # Curly apostrophes are the one change that is left to the site: see test_curly_quotes.
    "smarty": {"smart_quotes": False, "smart_angled_quotes": True},
    "wikilinks": {},
    "pymdownx.b64": {},
    "pymdownx.blocks.admonition": {},
    "pymdownx.blocks.definition": {},
    "pymdownx.blocks.details": {},
    "pymdownx.blocks.html": {},
    "pymdownx.blocks.tab": {"alternate_style": True},
    "pymdownx.bracketspan": {},
    "pymdownx.escapeall": {"hardbreak": True, "nbsp": True},
    "pymdownx.fancylists": {"additional_ordered_styles": ["roman", "alpha", "generic"]},
    "pymdownx.pathconverter": {},
    "pymdownx.progressbar": {},
    "pymdownx.quotes": {"callouts": True},
    "pymdownx.saneheaders": {},
    "pymdownx.striphtml": {},
}

# Those that would push out another one of EVERYTHING.
RIVALS: Extensions = {
    **PLAIN,
    "abbr": {},
    "admonition": {},
    "codehilite": {},
    "def_list": {},
    "footnotes": {},
    "legacy_attrs": {},
    "legacy_em": {},
    "meta": {},
    "sane_lists": {},
    "smarty": {"smart_quotes": False},
    "wikilinks": {},
    "pymdownx.arithmatex": {"preview": True},
    "pymdownx.critic": {"mode": "accept"},
    "pymdownx.emoji": {},
    "pymdownx.magiclink": MAGICLINK,
    "pymdownx.snippets": {"url_download": False},
}

EXTENSIONS = {"plain": PLAIN, "recommended": RECOMMENDED, "everything": EVERYTHING, "rivals": RIVALS}


@functools.cache
def converter(name: str) -> markdown.Markdown:
    chosen = EXTENSIONS[name]
    return markdown.Markdown(extensions=list(chosen), extension_configs=chosen)


def convert(source: str, name: str) -> str:
    engine = converter(name)
    engine.reset()
    body = engine.convert(source)
    return body + getattr(engine, "toc", "")


# ------------------------------------------------------------------------------------------ contexts

Context = Callable[[Sequence[str]], str]


def each(form: str, between: str = "\n\n") -> Context:
    """Write every field in the same form; `@` stands for the field, `N` for its number."""
    before, after = form.split("@")

    def write(fields: Sequence[str]) -> str:
        return "# Page { #page }\n\n" + between.join(
            before.replace("N", str(number)) + field + after.replace("N", str(number))
            for number, field in enumerate(fields)
        )

    return write


def table(row: str) -> Context:
    return lambda fields: (
        "# Page { #page }\n\n| a | b | c |\n| --- | --- | --- |\n"
        + "\n".join(row.replace("@", field) for field in fields)
    )


def whole_page(fields: Sequence[str]) -> str:
    """One page with each field in a form of its own, so that neighbours of different forms meet."""
    forms = (
        "@",
        "## @ { #id-N }",
        "- @\n- **@**\n    - @",
        "1. @\n2. @",
        "| @ | @ |\n| --- | --- |\n| @ | *@* |\n| x | @ |",
        '<span class="b">@</span> and <em>@</em>',
        "> @",
        "> > @\n>\n> - @",
        "[@](https://a.example/x) ([@](other.md#x))",
        '<div class="x" markdown>\n\n### @ { #id-N .y }\n\n@\n\n- @\n\n</div>',
        '<figure class="x" markdown="1">\n\n<figcaption markdown="span">@</figcaption>\n</figure>',
        "@\nsecond line @",
    )
    rest, parts, number = list(reversed(fields)), ["# Page { #page }"], 0
    while rest:
        form = forms[number % len(forms)].replace("N", str(number))
        parts.append(re.sub("@", lambda _: rest.pop() if rest else "x", form))
        number += 1
    return "\n\n".join(parts)


CONTEXTS: dict[str, Context] = {
    "paragraph": each("@"),
    "paragraph that goes on": each("@ says page N."),
    "second line": each("first line\n@"),
    "one paragraph": each("@", "\n"),
    "within a sentence": each("It says: @ (page N)."),
    "heading": each("## @ { #id-N }"),
    "list item": each("- @", "\n"),
    "loose list item": each("- @\n\n    @".replace("@", "one", 1)),
    "numbered item": each("1. @", "\n"),
    "first cell": table("| @ | x | y |"),
    "last cell": table("| x | y | @ |"),
    "bare cells": table("x | @ | y"),
    "span": each('<span class="b">@</span> after'),
    "spans in one line": each('<span class="b">@</span>', " "),
    "link text": each("[@](https://a.example/)"),
    "figcaption": each('<figure markdown="span">\n<figcaption markdown="span">@</figcaption>\n</figure>'),
    "div": each('<div class="x" markdown>\n\n@\n\n</div>'),
    "tight div": each('<div class="x" markdown="1">\n@\n</div>'),
    "block quote": each("> @"),
    "strong": each("**@**"),
    "emphasis in strong": each("**_@_ x**"),
    "whole page": whole_page,
}

BOXES: dict[str, Context] = {
    "admonition title": each('!!! note "@"\n\n    text'),
    "admonition body": each("!!! note\n\n    @"),
    "footnote": each("x[^N]\n\n[^N]: @"),
    "definition": each("term\n:   @"),
    "term": each("@\n:   definition"),
}

PYMDOWNX_BOXES: dict[str, Context] = {
    "details title": each('??? note "@"\n\n    text'),
    "tab title": each('=== "@"\n\n    text'),
}

CASES = [
    (name, context)
    for name in EXTENSIONS
    for context in (
        *CONTEXTS,
        *(BOXES if name != "plain" else ()),
        *(PYMDOWNX_BOXES if name in ("recommended", "everything") else ()),
    )
]
ALL_CONTEXTS = {**CONTEXTS, **BOXES, **PYMDOWNX_BOXES}

ATTRIBUTE_CONTEXTS: dict[str, Context] = {
    "inline": each('x <span aria-label="@">text</span> y'),
    "block": each('<div class="x" aria-label="@">\ntext\n</div>'),
    "inline in Markdown in HTML": each('<div markdown>\n\n<span aria-label="@">x</span>\n\n</div>'),
    "void": each('<img src="x.png" alt="@">'),
    "image": each("![@](x.png)"),
    "linked image": each("[![@](x.png)](https://a.example/)"),
    "attribute list": each('## Heading { #id-N aria-label="@" }'),
    "inline attribute list": each('[x](https://a.example/){ aria-label="@" }'),
    "in a cell": table('| x | <span aria-label="@">y</span> | z |'),
    "in a heading": each('## <span aria-label="@">x</span> { #id-N }'),
    "svg": each('<svg role="img" aria-label="@"><path d="M0 0"/></svg>'),
}

# md_in_html decodes these attributes and writes them anew, without the `&amp;` of a text such as `&lt;`.
REWRITTEN_ATTRIBUTE_CONTEXTS: dict[str, Context] = {
    "carrier": each('<div class="x" aria-label="@" markdown>\n\ntext\n\n</div>'),
    "block in carrier": each('<div markdown>\n<div aria-label="@">text</div>\n</div>'),
}

# -------------------------------------------------------------------------------------------- parses

Event = tuple[str, ...]


class Events(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Event] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(("start", tag, *(f"{name}={value}" for name, value in attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.found.append(("end", tag))

    def handle_data(self, data: str) -> None:
        if self.found and self.found[-1][0] == "data":
            data = self.found.pop()[1] + data
        self.found.append(("data", data))

    def handle_comment(self, data: str) -> None:
        self.found.append(("comment", data))

    def handle_decl(self, decl: str) -> None:
        self.found.append(("declaration", decl))

    def unknown_decl(self, data: str) -> None:
        self.found.append(("declaration", data))

    def handle_pi(self, data: str) -> None:
        self.found.append(("instruction", data))


def parse(page: str) -> list[Event]:
    events = Events()
    events.feed(page)
    events.close()
    return events.found


def word(number: int) -> str:
    return f"Harmless{number}word"


@functools.cache
def expected_form(name: str, context: Context, count: int) -> tuple[Event, ...]:
    return tuple(parse(convert(context([word(number) for number in range(count)]), name)))


def expected(name: str, context: Context, texts: Sequence[str]) -> list[Event]:
    return [
        tuple(re.sub(r"Harmless(\d+)word", lambda m: texts[int(m[1])], part) for part in event)
        for event in expected_form(name, context, len(texts))
    ]


def holds(name: str, context: Context, texts: Sequence[str], encode: Callable[[str], str]) -> bool:
    page = convert(context([str(encode(text)) for text in texts]), name)
    return parse(page) == expected(name, context, [clean(text) for text in texts])


def smallest_failure(failed: Callable[[Sequence[str]], bool], texts: Sequence[str]) -> list[str]:
    """Return a smallest part of the texts that still fails: one text, or several that need each other."""
    rest, size = list(texts), len(texts) // 2
    while size:
        for start in range(0, len(rest), size):
            shorter = rest[:start] + rest[start + size :]
            if shorter and failed(shorter):
                rest = shorter
                break
        else:
            size //= 2
    return rest


def check(name: str, context: Context, texts: Sequence[str], encode: Callable[[str], str] = markdown_text) -> None:
    if holds(name, context, texts, encode):
        return
    fault = smallest_failure(lambda part: not holds(name, context, part, encode), texts)
    page = convert(context([str(encode(text)) for text in fault]), name)
    pytest.fail(
        f"{name}: {fault!a} written as {[str(encode(text)) for text in fault]!a}\n"
        f"gave     {parse(page)!a}\nexpected {expected(name, context, [clean(text) for text in fault])!a}"
    )


def batches(texts: Sequence[str], size: int = 120) -> list[Sequence[str]]:
    full = [text for text in texts if clean(text)]
    return [full[start : start + size] for start in range(0, len(full), size)]


# --------------------------------------------------------------------------------------- strategies

_TOKENS = r"""
    \ ` * _ { } [ ] ( ) < > # + - . ! ? | ~ ^ $ " ' @ & : ; = / % , 1 2 a c o r t x
    -- --- ++ == ... // /// :: ::: !!! ??? === *** ** __ ~~ ^^ $$ `` ``` {{ }} {% %} {++ ++} {>> <<}
    (c) (r) (tm) +/- =/= c/o 1/2 3/4 st nd rd th 1st 2nd 3rd www. http:// :a: 1. a. a) iv. II. --8<--
    [x] [^1] ]: ]( ![ [! <b> <!-- --> &lt; &# \( \) \[ \] @a a@a.example *[a]: [a]:
    0123456789abcdef0123456789abcdef01234567
"""
TOKENS = (
    *_TOKENS.split(),
    *(" ", " ", " ", " ", "  ", "\n", "\t", "word", "Word"),
    *("\u00e9", "\u6f22", "\u0661", "\u0301", "\u200b", "\u00a0"),
    *("\x02", "\x03", "\x00", "\x1b", "\ud800", "\u202e", "\ufeff", "\u2028", "\uffff"),
)
token_texts = st.lists(st.sampled_from(TOKENS), max_size=12).map("".join)
any_texts = st.one_of(st.text(st.characters(), max_size=40), token_texts)
quick = settings(
    max_examples=300, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None
)
pages = settings(quick, max_examples=8)


def random_texts(seed: int, count: int) -> list[str]:
    """Token texts for the bulk; hypothesis draws too slowly for thousands, and shrinking is not needed."""
    source = random.Random(seed)
    return ["".join(source.choices(TOKENS, k=source.randint(1, 10))) for _ in range(count)]


# ----------------------------------------------------------------------------------- markdown_text


def test_the_corpus_is_wide() -> None:
    assert len(SEEDS) >= 150
    assert len(set(ATTACKS)) == len(ATTACKS) >= 2_000


SHARE = int(os.environ.get("ATTACK_SHARE", "8"))
"""One in how many attacks is tried in each context; 1 tries them all and takes some minutes."""


@pytest.mark.parametrize(("name", "context"), CASES)
def test_attacks_stay_text(name: str, context: str) -> None:
    # Every text meets every extension set, and a share of the contexts that shifts by context and set.
    shift = CASES.index((name, context))
    texts = ATTACKS[shift % SHARE :: SHARE] + SEEDS
    for batch in batches(texts):
        check(name, ALL_CONTEXTS[context], batch)


@pytest.mark.parametrize(("name", "context"), CASES)
def test_chance_texts_stay_text(name: str, context: str) -> None:
    for batch in batches(random_texts(CASES.index((name, context)), 1_200 // SHARE)):
        check(name, ALL_CONTEXTS[context], batch)


@pytest.mark.parametrize(("name", "context"), CASES[:: len(CASES) // 12])
@given(texts=st.lists(any_texts, min_size=1, max_size=30))
@pages
def test_any_texts_stay_text(name: str, context: str, texts: list[str]) -> None:
    for batch in batches(texts):
        check(name, ALL_CONTEXTS[context], batch)


def visible(page: str) -> str:
    tree = html5lib.parseFragment(page, container="div", treebuilder="etree", namespaceHTMLElements=False)
    return "\n".join("".join(paragraph.itertext()) for paragraph in tree.iter("p"))


@pytest.mark.parametrize("name", EXTENSIONS)
def test_a_browser_parser_sees_the_same(name: str) -> None:
    texts = [text for text in ATTACKS[::3] if clean(text)]
    engine = converter(name)
    engine.reset()
    page = engine.convert("\n\n".join(str(markdown_text(text)) for text in texts))
    assert visible(page).split("\n") == [clean(text) for text in texts]
    tree = html5lib.parseFragment(page, container="div", treebuilder="etree", namespaceHTMLElements=False)
    assert {(element.tag, *element.attrib) for element in tree.iter()} == {("DOCUMENT_FRAGMENT",), ("p",)}


def test_curly_quotes_are_all_that_smarty_changes() -> None:
    texts = [text for batch in batches(ATTACKS[::2]) for text in batch]
    page = markdown.markdown("\n\n".join(str(markdown_text(text)) for text in texts), extensions=["smarty"])
    straight = str.maketrans("\u2018\u2019", "''")
    assert [line.translate(straight) for line in visible(page).split("\n")] == [
        clean(text).translate(straight) for text in texts
    ]


def test_ordinary_prose_is_untouched() -> None:
    for text in (
        "The model's accuracy (84.2%, n = 30) rose by 3-5 points; see Section 2.1, Figure 12(b).",
        "Yi-Anne Smith, J. Doe and others: \u201cA title: with a subtitle?\u201d \u2014 2024/05",
        "It isn't clear! Is it? Yes: 'sometimes', i.e. in cases 1, 2 and 3.",
        "A. Smith",
        "\u6f22\u5b57\u3068\u4eee\u540d\u3001\u0639\u0631\u0628\u064a",
    ):
        assert markdown_text(text) == text


def test_escapes_are_readable() -> None:
    assert markdown_text("snake_case *x* #1") == r"snake\_case \*x\* \#1"
    assert markdown_text("p < 0.05 & [1]") == "p &lt; 0.05 &amp; &#91;1&#93;"
    assert markdown_text("1. item") == "1&#46; item"


@given(any_texts)
@quick
def test_cleaning_before_changes_nothing(text: str) -> None:
    for encode in (markdown_text, html_text, attribute, front_matter):
        assert encode(clean(text)) == encode(text)


# ------------------------------------------------------------------------------------------ cleaning


def test_attacks_are_cleaned_once() -> None:
    for text in ATTACKS:
        assert clean(clean(text)) == clean(text)
        assert not BAD.search(clean(text))


BAD = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u2028\u2029\u202a-\u202e\ufeff]|^ | $|  ")


@given(st.text(st.characters()))
@settings(quick, max_examples=1_000)
def test_cleaning_is_idempotent_and_gives_one_line(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert not BAD.search(once)
    assert len(once.splitlines()) <= 1


def test_cleaning_of_each_kind() -> None:
    assert clean("  a\t\nb\u00a0\u2028c\x85d  ") == "a b c d"
    assert clean("a\u202eb\ufeffc\U000e0041d\u061ce") == "abcde"
    assert clean("a\x00b\ud800c\uffffd\x1be\U0010ffff") == "a\ufffdb\ufffdc\ufffdd\ufffde\ufffd"
    assert clean("a \u200f b") == "a b"
    assert clean("\U0001f469\u200d\U0001f52c \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645") == (
        "\U0001f469\u200d\U0001f52c \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
    )


def test_paragraphs() -> None:
    assert paragraphs("one\nline\n\ntwo\r\n\r\n \n three \n\n\n\n") == ("one line", "two", "three")
    assert paragraphs(" \n\n\t\n\u200f") == ()
    assert paragraphs("a\n \t\nb\r\rc") == ("a", "b", "c")


@given(any_texts)
@quick
def test_paragraphs_are_clean_and_lose_nothing(text: str) -> None:
    parts = paragraphs(text)
    assert all(part and clean(part) == part for part in parts)
    assert " ".join(parts) == clean(text)


def test_cap() -> None:
    assert cap("x" * FIELD_LIMIT) == ("x" * FIELD_LIMIT, False)
    assert cap("x" * (FIELD_LIMIT + 1)) == ("x" * FIELD_LIMIT, True)


# ------------------------------------------------------------------------- attributes, HTML, titles


@pytest.mark.parametrize("name", EXTENSIONS)
@pytest.mark.parametrize("context", ATTRIBUTE_CONTEXTS)
def test_attacks_stay_in_their_attribute(name: str, context: str) -> None:
    shift = list(ATTRIBUTE_CONTEXTS).index(context)
    texts = [*ATTACKS[shift % 6 :: 6], *SEEDS, *random_texts(shift, 120)]
    for batch in batches(texts):
        check(name, ATTRIBUTE_CONTEXTS[context], batch, attribute)


def names(events: Sequence[Event]) -> list[Event]:
    return [(kind, tag, *(part.split("=", 1)[0] for part in parts)) for kind, tag, *parts in events if kind != "data"]


@pytest.mark.parametrize("name", EXTENSIONS)
@pytest.mark.parametrize("context", REWRITTEN_ATTRIBUTE_CONTEXTS)
def test_no_attack_leaves_a_rewritten_attribute(name: str, context: str) -> None:
    write = REWRITTEN_ATTRIBUTE_CONTEXTS[context]
    for batch in batches(ATTACKS[::2]):
        page = parse(convert(write([str(attribute(text)) for text in batch]), name))
        assert names(page) == names(expected_form(name, write, len(batch)))


@given(any_texts)
@quick
def test_attribute_and_html_text_decode_to_the_text(text: str) -> None:
    for encoded in (attribute(text), html_text(text)):
        assert html.unescape(encoded) == clean(text)
        assert not set("<>\"'") & set(encoded)
        tree = html5lib.parseFragment(f'<p title="{encoded}">{encoded}</p>', namespaceHTMLElements=False)
        assert (tree[0].text or "", tree[0].attrib) == (clean(text), {"title": clean(text)})


def test_html_text_shows_what_markdown_text_shows() -> None:
    texts = [text for text in ATTACKS if clean(text)]
    by_html = "".join(f"<p>{html_text(text)}</p>" for text in texts)
    by_markdown = markdown.markdown("\n\n".join(str(markdown_text(text)) for text in texts))
    assert visible(by_html) == visible(by_markdown)


def check_front_matter(text: str) -> None:
    written = yaml.safe_dump({"title": front_matter(text)}, width=100_000, allow_unicode=True)
    body, data = get_data(f"---\n{written}---\n\n# Page\n")
    assert body == "# Page\n"
    assert data == {"title": front_matter(text)}
    assert not set("<>\"'{}") & set(data["title"])
    assert html.unescape(data["title"]) == clean(text)


def test_front_matter_of_attacks_is_read_back() -> None:
    for text in ATTACKS:
        check_front_matter(text)


@given(any_texts)
@quick
def test_any_front_matter_is_read_back(text: str) -> None:
    check_front_matter(text)


# ------------------------------------------------------------------------------------------ addresses

GOOD_URLS = {
    "https://a.example": "https://a.example",
    "HTTPS://A.Example/Path": "https://a.example/Path",
    "http://a.example:8080/x?y=1&z=2#top": "http://a.example:8080/x?y=1&z=2#top",
    "https://a.example/x_(y)*z": "https://a.example/x_%28y%29%2Az",
    "https://a.example/%20%zz": "https://a.example/%20%25zz",
    "https://a.example/\u00e9": "https://a.example/%C3%A9",
    "https://b\u00fccher.example/": "https://xn--bcher-kva.example/",
    'https://a.example/"><script>': "https://a.example/%22%3E%3Cscript%3E",
    "https://a.example/{{x}}|y`z^": "https://a.example/%7B%7Bx%7D%7D%7Cy%60z%5E",
    "https://a.example/~user/@x/a:b,c;d": "https://a.example/~user/@x/a:b,c;d",
    "https://a.example/[x]": "https://a.example/%5Bx%5D",
}

BAD_URLS = (
    "",
    "a.example",
    "//a.example/",
    "javascript:alert(1)",
    "JAVASCRIPT://a.example/%0Aalert(1)",
    "data:text/html,x",
    "ftp://a.example/",
    "file:///etc/passwd",
    "http:a.example",
    "http:/a.example",
    "http:///a.example",
    "https://",
    "https://person@a.example/",
    "https://person:word@a.example/",
    "https://a.example\\@b.example/",
    "https://a.example/ x",
    " https://a.example/",
    "https://a.example/\n",
    "https://a.exa\tmple/",
    "https://a.example/\x00",
    "https://a.example/\u202e",
    "https://a.example/\ud800",
    "https://a.example:port/",
    "https://a.example:99999/",
    "https://[bad/",
    "https://[::1]/",
    "https://127.0.0.1/",
    "https://0x7f.1/",
    "https://2130706433/",
    "https://localhost/",
    "https://-a.example/",
    "https://a..example/",
    "https://a_b.example/",
    "https://a.example%2f@b.example/",
    "https://\u2100.example/",
    "https://" + "a" * 64 + ".example/",
    "https://a.example/" + "x" * 3_000,
)


@pytest.mark.parametrize(("url", "normal"), GOOD_URLS.items())
def test_good_urls(url: str, normal: str) -> None:
    assert http_url(url) == normal


@pytest.mark.parametrize("url", BAD_URLS)
def test_bad_urls(url: str) -> None:
    assert http_url(url) is None


URL_FORM = re.compile(r"https?://[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?([/?#][A-Za-z0-9%/:;?=&,.+\-_~!@#]*)?")


def check_url(text: str) -> str | None:
    url = http_url(text)
    if url is not None:
        assert URL_FORM.fullmatch(url)
        assert http_url(url) == url
        assert html.unescape(markdown_url(url)) == url
    return url


def attack_urls() -> list[str]:
    tried = [
        form.replace("@", text)
        for text in (*ATTACKS, *random_texts(5, 1_000))
        for form in ("@", "https://@", "https://a.example/@", "https://a.example/?q=@", "https://a.example#@")
    ]
    return sorted({url for text in tried if (url := check_url(text))})


def test_attacks_as_urls_and_what_stands_in_markdown() -> None:
    urls = attack_urls()[::3]
    assert len(urls) > 1_000
    forms = {
        "[x](@)": "x",
        '<a href="@">x</a>': "x",
        '| <a href="@">x</a> |\n| --- |': "x",
        "![x](@)": "",
        '[x](@){ rel="nofollow" }': "x",
    }
    for name in EXTENSIONS:
        engine = converter(name)
        for form in forms:
            engine.reset()
            page = engine.convert("\n\n".join(form.replace("@", markdown_url(url)) for url in urls))
            found = [
                part.split("=", 1)[1]
                for event in parse(page)
                if event[:2] in (("start", "a"), ("start", "img"))
                for part in event[2:]
                if part.startswith(("href=", "src="))
            ]
            assert found == urls, (name, form)


@given(st.one_of(any_texts, any_texts.map("https://".__add__), any_texts.map("https://a.example/".__add__)))
@settings(quick, max_examples=1_000)
def test_url_never_raises(text: str) -> None:
    check_url(text)


# ------------------------------------------------------------------------------------------- messages


@given(st.one_of(any_texts, st.sampled_from(ATTACKS), st.text(min_size=250, max_size=700)))
@quick
def test_log_lines(text: str) -> None:
    line = log_line(text)
    assert len(line) <= escape.LOG_LIMIT
    assert not BAD.search(line.removesuffix("\u2026").rstrip(" "))
    assert not line.startswith("::")
    assert "##[" not in line


def test_long_log_lines_end_in_an_ellipsis() -> None:
    assert log_line("x" * escape.LOG_LIMIT) == "x" * escape.LOG_LIMIT
    assert log_line("x" * (escape.LOG_LIMIT + 1)) == "x" * (escape.LOG_LIMIT - 1) + "\u2026"
    assert log_line("\u200f" * 10_000 + "x").endswith("\u2026")
    assert log_line("::error::x") == ": :error::x"


def test_github_commands() -> None:
    assert github_data("50%: a, b\r\nc\x1b") == "50%25: a, b%0D%0Ac\ufffd"
    assert github_property("a:b,c%\nd") == "a%3Ab%2Cc%25%0Ad"


@given(any_texts)
@quick
def test_github_commands_stay_one_line(text: str) -> None:
    assert len(github_data(text).splitlines()) <= 1
    assert not set(":,\r\n") & set(github_property(text))
