"""What is remembered from one reading to the next, so that files that did not change are not read again.

Between the builds of one process it is held as it is. From process to process it goes through a ``Store``, as JSON
that is checked as strictly as an input when it comes back; what does not pass counts as not there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter

from generator.diagnostics import Diagnostic
from generator.identify import short_hash
from generator.model import Outline, ScanSummary, Source, SynthesisSummary
from generator.readers.json_lines import Line
from generator.store import Drawer, Store

Key = TypeVar("Key")
Value = TypeVar("Value")
Stamp = tuple[str, int, int, int, int, int]
"""A file's path, device, number, size (bytes), and times of change of its content and of itself (nanoseconds)."""

Result = tuple[ScanSummary | SynthesisSummary | None, tuple[Diagnostic, ...]]


class Form(Generic[Value]):
    """How values are written down, and read again."""

    def __init__(
        self,
        *kinds: Any,
        kind_of: Callable[[Value], int] = lambda value: 0,
        is_right: Callable[[Any, Value], bool] = lambda key, value: True,
    ) -> None:
        """``kinds`` are the types that values have, and ``kind_of`` says which of them one has.

        ``is_right`` says whether a value belongs to its key.
        """
        self._kinds = kinds
        self._kind_of = kind_of
        self._is_right = is_right

    @cached_property
    def _adapters(self) -> list[TypeAdapter[Any]]:
        # Made when they are needed: that takes longer than to check a small corpus.
        return [TypeAdapter(kind) for kind in self._kinds]

    def written(self, value: Value) -> bytes:
        """The value as bytes: a digit that tells its type, and JSON."""
        number = self._kind_of(value)
        return b"%d" % number + self._adapters[number].dump_json(value)

    def read(self, key: object, data: bytes) -> Value | None:
        """The value again, ``None`` where the bytes are none, or one of another key."""
        try:
            value: Value = self._adapters[int(data[:1])].validate_json(data[1:], strict=True)
        except (ValueError, IndexError, RecursionError):
            return None
        return value if self._is_right(key, value) else None


class Shelf(Generic[Key, Value]):
    """What was made, by what it was made of. What was not asked for since the last but one reading is forgotten."""

    def __init__(self, drawer: Drawer | None = None, form: Form[Value] | None = None) -> None:
        """``drawer`` has what an earlier process made, in this form."""
        self._drawer = drawer
        self._form = form or Form[Value](object)
        self._last: Mapping[Key, Value] = {}
        self._now: dict[Key, Value] = {}
        self._is_first = True
        self._is_new = False

    @property
    def kept(self) -> Mapping[Key, Value]:
        """What this reading asked for and made, so far."""
        return self._now

    @property
    def is_changed(self) -> bool:
        """Whether this reading made something that the last did not have, or left something out."""
        return self._is_new or (not self._is_first and self._now.keys() != self._last.keys())

    def begin(self) -> None:
        """A new reading starts."""
        self._is_first = self._drawer is not None and not self._last and not self._now
        self._last, self._now, self._is_new = self._now, {}, False
        if self._drawer is not None:
            self._drawer.begin()

    def detach(self) -> None:
        """Only this process remembers from now on."""
        self._drawer = None

    def find(self, key: Key) -> Value | None:
        """What was kept the last time, and is kept on; ``None`` where there is nothing."""
        if key in self._now:
            return self._now[key]
        found = self._last.get(key)
        if found is not None:
            self._keep(key, found)
        elif self._drawer is not None:
            name = _bytes(key)
            data = self._drawer.find(name)
            if data is not None:
                found = self._form.read(key, data)
                if found is None:
                    self._drawer.forget(name)
                else:
                    self._now[key] = found
        return found

    def keep(self, key: Key, value: Value) -> None:
        """Remember something."""
        self._is_new = self._is_new or key not in self._last
        self._keep(key, value)

    def _keep(self, key: Key, value: Value) -> None:
        self._now[key] = value
        if self._drawer is not None:
            self._drawer.keep(_bytes(key), partial(self._form.written, value))

    def recall(self, key: Key, make: Callable[[], Value]) -> Value:
        """What was made the last time, else what ``make`` makes now."""
        found = self.find(key)
        if found is None:
            found = make()
            self.keep(key, found)
        return found


def _bytes(key: object) -> bytes:
    """The key as bytes: it is made of tuples, texts and whole numbers, whose ``repr`` tells all that they are."""
    return repr(key).encode("utf-8", "surrogateescape")


class _Results(Shelf[Source, Result]):
    """What was made of files. The outlines of checklists, which most scans share, are kept once for all of them."""

    def __init__(self, drawer: Drawer | None, outlines: Shelf[str, Outline]) -> None:
        super().__init__(drawer, _Parted(outlines))
        self._outlines = outlines
        self._held: set[int] = set()

    def begin(self) -> None:
        """A new reading starts."""
        super().begin()
        self._held.clear()

    def _keep(self, key: Source, value: Result) -> None:
        super()._keep(key, value)
        for outline in _outlines(value):
            # By where it is: what is kept stays there, and to look it up by what it holds takes longer.
            if id(outline) not in self._held:
                self._held.add(id(outline))
                name = _name(outline)
                if self._outlines.find(name) is None:
                    self._outlines.keep(name, outline)


