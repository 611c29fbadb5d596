"""The parts of the documentation that are made from the code; ``python -m tests.reference`` writes them anew."""

from __future__ import annotations

import re

from generator.adapters.options import table
from tests.conftest import ROOT

README = ROOT / "README.md"
_MARKED = re.compile(r"(<!-- options: [^>]*-->\n\n).*?(\n<!-- end of options -->)", re.DOTALL)


def with_options(text: str) -> str:
    """The README with the options as they are."""
    assert len(_MARKED.findall(text)) == 1
    return _MARKED.sub(lambda found: found[1] + table() + found[2], text)


if __name__ == "__main__":
    README.write_text(with_options(README.read_text("utf-8")), "utf-8")
