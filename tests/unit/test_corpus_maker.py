"""The made corpus: the same bytes each time, the form of real scans, and every relation between inputs in it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from benchmarks.corpus import CorpusMaker, make_corpus
from benchmarks.corpus.papers import CITED_PAPERS, Papers
from benchmarks.corpus.scan_form import PLACEHOLDER_DOI, UNKNOWN_CRITERION, UNKNOWN_DOMAIN, UNKNOWN_TAG
from benchmarks.corpus.words import DOMAINS, FAMILIES, KINDS, PHRASES, VENUES
from benchmarks.newest import newest_scan
from generator import Config, generate
from generator.diagnostics import Report, Severity
from generator.readers.families import read_corrections
from tests.conftest import ROOT

ARXIV_ID = re.compile(r"\d{2}(0[1-9]|1[0-2])\.\d{4,5}")
MANY = 300
COMMON_KEYS = {
    "paper", "methodology_tags", "key_findings", "checklist", "claims", "red_flags", "cited_papers",
}  # fmt: skip

Scan = dict[str, Any]


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def criteria(scan: Scan) -> Iterator[tuple[str, str, Scan]]:
    for checklist in (scan["checklist"], scan.get("type_checklist", {})):
        for key, domain in checklist.items():
            for name, answer in domain.get("sub_questions", domain).items():
                yield key, name, answer


def value(answer: Scan) -> str:
    if isinstance(answer["answer"], str):
        return answer["answer"]
    return ("yes" if answer["answer"] else "no") if answer["applies"] else "na"


def share(scans: list[Scan], domain: str = "", criterion: str = "") -> float:
    """Of the applicable criteria those that are met."""
    counts = Counter(
        value(answer)
        for scan in scans
        for key, name, answer in criteria(scan)
        if key == (domain or key) and name == (criterion or name)
    )
    return counts["yes"] / (counts["yes"] + counts["no"])


def normalised(name: str) -> str:
    return re.sub("[^a-z0-9]", "", name.lower())


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    make_corpus(folder, MANY)
    return folder


@pytest.fixture(scope="module")
def scans(corpus: Path) -> dict[str, Scan]:
    return {
        path.relative_to(corpus).as_posix(): json.loads(path.read_bytes())
        for path in sorted(corpus.glob("scans/*/*.json"))
    }


@pytest.fixture(scope="module")
def newest(corpus: Path) -> list[Scan]:
    """The current scan of each paper."""
    return [json.loads(newest_scan(folder).read_bytes()) for folder in sorted((corpus / "scans").iterdir())]


# --------------------------------------------------------------------------------------------- the same bytes


def test_the_same_numbers_give_the_same_bytes(tmp_path: Path) -> None:
    make_corpus(tmp_path / "a", 15, syntheses=4, seed=7)
    make_corpus(tmp_path / "b", 15, syntheses=4, seed=7)
    first = files(tmp_path / "a")
    assert len(first) == 20
    assert first == files(tmp_path / "b")


def test_another_process_gives_the_same_bytes(tmp_path: Path) -> None:
    make_corpus(tmp_path / "a", 24, small=True)
    command = (sys.executable, "-m", "benchmarks.corpus", str(tmp_path / "b"), "--scans", "24", "--small")
    odd = {"PYTHONHASHSEED": "77", "LC_ALL": "C", "TZ": "Pacific/Kiritimati"}
    subprocess.run(command, cwd=ROOT, check=True, env={**os.environ, **odd})
    assert files(tmp_path / "a") == files(tmp_path / "b")


def test_another_seed_gives_other_scans(tmp_path: Path) -> None:
    make_corpus(tmp_path / "a", 5, seed=1)
    make_corpus(tmp_path / "b", 5, seed=2)
    assert not files(tmp_path / "a").items() & files(tmp_path / "b").items()


def test_a_small_corpus_is_the_beginning_of_a_large_one(tmp_path: Path, corpus: Path) -> None:
    make_corpus(tmp_path, 60)
    small = files(tmp_path)
    assert sum(path.startswith("syntheses/") for path in small) == 3
    assert len({path.split("/")[1] for path in small if path.startswith("scans/")}) == 60
    assert small.items() <= files(corpus).items()


def test_a_scan_does_not_depend_on_what_was_made_before() -> None:
    maker = CorpusMaker(4)
    for index in range(30):
        list(maker.scans(index))
    assert list(maker.scans(25)) == list(CorpusMaker(4).scans(25))
    assert maker.synthesis(2) == CorpusMaker(4).synthesis(2)


def test_an_empty_corpus_has_its_folders(tmp_path: Path) -> None:
    make_corpus(tmp_path / "corpus", 0)
    assert sorted(path.name for path in (tmp_path / "corpus").iterdir()) == ["scans", "syntheses"]
    assert files(tmp_path) == {}


def test_syntheses_need_no_scans(tmp_path: Path) -> None:
    make_corpus(tmp_path, 0, syntheses=3)
    assert len(files(tmp_path)) == 3


# --------------------------------------------------------------------------------------------- every relation


@pytest.mark.parametrize("small", [False, True])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_relation_occurs_in_a_corpus_of_24_papers(tmp_path: Path, seed: int, small: bool) -> None:
    make_corpus(tmp_path, 24, seed=seed, small=small)
    made = [json.loads(newest_scan(folder).read_bytes()) for folder in sorted((tmp_path / "scans").iterdir())]
    assert len(made) == 24
    syntheses = sorted((tmp_path / "syntheses").iterdir(), key=lambda path: int(path.stem.rpartition("-")[2]))
    assert [path.suffix for path in syntheses] == [".txt", ".json"]
    text, fields = syntheses[0].read_text("utf-8"), json.loads(syntheses[1].read_bytes())

    ways = citations(made)
    assert all(ways[way] for way in ("id", "version", "title", "doi")), ways
    cited = Counter(target["title"] for target in resolved(made))
    assert max(cited.values()) > 3, "some paper is cited by several"
    assert len(cited) < 24, "some paper is cited by none"

    by_id = {scan["paper"].get("arxiv_id") for scan in made} - {None}
    titles = {scan["paper"]["title"] for scan in made}
    assert set(re.findall(r"abs/([\d.]+)v\d>", text)) & by_id
    assert {item["title"] for item in fields["references"]} & titles
    assert set(re.findall(r"abs/([\d.]+)v\d>", text)) - by_id, "works that are not scanned are cited too"
    claims = {claim["claim"] for claim in fields["claims"]}
    assert claims & {line.split("\t")[0] for line in text.splitlines()}, "a claim stands in both"
    of_scans = {claim["claim"][:120].rstrip() for scan in made for claim in scan["claims"]}
    assert claims & of_scans, "a claim of a scan stands in a synthesis"
    names = re.compile(r"\b[A-Z][a-z]+-?(?:Bench|QA|Eval|Suite|Arena)\b")
    assert set(names.findall(" ".join(claims))) & set(names.findall(json.dumps(made))), "names are shared"
    assert fields["gate"] == "FALSIFIED"

    values = Counter(value(answer) for scan in made for _, _, answer in criteria(scan))
    assert all(values[word] for word in ("yes", "no", "na", "partly")), values
    supports = {claim["supported"] for scan in made for claim in scan["claims"]}
    assert supports >= {"strong", "moderate", "weak", "unsupported"}
    assert any(UNKNOWN_TAG in scan["methodology_tags"] for scan in made)
    assert any(name == UNKNOWN_CRITERION for scan in made for _, name, _ in criteria(scan))
    assert {scan.get("scan_version", 1) for scan in made} >= {1, 3, 4, 5}
    assert any(len(list(folder.iterdir())) > 1 for folder in (tmp_path / "scans").iterdir())
    authors = Counter(author for scan in made for author in scan["paper"]["authors"])
    assert max(authors.values()) > 1
    flags = [flag["flag"] for scan in made for flag in scan["red_flags"]]
    assert len({normalised(flag) for flag in flags}) < len(set(flags)), "one flag in several wordings"
    assert any("venue" not in scan["paper"] for scan in made)

    site = generate(Config(content=tmp_path))
    rules = {item.rule for item in site.diagnostics}
    assert {"unknown-word", "unclear-answer", "figures-differ"} <= rules
    assert not {"duplicate-paper", "different-papers", "malformed-identifier", "invalid", "unreadable"} & rules
    assert not [item for item in site.diagnostics if item.severity is Severity.ERROR]
    assert (site.papers, site.syntheses) == (24, 2)


def test_every_standing_of_a_synthesis_occurs_among_ten(corpus: Path) -> None:
    loaded = []
    for path in sorted((corpus / "syntheses").iterdir()):
        text = path.read_text("utf-8")
        if path.suffix != ".txt":
            loaded.append(json.loads(text) if path.suffix == ".json" else yaml.safe_load(text))
    texts = [path.read_text("utf-8") for path in (corpus / "syntheses").glob("*.txt")]
    assert (len(texts), len(loaded)) == (7, 8)
    assert {item["gate"] for item in loaded} == {"FALSIFIED", "VERIFIED", "UNVERIFIED"}
    states = {item["correction_record"]["state"]: item["correction_record"].get("events") for item in loaded}
    assert states.keys() == {"CURRENT", "CORRECTED", "SUPERSEDED"}
    assert states["CORRECTED"]
    assert states["SUPERSEDED"]
    dated = [bool(re.search(r"^[A-Z][a-z]+ \d+, 2026$", text, re.MULTILINE)) for text in texts]
    assert 0 < dated.count(False) < dated.count(True)
    assert any(claim["confidence"] > 1 for item in loaded for claim in item["claims"])
    assert any(item["tier"] == "FLAGSHIP_CANDIDATE" and item["figures"]["score"] < 5 for item in loaded)


def test_shared_claims_differ_in_their_confidence(corpus: Path) -> None:
    found: dict[str, list[str]] = defaultdict(list)
    maker = CorpusMaker(1)
    for index in range(10):
        for claim in maker.report(index).claims:
            found[claim.text].append(claim.confidence)
    several = [confidences for confidences in found.values() if len(confidences) > 1]
    assert sum(len(confidences) >= 4 for confidences in several) >= 5, "five go round, each in four of ten"
    assert any(len(set(confidences)) > 1 for confidences in several)
    assert any(len(set(confidences)) < len(confidences) for confidences in several)


def resolved(scans: list[Scan]) -> list[Scan]:
    """The papers of the corpus that scans cite, each as often as it is cited."""
    by_title = {scan["paper"]["title"].casefold(): scan["paper"] for scan in scans}
    titles = [item["title"].casefold() for scan in scans for item in scan["cited_papers"]]
    return [by_title[title] for title in titles if title in by_title]


def citations(scans: list[Scan]) -> Counter[str]:
    """In how many ways papers of the corpus are cited; what identifies a paper identifies the right one."""
    by_title = {scan["paper"]["title"].casefold(): scan["paper"] for scan in scans}
    ways: Counter[str] = Counter()
    for scan in scans:
        for reference in scan["cited_papers"]:
            target = by_title.get(reference["title"].casefold())
            if target is None:
                continue
            assert target["year"] <= scan["paper"]["year"]
            assert target["title"] != scan["paper"]["title"]
            if "arxiv_id" in reference:
                plain, _, suffix = reference["arxiv_id"].partition("v")
                assert plain == target["arxiv_id"]
                ways["version" if suffix else "id"] += 1
            elif "doi" in reference:
                own = {target.get("doi") or "", f"10.48550/arXiv.{target.get('arxiv_id')}"}
                assert reference["doi"].lower() in {doi.lower() for doi in own}
                ways["doi"] += 1
            else:
                ways["title"] += 1
    return ways


# ----------------------------------------------------------------------------------------------- forms of scans


def test_every_version_occurs_in_its_form(scans: dict[str, Scan]) -> None:
    keys = {
        1: set(),
        2: {"scan_version"},
        3: {"scan_version", "engagement_factors"},
        4: {"scan_version", "engagement_factors", "paper_type", "type_checklist", "hn_data"},
    }
    keys[5] = keys[4]
    seen = Counter(scan.get("scan_version", 1) for scan in scans.values())
    assert set(seen) == {1, 2, 3, 4, 5}
    in_words = 0
    for path, scan in scans.items():
        number = scan.get("scan_version", 1)
        assert set(scan) - {"active_modules"} == COMMON_KEYS | keys[number], path
        assert path.endswith(f"/scan-v{number}.json" if number >= 4 else "/scan.json")
        answers = [answer for _, _, answer in criteria(scan)]
        assert all(("source" in answer) == (number >= 4) for answer in answers)
        in_words += all("applies" not in answer for answer in answers)
    assert in_words == MANY / 20, "one in twenty is of version 0b"


def test_one_folder_in_twenty_holds_several_scans_of_its_paper(corpus: Path) -> None:
    several = [folder for folder in (corpus / "scans").iterdir() if len(list(folder.iterdir())) > 1]
    assert len(several) == MANY / 20
    assert {len(list(folder.iterdir())) for folder in several} == {2, 3}
    for folder in several:
        old, new = json.loads((folder / "scan.json").read_bytes()), json.loads((folder / "scan-v4.json").read_bytes())
        assert old["paper"]["title"] == new["paper"]["title"]
        assert old["paper"].get("arxiv_id") == new["paper"].get("arxiv_id")
        before = {(key, name): value(answer) for key, name, answer in criteria(old)}
        after = {(key, name): value(answer) for key, name, answer in criteria(new)}
        both = before.keys() & after.keys()
        changed = sum(before[key] != after[key] for key in both)
        assert 0 < changed < len(both) / 3, "some answers change"
        claims = {claim["claim"] for claim in old["claims"]}, {claim["claim"] for claim in new["claims"]}
        assert claims[0] != claims[1], "some claims are told in other words"
    assert newest_scan(several[0]).name.startswith("scan-v")


def test_all_criteria_are_answered(newest: list[Scan]) -> None:
    base = {(key, name) for key, domain in DOMAINS.items() if not domain.is_module for name in domain.criteria}
    assert len(base) == 51
    counts: Counter[int] = Counter()
    for scan in newest:
        asked = {(key, name) for key, name, _ in criteria(scan)}
        modules = {key for key, _ in asked if key in DOMAINS and DOMAINS[key].is_module}
        if scan.get("scan_version", 1) in (2, 3):
            assert set(scan.get("active_modules", [])) == modules
        expected = base | {(key, name) for key in modules for name in DOMAINS[key].criteria}
        assert {(key, name) for key, name in asked - expected} <= {
            ("artifacts", UNKNOWN_CRITERION), (UNKNOWN_DOMAIN, "tools_sandboxed"),
        }  # fmt: skip
        assert expected <= asked
        counts[len(expected)] += 1
        for _, _, answer in criteria(scan):
            assert answer.get("applies", True) or not answer["answer"]
            assert 20 < len(answer["justification"]) < 1_000
    assert counts.most_common(1)[0][0] == 64
    assert len(counts) > 3


def test_the_lists_are_as_long_as_in_a_real_scan_on_average(newest: list[Scan]) -> None:
    def mean(key: str) -> float:
        return sum(len(scan[key]) for scan in newest) / MANY

    assert 6 < mean("claims") < 9
    assert 5 < mean("red_flags") < 8
    assert CITED_PAPERS - 1 < mean("cited_papers") < CITED_PAPERS + 1
    assert all(len(scan.get("engagement_factors", range(6))) == 6 for scan in newest)
    assert max(len(scan["paper"]["authors"]) for scan in newest) > 20


def test_files_are_about_as_large_as_a_real_scan(corpus: Path) -> None:
    sizes = [path.stat().st_size for path in corpus.glob("scans/*/*.json")]
    assert 33_000 < sum(sizes) / len(sizes) < 35_500


def test_small_scans_are_a_tenth_of_that(tmp_path: Path) -> None:
    make_corpus(tmp_path, 40, small=True)
    sizes = [path.stat().st_size for path in tmp_path.glob("scans/*/*.json")]
    assert 2_000 < min(sizes) < sum(sizes) / len(sizes) < 4_500


def test_no_slot_of_a_pattern_is_left(corpus: Path) -> None:
    for path, data in files(corpus).items():
        assert not re.search(r"\{[a-z_0-9]+\}", data.decode().replace("\\beta_{t}", "")), path


def test_difficult_characters_occur(corpus: Path) -> None:
    text = "".join(data.decode() for data in files(corpus).values())
    assert set("|_*<$→±β×'`[{“") <= set(text)
    assert ".example/" in text


def test_dirt_of_real_files_occurs_now_and_then(scans: dict[str, Scan]) -> None:
    orders = Counter(tuple(key for key in scan if key in COMMON_KEYS) for scan in scans.values())
    assert 0.85 < orders.most_common(1)[0][1] / len(scans) < 0.98
    dois = Counter(scan["paper"].get("doi", "absent") for scan in scans.values())
    assert all(0 < dois[doi] < 20 for doi in ("", None, PLACEHOLDER_DOI))
    nested = [path for path, scan in scans.items() if "sub_questions" in scan["checklist"]["claims_and_evidence"]]
    assert 5 < len(nested) < 50
    assert any(UNKNOWN_DOMAIN in scan["checklist"] for scan in scans.values())


# ------------------------------------------------------------------------------------------------- differences


def test_years_venues_and_tags_vary(newest: list[Scan]) -> None:
    years = Counter(scan["paper"]["year"] for scan in newest)
    assert sorted(years) == list(range(2018, 2026))
    assert min(years.values()) >= 8, "spreads by year have papers behind them"
    assert years[2024] + years[2025] > years[2018] + years[2019] + years[2020]
    tags = Counter(tag for scan in newest for tag in scan["methodology_tags"])
    assert {tag for kind in KINDS.values() for tag in kind.tags} <= tags.keys()
    assert min(count for tag, count in tags.items()) >= 8
    assert {scan["paper_type"] for scan in newest if "paper_type" in scan} >= {"empirical", "benchmark", "survey"}
    venues = Counter(scan["paper"].get("venue") for scan in newest)
    assert {
        "arXiv",
        "arXiv.org",
        "NeurIPS 2024",
        "Advances in Neural Information Processing Systems",
    } <= venues.keys()
    assert any(str(venue).startswith("MSR '") for venue in venues)
    assert len(venues) > len(VENUES) * 2


def test_shares_go_from_a_tenth_to_nine_tenths(newest: list[Scan]) -> None:
    by_paper = sorted(share([scan]) for scan in newest)
    assert by_paper[MANY // 20] < 0.2
    assert by_paper[-MANY // 20] > 0.65
    by_criterion = [
        share([scan for scan in newest if any(name == criterion for _, name, _ in criteria(scan))], key, criterion)
        for key, domain in DOMAINS.items()
        for criterion in domain.criteria
    ]
    assert min(by_criterion) < 0.15
    assert max(by_criterion) > 0.85


def test_answers_differ_by_domain_year_and_tag(newest: list[Scan]) -> None:
    early = [scan for scan in newest if scan["paper"]["year"] <= 2020]
    late = [scan for scan in newest if scan["paper"]["year"] >= 2024]
    assert share(late, criterion="code_released") > share(early, criterion="code_released") + 0.15
    assert share(late, "limitations_and_scope") > share(early, "limitations_and_scope") + 0.1
    domains = [share(newest, key) for key, domain in DOMAINS.items() if not domain.is_module]
    assert max(domains) - min(domains) > 0.15
    trials = [scan for scan in newest if "rct" in scan["methodology_tags"]]
    benchmarks = [scan for scan in newest if scan["methodology_tags"][0] == "benchmark-eval"]
    assert share(trials, "statistical_methodology") > share(benchmarks, "statistical_methodology") + 0.15
    assert {value(answer) for scan in benchmarks for key, _, answer in criteria(scan) if key == "human_studies"} == {
        "na"
    }


def test_some_authors_write_twenty_papers_and_most_write_one(newest: list[Scan]) -> None:
    papers = Counter(author for scan in newest for author in scan["paper"]["authors"])
    assert 15 <= max(papers.values()) <= 40
    assert sum(count == 1 for count in papers.values()) > 0.9 * len(papers)
    assert sum(count > 1 for count in papers.values()) > 100
    assert sum(len(set(scan["paper"]["authors"])) == len(scan["paper"]["authors"]) for scan in newest) > MANY - 5


def test_authors_do_not_write_more_in_a_larger_corpus() -> None:
    papers = Papers(seed=1)
    counts = Counter(author for index in range(1_500) for author in papers.head(index).authors)
    assert max(counts.values()) <= 40


def test_red_flags_come_in_families_of_several_wordings(newest: list[Scan]) -> None:
    family = {name: key for key, item in FAMILIES.items() for name in item.names}
    wordings: dict[str, Counter[str]] = defaultdict(Counter)
    for scan in newest:
        names = [family[flag["flag"]] for flag in scan["red_flags"]]
        assert len(set(names)) == len(names)
        for flag in scan["red_flags"]:
            wordings[family[flag["flag"]]][flag["flag"]] += 1
    assert len(wordings) == len(FAMILIES) >= 24
    assert all(len(names) >= 3 for names in wordings.values())
    counts = sorted((sum(names.values()) for names in wordings.values()), reverse=True)
    assert counts[0] > 8 * counts[-1]
    # Two families have no wording in common, however it is spelled.
    spelled = {key: {normalised(name) for name in item.names} for key, item in FAMILIES.items()}
    assert len(set().union(*spelled.values())) == sum(map(len, spelled.values()))


def test_what_does_not_add_up_occurs(newest: list[Scan]) -> None:
    withheld = [
        answer["justification"]
        for scan in newest
        for _, name, answer in criteria(scan)
        if name == "code_released" and value(answer) == "no"
    ]
    assert any(".example/" in text for text in withheld)
    unrepeated = 0
    for scan in newest:
        numbers = set(
            re.findall(r"\d+\.\d%", " ".join(claim["claim"] + claim["evidence"] for claim in scan["claims"]))
        )
        unrepeated += not set(re.findall(r"\d+\.\d%", scan["key_findings"])) <= numbers
    assert 5 < unrepeated < MANY / 2


# ------------------------------------------------------------------------------------------- identifiers, links


def test_identifiers_and_titles_are_unique(newest: list[Scan]) -> None:
    papers = [scan["paper"] for scan in newest]
    ids = [paper["arxiv_id"] for paper in papers if "arxiv_id" in paper]
    dois = [doi for paper in papers if (doi := paper.get("doi")) and doi != PLACEHOLDER_DOI]
    assert all(ARXIV_ID.fullmatch(arxiv_id) for arxiv_id in ids)
    assert MANY / 2 < len(ids) < MANY
    assert 0 < len(dois) < MANY
    assert max(Counter(ids).values()) == max(Counter(dois).values()) == 1
    assert len({paper["title"].casefold() for paper in papers}) == MANY


def test_no_identifier_is_of_a_paper_that_somebody_wrote(scans: dict[str, Scan]) -> None:
    records = [record for scan in scans.values() for record in (scan["paper"], *scan["cited_papers"])]
    numbers = [record["arxiv_id"].split(".")[1].split("v")[0] for record in records if "arxiv_id" in record]
    assert {len(number) for number in numbers} == {4, 5}
    assert all(int(number) > (60_000 if len(number) == 5 else 9_500) for number in numbers)
    dois = {doi.lower() for record in records if (doi := record.get("doi")) and doi != PLACEHOLDER_DOI}
    assert all(doi.startswith(("10.5555/", "10.48550/arxiv.")) for doi in dois)


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


def test_citations_resolve_inside_the_corpus(newest: list[Scan]) -> None:
    ways = citations(newest)
    assert all(ways[way] > 20 for way in ("id", "version", "doi", "title"))
    cited = Counter(paper["title"] for paper in resolved(newest))
    assert cited.most_common(1)[0][1] > 25, "more papers cite the first than a list shows"
    assert len(cited) < 0.8 * MANY


def test_nothing_younger_is_cited(newest: list[Scan]) -> None:
    for scan in newest:
        assert all(item["year"] <= scan["paper"]["year"] for item in scan["cited_papers"])


def test_citations_of_a_paper_do_not_grow_with_the_corpus() -> None:
    papers = Papers(seed=1)

    def mean(indexes: range) -> float:
        cited = [sum(head.is_scanned for head in papers.cited_by(index, CITED_PAPERS)) for index in indexes]
        return sum(cited) / len(cited)

    assert mean(range(900, 1_000)) < 1.25 * mean(range(10, 100))
    received = Counter(head.name for index in range(2_000) for head in papers.cited_by(index, 12) if head.is_scanned)
    assert received.most_common(1)[0][1] < 200


# --------------------------------------------------------------------------------------------------- syntheses


def test_syntheses_have_the_text_form(corpus: Path, newest: list[Scan]) -> None:
    sections = ["1 Introduction", "2 Methodology", "3 Results", "4 Limitations", "5 Extracted Claims"]
    headings = ["Abstract", *sections, "References"]
    texts = [path.read_text(encoding="utf-8") for path in sorted(corpus.glob("syntheses/*.txt"))]
    ids = {scan["paper"].get("arxiv_id") for scan in newest}
    assert len(list(corpus.glob("syntheses/*"))) == MANY / 20
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
    assert len(cited & ids) > len(texts)


def test_what_does_not_add_up_occurs_now_and_then(tmp_path: Path) -> None:
    make_corpus(tmp_path, 40)
    # By chance an answer may speak against the same claim as well.
    said = {(item.rule, item.file) for item in generate(Config(tmp_path)).diagnostics}
    found = Counter(rule for rule, _ in said)
    # Papers 9 and 29, and papers 17 and 37.
    assert found["contradicted-claim"] == 2
    assert found["code-against-answer"] == 2
    assert found["figures-in-no-claim"] > 0


# --------------------------------------------------------------------------------------------------- the demo


def test_the_demo_corrects_families_in_words_that_its_scans_use() -> None:
    report = Report("families.yml")
    found = read_corrections((ROOT / "benchmarks" / "demo-families.yml").read_bytes(), report)
    assert report.items == []
    of = {name: key for key, family in FAMILIES.items() for name in family.names}
    for family in found.families:
        names = [family.title.text, *(name.text for name in family.names)]
        assert len({of[name] for name in names}) == 1, names
    assert all(name.text in of for names in found.apart for name in names)


def test_sentences_agree_with_what_is_asked_for() -> None:
    """What a criterion asks for may be one thing or several, so no verb follows it that tells them apart."""
    for kind in ("yes", "no", "na"):
        for pattern in PHRASES[kind]:
            asked = pattern.replace("no trace of {subject}", "")
            assert not re.search(r"\{subject\} (?:\{verb\}|has|is|was|gives)", asked), pattern
