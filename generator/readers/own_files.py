"""What the files have in common in which the publisher says something about all inputs: a mapping in YAML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator import limits
from generator.diagnostics import Report, json_pointer, quoted
from generator.readers.text import UNREADABLE, decode
from generator.readers.yaml_text import parse_yaml
from generator.spelling import did_you_mean


def mapping_in(data: bytes, report: Report, what: str, form: str, key: int = limits.KEY) -> dict[str, object] | None:
    """The mapping in a file, ``None`` after saying why there is none; an empty file needs no words.

    ``what`` it is to be and its ``form`` are said where it is something else. A ``key`` may have so many characters.
    """
    text = decode(data, report)
    value = None if text is None else parse_yaml(text, report, values=limits.OWN_VALUES, key=key)
    if text is None or value is UNREADABLE or value is None:
        return None
    if isinstance(value, dict):
        return value
    report.add("invalid", f"this is not a mapping {what}", form)
    return None


def say_unknown(keys: Iterable[str], known: Sequence[str], pointer: str, rule: str, report: Report) -> None:
    """Name the keys below ``pointer`` that mean nothing."""
    remedy = f"write {', '.join(known[:-1])} or {known[-1]}, or remove it"
    for key in keys:
        if key not in known:
            message = f"the key {quoted(key)} means nothing here{did_you_mean(key, known)}"
            report.add(rule, message, remedy, pointer=f"{pointer}{json_pointer(key)}")
