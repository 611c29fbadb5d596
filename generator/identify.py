"""Identifiers, slugs and anchors: the only place that decides what something is called in an address.

arXiv ids: https://info.arxiv.org/help/arxiv_identifier.html (new form since 2007-04, old form before).
DOIs: ISO 26324; the pattern is the one Crossref recommends for modern DOIs, a little wider.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal
from urllib.parse import quote

from generator import limits
from generator.model import Identifier, IdentifierKind

_REMEMBERED = 1 << 15
"""Papers cite the same papers over and over, and each is looked at by readers, links, checks and pages."""

_ARXIV_NEW = re.compile(r"(\d{2})(\d{2})\.(\d{4,5})(?:v\d{1,3})?", re.ASCII)
_ARXIV_OLD = re.compile(r"([a-z]{2,8}(?:-[a-z]{2,8})?)(?:\.[A-Z]{2})?/(\d{7})(?:v\d{1,3})?", re.ASCII)
# Matched at the start of a text without space around it, never searched for: a search for what may start with space
# takes a time that grows with the square of the space.
_ARXIV_PREFIX = re.compile(r"arxiv\s*:|(?:https?://)?(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/", re.I)
_DOI = re.compile(r"10\.\d{4,9}/[!-~]{1,200}", re.ASCII)
_DOI_PREFIX = re.compile(r"doi\s*:|(?:https?://)?(?:dx\.|www\.)?doi\.org/", re.I)
_DOI_SAFE = re.compile(r"[-._;()/:a-z0-9<>\[\]+#&,=~@!$*'%?^|]+", re.ASCII)
# Templates print their DOI with letters for digits (10.1145/nnnnnnn.nnnnnnn, 10.1109/XXXXX), ACM's also this number.
_DOI_START = re.compile(r"10\.\d{4,9}/", re.ASCII)
_PLACEHOLDER = re.compile(r"[nx.\-_/]+|1122445\.1122456", re.I | re.ASCII)
_PLACEHOLDER_WORD = re.compile(r"nnnn|xxxx|placeholder|\btodo\b", re.I | re.ASCII)
_ARXIV_DOI = "10.48550/arxiv."


def _bare(text: str, prefix: re.Pattern[str]) -> str:
    """An identifier without the prefix or the address before it, and without space around it."""
    stripped = text.strip()
    found = prefix.match(stripped)
    return stripped[found.end() :].lstrip() if found else stripped


def arxiv_id(text: str) -> str | None:
    """The arXiv id in ``text`` without prefix and version, or ``None`` where ``text`` is not one.

    An address (``http://arxiv.org/abs/2503.14504v2``) and the ``arXiv:`` prefix are understood. A text of more than
    ``limits.IDENTIFIER`` characters is none. Numbers have four digits since April 2007, and five since 2015
    (https://info.arxiv.org/help/arxiv_identifier.html).
    """
    return _arxiv_id(text) if len(text) <= limits.IDENTIFIER else None


@lru_cache(maxsize=_REMEMBERED)
def _arxiv_id(text: str) -> str | None:
    candidate = _bare(text, _ARXIV_PREFIX)
    if "/" in text:
        # Of an address, what follows the id is of no interest.
        candidate = candidate.partition("?")[0].partition("#")[0].rstrip("/")
    candidate = candidate.removesuffix(".pdf")
    new = _ARXIV_NEW.fullmatch(candidate)
    if new:
        month, number = f"{new[1]}{new[2]}", new[3]
        is_right = _is_month(month) and "0704" <= month < "9107" and len(number) == (4 if month < "1501" else 5)
        return f"{month}.{number}" if is_right else None
    old = _ARXIV_OLD.fullmatch(candidate)
    return f"{old[1]}/{old[2]}" if old and _is_month(old[2]) else None


def _is_month(text: str) -> bool:
    """Whether a text starts as the numbers of arXiv do: with a year and a month, of two digits each."""
    return "01" <= text[2:4] <= "12"


def is_placeholder_doi(text: str) -> bool:
    """Whether ``text`` is a DOI that a document template prints before there is one."""
    return len(text) <= limits.IDENTIFIER and _is_placeholder(_bare(text, _DOI_PREFIX))


def _is_placeholder(candidate: str) -> bool:
    start = _DOI_START.match(candidate)
    if not start or "\n" in candidate:
        return False
    rest = candidate[start.end() :]
    return bool(_PLACEHOLDER.fullmatch(rest) or _PLACEHOLDER_WORD.search(rest))


def doi(text: str) -> str | None:
    """The DOI in ``text`` in lower case (DOIs do not distinguish it), or ``None`` where ``text`` is not one.

    A text of more than ``limits.IDENTIFIER`` characters is none.
    """
    return _doi(text) if len(text) <= limits.IDENTIFIER else None


@lru_cache(maxsize=_REMEMBERED)
def _doi(text: str) -> str | None:
    candidate = _bare(text, _DOI_PREFIX).lower()
    if not _DOI.fullmatch(candidate) or not _DOI_SAFE.fullmatch(candidate) or _is_placeholder(candidate):
        return None
    return candidate


def identifiers(arxiv: str | None, doi_text: str | None) -> tuple[Identifier, ...]:
    """The valid identifiers of one paper. A DOI that arXiv gives to a preprint counts as its arXiv id as well."""
    found: dict[Identifier, None] = {}
    if arxiv and (value := arxiv_id(arxiv)):
        found[Identifier(IdentifierKind.ARXIV, value)] = None
    if doi_text and (value := doi(doi_text)):
        found[Identifier(IdentifierKind.DOI, value)] = None
        if value.startswith(_ARXIV_DOI) and (value := arxiv_id(value.removeprefix(_ARXIV_DOI))):
            found[Identifier(IdentifierKind.ARXIV, value)] = None
    return tuple(found)


def identifier_url(identifier: Identifier) -> str:
    """The address of a validated identifier at its registry."""
    if identifier.kind is IdentifierKind.ARXIV:
        return f"https://arxiv.org/abs/{identifier.value}"
    return "https://doi.org/" + quote(identifier.value, safe="/-._:")


def identifier_label(identifier: Identifier) -> str:
    """How an identifier is written in running text: ``arXiv:2502.10391``, ``doi:10.1000/182``."""
    prefix = "arXiv" if identifier.kind is IdentifierKind.ARXIV else "doi"
    return f"{prefix}:{identifier.value}"


# More marks in a row than any language writes. Putting marks in order takes a time that grows with the square of
# their number, so longer runs are broken, as in Unicode's stream-safe text (UAX #15), by a joiner that shows nothing.
_MARKS = re.compile(r"[^\w\s\x00-\x7f]{30}")


def _decomposed(text: str, form: Literal["NFKC", "NFKD"]) -> str:
    """``text`` in a normal form of Unicode, in a time that grows with its length."""
    if text.isascii():
        return text
    return unicodedata.normalize(form, _MARKS.sub("\\g<0>\u034f", text))


def normalised(text: str) -> str:
    """``text`` for comparison: NFKC, case folded, without white space at the ends, runs of it as one space.

    Of a text of more than ``limits.COMPARED`` characters the rest is compared as it stands, by its hash.
    """
    return _normalised(text) if len(text) <= limits.COMPARED else _normalised(_compared(text))


@lru_cache(maxsize=_REMEMBERED)
def _normalised(text: str) -> str:
    return " ".join(_decomposed(text, "NFKC").casefold().split())


def _compared(text: str) -> str:
    """Stands for a long text: its start, and a hash of the rest."""
    return f"{text[: limits.COMPARED]} {short_hash(text[limits.COMPARED :], 32)}"


def normalised_title(text: str) -> str:
    """A title for comparison: letters and digits only, so that punctuation and hyphens do not matter.

    Of long texts as in ``normalised``.
    """
    return _normalised_title(text) if len(text) <= limits.COMPARED else _normalised_title(_compared(text))


@lru_cache(maxsize=_REMEMBERED)
def _normalised_title(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", _normalised(text)))


_ACCENTS = re.compile("(?<=[a-z])[\u0300-\u036f]+")
_APOSTROPHES = str.maketrans("", "", "'\u2018\u2019\u02bc`")


def folded(text: str) -> str:
    """A name for comparison: words of letters and digits, without case, apostrophes and accents of Latin letters.

    Marks of other scripts stay, since many are letters there. Of long texts as in ``normalised``.
    """
    return _folded(text) if len(text) <= limits.COMPARED else _folded(_compared(text))


@lru_cache(maxsize=_REMEMBERED)
def _folded(text: str) -> str:
    plain = text.translate(_APOSTROPHES)
    if plain.isascii():
        return " ".join(re.findall(r"[a-z0-9]+", plain.lower()))
    plain = _ACCENTS.sub("", _decomposed(plain, "NFKD").casefold())
    kept = [sign if sign.isalnum() or unicodedata.category(sign)[0] == "M" else " " for sign in plain]
    return " ".join(_decomposed("".join(kept), "NFKC").split())


def short_hash(text: str, length: int = 8) -> str:
    """The first ``length`` hexadecimal digits (1 to 64) of the SHA-256 of ``text``."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]


_DEVICES = frozenset(
    ["con", "prn", "aux", "nul"] + [f"{device}{number}" for device in ("com", "lpt") for number in range(10)]
)
_RESERVED = _DEVICES | {"index", "404", "search", "assets", "tags", "sitemap", "feed"}
"""Names that the site has for itself, and those that Windows refuses."""
_PAGE_NUMBER = re.compile(r"page-\d+")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)
_HASHED = re.compile(r"-[0-9a-f]{8}\Z", re.ASCII)
SLUG_LENGTH = 80


SCAN_NAME = re.compile(r"scan(?:[._-][a-z0-9._-]{0,60})?\.json", re.ASCII)
"""The name of a scan in a folder of its own; it is fit for an address."""


def is_slug(name: str) -> bool:
    """Whether ``name`` can stand in an address as it is."""
    return (
        len(name) <= SLUG_LENGTH
        and bool(_SLUG.fullmatch(name))
        and name not in _RESERVED
        and not _PAGE_NUMBER.fullmatch(name)
    )


def is_device(name: str) -> bool:
    """Whether Windows takes ``name``, of a file or a folder, for a device: ``nul``, ``con.txt``."""
    return name.partition(".")[0].lower() in _DEVICES


_READABLE = 1_000
"""Characters at the start of a text that can become words of an address."""


def readable(text: str, length: int = 60) -> str:
    """The words of ``text`` in ASCII, joined with hyphens, cut at a word near ``length``; may be empty."""
    return _joined(_latin(text[:_READABLE]), length)


def _latin(text: str) -> list[str]:
    """The words of ``text`` in ASCII."""
    ascii_text = _decomposed(text, "NFKD").encode("ascii", "ignore").decode().lower()
    # No word of more than 30 signs: a 40-digit hash would become a link to a commit in some Markdown dialects.
    return [word[:30] for word in re.findall(r"[a-z0-9]+", ascii_text.replace("'", ""))]


def _joined(words: Iterable[str], length: int) -> str:
    """The words with hyphens between them, cut at a word near ``length``."""
    slug = "-".join(words)
    if len(slug) > length:
        slug = slug[: length + 1].rsplit("-", 1)[0][:length]
    return slug


def slug(name: str) -> str:
    """An address for ``name``: itself where it is fit for one, else readable words and a hash of the name.

    The hash keeps two names apart that differ only in case, accents or signs.
    """
    return name if is_slug(name) else hashed_slug(name)


def hashed_slug(name: str) -> str:
    """An address of readable words and a hash of the name."""
    return f"{readable(name, SLUG_LENGTH - 9) or 'x'}-{short_hash(name)}"


def is_hashed(address: str) -> bool:
    """Whether an address has the form of ``hashed_slug``."""
    return _HASHED.search(address) is not None


# Anchors of a page come from four places, and no two can be equal, since they differ in form:
#
#   keys of an input    one word without a hyphen (``artifacts``), several joined with dots, or words and a hash
#   other texts of it   ``claim-``, ``flag-``, ``ref-`` and ``section-`` before what tells one from the others
#   our own sections    words with a hyphen between them and no hash at the end: see ``section_anchor``
#   the theme           an underscore first (``__search``, ``_1``), or a colon (``fn:1``)
#
# A page's Markdown has the anchor of a heading in a list of attributes, which extensions read as text. So none has
# a number right after the ``#`` (an issue), forty hexadecimal digits (a commit), ``--``, ``__``, or 1st, 2nd ...
_FIRST_KEY = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*", re.ASCII)
_KEY = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+|-[A-Za-z][A-Za-z0-9]*)*", re.ASCII)
_COMMIT = re.compile(r"[0-9a-f]{40}", re.I)
_ORDINAL = re.compile(r"(\d)(st|nd|rd|th)(?![a-z0-9])")
_OTHERS = re.compile(r"(?:claim|flag|ref|section)-")
_SECTION = re.compile(r"(?!(?:claim|flag|ref|section|x)-)[a-z][a-z0-9]*(?:-[a-z][a-z0-9]*)*", re.ASCII)
_HASH = re.compile(r"[0-9a-f]{6,8}", re.ASCII)


