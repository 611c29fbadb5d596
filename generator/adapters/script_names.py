"""Short names for what a script declares, for those who load it.

A name is another only where the script itself declares it: by ``const``, ``let``, ``function``, ``class``, a
parameter or ``catch``. Names of properties stay, but for those that a line ``// @own one other`` says no file and no
other script knows. So do names that nothing in the script declares, those that it
exports, and those at the top of a script that is no module, which other scripts may know. Each declaration belongs
to a *region* of the script, such as a block or a function with its parameters. Its new name is none that stays,
none of another that is declared in the same region, and none of what is used there and declared around it, so that
nothing comes to stand for something else. A test has TypeScript resolve all names of each script before and after,
and compares what they are.

For scripts of our own, which have no ``var``, ``switch`` or ``with``, no labels, and a semicolon after each
statement.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, count, product
from typing import Final

_NAME = re.compile(r"[A-Za-z_$][\w$]*")
_KEYWORDS: Final = frozenset({
    "as", "async", "await", "break", "case", "catch", "class", "const", "continue", "default", "delete", "do",
    "else", "enum", "export", "extends", "false", "finally", "for", "from", "function", "if", "import", "in",
    "instanceof", "let", "new", "null", "of", "return", "static", "super", "switch", "this", "throw", "true",
    "try", "typeof", "var", "void", "while", "with", "yield",
})  # fmt: skip
_DECLARE: Final = ("const", "let")
_CONSTANT: Final = re.compile(r"[A-Z][A-Z_]+")
_NUMBER: Final = re.compile(r"= \d\w*(?: \. \d+)?")
_OWN: Final = re.compile(r"^// @own (.*)$", re.MULTILINE)
_CONTEXTUAL: Final = frozenset({"as", "from", "of", "async", "static"})
"""Words that may be names, too."""
_OPENS_BLOCK: Final = frozenset({")", ";", "{", "}", "else", "try", "finally", "do", "catch"})
_BEFORE_VALUE: Final = frozenset({"=", "(", "[", ","})
_COMPARES: Final = frozenset("<>=!+-*/%&|^?")
_AFTER_VALUE: Final = frozenset({";", ",", ")", "]"})
_ENDS_NEW: Final = frozenset({";", ",", ")", "]", "}"})
_BEFORE_MEMBERS: Final = frozenset({"async", "get", "set", "static", "*"})
_LETTERS: Final = "eaitslrnocdmpuhEywfbgvjkCLSAzTPqxORMINDFHBUGVWKXYZJQ_$"
"""In the order in which our scripts compress best."""


@dataclass(slots=True, eq=False)
class _Region:
    """Tokens from the one to the other, how often each name that is declared there occurs, and others that do."""

    start: int
    end: int
    parent: _Region | None = None
    names: Counter[str] = field(default_factory=Counter)
    around: set[tuple[_Region, str]] = field(default_factory=set)
    short: dict[str, str] = field(default_factory=dict)

    def declaring(self, name: str) -> _Region | None:
        """The region that says what a name in this one is."""
        here: _Region | None = self
        while here is not None and name not in here.names:
            here = here.parent
        return here

    def choose(self, kept: Set[str]) -> None:
        """Choose names: the first that are neither kept nor those of what is used here and declared around."""
        taken = {region.short[name] for region, name in self.around} | kept
        free = (name for name in _short_names() if name not in taken)
        known = [name for name, number in self.names.items() if number]
        if self.parent is None:
            # There are more of them than letters.
            known.sort(key=lambda name: -self.names[name])
        self.short = dict(zip(known, free, strict=False))


def _short_names() -> Iterator[str]:
    return ("".join(letters) for length in count(1) for letters in product(_LETTERS, repeat=length))


def own_properties(script: str) -> set[str]:
    """The properties that a script says are its own."""
    return {name for line in _OWN.findall(script) for name in line.split()}


def shortened(tokens: Sequence[str], own: Set[str] = frozenset()) -> list[str]:
    """The tokens of a script, white space among them, with short names, and all that is declared in a row at once.

    ``own`` are properties that have short names, too. Names in capitals that only stand for numbers are these
    numbers, what is true is ``!0``, a single parameter, a whole value, what a function gives or nothing that
    something new is made of is in no parentheses, and no comma is before what closes.
    """
    places = [place for place, token in enumerate(tokens) if not token.isspace()]
    found = list(tokens)
    script = _Script([tokens[place] for place in places], own)
    for place, text in chain(script.joined(), script.renamed(), script.numbered(), script.bare(), script.brief()):
        found[places[place]] = text
    return [token for token in found if token]


class _Script:
    def __init__(self, tokens: list[str], own: Set[str]) -> None:
        self._tokens = [*tokens, ""]
        self._own = own
        self._match: dict[int, int] = {}
        self._inside: list[int] = []
        open_ones = [-1]
        for place, token in enumerate(self._tokens):
            if _closes(token):
                start = open_ones.pop()
                self._match[start], self._match[place] = place, start
            self._inside.append(open_ones[-1])
            if _opens(token):
                open_ones.append(place)

    def renamed(self) -> Iterator[tuple[int, str]]:
        """Tokens that are others, by their places."""
        used = []
        kept = set(_KEYWORDS)
        for place, here in enumerate(self._regions):
            name = self._tokens[place]
            if name in self._properties and self._is_property(place):
                yield place, self._properties[name]
                continue
            if name in self._numbers or not (self._is_variable(place) or self._is_shorthand(place)):
                continue
            region = here.declaring(name)
            if region is None or (region.parent is None and (not self._is_module or name in self._exported)):
                kept.add(name)
                if name in self._properties and self._is_shorthand(place):
                    yield place, f"{self._properties[name]}:{name}"
                continue
            region.names[name] += 1
            used.append((place, name, region))
            inner: _Region | None = here
            while inner is not None and inner is not region:
                inner.around.add((region, name))
                inner = inner.parent
        for region in self._all:
            region.choose(kept)
        for place, name, region in used:
            short = region.short[name]
            yield place, f"{self._properties.get(name, name)}:{short}" if self._is_shorthand(place) else short

    def bare(self) -> Iterator[tuple[int, str]]:
        """Nothing for parentheses that mean nothing, and commas after which nothing comes."""
        for place, token in enumerate(self._tokens):
            if token == "(" and (self._is_new(place) or self._is_whole(place)):
                yield place, ""
                yield self._match[place], ""
            if token == "," and _closes(self._tokens[place + 1]) and self._tokens[place - 1] not in (",", "["):
                yield place, ""
            if token == "=" and self._tokens[place + 1] == ">" and self._tokens[place - 1] == ")":
                start = self._match[place - 1]
                if place - start == 3 and self._is_name(start + 1):
                    yield start, " " if self._tokens[start - 1] == "async" else ""
                    yield place - 1, ""

    def joined(self) -> Iterator[tuple[int, str]]:
        """A comma for each semicolon after which more is declared, and one word for all that is."""
        gone = dict(self._numbers.values())
        follows: set[int] = set()
        for place, token in enumerate(self._tokens):
            if token not in _DECLARE or place in gone or self._tokens[place - 1] == ".":
                continue
            # What is declared by "const" is never assigned to, which TypeScript checks.
            yield place, "" if place in follows else "let"
            if self._tokens[place - 1] not in ("export", "("):
                end = self._end(place + 1, of_value=False) + 1
                after = end + 1
                while after in gone:
                    after = gone[after] + 1
                if self._tokens[end] == ";" and self._tokens[after] in _DECLARE:
                    yield end, ","
                    follows.add(after)

    def numbered(self) -> Iterator[tuple[int, str]]:
        """Numbers for names in capitals that stand for them, and nothing for what says so."""
        for name, (start, end) in self._numbers.items():
            number = "".join(self._tokens[start + 3 : end])
            for place in self._uses(name):
                yield place, number
            yield from ((place, "") for place in range(start, end + 1))

    def brief(self) -> Iterator[tuple[int, str]]:
        """What is true and what is false in two signs."""
        for name, short in (("true", "!0"), ("false", "!1")):
            yield from ((place, short) for place in self._uses(name))

    def _is_whole(self, place: int) -> bool:
        """Whether parentheses are around one value that is all that stands there, or all that a function gives."""
        end = self._match[place]
        before, one_before = self._tokens[place - 1], self._tokens[place - 2]
        is_given = one_before == "=" and before == ">" and self._tokens[place + 1] != "{"
        is_compared = before == "=" and one_before in _COMPARES
        return (
            (is_given or (before in _BEFORE_VALUE and not is_compared))
            and self._tokens[end + 1] in _AFTER_VALUE
            and place < end - 1 == self._end(place + 1, of_value=True)
        )

    def _is_new(self, place: int) -> bool:
        """Whether parentheses say that something new is made of nothing, and no more is done with it there."""
        return (
            self._tokens[place - 2] == "new"
            and self._tokens[place + 1] == ")"
            and self._tokens[place + 2] in _ENDS_NEW
        )

    @cached_property
    def _properties(self) -> dict[str, str]:
        """Short names of own properties, those that occur most often first; nothing else has them for a name."""
        counts = Counter(token for token in self._tokens if token in self._own)
        known = sorted(counts, key=lambda name: (-counts[name], name))
        free = (name for name in _short_names() if name not in self._places and name not in _KEYWORDS)
        return dict(zip(known, free, strict=False))

    @cached_property
    def _numbers(self) -> dict[str, tuple[int, int]]:
        """Where each name is declared that only stands for a number: from ``const`` to the semicolon."""
        found: dict[str, tuple[int, int]] = {}
        for place, token in enumerate(self._tokens):
            name = self._tokens[place + 1] if token == "const" else ""
            if not _CONSTANT.fullmatch(name) or (self._inside[place] < 0 and not self._is_module):
                continue
            end = self._end(place + 1, of_value=False) + 1
            is_own = self._tokens[place - 1] != "export" and name not in self._exported
            if is_own and _NUMBER.fullmatch(" ".join(self._tokens[place + 2 : end])) and self._tokens[end] == ";":
                found[name] = place, end
        return {name: span for name, span in found.items() if self._is_plain(name)}

    def _uses(self, name: str) -> list[int]:
        return [place for place in self._places[name] if not self._is_property(place)]

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """Where each token stands."""
        found: dict[str, list[int]] = defaultdict(list)
        for place, token in enumerate(self._tokens):
            found[token].append(place)
        return found

    def _is_plain(self, name: str) -> bool:
        """Whether a number can stand wherever the name does, and it is declared once."""
        return (
            not any(self._is_shorthand(place) or self._tokens[place + 1] == "." for place in self._uses(name))
            and sum(name in region.names for region in self._declaring) == 1
        )

    # What a token is ---------------------------------------------------------------------------------------------

    def _is_name(self, place: int) -> bool:
        token = self._tokens[place]
        return bool(_NAME.fullmatch(token)) and (
            token not in _KEYWORDS or (token in _CONTEXTUAL and self._is_odd(place))
        )

    def _is_odd(self, place: int) -> bool:
        """Whether a word of the language stands where it can only be a name."""
        before, after = self._tokens[place - 1], self._tokens[place + 1]
        return not (_NAME.fullmatch(after) or after[:1] in ("'", '"')) and not (
            before == "}" and after[:1] in ("'", '"')
        )

    def _is_property(self, place: int) -> bool:
        """Whether what stands there is a property, by a dot, as a key or as a method."""
        before, after = self._tokens[place - 1], self._tokens[place + 1]
        if before == ".":
            return self._tokens[place - 2] != "." or self._tokens[place - 3] != "."
        if not self._is_member(place):
            return False
        return after in (":", "(") or self._inside[place] in self._classes

    def _is_member(self, place: int) -> bool:
        """Whether a member of an object or class begins there."""
        inside = self._inside[place]
        before = self._tokens[place - 1]
        if before in _BEFORE_MEMBERS:
            before = self._tokens[place - 2]
        return before in ("{", ",") if inside in self._objects else before in "{};" and inside in self._classes

    def _is_shorthand(self, place: int) -> bool:
        """Whether it is a name and a property at once."""
        return (
            self._inside[place] in self._objects
            and self._is_name(place)
            and self._tokens[place - 1] in ("{", ",")
            and self._tokens[place + 1] in (",", "}", "=")
        )

    def _is_variable(self, place: int) -> bool:
        return self._is_name(place) and not self._is_property(place) and not self._is_shorthand(place)

    @cached_property
    def _classes(self) -> set[int]:
        """Where the bodies of classes begin."""
        return {
            self._tokens.index("{", place)
            for place, token in enumerate(self._tokens)
            if token == "class" and _NAME.fullmatch(self._tokens[place + 1])
        }

    @cached_property
    def _objects(self) -> set[int]:
        """Where objects begin, and patterns that take them apart."""
        return {
            place
            for place, token in enumerate(self._tokens)
            if token == "{" and place and place not in self._classes and not self._is_block(place)
        }

    def _is_block(self, place: int) -> bool:
        before = self._tokens[place - 1]
        return place == 0 or before in _OPENS_BLOCK or (before == ">" and self._tokens[place - 2] == "=")

    @cached_property
    def _exported(self) -> set[str]:
        found: set[str] = set()
        for place, token in enumerate(self._tokens):
            if token == "export":
                after = place + 2 if self._tokens[place + 1] != "{" else place + 1
                end = self._match.get(after, after)
                found.update(self._tokens[after : end + 1])
        return found

    @cached_property
    def _is_module(self) -> bool:
        return "export" in self._tokens

    # Where a name is known -----------------------------------------------------------------------------------------

    @cached_property
    def _all(self) -> list[_Region]:
        """All regions, the outer ones first."""
        spans = {(-1, len(self._tokens)): [(0, 0)]}
        for place, token in enumerate(self._tokens):
            for span, own in self._span(place, token):
                spans.setdefault(span, []).append(own)
        # A function and its body are one region, in which a name is declared once.
        ends = {end for _, end in spans}
        for place, token in enumerate(self._tokens):
            if token == "{" and self._is_block(place) and self._match[place] not in ends:
                spans[place, self._match[place]] = []
        found = [_Region(*span) for span in sorted(spans, key=lambda span: (span[0], -span[1]))]
        around: list[_Region] = []
        for region in found:
            while around and around[-1].end < region.start:
                around.pop()
            region.parent = around[-1] if around else None
            around.append(region)
            for own in spans[region.start, region.end]:
                region.names.update(dict.fromkeys(self._declared(*own), 0))
        return found

    def _span(self, place: int, token: str) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
        """The region that begins with a token, and from where to where names of its own are."""
        tokens, match = self._tokens, self._match
        if token == "=" and tokens[place + 1] == ">":
            start = match[place - 1] if tokens[place - 1] == ")" else place - 1
            body = place + 2
            end = match[body] if tokens[body] == "{" else self._end(body, of_value=True)
            yield (start, end), (start, place)
        elif token == "for" and tokens[place + 1] in ("(", "await"):
            start = place + 2 if tokens[place + 1] == "await" else place + 1
            yield (start, self._statement(match[start] + 1)), (0, 0)
        elif token == "(" and tokens[match[place] + 1] == "{":
            before = tokens[place - 1]
            is_function = before in ("catch", "function") or "function" in tokens[place - 3 : place]
            if is_function or (self._is_member(place - 1) and before not in _KEYWORDS):
                yield (place, match[match[place] + 1]), (place, match[place])

    @cached_property
    def _declaring(self) -> list[_Region]:
        """The regions in which something is declared."""
        return [region for region in set(self._regions) if region.names]

    @cached_property
    def _regions(self) -> list[_Region]:
        """The innermost region of each token, with all names that are declared in it."""
        found: list[_Region] = [self._all[0]] * len(self._tokens)
        for region in self._all[1:]:
            found[region.start : region.end + 1] = [region] * (region.end + 1 - region.start)
        for place, token in enumerate(self._tokens):
            if token in _DECLARE:
                for name in self._declarations(place + 1):
                    found[place].names[name] = 0
            elif token in ("class", "function"):
                own = place + 2 if self._tokens[place + 1] == "*" else place + 1
                if self._is_name(own):
                    found[place].names[self._tokens[own]] = 0
        return found

    def _declarations(self, place: int) -> Iterator[str]:
        while True:
            end = self._past(place)
            yield from self._declared(place, end)
            place = self._end(end, of_value=True) + 1
            if self._tokens[place] != ",":
                return
            place += 1

    def _declared(self, start: int, end: int) -> Iterator[str]:
        """The names in a pattern or in several, but not in values that stand for what is missing."""
        place = start
        while place < end:
            token = self._tokens[place]
            if token == "=":
                place = self._end(place + 1, of_value=True)
            elif _opens(token):
                yield from self._declared(place + 1, self._match[place])
                place = self._match[place]
            elif self._is_variable(place) or self._is_shorthand(place):
                yield token
            place += 1

    def _statement(self, place: int) -> int:
        """Where a statement ends."""
        token = self._tokens[place]
        if token == "{":
            return self._match[place]
        if token in ("if", "for", "while"):
            end = self._statement(self._match[place + 1] + 1)
            return self._statement(end + 2) if token == "if" and self._tokens[end + 1] == "else" else end
        return self._end(place, of_value=False)

    def _end(self, place: int, *, of_value: bool) -> int:
        """The last token before a semicolon or what closes around; of a value, before a comma or a colon as well."""
        tokens, choices = self._tokens, 0
        while tokens[place] not in ("", ";") and not _closes(tokens[place]):
            token = tokens[place]
            if token == "?" and "?" not in (tokens[place - 1], tokens[place + 1]) and tokens[place + 1] != ".":
                choices += 1
            elif token == ":":
                choices -= 1
            if of_value and (choices < 0 or token == ","):
                break
            place = self._past(place)
        return place - 1

    def _past(self, place: int) -> int:
        """The place after a token, and after all that it opens: texts go on with what closes a value in them."""
        while _opens(self._tokens[place]):
            place = self._match[place]
        return place + 1


def _opens(token: str) -> bool:
    return token in ("(", "[", "{") or (token.endswith("${") and token[0] in "`}")


def _closes(token: str) -> bool:
    return token in (")", "]", "}") or (token.startswith("}") and len(token) > 1)
