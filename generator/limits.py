"""How much is read, compared and shown: every limit in one place, with what happens beyond it.

Together they make a file cost at most a second of processor time a megabyte and half a second more, and 200 MB of
memory, whatever stands in it. What is refused is a finding; where a page shows less than its file, the page says so
and leads to the file. The guide (``content/guide/broken-inputs.md``) states them.
"""

from __future__ import annotations

from typing import Final

# ------------------------------------------------------------------------- what is read; beyond it a file is refused

VALUES: Final = 10_000
"""Values in a file of JSON or YAML, the entries of lists and objects counted; a real scan has under a thousand."""
OWN_VALUES: Final = 20_000
"""Values in ``families.yml`` and ``moved.yml``, which speak of all inputs."""
CHECKLIST: Final = 1_000
"""Criteria of a checklist; real ones have up to seventy."""
CHECKLIST_DOMAINS: Final = 200
"""Domains of a checklist; real ones have up to fourteen."""
DEPTH: Final = 40
"""How deep lists and objects may be nested; a real scan has four levels."""
KEY: Final = 200
"""Characters in a key."""
DIGITS: Final = 100
"""Characters in a number."""
YAML: Final = 2_000_000
"""Characters of YAML, which takes longer to read than JSON."""
LINES: Final = 5_000
"""Lines in a report's text; the real ones have fifty."""
INPUTS: Final = 20_000
"""Inputs in a file of JSON Lines."""
REPLY_FILE: Final = 100_000
"""Bytes of a file with the authors' reply to a scan."""
MISTAKES: Final = 1_000
"""Fields of a wrong type or that are missing, found in one go, and lines of JSON Lines in which nothing names a page;
a file with more of them is something else."""
FLAG_NAMES: Final = 2_000
"""Names of red flags in ``families.yml``, each of which is compared with those of scans; people write a few dozen."""

PATH: Final = 600
"""Bytes of the path of what lies in an input folder, from the content folder. Every two of them, such as ``_/``, may
become eleven signs of an address, and Linux takes no path of more than 4,096 bytes: one would end the build."""

LEDGER: Final = 200_000_000
"""Bytes of a ledger of addresses; that of ten thousand papers has about a tenth."""
LEDGER_AUTHORS: Final = 20
"""Authors of a paper that the ledger names, for the page that says one day that the paper is gone."""

# ----------------------------------------------------- what is looked at; beyond it a text is no such thing, or whole

IDENTIFIER: Final = 500
"""Characters in an arXiv id or a DOI, with prefix and address; a longer text is none."""
WORD: Final = 100
"""Characters in a date, a confidence, a verdict or the title of a table's column; a longer text is none."""
REFERENCE: Final = 2_000
"""Characters at the start of a reference in which an address or an identifier is looked for."""
CELLS: Final = 100
"""Cells in a row of a report's table, as tabs part them; the last one holds the rest."""
COMPARED: Final = 2_000
"""Characters at the start of a title or claim that are compared without case and signs; the rest as it stands."""
SEARCHED_TEXT: Final = 20_000
"""Characters at the start of a text in which names are looked for."""
SEARCHED_FILE: Final = 1_000_000
"""Characters of a file in which names are looked for."""

FINDINGS: Final = 1_000
"""Findings of one rule about an input; the rest are counted."""
OLD_FILES, OLD_FILES_OF_INPUT = 1_500, 100
"""Files at the addresses that ``moved.yml`` names: so many, and more for each input. One that moved has about ten."""

# ------------------------------------------------------------- what a page shows; beyond it the page says that it cut

