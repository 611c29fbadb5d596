"""The Jinja environment of the page templates, and what a template may do.

Safety is the default and not a thing to remember: a template may compose the macros, loop and branch, and
nothing else. What it must not do is found when it is loaded, before anything is rendered.
"""

from __future__ import annotations

import inspect
import keyword
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    Template,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
    nodes,
)
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup

from generator.errors import TemplateError
from generator.identify import section_anchor
from generator.render.href import Href
from generator.render.html import Heading, HtmlDialect
from generator.render.markdown import MarkdownDialect
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
_ALSO_FIELDS = frozenset(["index", "title"])
"""What views have as fields although plain values have methods of these names: looked at when used."""


def _field(value: object, name: str) -> object:
    """The field ``name`` of a view; raises ``TypeError`` where it is a method instead."""
    found = getattr(value, name)
    if callable(found):
        raise TypeError(f"{name} of {type(value).__name__} is no value")
    return found


def _printed(value: object) -> Markup:
    """``value`` where it is markup, as all that is printed should be; raises ``TypeError`` where it is not."""
    if type(value) is not Markup:
        raise TypeError(f"{value!r:.80} was to be printed, which no macro made")
    return value


def debugging() -> bool:
    """Whether the environment variable ``SCANPRESS_DEBUG`` asks for further checks: it is set, and not to ``0``."""
    return os.environ.get("SCANPRESS_DEBUG", "") not in ("", "0")


class _Direct(CodeGenerator):
    """Compiles a template to plain calls and attributes, without Jinja's detours through the context.

    A template calls macros and nothing else, looks at views, which are objects, and prints what macros give, which
    is encoded. So what the detours are for cannot occur, and they cost more than the macros.
    """

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Write ``object.attribute``."""
        if node.attr in _ALSO_FIELDS:
            self.write("environment.field(")
            self.visit(node.node, frame)
            self.write(f", {node.attr!r})")
            return
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """Write ``macro(argument, name=argument)``."""
        if forward_caller:
            # Nobody else prints what a macro makes of its body.
            self._output_child_pre(node, frame, None)
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        for named in node.kwargs:
            self.write(f"{named.key}=")
            self.visit(named.value, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")
        if forward_caller:
            self._output_child_post(node, frame, None)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        """Write nothing: what a macro gives is printed as it is. With ``debug``, write a check of that."""
        if self.environment.debug:  # type: ignore[attr-defined]
            self.write("environment.printed(")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        """Close what was opened before."""
        if self.environment.debug:  # type: ignore[attr-defined]
            self.write(")")


class CompiledTemplates(BytecodeCache):
    """Templates as they were compiled, kept for the next build of this process.

    Each is compared with its source before it is used, so a template that was edited is compiled again.
    """

    def __init__(self) -> None:
        self._compiled: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket where the template is known."""
        if compiled := self._compiled.get(bucket.key):
            bucket.bytecode_from_string(compiled)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Remember what was compiled."""
        self._compiled[bucket.key] = bucket.bytecode_to_string()


class _CheckedEnvironment(Environment):
    """Refuses a template that does more than compose macros."""

    code_generator_class = _Direct
    macros: Dialect
    """What templates are made of."""
    debug: bool
    """Whether compiled templates check what they print."""
    field = staticmethod(_field)
    printed = staticmethod(_printed)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for line, problem in violations(tree):
            raise TemplateError(f"{filename or name}, line {line}: {problem}")
        for call in tree.find_all(nodes.Call):
            assert isinstance(call.node, nodes.Name)
            for anchor in _named_anchors(call, call.node.name):
                try:
                    anchor.value = section_anchor(anchor.value)
                except ValueError as error:
                    raise TemplateError(f"{filename or name}, line {call.lineno}: {error}") from None
            call.node = nodes.EnvironmentAttribute(f"macros.{call.node.name}")
        for output in tree.find_all(nodes.Output):
            # The lines of the template are for those who write it: every block ends its own lines.
            output.nodes = [child for child in output.nodes if not isinstance(child, nodes.TemplateData)]
        return tree


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
            or keyword.iskeyword(node.attr)
            or (node.attr in _METHODS and node.attr not in _ALSO_FIELDS)
            or isinstance(node.node, nodes.Const)
        ):
            yield line, f"{node.attr} is not for templates"
        elif isinstance(node, nodes.Keyword) and keyword.iskeyword(node.key):
            yield line, f"{node.key} is no name of an argument"
        elif isinstance(node, nodes.Include) and not isinstance(node.template, nodes.Const):
            yield line, "include a template by its name"
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
    signature = _SIGNATURES[macro]
    named: dict[str, object] = dict.fromkeys((item.key for item in call.kwargs), None)
    takes_body = "caller" in signature.parameters
    if "caller" in named or has_body != takes_body:
        return f"{macro} takes what stands between call and endcall" if takes_body else f"{macro} takes no body"
    try:
        signature.bind(*call.args, **named, **({"caller": None} if takes_body else {}))
    except TypeError as error:
        return f"{macro}: {error}"
    return "" if len(named) == len(call.kwargs) else f"{macro}: an argument is given twice"


def _named_anchors(call: nodes.Call, macro: str) -> Iterator[nodes.Const]:
    """The anchors that a template names itself: those of sections."""
    given = [item.value for item in call.kwargs if item.key == "anchor"]
    place = list(_SIGNATURES[macro].parameters).index("anchor") if "anchor" in _SIGNATURES[macro].parameters else -1
    given += call.args[place : place + 1] if place >= 0 else []
    while given:
        literal = given.pop()
        if isinstance(literal, nodes.CondExpr):
            given += [literal.expr1, *([literal.expr2] if literal.expr2 else [])]
        elif isinstance(literal, (nodes.And, nodes.Or)):
            given += [literal.left, literal.right]
        elif isinstance(literal, nodes.Const) and isinstance(literal.value, str) and literal.value:
            yield literal


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """A page's content in HTML, and its headings in their order."""

    html: str
    headings: tuple[Heading, ...]


