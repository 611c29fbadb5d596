"""The Nu HTML checker on every page of the demo site and of the fixtures."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.browser.checkers import checkers, missing
from tests.conftest import ROOT, run

STOCK = (
    # The theme's own check boxes.
    "Attribute “autocomplete” is only allowed when the input type is",
    # The labels of its menus.
    "Bad value “” for attribute “tabindex” on element “label”",
)
"""What the checker finds on any page of the theme."""


@pytest.mark.xdist_group("checkers")
def test_pages_are_valid_html(demo_site: Path, fixture_site: Path) -> None:
    if shutil.which("java") is None:
        missing("Java is needed for the Nu HTML checker (Debian: apt-get install default-jre-headless)")
    jar = checkers() / "vnu-jar" / "build" / "dist" / "vnu.jar"
    pages = [str(page) for site in (demo_site, fixture_site) for page in sorted(site.rglob("*.html"))]
    result = run(["java", "-jar", str(jar), "--format", "json", "--exit-zero-always", *pages], ROOT, timeout=240)
    messages = json.loads(result.stderr or result.stdout)["messages"]
    ours = [
        f"{message['url'].rsplit('/', 3)[-2:]}: {message['message']}: {message.get('extract', '')}"
        for message in messages
        if message["type"] in {"error", "non-document-error"} and not message["message"].startswith(STOCK)
    ]
    assert ours == []
