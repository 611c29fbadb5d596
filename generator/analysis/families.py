"""Families of red flags: names that say the same in other words.

Names are free text, so one fault has many. Two are of one family where

1. they are equal but for case, punctuation and spaces, or
2. they are near-identical: a similarity of at least ``THRESHOLD`` by rapidfuzz, in the order of their words or in the
   order of the alphabet; no word of the one is unlike all that only the other has (``_WORDS``); and both have the
   same numbers and the same number of negations.

The commonest name of a family is its first, and every other is compared with that one alone: a chain of small steps
leads nowhere. Publishers correct what comes of it (``Corrections``).

``fuzz.ratio`` is the normalised similarity of Indel distance, 0 to 100: twice the length of the longest common
subsequence over the length of both (https://rapidfuzz.github.io/RapidFuzz/Usage/fuzz.html#ratio).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from rapidfuzz import fuzz, process

from generator import limits
from generator.identify import normalised, normalised_title
from generator.model import PaperSummary

THRESHOLD = 88
"""The least similarity of near-identical names, of 100."""
_WORDS = 60
"""The least similarity of the words that only one of the names has with those that only the other has."""
_LONGEST = 200
"""Characters of a name that is compared with others; a longer one is a family by itself, unless it is equal."""
_CANDIDATES = 100
"""Names that one is compared with at most: the commonest of those that share its rarest pairs of words."""
_TRIED = 20
"""Of these, the most similar, whose words are looked at one by one."""
_START = 4
"""The first letters of a word by which it is looked up: ``test`` and ``tests`` are one then."""
_LOOKED_UP = 8
"""Words of a name by which it is looked up."""

RULE = (
    "Scans name red flags in words of their own. Names are of one family where they differ in case, punctuation and "
    f"spaces alone, or are near-identical: a similarity of at least {THRESHOLD} of 100 (rapidfuzz) with the family's "
    "commonest name, the same numbers and negations, and no word that is unlike all words of the other."
)
"""What a family is, for readers."""

_SMALL = frozenset({"a", "an", "and", "are", "for", "in", "is", "of", "on", "the", "to", "was", "were"})
_NEGATIONS = frozenset({"no", "non", "not", "without", "never", "lacks", "lacking", "absent", "lack"})
_NEGATING = ("un", "in", "im", "ir", "il", "non", "dis", "mis")
"""How words begin that may say the opposite of the rest of them."""


class Name(NamedTuple):
    """A name as the publisher wrote it, and a JSON pointer to it."""

    text: str
    pointer: str = ""


class OwnFamily(NamedTuple):
    """A family as the publisher wants it: what it is called, and which names are of it besides that one."""

    title: Name
    names: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class Corrections:
    """What the publisher says of families, in the file at ``path`` below the content folder.

    ``apart`` are names of which no two are of one family, unless ``families`` has both in one.
    """

    path: str = ""
    families: tuple[OwnFamily, ...] = ()
    apart: tuple[tuple[Name, ...], ...] = ()


class FlagPlace(NamedTuple):
    """A red flag: its paper, and its number among the paper's own."""

    paper: PaperSummary
    number: int

    @property
    def name(self) -> str:
        """The name as the scan has it."""
        return self.paper.scan.red_flags[self.number].name


@dataclass(frozen=True, slots=True)
class Family:
    """Red flags of one kind.

    ``key`` is what its address is made of, ``title`` the publisher's name for it or its commonest wording.
    ``wordings`` are all with the number of flags, the commonest first; ``flags`` are in the order of the papers.
    ``is_among_first`` says that a paper has it among its first flags, which may give it a page of its own.
    """

    key: str
    title: str
    wordings: tuple[tuple[str, int], ...]
    flags: tuple[FlagPlace, ...]
    papers: int
    is_among_first: bool

    @property
    def is_shared(self) -> bool:
        """Whether there are several papers to find by it."""
        return self.papers > 1


@dataclass(frozen=True, slots=True)
class Families:
    """All families, those of most papers first, and the number of each name's family by ``flag_key``."""

    families: tuple[Family, ...]
    of_name: Mapping[str, int]

    def of(self, name: str) -> Family:
        """The family of a red flag with this name."""
        return self.families[self.of_name[flag_key(name)]]

    @property
    def with_page(self) -> tuple[Family, ...]:
        """The families that have a page of their own, the commonest."""
        return tuple([family for family in self.families[: limits.FAMILIES] if family.is_among_first])

    def has_page(self, name: str) -> bool:
        """Whether the family of a red flag with this name has a page of its own."""
        number = self.of_name[flag_key(name)]
        return number < limits.FAMILIES and self.families[number].is_among_first


