"""A page is a function of its record and of its own file: nothing else may matter, and nothing that does may lack."""

from __future__ import annotations

import copy
import random
from dataclasses import fields, is_dataclass
from enum import Enum
from itertools import pairwise

import pytest

from generator import limits
from generator.config import Corpus as Kind
from generator.pages import ASSETS, PAGES
from generator.pages.kinds import BlockAssets, SiteAssets
from generator.pages.scan import SCAN
from tests.inputs import Corpus
from tests.shore import REPORTS, SCANS, checklist, claim, claims, flags, scan, shore

SETTINGS = ({}, {"listed_links": 1}, {"rows_per_page": 2}, {"compress_raw": True}, {"search_criteria": True},
            {"hand_written": frozenset({"methodology.md"})})  # fmt: skip


def sites():
    """The corpus as it may be otherwise: under other settings, without a paper or a report, with another one."""
    for settings in SETTINGS:
        yield shore(**settings)
    for name in SCANS:
        yield Corpus({key: value for key, value in SCANS.items() if key != name}, REPORTS)
    for name in REPORTS:
        yield Corpus(SCANS, {key: value for key, value in REPORTS.items() if key != name})
    yield Corpus({**SCANS, "zeta": scan("Zeta", cited_papers=[{"title": "Beta Bars"}])}, REPORTS)


def records():
    for corpus in sites():
        for kind in (*PAGES, *ASSETS):
            for record in kind.records(corpus.site):
                yield kind, record


