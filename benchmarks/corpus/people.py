"""Invented authors: groups that write together again and again, and people who appear once."""

from __future__ import annotations

from benchmarks.corpus.draw import Draw
from benchmarks.corpus.words import NAMES

ERA = 300
"""Each run of this many papers has groups of its own, so that nobody's papers grow in number with the corpus."""
GROUPS = 30
MEMBERS = 8
_MOST_GUESTS = 30


class People:
    """The authors that belong to a seed."""

    def __init__(self, seed: int) -> None:
        self._seed = seed

    def authors(self, index: int) -> tuple[str, ...]:
        """Who wrote paper ``index`` of the corpus.

        A third have no author who writes again. The others come from a group: its head, who is the last author of
        most, and some of its members; some invite a member of another group.
        """
        draw = Draw(self._seed, "authors", index)
        guests = [self.guest("corpus", index, number) for number in range(draw.skewed(0, _MOST_GUESTS))]
        if draw.chance(0.35):
            return tuple(guests or [self.guest("corpus", index, 0)])
        era, group = index // ERA, draw.skewed(0, GROUPS - 1, power=2)
        team = [self._member(era, group, 1 + draw.skewed(0, MEMBERS - 2)) for _ in range(draw.between(1, 3))]
        if draw.chance(0.2):
            team.append(self._member(era, draw.below(GROUPS), draw.below(MEMBERS)))
        if draw.chance(0.75):
            team.append(self._member(era, group, 0))
        return tuple(dict.fromkeys([*team[:1], *guests, *team[1:]]))

    def guest(self, *key: object) -> str:
        """Somebody who has written nothing else, in all likelihood."""
        return _person(Draw(self._seed, "guest", *key))

    def _member(self, era: int, group: int, number: int) -> str:
        return _person(Draw(self._seed, "member", era, group, number))


def initials(author: str) -> str:
    """The same author with given names cut to their first letter, as another scan may write them."""
    given, _, rest = author.partition(" ")
    return f"{given[0]}. {rest}" if rest and not given.endswith(".") else author


def _person(draw: Draw) -> str:
    """An invented author's name, some with initials or particles."""
    given = draw.pick(NAMES["given"])
    if draw.chance(0.12):
        given = f"{given[0]}."
    middle = f"{draw.pick('ABDEGKLMOST')}. " if draw.chance(0.25) else ""
    particle = draw.pick(NAMES["family_particles"]) if draw.chance(0.05) else ""
    return f"{given} {middle}{particle}{draw.pick(NAMES['family_heads'])}{draw.pick(NAMES['family_tails'])}"
