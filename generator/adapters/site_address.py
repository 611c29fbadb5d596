"""The address at which a site is published: checked, guessed from the repository, and missed where it is not set.

Git is not run for that: what it runs itself depends on settings that can come with a folder. Its file of settings
(https://git-scm.com/docs/git-config) is read instead.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from generator.adapters.version_control import git_folder
from generator.diagnostics import Diagnostic, finding
from generator.errors import ConfigError
from generator.store.files import opened

_MOST = 1_000_000
_OWNER = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,38}", re.ASCII)
_NAME = re.compile(r"[A-Za-z0-9._-]{1,100}", re.ASCII)

WHAT_BREAKS = (
    "the page for wrong addresses (404), the canonical addresses, the sitemap and the cards of links need it"
)


def checked_address(address: str) -> str:
    """The address, ending with a slash; raises ``ConfigError`` where it is none of a site."""
    try:
        parts = urlsplit(address)
        is_right = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        is_right = False
    if not is_right or re.search(r"[\s<>\"'\\?#\x00-\x1f\x7f]", address):
        raise ConfigError(
            f"--site-url: {address!r} is not the address of a site; write one such as https://example.org/survey/"
        )
    return address if address.endswith("/") else f"{address}/"


def site_address(given: object) -> str:
    """The value of ``site_url`` in ``mkdocs.yml``, ending with a slash as in MkDocs; empty where it is not set."""
    if not isinstance(given, str) or not given:
        return ""
    return given if given.endswith("/") else f"{given}/"


def address_on_github(folder: Path) -> str:
    """Where GitHub Pages publishes the repository that the folder is in; empty where that is not known."""
    own = folder.resolve()
    try:
        root = next(above for above in (own, *own.parents) if os.path.lexists(above / ".git"))
        git = git_folder(root / ".git")
        common = git / "commondir"
        if common.is_file():
            # A worktree has its settings in the repository that it is of.
            with opened(common) as stream:
                git = git / stream.read(10_000).decode("utf-8").strip()
        with opened(git / "config") as stream:
            text = stream.read(_MOST).decode("utf-8")
    except (OSError, StopIteration, ValueError):
        return ""
    owner, name = _on_github(_origin(text))
    if not owner:
        return ""
    host = f"{owner.lower()}.github.io"
    return f"https://{host}/" if name.lower() == host else f"https://{host}/{name}/"


def _origin(text: str) -> str:
    """The address of the remote ``origin`` in git's settings."""
    is_there = False
    for line in text.splitlines():
        if line.lstrip().startswith("["):
            head, _, tail = "".join(line.split()).partition("]")
            is_there = head.lower() == '[remote"origin"' and tail[:1] in ("", "#", ";")
            continue
        key, _, value = line.partition("=")
        if is_there and key.strip().lower() == "url":
            value = value.strip()
            return value[1:].partition('"')[0] if value.startswith('"') else value.partition(" ")[0]
    return ""


def _on_github(remote: str) -> tuple[str, str]:
    """Owner and name of a repository on GitHub; two empty texts where the remote is none."""
    if "://" in remote:
        try:
            parts = urlsplit(remote)
            host, path = parts.hostname or "", parts.path
        except ValueError:
            return "", ""
    else:
        host, _, path = remote.rpartition("@")[2].partition(":")
    owner, _, name = path.strip("/").partition("/")
    name = name.removesuffix(".git")
    if (
        host.lower() != "github.com"
        or not _OWNER.fullmatch(owner)
        or not _NAME.fullmatch(name)
        or not name.strip(".")
    ):
        return "", ""
    return owner, name


def remedy(folder: Path) -> str:
    """What to write for the address of a project in this folder."""
    known = address_on_github(folder) or "https://example.org/survey/"
    return f"write the address of the site, such as site_url: {known}, or site_url: '' where it is never published"


def unset_address(file: Path, settings: Mapping[str, Any], content: Path) -> tuple[Diagnostic, ...]:
    """A note where a ``mkdocs.yml`` says nothing of the site's address; an empty one is meant."""
    if "site_url" in settings:
        return ()
    path = os.path.relpath(file.resolve(), content.resolve()).replace(os.sep, "/")
    said = f"site_url is not set; {WHAT_BREAKS}"
    return (finding(path, "no-site-url", said, remedy(file.resolve().parent)),)
