"""What is said of a scan or a synthesis in a few words, wherever there is room for a few words only."""

from __future__ import annotations

from generator.analysis.tally import Tally, tally
from generator.model import ScanSummary, SynthesisSummary, Verdict
from generator.shorten import short_title, short_word
from generator.views.parts import counted

_STANDING = {
    "FALSIFIED": ("Its publisher marks this report as falsified.", "Marked as falsified", True),
    "SUPERSEDED": ("Its publisher has replaced this report with a later one.", "Replaced by a later report", True),
    "CORRECTED": ("Its publisher has corrected this report.", "Corrected by its publisher", False),
}


def _standing(synthesis: SynthesisSummary) -> list[tuple[str, str, bool]]:
    stated = (synthesis.gate.strip().upper(), synthesis.correction_state.strip().upper())
    return [_STANDING[word] for word in stated if word in _STANDING]


def alerts(synthesis: SynthesisSummary) -> tuple[str, ...]:
    """What a reader has to know of a report before anything else: that it no longer stands as it was."""
    return tuple([sentence for sentence, _, _ in _standing(synthesis)])


def standing(synthesis: SynthesisSummary) -> tuple[str, ...]:
    """The same in short."""
    return tuple([words for _, words, _ in _standing(synthesis)])


def has_fallen(synthesis: SynthesisSummary) -> bool:
    """Whether its publisher no longer stands by the report."""
    return any(fallen for _, _, fallen in _standing(synthesis))


def met(total: Tally) -> tuple[str, str]:
    """``19 of 55`` and ``criteria met``: how many of the applicable criteria; no figure where there are none."""
    if not total.applicable:
        return "", "no criterion applies" if total.total else "no criteria in the scan"
    return f"{total.yes} of {total.applicable}", "criterion met" if total.applicable == 1 else "criteria met"


def met_in_words(total: Tally) -> str:
    """``19 of 55 criteria met``."""
    return " ".join(met(total)).strip()


def flagged(own: ScanSummary) -> str:
    """``6 red flags``."""
    return counted(len(own.red_flags), "red flag") if own.red_flags else "no red flags"


def verified(own: SynthesisSummary) -> tuple[str, str]:
    """``12 of 40`` and ``claims verified``; no figure where there are none."""
    number = len(own.claims)
    if not number:
        return "", "no claims"
    return f"{verified_claims(own)} of {number}", "claim verified" if number == 1 else "claims verified"


def verified_claims(own: SynthesisSummary) -> int:
    """How many claims of a report are verified."""
    return sum(claim.verdict is Verdict.VERIFIED for claim in own.claims)


def quality(own: SynthesisSummary) -> str:
    """``quality score 4.4/10``, as stated; empty where none is."""
    return f"quality score {short_title(own.score)}" if own.score else ""


def scan_figures(own: ScanSummary) -> str:
    """``19 of 55 criteria met · 6 red flags``."""
    return f"{met_in_words(tally(own.answers.letters))} · {flagged(own)}"


def synthesis_figures(own: SynthesisSummary) -> str:
    """``12 of 40 claims verified · 23 references · quality score 4.4/10``, after what a reader has to know first."""
    figures = " ".join(verified(own)).strip()
    parts = (*standing(own), figures, counted(len(own.references), "reference"), quality(own))
    return " · ".join([part for part in parts if part])


def scan_title(title: str, version: str = "") -> str:
    """What the preview of a scan of the paper with this title is called; ``version`` is that of an earlier scan."""
    return f"{title} (earlier scan, version {short_word(version)})" if version else title
