"""The parts of the documentation that are made from the code; ``python -m tests.reference`` writes them anew."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from generator.adapters.options import table
from generator.readers import READERS, SINGULAR
from tests.conftest import ROOT
from tests.template_reference import macros, records


def forms() -> str:
    """The table of the forms of inputs, in Markdown."""
    rows = [
        f"| {SINGULAR[form.kind]} | `{form.example}` | {', '.join(f'`{ending}`' for ending in form.endings)} | "
        f"a page for each {'line' if form.is_lines else 'folder' if '/' in form.example else 'file'} |"
        for form in READERS
    ]
    return "\n".join(["| what | in an input folder | endings | gives |", "| --- | --- | --- | --- |", *rows]) + "\n"


PARTS: dict[str, tuple[Path, Callable[[], str]]] = {
    "options": (ROOT / "README.md", table),
    "forms": (ROOT / "content/guide/inputs.md", forms),
    "macros": (ROOT / "content/guide/templates.md", macros),
    "records": (ROOT / "content/guide/templates.md", records),
}


def renewed(name: str) -> str:
    """The document that a part stands in, with the part as it is now."""
    place, made = PARTS[name]
    marked = re.compile(rf"(<!-- {name}: [^>]*-->\n\n).*?(\n<!-- end of {name} -->)", re.DOTALL)
    text = place.read_text("utf-8")
    assert len(marked.findall(text)) == 1, name
    return marked.sub(lambda found: found[1] + made() + found[2], text)


if __name__ == "__main__":
    for part, (document, _) in PARTS.items():
        document.write_text(renewed(part), "utf-8")
