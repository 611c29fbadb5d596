"""Links to the source of a page: the path of a file becomes an address here, for every page, whoever wrote it."""

from __future__ import annotations

import re
from collections import UserString
from string import Formatter
from typing import Any
from urllib.parse import quote

from mkdocs.config.defaults import MkDocsConfig

_WORDS = re.compile("edit|blob")
"""Material makes the link to view a page's source by replacing one of these, wherever it stands in the address."""


class _Encoding(Formatter):
    """Percent-encodes all that is filled in; MkDocs does so where the template asks for it (``{path!q}``) only."""

    def convert_field(self, value: Any, conversion: Any) -> Any:
        converted = value if conversion == "q" else super().convert_field(value, conversion)
        return _WORDS.sub(_first_encoded, quote(str(converted)))


class _Template(UserString):
    """What MkDocs takes for ``edit_uri_template``."""

    def format(self, path: str, path_noext: str) -> str:
        """The address of a file at ``path``; ``path_noext`` is the path without its ending."""
        return _Encoding().format(self.data, path=path, path_noext=path_noext)


def _first_encoded(word: re.Match[str]) -> str:
    return f"%{ord(word[0][0]):02X}{word[0][1:]}"


def encode_paths(config: MkDocsConfig) -> None:
    """Let MkDocs encode the path that it puts after ``edit_uri`` or into ``edit_uri_template``."""
    template = config.edit_uri_template
    if template is not None:
        text = str(template)
    elif config.edit_uri:
        text = config.edit_uri.replace("{", "{{").replace("}", "}}") + "{path}"
    else:
        return
    config.edit_uri_template = _Template(text)  # type: ignore[assignment]