class _Parted(Form[Result]):
    """Results are written down with the names of their outlines in the place of these."""

    def __init__(self, outlines: Shelf[str, Outline]) -> None:
        super().__init__()
        self._outlines = outlines

    def written(self, value: Result) -> bytes:
        """The result as bytes."""
        summary, said = value
        if isinstance(summary, ScanSummary):
            summary = replace(
                summary,
                answers=replace(summary.answers, outline=_stand_in(summary.answers.outline)),
                type_answers=replace(summary.type_answers, outline=_stand_in(summary.type_answers.outline)),
            )
        return _RESULTS.written((summary, said))

    def read(self, key: object, data: bytes) -> Result | None:
        """The result again; ``None`` also where an outline is not there."""
        value = _RESULTS.read(key, data)
        if value is not None and isinstance(value[0], ScanSummary):
            for answers in (value[0].answers, value[0].type_answers):
                (name, _), *_ = answers.outline.domains or (("", ""),)
                outline = self._outlines.find(name)
                if outline is None or len(outline.criteria) != len(answers.letters):
                    return None
                # Nobody else has it yet, and to make it once more takes longer than to read it.
                object.__setattr__(answers, "outline", outline)
        return value


def _outlines(value: Result) -> tuple[Outline, ...]:
    summary = value[0]
    return (summary.answers.outline, summary.type_answers.outline) if isinstance(summary, ScanSummary) else ()


@lru_cache(maxsize=1024)
def _name(outline: Outline) -> str:
    return short_hash(repr(outline), 32)


def _stand_in(outline: Outline) -> Outline:
    return Outline(domains=((_name(outline), ""),))


_Findings = tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What came of all inputs together, in short: enough to see that a site is right as it is.

    ``pages`` are the path of each page, its template, its digest, whether a navigation lists it, and the path and
    line of the input that it shows (else empty and 0); ``assets`` are the path, the digest and likewise the input of
    each other file, the page to which it leads, and whether it is made of all inputs. The rest is as in
    ``SiteBuild``.
    """

    pages: tuple[tuple[str, str, str, bool, str, int], ...]
    assets: tuple[tuple[str, str, str, int, str, bool], ...]
    refused: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    papers: int
    syntheses: int


_PLANS: Form[Plan] = Form(Plan)
_OUTLINES: Form[Outline] = Form(Outline, is_right=lambda key, value: _name(value) == key)
_LINES: Form[tuple[Line, ...]] = Form(tuple[Line, ...])
_STAMPED: Form[tuple[str, int]] = Form(tuple[str, int])
_RESULTS: Form[Result] = Form(
    tuple[ScanSummary, _Findings], tuple[SynthesisSummary, _Findings], tuple[None, _Findings],
    kind_of=lambda value: (
        0 if isinstance(value[0], ScanSummary) else 1 if isinstance(value[0], SynthesisSummary) else 2
    ),
    is_right=lambda key, value: value[0] is None or value[0].source == key,
)  # fmt: skip


class Memory:
    """What was made of files, told by their places and bytes.

    ``files`` has the SHA-256 and size (bytes) of files that were not touched, ``lines`` the lines of those of which
    each line is an input, ``results`` what was made of a file: its summary, and what there is to say about it.
    ``outlines`` are those of the summaries, ``plans`` what came of all files together.
    """

    def __init__(self, store: Store | None = None, *, recalls_plans: bool = True) -> None:
        """``store`` is where another process finds all that again.

        Where this process reads the files again and again, ``recalls_plans`` is off: then the first reading is whole.
        """
        self._store = store
        self._recalls_plans = recalls_plans
        self._has_more = False
        # That a file was not touched is known of the files on this computer only.
        stamped = store.drawer("files") if store is not None and store.is_local else None
        results = store.drawer("results") if store is not None else None
        by_line = store.drawer("lines") if store is not None and store.is_local else None
        self.files: Shelf[Stamp, tuple[str, int]] = Shelf(stamped, _STAMPED)
        self.lines: Shelf[Stamp, tuple[Line, ...]] = Shelf(by_line, _LINES)
        outlines = store.drawer("outlines") if store is not None else None
        self.outlines: Shelf[str, Outline] = Shelf(outlines, _OUTLINES)
        self.results: Shelf[Source, Result] = _Results(results, self.outlines)
        plans = store.drawer("plans") if store is not None and store.is_local else None
        self.plans: Shelf[str, Plan] = Shelf(plans, _PLANS)

    @property
    def is_changed(self) -> bool:
        """Whether this reading kept something else than the last."""
        return self._has_more or any(shelf.is_changed for shelf in self._shelves)

    @property
    def _shelves(self) -> tuple[Shelf[Any, Any], ...]:
        return (self.files, self.lines, self.outlines, self.results, self.plans)

    @property
    def has_plans(self) -> bool:
        """Whether another process finds the plans that are kept."""
        return self._recalls_plans and self._store is not None and self._store.is_local

    @property
    def is_untouched(self) -> bool:
        """Whether another process has seen all files as they lie there."""
        return self.has_plans and not self.files.is_changed and not self.lines.is_changed

    def again(self) -> Memory:
        """The same from its beginning, as another process would find it."""
        return Memory(self._store.again() if self._store is not None else None)

    def begin(self) -> None:
        """A new reading starts."""
        for shelf in self._shelves:
            shelf.begin()

    def end(self, *, is_whole: bool = True) -> None:
        """This reading is over: from now on, the process may be copied.

        It is not whole where a plan made it needless to ask for anything else.
        """
        if self._store is not None:
            self._has_more = is_whole and self._store.has_more
            self._store.close()

    def detach(self) -> None:
        """Nothing more is found in the store, nor will be saved: from now on, only this process remembers."""
        self._store = None
        for shelf in self._shelves:
            shelf.detach()

    def save(self) -> None:
        """Let the store hold what this reading kept. Never fails: what cannot be written is made again."""
        if self._store is not None:
            self._store.commit()
