"""Code that is said not to be released, and a repository that is named all the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator import limits
from generator.checks.inputs import Inputs
from generator.diagnostics import Diagnostic, finding
from generator.model import Answer, Scan

_ADDRESS = re.compile(
    r"\b(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org|huggingface\.co)/[\w.-]{1,60}/[\w.-]{1,100}",
    re.I | re.ASCII,
)
_HOSTS = ("github", "gitlab", "bitbucket", "codeberg", "huggingface", "hugging face")
_HOST = re.compile(rf"\b(?:{'|'.join(_HOSTS)})\b", re.I)
_CODE = re.compile(r"\b(?:code|implementation|scripts?|repository|repo)\b", re.I)
_RELEASED = re.compile(r"\b(?:available|released|published|shared|hosted|open[- ]sourced?|provided)\b", re.I)
_DOUBT = re.compile(
    r"\b(?:not?|none|nor|neither|never|without|lacks?|lacking|missing|absent|empty|dead|broken|removed|unavailable|404|"
    r"placeholder|promised?|promises|planned|plans|will|would|upon|only|but|though|although|however|unclear|baselines?|"
    r"others|another|third[- ]party|prior|previous|earlier|existing|dataset|data|if|whether)\b|n['’]t\b",
    re.I,
)
"""Words with which a sentence may say that there is no such code, or that it is somebody else's, or no code."""
_SENTENCE = re.compile(r"(?<=[.!?;])\s+")


def code_against_answer(inputs: Inputs) -> Iterator[Diagnostic]:
    """Where the scan names a code repository of the paper, ``code_released`` is not answered with no.

    A repository is named by a sentence with its address, or that says that code is available at one of the known
    hosts; not by one with a word of doubt, nor by an entry of the reference list, whose code is somebody else's.
    """
    for scan in inputs.scans():
        for domain in scan.appraisal.domains:
            for criterion in domain.criteria:
                if criterion.key == "code_released" and criterion.answer is Answer.NO:
                    named = next(_named(scan), None)
                    if named:
                        where, words = named
                        yield finding(
                            scan.source.path,
                            "code-against-answer",
                            f"code_released is answered no, and {where} names a repository: {words}",
                            pointer=criterion.pointer,
                            for_reader=f"Code counts as not released, and {where} names a repository: “{words}”",
                        )


def _named(scan: Scan) -> Iterator[tuple[str, str]]:
    """Where a repository is named, and the words that do it."""
    for where, text in _texts(scan):
        start = text[: limits.SEARCHED_TEXT]
        # Most texts name none, and this is seen in a hundredth of the time.
        lowered = start.lower()
        if any(host in lowered for host in _HOSTS):
            for sentence in _SENTENCE.split(start):
                address = _ADDRESS.search(sentence)
                says_so = _HOST.search(sentence) and _CODE.search(sentence) and _RELEASED.search(sentence)
                if (address or says_so) and not _DOUBT.search(_ADDRESS.sub("", sentence)):
                    yield where, " ".join(sentence.split())[:200]


def _texts(scan: Scan) -> Iterable[tuple[str, str]]:
    yield "the text of the key findings", scan.key_findings
    for criterion in scan.appraisal.counted:
        yield f"the justification of {criterion.key}", criterion.justification
