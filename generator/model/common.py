"""What scans and syntheses have in common: where they come from, identifiers, references."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class IdentifierKind(StrEnum):
    """The registries whose identifiers are understood."""

    ARXIV = "arxiv"
    DOI = "doi"


@dataclass(frozen=True, slots=True, order=True)
class Identifier:
    """A normalised identifier: an arXiv id without its version, a DOI in lower case."""

    kind: IdentifierKind
    value: str


COMPRESSED = ".gz"
"""The ending of the addresses of files that are served compressed; no input has it."""

AS_GIVEN = "as given"
"""Names the place to which a value of the wrong type moves: ``year (as given)``, or a field of this name."""


@dataclass(frozen=True, slots=True)
class Extra:
    """A field that no schema knows, kept as it stands.

    ``path`` is the key, or the keys joined with dots where the value is nested; ``text`` the value. ``place`` is a
    JSON pointer to the unknown field itself, from what has it, and ``meant`` the known key that it is almost like.
    """

    path: str
    text: str
    place: str = field(default="", compare=False, repr=False)
    meant: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Source:
    """The file that something was read from.

    ``path`` is relative to the content folder, with ``/``; ``digest`` is the SHA-256 of its bytes in hexadecimal;
    ``size`` is in bytes. Where it is one line of a file, ``line`` is its number from 1, and the rest is about it.
    """

    path: str
    digest: str
    size: int
    line: int = 0

    @property
    def name(self) -> str:
        """The path, and the number of the line where it is one."""
        return f"{self.path}:{self.line}" if self.line else self.path

    @property
    def shown(self) -> str:
        """The name as pages show it: from the first folder on that the publisher has a name for."""
        return self.name.removeprefix("../" * self.name.count("../"))

    @property
    def is_outside(self) -> bool:
        """Whether it does not lie below the content folder."""
        return self.path.startswith("../")


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry in a list of cited papers.

    ``identifiers`` are the valid ones, normalised. ``stated`` are identifiers and addresses exactly as they
    stand in the input, each with the key it stood under. ``url`` is an address that is no identifier.
    """

    title: str = ""
    authors: tuple[str, ...] = ()
    year: int | None = None
    identifiers: tuple[Identifier, ...] = ()
    stated: tuple[tuple[str, str], ...] = ()
    url: str = ""
    relevance: str = ""
    extras: tuple[Extra, ...] = ()
    pointer: str = ""
