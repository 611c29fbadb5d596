"""What the search of a site finds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.unit.search.reading import Index


def index_of(site: Path) -> Index:
    """The site's own index, read as its format is documented."""
    assert not (site / "search/search_index.json").exists(), "the theme's index is there as well"
    folder = site / "search"
    return Index({path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.bin")})


def entries(site: Path) -> list[dict[str, Any]]:
    """The entries of the site's own index, in the form of those of the theme's."""
    found = []
    index = index_of(site)
    for name in index.files:
        if name.startswith("cards/"):
            card = index.json(name)
            for kind, verdict, anchor, title, text in card["e"]:
                location = f"{card['u']}#{anchor}" if anchor else card["u"]
                found.append({"location": location, "title": title, "text": text, "kind": kind, "verdict": verdict})
    return sorted(found, key=lambda entry: str(entry["location"]))


def theme_entries(site: Path) -> list[dict[str, Any]]:
    """The entries of the theme's index."""
    assert not (site / "search/root.bin").exists(), "the site's own index is there as well"
    found: list[dict[str, Any]] = json.loads((site / "search/search_index.json").read_text("utf-8"))["docs"]
    return found


def found_by_search(site: Path) -> list[dict[str, Any]]:
    """The entries of the index that the site has."""
    return entries(site) if (site / "search/root.bin").exists() else theme_entries(site)
