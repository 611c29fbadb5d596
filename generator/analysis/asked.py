"""Which criteria have pages: all that the vocabulary knows, and the most frequent of the others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator import limits
from generator.analysis.tally import Tally
from generator.vocabulary import Vocabulary, load


@dataclass(frozen=True, slots=True)
class Asked:
    """The criteria that have pages, by domain, both in reading order; and how many others there are."""

    domains: Mapping[str, tuple[str, ...]]
    left_out: int = 0

    def __contains__(self, pair: tuple[str, str]) -> bool:
        """Whether a criterion, (domain, criterion), has a page."""
        return pair[1] in self.domains.get(pair[0], ())


def asked(criteria: Mapping[tuple[str, str], Tally]) -> Asked:
    """The criteria that have pages, of those that any paper was asked.

    Of those that the vocabulary does not know, they are the ``limits.OWN`` that most papers were asked, of the
    domains that it knows and ``limits.OWN_DOMAINS`` others; but ``limits.OWN_ALONE`` of ``limits.DOMAINS_ALONE``
    domains where a single paper was asked, and a quarter more for each other one: no file makes many pages. Of their
    pairs there are few as well (``analysis.pairs``). A domain that was answered as a whole is a criterion of its own.
    """
    words = load()
    own = [pair for pair in criteria if not is_known(words, *pair)]
    own.sort(key=lambda pair: (-criteria[pair].total, pair))
    # In the order of their first criteria, which most papers were asked.
    asked_of: dict[str, int] = {}
    for pair in own:
        if pair[0] not in words.domains:
            asked_of.setdefault(pair[0], criteria[pair].total)
    rest = {
        domain
        for place, (domain, papers) in enumerate(asked_of.items())
        if place >= _most(limits.OWN_DOMAINS, limits.DOMAINS_ALONE, papers)
    }
    left = [pair for pair in own if pair[0] not in rest]
    kept = [
        pair for place, pair in enumerate(left) if place < _most(limits.OWN, limits.OWN_ALONE, criteria[pair].total)
    ]
    left_out = set(own).difference(kept)
    found: dict[str, list[str]] = {}
    for domain, criterion in criteria:
        if (domain, criterion) not in left_out:
            found.setdefault(domain, []).append(criterion)
    return Asked(
        {
            domain: tuple(sorted(found[domain], key=lambda key: words.criterion_rank(domain, key)))
            for domain in sorted(found, key=words.domain_rank)
        },
        len(left_out),
    )


def _most(every: int, alone: int, papers: int) -> int:
    """How many have pages, of ``every`` at most, up to one that so many papers were asked."""
    return min(every, alone * (papers + 3) // 4)


def is_known(words: Vocabulary, domain: str, criterion: str) -> bool:
    """Whether the vocabulary has a criterion of a domain, or the domain where it was answered as a whole."""
    known = words.domains.get(domain)
    return known is not None and (criterion == domain or criterion in known.criteria)