def flag_key(name: str) -> str:
    """A name without case, punctuation and spaces more than one; names that are equal then are the same."""
    return normalised_title(name) or normalised(name)


def families(papers: Iterable[PaperSummary], corrections: Corrections | None = None) -> Families:
    """The families of the red flags that the pages of these papers show."""
    places: dict[str, list[FlagPlace]] = defaultdict(list)
    spelt: dict[str, Counter[str]] = defaultdict(Counter)
    order: dict[str, int] = {}
    for rank, paper in enumerate(papers):
        order[paper.location] = rank
        for number, flag in enumerate(paper.scan.red_flags[: limits.FLAGS]):
            key = flag_key(flag.name)
            places[key].append(FlagPlace(paper, number))
            spelt[key][" ".join(flag.name.split())] += 1
    counts = {key: len({place.paper.location for place in found}) for key, found in places.items()}
    groups = fold(counts, corrections or Corrections())
    made: list[tuple[tuple[str, ...], Family]] = []
    taken: set[str] = set()
    for group in groups:
        flags = [place for key in group.keys for place in places[key]]
        if not flags:
            continue
        flags.sort(key=lambda place: (order[place.paper.location], place.number))
        wordings = sum((spelt[key] for key in group.keys), Counter())
        ordered = tuple(sorted(wordings.items(), key=lambda item: (-item[1], item[0])))
        # The commonest wording, as the commonest name is mostly written.
        title = group.title or min(spelt[group.keys[0]].items(), key=lambda item: (-item[1], item[0]))[0]
        # Two families that the publisher calls alike are told apart by names that only one of them has.
        wanted = (flag_key(group.title), *group.keys) if group.title else group.keys
        key = next((key for key in map(_address_key, wanted) if key not in taken), f"{title} {len(made)}")
        taken.add(key)
        made.append(
            (
                group.keys,
                Family(
                    key,
                    title,
                    ordered,
                    tuple(flags),
                    len({place.paper.location for place in flags}),
                    any(place.number < limits.FAMILY_FLAGS for place in flags),
                ),
            )
        )
    made.sort(key=lambda item: (-item[1].papers, -len(item[1].flags), item[1].title.casefold(), item[1].key))
    return Families(
        tuple(family for _, family in made),
        {key: number for number, (keys, _) in enumerate(made) for key in keys},
    )


def _address_key(key: str) -> str:
    """A key as a step of an address; one without letters may have hyphens already, and stays as it is."""
    return key.replace(" ", "-") if normalised_title(key) else key


class Fold(NamedTuple):
    """Names that are one family, by their keys, the commonest first; ``title`` is the publisher's, if any."""

    keys: tuple[str, ...]
    title: str = ""


def fold(counts: Mapping[str, int], corrections: Corrections) -> list[Fold]:
    """Which keys (of ``flag_key``) are of one family; ``counts`` says how common each is.

    Neither the order of the keys nor that of the corrections' lists matters, but for what contradicts itself there:
    then the first counts. It takes a time that grows with the number of keys, times ``_CANDIDATES`` at most.
    """
    made = _Folding(corrections, counts)
    for key in sorted(counts, key=lambda key: (-counts[key], key)):
        made.add(key)
    return made.folds()


_Sort = tuple[int, tuple[str, ...]]
"""The number of negations in a name, and its numbers."""


class _Form(NamedTuple):
    """A key as it is compared. Names of other ``sort`` (negations and numbers) are never near-identical."""

    key: str
    words: tuple[str, ...]
    in_order: str
    sort: _Sort


@lru_cache(maxsize=1 << 16)
def _form(key: str) -> _Form:
    words = tuple(key.split())
    negations = sum(word in _NEGATIONS or (word.startswith(_NEGATING) and word not in _SMALL) for word in words)
    numbers = tuple(sorted(word for word in words if any(sign.isdigit() for sign in word)))
    return _Form(key, words, " ".join(sorted(words)), (negations, numbers))


def similarity(one: str, other: str) -> float:
    """How alike two keys are (0 to 100), 0 where they must not be folded whatever their letters are."""
    return _similarity(_form(one), _form(other))


def _similarity(one: _Form, other: _Form) -> float:
    if one.sort != other.sort or not _is_alike_in_words(one.words, other.words):
        return 0.0
    return max(fuzz.ratio(one.key, other.key), fuzz.ratio(one.in_order, other.in_order))