def distinct(found: Iterable[Identifier]) -> tuple[Identifier, ...]:
    """The identifiers without the DOI that arXiv gives to a preprint whose arXiv id is among them."""
    given = tuple(found)
    known = {f"10.48550/arxiv.{item.value}".lower() for item in given if item.kind is IdentifierKind.ARXIV}
    return tuple([item for item in given if item.kind is not IdentifierKind.DOI or item.value not in known])


def section_anchor(name: str) -> str:
    """The anchor of a section of our own called ``name``: ``key-findings``, but ``page-claims`` for ``claims``.

    No input can have it: it has a hyphen, which no key has that stands as it is, and no hash. Raises
    ``ValueError`` for what cannot be such a name.
    """
    if not _SECTION.fullmatch(name) or any(_HASH.fullmatch(word) for word in name.split("-")[1:]):
        raise ValueError(f"{name!r} cannot be the anchor of a section: write small letters, digits, single hyphens")
    return name if "-" in name else f"page-{name}"


@lru_cache(maxsize=4096)
def path_anchor(*keys: str) -> str:
    """An anchor from the keys that lead to a value, joined with dots: ``artifacts.code_released``.

    A key stands as it is where it consists of letters, digits and single ``_`` between them, and starts with a
    letter; after the first, single hyphens are fine too. Other keys are written readably, with a hash.
    """
    parts = [keys[0] if _is_plain(keys[0], _FIRST_KEY) else _hashed(keys[0])]
    parts += [key if _is_plain(key, _KEY) else _hashed(key) for key in keys[1:]]
    return ".".join(parts)


