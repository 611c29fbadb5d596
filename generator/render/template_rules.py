"""What a page template may do: compose macros, loop and branch, look at the fields of views.

All of this is looked at when a template is loaded, before anything is rendered.
"""

from __future__ import annotations

import inspect
import keyword
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from jinja2 import nodes
from markupsafe import Markup

from generator.render.href import Href
from generator.render.markup import MACROS, Dialect

_STRUCTURE = (
    nodes.Template,
    nodes.Output,
    nodes.For,
    nodes.If,
    nodes.CallBlock,
    nodes.Include,
    nodes.With,
    nodes.Call,
    nodes.Name,
    nodes.Getattr,
    nodes.Const,
    nodes.Tuple,
    nodes.List,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Keyword,
    nodes.CondExpr,
    nodes.TemplateData,
)


_SIGNATURES = {
    name: inspect.Signature(list(inspect.signature(getattr(Dialect, name)).parameters.values())[1:])
    for name in MACROS
}
"""What each macro takes; those with a ``caller`` get it from the block that they are called with."""

_NOT_VALUES = frozenset(["caller", "kwargs", "loop", "self", "super", "varargs"])
"""Names that Jinja gives to things of its own."""
_LOOP = frozenset(["depth", "depth0", "first", "index", "index0", "last", "length", "revindex", "revindex0"])
"""What templates may look at of a loop."""

_VALUES = (bool, bytes, dict, float, frozenset, int, list, Markup, MappingProxyType, str, tuple, type(None))
_METHODS = frozenset(
    [name for kind in _VALUES for name in dir(kind)]
    + [name for name, value in vars(Href).items() if inspect.isfunction(value)]
)
ALSO_FIELDS = frozenset(["index", "title"])
"""What views have as fields although plain values have methods of these names: looked at when used."""


def violations(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    """What a template does that templates may not do: line and words."""
    # Some nodes have no line of their own: they get their parent's.
    stack: list[tuple[nodes.Node, int]] = [(tree, 1)]
    with_body: set[int] = set()
    looked_into: set[int] = set()
    while stack:
        node, outer = stack.pop()
        line = node.lineno or outer
        if not isinstance(node, _STRUCTURE):
            yield line, f"{type(node).__name__} is not allowed; compose macros, loop and branch"
        elif isinstance(node, nodes.TemplateData):
            if node.data.strip():
                yield line, f"text outside a macro: {node.data.strip()[:40]!r}; wrap it in one"
        elif isinstance(node, nodes.Output):
            for child in node.nodes:
                if not isinstance(child, (nodes.TemplateData, nodes.Call)):
                    yield line, "only what a macro makes can be printed; write {{ words(...) }}"
        elif isinstance(node, nodes.CallBlock):
            with_body.add(id(node.call))
        elif isinstance(node, nodes.Call):
            if not isinstance(node.node, nodes.Name) or node.node.name not in MACROS:
                yield line, "only macros can be called"
            elif node.dyn_args is not None or node.dyn_kwargs is not None:
                yield line, "macros take their arguments one by one"
            elif problem := _mismatch(node, node.node.name, id(node) in with_body):
                yield line, problem
        elif isinstance(node, nodes.Getattr) and (
            node.attr.startswith("_")
            # Python takes other letters for these: what is not refused as upper is called ｕpper.
            or not node.attr.isascii()
            or keyword.iskeyword(node.attr)
            or (node.attr in _METHODS and node.attr not in ALSO_FIELDS)
            or isinstance(node.node, nodes.Const)
        ):
            yield line, f"{node.attr} is not for templates"
        elif isinstance(node, nodes.Keyword) and keyword.iskeyword(node.key):
            yield line, f"{node.key} is no name of an argument"
        elif isinstance(node, nodes.Include) and not (
            isinstance(node.template, nodes.Const) and isinstance(node.template.value, str)
        ):
            yield line, "include a template by its name"
        elif isinstance(node, nodes.Const) and isinstance(node.value, float):
            yield line, "numbers of templates are whole"
        elif isinstance(node, nodes.Name) and node.ctx != "load" and node.name in MACROS:
            yield line, f"{node.name} is the name of a macro"
        elif isinstance(node, nodes.Name) and node.name in _NOT_VALUES and id(node) not in looked_into:
            yield line, f"{node.name} is not for templates"
        if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name) and node.node.name == "loop":
            if node.attr in _LOOP:
                looked_into.add(id(node.node))
            else:
                yield line, f"{node.attr} of a loop is not for templates"
        # A macro's own name was looked at with its call.
        children = node.iter_child_nodes(exclude=("node",) if isinstance(node, nodes.Call) else None)
        stack.extend((child, line) for child in children)


def _mismatch(call: nodes.Call, macro: str, has_body: bool) -> str:
    """What is wrong with the arguments of a call; empty where nothing is."""
    takes_body = "caller" in _SIGNATURES[macro].parameters
    names = [item.key for item in call.kwargs]
    if "caller" in names or has_body != takes_body:
        return f"{macro} takes what stands between call and endcall" if takes_body else f"{macro} takes no body"
    if len(set(names)) < len(names):
        return f"{macro}: an argument is given twice"
    try:
        kind = _arguments(call, macro).get("kind")
    except TypeError as error:
        return f"{macro}: {error}"
    if kind is not None and not all(isinstance(choice, nodes.Const) for choice in _choices(kind)):
        return f"{macro}: a kind is a word of the template's own, since it becomes a class"
    return ""


def _arguments(call: nodes.Call, macro: str) -> Mapping[str, nodes.Expr]:
    """What a call gives to each of a macro's parameters; raises ``TypeError`` where they do not fit."""
    signature = _SIGNATURES[macro]
    named: dict[str, Any] = {item.key: item.value for item in call.kwargs}
    if "caller" in signature.parameters:
        named["caller"] = None
    return signature.bind(*call.args, **named).arguments


def _choices(expression: nodes.Expr) -> Iterator[nodes.Expr]:
    """What an expression can turn out to be."""
    if isinstance(expression, nodes.CondExpr):
        for choice in (expression.expr1, expression.expr2):
            yield from _choices(choice) if choice is not None else ()
    elif isinstance(expression, (nodes.And, nodes.Or)):
        yield from _choices(expression.left)
        yield from _choices(expression.right)
    else:
        yield expression


def named_anchors(call: nodes.Call, macro: str) -> Iterator[nodes.Const]:
    """The anchors that a call names itself: those of sections."""
    anchor = _arguments(call, macro).get("anchor")
    for choice in _choices(anchor) if anchor is not None else ():
        if isinstance(choice, nodes.Const) and isinstance(choice.value, str) and choice.value:
            yield choice