def _is_alike_in_words(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether what only one of the names has is like what only the other has."""
    ours, theirs = Counter(one) - Counter(other), Counter(other) - Counter(one)
    if _negations(one) == _negations(other) and (_is_denied(ours, theirs) or _is_denied(theirs, ours)):
        return False
    left, right = (
        "".join(word for word in words if word in rest and word not in _SMALL)
        for words, rest in ((one, ours), (other, theirs))
    )
    return left == right or fuzz.ratio(left, right) >= _WORDS


def _is_denied(words: Counter[str], others: Counter[str]) -> bool:
    """Whether one of the words is the opposite of another: validated, unvalidated."""
    return any(beginning + word in others for word in words for beginning in _NEGATING)


def _negations(words: tuple[str, ...]) -> int:
    return sum(word in _NEGATIONS for word in words)


class _Folding:
    """Families in the making, each known by its number. Its first keys are what others are compared with."""

    def __init__(self, corrections: Corrections, counts: Mapping[str, int]) -> None:
        self._counts = counts
        self._keys: list[list[str]] = []
        self._titles: list[str] = []
        self._of: dict[str, int] = {}
        self._heads: list[tuple[_Form, int]] = []
        self._found_by: dict[tuple[str, _Sort], list[int]] = defaultdict(list)
        # Which lists of names to keep apart a key is on, and which of them a family has a name of already.
        self._apart: dict[str, set[int]] = defaultdict(set)
        for number, names in enumerate(corrections.apart):
            for name in names:
                self._apart[flag_key(name.text)].add(number)
        self._taken: list[set[int]] = []
        for own in corrections.families:
            number = self._new(own.title.text)
            for key in dict.fromkeys(flag_key(name.text) for name in (own.title, *own.names)):
                if key not in self._of:
                    self._put(key, number)
                    self._lead(key, number)

    def add(self, key: str) -> None:
        """Put a key into the family that it is most like, or into a new one; common keys come first."""
        if key in self._of:
            return
        number = self._nearest(key)
        if number is None:
            number = self._new("")
            self._lead(key, number)
        self._put(key, number)

    def folds(self) -> list[Fold]:
        """The families, each with those of its keys that occur."""
        return [
            Fold(tuple(sorted(found, key=lambda key: (-self._counts[key], key))), title)
            for keys, title in zip(self._keys, self._titles, strict=True)
            if (found := [key for key in keys if key in self._counts])
        ]

    def _new(self, title: str) -> int:
        self._keys.append([])
        self._titles.append(title)
        self._taken.append(set())
        return len(self._keys) - 1

    def _put(self, key: str, number: int) -> None:
        self._of[key] = number
        self._keys[number].append(key)
        # Asked for only where it is there: every look-up would make an entry.
        if key in self._apart:
            self._taken[number] |= self._apart[key]

    def _lead(self, key: str, number: int) -> None:
        """Let others be compared with this key of a family."""
        if len(key) > _LONGEST:
            return
        form = _form(key)
        self._heads.append((form, number))
        for handle in _handles(form):
            self._found_by[handle, form.sort].append(len(self._heads) - 1)

    def _nearest(self, key: str) -> int | None:
        if len(key) > _LONGEST:
            return None
        form = _form(key)
        candidates = self._candidates(form)
        likely: dict[int, float] = {}
        for text, choices in (
            (form.key, [self._heads[head][0].key for head in candidates]),
            (form.in_order, [self._heads[head][0].in_order for head in candidates]),
        ):
            for _, score, place in process.extract(
                text, choices, scorer=fuzz.ratio, score_cutoff=THRESHOLD, limit=None
            ):
                likely[candidates[place]] = max(score, likely.get(candidates[place], 0))
        for head in sorted(likely, key=lambda head: (-likely[head], head))[:_TRIED]:
            other, number = self._heads[head]
            if _similarity(form, other) >= THRESHOLD and self._may_join(key, number):
                return number
        return None

    def _candidates(self, form: _Form) -> list[int]:
        """The heads that share a handle: those of its rarest first, and of each handle the commonest first."""
        found: dict[int, None] = {}
        for heads in sorted([self._found_by.get((handle, form.sort), []) for handle in _handles(form)], key=len):
            found.update(dict.fromkeys(heads[: _CANDIDATES - len(found)]))
            if len(found) >= _CANDIDATES:
                break
        return list(found)

    def _may_join(self, key: str, number: int) -> bool:
        return key not in self._apart or self._apart[key].isdisjoint(self._taken[number])


def _handles(form: _Form) -> list[str]:
    """What a key is looked up by: how it begins, and how two of its words begin, or the only ones that it has.

    Small words and negations count only where there are no others.
    """
    words = [word for word in form.words if word not in _SMALL and word not in _NEGATIONS] or list(form.words)
    starts = sorted({word[:_START] for word in words[:_LOOKED_UP]})
    handles = [f"{one} {other}" for one, other in combinations(starts, 2)]
    if len(starts) <= 2:
        handles += starts
    # Where one name has as one word what the other has as two: cherry-picked, cherrypicked.
    return [*handles, f"^{''.join(words)[: 2 * _START]}"]
