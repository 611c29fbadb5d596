"""How many papers meet two criteria of a domain, and which: "who released code and data"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from generator import limits
from generator.analysis.asked import is_known
from generator.analysis.tally import Tally
from generator.model import Outline, PaperSummary
from generator.vocabulary import load

_YES = str.maketrans("ynau ", "10000")
_APPLIES = str.maketrans("ynau ", "11000")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two criteria of a domain, in reading order, and the papers to which both apply: each answered yes or no.

    ``papers`` are the first of those that meet both, in the order in which papers were given.
    """

    first: str
    second: str
    both: int
    only_first: int
    only_second: int
    neither: int
    papers: tuple[PaperSummary, ...]

    @property
    def counts(self) -> Tally:
        """Those that meet both, and those that do not."""
        return Tally(self.both, self.only_first + self.only_second + self.neither)


def pairs(
    papers: Sequence[PaperSummary], domains: Mapping[str, Sequence[str]], most: int
) -> Mapping[str, tuple[Pair, ...]]:
    """The pairs of the criteria of each domain, in reading order, each with at most ``most`` papers.

    The newest scan of each paper counts. A pair that applies to fewer than ``limits.PAIR_PAGE`` papers is none: a
    single checklist says it itself. Of those with a criterion that the vocabulary does not know, of all domains
    together, there are ``limits.OWN_PAIRS`` where they apply to two papers, and as many more for each other one,
    those that apply to most: no file makes many pages. Of all that are left, a domain has the ``limits.PAIRS`` that
    apply to most papers.
    """
    words = load()
    columns = [(domain, criterion) for domain, criteria in domains.items() for criterion in criteria]
    met, applies = [], []
    for letters in _letters(papers, columns):
        met.append(int(letters.translate(_YES), 2))
        applies.append(int(letters.translate(_APPLIES), 2))
    is_own = [not is_known(words, *column) for column in columns]
    frequent: dict[str, list[_Counted]] = {}
    start = 0
    for domain, criteria in domains.items():
        numbers = range(start, start + len(criteria))
        start += len(criteria)
        common = [((applies[one] & applies[two]).bit_count(), one, two) for one, two in combinations(numbers, 2)]
        frequent[domain] = sorted([item for item in common if item[0] >= limits.PAIR_PAGE], key=_by_papers)
    own = sorted(
        [item for items in frequent.values() for item in items if is_own[item[1]] or is_own[item[2]]], key=_by_papers
    )
    left_out = {
        item for place, item in enumerate(own) if place >= limits.OWN_PAIRS * (item[0] - limits.PAIR_PAGE + 1)
    }
    found: dict[str, tuple[Pair, ...]] = {}
    for domain, items in frequent.items():
        kept = [item for item in items if item not in left_out][: limits.PAIRS]
        found[domain] = tuple(
            _pair(papers, columns[one][1], columns[two][1], met[one], met[two], applies[one] & applies[two], most)
            for _, one, two in sorted(kept, key=lambda item: item[1:])
        )
    return found


_Counted = tuple[int, int, int]
"""To how many papers two criteria apply, and the numbers of both."""


def _by_papers(item: _Counted) -> _Counted:
    return -item[0], *item[1:]


def _pair(
    papers: Sequence[PaperSummary], first: str, second: str, one: int, two: int, common: int, most: int
) -> Pair:
    """A pair, from the bits of the papers that meet each and of those to which both apply; bit 0 is the first."""
    both = one & two
    total, yes = common.bit_count(), both.bit_count()
    only_first, only_second = (one & common).bit_count() - yes, (two & common).bit_count() - yes
    return Pair(
        first,
        second,
        yes,
        only_first,
        only_second,
        total - yes - only_first - only_second,
        tuple([papers[number] for number in _first_bits(both, most)]),
    )


def _letters(papers: Sequence[PaperSummary], columns: Sequence[tuple[str, str]]) -> Iterator[str]:
    """For each criterion the answers of all papers, the last paper's first; a space where it was not asked."""
    outlines: dict[Outline, tuple[int, ...]] = {}
    texts: list[str] = []
    for paper in reversed(papers):
        outline, letters = paper.scan.answers.outline, paper.scan.answers.letters
        if outline not in outlines:
            places = {item[:2]: number for number, item in enumerate(outline.criteria)}
            # What was not asked is the space after the letters.
            outlines[outline] = tuple([places.get(pair, -1) for pair in columns])
        answers = letters + " "
        texts.append("".join([answers[place] for place in outlines[outline]]))
    together = "".join(texts)
    for number in range(len(columns)):
        yield together[number :: len(columns)] or "0"


def _first_bits(bits: int, most: int) -> Iterator[int]:
    """The places of the lowest bits that are set, at most ``most`` of them."""
    text = f"{bits:b}"[::-1]
    place = text.find("1")
    while place >= 0 and most > 0:
        yield place
        place, most = text.find("1", place + 1), most - 1
