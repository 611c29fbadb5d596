"""Where the pages about the corpus stand, and which of them there are.

An address is made from what the page is about, so that it lasts. Keys and names from inputs go through
``key_address``: two that differ have different addresses.
"""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

from generator.config import Config, Corpus, Part
from generator.identify import hashed_slug, is_hashed, is_slug
from generator.model import Answer

NOT_STATED = "not-stated"
"""The key of the papers that do not state what they are grouped by."""
COUNTS = (("0", "None"), ("1", "1"), ("2", "2"), ("3-5", "3 to 5"), ("6..", "6 or more"))
"""The numbers of something that papers can be asked for, with their titles."""


def has(config: Config, kind: Corpus | Part) -> bool:
    """Whether the site has the pages of this kind, or this part."""
    return kind.value not in config.leave_out


def address(kind: Corpus, *keys: str) -> str:
    """The address of a page: ``criteria``, ``criteria/artifacts``, ``criteria/artifacts/code_released``."""
    return "/".join([kind.value, *map(key_address, keys)])


def where(config: Config, kind: Corpus, *keys: str) -> str:
    """The address of a page to link to, empty where the site does not have its kind."""
    return address(kind, *keys) if has(config, kind) else ""


def explorer(config: Config, *conditions: tuple[str, str]) -> str:
    """The address of the explorer with filters set, such as ``explore?answer.artifacts.code_released=no``.

    A condition is what is asked and what it is to be: ``("year", "2024")``. Empty where the site has no explorer.
    """
    place = where(config, Corpus.EXPLORE)
    asked = "&".join([f"{_quoted(key)}={_quoted(value)}" for key, value in conditions])
    return f"{place}?{asked}" if place and asked else place


def filters(config: Config, name: str) -> str:
    """The address of the explorer with those of its filters at hand that are called so, of all papers."""
    return explorer(config, ("find", name)) if name else explorer(config)


def some(key: str) -> list[tuple[str, str]]:
    """The conditions that ``key`` counts one or more: ``("cited", "1")``, ``("cited", "2")``, ..."""
    return [(key, number) for number, _ in COUNTS[1:]]


@lru_cache(maxsize=1 << 12)
def _quoted(text: str) -> str:
    return quote(text, safe="", errors="replace")


def answered(domain: str, criterion: str, answer: Answer) -> tuple[str, str]:
    """The condition that a criterion is answered so: ``("answer.artifacts.code_released", "not-applicable")``."""
    return f"answer.{domain_in_condition(domain)}.{criterion}", answer.value.replace("_", "-")


def stated(key: str) -> str:
    """A group's key in a condition, where ``not-stated`` is that of papers that state nothing."""
    return f"~{key}" if key.lstrip("~") == NOT_STATED else key


def domain_in_condition(key: str) -> str:
    """A domain's key where a dot parts it from a criterion's: it has none itself, so that no two criteria are one."""
    return key.replace("~", "~0").replace(".", "~1")


def absolute(config: Config, url: str) -> str:
    """The whole address of what stands at ``url`` below the site, quoted; empty where the site's own is not known.

    ``url`` is what a browser asks for, unquoted: ``scans/a-b/`` for a page in a folder (``render.href.page_url``).
    """
    return config.site_url + quote(url, safe="/@!$'()*+,;=~") if config.site_url else ""


def key_address(key: str) -> str:
    """A key in an address. Keys of criteria keep their underscores, so that the address says the key.

    A key that looks as if it had a hash gets one of its own: else somebody could give a tag the address of another.
    """
    plain = key.replace("_", "-")
    return key if is_slug(plain) and not is_hashed(plain) else hashed_slug(key)
