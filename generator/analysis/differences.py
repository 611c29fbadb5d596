"""Where a paper differs: its answers that are rare among papers of the same tag or type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from generator import limits
from generator.analysis.answered import FEW, Answered, tags, types
from generator.analysis.tally import Tally
from generator.model import Outline, PaperSummary

RARE = 5
"""An answer is rare if fewer than one in so many papers of a group give it."""


class Difference(NamedTuple):
    """An answer that is rare in a group.

    ``number`` is its place in the outline of the paper's answers. ``percent`` (0 to 20) of about ``size`` papers of
    the group to which the criterion applies give it. ``kind`` is ``"type"`` or ``"tag"``, ``group`` its key.
    """

    number: int
    percent: int
    size: int
    kind: str
    group: str


def about(size: int) -> int:
    """A number of papers, from a hundred on rounded down to two digits.

    So it changes rarely while papers are added, and the pages that show it need not be made again each time.
    """
    step = int(10 ** max(0, len(str(size)) - 2))
    return size // step * step


_Rank = tuple[int, int, int, str]
"""What decides which group is shown for an answer, the first: percent, minus the size, tag after type, key."""


def differences(
    papers: Iterable[PaperSummary], by_tag: Mapping[str, Answered], by_type: Mapping[str, Answered]
) -> dict[str, tuple[Difference, ...]]:
    """The rare answers of each paper that has any, by its location: those rarest among its like, the rarest first.

    Of the groups in which an answer is rare, that counts in which it is rarest, then the largest. Groups of fewer
    than ``FEW`` papers to which a criterion applies are not looked at.
    """
    rare = {("type", key): dict(_rare(found)) for key, found in by_type.items()}
    rare |= {("tag", key): dict(_rare(found)) for key, found in by_tag.items()}
    looked_up: dict[tuple[Outline, str, str], tuple[tuple[int, str, _Rank], ...]] = {}
    result = {}
    for paper in papers:
        outline, letters = paper.scan.answers.outline, paper.scan.answers.letters
        best: dict[int, _Rank] = {}
        for kind, key in (*(("type", key) for key in types(paper)), *(("tag", key) for key in tags(paper))):
            if not rare.get((kind, key)):
                continue
            place = outline, kind, key
            columns = looked_up.get(place)
            if columns is None:
                columns = looked_up[place] = tuple(_columns(outline, kind, key, rare[kind, key]))
            for number, letter, rank in columns:
                if letters[number] == letter and (number not in best or rank < best[number]):
                    best[number] = rank
        if best:
            result[paper.location] = tuple(_listed(letters, best))
    return result


def _rare(found: Answered) -> Iterator[tuple[tuple[str, str], tuple[tuple[str, int, int], ...]]]:
    """The criteria of which an answer is rare: the answer, its rate (percent) and of about how many papers."""
    for pair, counts in found.items():
        size = counts.applicable
        if size < FEW:
            continue
        letters = tuple(
            [
                (letter, Tally(times, size - times).percent or 0, about(size))
                for letter, times in (("y", counts.yes), ("n", counts.no))
                if 0 < RARE * times < size
            ]
        )
        if letters:
            yield pair, letters


def _columns(
    outline: Outline, kind: str, key: str, rare: Mapping[tuple[str, str], tuple[tuple[str, int, int], ...]]
) -> Iterator[tuple[int, str, _Rank]]:
    """Which answers of an outline are rare in a group."""
    for number, (domain, criterion, _) in enumerate(outline.criteria):
        for letter, percent, size in rare.get((domain, criterion), ()):
            yield number, letter, (percent, -size, int(kind == "tag"), key)


def _listed(letters: str, best: Mapping[int, _Rank]) -> Iterator[Difference]:
    """The rare answers of each kind, good ones first; no more than a page shows of a checklist."""
    for letter in "yn":
        own = sorted([(rank[0], number) for number, rank in best.items() if letters[number] == letter])
        for percent, number in own[: limits.CRITERIA]:
            _, size, is_tag, key = best[number]
            yield Difference(number, percent, -size, "tag" if is_tag else "type", key)
