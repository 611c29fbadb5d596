"""How a page is cited, and where something on it is disputed. The theme's script takes both from there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.model import ScanSummary, SynthesisSummary
from generator.render.href import Href, to_file, to_form
from generator.render.markup import Link
from generator.shorten import first, short_title, short_word
from generator.views.dispute import issue_url

_NAMED = 3
"""Authors who are all named; of more, the first one is."""

_TITLE = 40
"""Characters of a page's title in that of an issue, which has the page's address as well."""


@dataclass(frozen=True, slots=True)
class SharingRecord:
    """What a page offers, empty where the site or its settings have none.

    ``cites`` says whether the page says how it is cited; ``cited`` is the whole address that a citation gives, and
    ``files`` are the citations in other formats: their names and paths below the site. ``badge`` are the whole
    addresses of the scan's badge and of the page that it leads to. ``repository`` is the address of the repository,
    and ``address`` that of the page, whole where the site's own is known.
    """

    cites: bool = False
    cited: str = ""
    files: tuple[tuple[str, str], ...] = ()
    badge: tuple[str, str] | None = None
    repository: str = ""
    address: str = ""


NOT_SHARED = SharingRecord()
"""Of a page that offers nothing."""


@dataclass(frozen=True, slots=True)
class SharingView:
    """The citation of a page under its ``title``, a ``badge`` to paste elsewhere as Markdown, and the form to dispute
    something on the page.

    The address to cite is text: it is that of the page, so nobody has to go there.
    """

    title: str
    words: str
    cited: str
    files: tuple[Link, ...]
    badge: str
    dispute: Href | None


def sharing_view(origin: str, record: SharingRecord, title: str, page_title: str, words: str) -> SharingView:
    """What the page at ``origin`` offers; ``words`` are its citation."""
    dispute = issue_url(record.repository, first(page_title, _TITLE), record.address) if record.repository else ""
    return SharingView(
        title=title,
        words=words if record.cites else "",
        cited=record.cited,
        files=tuple([Link(name, to_file(origin, path)) for name, path in record.files]),
        badge="[![Scan of the paper]({})]({})".format(*record.badge) if record.badge else "",
        dispute=to_form(dispute) if dispute else None,
    )


def scan_words(scan: ScanSummary) -> str:
    """How a scan is cited: of which paper it is, and its version."""
    told = ", ".join(part for part in (people(scan.authors), str(scan.year or "")) if part)
    version = f", scan version {short_word(scan.version)}" if scan.version else ""
    return f"Scan of “{short_title(scan.title)}”{f' ({told})' if told else ''}{version}."


def report_words(report: SynthesisSummary) -> str:
    """How a synthesis is cited."""
    stated = map(short_word, (report.publisher, report.date))
    parts = (f"“{short_title(report.title)}”", "literature synthesis", *stated)
    return f"{', '.join(part for part in parts if part)}."


def people(names: Sequence[str]) -> str:
    """Authors in running text: all of a few, else the first."""
    names = [short_word(name) for name in names[: _NAMED + 1]]
    if len(names) > _NAMED:
        return f"{names[0]} et al."
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)
