"""Where a paper appeared, told by the words of its venue: in a journal, at a conference, or as a preprint."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from generator.formats.works import plain


class Venue(StrEnum):
    """The kinds of venues that all formats of citations tell apart."""

    JOURNAL = "journal"
    CONFERENCE = "conference"
    PREPRINT = "preprint"


_PREPRINT = re.compile(
    r"(?:arxiv|corr|(?:bio|med|psy|chem|soc)a?rxiv|ssrn|openreview|osf|hal|zenodo|research ?square|preprints?|"
    r"unpublished|submitted|under review|in review|in submission|manuscript|working paper|technical report)\b",
    re.I,
)
"""How the names of archives begin, and what is said of papers that have not appeared."""
_JOURNAL = re.compile(
    r"\b(?:journal|transactions|trans\.|letters|annals|magazine|quarterly|bulletin|[JT]MLR|TACL|PVLDB|"
    r"proceedings of the (?:vldb endowment|ieee$|national academy|royal society|acm on))",
    re.I,
)
"""Words of journals; some journals are called proceedings."""
_CONFERENCE = re.compile(
    r"\b(?:proceedings|proc\.|conference|conf\.|workshops?|symposium|congress|annual meeting|findings of)", re.I
)
_ACRONYM = re.compile(
    r"\b(?:NeurIPS|NIPS|ICML|ICLR|COLM|AAAI|IJCAI|ECAI|AISTATS|UAI|COLT|CoRL|MLSys|AutoML|KDD|CIKM|WSDM|SIGIR|ECIR|"
    r"RecSys|TheWebConf|WWW|ACL|EMNLP|NAACL|EACL|AACL|COLING|CoNLL|LREC|SemEval|INLG|CVPR|ICCV|ECCV|WACV|BMVC|MICCAI|"
    r"INTERSPEECH|Interspeech|ICASSP|CHI|CSCW|UIST|IUI|FAccT|AIES|ICSE|FSE|ESEC/FSE|ASE|ISSTA|MSR|ICSME|SANER|ICPC|"
    r"ICST|ESEM|EASE|PLDI|POPL|OOPSLA|ECOOP|CGO|OSDI|SOSP|NSDI|ASPLOS|HPCA|USENIX|EuroSys|NDSS|CRYPTO|EUROCRYPT|"
    r"SIGMOD|VLDB|ICDE|EDBT|STOC|FOCS|SODA|ICRA|IROS|SIGGRAPH|SIGCSE)(?![a-z])"
    r"|\b[A-Z]{3,12} ?['’]\d\d\b"
)
"""Conferences of the fields that scans are of, as they are written; others with the year as in ``ABC '24``."""


@lru_cache(maxsize=1 << 12)
def kind_of_venue(venue: str) -> Venue:
    """The kind of a venue. One that is not known by its words is a journal; where there is none, it is a preprint."""
    words = plain(venue)
    if not words or _PREPRINT.match(words):
        return Venue.PREPRINT
    if _JOURNAL.search(words):
        return Venue.JOURNAL
    return Venue.CONFERENCE if _CONFERENCE.search(words) or _ACRONYM.search(words) else Venue.JOURNAL
