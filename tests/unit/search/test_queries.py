"""What people type, and what must come first, in a small corpus made by hand.

Who says what: two papers are about dunes and bear DuneBench and VL-RewardDunes in their titles, others write of them more
often than they do themselves. "Error bars" stands in a criterion's title, in a red flag and in answers.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.search import Criterion, Entry, Unit
from tests.inputs import Corpus
from tests.searching import ask, units, write_index


def answers(**given: tuple[bool | None, str]) -> dict[str, Any]:
    return {
        key: {"applies": answer is not None, "answer": bool(answer), "justification": why}
        for key, (answer, why) in given.items()
    }


def paper(title: str, authors: list[str], year: int, **fields: Any) -> dict[str, Any]:
    own = {key: fields.pop(key) for key in ("arxiv_id", "doi", "venue") if key in fields}
    code, bars = fields.pop("code"), fields.pop("bars")
    return {
        "paper": {"title": title, "authors": authors, "year": year, **own},
        "checklist": {
            "artifacts": answers(code_released=code),
            "statistical_methodology": answers(confidence_intervals_or_error_bars=bars),
        },
        **fields,
    }


SCANS = {
    "dunes": paper(
        "DuneBench: Judging Dunes", ["Ida Sand", "Bo Bucket"], 2024, arxiv_id="2401.00011", venue="Conference of Sand",
        key_findings="Judges agree on most of them.", methodology_tags=["observational"],
        code=(False, "The repository is empty."), bars=(False, "Single numbers only."),
        claims=[{"claim": "Judges agree.", "evidence": "Kappa is 0.8 in Table 2.", "supported": "strong"}],
        red_flags=[{"flag": "No error bars", "detail": "Every number stands alone."}],
    ),
    "rewards": paper(
        "VL-RewardDunes: Rewards for Sand", ["Çağla Ñandú"], 2025, arxiv_id="2502.00012", venue="Conference of Sand",
        key_findings="A reward for sand.", code=(True, "Code and weights at the shore repository."),
        bars=(True, "Error bars span five seeds."),
        claims=[{"claim": "Hallucinations fall by half.", "evidence": "Table 4.", "supported": "moderate"}],
        cited_papers=[{"title": "DuneBench: Judging Dunes", "arxiv_id": "2401.00011v2", "relevance": "DuneBench is used."}],
    ),
    "kites": paper(
        "Kites over Sand", ["Ümit Kāpō"], 2023, venue="Workshop on Wind", doi="10.1000/kites.7",
        key_findings="DuneBench likes kites. On DuneBench, kites win; DuneBench and VLRewardDunes are used throughout.",
        code=(None, "No code was written."), bars=(False, "The plots have none."),
        claims=[{"claim": "Kites win on DuneBench.", "evidence": "DuneBench, Table 1.", "supported": "weak"},
                {"claim": "Policies of annotators differ.", "evidence": "Not on hallucinations alone.", "supported": "unsupported"}],
        red_flags=[{"flag": "Temporal leakage", "detail": "Kites of 2023 were seen in training."}],
        cited_papers=[{"title": "DuneBench: Judging Dunes", "arxiv_id": "2401.00011"}],
    ),
    "models": paper(
        "快手科技 and Dunes", ["Ann O'Shore"], 2022, key_findings="Bootstrapped intervals were computed.",
        code=(False, "A promise only."), bars=(True, "Bootstrapped 95 % intervals."),
        claims=[{"claim": "The significance was tested.", "evidence": "Bootstrap.", "supported": "strong"}],
    ),
    "align": paper(
        "MM-ALIGN: Agreement of Models with People", ["Yi Fan"], 2025, arxiv_id="2502.10391",
        key_findings="Made by KuaiShou.", code=(None, "It is a survey."), bars=(None, "There are no numbers."),
    ),
    "tides": paper(
        "Tides", ["Gil Foam"], 2024, venue="NeurIPS 2024", key_findings="They come and go.",
        code=(None, "A theory."), bars=(None, "A theory."),
    ),
}  # fmt: skip
SYNTHESES = {
    "wind": {
        "title": "What Wind Does to Kites", "publisher": "Shore Press", "date": "2026-01-05",
        "claims": [{"claim": "Wind lifts kites of paper.", "verified": True, "confidence": 0.9},
                   {"claim": "Rain lifts none.", "verified": False, "confidence": 0.9}],
        "references": [{"title": "Kites over Sand"}],
    },
}  # fmt: skip

CODE_RELEASED = Criterion("artifacts/code_released", "Code released", "", True)
DUNES, REWARDS, KITES, MODELS, ALIGN, TIDES = (f"scans/{name}/" for name in SCANS)
WIND = "syntheses/wind/"
CODE = "criteria/artifacts/code_released/"
BARS = "criteria/statistical_methodology/confidence_intervals_or_error_bars/"

# What is typed; the page that comes first; of its entries, what the first is: its kind, verdict and words of its title.
QUERIES: dict[str, tuple[str, tuple[str, str, str]]] = {
    # A paper's own name comes before those who write of it, however often.
    "dunebench": (DUNES, ("paper", "", "DuneBench")),
    "DuneBench Judging": (DUNES, ("paper", "", "DuneBench")),
    "kites over sand": (KITES, ("paper", "", "Kites")),
    "wind kites": (WIND, ("synthesis", "", "Wind")),
    # People, years, venues.
    "bucket": (DUNES, ("paper", "", "DuneBench")),
    "ida sand": (DUNES, ("paper", "", "DuneBench")),
    "nandu": (REWARDS, ("paper", "", "VL-RewardDunes")),
    "Ümit Kapo": (KITES, ("paper", "", "Kites")),
    "o'shore": (MODELS, ("paper", "", "快手科技")),
    "oshore": (MODELS, ("paper", "", "快手科技")),
    "conference sand 2025": (REWARDS, ("paper", "", "VL-RewardDunes")),
    "workshop wind 2023": (KITES, ("paper", "", "Kites")),
    # Identifiers, however they are written.
    "2401.00011": (DUNES, ("paper", "", "DuneBench")),
    "2401.00011v3": (DUNES, ("paper", "", "DuneBench")),
    "arXiv:2401.00011": (DUNES, ("paper", "", "DuneBench")),
    "https://arxiv.org/abs/2401.00011v1": (DUNES, ("paper", "", "DuneBench")),
    "arxiv.org/pdf/2401.00011.pdf": (DUNES, ("paper", "", "DuneBench")),
    "10.48550/arXiv.2401.00011": (DUNES, ("paper", "", "DuneBench")),
    "https://doi.org/10.1000/kites.7": (KITES, ("paper", "", "Kites")),
    "2502.10391": (ALIGN, ("paper", "", "MM-ALIGN")),
    "NeurIPS 2024": (TIDES, ("paper", "", "Tides")),
    "neurips2024": (TIDES, ("paper", "", "Tides")),
    "KuaiShou": (ALIGN, ("paper", "", "MM-ALIGN")),
    # Hyphens, folded in both directions.
    "VLRewardDunes": (REWARDS, ("paper", "", "VL-RewardDunes")),
    "vl-rewarddunes": (REWARDS, ("paper", "", "VL-RewardDunes")),
    "dune-bench": (DUNES, ("paper", "", "DuneBench")),
    "dune bench": (DUNES, ("paper", "", "DuneBench")),
    "vl reward dunes": (REWARDS, ("paper", "", "VL-RewardDunes")),
    "快手": (MODELS, ("paper", "", "快手科技")),
    # Answers to criteria, by their titles, keys and words.
    "code_released": (CODE, ("page", "", "Code released")),
    "code released answer:no": (DUNES, ("criterion", "no", "Code released")),
    "criterion:code_released answer:yes": (REWARDS, ("criterion", "yes", "Code released")),
    "error bars span": (REWARDS, ("criterion", "yes", "Uncertainty")),
    "no error bars": (DUNES, ("flag", "", "No error bars")),
    "no error bars kind:flag": (DUNES, ("flag", "", "No error bars")),
    "answer:no criterion:code_released year:2024": (DUNES, ("criterion", "no", "Code released")),
    "uncertainty of results": (BARS, ("page", "", "Uncertainty")),
    "error bars": (REWARDS, ("criterion", "yes", "Uncertainty")),
    "empty repository": (DUNES, ("criterion", "no", "Code released")),
    "answer:no criterion:confidence_intervals_or_error_bars year:2023": (KITES, ("criterion", "no", "Uncertainty")),
    # Claims and red flags.
    "leakage": (KITES, ("flag", "", "Temporal leakage")),
    "kappa": (DUNES, ("claim", "strong", "Judges agree")),
    "hallucin": (REWARDS, ("claim", "moderate", "Hallucinations")),
    "hallucination": (REWARDS, ("claim", "moderate", "Hallucinations")),
    "policy annotator": (KITES, ("claim", "unsupported", "Policies")),
    "halucinations": (REWARDS, ("claim", "moderate", "Hallucinations")),
    "significnace tested": (MODELS, ("claim", "strong", "The significance")),
    '"judges agree"': (DUNES, ("claim", "strong", "Judges agree")),
    '"wind lifts" kites': (WIND, ("claim", "verified", "Wind lifts")),
    "kites verdict:weak": (KITES, ("claim", "weak", "Kites win")),
    "bootstrapping": (MODELS, ("claim", "strong", "The significance")),
    "kites win": (KITES, ("paper", "", "Kites")),
    "tag:observational": (DUNES, ("paper", "", "DuneBench")),
    "kind:claim year:2022": (MODELS, ("claim", "strong", "The significance")),
    "venue:workshop-on-wind": (KITES, ("paper", "", "Kites")),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_index(tmp_path_factory.mktemp("index"), units(Corpus(SCANS, SYNTHESES)))


def test_what_must_come_first_does(folder: Path) -> None:
    wrong = {}
    for typed, found in ask(folder, list(QUERIES)).items():
        address, (kind, verdict, title) = QUERIES[typed]
        groups = [
            (item["address"], [entry[:2] + entry[3:4] for entry in item["entries"]]) for item in found["groups"]
        ]
        first = groups[0][1][0] if groups else ["", "", ""]
        if not groups or groups[0][0] != address or first[:2] != [kind, verdict] or title not in first[2]:
            wrong[typed] = groups[:3]
    assert wrong == {}


def test_a_name_in_parts_comes_before_another_that_shares_one(tmp_path: Path) -> None:
    papers = [
        Unit("scans/route/", "paper", "GableRoute", (Entry("paper", "", "GableRoute", "They cast, cast and cast again."),)),
        Unit("scans/cast/", "paper", "GableCast", (Entry("paper", "", "GableCast", "Sand is poured and hardens. " * 30),)),
    ]  # fmt: skip
    (found,) = ask(write_index(tmp_path, papers), ["gable cast"]).values()
    assert [item["address"] for item in found["groups"]] == ["scans/cast/", "scans/route/"]


def test_what_is_not_there_as_typed_is_told(folder: Path) -> None:
    found = ask(folder, ["halucinations", "dunes xyzzy", "xyzzy", "leakage kappa", "kites -dunebench", "-kites"])
    assert found["halucinations"]["corrected"] == [["halucinations", "hallucinations"]]
    assert found["dunes xyzzy"]["unknown"] == ["xyzzy"]
    assert found["dunes xyzzy"]["groups"]
    assert found["xyzzy"]["unknown"] == ["xyzzy"]
    assert found["xyzzy"]["groups"] == []
    # No page has both, so each of those with one says what it lacks.
    apart = found["leakage kappa"]
    assert apart["isSpread"]
    missing = {item["address"]: item["missing"] for item in apart["groups"]}
    assert (missing[KITES], missing[DUNES]) == (["kappa"], ["leakage"])
    without = found["kites -dunebench"]
    assert not any(
        "DuneBench" in text for item in without["groups"] for entry in item["entries"] for text in entry[3:]
    )
    assert WIND in [item["address"] for item in without["groups"]]


def test_only_what_is_named_is_left_out(folder: Path) -> None:
    typed = [
        "annotators -halucinations",
        'sand "vl rewarddunes" -"sand nowhere"',
        'kites -"kites win"',
        "dunes -dunebench",
    ]
    found = ask(folder, typed)
    texts = {
        query: [" ".join(entry[3:]) for item in found[query]["groups"] for entry in item["entries"]]
        for query in found
    }
    misspelt, unknown, together, alone = texts.values()
    # The claim about annotators has "hallucinations", which nobody named.
    assert found[typed[0]]["corrected"] == []
    assert any("hallucinations" in text for text in misspelt)
    # Each of the words may be there without the other.
    assert unknown
    assert together
    assert not any("kites win" in text.lower() for text in together)
    assert alone
    # The title of a criterion and its answer are words of the answer.
    answers = ask(folder, ["empty", "empty -released", "empty -no", "empty -releas"])
    assert [bool(item["groups"]) for item in answers.values()] == [True, False, False, True]
    assert not any("DuneBench" in text for text in alone)


def test_a_common_word_is_left_out_however_long_its_list_is(tmp_path: Path) -> None:
    # Beside a rarer word, so long a list of a common one is not fetched for what it adds.
    papers = [
        Unit(f"scans/{number}/", "paper", f"Rare {number}" if number < 40 else f"Other {number}", (
            Entry("paper", "", f"Rare {number}" if number < 40 else f"Other {number}"),
            *[Entry("claim", f"claim-{place}", f"Common {place}") for place in range(90)],
            Entry("flag", "flag-1", "Rare indeed", "common" if number % 2 else ""),
        ))
        for number in range(400)
    ]  # fmt: skip
    (found,) = ask(write_index(tmp_path, papers), ["rare kind:flag -common"]).values()
    assert found["entries"] == 200


def test_what_was_not_looked_at_is_not_called_missing(tmp_path: Path) -> None:
    papers = [
        Unit(f"scans/{number}/", "paper", f"Paper {number}", (Entry("paper", "", f"Paper {number}", "sand"),), 2024)
        for number in range(70)
    ]
    few, all_of_it = ask(write_index(tmp_path, papers), ['"sand paper"', '"paper 3"']).values()
    # All have both words, and none has them in this order: the first sixty were looked at.
    assert (few["groups"], few["isDone"], few["isCounted"]) == ([], False, False)
    assert (len(all_of_it["groups"]), all_of_it["isDone"]) == (1, True)


def test_a_paper_comes_before_pages_that_mention_its_identifier(tmp_path: Path) -> None:
    pages = [
        Unit("guide/", "page", "Links", (
            Entry("page", "", "Links"), Entry("section", "ids", "By arXiv id", "As /arxiv/2502.10391/ does."),
        )),
        Unit("scans/align/", "paper", "MM-ALIGN", (
            Entry("paper", "", "MM-ALIGN", f"arXiv:2502.10391 · {'What was found is told at length. ' * 20}"),
        )),
    ]  # fmt: skip
    (found,) = ask(write_index(tmp_path, pages), ["2502.10391"]).values()
    assert [group["address"] for group in found["groups"]] == ["scans/align/", "guide/"]


def test_why_something_is_not_asked_comes_after_what_was_answered(tmp_path: Path) -> None:
    # The newest has the fewest words, and says least.
    papers = [
        Unit(f"scans/{verdict}/", "paper", verdict, (
            Entry("paper", "", "A paper"), Entry("criterion", "code", "", why, verdict, CODE_RELEASED),
        ), year)
        for verdict, year, why in (("na", 2025, "No funding."), ("no", 2024, "The paper says nothing of funding."),
                                   ("yes", 2023, "The paper says all there is to say of its funding."))
    ]  # fmt: skip
    (found,) = ask(write_index(tmp_path, papers), ["funding"]).values()
    assert [group["address"] for group in found["groups"]] == ["scans/no/", "scans/yes/", "scans/na/"]


def test_filters_alone_know_all_that_there_is(tmp_path: Path) -> None:
    def paper(number: int) -> Unit:
        entries = [
            Entry("paper", "", f"Paper {number}"),
            *[Entry("claim", f"c{place}", f"Claim {place}", verdict="strong") for place in range(3)],
            Entry("criterion", "code", "", "Why.", "no" if number % 2 else "yes", CODE_RELEASED),
        ]
        # The last of them all, which no reader of the first cards comes to.
        if number == 299:
            entries += [Entry("flag", "f", "Leak"), Entry("claim", "w", "Weak", verdict="unsupported")]
        tags = (("tag", "Field work", ""),) if number < 100 else ()
        return Unit(f"scans/{number:03}/", "paper", f"Paper {number}", tuple(entries), 2024 - number % 3, facets=tags)

    folder = write_index(tmp_path, [paper(number) for number in range(300)])
    # What is asked; how many entries on how many pages.
    expected = {
        "kind:flag": (1, 1),
        "verdict:unsupported": (1, 1),
        "kind:claim": (901, 300),
        "kind:claim verdict:strong": (900, 300),
        "kind:claim verdict:strong verdict:unsupported": (901, 300),
        "kind:claim year:2024": (300, 100),
        "kind:claim tag:field-work": (300, 100),
        "kind:claim -weak": (900, 300),
        # On a page whose own words are not wanted, nothing is.
        "kind:claim -299": (897, 299),
        "kind:claim -strong": (1, 1),
        "kind:claim -verdict:strong": (1, 1),
        "-kind:claim verdict:unsupported": (0, 0),
        "answer:no": (150, 150),
        "answer:no -released": (0, 0),
        "kind:criterion -criterion:code_released": (0, 0),
        "kind:criterion -year:2024": (200, 200),
        "tag:field-work": (100, 100),
        "-tag:field-work": (200, 200),
        "-kind:paper": (0, 0),
        "year:2024 -year:2024": (0, 0),
        "kind:flag leak": (1, 1),
        "kind:flag paper": (0, 0),
        "claim verdict:strong": (900, 300),
    }
    found = ask(folder, list(expected), most=1)
    assert {typed: (item["entries"], item["pages"]) for typed, item in found.items()} == expected
    assert all(item["isCounted"] for item in found.values())
    assert [entry[2] for entry in found["kind:flag"]["groups"][0]["entries"]] == ["f"]
    assert [entry[2] for entry in found["kind:claim -weak"]["groups"][0]["entries"]] == ["c0", "c1", "c2"]
    assert found["kind:claim"]["counts"] == {
        "kind:claim": 901, "verdict:strong": 900, "verdict:unsupported": 1,
        "year:2022": 100, "year:2023": 100, "year:2024": 100,
    }  # fmt: skip


def test_filters_let_pass_what_they_say(folder: Path) -> None:
    typed = [
        "kind:flag",
        "year:2023..2024 kind:paper",
        "answer:no criterion:code_released",
        "sand kind:claim",
        "year:1999",
        "verdict:not_verified",
        "lifts verdict:not-verified",
        "year:<2023",
        "kind:criteria answer:yes criterion:code_released",
        # What is not wanted, with words and without.
        "dunebench -kind:paper -kind:reference -kind:claim",
        "-tag:observational kind:paper year:2023..2025",
        "-year:2022 -year:2024 kind:claim",
        "answer:no -criterion:code_released",
        "answer:no -year:2022",
        "-tag:observational -venue:workshop kind:paper",
    ]
    found = ask(folder, typed)
    named = {
        query: sorted({(item["address"], *entry[:2]) for item in found[query]["groups"] for entry in item["entries"]})
        for query in typed
    }
    assert named == {
        "kind:flag": [(DUNES, "flag", ""), (KITES, "flag", "")],
        "year:2023..2024 kind:paper": [(DUNES, "paper", ""), (KITES, "paper", ""), (TIDES, "paper", "")],
        "answer:no criterion:code_released": [(DUNES, "criterion", "no"), (MODELS, "criterion", "no")],
        # Sand is in the papers' own entries; their claims have none of it, but for nobody.
        "sand kind:claim": [],
        "year:1999": [],
        "verdict:not_verified": [(WIND, "claim", "not_verified")],
        "lifts verdict:not-verified": [(WIND, "claim", "not_verified")],
        # Lists, which have no year, are of none before.
        "year:<2023": [(MODELS, "paper", "")],
        "kind:criteria answer:yes criterion:code_released": [(REWARDS, "criterion", "yes")],
        "dunebench -kind:paper -kind:reference -kind:claim": [],
        "-tag:observational kind:paper year:2023..2025": [
            (ALIGN, "paper", ""),
            (KITES, "paper", ""),
            (REWARDS, "paper", ""),
            (TIDES, "paper", ""),
        ],
        # Reports are of no year, or of their own.
        "-year:2022 -year:2024 kind:claim": [
            (KITES, "claim", "unsupported"),
            (KITES, "claim", "weak"),
            (REWARDS, "claim", "moderate"),
            (WIND, "claim", "not_verified"),
            (WIND, "claim", "verified"),
        ],
        "answer:no -criterion:code_released": [(DUNES, "criterion", "no"), (KITES, "criterion", "no")],
        "answer:no -year:2022": [(DUNES, "criterion", "no"), (KITES, "criterion", "no")],
        "-tag:observational -venue:workshop kind:paper": [
            (ALIGN, "paper", ""),
            (MODELS, "paper", ""),
            (REWARDS, "paper", ""),
            (TIDES, "paper", ""),
        ],
    }


def test_a_query_fetches_little(folder: Path) -> None:
    (found,) = ask(folder, ["no error bars"], most=2).values()
    names = [name.partition("/")[0] for name, _ in found["loaded"]]
    assert names.count("root.bin") == 1
    assert names.count("cards") == 2
    assert len(names) == len({name for name, _ in found["loaded"]})


def test_nothing_that_is_typed_is_an_error(folder: Path) -> None:
    ask(
        folder,
        [
            "'",
            '"',
            "-",
            ":",
            "kind:",
            "year:x",
            "a" * 5_000,
            "<script>alert(1)</script>",
            "\\",
            "(((",
            "*",
            "__proto__",
        ],
    )
