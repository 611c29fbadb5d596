"""The raw form of scan files, versions 0b to 5.

Versions differ in what may be there, not in what it means, so there is one raw form for all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Discriminator, Field, GetJsonSchemaHandler, Tag
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from generator.readers.raw import Figure, Raw, YesNo


class RawPaper(Raw):
    """The paper's bibliographic record."""

    title: str
    authors: list[str]
    year: int | None
    venue: str | None = None
    arxiv_id: str | None = Field(default=None, description="New-style arXiv id without version, such as 2502.10391")
    doi: str | None = None


class RawAnswer(Raw):
    """The answer to one criterion. Before version 1 ``answer`` is a word: yes, no or na."""

    applies: bool | None = Field(None, description="false where the criterion cannot apply to this kind of paper")
    answer: YesNo | None = None
    justification: str
    source: str | None = Field(default=None, description="Which model answered (version 4)")


_ANSWER_FIELDS = ("applies", "answer", "justification")


def _field_form(value: object) -> str:
    """A field beside the answer of a domain is a criterion where it has the form of an answer."""
    is_answer = isinstance(value, Mapping) and any(key in value for key in _ANSWER_FIELDS)
    return "(answer)" if is_answer else "(field)"


def _domain_form(value: object) -> str:
    """A domain is an answer itself where it has its fields; a criterion of such a name is an object."""
    is_answered = isinstance(value, Mapping) and (
        "sub_questions" in value
        or any(key in value and not isinstance(value[key], Mapping) for key in _ANSWER_FIELDS)
    )
    return "(answered)" if is_answered else "(criteria)"


class _FieldSchema:
    """The choice of ``_field_form`` in the words of JSON Schema."""

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        answer, _ = handler(core)["oneOf"]
        return {"if": {"type": "object", "anyOf": [{"required": [key]} for key in _ANSWER_FIELDS]}, "then": answer}


class _DomainSchema:
    """The choice of ``_domain_form`` in the words of JSON Schema; an answered domain would allow everything."""

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        answered, criteria = handler(core)["oneOf"]
        own = [
            {"required": [key], "properties": {key: {"not": {"type": "object"}}}} for key in _ANSWER_FIELDS
        ]  # fmt: skip
        return {"if": {"anyOf": [{"required": ["sub_questions"]}, *own]}, "then": answered, "else": criteria}


RawBeside = Annotated[
    Annotated[RawAnswer, Tag("(answer)")] | Annotated[Any, Tag("(field)")],
    Discriminator(_field_form),
    _FieldSchema,
]


class RawAnsweredDomain(RawAnswer):
    """A domain that is itself an answer, with its criteria one level down (seen in version 4) or beside it."""

    justification: str = ""
    sub_questions: dict[str, RawAnswer] = Field(default_factory=dict)
    __pydantic_extra__: dict[str, RawBeside]


RawDomain = Annotated[
    Annotated[RawAnsweredDomain, Tag("(answered)")] | Annotated[dict[str, RawAnswer], Tag("(criteria)")],
    Discriminator(_domain_form),
    _DomainSchema,
]
RawChecklist = dict[str, RawDomain]


class RawClaim(Raw):
    """A claim of the paper and the evidence for it."""

    claim: str
    evidence: str
    supported: str | None = Field(default=None, description="strong, moderate, weak or unsupported")


class RawRedFlag(Raw):
    """Something that should make a reader careful."""

    flag: str
    detail: str


class RawCitedPaper(Raw):
    """An entry in the list of cited papers."""

    title: str
    authors: list[str] = Field(default_factory=list)
    year: int | None = None
    arxiv_id: str | None = None
    doi: str | None = None
    url: str | None = None
    relevance: str | None = None


class RawEngagementFactor(Raw):
    """Why the paper may draw attention."""

    score: int | None = Field(default=None, description="0 to 3")
    justification: str | None = None


class RawScan(Raw):
    """A scan file: one reader's record of one paper."""

    scan_version: Figure | None = None
    scan_date: str | None = Field(default=None, description="The day on which the paper was read, such as 2026-06-07")
    paper: RawPaper
    paper_type: str | None = None
    active_modules: list[str] | None = None
    methodology_tags: list[str]
    key_findings: str
    checklist: RawChecklist
    type_checklist: RawChecklist | None = None
    claims: list[RawClaim]
    red_flags: list[RawRedFlag]
    cited_papers: list[RawCitedPaper]
    engagement_factors: dict[str, RawEngagementFactor] | None = None
    hn_data: dict[str, Any] | None = None
