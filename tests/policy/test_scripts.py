"""The theme's scripts: their types are right, their own tests pass, and what is served does the same in few bytes."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from collections.abc import Iterable, Set
from pathlib import Path

import pytest

from generator.adapters import script_names
from generator.adapters.script_names import own_properties
from generator.adapters.served_scripts import FOLDER, bundle, served_scripts, slim
from generator.resources import theme
from tests.browser.checkers import checkers, missing
from tests.conftest import ROOT, run

TOOLS = ROOT / "tests" / "scripts"
SOURCES = sorted((theme() / FOLDER).glob("*.js"))
MOST = {("search",): 9_603, ("explore",): 7_846, ("compare",): 2_551}
"""How many bytes scripts whose names begin so may take together, compressed, as a site sends them: 20,000 in all.

A page loads the one or the other, and the search's only when its field is used.
"""


def node(*arguments: str | Path, timeout: float = 120) -> str:
    if shutil.which("node") is None:
        missing("node is needed to check the scripts (Debian: apt-get install nodejs)")
    result = run(["node", *map(str, arguments)], ROOT, timeout=timeout)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def trees(paths: Iterable[Path]) -> list[list[str]]:
    """What TypeScript's parser makes of the scripts."""
    return json.loads(node(TOOLS / "trees.cjs", checkers() / "typescript", *paths))


@pytest.mark.xdist_group("checkers")
def test_types_are_right() -> None:
    node(checkers() / "typescript" / "bin" / "tsc", "--project", TOOLS)


def test_their_own_tests_pass() -> None:
    # Those of the search, which are modules, run with tests/unit/search.
    tests = sorted(path for path in TOOLS.glob("*.test.js") if "\nimport " not in path.read_text("utf-8"))
    assert len(tests) >= 2
    node("--test", *tests)


@pytest.mark.xdist_group("checkers")
def test_what_is_served_means_the_same(tmp_path: Path) -> None:
    texts = {path.name: path.read_text("utf-8") for path in SOURCES}
    sources, served = [], []
    for name, script in served_scripts().items():
        sources.append(tmp_path / "sources" / Path(name).name)
        served.append(tmp_path / "served" / Path(name).name)
        for path in (sources[-1], served[-1]):
            path.parent.mkdir(exist_ok=True)
        sources[-1].write_text(bundle(sources[-1].name, texts), "utf-8")
        served[-1].write_bytes(script)
        assert served[-1].stat().st_size < sources[-1].stat().st_size, name
    for path, one, other in zip(sources, trees(sources), trees(served), strict=True):
        assert len(one) > 100, path.name
        one = with_short_properties(one, other, own_properties(path.read_text("utf-8")))
        assert one == other, (
            f"{path.name}: {next(pair for pair in zip(one, other, strict=False) if pair[0] != pair[1])}"
        )


def with_short_properties(one: list[str], other: list[str], own: Set[str]) -> list[str]:
    """A tree in which own properties have the names that they have in the other: always the same, and none of another."""
    names = {
        node: renamed for node, renamed in zip(one, other, strict=False) if node.removeprefix("Identifier ") in own
    }
    assert len(names) == len(set(names.values()))
    assert not {*names.values()} & {*one}
    return [names.get(node, node) for node in one]


@pytest.mark.xdist_group("checkers")
def test_properties_of_our_own_are_known_to_nothing_else() -> None:
    libraries = "".join(path.read_text("utf-8") for path in (checkers() / "typescript" / "lib").glob("lib.*.d.ts"))
    known = set(
        re.findall(r"^\s*(?:readonly |get |set |declare \w+ )*\"?([\w$]+)\"?\??\s*[:(<]", libraries, re.MULTILINE)
    )
    assert {"length", "ariaSort", "searchParams", "textContent", "clipboard"} <= known
    # What is in the files that scripts fetch, and what scripts know of each other.
    made = [*(ROOT / "generator" / "search").glob("*.py"), *(ROOT / "generator" / "pages").glob("explore*.py")]
    files = {name for path in made for name in re.findall(r'"(\w+)"', path.read_text("utf-8"))}
    assert {"criteria", "shards", "outlines"} <= files
    shared = set(re.findall(r"(\w+)\??[<(:]", (TOOLS / "globals.d.ts").read_text("utf-8").partition("folds.js")[2]))
    assert {"make", "counted"} <= shared
    names = {path: own_properties(path.read_text("utf-8")) for path in SOURCES}
    assert sum(map(len, names.values())) > 50
    for path, own in names.items():
        # A property may be asked for by a text.
        texts = set(re.findall(r"[\"'`](\w+)[\"'`]", path.read_text("utf-8")))
        assert not sorted(own & (known | files | shared | texts)), path.name


