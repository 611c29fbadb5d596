"""The demo site, built for real: what stands on its pages, and that every link leads somewhere."""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from pathlib import Path

from tests.conftest import ROOT, mkdocs
from tests.site.html import article, by_id, links, parse, rows, text_of, with_class
from tests.site.searched import entries

SCAN = "scans/mm-rlhf-2025/index.html"
SYNTHESES = {
    "soft-labeled-synthetic-data-calvin": (12, "4"),
    "synthetic-data-evaluation-metrics": (13, "15"),
}


def scan_input() -> dict:
    return json.loads((ROOT / "content/scans/mm-rlhf-2025/scan.json").read_text("utf-8"))


def test_scan_page_shows_its_figures(demo_site: Path) -> None:
    page = article(demo_site / SCAN)
    tiles = [text_of(item) for strip in with_class(page, "sp-strip") for item in strip.iter("li")]
    assert tiles[:3] == [
        "34.5% 19 of 55 applicable criteria met",
        "6 red flags",
        "7 claims: 2 strong, 4 moderate, 1 weak",
    ]
    assert len(rows(page, "checklist")) == 64
    assert len(rows(page, "claims")) == 7
    assert len(rows(page, "references")) == 12
    flags = [box for box in with_class(page, "admonition") if "danger" in box.get("class", "")]
    assert len(flags) == 6


def test_every_answer_stands_at_its_guessable_address(demo_site: Path) -> None:
    page = article(demo_site / SCAN)
    badges = Counter()
    table = [row for row in page.iter("tr") if row.find("td") is not None]
    for domain, criteria in scan_input()["checklist"].items():
        by_id(page, domain)
        for key, answer in criteria.items():
            anchor = by_id(page, f"{domain}.{key}")
            row = next(row for row in table if anchor in list(row.iter()))
            badge, _, justification = (text_of(cell) for cell in row.findall("td"))
            expected = "Not applicable" if not answer["applies"] else "Yes" if answer["answer"] else "No"
            assert badge.split(" ", 1)[1] == expected
            assert justification == " ".join(answer["justification"].split())
            badges[expected] += 1
    assert badges == {"Yes": 19, "No": 36, "Not applicable": 9}


def test_domains_count_applicable_and_met(demo_site: Path) -> None:
    # The figures of the input formats' description: met of applicable, domain by domain.
    overview = {row[0]: row[1] for row in rows(article(demo_site / SCAN), "overview")}
    assert overview["Artifacts"] == "▼ 0 of 4"
    assert overview["Evaluation design"] == "▲ 8 of 9"
    assert overview["Human studies"] == "– none applicable"
    assert len(overview) == 13


def test_no_row_of_the_overview_leads_to_one_place_twice(demo_site: Path) -> None:
    (overview,) = with_class(article(demo_site / SCAN), "sp-overview")
    for row in list(overview.iter("tr"))[1:]:
        places = [link.get("href") for link in row.iter("a")]
        assert places
        assert len(places) == len(set(places))


def test_a_scan_page_spends_few_bytes_on_what_nobody_reads(demo_site: Path) -> None:
    page = (demo_site / SCAN).read_text("utf-8")
    frame, _, rest = page.partition("<article")
    article_, _, end = rest.partition("</article>")
    # Words of the theme's search, which is not there, and names of what a drawing is are for nobody.
    told = json.loads(by_id(parse(demo_site / SCAN), "__config").text or "")
    assert set(told["translations"]) == {"clipboard.copied", "clipboard.copy", "select.version"}
    assert "xmlns" not in frame + end
    # The style sheet draws what every page of the theme shows.
    assert "<path" not in frame + end
    # The navigation has what the publisher put there.
    fixed = re.sub(r'<nav class="md-(?:tabs|nav).*</nav>', "", frame, flags=re.S) + end
    assert len(fixed.encode()) <= 9_100
    # An answer takes its words, its address twice, and this; what is linked in its words comes on top.
    answers = [
        row for row in re.findall(r"<tr>.*?</tr>", article_, re.S) if "<small" not in row and row.count("<a ") == 1
        and re.search(r'<td><a id="[a-z_]+\.[a-z_]+" href="#', row)
    ]  # fmt: skip
    assert len(answers) > 50
    for row in answers:
        address = len(re.findall(r'id="(.*?)"', row)[0])
        assert len(row) - len(re.sub("<.*?>", "", row)) - 2 * address <= 92
    # All in all, marks and addresses take about as much as the words do.
    assert len(article_.encode()) <= 2.05 * len(re.sub("<.*?>", "", article_).encode())


