"""Reads and writes YAML without obeying its tags.

``mkdocs.yml`` may hold tags that run code (``!!python/name:…``) or look at the machine (``!ENV``). Here they are
kept as they are written, and written back so.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from generator.errors import ConfigError


@dataclass(frozen=True, slots=True, eq=False)
class Tagged:
    """A value with a tag that plain YAML does not know: neither obeyed nor lost."""

    node: yaml.Node

    @property
    def text(self) -> str:
        """The value behind the tag where that is a plain text, else nothing."""
        return self.node.value if isinstance(self.node, yaml.ScalarNode) else ""


class _Loader(yaml.SafeLoader):
    """Plain YAML, and ``Tagged`` for the rest."""


class _Dumper(yaml.SafeDumper):
    """Plain YAML, and ``Tagged`` as it was read."""


def _keep(loader: yaml.SafeLoader, node: yaml.Node) -> Tagged:
    return Tagged(node)


def _write_back(dumper: yaml.SafeDumper, value: Tagged) -> yaml.Node:
    return value.node


def _in_lines(dumper: yaml.SafeDumper, value: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


_Loader.add_constructor(None, _keep)
_Dumper.add_representer(Tagged, _write_back)
_Dumper.add_representer(str, _in_lines)


def load(path: Path) -> Any:
    """What the YAML file holds; raises ``ConfigError`` where it cannot be read."""
    try:
        with path.open("rb") as stream:
            return yaml.load(stream, _Loader)
    except yaml.MarkedYAMLError as error:
        place = error.problem_mark or error.context_mark
        where = f", line {place.line + 1}, column {place.column + 1}" if place else ""
        raise ConfigError(f"{path}{where}: {error.problem or error.context}; mend the YAML there") from None
    except OSError as error:
        reason = (error.strerror or "it cannot be opened").lower()
        raise ConfigError(f"{path}: {reason}; name the configuration with -f FILE") from None
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        raise ConfigError(f"{path}: {_first_line(error)}; mend the YAML there") from None


def dump(value: Any) -> str:
    """The value as YAML, mappings in their own order."""
    return yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=1_000_000)


def resolved(value: Any, name: str) -> Any:
    """The value of a setting that has to be known here: ``!ENV`` is looked up, another tag is refused."""
    if not isinstance(value, Tagged):
        return value
    node = value.node
    if node.tag != "!ENV":
        raise ConfigError(f"{name}: the tag {node.tag} is not understood here; write the value itself")
    loader = _Loader("")
    names = [node] if isinstance(node, yaml.ScalarNode) else list(node.value)
    default = names.pop() if len(names) > 1 else None
    for variable in names:
        text = os.environ.get(str(variable.value))
        if text is not None:
            tag = loader.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
            return loader.construct_object(yaml.ScalarNode(tag, text))
    return None if default is None else loader.construct_object(default, deep=True)


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), "") or type(error).__name__