def _is_plain(key: str, form: re.Pattern[str]) -> bool:
    return len(key) <= SLUG_LENGTH and bool(form.fullmatch(key)) and not _COMMIT.search(key)


def _hashed(key: str) -> str:
    words = _ORDINAL.sub(r"\1-\2", readable(key, 40))
    name = f"{words}-{short_hash(key)}" if words else short_hash(key)
    return name if name[0].isalpha() and words and not _OTHERS.match(name) else f"x-{name}"


_UNSEEN = str.maketrans("", "", "\u00ad\u200b\u200c\u200d\u2060\ufeff")
"""Signs that are not seen: the soft hyphen, joiners, spaces without width."""
_SMALL_WORDS = frozenset({
    "a", "also", "an", "and", "are", "as", "at", "be", "been", "by", "can", "do", "does", "for", "from", "has",
    "have", "in", "is", "it", "its", "of", "on", "or", "our", "such", "than", "that", "the", "their", "there",
    "these", "they", "this", "those", "to", "was", "we", "were", "which", "with",
})  # fmt: skip
"""Words that say nothing of what a text is about. Words that deny do: they are not among these."""
_WORDS, _LETTERS = 4, 40
"""How many words of a text stand in its anchor, and how many letters they have together."""


def words_anchor(kind: str, text: str) -> str:
    """The anchor of a ``text`` of a kind, by its words alone: ``claim-dynamic-reward-scaling-97bc``.

    It has the kind, a few telling words, and the start of the hash of all words as ``folded`` writes them: case,
    accents, punctuation and spaces do not matter. Words in other than Latin letters cannot stand there; more of the
    hash does then.
    """
    words = folded(text if text.isascii() else text.translate(_UNSEEN)) or normalised(text)
    latin = _latin(words[:_READABLE])
    telling = [word for word in latin if word not in _SMALL_WORDS] or latin
    readable_words = _joined(telling[:_WORDS], _LETTERS)
    parts = [kind, _ORDINAL.sub(r"\1-\2", readable_words), short_hash(words, 4 if words.isascii() and latin else 8)]
    return "-".join(filter(None, parts))


