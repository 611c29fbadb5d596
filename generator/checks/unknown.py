"""Words and fields that nobody has heard of. They are kept and shown; the publisher may want to know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from generator.checks.inputs import Inputs
from generator.diagnostics import Diagnostic, finding, json_pointer, quoted
from generator.model import AS_GIVEN, Appraisal, Extra, Scan, SupportLevel, Synthesis, Verdict
from generator.spelling import meant
from generator.vocabulary import load

QUALITY_LEVELS = ("UNASSESSED", "LOW", "MEDIUM", "HIGH")
"""The levels of a quality dimension."""

_Word = tuple[str, str, str, str, frozenset[str]]
"""A word that is not known: what it is, as it is shown, itself, the pointer to it, and what is known in its place."""


def unknown_words(inputs: Inputs) -> Iterator[Diagnostic]:
    """Domains, criteria, tags, modules and values are those of the vocabulary, and spelled as they are there."""
    for scan in inputs.scans():
        yield from _words(scan.source.path, _unknown_in_scan(scan))
    for synthesis in inputs.syntheses():
        yield from _words(synthesis.source.path, _unknown_in_synthesis(synthesis))


def _words(path: str, found: Iterator[_Word]) -> Iterator[Diagnostic]:
    said: set[tuple[str, str]] = set()
    for kind, shown, word, pointer, known in found:
        if (kind, shown) in said:
            continue
        said.add((kind, shown))
        text = f"{kind} {quoted(shown)} is not in the vocabulary"
        if like := meant(word, known):
            yield finding(path, "misspelled-word", _asking(text, like), _write(like), pointer=pointer)
        else:
            yield finding(path, "unknown-word", text, pointer=pointer)


def _asking(text: str, like: str) -> str:
    return f"{text}; did you mean {quoted(like)}?"


def _write(like: str) -> str:
    return f"write {like}, or leave it if it is meant; it is shown as given"


@cache
def _known(kind: str) -> frozenset[str]:
    """The known words of a kind (a top-level key of the vocabulary's data, or ``domains``, ``criteria``)."""
    words = load()
    if kind == "domains":
        return frozenset(words.domains)
    if kind == "criteria":
        return frozenset(key for domain in words.domains.values() for key in domain.criteria)
    return frozenset(words.terms[kind])


def _unknown_in_scan(scan: Scan) -> Iterator[_Word]:
    for appraisal in (scan.appraisal, scan.type_appraisal):
        yield from _unknown_criteria(appraisal)
    module_places, tag_places = scan.module_places, scan.tag_places
    for kind, name, entries in (
        ("the module", "modules", _listed(scan.modules, module_places, "/active_modules")),
        ("the tag", "methodology_tags", _listed(scan.tags, tag_places, "/methodology_tags")),
        ("the paper type", "paper_types", [(scan.paper_type, "/paper_type")]),
        ("the engagement factor", "engagement_factors", [(item.key, item.pointer) for item in scan.engagement]),
    ):
        for key, pointer in entries:
            if key and key not in _known(name):
                yield kind, key, key, pointer, _known(name)
    for claim in scan.claims:
        if claim.support is SupportLevel.OTHER and claim.stated_support:
            word = claim.stated_support
            yield "the support level", word, word, f"{claim.pointer}/supported", _SUPPORT


_SUPPORT = frozenset(level.value for level in SupportLevel if level is not SupportLevel.OTHER)


def _listed(words: Sequence[str], places: Sequence[int], pointer: str) -> list[tuple[str, str]]:
    """The entries of a list, each with the pointer to it."""
    return [(word, f"{pointer}/{place}") for word, place in zip(words, places or range(len(words)), strict=True)]


def _unknown_criteria(appraisal: Appraisal) -> Iterator[_Word]:
    words = load()
    for domain in appraisal.domains:
        if not words.domain(domain.key).known:
            yield "the domain", domain.key, domain.key, domain.pointer, _known("domains")
        for criterion in domain.criteria:
            if not words.criterion(domain.key, criterion.key).known:
                name = f"{domain.key}.{criterion.key}"
                yield "the criterion", name, criterion.key, criterion.pointer, _known("criteria")


def _unknown_in_synthesis(synthesis: Synthesis) -> Iterator[_Word]:
    dimensions = [(item.key, json_pointer("quality_dimensions", item.key)) for item in synthesis.dimensions]
    for kind, name, entries in (
        ("the tier", "tiers", [(synthesis.tier, "/tier")]),
        ("the gate", "gates", [(synthesis.gate, "/gate")]),
        ("the correction state", "correction_states", [(synthesis.correction_state, "/correction_record/state")]),
        ("the quality dimension", "quality_dimensions", dimensions),
    ):
        for key, pointer in entries:
            if key and key not in _known(name):
                yield kind, key, key, pointer, _known(name)
    for item in synthesis.dimensions:
        if item.level and item.level.strip().upper() not in QUALITY_LEVELS:
            pointer = json_pointer("quality_dimensions", item.key, "level")
            yield "the quality level", item.level, item.level, pointer, frozenset(QUALITY_LEVELS)
    for claim in synthesis.claims:
        if claim.verdict is Verdict.OTHER and claim.stated_verdict:
            word = claim.stated_verdict
            yield "the verdict", word, word, f"{claim.pointer}/verified", _VERDICTS


_VERDICTS = frozenset({"verified", "unverified", "not verified", "true", "false"})


def unknown_fields(inputs: Inputs) -> Iterator[Diagnostic]:
    """Fields are those of the schema. One finding a field name, however often it occurs in the file."""
    for scan in inputs.scans():
        yield from _fields(scan.source.path, _scan_extras(scan))
    for synthesis in inputs.syntheses():
        yield from _fields(synthesis.source.path, _synthesis_extras(synthesis))


def _scan_extras(scan: Scan) -> Iterator[tuple[str, str, Sequence[Extra]]]:
    yield "", "", [extra for extra in scan.extras if not extra.path.startswith("hn_data.")]
    yield "paper", "/paper", scan.paper.extras
    for appraisal in (scan.appraisal, scan.type_appraisal):
        for domain in appraisal.domains:
            yield "a domain", domain.pointer, domain.extras
            for criterion in domain.criteria:
                yield "an answer", criterion.pointer, criterion.extras
    for claim in scan.claims:
        yield "a claim", claim.pointer, claim.extras
    for flag in scan.red_flags:
        yield "a red flag", flag.pointer, flag.extras
    for reference in scan.references:
        yield "a cited paper", reference.pointer, reference.extras
    for factor in scan.engagement:
        yield "an engagement factor", factor.pointer, factor.extras


def _synthesis_extras(synthesis: Synthesis) -> Iterator[tuple[str, str, Sequence[Extra]]]:
    for extra in synthesis.extras:
        within = extra.place.split("/")[1:-1]
        yield ("a section" if within[:1] == ["sections"] else "".join(within[:1])), "", (extra,)
    for claim in synthesis.claims:
        yield "a claim", claim.pointer, claim.extras
    for reference in synthesis.references:
        yield "a reference", reference.pointer, reference.extras
    for dimension in synthesis.dimensions:
        yield "a quality dimension", json_pointer("quality_dimensions", dimension.key), dimension.extras
    for index, correction in enumerate(synthesis.corrections):
        yield "a correction", json_pointer("correction_record", "events", index), correction.extras


def _fields(path: str, holders: Iterator[tuple[str, str, Sequence[Extra]]]) -> Iterator[Diagnostic]:
    counts: dict[tuple[str, str], int] = {}
    first: dict[tuple[str, str], tuple[str, Extra]] = {}
    for holder, pointer, extras in holders:
        # What was put aside while reading has been said then; a field with many values is one all the same.
        fields = {extra.place: extra for extra in extras if extra.place and AS_GIVEN not in extra.path}
        for place, extra in fields.items():
            name = holder, place.rpartition("/")[2]
            counts[name] = counts.get(name, 0) + 1
            first.setdefault(name, (f"{pointer}{place}", extra))
    for (holder, step), count in sorted(counts.items()):
        pointer, extra = first[holder, step]
        key = step.replace("~1", "/").replace("~0", "~")
        place = f" in {holder}" if holder else ""
        often = f" ({count} times)" if count > 1 else ""
        text = f"the field {quoted(key)}{place} is not in the schema{often}"
        if extra.meant:
            yield finding(path, "misspelled-field", _asking(text, extra.meant), _write(extra.meant), pointer=pointer)
        else:
            yield finding(path, "unknown-field", text, pointer=pointer)
