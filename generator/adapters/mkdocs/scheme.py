"""The plugin's options in the words of MkDocs, made from the fields of the settings."""

from __future__ import annotations

from typing import Any

from mkdocs.config import config_options as c
from mkdocs.config.base import Config as PluginOptions

from generator.adapters.options import OPTIONS
from generator.options import Kind, Option


class _List(c.ListOfItems[str]):
    """A list that is left out where its name stands without a value, as MkDocs does with options of one value."""

    def run_validation(self, value: object) -> list[str]:
        """The list; raises ``ValidationError``."""
        return super().run_validation(self.default if value is None else value)


def _scheme(option: Option) -> Any:
    """An option in the words of MkDocs, which reads its value."""
    match option.kind:
        case Kind.FOLDER:
            return c.Optional(c.Dir(exists=True))
        case Kind.LIST:
            return _List(c.Type(str), default=option.yaml_default)
        case Kind.NAMES:
            return c.Type(dict, default=option.yaml_default)
        case Kind.TEXT_OR_LIST:
            return c.Type((str, list), default=option.yaml_default)
        case kind:
            types: dict[Kind, type] = {Kind.TEXT: str, Kind.NUMBER: int, Kind.SWITCH: bool}
            return c.Type(types[kind], default=option.yaml_default)


_Options: Any = type("_Options", (PluginOptions,), {name: _scheme(option) for name, option in OPTIONS.items()})


class ScanpressOptions(_Options):  # type: ignore[misc]
    """The plugin's options in ``mkdocs.yml``."""