def heading_anchor(heading: str) -> str:
    """The anchor of a section that an input has under a heading of its own."""
    return words_anchor("section", heading)


def claim_anchor(text: str) -> str:
    """The anchor of a claim: it depends on the claim's words alone, so it survives reordering and rescans."""
    return words_anchor("claim", text)


def flag_anchor(name: str) -> str:
    """The anchor of a red flag, by its name."""
    return words_anchor("flag", name)


def reference_anchor(found: Iterable[Identifier], title: str, url: str = "") -> str:
    """The anchor of a reference: its identifier, else its title."""
    for identifier in found:
        if identifier.kind is IdentifierKind.ARXIV:
            return f"ref-arxiv-{identifier.value.replace('/', '-')}"
        words = re.sub(r"[^a-z0-9.]+", "-", identifier.value).strip("-.")
        # The hash keeps apart DOIs whose signs all became hyphens.
        exact = words.replace("-", "/", 1) == identifier.value
        return f"ref-doi-{words[:80]}" + ("" if exact and len(words) <= 80 else f"-{short_hash(identifier.value)}")
    return words_anchor("ref", title or url)


class Anchors:
    """Hands out the anchors of one page, each once.

    Two things on a page may want the same anchor (two red flags with one name). The first has it, and those after it
    get a number, in the order of the file: what is added at the end never moves what was there.
    """

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._numbers: dict[str, int] = {}

    def assign(self, wishes: Iterable[str]) -> tuple[str, ...]:
        """The anchors for the wanted ones, in their order."""
        return tuple([self.take(wish) for wish in wishes])

    @property
    def taken(self) -> frozenset[str]:
        """The anchors that were handed out."""
        return frozenset(self._taken)

    def take_all(self, anchors: Iterable[str]) -> None:
        """These anchors were handed out by others."""
        self._taken.update(anchors)

    def take(self, wanted: str) -> str:
        """The anchor for a single thing."""
        given = wanted
        while given in self._taken:
            # Counts on from the last number, since there may be thousands that are alike.
            number = self._numbers[wanted] = self._numbers.get(wanted, 1) + 1
            given = f"{wanted}-{number}"
        self._taken.add(given)
        return given
