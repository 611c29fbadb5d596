"""The key that tells what this computer remembered from what somebody put there.

A folder with remembered things can come with a repository, or out of an archive, and must not be believed. So every
name and every value is sealed with a key that is made from a secret outside of the project, and from the place of the
project. What was sealed elsewhere, or by nobody, does not exist for this run.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import secrets
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.store import files

VARIABLE = "SCANPRESS_CACHE_KEY"
"""The environment variable with a secret of the publisher's own, for caches that wander from machine to machine."""

_SHORTEST = 16
_SIZE = 32
"""Bytes of a secret and of a seal."""


@dataclass(frozen=True, slots=True)
class Seal:
    """A key for one project. ``is_local`` says that what it seals was made on this computer, in this very folder."""

    key: bytes
    is_local: bool

    def of(self, *parts: bytes) -> bytes:
        """The seal (32 bytes) of these parts, which depends on where each of them ends."""
        told = b"".join([piece for part in parts for piece in (len(part).to_bytes(8, "big"), part)])
        return hashlib.blake2b(told, key=self.key, digest_size=_SIZE).digest()


def seal_for(place: Path, environment: Mapping[str, str] = os.environ) -> Seal | None:
    """The key of the project in this folder, ``None`` where there is no secret that nobody else has."""
    given = environment.get(VARIABLE, "")
    if given:
        if len(given) < _SHORTEST:
            return None
        return Seal(_derived(given.encode("utf-8", "surrogateescape"), b"given"), is_local=False)
    try:
        place = place.resolve(strict=True)
        folder = _folder(environment)
        # A secret inside of the project would be published with it.
        if folder is None or folder.resolve().is_relative_to(place):
            return None
        secret = _secret(folder)
        found = place.stat()
    except (OSError, ValueError, RuntimeError):
        return None
    if secret is None:
        return None
    here = f"{found.st_dev} {found.st_ino} ".encode() + os.fsencode(place)
    return Seal(_derived(secret, here), is_local=True)


def _derived(secret: bytes, what: bytes) -> bytes:
    return hmac.digest(secret, b"scanpress " + what, "sha256")


def _folder(environment: Mapping[str, str]) -> Path | None:
    """The user's own folder for what can be made again; it must be an absolute path."""
    if os.name == "nt":
        given = environment.get("LOCALAPPDATA", "")
        found = Path(given, "scanpress") if given else None
    else:
        given = environment.get("XDG_CACHE_HOME", "")
        found = Path(given, "scanpress") if given else Path.home() / ".cache" / "scanpress"
    return found if found is not None and found.is_absolute() else None


def _secret(folder: Path) -> bytes | None:
    path = folder / "secret"
    found = _read(path)
    if found is None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        files.clear(folder)
        with contextlib.suppress(OSError):
            files.write(path, [secrets.token_bytes(_SIZE)], mode=0o600)
        # Not what was just made: two first runs at once must go on with the same.
        found = _read(path)
    return found


def _read(path: Path) -> bytes | None:
    """The secret, where it is a file of ours that nobody else can read or write."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        with open(os.open(path, flags), "rb") as stream:
            status = os.fstat(stream.fileno())
            is_ours = os.name == "nt" or (status.st_uid == os.geteuid() and not status.st_mode & 0o077)
            data = stream.read(_SIZE + 1)
    except OSError:
        return None
    return data if is_ours and stat.S_ISREG(status.st_mode) and len(data) == _SIZE else None
