"""Files that scanpress wrote and is handed again, such as a baseline: JSON of one form, read as an input is."""

from __future__ import annotations

from typing import TypeVar

from pydantic import BaseModel, ValidationError

from generator.diagnostics import Report, json_pointer
from generator.errors import ConfigError
from generator.readers.positions import START, positions
from generator.readers.text import UNREADABLE, decode, parse_json

Document = TypeVar("Document", bound=BaseModel)

_BYTES_OF_VALUE, _FEW = 8, 1_000
"""A file has no more values than one for so many bytes, and a few more; those that scanpress writes have a third."""
_KEY = 2_000
"""Characters in a key; addresses are such keys."""


def read_document(data: bytes, name: str, form: type[Document], what: str, remedy: str) -> Document:
    """What a file called ``name`` says; raises ``ConfigError`` with file, place, fault and remedy where it is not of
    the ``form`` that ``what`` has.
    """
    report = Report(name)
    text = decode(data, report)
    most = len(data) // _BYTES_OF_VALUE + _FEW
    value = UNREADABLE if text is None else parse_json(text, report, values=most, key=_KEY)
    if text is None or value is UNREADABLE:
        said = report.items[-1]
        line, column = said.line, said.column
        if line is None and text is not None and said.pointer:
            line, column = _position(text, said.pointer)
        raise _refusal(name, line, column, what, said.message, remedy)
    try:
        return form.model_validate(value)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        place = ".".join(map(str, first["loc"]))[:200]
        message = f"{place}: {first['msg'].lower()}" if place else first["msg"].lower()
        line, column = _position(text, json_pointer(*[step for step in first["loc"] if step != "[key]"]))
        raise _refusal(name, line, column, what, message, remedy) from None


def _position(text: str, pointer: str) -> tuple[int, int]:
    return positions(text, ".json", [pointer]).get(pointer, START) if pointer else START


def _refusal(
    name: str, line: int | None, column: int | None, what: str, message: str, remedy: str
) -> ConfigError:  # fmt: skip
    place = ":".join([name, *[str(number) for number in (line, column) if number is not None]])
    return ConfigError(f"{place}: this is no {what}: {message}; {remedy}")