_compiled = {debug: CompiledTemplates() for debug in (False, True)}
"""The page templates, for all builds of the process; both dialects call the same macros."""


class _Renderer:
    """The templates in one dialect."""

    def __init__(self, folders: Sequence[Path], dialect: Dialect, debug: bool) -> None:
        self._environment = _CheckedEnvironment(
            loader=FileSystemLoader([str(folder) for folder in folders]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=_compiled[debug],
        )
        self._environment.globals = {}
        self._environment.macros = dialect
        self._environment.debug = debug
        self._debug = debug
        self._templates: dict[str, Template] = {}

    def template(self, name: str) -> Template:
        """The checked template; raises ``TemplateError``."""
        found = self._templates.get(name)
        if found is None:
            try:
                found = self._templates[name] = self._environment.get_template(name)
            except TemplateNotFound as error:
                raise TemplateError(f"{error.name}: there is no such page template") from None
            except TemplateSyntaxError as error:
                place = f"{error.filename or error.name}, line {error.lineno}"
                raise TemplateError(f"{place}: {error.message}") from None
        return found

    def render(self, name: str, view: Any) -> str:
        """What the template makes of ``view``; raises ``TemplateError``."""
        template = self.template(name)
        try:
            if self._debug:
                _without_markup(view, "view")
            return template.render(view=view)
        except TemplateNotFound as error:
            raise TemplateError(f"{error.name}: there is no such page template") from None
        except TemplateSyntaxError as error:
            raise TemplateError(f"{error.filename or error.name}, line {error.lineno}: {error.message}") from None
        except UndefinedError as error:
            raise TemplateError(f"{name}: {error.message}") from None
        except (AttributeError, TypeError, ValueError) as error:
            raise TemplateError(f"{name}: a macro got what it cannot use: {error}") from error


class Pages:
    """Renders pages from their templates, in Markdown or in HTML."""

    def __init__(self, folders: Sequence[Path], *, directory_urls: bool = True, debug: bool | None = None) -> None:
        """``folders`` are searched for templates in their order; ``directory_urls`` as for ``HtmlDialect``.

        With ``debug``, all that views hold and templates print is checked on the way: views hold plain text, and
        templates print markup. Left out, it is as ``debugging`` says.
        """
        debug = debugging() if debug is None else debug
        self._markdown = _Renderer(folders, MarkdownDialect(), debug)
        self._dialect = HtmlDialect(directory_urls=directory_urls)
        self._html = _Renderer(folders, self._dialect, debug)

    def check(self, names: Iterable[str]) -> None:
        """Load templates; raises ``TemplateError`` for one that cannot be used."""
        for name in names:
            self._html.template(name)

    def render(self, name: str, view: Any) -> str:
        """The page in Markdown; raises ``TemplateError``."""
        return "\n".join(_without_runs(self._markdown.render(name, view).splitlines())) + "\n"

    def render_html(self, name: str, view: Any) -> HtmlPage:
        """The page in HTML; raises ``TemplateError``."""
        self._dialect._begin()
        html = self._html.render(name, view)
        return HtmlPage(html.rstrip(), tuple(self._dialect._headings))


def _without_markup(value: object, place: str) -> None:
    """Raise ``TypeError`` where a view holds markup, which no macro would encode."""
    if isinstance(value, str):
        if type(value) is not str:
            raise TypeError(f"{place} is {type(value).__name__} and no plain text")
    elif isinstance(value, tuple) and not hasattr(value, "_fields"):
        for number, item in enumerate(value):
            _without_markup(item, f"{place}[{number}]")
    elif isinstance(value, Mapping):
        for key, item in value.items():
            _without_markup(item, f"{place}[{key!r}]")
    else:
        for name in getattr(value, "_fields", ()) or getattr(value, "__dataclass_fields__", ()):
            _without_markup(getattr(value, name), f"{place}.{name}")


def _without_runs(lines: list[str]) -> Iterator[str]:
    """The lines with no two blank ones in a row, and none at the end."""
    blank = False
    for line in lines:
        if line.strip():
            if blank:
                yield ""
            blank = False
            yield line.rstrip()
        else:
            blank = True
