"""The documents for scripts (``/api/v1/``): what each holds. Their JSON and their JSON Schemas are made from this.

What is added to a document is another field at its end; what would break a reader needs another version of the API.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from generator.model import Answer

Support = Literal["strong", "moderate", "weak", "unsupported", "other"]
VerdictWord = Literal["verified", "not_verified", "other"]

Address = Annotated[str, Field(description="Whole where the site's own address is known, else relative to the site")]
FromPage = Annotated[str, Field(description="Relative to the address of the page, as links in it are (RFC 3986)")]
Anchor = Annotated[str, Field(description="What follows # in the entry's address on the page")]
Name = Annotated[str, Field(description="The name of a scan or synthesis in all exports")]
Percent = Annotated[int | None, Field(description="Met of applicable, 0 to 100; null where nothing is applicable")]
ArXiv = Annotated[str | None, Field(description="The arXiv id without version")]
Doi = Annotated[str | None, Field(description="The DOI in lower case")]
Date = Annotated[str | None, Field(description="YYYY-MM-DD, null where it is not known")]
SIGNS = {Answer.YES: "+", Answer.NO: "-", Answer.NOT_APPLICABLE: "~", Answer.UNCLEAR: "?"}
"""What stands before a criterion for its answer: words would make a document a tenth longer."""
Answered = Annotated[
    str, Field(pattern="^[-+~?]", description="Answer (+ yes, - no, ~ not applicable, ? unclear) and criterion")
]
AnswersByDomain = dict[str, list[Answered]]
AnchorsByDomain = dict[str, dict[str, str]]
ChecklistField = Literal["answers", "type_answers"]
SchemaAddress = Annotated[str, Field(description="The address of the JSON Schema of such a document")]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many criteria have which answer, and how many entries of each kind there are."""

    met: int
    not_met: int
    not_applicable: int
    unclear: int
    percent: Percent
    claims: int
    red_flags: int
    references: int


@dataclass(frozen=True, slots=True)
class CitationAddresses:
    """Files for reference managers, said once for all documents.

    In these addresses, {path} is what stands after ``/api/v1/`` and before ``.json`` in the address of a document.
    """

    bibtex: Address
    ris: Address
    csl_json: Address


@dataclass(frozen=True, slots=True)
class BadgeAddresses:
    """Pictures of a scan for use elsewhere, likewise; {id} is that of the scan."""

    badge: Address
    strip: Address


@dataclass(frozen=True, slots=True)
class SchemaAddresses:
    """The JSON Schemas of the documents of which there are many, likewise."""

    scan: SchemaAddress
    synthesis: SchemaAddress


@dataclass(frozen=True, slots=True)
class EarlierScan:
    """An earlier scan of the same paper."""

    version: str
    raw: FromPage
    page: Annotated[str | None, Field(description="Likewise; null where the site has none")]


@dataclass(frozen=True, slots=True)
class ScanDocument:
    """The newest scan of a paper.

    The address of an entry is that of the page, # and what the field says, with … for what stands here.
    """

    id: Name
    page: Address
    raw: Annotated[str, Field(description="The scan as it was read, relative to the address of the page (RFC 3986)")]
    permalink: Annotated[
        str,
        Field(
            description="The address to cite, likewise: it shows this scan after a newer one has come, too; empty "
            "where the site has none but that of the page"
        ),
    ]
    scan_version: Annotated[str, Field(description="The version of the scan's form")]
    scan_date: Date
    title: str
    year: int | None
    arxiv: ArXiv
    doi: Doi
    counts: Counts
    answers: Annotated[
        AnswersByDomain,
        Field(description="All criteria by domain, in the order of the page; domain.criterion"),
    ]
    type_answers: Annotated[
        AnswersByDomain,
        Field(description="Likewise of the checklist for papers of this type; type_checklist.domain.criterion"),
    ]
    anchors: Annotated[
        dict[ChecklistField, AnchorsByDomain],
        Field(description="What does not follow so, by field, domain and criterion; empty for the page as a whole"),
    ]
    claims: Annotated[
        dict[Support, list[str]], Field(description="By how well the paper's evidence supports them; claim-…")
    ]
    red_flags: Annotated[list[str], Field(description="In the order of the page; flag-…")]
    earlier: list[EarlierScan]


@dataclass(frozen=True, slots=True)
class SynthesisClaimEntry:
    """A claim of a synthesis, with the synthesis' own verdict and confidence."""

    anchor: Anchor
    text: str
    verdict: VerdictWord
    confidence: Annotated[str | None, Field(description="As it is written there")]


@dataclass(frozen=True, slots=True)
class SynthesisCounts:
    """How many entries of each kind there are."""

    claims: int
    verified: int
    references: int


@dataclass(frozen=True, slots=True)
class SynthesisDocument:
    """A synthesis of several papers."""

    id: Name
    page: Address
    raw: Annotated[str, Field(description="The address of the synthesis as it was read")]
    title: str
    publisher: str | None
    date: Date
    score: Annotated[str | None, Field(description="The publisher's own, as it is written there")]
    gate: str | None
    correction_state: str | None
    counts: SynthesisCounts
    claims: list[SynthesisClaimEntry]
    cites: Annotated[list[str], Field(description="The names of the papers here that the synthesis cites")]


@dataclass(frozen=True, slots=True)
class ScanEntry:
    """A scan in the index."""

    id: Name
    title: str
    year: int | None
    scan_date: Date
    met: int
    applicable: int
    red_flags: int
    page: Address
    document: Address


@dataclass(frozen=True, slots=True)
class SynthesisEntry:
    """A synthesis in the index."""

    id: Name
    title: str
    date: Date
    page: Address
    document: Address


@dataclass(frozen=True, slots=True)
class IndexDocument:
    """Everything that there is."""

    schema: SchemaAddress
    site: Address
    criteria: Annotated[str, Field(description="The address of the document of all criteria")]
    tables: Annotated[str | None, Field(description="The address of the Data Package, which describes the tables")]
    citations: CitationAddresses | None
    badges: BadgeAddresses | None
    schemas: SchemaAddresses
    scans: list[ScanEntry]
    syntheses: list[SynthesisEntry]


@dataclass(frozen=True, slots=True)
class CriterionEntry:
    """A criterion, and how all papers answer it."""

    key: str
    title: str
    question: str | None
    met: int
    not_met: int
    not_applicable: int
    unclear: int
    percent: Percent
    page: Annotated[str | None, Field(description="The address of its page")]


@dataclass(frozen=True, slots=True)
class DomainEntry:
    """A domain with its criteria, in reading order."""

    key: str
    title: str
    about: str | None
    criteria: list[CriterionEntry]


@dataclass(frozen=True, slots=True)
class CriteriaDocument:
    """All criteria that have pages, with the answers of all papers' newest scans."""

    schema: SchemaAddress
    papers: Annotated[int, Field(description="How many papers there are")]
    domains: list[DomainEntry]


DOCUMENTS: dict[str, type] = {
    "index": IndexDocument,
    "scan": ScanDocument,
    "synthesis": SynthesisDocument,
    "criteria": CriteriaDocument,
}
"""The kinds of documents, by the names of their schemas."""


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def written(document: object) -> bytes:
    """The document as JSON, its keys in the order in which they stand here."""
    kind: Any = type(document)
    return _adapter(kind).dump_json(document) + b"\n"


def json_schema(name: str, address: str) -> dict[str, object]:
    """The JSON Schema (2020-12) of a kind of document, which can be had at ``address``."""
    found = _adapter(DOCUMENTS[name]).json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": address, **found}
