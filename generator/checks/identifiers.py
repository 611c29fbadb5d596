"""arXiv ids and DOIs."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.inputs import Inputs
from generator.diagnostics import Diagnostic, finding, quoted
from generator.identify import arxiv_id, doi, identifiers, is_placeholder_doi
from generator.model import IdentifierKind
from generator.render.escape import http_url


def bad_identifiers(inputs: Inputs) -> Iterator[Diagnostic]:
    """An ``arxiv_id`` has the form 2502.10391, a ``doi`` the form 10.prefix/suffix and is no placeholder."""
    for scan in inputs.scans():
        yield from _bad(scan.source.path, "/paper", scan.paper.stated)
        for reference in scan.references:
            yield from _bad(scan.source.path, reference.pointer, reference.stated)
    for synthesis in inputs.syntheses():
        for reference in synthesis.references:
            yield from _bad(synthesis.source.path, reference.pointer, reference.stated)


def _bad(path: str, pointer: str, stated: tuple[tuple[str, str], ...]) -> Iterator[Diagnostic]:
    for key, value in stated:
        where = f"{pointer}/{key}"
        if key == "arxiv_id" and arxiv_id(value) is None:
            yield finding(
                path,
                "malformed-identifier",
                f"{quoted(value)} is not an arXiv id; it is shown as text",
                "write it like 2502.10391, or leave the field out",
                pointer=where,
            )
        elif key == "doi" and is_placeholder_doi(value):
            yield finding(
                path,
                "placeholder-identifier",
                f"{quoted(value)} is the placeholder of a document template; it is shown as text",
                pointer=where,
            )
        elif key == "doi" and doi(value) is None:
            yield finding(
                path,
                "malformed-identifier",
                f"{quoted(value)} is not a DOI; it is shown as text",
                "write it like 10.48550/arXiv.2502.10391, or leave the field out",
                pointer=where,
            )


def disagreeing_identifiers(inputs: Inputs) -> Iterator[Diagnostic]:
    """The DOI that arXiv gives to a preprint names the same paper as ``arxiv_id``."""
    for scan in inputs.scans():
        found = identifiers(*(dict(scan.paper.stated).get(key) for key in ("arxiv_id", "doi")))
        preprints = {item.value for item in found if item.kind is IdentifierKind.ARXIV}
        if len(preprints) > 1:
            yield finding(
                scan.source.path,
                "disagreeing-identifiers",
                f"arxiv_id and doi name two different preprints ({' and '.join(sorted(preprints))})",
                pointer="/paper",
                for_reader="The arXiv id and the DOI of the paper name two different preprints: "
                f"{' and '.join(sorted(preprints))}.",
            )


def unfit_addresses(inputs: Inputs) -> Iterator[Diagnostic]:
    """A ``url`` is a web address (http or https), or an identifier."""
    cited = [(scan.source.path, scan.references) for scan in inputs.scans()]
    listed = [(synthesis.source.path, synthesis.references) for synthesis in inputs.syntheses()]
    for path, references in cited + listed:
        for reference in references:
            url = dict(reference.stated).get("url", "")
            if url and http_url(url.strip()) is None and not identifiers(url, url):
                yield finding(
                    path,
                    "unfit-address",
                    f"{quoted(url)} is not a web address; it is shown as text, without a link",
                    pointer=f"{reference.pointer}/url",
                )
