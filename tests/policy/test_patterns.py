"""No pattern of the package takes longer than the text is long, whatever the text.

Every pattern is found: those that modules hold, and those that calls of ``re`` have written into them. Each runs over
texts that are made from itself: what it begins with, what it repeats, and what breaks it off. Ten times the text may
take ten times the time; where it takes far more, the pattern begins anew at each sign of a run, or tries the same run
in many ways. Times are of the processor, and only such are compared as no linear pattern comes near.
"""

from __future__ import annotations

import ast
import importlib
import itertools
import pkgutil
import re
import time
from collections.abc import Iterator
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import generator
from tests.conftest import ROOT

pytestmark = pytest.mark.thorough

OF_RE = {"compile", "sub", "subn", "match", "search", "fullmatch", "split", "findall", "finditer"}
LENGTHS = (25, 300, 1_000, 10_000)
"""Signs of the texts. The short ones come first: some patterns would never be done with the long ones."""
MOST = 40
"""How much longer ten times the text may take; ten is linear, a hundred is quadratic."""
FLOOR = 0.02
"""Seconds that any text may take: a quadratic pattern takes ten times as long for 10,000 signs."""


def held_patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """The patterns that modules and their classes hold."""
    for module in pkgutil.walk_packages(generator.__path__, "generator."):
        if module.name.endswith("__main__"):
            continue
        loaded = importlib.import_module(module.name)
        for name, value in vars(loaded).items():
            holders = {name: value, **{f"{name}.{key}": item for key, item in vars(value).items()}} if (
                isinstance(value, type) and value.__module__ == module.name
            ) else {name: value}  # fmt: skip
            for place, held in holders.items():
                if isinstance(held, re.Pattern):
                    yield f"{module.name}.{place}", held


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call of ``re`` in the package."""
    for path in sorted((ROOT / "generator").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom):
                assert node.module != "re", f"{path}: import re as a whole, so that its patterns are found"
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "re"
                and node.func.attr in OF_RE
            ):
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def written_patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """The patterns that stand in calls themselves."""
    for place, call in calls():
        if isinstance(call.args[0], ast.Constant):
            flags = [item for item in (*call.args[1:], *(keyword.value for keyword in call.keywords))
                     if ast.unparse(item).startswith("re.")]  # fmt: skip
            flag = eval(ast.unparse(flags[0]), {"re": re}) if flags else 0
            yield place, re.compile(call.args[0].value, flag)


PATTERNS = dict((*held_patterns(), *written_patterns()))

_CATEGORY = {op.CATEGORY_DIGIT: "1", op.CATEGORY_SPACE: " ", op.CATEGORY_WORD: "a", op.CATEGORY_NOT_DIGIT: "a",
             op.CATEGORY_NOT_SPACE: "a", op.CATEGORY_NOT_WORD: " "}  # fmt: skip


def signs(items: Any) -> str:
    """Some of the signs of a class."""
    if items[0][0] is op.NEGATE:
        forbidden = re.compile("[" + "".join(map(re.escape, signs(items[1:]))) + "]")
        return "".join([sign for sign in "a1 -.\t\n(é" if not forbidden.match(sign)][:3]) or "a"
    found = ""
    for kind, value in items:
        if kind is op.LITERAL:
            found += chr(value)
        elif kind is op.RANGE:
            found += chr(value[0])
        elif kind is op.CATEGORY:
            found += _CATEGORY[value] + ("\n\t" if value is op.CATEGORY_SPACE else "")
    return found


def example(tree: Any, repeats: list[str]) -> str:
    """A text that fits ``tree``; what it repeats is noted."""
    text = ""
    for kind, value in tree:
        if kind is op.LITERAL:
            text += chr(value)
        elif kind is op.NOT_LITERAL:
            text += "a" if value != ord("a") else "b"
        elif kind is op.ANY:
            text += "a"
        elif kind is op.IN:
            text += signs(value)[:1]
        elif kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            low, high, inner = value
            once = example(inner, repeats)
            if high > 50:
                repeats.append(once)
                if len(inner) == 1 and inner[0][0] is op.IN:
                    repeats.extend(signs(inner[0][1]))
                if len(inner) == 1 and inner[0][0] is op.ANY:
                    repeats.extend(" 1.-")
            text += once * max(low, 1)
        elif kind is op.SUBPATTERN:
            text += example(value[3], repeats)
        elif kind is op.ATOMIC_GROUP:
            text += example(value, repeats)
        elif kind is op.BRANCH:
            branches = [example(branch, repeats) for branch in value[1]]
            repeats.extend(branches)
            text += branches[0]
        elif kind in (op.ASSERT, op.ASSERT_NOT):
            example(value[1], repeats)
    return text


def attacks(pattern: re.Pattern[str]) -> list[tuple[str, str, str]]:
    """Start, what is repeated, and end of texts that may keep ``pattern`` busy."""
    repeats: list[str] = []
    whole = example(parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE), repeats)
    pumps = list(dict.fromkeys([pump for pump in (*repeats, whole) if pump]))[:12]
    pairs = [one + other for one, other in itertools.permutations(pumps[:5], 2)]
    starts = list(dict.fromkeys(["", *(whole[:length] for length in (1, 2, 4, 8, 16, 32))]))
    ends = ["", "\x00", "\n!"]
    return [
        *itertools.product(starts, pumps, ends),
        *itertools.product([""], pairs, ends),
    ]


def seconds(pattern: re.Pattern[str], text: str) -> float:
    """The least processor time of some runs of all ways to use a pattern."""
    least = float("inf")
    for _ in range(2):
        start = time.process_time()
        pattern.match(text)
        pattern.fullmatch(text)
        for _ in pattern.finditer(text):
            pass
        least = min(least, time.process_time() - start)
        if least < FLOOR:
            break
    return least


def slow(pattern: re.Pattern[str]) -> tuple[str, str, str] | None:
    """The attack that takes far more than ten times as long on ten times the text."""
    for start, pump, end in attacks(pattern):

        def text(length: int, start: str = start, pump: str = pump, end: str = end) -> str:
            return start + pump * (length // len(pump)) + end

        for length in LENGTHS:
            taken = seconds(pattern, text(length))
            if taken > FLOOR and taken > MOST * seconds(pattern, text(length // 10)):
                return start, pump, end
    return None


@pytest.mark.parametrize("name", PATTERNS)
def test_the_time_of_a_pattern_grows_with_the_text(name: str) -> None:
    assert slow(PATTERNS[name]) is None, PATTERNS[name].pattern


def test_every_pattern_is_found() -> None:
    compiled = {place for place, call in calls() if call.func.attr == "compile"}
    inline = [place for place, call in calls() if call.func.attr != "compile"]
    assert len(PATTERNS) >= 60
    # A call that makes its pattern while it runs could hide one.
    hidden = [
        place for place, call in calls() if call.func.attr != "compile" and not isinstance(call.args[0], ast.Constant)
    ]
    assert hidden == []
    assert len(compiled) <= len(list(held_patterns())) + 1
    assert inline


OLD = {
    "arXiv prefix": r"\s*(?:arxiv\s*:\s*|(?:https?://)?arxiv\.org/(?:abs|pdf|html)/)",
    "DOI prefix": r"\s*(?:doi\s*:\s*|(?:https?://)?(?:dx\.|www\.)?doi\.org/)",
    "row": r"(.*?\S)??\s*([✓✔✅×✗✘❌])\s*(\d?\.?\d+\s*%?)?",
    "papers": r"findings from (\d[\d,]*)|(\d[\d,]*) papers (?:were )?retrieved",
    "claims": r"(\d[\d,]*) claims? (?:was |were )?extracted",
    "lines": r"\s*\n\s*",
    "placeholder": r"10\.\d{4,9}/(?:[nx.\-_/]+|.*(?:nnnn|xxxx|placeholder|\btodo\b).*|1122445\.1122456)",
    "trailing space": r"\s+$",
    "nested": r"(?:a+)+b",
    "adjacent": r"a*a*b",
    "two of one kind": r"\d+\.?\d+x",
}


@pytest.mark.parametrize("pattern", OLD.values(), ids=OLD)
def test_patterns_that_take_too_long_are_told(pattern: str) -> None:
    assert slow(re.compile(pattern, re.I)) is not None
