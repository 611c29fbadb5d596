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
    domains that it knows and ``limits.OWN_DOMAINS`` others; and those that only one was asked, where there are fewer
    than ``limits.OWN_ALONE``, of ``limits.DOMAINS_ALONE`` domains. A domain that was answered as a whole is a
    criterion of its own.
    """
    words = load()
    own = [pair for pair in criteria if not _is_known(words, *pair)]
    own.sort(key=lambda pair: (-criteria[pair].total, pair))
    # In the order of their first criteria, which most papers were asked.
    domains = list(dict.fromkeys(domain for domain, _ in own if domain not in words.domains))
    several = len({pair[0] for pair in own if criteria[pair].total > 1}.intersection(domains))
    rest = set(domains[min(limits.OWN_DOMAINS, max(several, limits.DOMAINS_ALONE)) :])
    left = [pair for pair in own if pair[0] not in rest]
    shared = sum(criteria[pair].total > 1 for pair in left)
    kept = left[: min(limits.OWN, max(shared, limits.OWN_ALONE))]
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


def _is_known(words: Vocabulary, domain: str, criterion: str) -> bool:
    known = words.domains.get(domain)
    return known is not None and (criterion == domain or criterion in known.criteria)
