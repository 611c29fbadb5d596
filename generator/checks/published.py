"""Whether what was published once still leads somewhere."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz, process

from generator import limits
from generator.analysis.editions import normal_version
from generator.analysis.ledger import Address, Comparison, Dead, Ledger, Replaced
from generator.analysis.site import Site
from generator.diagnostics import Diagnostic, and_more, finding, quoted
from generator.identify import slug
from generator.shorten import short_title

_LISTS = frozenset({"group", "family of red flags", "pair of criteria", "whole list", "claims of a level", "picture"})
"""The kinds of pages and files that come and go with the papers that they are about."""
_LIKE = 70
"""The least similarity (of 100) of an id that may have taken another's place."""
_MOVED = "moved.yml"
_KEY = re.compile(r"[a-z]+")
_PLAIN = re.compile(r"[^\W\d_][\w./()#+-]*(?: [\w./()+-][\w./()#+-]*)*")
"""Words that need no quotation marks in YAML, but for those that it takes for values."""
_VALUES = frozenset({"null", "true", "false"})
_HASH = re.compile(r"-[0-9a-f]{4,8}(?=-|$)")


def dead_addresses(site: Site, old: Ledger, new: Ledger, others: Iterable[str]) -> Iterator[Diagnostic]:
    """What an earlier build published is still there, leads on, or says what became of it.

    Of each rule, the first ``limits.FINDINGS`` are named, and a finding says how many more there are: a ledger may
    hold millions, and what to write for each takes longer than to see that it is gone.
    """
    file = site.moved.path or f"{site.config.homes_of('scans')[0].path}/{_MOVED}"
    comparison = Comparison(old, new, others)
    numbers: Counter[str] = Counter()
    page, fresh = "", list[str]()
    for dead in comparison.dead():
        rule = "gone-list" if dead.known.what in _LISTS else "dead-address"
        numbers[rule] += 1 + dead.more
        if numbers[rule] > limits.FINDINGS:
            continue
        if dead.anchor and page != dead.address:
            page, fresh = dead.address, _fresh(dead, comparison.at(dead.address))
        yield finding(
            file,
            rule,
            f"{_named(dead)} is published, and would lead nowhere",
            f"write into {file}: {_line(dead, fresh)}",
        )
    for rule, number in numbers.items():
        if number > limits.FINDINGS:
            yield and_more(finding(file, rule, ""), number - limits.FINDINGS)
    for replaced in comparison.replaced():
        yield _of_replaced(site, replaced)


def _fresh(dead: Dead, here: Address | None) -> list[str]:
    """The ids of what stands at the address now that did not when it was published."""
    return sorted(set(here.entries if here else ()) - set(dead.known.entries))


def _of_replaced(site: Site, replaced: Replaced) -> Diagnostic:
    location = replaced.address.rstrip("/")
    # That of a paper's newest scan leads to the paper's page.
    scan = site.scan_at(location) or site.scan_at(posixpath.dirname(location))
    assert scan is not None
    remedy = f"name it after what is different, such as scan-{slug(f'v{normal_version(scan.version)}')}-second.json"
    return finding(
        scan.source.path,
        "dead-address",
        f"{replaced.address} is published, and would show this scan; "
        f"the one that was there would be at {replaced.now}",
        "give its folder another name" if location in site.paper_titles else remedy,
        line=scan.source.line or None,
    )


def _named(dead: Dead) -> str:
    known = dead.known
    title = f" {quoted(known.title)}" if known.title else ""
    if dead.anchor:
        kind = _KEY.match(dead.anchor)
        what = {"claim": "a claim", "flag": "a red flag", "ref": "a reference"}.get(
            kind[0] if kind else "", "an entry"
        )
        return f"{dead.address}#{dead.anchor} ({what} of the {known.what}{title})"
    entries = sum(1 for _ in known.entries)
    with_them = f", with its {entries:,} entries" if entries else ""
    return f"{dead.address} ({known.what}{title}{with_them})"


def _line(dead: Dead, fresh: list[str]) -> str:
    """The line of ``moved.yml`` that mends it; ``fresh`` are ids that are new on the page."""
    old = dead.address.rstrip("/") or "index"
    if dead.anchor:
        like = _alike(dead.anchor, fresh)
        key = f"{old}#{dead.anchor}"
        return f"{_word(key)}: '#{like}'" if like else f"{_word(key)}: {{date: YYYY-MM-DD, reason: …}}"
    if dead.instead:
        return f"{_word(old)}: {_word(dead.instead.rstrip('/'))}"
    if dead.known.what in _LISTS:
        return f"{_word(old)}: {_word(old.partition('/')[0])}"
    if not dead.known.title:
        return f"{_word(old)}: its new address"
    known = {}
    for address in dead.identifiers:
        kind, _, value = address.rstrip("/").partition("/")
        if not value.startswith("10.48550/arxiv."):
            known[{"arxiv": "arxiv_id"}.get(kind, kind)] = value
    numbers = "".join(f", {key}: '{known[key]}'" for key in sorted(known))
    versions = f", versions: [{', '.join(dead.versions[: limits.GROUPS])}]" if dead.versions else ""
    names = ", ".join([_quoted(short_title(name)) for name in dead.known.authors[: limits.LEDGER_AUTHORS]])
    authors = f", authors: [{names}]" if names else ""
    what = f"title: {_quoted(short_title(dead.known.title))}{authors}{numbers}{versions}"
    return f"{_word(old)}: {{{what}, date: YYYY-MM-DD, reason: …}}"


def _word(text: str) -> str:
    """A text as YAML reads it back."""
    return text if _PLAIN.fullmatch(text) and text.lower() not in _VALUES else _quoted(text)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _alike(anchor: str, others: list[str]) -> str:
    """The one of the ids, of the same kind, that is most alike in words; empty where none is."""
    kind, _, words = _HASH.sub("", anchor).partition("-")
    same = [other for other in others if other.partition("-")[0] == kind]
    of_words = [_HASH.sub("", other).partition("-")[2] for other in same]
    like = process.extractOne(words, of_words, scorer=fuzz.ratio, score_cutoff=_LIKE)
    return same[like[2]] if like else ""
