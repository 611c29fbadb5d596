"""Whatever stands in the inputs, a page written directly is the page that Python-Markdown makes of its Markdown."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from mkdocs.config.defaults import MkDocsConfig

from benchmarks.dom import events
from tests.attacks import ATTACKS
from tests.dialects import EVERY_EXTENSION, project, renderings
from tests.generated import VERSIONS, damaged, odd_values, scans, syntheses, text
from tests.inputs import written

_words = st.one_of(
    st.sampled_from(ATTACKS),
    text,
    st.builds("{}{}{}".format, text, st.sampled_from(["", " ", "\n", "\n\n", "\t", "\x00", "-", "_", "://"]), text),
    st.sampled_from(["W" * 300, "\n\n", " ", "", "\x1b[31m", "https://example.org/" + "a/" * 90, "\u202d1.\xa02"]),
)
_values = st.one_of(odd_values, _words, _words, _words, st.lists(_words, max_size=3))
_scans = st.one_of(*map(scans, VERSIONS))


@st.composite
def folders(draw: st.DrawFn) -> dict[str, Any]:
    """Scans, whole and damaged, some of them of one paper or citing another; and syntheses."""
    papers = draw(
        st.lists(st.one_of(_scans, damaged(_scans, _values), damaged(_scans, _values)), min_size=1, max_size=6)
    )
    files: dict[str, Any] = {}
    for number, scan in enumerate(papers):
        name = f"scans/paper-{number if draw(st.integers(0, 4)) else 0}/scan{number or ''}.json"
        if number and isinstance(cited := scan.get("cited_papers"), list) and draw(st.booleans()):
            scan = {**scan, "cited_papers": [*cited, papers[number - 1].get("paper")]}
        files[name] = scan
    for number, synthesis in enumerate(draw(st.lists(st.one_of(syntheses, damaged(syntheses, _values)), max_size=1))):
        files[f"syntheses/report-{number}.json"] = synthesis
    return files


@pytest.fixture(
    scope="module",
    params=[
        pytest.param([], id="plain"),
        pytest.param(EVERY_EXTENSION, id="every extension", marks=pytest.mark.thorough),
    ],
)
def config(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> MkDocsConfig:
    return project(tmp_path_factory.mktemp("dialects") / "project", request.param)


# Shrinking would take minutes: an example is a whole folder of inputs.
@settings(
    max_examples=18,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
@given(folders())
def test_both_dialects_give_the_same_page(config: MkDocsConfig, files: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        content = written(Path(folder), {name: json.dumps(value) for name, value in files.items()})
        for path, direct, converted in renderings(content, config):
            assert events(direct.html) == events(converted.html), path
            assert direct.contents == converted.contents, path
            assert direct.meta == converted.meta, path
            assert direct.title == converted.title, path
            assert direct.anchors == converted.anchors, path
