"""The newest scan of a paper, and corpora that hold nothing else, for builds that know one form of scan only."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

_WORDS = {"yes": (True, True), "no": (True, False)}


def newest_scan(folder: Path) -> Path:
    """The newest scan in the folder of a paper: ``scan-v5.json`` before ``scan-v4.json`` before ``scan.json``."""
    return max(folder.glob("*.json"), key=lambda path: (path.stem != "scan", path.stem))


def leave_newest(project: Path) -> None:
    """Leave the newest scan of each paper below ``project/content``, its answers in the form of later versions."""
    shutil.rmtree(project / "content" / "syntheses", ignore_errors=True)
    for folder in (project / "content" / "scans").iterdir():
        newest = newest_scan(folder)
        for path in folder.glob("*.json"):
            if path != newest:
                path.unlink()
        scan = json.loads(newest.read_text(encoding="utf-8"))
        found = [item for domain in scan["checklist"].values() for item in domain.values() if isinstance(item, dict)]
        in_words = [answer for answer in found if isinstance(answer.get("answer"), str)]
        for answer in in_words:
            answer["applies"], answer["answer"] = _WORDS.get(answer["answer"], (False, False))
        if in_words:
            newest.write_text(json.dumps(scan, ensure_ascii=False, indent=2), encoding="utf-8")
