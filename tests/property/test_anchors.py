"""Names of ours, of the theme and of the inputs stand in one space, and none of an input is ever one of the others."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.dom import events
from generator import generate, limits
from generator.identify import (
    Anchors,
    claim_anchor,
    flag_anchor,
    heading_anchor,
    path_anchor,
    reference_anchor,
    section_anchor,
)
from generator.model import Identifier, IdentifierKind
from generator.render.href import checked_anchor
from generator.vocabulary import load
from tests.anchors import hostile_keys, of_ours, of_the_theme
from tests.attacks import ATTACKS
from tests.dialects import EVERY_EXTENSION, project, renderings
from tests.inputs import written
from tests.property.test_escape import EVERYTHING

pytestmark = pytest.mark.thorough

TAKEN = of_the_theme() | of_ours()
KEYS = hostile_keys()
_KNOWN = {key for key, domain in load().domains.items() for key in (key, *domain.criteria)}

keys = st.one_of(
    st.sampled_from(KEYS),
    st.sampled_from(ATTACKS),
    st.text(max_size=50),
    st.from_regex(r"[A-Za-z0-9._-]{0,90}", fullmatch=True),
    st.from_regex(r"(page|claim|flag|ref|section|x|fn)[-_:.]?[a-z0-9-]{0,20}", fullmatch=True),
    st.builds("{}{}{}".format, st.sampled_from(["", "_", "__", "-"]), st.sampled_from(sorted(TAKEN)), st.sampled_from("_- ")),
)  # fmt: skip


def anchors(key: str) -> list[str]:
    """Every anchor that an input can ask for with a text."""
    return [
        path_anchor(key),
        path_anchor(key, key),
        path_anchor("type_checklist", key),
        path_anchor("type_checklist", key, key),
        path_anchor("engagement_factors", key),
        claim_anchor(key),
        flag_anchor(key),
        heading_anchor(key),
        reference_anchor((), key, key),
        reference_anchor((Identifier(IdentifierKind.DOI, f"10.1000/{key}"),), ""),
    ]


def test_the_names_of_the_theme_and_ours_are_found() -> None:
    assert {
        "__config",
        "__drawer",
        "__search",
        "__toc",
        "__palette_0",
        "__nav_1",
        "__nav_1_label",
        "__consent",
    } <= TAKEN
    assert {"__codelineno", "__tabs", "__palette"} <= TAKEN
    assert {"page-overview", "page-claims", "page-checklist", "key-findings", "red-flags", "cited-by"} <= TAKEN


def _form(anchor: str) -> str:
    """Whose an anchor is, by its form."""
    if re.match(r"(claim|flag|ref|section)-", anchor):
        return anchor.partition("-")[0]
    if "." in anchor or "-" not in anchor or re.search(r"-([0-9a-f]{8}|[0-9]+)\Z", anchor):
        return "key"
    return "ours"


def test_the_theme_s_and_ours_differ_from_inputs_by_form() -> None:
    for name in of_the_theme():
        assert name.startswith("_") or ":" in name, name
    assert {_form(name) for name in of_ours()} == {"ours"}


@given(keys)
def test_no_anchor_of_an_input_is_one_of_another_kind(key: str) -> None:
    kinds = ["key"] * 5 + ["claim", "flag", "section", "ref", "ref"]
    for anchor, kind in zip(anchors(key), kinds, strict=True):
        assert anchor not in TAKEN
        assert checked_anchor(anchor) == anchor
        assert _form(anchor) == kind
        for given_one in Anchors().assign([anchor, anchor, anchor]):
            assert given_one not in TAKEN
            assert checked_anchor(given_one) == given_one


@pytest.mark.parametrize("key", KEYS)
def test_hostile_keys(key: str) -> None:
    assert not TAKEN.intersection(anchors(key))
    # Those of headings stand in a list of attributes, in which extensions look for their signs.
    for anchor in (path_anchor(key), path_anchor("type_checklist", key), heading_anchor(key)):
        assert not re.search(
            r"\A\d|[0-9a-f]{40}|--|__|(?<![a-z0-9_])\d+(st|nd|rd|th)(?![a-z0-9_])|www\.|_\Z", anchor
        ), key


def test_addresses_that_last() -> None:
    assert path_anchor("artifacts") == "artifacts"
    assert path_anchor("artifacts", "code_released") == "artifacts.code_released"
    assert path_anchor("home_made", "own-criterion") == "home_made.own-criterion"
    assert path_anchor("type_checklist", "artifacts", "x2") == "type_checklist.artifacts.x2"
    assert {path_anchor(key) for key in _KNOWN} == _KNOWN


@pytest.mark.parametrize("name", ["claims", "overview", "x", "key-findings", "what-a-scan-is-not", "a1-b2"])
def test_sections_have_a_hyphen(name: str) -> None:
    assert section_anchor(name) in (name, f"page-{name}")
    assert "-" in section_anchor(name)


@pytest.mark.parametrize(
    "name", ["", "__search", "A", "a_b", "a.b", "a--b", "-a", "a-", "claim-x", "flag-x", "ref-x", "section-x", "a-12345678",
             "a-abcdef-2", "1"],
)  # fmt: skip
def test_what_is_no_section(name: str) -> None:
    with pytest.raises(ValueError, match="cannot be the anchor of a section"):
        section_anchor(name)


def test_keys_that_are_written_alike_get_places_of_their_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("generator.identify.short_hash", lambda text, length=8: "0" * length)
    path_anchor.cache_clear()
    keys = ["same?", "same!", "same."]
    build = generate(written(tmp_path, {"scans/a/scan.json": scan_of(keys)}))
    path_anchor.cache_clear()
    for page in build.files:
        ids = re.findall(r'\sid="([^"]*)"', page.built().html)
        assert len(set(ids)) == len(ids), page.path
        if page.path in ("methodology.md", "scans/a/index.md"):
            assert len([name for name in ids if name.startswith("same-00000000")]) >= 5


def scan_of(chosen: list[str]) -> str:
    """A scan with every key as a domain, a criterion and a factor, and as the text of what else has an anchor."""
    row = {"applies": True, "answer": True, "justification": "x"}
    checklist = {key: dict.fromkeys(chosen[number : number + 3], row) for number, key in enumerate(chosen)}
    return json.dumps(
        {
            "scan_version": 4,
            "paper": {"title": "A paper"},
            "paper_type": "benchmark",
            "checklist": checklist,
            "type_checklist": checklist,
            "engagement_factors": {key: {"score": 1, "justification": "x"} for key in chosen},
            "claims": [{"claim": key or "x", "evidence": "x", "supported": "strong"} for key in chosen],
            "red_flags": [{"flag": key or "x", "detail": "x"} for key in chosen],
            "cited_papers": [{"title": key or "x"} for key in chosen],
        }
    )


def synthesis_of(chosen: list[str]) -> str:
    return json.dumps(
        {
            "title": "A report",
            "sections": [{"heading": key or "x", "text": "x"} for key in chosen],
            "claims": [{"claim": key or "x", "verified": True} for key in chosen],
            "references": [{"title": key or "x"} for key in chosen],
            "quality_dimensions": {key: {"level": "high"} for key in chosen},
        }
    )


@pytest.mark.parametrize(
    "extensions",
    [[], EVERY_EXTENSION, [{name: options} for name, options in EVERYTHING.items()]],
    ids=["plain", "every extension", "everything"],
)
def test_pages_with_hostile_keys_are_the_same_in_both_dialects_and_no_id_stands_twice(
    tmp_path: Path, extensions: list[object]
) -> None:
    config = project(tmp_path / "project", extensions)
    inputs = {"syntheses/b.json": synthesis_of(KEYS)}
    # So many that a page shows all of them.
    for start in range(0, len(KEYS), limits.DOMAINS):
        keys = KEYS[start : start + limits.DOMAINS]
        inputs[f"scans/a-{start}/scan-v4.json"] = scan_of(keys)
        # Entries of an earlier scan, half of which are gone, stand on the same page.
        inputs[f"scans/a-{start}/scan-v3.json"] = scan_of(
            [f"{key} again" if number % 2 else key for number, key in enumerate(keys)]
        )
    seen = 0
    for path, direct, converted in renderings(written(tmp_path / "inputs", inputs), config):
        assert direct.anchors == converted.anchors, path
        assert events(direct.html) == events(converted.html), path
        assert direct.contents == converted.contents, path
        counted = Counter(re.findall(r'\sid="([^"]*)"', direct.html))
        assert max(counted.values()) == 1, (path, counted.most_common(3))
        assert not of_the_theme().intersection(counted), path
        seen += len(counted)
    assert seen > 3_000
