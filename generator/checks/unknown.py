"""Words and fields that nobody has heard of. They are kept and shown; the publisher may want to know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from generator.checks.inputs import Inputs
from generator.diagnostics import Diagnostic, Severity, quoted
from generator.model import AS_GIVEN, Appraisal, Extra, Scan, SupportLevel, Synthesis, Verdict
from generator.vocabulary import load

_REMEDY = "nothing to mend if it is meant; it is shown as it stands"

QUALITY_LEVELS = ("UNASSESSED", "LOW", "MEDIUM", "HIGH")
"""The levels of a quality dimension."""


def unknown_words(inputs: Inputs) -> Iterator[Diagnostic]:
    """Domains, criteria, tags, modules and values are those of the vocabulary."""
    for scan in inputs.scans():
        yield from _words(scan.source.path, _unknown_in_scan(scan))
    for synthesis in inputs.syntheses():
        yield from _words(synthesis.source.path, _unknown_in_synthesis(synthesis))


def _words(path: str, found: Iterator[tuple[str, str]]) -> Iterator[Diagnostic]:
    for kind, word in dict.fromkeys(found):
        yield Diagnostic(
            path, "unknown-word", Severity.NOTE, f"{kind} {quoted(word)} is not in the vocabulary", _REMEDY
        )


def _unknown_in_scan(scan: Scan) -> Iterator[tuple[str, str]]:
    words = load()
    for appraisal in (scan.appraisal, scan.type_appraisal):
        yield from _unknown_criteria(appraisal)
    for kind, name, keys in (
        ("the module", "modules", scan.modules),
        ("the tag", "methodology_tags", scan.tags),
        ("the paper type", "paper_types", (scan.paper_type,) if scan.paper_type else ()),
        ("the engagement factor", "engagement_factors", tuple(item.key for item in scan.engagement)),
    ):
        for key in keys:
            if not words.term(name, key).known:
                yield kind, key
    for claim in scan.claims:
        if claim.support is SupportLevel.OTHER and claim.stated_support:
            yield "the support level", claim.stated_support


def _unknown_criteria(appraisal: Appraisal) -> Iterator[tuple[str, str]]:
    words = load()
    for domain in appraisal.domains:
        if not words.domain(domain.key).known:
            yield "the domain", domain.key
        for criterion in domain.criteria:
            if not words.criterion(domain.key, criterion.key).known:
                yield "the criterion", f"{domain.key}.{criterion.key}"


def _unknown_in_synthesis(synthesis: Synthesis) -> Iterator[tuple[str, str]]:
    words = load()
    for kind, name, keys in (
        ("the tier", "tiers", (synthesis.tier,)),
        ("the gate", "gates", (synthesis.gate,)),
        ("the correction state", "correction_states", (synthesis.correction_state,)),
        ("the quality dimension", "quality_dimensions", tuple(item.key for item in synthesis.dimensions)),
    ):
        for key in keys:
            if key and not words.term(name, key).known:
                yield kind, key
    for item in synthesis.dimensions:
        if item.level and item.level.strip().upper() not in QUALITY_LEVELS:
            yield "the quality level", item.level
    for claim in synthesis.claims:
        if claim.verdict is Verdict.OTHER and claim.stated_verdict:
            yield "the verdict", claim.stated_verdict


def unknown_fields(inputs: Inputs) -> Iterator[Diagnostic]:
    """Fields are those of the schema. One note a field name, however often it occurs in the file."""
    for scan in inputs.scans():
        yield from _notes(scan.source.path, _scan_extras(scan))
    for synthesis in inputs.syntheses():
        yield from _notes(synthesis.source.path, _synthesis_extras(synthesis))


def _scan_extras(scan: Scan) -> Iterator[tuple[str, Sequence[Extra]]]:
    yield "", [extra for extra in scan.extras if not extra.path.startswith("hn_data.")]
    yield "paper", scan.paper.extras
    for appraisal in (scan.appraisal, scan.type_appraisal):
        for domain in appraisal.domains:
            yield "a domain", domain.extras
            for criterion in domain.criteria:
                yield "an answer", criterion.extras
    for claim in scan.claims:
        yield "a claim", claim.extras
    for flag in scan.red_flags:
        yield "a red flag", flag.extras
    for reference in scan.references:
        yield "a cited paper", reference.extras
    for factor in scan.engagement:
        yield "an engagement factor", factor.extras


def _synthesis_extras(synthesis: Synthesis) -> Iterator[tuple[str, Sequence[Extra]]]:
    yield "", synthesis.extras
    for claim in synthesis.claims:
        yield "a claim", claim.extras
    for reference in synthesis.references:
        yield "a reference", reference.extras
    for dimension in synthesis.dimensions:
        yield "a quality dimension", dimension.extras
    for correction in synthesis.corrections:
        yield "a correction", correction.extras


def _notes(path: str, holders: Iterator[tuple[str, Sequence[Extra]]]) -> Iterator[Diagnostic]:
    counts: Counter[tuple[str, str]] = Counter()
    for holder, extras in holders:
        if not extras:
            continue
        # What was put aside while reading has been said then.
        keys = {extra.path.split(".", 1)[0] for extra in extras if AS_GIVEN not in extra.path and extra.path != "…"}
        counts.update((holder, key) for key in keys)
    for (holder, key), count in sorted(counts.items()):
        place = f" in {holder}" if holder else ""
        often = f" ({count} times)" if count > 1 else ""
        yield Diagnostic(
            path,
            "unknown-field",
            Severity.NOTE,
            f"the field {quoted(key)}{place} is not in the schema{often}",
            _REMEDY,
        )
