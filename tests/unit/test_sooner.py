"""The page of an input that was changed, shown before all inputs are looked at once more."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import pytest

from generator.build import SiteBuild, generate
from tests.shore import SCANS, claims, flags, shore_folder

BETA = "scans/beta/scan.json"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> SiteBuild:
    return generate(shore_folder(tmp_path_factory.mktemp("shore")))


def changed(**fields: object) -> bytes:
    """The scan of beta with other fields."""
    scan = copy.deepcopy(SCANS["beta"])
    paper = {**scan["paper"], **{key: value for key, value in fields.items() if key in scan["paper"]}}
    return json.dumps({**scan, **fields, "paper": paper}).encode()


def test_it_says_what_the_file_says_now_and_what_others_said_before(site: SiteBuild) -> None:
    before = next(page for page in site.files if page.source == BETA)
    checklist = copy.deepcopy(SCANS["beta"]["checklist"])
    checklist["artifacts"]["code_released"] |= {"answer": False, "justification": "Swept away."}
    page = site.sooner(BETA, changed(checklist=checklist, claims=claims(("Bars are new.", "weak"))))
    assert page is not None
    assert page.path == before.path
    assert page.digest != before.digest
    html = page.built().html
    assert "Swept away." in html
    assert "Bars are new." in html
    # Who cites it is what it was.
    cited, as_before = [
        text.partition('id="cited-by"')[2].partition("<h2")[0] for text in (html, before.built().html)
    ]
    assert cited == as_before != ""


@pytest.mark.parametrize(
    "fields",
    [{"title": "Another"}, {"year": 1999}, {"authors": ["Nobody Here"]}, {"cited_papers": []}, {"checklist": {}},
     {"red_flags": flags("Wet")}],
    ids=lambda fields: next(iter(fields)),
)  # fmt: skip
def test_what_other_pages_decide_is_not_shown_sooner(site: SiteBuild, fields: dict[str, object]) -> None:
    assert site.sooner(BETA, changed(**fields)) is None


def test_what_cannot_be_read_or_is_no_newest_scan_is_not_shown_sooner(site: SiteBuild) -> None:
    assert site.sooner(BETA, b"{") is None
    assert site.sooner("scans/none/scan.json", changed()) is None
    older = next(page.source for page in site.files if page.path.startswith("scans/alpha/v"))
    assert site.sooner(older, (Path(site._content) / older).read_bytes()) is None
