"""Which code of scanpress the builds run: its digest, so that figures can be told to belong to one version."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

_ASK = (
    "import generator, generator.resources as r; from pathlib import Path; "
    "print(Path(generator.__file__).parent.resolve(), r.page_templates().resolve(), r.theme().resolve(), sep='\\n')"
)


def code_digest(folder: Path) -> str:
    """A digest of the package, its page templates and its theme, as a build that runs in ``folder`` finds them.

    Asks in a process of its own: from the repository's folder another copy could be found.
    """
    said = subprocess.run(
        (sys.executable, "-c", _ASK), cwd=folder, check=True, capture_output=True, text=True, stdin=subprocess.DEVNULL
    )
    digest = hashlib.sha256()
    for number, line in enumerate(said.stdout.splitlines()):
        root = Path(line)
        for path in sorted(root.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                digest.update(f"{number}\0{path.relative_to(root).as_posix()}\0".encode())
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]
