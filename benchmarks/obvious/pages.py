"""Writes one Markdown page for each scan into ``docs/``; ``mkdocs build`` does the rest."""

import json
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

environment = Environment(loader=FileSystemLoader("."), trim_blocks=True, lstrip_blocks=True)
environment.filters["cell"] = lambda text: str(text).replace("|", "\\|").replace("\n", " ")
template = environment.get_template("scan.md.j2")
vocabulary = json.loads(Path("vocabulary.json").read_text(encoding="utf-8"))

pages = Path("docs/scans")
pages.mkdir(parents=True, exist_ok=True)
for file in sorted(Path("content/scans").glob("*/*.json")):
    scan = json.loads(file.read_text(encoding="utf-8"))
    text = template.render(scan=scan, file=file.name, vocabulary=vocabulary)
    (pages / f"{file.parent.name}.md").write_text(text, encoding="utf-8")
Path("docs/index.md").write_text("# Survey\n\nA collection of scans.\n", encoding="utf-8")
