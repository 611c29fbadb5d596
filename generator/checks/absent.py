"""What is there, and says nothing: empty texts, lists, checklists, folders; claims without a word on them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.inputs import Inputs
from generator.diagnostics import Diagnostic, finding, json_pointer, quoted
from generator.model import Extra, Reference, Scan, SupportLevel, Synthesis, Verdict
from generator.visible import is_visible


def supports_not_stated(inputs: Inputs) -> Iterator[Diagnostic]:
    """A claim of a scan says how well it is supported, a claim of a report whether it was verified."""
    for scan in inputs.scans():
        for claim in scan.claims:
            if claim.support is SupportLevel.OTHER and not is_visible(claim.stated_support):
                yield finding(
                    scan.source.path,
                    "support-not-stated",
                    "the claim does not say how well it is supported; the page says that it is not stated",
                    "write strong, moderate, weak or unsupported",
                    pointer=f"{claim.pointer}/supported",
                )
    for synthesis in inputs.syntheses():
        path = synthesis.source.path
        # A row of a text without a verdict has been named, with its line, while it was read.
        for told in () if path.endswith(".txt") else synthesis.claims:
            if told.verdict is Verdict.OTHER and not is_visible(told.stated_verdict):
                yield finding(
                    path,
                    "support-not-stated",
                    "the claim does not say whether it was verified; the page says that it is not stated",
                    "write true or false",
                    pointer=f"{told.pointer}/verified",
                )


def empty_texts(inputs: Inputs) -> Iterator[Diagnostic]:
    """What a reader needs is not empty: authors, year, findings, justifications, claims, flags, references."""
    for scan in inputs.scans():
        yield from _empty(scan.source.path, _texts_of_scan(scan))
    for synthesis in inputs.syntheses():
        yield from _empty(synthesis.source.path, _texts_of_synthesis(synthesis))


def _empty(path: str, texts: Iterator[tuple[str, str, str]]) -> Iterator[Diagnostic]:
    for what, text, pointer in texts:
        if not is_visible(text):
            yield finding(
                path,
                "empty-text",
                f"{what} is empty; the page has a gap there",
                pointer=pointer,
            )


def _texts_of_scan(scan: Scan) -> Iterator[tuple[str, str, str]]:
    yield "the list of authors", "".join(scan.paper.authors), "/paper/authors"
    yield "the year of the paper", "" if scan.paper.year is None else str(scan.paper.year), "/paper/year"
    yield "the text of the key findings", scan.key_findings, "/key_findings"
    for appraisal in (scan.appraisal, scan.type_appraisal):
        for criterion in appraisal.counted:
            yield "the justification of an answer", criterion.justification, f"{criterion.pointer}/justification"
    for claim in scan.claims:
        yield "the text of a claim", claim.text, f"{claim.pointer}/claim"
        yield "the evidence for a claim", claim.evidence, f"{claim.pointer}/evidence"
    for flag in scan.red_flags:
        yield "the name of a red flag", flag.name, f"{flag.pointer}/flag"
        yield "the detail of a red flag", flag.detail, f"{flag.pointer}/detail"
    for factor in scan.engagement:
        stated = "" if factor.score is None else str(factor.score)
        yield "an engagement factor", stated + factor.justification + _texts(factor.extras), factor.pointer
    yield from _references(scan.references)


def _texts_of_synthesis(synthesis: Synthesis) -> Iterator[tuple[str, str, str]]:
    for claim in synthesis.claims:
        yield "the text of a claim", claim.text, f"{claim.pointer}/claim"
    for section in synthesis.sections:
        # A report in the form of a text has headings of chapters, too, with nothing but sections below them.
        if not synthesis.source.path.endswith(".txt"):
            yield "the text of a section", "".join(section.paragraphs), section.pointer
    for dimension in synthesis.dimensions:
        said = dimension.level + dimension.score + dimension.basis + _texts(dimension.extras)
        yield "a quality dimension", said, json_pointer("quality_dimensions", dimension.key)
    for index, event in enumerate(synthesis.corrections):
        said = event.date + event.text + _texts(event.extras)
        yield "an event of the correction record", said, json_pointer("correction_record", "events", index)
    yield from _references(synthesis.references)


def _texts(extras: tuple[Extra, ...]) -> str:
    return "".join(extra.text for extra in extras)


def _references(references: tuple[Reference, ...]) -> Iterator[tuple[str, str, str]]:
    for reference in references:
        named = "".join((reference.title, *(value for _, value in reference.stated)))
        yield "the title of a reference without identifier and address", named, reference.pointer


def empty_checklists(inputs: Inputs) -> Iterator[Diagnostic]:
    """A scan has a checklist with domains, and each of them criteria or an answer of its own."""
    for scan in inputs.scans():
        if not scan.appraisal.domains:
            yield _without(scan, "the checklist has no domains", "answer its criteria", "/checklist")
        for domain in (*scan.appraisal.domains, *scan.type_appraisal.domains):
            if not domain.counted:
                said = f"the domain {quoted(domain.key)} has no criteria and no answer"
                yield _without(scan, said, "answer its criteria, or remove it", domain.pointer)


def _without(scan: Scan, said: str, remedy: str, pointer: str) -> Diagnostic:
    return finding(
        scan.source.path,
        "empty-checklist",
        said,
        remedy,
        pointer=pointer,
    )
