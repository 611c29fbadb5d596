"""The Jinja environment of the page templates, and what a template may do.

Safety is the default and not a thing to remember: a template may compose the macros, loop and branch, and
nothing else. What it must not do is found when it is loaded, before anything is rendered.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from markupsafe import Markup

from generator.errors import TemplateError
from generator.identify import section_anchor
from generator.render.html import Heading, HtmlDialect
from generator.render.markdown import MarkdownDialect
from generator.render.markup import Dialect
from generator.render.template_rules import ALSO_FIELDS, named_anchors, violations


def _field(value: object, name: str) -> object:
    """The field ``name`` of a view; raises ``TypeError`` where it is a method instead."""
    found = getattr(value, name)
    if callable(found):
        raise TypeError(f"{name} of {type(value).__name__} is not a value")
    return found


def _printed(value: object) -> Markup:
    """``value`` where it is markup, as all that is printed should be; raises ``TypeError`` where it is not."""
    if type(value) is not Markup:
        raise TypeError(f"{value!r:.80} was about to be printed, but no macro made it")
    return value


def debugging() -> bool:
    """Whether the environment variable ``SCANPRESS_DEBUG`` asks for further checks: it is set, and not to ``0``."""
    return os.environ.get("SCANPRESS_DEBUG", "") not in ("", "0")


class _Direct(CodeGenerator):
    """Compiles a template to plain calls and attributes, without Jinja's detours through the context.

    This is all of Jinja that is used here without being documented, tried with 3.1.6. Where it is not as it was (see
    ``_code_generator``), templates are compiled in Jinja's own way, which gives the same pages more slowly.

    A template calls macros and nothing else, looks at views, which are objects, and prints what macros give, which
    is encoded. So what the detours are for cannot occur, and they cost more than the macros.
    """

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Write ``object.attribute``."""
        if node.attr in ALSO_FIELDS:
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


def _code_generator() -> type[CodeGenerator]:
    """``_Direct``, or Jinja's own where that has not all that ``_Direct`` changes or calls."""
    needed = ("visit_Getattr", "visit_Call", "_output_child_pre", "_output_child_post", "write", "visit")
    return _Direct if all(callable(getattr(CodeGenerator, name, None)) for name in needed) else CodeGenerator


class CompiledTemplates(BytecodeCache):
    """Templates as they were compiled, kept for the next build.

    Each is compared with its source before it is used, so a template that was edited is compiled again.
    """

    def __init__(self) -> None:
        self._compiled: dict[str, bytes] = {}

    @property
    def known(self) -> Mapping[str, bytes]:
        """The code of each template, by Jinja's keys."""
        return self._compiled

    def learn(self, known: Mapping[str, bytes]) -> None:
        """Take what another process knew: code, which must be of this user's making."""
        self._compiled = {**known, **self._compiled}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket where the template is known."""
        if compiled := self._compiled.get(bucket.key):
            bucket.bytecode_from_string(compiled)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Remember what was compiled."""
        self._compiled[bucket.key] = bucket.bytecode_to_string()


class _CheckedEnvironment(Environment):
    """Refuses a template that does more than compose macros."""

    code_generator_class = _code_generator()
    macros: Dialect
    """What templates are made of."""
    debug: bool
    """Whether compiled templates check what they print."""
    field = staticmethod(_field)
    printed = staticmethod(_printed)

    def compile(
        self, source: str | nodes.Template, name: str | None = None, filename: str | None = None, *rest: Any
    ) -> Any:
        """Compile a template after it was checked; raises ``TemplateError``."""
        tree = (
            self._checked(self.parse(source, name, filename), name, filename) if isinstance(source, str) else source
        )
        return super().compile(tree, name, filename, *rest)

    def _checked(self, tree: nodes.Template, name: str | None, filename: str | None) -> nodes.Template:
        for line, problem in violations(tree):
            raise TemplateError(f"{filename or name}, line {line}: {problem}")
        for call in tree.find_all(nodes.Call):
            assert isinstance(call.node, nodes.Name)
            for anchor in named_anchors(call, call.node.name):
                try:
                    anchor.value = section_anchor(anchor.value)
                except ValueError as error:
                    raise TemplateError(f"{filename or name}, line {call.lineno}: {error}") from None
            call.node = nodes.EnvironmentAttribute(f"macros.{call.node.name}")
        for output in tree.find_all(nodes.Output):
            # The lines of the template are for those who write it: every block ends its own lines.
            output.nodes = [child for child in output.nodes if not isinstance(child, nodes.TemplateData)]
        return tree


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """A page's content in HTML, and its headings in their order."""

    html: str
    headings: tuple[Heading, ...]


_compiled = {debug: CompiledTemplates() for debug in (False, True)}
"""The page templates, for all builds of the process; both dialects call the same macros."""


def compiled_pages() -> CompiledTemplates:
    """The page templates as this process has compiled them."""
    return _compiled[debugging()]


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
            except (SyntaxError, RecursionError) as error:
                raise TemplateError(f"{name}: {_too_deep(error)}") from None
            except (ValueError, OSError) as error:
                # It is no UTF-8, holds a number of thousands of digits, or may not be read.
                raise TemplateError(f"{name}: this page template cannot be read: {error}") from None
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
        except (SyntaxError, RecursionError) as error:
            # A template that is included is compiled then.
            raise TemplateError(f"{name}: {_too_deep(error)}") from None
        except (AttributeError, TypeError, ValueError) as error:
            raise TemplateError(f"{name}: a macro was given something that it cannot use: {error}") from error
        except OSError as error:
            raise TemplateError(f"{name}: a page template that it includes cannot be read: {error}") from None


def _too_deep(error: Exception) -> str:
    """Why Python cannot compile or run what Jinja made of a template: blocks, brackets or templates in each other."""
    return f"it includes itself, or is nested too deep ({error})"


class Pages:
    """Renders pages from their templates, in Markdown or in HTML."""

    def __init__(self, folders: Sequence[Path], *, directory_urls: bool = True, debug: bool | None = None) -> None:
        """``folders`` are searched for templates in their order; ``directory_urls`` as for ``Dialect``.

        With ``debug``, all that views hold and templates print is checked on the way: views hold plain text, and
        templates print markup. Left out, it is as ``debugging`` says.
        """
        debug = debugging() if debug is None else debug
        self._markdown = _Renderer(folders, MarkdownDialect(directory_urls=directory_urls), debug)
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
            raise TypeError(f"{place} is {type(value).__name__} and not plain text")
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
