"""Where a reader of a message finds more about its rule."""

from __future__ import annotations

from functools import cache
from importlib import metadata
from urllib.parse import urlsplit

from generator.rules import Rule

_PLACEHOLDER = "example.org"
"""A name that leads nowhere (RFC 2606); the package names it until its publisher has an address."""

GUIDE = "guide/broken-inputs/"
"""The guide's page about rules, below the address of the documentation."""


def help_on(rule: Rule) -> str:
    """The address of the rule in the published guide; the command that explains it, where there is none."""
    return address_of(rule) or f"scanpress explain {rule.name}"


def address_of(rule: Rule) -> str:
    """The address of the rule in the published guide, empty where the package names no documentation."""
    home = _documentation()
    return f"{home.rstrip('/')}/{GUIDE}#{rule.anchor}" if home else ""


@cache
def _documentation() -> str:
    """The address of the documentation that the installed package names (``[project.urls]``), if any."""
    try:
        listed = metadata.metadata("scanpress").get_all("Project-URL") or []
    except metadata.PackageNotFoundError:
        return ""
    for line in listed:
        name, _, address = line.partition(",")
        parts = urlsplit(address.strip())
        is_address = parts.scheme in ("http", "https") and parts.hostname != _PLACEHOLDER
        if name.strip().lower() == "documentation" and is_address:
            return str(address.strip())
    return ""
