from __future__ import annotations

import pytest

from generator.adapters.served_styles import served_styles, slim_styles


@pytest.mark.parametrize(
    ("styles", "served"),
    [
        (".a {\n  color: red;\n  margin: 0 auto;\n}\n\n.b > .c { top: 0 }\n", ".a{color:red;margin:0 auto}.b > .c{top:0}"),
        ("/* Sand. */\n.a /* dune */ .b,\n.c :hover { /* none */ }", ".a .b,.c :hover{}"),
        (".a/* one */.b { top: calc(1px + 2px); }", ".a.b{top:calc(1px + 2px)}"),
        ("/*! Licence; kept */\n.a { content: \"; } /* x */  :  \"; }", '/*! Licence; kept */ .a{content:"; } /* x */  :  "}'),
        (".a { content: 'it\\'s  { ' / \"\"; --sp-x: 1,  2 }", ".a{content:'it\\'s  { ' / \"\";--sp-x:1,2}"),
        ("@media (min-width: 60em) {\n  .a { top: 0; ; }\n}\n", "@media (min-width:60em){.a{top:0;}}"),
    ],
)  # fmt: skip
def test_nothing_goes_but_what_means_nothing(styles: str, served: str) -> None:
    assert slim_styles(styles) == f"{served}\n"


def test_licences_are_served() -> None:
    assert b"/*! Material Design Icons" in served_styles()["assets/scanpress/scanpress.css"]
