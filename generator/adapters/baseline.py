"""A baseline: the findings that a project knows and puts up with, so that only new ones are named.

It is a file of the repository, and anybody who may change that can write it. So it is read as strictly as an input,
it hides exactly what it lists, and whoever uses it is told how much that was.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from generator.diagnostics import Diagnostic
from generator.errors import ConfigError
from generator.readers.documents import read_document
from generator.store.files import opened, write

_LARGEST = 50_000_000
"""Bytes of a baseline; more is not read."""
MOST = 200_000
"""Entries of a baseline."""
_OTHERS = "and-more"
"""The rule of a finding that stands for others."""
_TIMES = 1_000_000
"""How often a finding may be listed, and how many one may stand for."""

Key = tuple[str, str, str, str]
"""File, rule, pointer and the digest of the message; no line, so that a file may grow above the place."""


class _Entry(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")

    file: Annotated[str, Field(max_length=5_000)]
    rule: Annotated[str, Field(pattern=r"^[a-z]+(-[a-z]+)*$", max_length=100)]
    pointer: Annotated[str, Field(max_length=50_000)]
    message: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
    count: Annotated[int, Field(ge=1, le=_TIMES)]


class _File(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")

    scanpress_baseline: Annotated[int, Field(ge=1, le=1)]
    findings: Annotated[list[_Entry], Field(max_length=MOST)]


@dataclass(frozen=True, slots=True)
class Sifted:
    """The findings without those of the baseline, how many these were, and entries that nothing answers to."""

    left: tuple[Diagnostic, ...]
    hidden: int
    stale: tuple[Key, ...]


def key_of(item: Diagnostic) -> Key:
    """What tells a finding from others, whatever line it is on.

    One that stands for the others of a rule is told by that rule: where it stands and how many they are changes with
    each of them that is mended.
    """
    if item.others_of:
        return _key_of_others(item.file, item.others_of)
    return _key(item.file, item.rule, item.pointer, item.message)


def _key_of_others(file: str, rule: str) -> Key:
    return _key(file, _OTHERS, "", rule)


def _key(*parts: str) -> Key:
    file, rule, pointer, message = (part.encode("utf-8", "replace").decode() for part in parts)
    return file, rule, pointer, hashlib.sha256(message.encode()).hexdigest()[:32]


def sift(
    items: Iterable[Diagnostic], known: Counter[Key], files: Collection[str] | None, rules: Collection[str]
) -> Sifted:
    """Take the findings of a baseline away, each as often as it is listed there.

    ``files`` are those that were checked, ``None`` for all, and ``rules`` those that findings may be of: what was
    not looked for is not stale. Of the findings of a rule that are only counted, the baseline knows how many there
    were: so many may be any of them now, and the others that are counted have to be among those that it names.
    """
    open_ = Counter(known)
    named, counted = [], []
    for item in items:
        key = key_of(item)
        if item.others_of:
            counted.append(item)
        elif open_[key] > 0:
            open_[key] -= 1
        else:
            named.append(item)
    left = []
    # How many of those that the baseline names are not among those that are named now.
    unnamed: Counter[tuple[str, str]] = Counter()
    for (file, rule, *_), count in open_.items():
        unnamed[file, rule] += count
    hidden = sum(known.values()) - sum(open_.values())
    for item in counted:
        key, group = key_of(item), (item.file, item.others_of)
        if item.number <= open_[key] + unnamed[group]:
            hidden += item.number
            before = min(item.number, open_[key])
            open_[key] -= before
            unnamed[group] -= item.number - before
        else:
            left.append(item)
    for item in named:
        key = _key_of_others(item.file, item.rule)
        if open_[key] > 0:
            open_[key] -= 1
            hidden += 1
        else:
            left.append(item)
    # What may be among those that are only counted now is not stale.
    uncertain = {key_of(item) for item in counted} | {(item.file, item.others_of) for item in counted}
    counted_rules = {_key_of_others("", rule)[3] for rule in rules}
    stale = sorted(
        key
        for key, count in open_.items()
        if count > 0
        and (key[3] in counted_rules if key[1] == _OTHERS else key[1] in rules)
        and (files is None or key[0] in files)
        and uncertain.isdisjoint((key, key[:2]))
    )
    return Sifted(tuple(left), hidden, tuple(stale))


def load_baseline(file: Path) -> Counter[Key]:
    """The findings that a baseline lists and how often; raises ``ConfigError`` where it is none."""
    try:
        with opened(file) as stream:
            data = stream.read(_LARGEST + 1)
    except FileNotFoundError:
        raise ConfigError(f"{file}: there is no baseline; write one with --write-baseline {file}") from None
    except OSError as error:
        raise ConfigError(f"{file}: {(error.strerror or 'it cannot be read').lower()}") from None
    if len(data) > _LARGEST:
        raise ConfigError(f"{file}: the baseline has more than {_LARGEST:,} bytes; remove it, and write it anew")
    remedy = f"remove it, and write it anew with --write-baseline {file}"
    read = read_document(data, str(file), _File, "baseline", remedy)
    found: Counter[Key] = Counter()
    for entry in read.findings:
        found[entry.file, entry.rule, entry.pointer, entry.message] += entry.count
    return found


def write_baseline(file: Path, items: Iterable[Diagnostic]) -> int:
    """Write the findings as a baseline; how many there are.

    Raises ``ConfigError`` where the file is there and is no baseline, or where there are too many; ``OSError``.
    """
    counts: Counter[Key] = Counter()
    for item in items:
        counts[key_of(item)] += min(item.number, _TIMES)
    if len(counts) > MOST:
        raise ConfigError(f"there are {len(counts):,} findings, and a baseline holds {MOST:,}; --select or mend some")
    if file.exists():
        # Nothing else is overwritten.
        load_baseline(file)
    names = ("file", "rule", "pointer", "message")
    entries = [{**dict(zip(names, key, strict=True)), "count": count} for key, count in sorted(counts.items())]
    lines = ",\n".join(f"  {json.dumps(entry)}" for entry in entries)
    text = f'{{\n "scanpress_baseline": 1,\n "findings": [\n{lines}\n ]\n}}\n'
    write(file, [text.encode()])
    return sum(counts.values())
