"""The Jinja environment of the page templates, and what a template may do.

Safety is the default and not a thing to remember: a template may compose the macros, loop and branch, and
nothing else. What it must not do is found when it is loaded, before anything is rendered.
"""

from __future__ import annotations

import keyword
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
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

from generator.errors import TemplateError
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


class _Direct(CodeGenerator):
    """Compiles a template to plain calls and attributes, without Jinja's detours through the context.

    A template calls macros and nothing else, looks at views, which are objects, and prints what macros give, which
    is encoded. So what the detours are for cannot occur, and they cost more than the macros.
    """

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Write ``object.attribute``."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """Write ``macro(argument, name=argument)``."""
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

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        """Write nothing: what a macro gives is printed as it is."""

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        """Write nothing."""


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

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for line, problem in violations(tree):
            raise TemplateError(f"{filename or name}, line {line}: {problem}")
        for call in tree.find_all(nodes.Call):
            assert isinstance(call.node, nodes.Name)
            call.node = nodes.EnvironmentAttribute(f"macros.{call.node.name}")
        for output in tree.find_all(nodes.Output):
            # The lines of the template are for those who write it: every block ends its own lines.
            output.nodes = [child for child in output.nodes if not isinstance(child, nodes.TemplateData)]
        return tree


def violations(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    """What a template does that templates may not do: line and words."""
    # Some nodes have no line of their own: they get their parent's.
    stack: list[tuple[nodes.Node, int]] = [(tree, 1)]
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
        elif isinstance(node, nodes.Call):
            if not isinstance(node.node, nodes.Name) or node.node.name not in MACROS:
                yield line, "only macros can be called"
            if node.dyn_args is not None or node.dyn_kwargs is not None:
                yield line, "macros take their arguments one by one"
        elif isinstance(node, nodes.Getattr) and (
            node.attr.startswith("_") or keyword.iskeyword(node.attr) or isinstance(node.node, nodes.Const)
        ):
            yield line, f"{node.attr} is not for templates"
        elif isinstance(node, nodes.Keyword) and keyword.iskeyword(node.key):
            yield line, f"{node.key} is no name of an argument"
        elif isinstance(node, nodes.Include) and not isinstance(node.template, nodes.Const):
            yield line, "include a template by its name"
        elif isinstance(node, nodes.Name) and node.ctx != "load" and node.name in MACROS:
            yield line, f"{node.name} is the name of a macro"
        stack.extend((child, line) for child in node.iter_child_nodes())


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """A page's content in HTML, and its headings in their order."""

    html: str
    headings: tuple[Heading, ...]


_compiled = CompiledTemplates()
"""The page templates, for all builds of the process; both dialects call the same macros."""


class _Renderer:
    """The templates in one dialect."""

    def __init__(self, folders: Sequence[Path], dialect: Dialect) -> None:
        self._environment = _CheckedEnvironment(
            loader=FileSystemLoader([str(folder) for folder in folders]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=_compiled,
        )
        self._environment.globals = {}
        self._environment.macros = dialect
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

    def __init__(self, folders: Sequence[Path], *, directory_urls: bool = True) -> None:
        """``folders`` are searched for templates in their order; ``directory_urls`` as for ``HtmlDialect``."""
        self._markdown = _Renderer(folders, MarkdownDialect())
        self._dialect = HtmlDialect(directory_urls=directory_urls)
        self._html = _Renderer(folders, self._dialect)

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