def test_syntheses_show_claims_verdicts_and_what_does_not_add_up(demo_site: Path) -> None:
    for slug, (claims, stated_papers) in SYNTHESES.items():
        page = article(demo_site / f"syntheses/{slug}/index.html")
        table = rows(page, "verdicts")
        assert len(table) == claims
        assert [row[0].startswith("✓ Verified") for row in table].count(True) == 1
        assert len(rows(page, "references")) == 3
        assert f"The report states {stated_papers} papers; 3 are listed in it." in text_of(page)
        assert "peer-reviewed; every reference that it lists is an arXiv preprint" in text_of(page)


def test_synthesis_shares_names_and_claims(demo_site: Path) -> None:
    page = article(demo_site / "syntheses/soft-labeled-synthetic-data-calvin/index.html")
    names = {row[0] for row in rows(page, "names")}
    assert {"MM-RLHF-RewardBench", "MM-RLHF-SafetyBench", "Fact-RLHF", "VL-RewardBench"} <= names
    assert sum("The same claim appears in" in row[1] for row in rows(page, "verdicts")) == 11
    scan = text_of(article(demo_site / SCAN))
    assert "Fact-RLHF" in scan


def test_raw_files_are_served_byte_for_byte(demo_site: Path) -> None:
    for path in ("scans/mm-rlhf-2025/scan.json", *(f"syntheses/{slug}.txt" for slug in SYNTHESES)):
        assert (demo_site / path).read_bytes() == (ROOT / "content" / path).read_bytes()


def test_every_link_and_fragment_resolves(demo_site: Path, fixture_site: Path) -> None:
    for site in (demo_site, fixture_site):
        found = links(site, "/survey/")
        assert found.broken == []
        assert found.checked > 200


def test_no_page_asks_another_host_for_anything(demo_site: Path) -> None:
    for page in demo_site.rglob("*.html"):
        for element in parse(page).iter():
            loads = element.get("src") or (element.get("href") if element.tag == "link" else None)
            if loads and element.get("rel") not in ("canonical", "related"):
                assert "//" not in loads, f"{page.name} loads {loads}"


def test_ids_are_unique(demo_site: Path, fixture_site: Path) -> None:
    for page in (*demo_site.rglob("*.html"), *fixture_site.rglob("*.html")):
        ids = Counter(name for element in parse(page).iter() if (name := element.get("id")))
        assert [name for name, count in ids.items() if count > 1] == []


def test_two_builds_are_identical(demo_site: Path, tmp_path: Path) -> None:
    another_day = str(int(time.time()) - 400 * 86_400)
    result = mkdocs(
        ROOT, "build", "-q", "-d", str(tmp_path / "site"),
        PYTHONHASHSEED="7", LC_ALL="C", TZ="Asia/Tokyo", SOURCE_DATE_EPOCH=another_day,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr

    def files(site: Path) -> dict[str, bytes]:
        return {
            path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()
        }

    assert files(demo_site) == files(tmp_path / "site")


def test_search_finds_everything_that_was_written_down(demo_site: Path) -> None:
    mine = [entry for entry in entries(demo_site) if entry["location"].startswith("scans/mm-rlhf-2025/")]
    text = " ".join(f"{entry['title']} {entry['text']}" for entry in mine)
    scan = scan_input()
    assert "Critique-Based Reward Model" in text
    assert scan["claims"][3]["claim"] in text
    assert scan["claims"][3]["evidence"] in text
    assert scan["red_flags"][4]["flag"] in text
    assert scan["red_flags"][4]["detail"] in text
    for criteria in scan["checklist"].values():
        for answer in criteria.values():
            assert answer["justification"] in text
    for reference in scan["cited_papers"]:
        assert reference["title"] in text
