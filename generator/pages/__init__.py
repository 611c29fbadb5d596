"""The page types and the types of other files. A new one is a file here and a line below."""

from __future__ import annotations

from generator.pages.api import API_DOCUMENT, API_LIST, API_SCHEMA
from generator.pages.badges import BADGE
from generator.pages.cards import CARDS
from generator.pages.citations import ALL_CITATIONS, CITATIONS
from generator.pages.claim_lists import CLAIM_LEVELS, CLAIMS, SHARED_CLAIMS
from generator.pages.compare import COMPARE
from generator.pages.criteria import CRITERIA, CRITERION, DOMAIN
from generator.pages.earlier import EARLIER, NEWEST
from generator.pages.explore import EXPLORE
from generator.pages.explore_data import EXPLORE_DATA
from generator.pages.families import FAMILIES, FAMILY_LIST
from generator.pages.feeds import FEED
from generator.pages.groups import GROUP_LISTS, GROUPS
from generator.pages.home import HOME
from generator.pages.indexes import SCAN_INDEX, SYNTHESIS_INDEX
from generator.pages.kinds import AssetType, Made, PageType, PlannedAsset, PlannedPage, Wholes
from generator.pages.methodology import METHODOLOGY
from generator.pages.overview import OVERVIEW, PICTURE
from generator.pages.pairs import PAIR
from generator.pages.raw import RAW
from generator.pages.reasons import REASONED
from generator.pages.redirects import IDENTIFIERS
from generator.pages.scan import SCAN
from generator.pages.synthesis import SYNTHESIS
from generator.pages.tables import TABLE
from generator.pages.works import WHOLE, WORKS

PAGES: tuple[PageType, ...] = (
    HOME,
    SCAN_INDEX,
    SYNTHESIS_INDEX,
    METHODOLOGY,
    OVERVIEW,
    EXPLORE,
    COMPARE,
    CRITERIA,
    DOMAIN,
    CRITERION,
    PAIR,
    SCAN,
    EARLIER,
    SYNTHESIS,
    GROUP_LISTS,
    GROUPS,
    FAMILY_LIST,
    FAMILIES,
    CLAIMS,
    CLAIM_LEVELS,
    SHARED_CLAIMS,
    WORKS,
    WHOLE,
)

ASSETS: tuple[AssetType, ...] = (
    RAW,
    PICTURE,
    CARDS,
    IDENTIFIERS,
    NEWEST,
    CITATIONS,
    ALL_CITATIONS,
    TABLE,
    REASONED,
    EXPLORE_DATA,
    API_DOCUMENT,
    API_LIST,
    API_SCHEMA,
    FEED,
    BADGE,
)

__all__ = ["ASSETS", "PAGES", "AssetType", "Made", "PageType", "PlannedAsset", "PlannedPage", "Wholes"]
