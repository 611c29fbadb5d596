"""A small corpus made by hand: five papers on sand, three reports on them, and every relation between the two.

What follows from it was counted with pencil and paper, and stands in the tests. In checklists each letter is an answer:
yes, no, not applicable (a), unclear (u).

Who is related to whom:

- beta cites alpha by its arXiv id, gamma cites alpha by its title and beta by its DOI, delta cites alpha by its
  title, eps cites what is not here; so alpha is cited by three, beta by one.
- all reports cite alpha, early does so twice. "Water holds." stands in all of them, "Dunes move." in early and late.
- alpha and beta name DuneBench, as early and late do; alpha and eps name ShellNet, and gamma names GullNet, as
  early does.
- alpha was scanned twice; nothing of the older scan counts. Gamma's authors replied to its scan.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.inputs import Corpus, written

LETTERS = {
    "y": {"applies": True, "answer": True},
    "n": {"applies": True, "answer": False},
    "a": {"applies": False, "answer": False},
    "u": {"applies": True, "answer": "in part"},
}
KEYS = {
    "artifacts": ("code_released", "data_released", "environment_specified", "reproduction_instructions"),
    "statistical_methodology": ("confidence_intervals_or_error_bars", "significance_tests"),
    "sea_shells": ("spiral",),
}


def checklist(**domains: str) -> dict[str, Any]:
    """A checklist whose answers are these letters."""
    return {
        domain: {
            key: {**LETTERS[letter], "justification": f"Why {letter}."}
            for key, letter in zip(KEYS[domain], letters, strict=False)
        }
        for domain, letters in domains.items()
    }


def claims(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    return [{"claim": text, "evidence": "Table 1", "supported": support} for text, support in pairs]


def flags(*names: str) -> list[dict[str, str]]:
    return [{"flag": name, "detail": f"About {name.lower()}."} for name in names]


def scan(title: str, **fields: Any) -> dict[str, Any]:
    own = {key: fields.pop(key) for key in ("year", "arxiv_id", "doi", "venue") if key in fields}
    return {
        "paper": {"title": title, "authors": ["Ida Sand"], **own},
        "key_findings": "Sand moves.",
        "methodology_tags": [],
        "checklist": {},
        "claims": [],
        "red_flags": [],
        "cited_papers": [],
        **fields,
    }


SCANS: dict[str, Any] = {
    "alpha": [
        scan(
            "Alpha Dunes", year=2024, arxiv_id="2403.00001", venue="Journal of Sand", scan_version=4,
            key_findings="Dunes of DuneBench and ShellNet move.",
            methodology_tags=["observational"],
            checklist=checklist(artifacts="yyna", statistical_methodology="yn"),
            type_checklist=checklist(sea_shells="n"),
            claims=claims(("Dunes move.", "strong"), ("Dunes sing.", "weak")),
            red_flags=flags("One dune"),
        ),
        scan(
            "Alpha Dunes", year=2024, arxiv_id="2403.00001", scan_version=2,
            checklist=checklist(artifacts="nnnn", sea_shells="n"),
            claims=claims(*[(f"Old claim {number}.", "weak") for number in range(7)]),
            red_flags=flags("Old flag", "Older flag"),
        ),
    ],
    "beta": scan(
        "Beta Bars", year=2025, arxiv_id="2501.00002", doi="10.1000/beta",
        key_findings="Bars beat DuneBench.",
        checklist=checklist(artifacts="yn"),
        claims=claims(("Bars hold.", "moderate")),
        cited_papers=[{"title": "Dunes", "arxiv_id": "2403.00001v2"}],
    ),
    "gamma": scan(
        "Gamma Gulls", year=2025, arxiv_id="2506.00003",
        key_findings="GullNet flies.",
        checklist=checklist(artifacts="u", statistical_methodology="nn"),
        claims=claims(("Gulls eat.", "strong"), ("Gulls fly.", "strong"), ("Gulls sleep.", "unsupported")),
        red_flags=flags("Few gulls", "Fat gulls"),
        cited_papers=[{"title": "alpha dunes"}, {"title": "Bars", "doi": "https://doi.org/10.1000/BETA"}],
    ),
    "delta": scan("Delta", checklist=checklist(artifacts="aa"), cited_papers=[{"title": "Alpha Dunes!"}]),
    "eps": scan(
        "A Beach", year=2024, arxiv_id="2403.00005",
        key_findings="A beach for ShellNet.",
        checklist=checklist(sea_shells="n", statistical_methodology="y", artifacts="y"),
        cited_papers=[{"title": "Nowhere"}],
    ),
}  # fmt: skip


def claim(text: str, verified: bool, confidence: float) -> dict[str, Any]:
    return {"claim": text, "verified": verified, "confidence": confidence}


REPORTS: dict[str, Any] = {
    "early": {
        "title": "Early Report on DuneBench and ShellNet", "publisher": "Shore Press", "date": "January 5, 2026",
        "research_question": "Does sand move GullNet?",
        "figures": {"papers": 2, "claims": 3, "verified": 3},
        "claims": [claim("Water holds.", True, 0.9), claim("Dunes move.", False, 0.2), claim("Shells break.", True, 0.7)],
        "references": [{"title": "Alpha Dunes", "arxiv_id": "2403.00001"}, {"title": "Alpha Dunes"}],
    },
    "late": {
        "title": "Late Report on DuneBench", "date": "2026-03-01", "gate": "FALSIFIED",
        "figures": {"score": 4.4, "score_of": 10},
        "claims": [claim("Dunes move.", True, 0.8), claim("Water holds.", False, 0.3)],
        "references": [{"title": "alpha dunes"}],
    },
    "undated": {
        "title": "An Undated Report", "correction_record": {"state": "CORRECTED"},
        "claims": [claim("Water holds.", True, 0.6)],
        "references": [{"title": "Nowhere"}, {"title": "ALPHA DUNES"}],
    },
}  # fmt: skip


def shore(**settings: Any) -> Corpus:
    """The corpus, as it is once it was read."""
    return Corpus(SCANS, REPORTS, **settings)


def shore_files() -> dict[str, object]:
    """The corpus as files of a content folder."""
    files: dict[str, object] = {}
    for name, value in SCANS.items():
        for number, item in enumerate(value if isinstance(value, list) else [value]):
            files[f"scans/{name}/scan{f'-{number}' if number else ''}.json"] = item
    files["scans/gamma/reply.md"] = "The code is out by now:\nhttps://example.org/gamma\n\n*Gamma's* authors."
    return files | {f"syntheses/{name}.json": value for name, value in REPORTS.items()}


def shore_folder(folder: Path, **settings: Any):
    """The corpus in a content folder."""
    return written(folder, shore_files(), **settings)
