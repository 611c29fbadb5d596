"""Documents in JSON for scripts: an index, one for each scan and synthesis, all criteria, and the schemas of all."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

from generator.addresses import has
from generator.analysis.entries import placed
from generator.analysis.site import Site
from generator.analysis.tally import Tally, tally
from generator.config import Config, Part
from generator.formats.works import plain
from generator.model import (
    Answers,
    IdentifierKind,
    PaperSummary,
    ReferenceSummary,
    ReportSummary,
    ScanSummary,
    Source,
    SynthesisSummary,
    Verdict,
)
from generator.pages.api_documents import (
    DOCUMENTS,
    AnswersByDomain,
    BadgeAddresses,
    CitationAddresses,
    Counts,
    CriteriaDocument,
    CriterionEntry,
    DomainEntry,
    EarlierScan,
    IndexDocument,
    PaperRecord,
    ScanDocument,
    ScanEntry,
    SynthesisClaimEntry,
    SynthesisCounts,
    SynthesisDocument,
    SynthesisEntry,
    Word,
    json_schema,
    written,
)
from generator.pages.exports_places import (
    API,
    api_document,
    badge_files,
    citation_files,
    cited_location,
    name_of,
    names_of,
    page_address,
    web_address,
)
from generator.pages.kinds import RecordAssets, SiteAssets
from generator.pages.raw import raw_of_scan, raw_of_synthesis
from generator.pages.refs import criterion_page
from generator.pages.tables import ANSWERS, PACKAGE, identifier
from generator.vocabulary import load


@dataclass(frozen=True, slots=True)
class ScanDocumentRecord:
    """The document of a scan. All addresses are whole ones or relative to the site; ``cites`` are names."""

    path: str
    source: Source
    own: ScanSummary = field(repr=False)  # follows from the file
    schema: str
    name: str
    page: str
    raw: str
    date: str
    cites: tuple[str, ...]
    earlier: tuple[tuple[str, str, str | None], ...]
    permalink: str


@dataclass(frozen=True, slots=True)
class SynthesisDocumentRecord:
    """The document of a synthesis, likewise."""

    path: str
    source: Source
    own: SynthesisSummary = field(repr=False)  # follows from the file
    schema: str
    name: str
    page: str
    raw: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SchemaRecord:
    """A schema, by the name of what it is of, and its address."""

    path: str
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class ListRecord:
    """A document of all inputs: ``index`` or ``criteria``."""

    path: str
    name: str


@dataclass(frozen=True, slots=True)
class Lists:
    """What documents of all inputs are made of: ``criteria`` have the counts and the pages of criteria, by domain."""

    config: Config
    papers: tuple[PaperSummary, ...]
    reports: tuple[ReportSummary, ...]
    criteria: Mapping[str, tuple[tuple[str, Tally, str], ...]]
    dates: Mapping[str, str]


def schema_path(name: str) -> str:
    """Where the schema of a kind of document stands."""
    return f"{API}/schemas/{name}.schema.json"


def _records(site: Site) -> Iterator[ScanDocumentRecord | SynthesisDocumentRecord]:
    config = site.config
    if not has(config, Part.API):
        return
    for paper in site.papers:
        place, scan = paper.location, paper.scan
        yield ScanDocumentRecord(
            path=api_document(config, place),
            source=scan.source,
            own=scan,
            schema=web_address(config, schema_path("scan")),
            name=name_of(config, place),
            page=page_address(config, place),
            raw=web_address(config, raw_of_scan(config, place, scan.source).published),
            date=site.dates.get(place, ""),
            cites=_cites(site, place, scan.references),
            earlier=_earlier(site, paper),
            permalink=page_address(config, cited_location(site, place)),
        )
    for item in site.reports:
        place, synthesis = item.location, item.synthesis
        yield SynthesisDocumentRecord(
            path=api_document(config, place),
            source=synthesis.source,
            own=synthesis,
            schema=web_address(config, schema_path("synthesis")),
            name=name_of(config, place),
            page=page_address(config, place),
            raw=web_address(config, raw_of_synthesis(config, place, synthesis.source).published),
            cites=_cites(site, place, synthesis.references),
        )


def _earlier(site: Site, paper: PaperSummary) -> tuple[tuple[str, str, str | None], ...]:
    """Version, file and page of each earlier scan."""
    config, place = site.config, paper.location
    has_pages = has(config, Part.EARLIER)
    return tuple([
        (
            older.version,
            web_address(config, raw_of_scan(config, place, older.source).published),
            page_address(config, own) if has_pages else None,
        )
        for older, own in zip(paper.earlier, site.editions[place][1:], strict=True)
    ])  # fmt: skip


def _cites(site: Site, holder: str, references: tuple[ReferenceSummary, ...]) -> tuple[str, ...]:
    found = [site.citations.targets.get((holder, number)) for number in range(len(references))]
    places = dict.fromkeys([place for place in found if place])
    return tuple(names_of(site.config, places).values())


def _document(record: ScanDocumentRecord | SynthesisDocumentRecord) -> bytes:
    return written(_scan(record) if isinstance(record, ScanDocumentRecord) else _synthesis(record))


def _scan(record: ScanDocumentRecord) -> ScanDocument:
    scan = record.own
    found = tally(scan.answers.letters)
    anchors: dict[str, str] = {}
    return ScanDocument(
        schema=record.schema,
        id=record.name,
        page=record.page,
        raw=record.raw,
        scan_version=plain(scan.version),
        scan_date=record.date or None,
        paper=PaperRecord(
            title=plain(scan.title),
            authors=_texts(scan.authors),
            year=scan.year,
            venue=plain(scan.venue) or None,
            type=plain(scan.paper_type) or None,
            arxiv=identifier(scan.identifiers, IdentifierKind.ARXIV),
            doi=identifier(scan.identifiers, IdentifierKind.DOI),
        ),
        modules=_texts(scan.modules),
        tags=_texts(scan.tags),
        counts=Counts(
            found.yes,
            found.no,
            found.not_applicable,
            found.unclear,
            found.percent,
            len(scan.claims),
            len(scan.red_flags),
            len(scan.references),
        ),
        answers=_answers(scan.answers, "", "/answers", anchors),
        type_answers=_answers(scan.type_answers, "type_checklist.", "/type_answers", anchors),
        anchors=anchors,
        claims={claim.anchor: claim.support.value for claim in scan.claims},
        red_flags={flag.anchor: plain(flag.name) for flag in scan.red_flags},
        cites=list(record.cites),
        earlier=[EarlierScan(plain(version), raw, page) for version, raw, page in record.earlier],
        permalink=record.permalink,
    )


def _answers(answers: Answers, prefix: str, pointer: str, anchors: dict[str, str]) -> AnswersByDomain:
    """The answers by domain; anchors that do not follow from prefix and keys are added to ``anchors``."""
    found: AnswersByDomain = {}
    for (domain, key, anchor), letter in zip(placed(answers.outline).criteria, answers.letters, strict=True):
        holder, name = plain(domain), plain(key)
        # Of a criterion that stands there twice the first answer counts, as in the tables.
        if name not in (of_domain := found.setdefault(holder, {})):
            of_domain[name] = cast(Word, ANSWERS[letter])
            if anchor != f"{prefix}{holder}.{name}":
                anchors[f"{pointer}/{_token(holder)}/{_token(name)}"] = anchor
    return found


def _token(key: str) -> str:
    """A key as a part of a JSON Pointer (RFC 6901, 3)."""
    return key.replace("~", "~0").replace("/", "~1")


def _synthesis(record: SynthesisDocumentRecord) -> SynthesisDocument:
    found = record.own
    return SynthesisDocument(
        schema=record.schema,
        id=record.name,
        page=record.page,
        raw=record.raw,
        title=plain(found.title),
        publisher=plain(found.publisher) or None,
        date=found.iso_date or None,
        score=plain(found.score) or None,
        gate=plain(found.gate) or None,
        correction_state=plain(found.correction_state) or None,
        counts=SynthesisCounts(
            len(found.claims),
            sum(claim.verdict is Verdict.VERIFIED for claim in found.claims),
            len(found.references),
        ),
        claims=[
            SynthesisClaimEntry(claim.anchor, plain(claim.text), claim.verdict.value, plain(claim.confidence) or None)
            for claim in found.claims
        ],
        cites=list(record.cites),
    )


def _texts(texts: Iterable[str]) -> list[str]:
    return [plain(text) for text in texts]


def _list_records(site: Site) -> Iterator[ListRecord]:
    if has(site.config, Part.API):
        for name in ("index", "criteria"):
            yield ListRecord(f"{API}/{name}.json", name)


def _lists(site: Site) -> Lists:
    return Lists(
        site.config,
        site.papers,
        site.reports,
        {
            domain: tuple(
                [(key, site.rates.criteria[domain, key], criterion_page(site, domain, key)) for key in keys]
            )
            for domain, keys in site.asked.domains.items()
        },
        site.dates,
    )


def _list(record: ListRecord, lists: Lists) -> bytes:
    schema = web_address(lists.config, schema_path(record.name))
    return written(_index(schema, lists) if record.name == "index" else _criteria(schema, lists))


def _index(schema: str, lists: Lists) -> IndexDocument:
    config = lists.config
    scans = []
    for paper in lists.papers:
        scan, place = paper.scan, paper.location
        found = tally(scan.answers.letters)
        scans.append(
            ScanEntry(
                id=name_of(config, place),
                title=plain(scan.title),
                year=scan.year,
                scan_date=lists.dates.get(place),
                met=found.yes,
                applicable=found.applicable,
                red_flags=len(scan.red_flags),
                page=page_address(config, place),
                document=web_address(config, api_document(config, place)),
            )
        )
    return IndexDocument(
        schema=schema,
        site=config.site_url,
        criteria=web_address(config, f"{API}/criteria.json"),
        tables=web_address(config, PACKAGE) if has(config, Part.EXPORTS) else None,
        citations=_citations(config),
        badges=_badges(config),
        scans=scans,
        syntheses=[
            SynthesisEntry(
                id=name_of(config, item.location),
                title=plain(item.synthesis.title),
                date=item.synthesis.iso_date or None,
                page=page_address(config, item.location),
                document=web_address(config, api_document(config, item.location)),
            )
            for item in lists.reports
        ],
    )


def _citations(config: Config) -> CitationAddresses | None:
    if not has(config, Part.EXPORTS):
        return None
    return CitationAddresses(*[f"{config.site_url}{path}" for path in citation_files("{path}")])


def _badges(config: Config) -> BadgeAddresses | None:
    if not has(config, Part.BADGES):
        return None
    return BadgeAddresses(*[f"{config.site_url}{path}" for path in badge_files("{id}")])


def _criteria(schema: str, lists: Lists) -> CriteriaDocument:
    words = load()
    return CriteriaDocument(
        schema=schema,
        papers=len(lists.papers),
        domains=[
            DomainEntry(
                key=plain(domain),
                title=plain(words.domain(domain).title),
                about=words.domain(domain).about or None,
                criteria=[
                    CriterionEntry(
                        key=plain(key),
                        title=plain(words.criterion(domain, key).title),
                        question=words.criterion(domain, key).question or None,
                        met=found.yes,
                        not_met=found.no,
                        not_applicable=found.not_applicable,
                        unclear=found.unclear,
                        percent=found.percent,
                        page=page_address(lists.config, page) if page else None,
                    )
                    for key, found, page in criteria
                ],
            )
            for domain, criteria in lists.criteria.items()
        ],
    )


def _schema_records(site: Site) -> Iterator[SchemaRecord]:
    if has(site.config, Part.API):
        for name in DOCUMENTS:
            path = schema_path(name)
            yield SchemaRecord(path, name, web_address(site.config, path))


def _schema(record: SchemaRecord) -> bytes:
    return (json.dumps(json_schema(record.name, record.address), indent=1) + "\n").encode()


API_DOCUMENT: RecordAssets[ScanDocumentRecord | SynthesisDocumentRecord] = RecordAssets(
    name="API document", records=_records, data=_document
)
API_LIST: SiteAssets[ListRecord, Lists] = SiteAssets(name="API list", records=_list_records, facts=_lists, data=_list)
API_SCHEMA: RecordAssets[SchemaRecord] = RecordAssets(name="API schema", records=_schema_records, data=_schema)
