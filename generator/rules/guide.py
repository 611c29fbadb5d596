"""The rules in words: the tables of the guide, and what ``scanpress explain`` prints.

``python -m generator.rules.guide PAGE`` (``make guide``) writes the tables into the page, between its markers.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from generator.rules import CHAPTERS, Case, Chapter, Rule

_MARKED = re.compile(r"(<!-- rules: ([a-z]+) -->\n).*?(<!-- end -->)", re.S)
"""A place in the page for the table of a chapter."""

_LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")


def filled(page: str) -> str:
    """The page with the table of each chapter between its markers; raises ``KeyError`` where there is no such."""
    chapters = {chapter.name: chapter for chapter in CHAPTERS}
    return _MARKED.sub(lambda found: f"{found[1]}\n{table(chapters[found[2]])}\n{found[3]}", page)


def table(chapter: Chapter) -> str:
    """The rules of a chapter as a Markdown table; the first row of each rule has its anchor and severity."""
    rows = [[chapter.column, "What happens", "What to do", "Rule"], ["---"] * 4]
    for rule in chapter.rules:
        name = f'<a id="{rule.anchor}"></a>`{rule.name}` ({rule.weighs})'
        for case in rule.cases:
            rows.append([*_cells(case), name])
            name = f"`{rule.name}`"
    rows += [[*_cells(case), ""] for case in chapter.harmless]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows).replace("|  |", "| |")


def _cells(case: Case) -> list[str]:
    return [text.replace("|", "\\|") for text in (case.given, case.happens, case.what_to_do)]


def explained(rule: Rule) -> str:
    """All that is known of a rule, as text for a terminal."""
    parts = [f"{rule.name} ({rule.weighs})", rule.summary]
    for case in rule.cases:
        given, happens, what_to_do = (_LINK.sub(r"\1", text) for text in (case.given, case.happens, case.what_to_do))
        parts.append(f"  {given}\n    What happens: {happens}.\n    What to do: {what_to_do}.")
    return "\n\n".join(parts) + "\n"


def main(path: str) -> None:
    """Write the tables into the page at ``path``."""
    page = Path(path)
    page.write_text(filled(page.read_text("utf-8")), "utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1])
