"""The made corpus: the same bytes each time, the form of real scans, citations that lead somewhere."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from benchmarks.corpus import CLAIMS, PLACEHOLDER_DOI, RED_FLAGS, CorpusMaker, make_corpus
from benchmarks.papers import CITED_PAPERS, Papers
from benchmarks.words import CRITERIA, MODULES

ARXIV_ID = re.compile(r"\d{2}(0[1-9]|1[0-2])\.\d{4,5}")
MANY = 300
COMMON_KEYS = {
    "paper", "methodology_tags", "key_findings", "checklist", "claims", "red_flags", "cited_papers",
}  # fmt: skip

Scan = dict[str, Any]


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def criteria(scan: Scan) -> list[Scan]:
    domains = [*scan["checklist"].values(), *scan.get("type_checklist", {}).values()]
    return [answer for domain in domains for answer in domain.get("sub_questions", domain).values()]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    make_corpus(folder, MANY, syntheses=12)
    return folder


@pytest.fixture(scope="module")
def scans(corpus: Path) -> dict[str, Scan]:
    return {
        path.relative_to(corpus).as_posix(): json.loads(path.read_bytes())
        for path in sorted(corpus.glob("scans/*/*.json"))
    }


def test_the_same_numbers_give_the_same_bytes(tmp_path: Path) -> None:
    make_corpus(tmp_path / "a", 15, syntheses=4, seed=7)
    make_corpus(tmp_path / "b", 15, syntheses=4, seed=7)
    first = files(tmp_path / "a")
    assert len(first) == 19
    assert first == files(tmp_path / "b")


def test_another_seed_gives_other_scans(tmp_path: Path) -> None:
    make_corpus(tmp_path / "a", 5, seed=1)
    make_corpus(tmp_path / "b", 5, seed=2)
    assert not files(tmp_path / "a").items() & files(tmp_path / "b").items()


def test_a_small_corpus_is_the_beginning_of_a_large_one(tmp_path: Path, corpus: Path) -> None:
    make_corpus(tmp_path, 20)
    small = files(tmp_path)
    assert len(small) == 20
    assert small.items() <= files(corpus).items()


def test_an_empty_corpus_has_its_folders(tmp_path: Path) -> None:
    make_corpus(tmp_path / "corpus", 0)
    assert sorted(path.name for path in (tmp_path / "corpus").iterdir()) == ["scans", "syntheses"]
    assert files(tmp_path) == {}


def test_syntheses_need_no_scans(tmp_path: Path) -> None:
    make_corpus(tmp_path, 0, syntheses=3)
    assert len(files(tmp_path)) == 3


def test_each_folder_holds_one_scan(corpus: Path, scans: dict[str, Scan]) -> None:
    assert len(scans) == len(list((corpus / "scans").iterdir())) == MANY
    assert all(re.fullmatch(r"scans/[a-z0-9]+(-[a-z0-9]+)*/scan(-v4)?\.json", path) for path in scans)


def test_every_version_occurs_in_its_form(scans: dict[str, Scan]) -> None:
    keys = {
        1: set(),
        2: {"scan_version"},
        3: {"scan_version", "engagement_factors"},
        4: {"scan_version", "engagement_factors", "paper_type", "type_checklist", "hn_data"},
    }
    seen = Counter(scan.get("scan_version", 1) for scan in scans.values())
    assert set(seen) == {1, 2, 3, 4}
    for path, scan in scans.items():
        number = scan.get("scan_version", 1)
        assert set(scan) - {"active_modules"} == COMMON_KEYS | keys[number], path
        assert path.endswith("scan-v4.json") == (number == 4)
        assert all(("source" in answer) == (number == 4) for answer in criteria(scan))


def test_all_criteria_are_answered(scans: dict[str, Scan]) -> None:
    base = sum(map(len, CRITERIA.values()))
    counts: Counter[int] = Counter()
    for path, scan in scans.items():
        modules = [key for key in MODULES if key in scan["checklist"] | scan.get("type_checklist", {})]
        if scan.get("scan_version", 1) in (2, 3):
            assert scan.get("active_modules", []) == modules, path
        answers = criteria(scan)
        assert len(answers) == base + sum(len(MODULES[key]) for key in modules), path
        counts[len(answers)] += 1
        for answer in answers:
            assert isinstance(answer["applies"], bool)
            assert isinstance(answer["answer"], bool)
            assert answer["applies"] or not answer["answer"]
            assert 20 < len(answer["justification"]) < 1_000
    assert counts.most_common(1)[0][0] == 64
    assert len(counts) > 1


def test_the_lists_are_as_long_as_in_a_real_scan(scans: dict[str, Scan]) -> None:
    for scan in scans.values():
        assert len(scan["claims"]) == CLAIMS
        assert len(scan["red_flags"]) == RED_FLAGS
        assert len(scan["cited_papers"]) == CITED_PAPERS
        assert len(scan.get("engagement_factors", range(6))) == 6
        assert 1 <= len(scan["paper"]["authors"]) <= 40


def test_files_are_about_as_large_as_a_real_scan(corpus: Path) -> None:
    sizes = [path.stat().st_size for path in corpus.glob("scans/*/*.json")]
    assert 31_000 < sum(sizes) / len(sizes) < 36_000


def test_no_slot_of_a_pattern_is_left(corpus: Path) -> None:
    for path, data in files(corpus).items():
        assert not re.search(r"\{[a-z_]+\}", data.decode().replace("\\beta_{t}", "")), path


def test_difficult_characters_occur(corpus: Path) -> None:
    text = "".join(data.decode() for data in files(corpus).values())
    assert set("|_*<$→±β×'`[{") <= set(text)
    assert ".example/" in text


def test_identifiers_and_titles_are_unique(scans: dict[str, Scan]) -> None:
    papers = [scan["paper"] for scan in scans.values()]
    ids = [paper["arxiv_id"] for paper in papers if "arxiv_id" in paper]
    dois = [doi for paper in papers if (doi := paper.get("doi")) and doi != PLACEHOLDER_DOI]
    assert all(ARXIV_ID.fullmatch(arxiv_id) for arxiv_id in ids)
    assert MANY / 2 < len(ids) < MANY
    assert 0 < len(dois) < MANY
    assert max(Counter(ids).values()) == max(Counter(dois).values()) == 1
    assert len({paper["title"].casefold() for paper in papers}) == MANY


@pytest.mark.parametrize("start", [0, 15_991, 40_000])
def test_identifiers_stay_unique_in_large_corpora(start: int) -> None:
    papers = Papers(seed=3)
    heads = [papers.head(index) for index in (*range(500), *range(start + 500, start + 1_500))]
    outside = [papers.outside(index) for index in range(1_000)]
    for values in (
        [head.slug for head in heads],
        [head.title.casefold() for head in heads + outside],
        [head.arxiv_id for head in heads + outside if head.arxiv_id],
        [head.doi for head in heads + outside if head.doi],
    ):
        assert len(set(values)) == len(values)


def test_citations_resolve_inside_the_corpus(scans: dict[str, Scan]) -> None:
    papers = [scan["paper"] for scan in scans.values()]
    by_id = {paper.get("arxiv_id"): paper for paper in papers if "arxiv_id" in paper}
    by_doi = {paper["doi"].lower(): paper for paper in papers if paper.get("doi")}
    by_title = {paper["title"].casefold(): paper for paper in papers}
    ways: Counter[str] = Counter()
    for scan in scans.values():
        for reference in scan["cited_papers"]:
            target = by_title.get(reference["title"].casefold())
            if target is None:
                continue
            assert target["year"] <= scan["paper"]["year"]
            assert target["title"] != scan["paper"]["title"]
            if "arxiv_id" in reference:
                plain, _, suffix = reference["arxiv_id"].partition("v")
                assert by_id[plain] is target
                ways["version" if suffix else "id"] += 1
            elif "doi" in reference:
                assert by_doi[reference["doi"].lower()] is target
                ways["doi"] += 1
            else:
                ways["title"] += 1
    assert all(ways[way] > 20 for way in ("id", "version", "doi", "title"))


def test_citations_of_a_paper_do_not_grow_with_the_corpus() -> None:
    papers = Papers(seed=1)
    names = {papers.head(index).name for index in range(1_000)}

    def mean(indexes: range) -> float:
        cited = [sum(head.name in names for head in papers.cited_by(index)) for index in indexes]
        return sum(cited) / len(cited)

    assert mean(range(900, 1_000)) < 1.25 * mean(range(10, 100))


def test_syntheses_have_the_text_form(corpus: Path, scans: dict[str, Scan]) -> None:
    sections = ["1 Introduction", "2 Methodology", "3 Results", "4 Limitations", "5 Extracted Claims"]
    headings = ["Abstract", *sections, "References"]
    texts = [path.read_text(encoding="utf-8") for path in sorted(corpus.glob("syntheses/*.txt"))]
    ids = {scan["paper"].get("arxiv_id") for scan in scans.values()}
    assert len(texts) == 12
    for text in texts:
        lines = text.splitlines()
        assert [line for line in lines if line in headings] == headings
        rows = [line.split("\t") for line in lines if "\t" in line]
        assert rows[0] == ["Claim", "Verified", "Confidence"]
        claims = [row for row in rows[1:] if row[1]]
        assert f"{len(claims)} claims were extracted" in text
        assert {row[1] for row in claims} <= {"✓", "×"}
        assert all(re.fullmatch(r"0\.\d\d", row[2]) and len(row[0]) <= 120 for row in claims)
        references = lines[lines.index("References") + 1 :]
        assert all(re.fullmatch(r"- <https?://[^\s<>]+>", line) for line in references if line)
    cited = {match for text in texts for match in re.findall(r"abs/([\d.]+)v\d>", text)}
    assert len(cited & ids) > 12


def test_claims_recur_in_several_syntheses() -> None:
    maker = CorpusMaker(1)
    rows = Counter(
        line.split("\t")[0]
        for index in range(12)
        for line in maker.synthesis(index, 50)[1].splitlines()
        if line.count("\t") == 2 and not line.endswith("\t")
    )
    assert sum(count > 1 for claim, count in rows.items() if claim != "Claim") > 3
