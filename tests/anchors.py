"""Names that belong to somebody already, and keys that try to take them."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, nodes

from generator.identify import section_anchor
from generator.render.markup import MACROS
from generator.render.template_rules import named_anchors
from generator.resources import page_templates, theme

_ID = re.compile(r"""\bid=["']([^"']+)["']""")
_OWN = re.compile(r"__[a-z][a-z0-9_-]*")


def of_the_theme() -> set[str]:
    """The ids in Material's templates and those that its scripts look for or make, and what its extensions make."""
    material = Path(str(files("material"))) / "templates"
    found: set[str] = set()
    for folder in (material, theme()):
        for template in folder.rglob("*.html"):
            for name in _ID.findall(template.read_text("utf-8")):
                # One that is put together stands here as it is for the first of its kind.
                found.add(re.sub(r"\{\{.*?\}\}", "__nav_1" if name.startswith("{{") else "0", name))
    for script in (material / "assets" / "javascripts").glob("bundle.*.js"):
        found.update(_OWN.findall(script.read_text("utf-8")))
    return found | {
        "_1", "_2", "fn:1", "fnref:1", "fnref2:1", "__tabbed_1_1", "__codelineno-0-1", "__code_0", "__span-0-1",
        "__code_0_annotation_1", "__mermaid_0", "__annotation_1", "__figure-caption_1",
    }  # fmt: skip


def of_ours() -> set[str]:
    """The anchors of the sections in our templates."""
    return {
        section_anchor(literal.value)
        for template in page_templates().rglob("*.j2")
        for call in Environment().parse(template.read_text("utf-8")).find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name in MACROS
        for literal in named_anchors(call, call.node.name)
    }


LIKE_MARKDOWN = (
    "211-x", "211", "12", "#12", "x#12", "!12", "?12", "user/repo#12", "user/repo", "@user", "user@" + "a" * 40, "a" * 40,
    "0" * 40, f"x_{'b' * 40}", "f" * 41, "1st", "2nd_x", "x-3rd", "x.4th", "11th", "a--b", "a---b", "_a_", "__a__", "a__b",
    "a_", "_", "__", "-", "--", "-a", "a-", ".", "..", "a.b", "www.example.org", "ftp://x", "a:b", ":smile:", "(c)", "1/2",
    "Ünïcode", "日本", "", " ", "a b", "A", "é1st", "1st 2nd", "3 items", "x" * 190,
)  # fmt: skip
"""Keys that extensions could take for something else."""

LIKE_JAVASCRIPT = (
    "__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "location", "document", "window", "self", "top",
    "parent", "name", "status", "exports", "module", "define", "require", "process", "global", "globalThis", "mermaid",
    "MathJax", "katex", "lunr", "app", "base", "config", "features", "search", "translations", "version", "tags", "md",
    "location$", "document$", "target$", "__md_get", "__md_set", "__md_hash", "__md_scope", "__md_analytics", "Iterator",
    "localStorage", "matchMedia", "JSON", "Object", "Promise", "fetch", "Element", "io", "IFrameWorker", "url", "alert",
)  # fmt: skip
"""Keys that scripts could find in the place of something of theirs."""


def hostile_keys() -> list[str]:
    """All of these, each once."""
    theirs = sorted(of_the_theme())
    ours = sorted(of_ours())
    sections = [name.removeprefix("page-") for name in ours]
    things = [
        "claim-97bce945",
        "claim-x-97bc",
        "claim-x-97bc-2",
        "flag-x",
        "ref-x",
        "section-x",
        "x-1",
        "page-claims",
        "type_checklist",
        "engagement_factors",
    ]
    return list(dict.fromkeys([*theirs, *ours, *sections, *things, *LIKE_MARKDOWN, *LIKE_JAVASCRIPT]))
