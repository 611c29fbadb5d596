"""Documents in JSON for scripts: an index, one for each scan and synthesis, all criteria, and the schemas of all."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from generator.addresses import has
from generator.analysis.entries import placed
from generator.analysis.site import Site
from generator.analysis.tally import Tally, tally
from generator.config import Config, Part
from generator.formats.works import plain
from generator.model import (
    Answers,
    ClaimSummary,
    IdentifierKind,
    PaperSummary,
    ReferenceSummary,
    ReportSummary,
    ScanSummary,
    Source,
    SupportLevel,
    SynthesisSummary,
    Verdict,
)
from generator.pages.api_documents import (
    DOCUMENTS,
    SIGNS,
    AnchorsByDomain,
    AnswersByDomain,
    BadgeAddresses,
    ChecklistField,
    CitationAddresses,
    Counts,
    CriteriaDocument,
    CriterionEntry,
    DomainEntry,
    EarlierScan,
    IndexDocument,
    ScanDocument,
    ScanEntry,
    SchemaAddresses,
    Support,
    SynthesisClaimEntry,
    SynthesisCounts,
    SynthesisDocument,
    SynthesisEntry,
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
from generator.pages.tables import PACKAGE, identifier
from generator.render.href import page_url
from generator.summarise import LETTERS
from generator.views.parts import page_path
from generator.vocabulary import load

_SIGNS = {letter: SIGNS[answer] for answer, letter in LETTERS.items()}


@dataclass(frozen=True, slots=True)
class ScanDocumentRecord:
    """The document of a scan. All addresses but ``page`` are relative to it."""

    path: str
    source: Source
    own: ScanSummary = field(repr=False)  # follows from the file
    name: str
    page: str
    raw: str
    permalink: str
    date: str
    earlier: tuple[tuple[str, str, str | None], ...]


@dataclass(frozen=True, slots=True)
class SynthesisDocumentRecord:
    """The document of a synthesis. All addresses are whole ones or relative to the site; ``cites`` are names."""

    path: str
    source: Source
    own: SynthesisSummary = field(repr=False)  # follows from the file
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
            name=name_of(config, place),
            page=page_address(config, place),
            raw=_from_page(config, place, raw_of_scan(config, place, scan.source).published),
            permalink=_from_page(config, place, page_path(cited_location(site, place))),
            date=site.dates.get(place, ""),
            earlier=_earlier(site, paper),
        )
    for item in site.reports:
        place, synthesis = item.location, item.synthesis
        yield SynthesisDocumentRecord(
            path=api_document(config, place),
            source=synthesis.source,
            own=synthesis,
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
            _from_page(config, place, raw_of_scan(config, place, older.source).published),
            _from_page(config, place, page_path(own)) if has_pages else None,
        )
        for older, own in zip(paper.earlier, site.editions[place][1:], strict=True)
    ])  # fmt: skip


def _from_page(config: Config, place: str, path: str) -> str:
    """The address of what stands in or below the folder of the page at ``place``, relative to the page's."""
    return page_url(path.removeprefix(f"{place}/"), config.directory_urls)


def _cites(site: Site, holder: str, references: tuple[ReferenceSummary, ...]) -> tuple[str, ...]:
    found = [site.citations.targets.get((holder, number)) for number in range(len(references))]
    places = dict.fromkeys([place for place in found if place])
    return tuple(names_of(site.config, places).values())


def _document(record: ScanDocumentRecord | SynthesisDocumentRecord) -> bytes:
    return written(_scan(record) if isinstance(record, ScanDocumentRecord) else _synthesis(record))


def _scan(record: ScanDocumentRecord) -> ScanDocument:
    scan = record.own
    found = tally(scan.answers.letters)
    answers, anchors = _answers(scan.answers, "")
    type_answers, type_anchors = _answers(scan.type_answers, "type_checklist.")
    odd: dict[ChecklistField, AnchorsByDomain] = {"answers": anchors, "type_answers": type_anchors}
    return ScanDocument(
        id=record.name,
        page=record.page,
        raw=record.raw,
        permalink=record.permalink,
        scan_version=plain(scan.version),
        scan_date=record.date or None,
        title=plain(scan.title),
        year=scan.year,
        arxiv=identifier(scan.identifiers, IdentifierKind.ARXIV),
        doi=identifier(scan.identifiers, IdentifierKind.DOI),
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
        answers=answers,
        type_answers=type_answers,
        anchors={name: of_field for name, of_field in odd.items() if of_field},
        claims=_by_support(scan.claims),
        red_flags=[flag.anchor.removeprefix("flag-") for flag in scan.red_flags],
        earlier=[EarlierScan(plain(version), raw, page) for version, raw, page in record.earlier],
    )


def _answers(answers: Answers, prefix: str) -> tuple[AnswersByDomain, AnchorsByDomain]:
    """The answers by domain, and the anchors that do not follow from prefix and keys."""
    found: dict[str, dict[str, str]] = {}
    odd: AnchorsByDomain = {}
    for (domain, key, anchor), letter in zip(placed(answers.outline).criteria, answers.letters, strict=True):
        holder, name = plain(domain), plain(key)
        # Of a criterion that stands there twice the first answer counts, as in the tables.
        if name not in (of_domain := found.setdefault(holder, {})):
            of_domain[name] = f"{_SIGNS[letter]}{name}"
            if anchor != f"{prefix}{holder}.{name}":
                odd.setdefault(holder, {})[name] = anchor
    return {domain: list(signed.values()) for domain, signed in found.items()}, odd


def _by_support(claims: Iterable[ClaimSummary]) -> dict[Support, list[str]]:
    """What tells claims apart, by their support, strongest first."""
    found: dict[Support, list[str]] = {level.value: [] for level in SupportLevel}
    for claim in claims:
        found[claim.support.value].append(claim.anchor.removeprefix("claim-"))
    return {level: names for level, names in found.items() if names}


def _synthesis(record: SynthesisDocumentRecord) -> SynthesisDocument:
    found = record.own
    return SynthesisDocument(
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
        schemas=SchemaAddresses(*[web_address(config, schema_path(name)) for name in ("scan", "synthesis")]),
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