FIELD: Final = 20_000
"""Characters in a text; the time of a Markdown converter grows with the square of what is escaped in it."""
PAGE: Final = 500_000
"""Characters of all texts of a page."""
SIGNS: Final = 8_000
"""Signs of all texts of a page that Markdown has to escape; each costs a converter a hundred times a letter."""
TITLE: Final = 300
"""Characters of a title where it is one among others: ``<title>``, links, rows of an index, the search."""
HEADING: Final = 1_000
"""Characters of a heading, which the table of contents repeats."""
SEARCH_TEXT: Final = 5_000
"""Characters of text in an entry of the search, which every visitor downloads."""
ROWS: Final = 750
"""Claims, cited papers, paragraphs and unknown fields, of each kind."""
GROUPS: Final = 200
"""Sections, engagement factors, quality dimensions, corrections, authors, tags, modules; of each kind."""
DOMAINS: Final = 50
"""Domains of a checklist, each of which is a section with a table."""
CRITERIA: Final = 200
"""Criteria of a checklist."""
LISTED: Final = 10
"""Tags and modules of a paper, of each kind, in whose lists it stands: every one may have a page of its own."""
AUTHOR_PAGE: Final = 8
"""Papers from which on an author has a page of their own; those of others, the most, stand in the list."""
VENUE_PAGE: Final = 4
"""Papers from which on a venue has a page of its own; those of others stand in the list."""
PICTURED: Final = 1_000
"""Papers, the newest, that the traffic-light plot shows where the site has the explorer, which shows all."""
FAMILIES: Final = 500
"""Families of red flags that have a page of their own, the commonest; the papers of others stand in the list."""
FLAGS: Final = 300
"""Red flags, each of which is a box."""
FAMILY_FLAGS: Final = 20
"""Red flags of a paper, the first, that may give a family a page of its own; real scans have six."""
SHARED: Final = 100
"""Claims of a scan or a report, the first, that are looked for in others."""
CITED: Final = 500
"""Cited papers of a scan, the first, that count among the works that papers cite."""
EXCERPT: Final = 160
"""Characters of a text that a list on another page quotes: its first sentence, or the start of it."""
OPEN: Final = 6
"""References, citing papers and syntheses, of each kind, that stand open on the page of a paper, or ``listed_links``
if that is less: all of them are a third of a page that is read for its answers."""
EARLIER: Final = 50
"""Earlier scans of a paper that its page lists, the newest of them; every one has a page of its own."""
GONE: Final = 300
"""Entries of earlier scans that the page of a paper still knows."""
COMPARISONS: Final = 40_000
"""Pairs of entries of an earlier scan and the newest that are compared in words."""
OWN: Final = 200
"""Criteria that the vocabulary does not know and that have a page of their own: those that most papers were asked."""
OWN_ALONE: Final = 40
"""Such criteria up to which those have a page that a single paper was asked, a quarter more with those of two, and
so on: a new checklist begins with one."""
OWN_DOMAINS: Final = 40
"""Domains that the vocabulary does not know and that have a page, a picture and a table of their own, likewise."""
DOMAINS_ALONE: Final = 15
"""Such domains up to which those have them that a single paper was asked, likewise."""
PAIRS: Final = 45
"""Pairs of criteria of a domain that are counted together: those that apply to most papers."""
PAIR_PAGE: Final = 2
"""Papers to which both criteria of a pair apply, from which on it is counted and has a page of its own."""
OWN_PAIRS: Final = 20
"""Pairs with a criterion that the vocabulary does not know, of all domains, up to which those have a page that apply
to ``PAIR_PAGE`` papers, and as many more for each other paper."""
REPLY: Final = 8_000
"""Characters of the authors' reply to a scan."""
REPLY_SIGNS: Final = 2_000
"""Signs of the authors' reply that Markdown has to escape."""
FEED: Final = 100
"""Scans in a feed: those with the newest days."""
SEARCH_ENTRIES: Final = 1_000
"""Claims, red flags and criteria of a page that the search finds one by one."""
SEARCH_WORDS: Final = 50_000
"""Words of a page that the search finds, each counted once in every entry, those of its first entries: Chinese has a
word for each sign, and each takes a few hundred bytes of memory. A real page has under 5,000."""
DISPUTE: Final = 2_000
"""Characters of an address that opens a form for a new issue; longer ones fail in some browsers and programs."""
