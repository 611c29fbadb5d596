"""``families.yml``: what the publisher says of families of red flags.

.. code-block:: yaml

    families:
      - name: No error bars            # what the family is called, and a name that is of it
        names: [Error bars missing]    # further names that are of it
    apart:
      - [Small sample, Small sample size]   # names of which no two are of one family

Names are compared without case, punctuation and spaces. What cannot be used is named and left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator import limits
from generator.analysis.families import Corrections, Name, OwnFamily, flag_key
from generator.diagnostics import Report, json_pointer, quoted
from generator.readers.own_files import mapping_in, say_unknown

_RULE = "family-entry"
_FORM = "write families (a list of mappings with name and names) and apart (a list of lists of names)"


def read_corrections(data: bytes, report: Report) -> Corrections:
    """What the file says, as far as it can be used; the rest is said."""
    value = mapping_in(data, report, "with the keys families and apart", _FORM)
    if value is None:
        return Corrections(report.file)
    say_unknown(value, ("families", "apart"), "", _RULE, report)
    number = sum(map(_names_in, value.values()))
    if number > limits.FLAG_NAMES:
        report.add(
            "too-large", f"the file has {number:,} names, the limit is {limits.FLAG_NAMES:,}",
            "keep those that correct something",
        )  # fmt: skip
        return Corrections(report.file)
    families = tuple(_families(_listed(value.get("families"), "/families", report), report))
    apart = tuple(_apart(_listed(value.get("apart"), "/apart", report), report))
    _say_contradictions(families, apart, report)
    return Corrections(report.file, families, apart)


def _names_in(value: object) -> int:
    """How many names there may be in a value: all but lists and mappings themselves."""
    if isinstance(value, dict):
        return sum(map(_names_in, value.values()))
    return sum(map(_names_in, value)) if isinstance(value, list) else 1


def _families(entries: list[object], report: Report) -> Iterator[OwnFamily]:
    for number, entry in enumerate(entries):
        pointer = json_pointer("families", number)
        if not isinstance(entry, dict):
            report.add(_RULE, "a family is not a mapping with name and names", _FORM, pointer=pointer)
            continue
        say_unknown(entry, ("name", "names"), pointer, _RULE, report)
        title = _name(entry.get("name"), f"{pointer}/name", report) if "name" in entry else None
        if "name" not in entry:
            report.add(_RULE, "a family has no name", "write name: and what it is called", pointer=pointer)
        names = _names(_listed(entry.get("names"), f"{pointer}/names", report), f"{pointer}/names", report)
        if title is not None:
            yield OwnFamily(title, names)


def _apart(entries: list[object], report: Report) -> Iterator[tuple[Name, ...]]:
    for number, entry in enumerate(entries):
        pointer = json_pointer("apart", number)
        names = _names(_listed(entry, pointer, report), pointer, report) if entry is not None else ()
        if len({flag_key(name.text) for name in names}) > 1:
            yield names
        else:
            report.add(_RULE, "there are no two names here to keep apart", "write two or more", pointer=pointer)


def _names(entries: list[object], pointer: str, report: Report) -> tuple[Name, ...]:
    found = (_name(entry, f"{pointer}/{number}", report) for number, entry in enumerate(entries))
    return tuple(name for name in found if name is not None)


def _name(value: object, pointer: str, report: Report) -> Name | None:
    if isinstance(value, str) and value.strip():
        return Name(" ".join(value.split()), pointer)
    report.add(_RULE, "a name is empty, or no text", "write it in quotation marks", pointer=pointer)
    return None


def _listed(value: object, pointer: str, report: Report) -> list[object]:
    if isinstance(value, list):
        return value
    if value is not None:
        report.add(_RULE, "this is not a list", "write a list: [one, another]", pointer=pointer)
    return []


def _say_contradictions(families: tuple[OwnFamily, ...], apart: tuple[tuple[Name, ...], ...], report: Report) -> None:
    """Name what is in two families, and what is to be apart and in one."""
    of: dict[str, int] = {}
    for number, own in enumerate(families):
        for name in (own.title, *own.names):
            if of.setdefault(flag_key(name.text), number) != number:
                other = families[of[flag_key(name.text)]].title.text
                report.add(
                    _RULE, f"{quoted(name.text)} is in the family {quoted(other)} already, and stays there",
                    "name it in one family", pointer=name.pointer,
                )  # fmt: skip
    for names in apart:
        seen: dict[int, Name] = {}
        for name in names:
            family = of.get(flag_key(name.text))
            if family is None:
                continue
            first = seen.setdefault(family, name)
            if flag_key(first.text) != flag_key(name.text):
                report.add(
                    _RULE,
                    f"{quoted(name.text)} and {quoted(first.text)} are to be apart, and in the family "
                    f"{quoted(families[family].title.text)}, where they stay",
                    "remove one of the two", pointer=name.pointer,
                )  # fmt: skip
