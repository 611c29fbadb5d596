"""Rules about what does not add up inside an input. Pages tell it to their readers, with the reason."""

from __future__ import annotations

from generator.rules.record import Case, Rule, Severity

_SAID = "Both are shown; the page says so, and why"
_LOOK = "Look at both; nothing, if both are meant"
_IF_MEANT = "look at both; nothing to mend if both are meant"

RULES = (
    Rule(
        "contradicted-claim",
        Severity.NOTE,
        "A claim is called strongly supported, and a red flag or an answer speaks against it.",
        (
            Case(
                "A claim with `supported: strong`, and a red flag or the justification of a no in "
                "`claims_and_evidence` that repeats a figure of it (of three digits or more), quotes five of its "
                "words on end, or has two of its names (benchmarks, methods, models) that neither the title nor most "
                "claims have",
                _SAID,
                _LOOK,
            ),
            Case(
                "`abstract_claims_supported` answered no, where every claim has `supported: strong`",
                _SAID,
                _LOOK,
            ),
        ),
        remedy=_IF_MEANT,
    ),
    Rule(
        "code-against-answer",
        Severity.NOTE,
        "Code counts as not released, and the scan names a repository with it.",
        (
            Case(
                "`code_released` answered no, and a sentence of the key findings or of a justification with the "
                "address of a repository (GitHub, GitLab, Bitbucket, Codeberg, Hugging Face), or that says that code "
                "is available there; none with a word of doubt (no, empty, will, data, prior …)",
                _SAID,
                _LOOK,
            ),
        ),
        remedy=_IF_MEANT,
    ),
    Rule(
        "figures-in-no-claim",
        Severity.NOTE,
        "The key findings have several figures, and no claim repeats any of them.",
        (
            Case(
                "Key findings with two figures or more (percentages, points, decimals), none of which a claim or its "
                "evidence repeats: as it is, rounded, or as a share (`12.5%`, `0.125`)",
                "The page says so, and which figures",
                "Add the claims that the findings rest on",
            ),
        ),
        remedy="add the claims that the findings rest on",
    ),
    Rule(
        "tier-against-score",
        Severity.NOTE,
        "A report's tier asks for another score, more verified claims or another reproducibility than it has.",
        (
            Case(
                "A tier that the score out of 10, the verified claims or the reproducibility do not allow: "
                "`FLAGSHIP_CANDIDATE` from 8.5, with 5 verified claims and reproducibility `HIGH`; `DOI_GRADE` from "
                "7.5, with 1; `PUBLIC_RECORD` from 5.0; `WATCHLIST` below 7.5; `QUARANTINE_CANDIDATE` below 5.0",
                _SAID,
                _LOOK,
            ),
        ),
        remedy=_IF_MEANT,
    ),
)
"""In the order of the guide, after those of ``generator.rules.report``."""
