"""Short names in scripts; that all of the theme's mean the same with them, tests/policy/test_scripts.py checks."""

from __future__ import annotations

import pytest

from generator.adapters import script_names
from generator.adapters.served_scripts import bundle, slim


@pytest.fixture(autouse=True)
def _letters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Letters in an order that does not follow how well a script compresses."""
    monkeypatch.setattr(script_names, "_LETTERS", "etnaoisr")


@pytest.mark.parametrize(
    ("script", "served"),
    [
        # Names at the top of a script may be known to others, and so are those that a module exports.
        ("const first = 1;", "let first=1;"),
        ("export const first = 1; const second = first;", "export let first=1;let e=first;"),
        ("const first = 1; export { first };", "let first=1;export{first};"),
        # Properties stay, and so does what nothing declares.
        ("{ const size = box.size + other; size(size); }", "{let e=box.size+other;e(e)}"),
        ("{ const size = 1; call({ size, width: size, size() {} }); }", "{let e=1;call({size:e,width:e,size(){}})}"),
        ("{ const { size, width: wide = size } = box; }", "{let{size:e,width:t=e}=box}"),
        ("{ const size = `${size}-size-${size ? `${size}` : [...size]}`; }", "{let e=`${e}-size-${e?`${e}`:[...e]}`}"),
        ("{ class Box { size = 1; area(wide) { return wide * this.size; } } }", "{class e{size=1;area(e){return e*this.size}}}"),
        # A name may be used again where what it stands for is not used, and only there.
        ("{ const one = 1; f((two) => two); }", "{let e=1;f(e=>e)}"),
        ("{ const one = 1; f((two) => two + one); }", "{let e=1;f(t=>t+e)}"),
        ("{ const one = 1; f((two) => g((three) => one)); }", "{let e=1;f(t=>g(t=>e))}"),
        ("{ f((one) => { const two = 1; }); }", "{f(e=>{let t=1})}"),
        ("{ const f = a ? (one) => one : one; }", "{let e=a?e=>e:one}"),
        ("{ for (const one of all) for (const two of one) g(two); one(); }", "{for(let e of all)for(let t of e)g(t);one()}"),
        ("{ try { f(); } catch (error) { g(error); } error(); }", "{try{f()}catch(e){g(e)}error()}"),
        ("{ function* all(one) { yield one; } all(one); }", "{function*e(e){yield e}e(one)}"),
        # What is declared in a row is so at once.
        ("const a = 1;\nconst b = () => {};\nlet c;\nlet d = 2;\nf();\nlet g;", "let a=1,b=()=>{},c,d=2;f();let g;"),
        ("export const a = 1;\nexport const b = 2;\nconst c = 3;", "export let a=1;export let b=2;let e=3;"),
        # Names in capitals that stand for a number alone are that number.
        ("{ const A_B = 60_000; const C_D = 0.5; const e = A_B * C_D; f(e); }", "{let e=60_000*0.5;f(e)}"),
        ("{ const a = 1; const A_B = 2; const c = a.A_B + A_B; }", "{let e=1,t=e.A_B+2}"),
        ("{ const A_B = 2; f({ A_B }); }", "{let e=2;f({A_B:e})}"),
        ("{ const A_B = 2; A_B.f(); }", "{let e=2;e.f()}"),
        ("{ const A_B = 2; { const A_B = 3; f(A_B); } }", "{let e=2;{let e=3;f(e)}}"),
        ("{ const A_B = 1 << 2; f(A_B); }", "{let e=1<<2;f(e)}"),
        ("const A_B = 2;", "let A_B=2;"),
        ("export const A_B = 2; const C_D = 3; export { C_D };", "export let A_B=2;let C_D=3;export{C_D};"),
        # What is there already under the short name is something else.
        ("{ const one = e; }", "{let t=e}"),
    ],
)  # fmt: skip
def test_what_a_script_declares_has_a_short_name(script: str, served: str) -> None:
    assert slim(script) == f"{served}\n"


def test_modules_that_are_imported_stand_in_the_script_that_imports_them() -> None:
    sources = {
        "all.js": 'import { one } from "./one.js";\nimport { two } from "./two.js";\n\nexport { two } from "./two.js";\nexport const all = one + two;\n',
        "two.js": 'import { one } from "./one.js";\nexport const two = one + one;\n',
        "one.js": "export const one = 1;\n",
    }  # fmt: skip
    assert bundle("all.js", sources).split("\n") == [
        "const one = 1;", "const two = one + one;", "", "export { two };", "export const all = one + two;", "",
    ]  # fmt: skip
