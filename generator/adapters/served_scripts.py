"""The theme's scripts as they are put on a site: without what only those who change them read.

Comments go, and so do the spaces and line breaks that part no two words and end no statement. What a script
declares has short names there (see ``script_names``), and modules that another imports are put into it, so a page
fetches one file. Every other sign stays, so the script does the same; a test has another program read both, and
compares what they mean to it. A comment that begins with ``/*!`` or ``//#`` stays: licences and what browsers are
told do.

What tells a pattern from a division is the token before it, which suffices for scripts of our own.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from functools import cache

from generator.adapters.script_names import own_properties, shortened
from generator.adapters.slim_files import SLIM_FILES
from generator.resources import theme

FOLDER = "assets/scanpress"
"""Where the scripts stand, below the theme and on the site."""

_TOKEN = re.compile(
    r"""(?P<space>\s+|//(?!#)[^\n]*|/\*(?!!)(?:[^*]|\*(?!/))*(?:\*/)?)"""
    r"""|//#[^\n]*|/\*!(?:[^*]|\*(?!/))*(?:\*/)?"""
    r"""|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?"""
    r"""|[\w$#]+|\+\+|--|.""",
    re.DOTALL,
)
_PATTERN = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*+\]?+)*+/?[a-z]*")
_TEMPLATE = re.compile(r"(?:[^`\\$]|\\.|\$(?!\{))*(?:`|\$\{)?", re.DOTALL)
_WORD = re.compile(r"[\w$#]")

_VALUES = (")", "]", "}", '"', "'", "`")
_NO_VALUES = frozenset({"return", "typeof", "case", "in", "of", "delete", "void", "throw", "new", "else", "do"})
"""Words that a pattern may follow."""
_GOES_ON_AFTER = tuple("{}(,;[=?:&|<>.*%!")
_GOES_ON_BEFORE = tuple(")]},;.?:&|=<>*%")
"""At these signs no statement ends, or ends without a line break."""


_IMPORT = re.compile(r'^(import|export) (\{[^}]*\}) from "\./([\w-]+\.js)";\n', re.MULTILINE)
_TOLD = re.compile(r"^//#.*\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=const|function|class)", re.MULTILINE)


@cache
def served_scripts() -> dict[str, bytes]:
    """Each script of the theme by its path below the site; those that another imports are in that one."""
    sources = _sources()
    importing = _importing(sources)
    return {
        f"{FOLDER}/{name}": SLIM_FILES.made(name, bundle(name, sources), slim)
        for name in sources
        if name not in importing
    }


@cache
def scripts_in_others() -> dict[str, str]:
    """The scripts that are not served by themselves, and those that they are in, by their paths below the site."""
    return {f"{FOLDER}/{name}": f"{FOLDER}/{whole}" for name, whole in _importing(_sources()).items()}


def left_apart(theirs: Container[str]) -> set[str]:
    """What has to be a file of its own where these are the publisher's.

    That is each script of which they have a part, with all of its parts, and the parts of one that they have whole,
    which may import them.
    """
    parts = scripts_in_others()
    mixed = {whole for path, whole in parts.items() if path in theirs}
    return mixed | {path for path, whole in parts.items() if whole in mixed or whole in theirs}


def _sources() -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in sorted((theme() / FOLDER).glob("*.js"))}


def _importing(sources: Mapping[str, str]) -> dict[str, str]:
    """The scripts that others import, and one that does and is imported by none."""
    found = {part[3]: name for name, source in sources.items() for part in _IMPORT.finditer(source)}

    def whole(name: str) -> str:
        return whole(found[name]) if name in found else name

    return {name: whole(name) for name in found}


def bundle(name: str, sources: Mapping[str, str]) -> str:
    """A script, and before it all those that it imports, each once; no two may declare the same name at their top.

    What browsers are told stands first.
    """
    whole = _bundle(name, sources, set())
    return "".join(_TOLD.findall(whole)) + _TOLD.sub("", whole)


def _bundle(name: str, sources: Mapping[str, str], seen: set[str]) -> str:
    parts = []
    for found in _IMPORT.finditer(sources[name]):
        if found[3] not in seen:
            seen.add(found[3])
            parts.append(_EXPORT.sub("", _bundle(found[3], sources, seen)))
    parts.append(_IMPORT.sub(lambda found: f"export {found[2]};\n" if found[1] == "export" else "", sources[name]))
    return "".join(parts)


def slim(script: str) -> str:
    """The script without comments, without white space that means nothing, and with short names."""
    made: list[str] = []
    before, between = "", ""
    for token in shortened(list(_tokens(script)), own_properties(script)):
        if token.isspace():
            between += token
            continue
        if token == "}" and before == ";":
            # It ends the statement, too.
            made[-1] = ""
        made += [_kept(before, between, token), token]
        before, between = token, ""
    return "".join(made) + "\n"


def _kept(before: str, between: str, after: str) -> str:
    """As much of the white space between two tokens as parts them."""
    if "\n" in between and before and not before.endswith(_GOES_ON_AFTER) and not after.startswith(_GOES_ON_BEFORE):
        return "\n"
    parts_words = between and _WORD.match(before[-1:]) and _WORD.match(after)
    parts_signs = between and before[-1:] == after[0] and after[0] in "+-"
    return " " if parts_words or parts_signs else ""


def _tokens(script: str) -> Iterator[str]:
    """The tokens of the script; white space and comments are a line break or a space each."""
    place, before = 0, ""
    # How many braces are open in each ${…} that is.
    depths: list[int] = []
    while place < len(script):
        token = _TOKEN.match(script, place)
        assert token is not None
        text = token[0]
        if token["space"]:
            place = token.end()
            yield "\n" if "\n" in text else " "
            continue
        if text == "/" and not _ends_value(before):
            text = _matched(_PATTERN, script, place)
        elif text == "`" or (text == "}" and depths and not depths[-1]):
            if text == "}":
                depths.pop()
            text += _matched(_TEMPLATE, script, place + 1)
            if text.endswith("${"):
                depths.append(0)
        elif text in ("{", "}") and depths:
            depths[-1] += 1 if text == "{" else -1
        yield text
        place += len(text)
        before = text


def _matched(pattern: re.Pattern[str], script: str, place: int) -> str:
    found = pattern.match(script, place)
    return found[0] if found else ""


def _ends_value(token: str) -> bool:
    """Whether a value may end with the token, so that what follows is an operator."""
    return token.endswith(_VALUES) or (bool(_WORD.match(token[-1:])) and token not in _NO_VALUES)