@pytest.mark.xdist_group("checkers")
def test_what_means_something_else_is_seen(tmp_path: Path) -> None:
    names = "{ const a = y; const f = ({ b, c = a }) => b + c + a + x.b; }"
    scripts = [
        # Where a line break is missing that ends a statement, or a space in a text.
        "let a = b\n(c)", "let a = b\nlet c", "let a = 'b  c'", "let a = 'b c'",
        names,
        # A name that comes to stand for something else, in two ways; a property that is another, in two ways.
        "{ const e = y; const t = ({ b: e, c: s = e }) => e + s + e + x.b; }",
        "{ const x = y; const t = ({ b: n, c: s = x }) => n + s + x + x.b; }",
        "{ const e = y; const t = ({ b: n, c: s = e }) => n + s + e + x.n; }",
        "{ const e = y; const t = ({ n: n, c: s = e }) => n + s + e + x.b; }",
        # Names that others may know.
        "const a = 1; f(a);", "const b = 1; f(b);", "export const a = 1;", "export const b = 1;",
        # What is declared in another way or order.
        "{ const a = x; f(); let b = a; }", "{ const b = x; const a = b; }", "{ const a = x, b = y, c = z; }",
        # A number that is another, or is no longer one for all.
        "{ const A_B = 1; f(A_B, x); }", "{ const A_B = 2; f(A_B, x); }", "{ let A_B = 1; f(A_B, x); }",
        "const A_B = 1; f(A_B, x);",
        # Commas and parentheses that mean something.
        "f([,]);", "f([]);", "f([, ,]);", "f((x, y) => x);", "f(([x]) => x);", "f((x = 1) => x);", "f((...x) => x);",
        "f(true);", "f(!1);", "f(!a);", "f((a, b));", "f(a, b);", "x = (a?.b).c;", "x = a?.b.c;", "x = (a, b);", "x = a, b;",
        "f(() => (a, b));", "f(() => a, b);", "f(() => ({}));", "f(() => {});", "x = new A().b;", "x = new A.b;",
    ]  # fmt: skip
    row = "{ let a = 1; let b = a; const c = x; const A_B = 2; const d = A_B; }"
    same = [row, slim(row), names, slim(names), "const a = 1; f(a); export {};", "const b = 1; f(b); export {};"]
    paths = []
    for number, script in enumerate([*scripts, *same, "const f = (e) => { const e = 1; };"]):
        paths.append(tmp_path / f"{number}.js")
        paths[-1].write_text(script, "utf-8")
    *found, first, second, one, other, module, renamed = map(tuple, trees(paths[:-1]))
    assert len(set(found)) == len(scripts)
    assert (first, one, module) == (second, other, renamed)
    twice = run(["node", TOOLS / "trees.cjs", checkers() / "typescript", paths[-1]], ROOT)
    assert "Duplicate identifier" in twice.stderr
    paths[-1].write_text("const e = 1; e = 2;", "utf-8")
    assigned = run(["node", TOOLS / "trees.cjs", checkers() / "typescript", paths[-1]], ROOT)
    assert "it is a constant" in assigned.stderr


@pytest.mark.parametrize(
    ("script", "served"),
    [
        ("/*! A licence */\n// why\nconst a = 1; // end\n", "/*! A licence */\nlet a=1;"),
        ("/**\n * @param {string} a What.\n */\nconst b = (/** @type {string} */ a) => a;", "let b=e=>e;"),
        ("f(async (a) => a, (b, c) => d, ([e]) => e, (g) => ({}))", "f(async e=>e,(e,t)=>d,([e])=>e,e=>({}))"),
        (
            "f((g), (h, i), ((x))); let a = (b ? c : d), e = [(g)]; h = (b) + c; (d)(); i = j <= (k || l);",
            "f(g,(h,i),x);let a=b?c:d,e=[g];h=(b)+c;(d)();i=j<=(k||l);",
        ),
        ("f(a, [b, [c, , ], [, ], ], {d: 1, }, )", "f(a,[b,[c,,],[,]],{d:1})"),
        (
            "//# told\n// @own long longer\nf(a.long, a?.longer, {longer: 1, short, long}, ({long}) => long)",
            "//# told\nf(a.e,a?.t,{t:1,short,e:long},({e:e})=>e)",
        ),
        ("let a = b\nlet c = d\n  + e", "let a=b\nlet c=d\n+e"),
        ("a + +b - --c", "a+ +b- --c"),
        ("return  typeof a in b", "return typeof a in b"),
        ("`a  // b\n  c` + `${a ? `{ ${ b }` : {  c: 1 }} }  `", "`a  // b\n  c`+`${a?`{ ${b}`:{c:1}} }  `"),
        ('a = /[/*]  "/u; b / c / d', 'a=/[/*]  "/u;b/c/d'),
        ('a = \'b  // c\' + "d \\" /* e */"', 'a=\'b  // c\'+"d \\" /* e */"'),
        ("if (a) {\n  b();\n}\nc()", "if(a){b()}c()"),
        (
            "f(() => (a ? b : c), () => (a, b), () => ({}), (d) => (a) + b); g = () => (a.b); g >= (a);",
            "f(()=>a?b:c,()=>(a,b),()=>({}),e=>(a)+b);g=()=>a.b;g>=(a);",
        ),
        (
            "a = new Map(); f(new Set(), new Set(b), [new Map()], new Map().size, new (b())); c = new Map()",
            "a=new Map;f(new Set,new Set(b),[new Map],new Map().size,new(b()));c=new Map()",
        ),
        (
            "a = () => { return true; }; f(false, {true: 1}, b.false, 'true')",
            "a=()=>{return!0};f(!1,{true:1},b.false,'true')",
        ),
    ],
)
def test_white_space_and_comments_go_and_texts_stay(
    monkeypatch: pytest.MonkeyPatch, script: str, served: str
) -> None:
    monkeypatch.setattr(script_names, "_LETTERS", "etnaoisr")
    assert slim(script) == f"{served}\n"


@pytest.mark.parametrize(("names", "most"), MOST.items(), ids=[names[0] for names in MOST])
def test_what_finds_and_compares_is_small(names: tuple[str, ...], most: int) -> None:
    sizes = {path.rpartition("/")[2]: len(gzip.compress(script, 9)) for path, script in served_scripts().items()}
    found = {name: size for name, size in sizes.items() if name.startswith(names)}
    assert found
    assert sum(found.values()) <= most, found