def parts(value):
    """Everything that a record is made of."""
    yield value
    if is_dataclass(value):
        for field in fields(value):
            yield from parts(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from parts(item)


def test_records_are_frozen_and_of_parts_that_look_the_same_each_time():
    for kind, record in records():
        assert is_dataclass(record), kind.name
        hash(record)
        for part in parts(record):
            if is_dataclass(part):
                assert type(part).__dataclass_params__.frozen, part
            else:
                assert part is None or isinstance(part, str | int | bool | float | tuple | Enum), (kind.name, part)


def test_what_tells_records_apart_is_all_that_they_hold_but_what_follows_from_their_files():
    left_out = {}
    for kind, record in records():
        for part in parts(record):
            if not is_dataclass(part):
                continue
            for field in fields(part):
                value = getattr(part, field.name)
                if field.repr:
                    assert f"{field.name}={value!r}" in repr(part), (kind.name, field.name)
                else:
                    assert part is record, f"{kind.name}: only a record itself may leave something out"
                    known = left_out.setdefault((kind.name, field.name, record.source), value)
                    assert known == value, f"{kind.name}: {field.name} does not follow from the file"
    assert {name for _, name, _ in left_out} == {"own"}


def planned(corpus):
    """All pages and other files by their paths: what they are made of, and how."""
    site = corpus.site
    return {item.path: item for kind in (*PAGES, *ASSETS) for item in kind.plan(site)}


def key(item):
    return item.path, item.digest, item.source.digest if item.source else ""


def of_all_inputs(corpus):
    """The files that are made again whatever input changes."""
    return {
        item.path for kind in ASSETS if isinstance(kind, SiteAssets | BlockAssets) for item in kind.plan(corpus.site)
    }


def made(item, corpus):
    """What becomes of a page or a file; of an input, where it comes from."""
    return item.make(corpus) if hasattr(item, "template") or item.source is None else item.source


def test_pages_of_equal_records_are_equal_whatever_else_there_is():
    """Each kind of page is made from equal records in two sites that differ in something else."""
    one = shore(rows_per_page=2)
    other = Corpus(
        {**SCANS, "delta": {**SCANS["delta"], "key_findings": "Silt, not sand."}}, REPORTS, rows_per_page=2
    )
    first, second = planned(one), planned(other)
    assert first.keys() == second.keys()
    same = {path for path in first if key(first[path]) == key(second[path])}
    own = {"scans/delta/index.md", "scans/delta/scan-0.json", "api/v1/scans/delta.json"}
    assert same == first.keys() - own - of_all_inputs(one)
    for path in same:
        assert made(first[path], one) == made(second[path], other), path


def apart_from_lists(paths):
    """Those that are neither pages about the corpus nor lead on: tests of their own say what these are made of."""
    others = {*Kind, "arxiv", "doi"} - {Kind.REFERENCES}
    return {path for path in paths if path.split("/")[0] not in others}


def test_further_papers_that_have_nothing_to_do_with_a_page_leave_it_as_it_is():
    one, other = shore(), Corpus({**SCANS, "zeta": scan("Zeta")}, REPORTS)
    first, second = planned(one), planned(other)
    changed = {path for path in first if key(first[path]) != key(second[path])}
    assert apart_from_lists(changed) - of_all_inputs(one) == {"index.md", "scans/index.md"}
    for path in first.keys() - changed:
        assert made(first[path], one) == made(second[path], other), path


def edited(scans=None, reports=None):
    """The corpus with other fields in some inputs."""
    changed_scans, changed_reports = copy.deepcopy(SCANS), copy.deepcopy(REPORTS)
    for name, changes in (scans or {}).items():
        target = changed_scans[name]
        (target[0] if isinstance(target, list) else target).update(changes)
    for name, changes in (reports or {}).items():
        changed_reports[name].update(changes)
    return Corpus(changed_scans, changed_reports)


def paper(name, **changes):
    value = SCANS[name]
    return {"paper": {**(value[0] if isinstance(value, list) else value)["paper"], **changes}}


def older(**changes):
    return Corpus({**SCANS, "alpha": [SCANS["alpha"][0], {**SCANS["alpha"][1], **changes}]}, REPORTS)


REFERENCES = {"references/index.md"}
SCAN_LISTS, REPORT_LISTS = {"index.md", "scans/index.md"}, {"index.md", "syntheses/index.md"}
EARLIER = {"scans/alpha/v2-1/index.md"}
ALL_SCANS = {f"scans/{name}/index.md" for name in SCANS} | EARLIER
ALL_REPORTS = {f"syntheses/{name}/index.md" for name in REPORTS}


def of(*names):
    return {f"{'scans' if name in SCANS else 'syntheses'}/{name}/index.md" for name in names}


@pytest.mark.parametrize(
    ("corpus", "touched"),
    [
        # Beta cites by identifier and shows the title; the others cite by the title, and lead there no longer.
        (edited({"alpha": paper("alpha", title="Other Dunes")}),
         of("alpha", "beta", "gamma", "delta") | ALL_REPORTS | SCAN_LISTS | REFERENCES),
        # Gamma cites beta by its DOI, alpha is cited by it; early and late name what beta names.
        (edited({"beta": paper("beta", title="Other Bars")}), of("beta", "alpha", "gamma", "early", "late") | SCAN_LISTS | REFERENCES),
        (edited({"beta": paper("beta", doi="10.1000/other")}), of("beta", "gamma") | REFERENCES),
        (edited({"beta": paper("beta", arxiv_id="2507.00001")}), of("beta") | SCAN_LISTS | REFERENCES),
        (edited({"delta": {"cited_papers": []}}), of("delta", "alpha") | REFERENCES),
        (edited({"eps": {"key_findings": "A beach for no net."}}), of("eps", "early")),
        (edited({"eps": {"key_findings": "ShellNet, GullNet and DuneBench."}}), of("eps", "early", "late")),
        (edited({"delta": {"red_flags": flags("Wet")}}), of("delta") | SCAN_LISTS),
        (edited({"delta": {"claims": claims(("Silt sinks.", "weak"))}}), of("delta") | {"index.md"}),
        # Alpha is cited by delta and shows its share.
        (edited({"delta": {"checklist": SCANS["beta"]["checklist"]}}),
         of("delta", "alpha") | SCAN_LISTS | {"methodology.md"}),
        # What cites alpha shows its share: beta, gamma, delta and all reports.
        (Corpus({**SCANS, "alpha": [{**SCANS["alpha"][0], "checklist": SCANS["eps"]["checklist"]}, SCANS["alpha"][1]]},
                REPORTS),
         of("alpha", "beta", "gamma", "delta") | ALL_REPORTS | SCAN_LISTS | REFERENCES | {"methodology.md"}),
        # Of those to compare alpha with, delta comes first then.
        (edited({"delta": {"methodology_tags": ["observational"]}}), of("delta", "alpha") | SCAN_LISTS),
        (edited({"delta": paper("delta", year=2026)}), of("delta") | SCAN_LISTS),
        (edited({"delta": paper("delta", authors=["Bo Bucket"])}), of("delta")),
        (edited({"delta": {"type_checklist": SCANS["beta"]["checklist"]}}), of("delta")),
        (older(red_flags=[]), of("alpha") | EARLIER),
        (older(paper={**SCANS["alpha"][1]["paper"], "doi": "10.1000/beta"}),
         of("alpha", "beta", "gamma") | REFERENCES | EARLIER),
        # Who shares a claim with late shows its title; so does who is cited there, or named.
        (edited(reports={"late": {"title": "Later Report on DuneBench"}}),
         ALL_REPORTS | of("alpha", "beta") | REPORT_LISTS | REFERENCES),
        (edited(reports={"late": {"claims": [claim("Dunes move.", True, 0.7), claim("Water holds.", False, 0.3)]}}),
         of("late", "early")),
        (edited(reports={"late": {"claims": [claim("Dunes move.", True, 0.8), claim("Water holds.", True, 0.3)]}}),
         of("late") | REPORT_LISTS),
        (edited(reports={"early": {"claims": REPORTS["early"]["claims"][:2]}}), of("early") | REPORT_LISTS),
        (edited(reports={"undated": {"references": []}}), of("undated", "alpha") | REPORT_LISTS | REFERENCES),
        (edited(reports={"undated": {"date": "2027-01-01"}}), of("undated") | REPORT_LISTS),
        (edited(reports={"late": {"gate": "PASSED"}}), of("late") | REPORT_LISTS),
        (edited(reports={"late": {"publisher": "Shore Press"}}), of("late")),
        (shore(hand_written=frozenset({"methodology.md"})), ALL_SCANS),
        # The search finds nothing on the page of an earlier scan.
        (shore(search_criteria=True), ALL_SCANS - EARLIER),
        # Every page that has lists may fold them elsewhere.
        (shore(listed_links=2), ALL_SCANS | ALL_REPORTS | REFERENCES),
    ],
)  # fmt: skip
def test_what_an_edit_changes_is_made_again_and_nothing_else(corpus, touched):
    first, second = planned(shore()), planned(corpus)
    # What an edit changes on a page about the corpus stands in the test of that page.
    changed = {path for path in apart_from_lists(first) if key(first[path]) != key(second[path])}
    assert {path for path in changed if path.endswith(".md")} == touched


def random_edit(rng, scans, reports):
    """One edit, of any field that others may show."""
    name, other = rng.choice(sorted(scans)), rng.choice(sorted(scans))
    target = scans[name][0] if isinstance(scans[name], list) else scans[name]
    cited = (scans[other][0] if isinstance(scans[other], list) else scans[other])["paper"]
    report = reports[rng.choice(sorted(reports))]
    words = ["DuneBench", "ShellNet", "GullNet", "sand", "a beach"]
    match rng.randrange(18):
        case 0:
            target["paper"]["title"] = rng.choice(["Alpha Dunes", "Beta Bars", f"Retitled {rng.randrange(9)}"])
        case 1:
            target["paper"]["arxiv_id"] = rng.choice(["2403.00001", "2501.00002", f"2509.{rng.randrange(10**5):05}"])
        case 2:
            target["cited_papers"] = [dict(cited), {"title": rng.choice(["Alpha Dunes", "Delta"])}]
        case 3:
            target["key_findings"] = " ".join(rng.sample(words, 2))
        case 4:
            target["checklist"] = copy.deepcopy(rng.choice([SCANS["beta"], SCANS["gamma"]])["checklist"])
        case 5:
            target["paper"]["year"] = rng.randrange(2020, 2027)
        case 6:
            target["red_flags"] = flags(*rng.sample(["Few dunes", "Few dune", "Dunes few", "Wet"], rng.randrange(3)))
        case 7:
            scans[name] = [target, copy.deepcopy(target)] if not isinstance(scans[name], list) else target
        case 8:
            report["title"] = f"Report {rng.randrange(9)} on {rng.choice(words)}"
        case 9:
            report["claims"] = [
                claim(text, rng.random() < 0.5, round(rng.random(), 1))
                for text in rng.sample(["Water holds.", "Dunes move.", "Shells break."], rng.randrange(1, 4))
            ]
        case 10:
            report["references"] = [dict(cited)]
        case 11:
            report["gate"] = rng.choice(["PASSED", "FALSIFIED"])
        case 12:
            scans[f"new-{rng.randrange(3)}"] = copy.deepcopy(target)
        case 13:
            if len(scans) > 3:
                del scans[name]
        case 14:
            target["paper"]["venue"] = rng.choice(["Journal of Sand", "J. Sand 2024", "Dunes '24", ""])
        case 15:
            target["paper"]["authors"] = rng.sample(["Ida Sand", "Ida  Sánd", "Bo Bucket"], rng.randrange(1, 3))
        case 16:
            target["methodology_tags"] = rng.sample(["observational", "rct", "Own tag"], rng.randrange(3))
        case 17:
            target["claims"] = claims(*rng.sample([("Dunes move.", "strong"), ("Bars hold.", "weak")], 1))


@pytest.mark.parametrize("seed", range(2))
def test_whatever_is_edited_pages_with_equal_records_are_equal(seed, monkeypatch):
    for name in ("AUTHOR_PAGE", "VENUE_PAGE"):
        monkeypatch.setattr(limits, name, 2)
    rng = random.Random(seed)
    scans, reports = copy.deepcopy(SCANS), copy.deepcopy(REPORTS)
    history = []
    for _ in range(30):
        corpus = Corpus(copy.deepcopy(scans), copy.deepcopy(reports), **rng.choice(
            [{}, {}, {"listed_links": 1}, {"rows_per_page": 2}, {"hand_written": frozenset({"methodology.md"})}]
        ))  # fmt: skip
        history.append({key(item): made(item, corpus) for item in planned(corpus).values()})
        random_edit(rng, scans, reports)
    known, again = {}, set()
    for pages in history:
        for name, content in pages.items():
            if name in known:
                again.add(name[0])
            assert known.setdefault(name, content) == content, name
    # Most pages were met again as they were, so that there was something to see.
    assert len(again) > 15
    kept = [len(before.keys() & after.keys()) for before, after in pairwise(history)]
    assert sum(kept) > 5 * len(kept)


@pytest.mark.parametrize(("papers", "shown"), [(1, False), (4, False), (5, True)])
def test_where_a_paper_lies_is_shown_among_five_papers_or_more(papers: int, shown: bool) -> None:
    scans = {f"p{number}": scan(f"P {number}", checklist=checklist(artifacts="yn")) for number in range(papers)}
    record = next(iter(SCAN.records(Corpus(scans).site)))
    assert bool(record.bars_file) is shown
