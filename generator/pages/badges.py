"""Badges of scans, for use elsewhere: how many criteria a paper meets, its red flags, and a strip of its answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.analysis.site import Site
from generator.analysis.tally import tally
from generator.config import Config
from generator.formats.badge import Group, badge, strip
from generator.model import Answers
from generator.pages.exports_places import badges
from generator.pages.kinds import RecordAssets
from generator.views.verdicts import flagged, met_in_words
from generator.vocabulary import load

TITLE = "Scan of a paper"


@dataclass(frozen=True, slots=True)
class BadgeRecord:
    """A badge. Of a scan that was withdrawn it says nothing else."""

    path: str
    met: str = ""
    flagged: str = ""
    has_flags: bool = False
    is_withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class StripRecord:
    """A strip of the answers of each domain."""

    path: str
    groups: tuple[Group, ...]


def withdrawn(config: Config, location: str) -> Iterator[BadgeRecord]:
    """The badges of a scan that was withdrawn: at both addresses, so that no README shows a picture that is gone."""
    for path in badges(config, location) or ():
        yield BadgeRecord(path, is_withdrawn=True)


def _records(site: Site) -> Iterator[BadgeRecord | StripRecord]:
    for paper in site.papers:
        places = badges(site.config, paper.location)
        if places is None:
            return
        scan = paper.scan
        yield BadgeRecord(
            places.badge, met_in_words(tally(scan.answers.letters)), flagged(scan), bool(scan.red_flags)
        )
        yield StripRecord(places.strip, _groups(scan.answers))


def _groups(answers: Answers) -> tuple[Group, ...]:
    words = load()
    letters: dict[str, str] = {key: "" for key, _ in answers.outline.domains}
    for (domain, _, _), letter in zip(answers.outline.criteria, answers.letters, strict=True):
        letters[domain] += letter
    return tuple([Group(words.domain(key).title, found) for key, found in letters.items()])


def _data(record: BadgeRecord | StripRecord) -> bytes:
    if isinstance(record, StripRecord):
        letters = "".join([group.letters for group in record.groups])
        return strip(f"{TITLE}: {met_in_words(tally(letters))}", record.groups)
    if record.is_withdrawn:
        return badge(TITLE, [("scan", "label"), ("withdrawn", "withdrawn")])
    return badge(
        TITLE,
        [
            ("scan", "label"),
            (record.met, "count"),
            (record.flagged, "flags" if record.has_flags else "no flags"),
        ],
    )


BADGE: RecordAssets[BadgeRecord | StripRecord] = RecordAssets(name="badge", records=_records, data=_data)
