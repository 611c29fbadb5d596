"""Claims that many reports share cost as much for each report, however many there are."""

from __future__ import annotations

import pytest

from generator.build import read
from generator.config import Config
from generator.pages import synthesis as pages
from tests.inputs import SYNTHESIS, changed, written


def records(tmp_path, count, **options):
    """The records of ``count`` reports that make the same two claims."""
    claims = [{"claim": "Water does."}, {"claim": "Salt does."}]
    made = {
        f"syntheses/r{number:03}.json": changed(SYNTHESIS, title=f"R{number}", claims=claims)
        for number in range(count)
    }
    found: Config = written(tmp_path, made, **options)
    _, site, _ = read(found)
    return list(pages._records(site))


@pytest.mark.parametrize("count", [2, 4, 5, 6, 9])
@pytest.mark.parametrize("most", [1, 4, 25])
def test_each_lists_the_first_others_and_leads_to_all_of_them(tmp_path, count, most):
    made = records(tmp_path, count, listed_links=most)
    names = [record.location for record in made]
    for record in made:
        others = [name for name in names if name != record.location]
        assert [number for number, *_ in record.shared] == [0, 1]
        for (_, places, total, whole), claim in zip(record.shared, ("water-does", "salt-does"), strict=True):
            assert [place.synthesis.location for place in places] == others[:most]
            assert total == len(others)
            assert whole.startswith(f"references/claim/{claim}") == (len(others) > most)


def test_what_is_shown_of_a_claim_is_made_once(tmp_path, monkeypatch):
    made = []
    real = pages.SameClaim
    monkeypatch.setattr(pages, "SameClaim", lambda *values: made.append(values) or real(*values))
    found = records(tmp_path, 40, listed_links=3)
    assert len(found) == 40
    assert len(made) == 2 * 4
