"""``scanpress new``: a project that is ready to preview and to publish."""

from __future__ import annotations

from pathlib import Path

import yaml

from generator.adapters.filesystem import Content, TargetError, files_below, write
from generator.adapters.own_wheel import own_wheel
from generator.adapters.site_address import checked_address
from generator.resources import starter_project

_STORED_AS = {"gitignore": ".gitignore", "github": ".github"}
"""Names that a package cannot be trusted to carry, and what they stand for."""

_VENDOR = "vendor"
"""The folder of the project that holds scanpress itself: no package index is asked for its name."""

_CONFIG = "mkdocs.yml"
_REQUIREMENTS = "requirements.txt"
_SITE_URL = "# site_url: https://example.org/survey/\n"
_SITE_NAME = "site_name: Paper scans\n"


def create_project(folder: Path, name: str, address: str = "") -> tuple[str, ...]:
    """Write the starter project into ``folder``, new, empty or a fresh clone; the paths of what was written.

    ``address`` is that of the site, where it is known. Raises ``ConfigError`` where it is none, and
    ``TargetError`` where the project cannot be written.
    """
    if not name.strip():
        raise TargetError("--name: the name is empty; write the name of the site")
    if folder.exists() and (not folder.is_dir() or any(item.name != ".git" for item in folder.iterdir())):
        raise TargetError(f"{folder}: this already exists; name a new folder or an empty one")
    files = _files(name, checked_address(address) if address else "")
    folder.mkdir(parents=True, exist_ok=True)
    for path, content in files.items():
        write(folder, path, content)
    return tuple(files)


def _files(name: str, address: str) -> dict[str, Content]:
    files: dict[str, Content] = {}
    for stored, source in sorted(files_below(starter_project()).files.items()):
        first, slash, rest = stored.partition("/")
        files[f"{_STORED_AS.get(first, first)}{slash}{rest}"] = source
    config = (starter_project() / _CONFIG).read_text("utf-8")
    site_name = yaml.safe_dump({"site_name": name}, allow_unicode=True, width=1_000_000)
    config = config.replace(_SITE_NAME, site_name, 1)
    if address:
        config = config.replace(_SITE_URL, yaml.safe_dump({"site_url": address}, width=1_000_000), 1)
    files[_CONFIG] = config.encode()
    wheel = own_wheel()
    path = f"{_VENDOR}/{wheel.name}"
    files[path] = wheel.data
    requirements = (starter_project() / _REQUIREMENTS).read_text("utf-8")
    files[_REQUIREMENTS] = f"{requirements}./{path} \\\n    --hash=sha256:{wheel.digest}\n".encode()
    return files
