"""Exceptions that a caller of the library may meet."""

from __future__ import annotations


class ScanpressError(Exception):
    """Something that stops the whole run and that the user can mend; the message says how."""


class ConfigError(ScanpressError):
    """A setting is wrong: the content folder is missing, say, or a number is out of range."""


class InputChangedError(ScanpressError):
    """An input holds something else than when it was read a moment ago."""


class TemplateError(ScanpressError):
    """A page template cannot be used: it does not parse, or it does what templates may not do."""
