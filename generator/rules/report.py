"""Rules about what a report says of itself: figures, verdicts and confidences, and the rows of its table."""

from __future__ import annotations

from generator.rules.record import Case, Rule, Severity

_STANDS = "Shown as given"
_CORRECT = "correct it, or leave it out"
_IF_SAID = "nothing to mend if the report itself says so"

RULES = (
    Rule(
        "score-out-of-range",
        Severity.WARNING,
        "A score is not on its scale, or is not a number.",
        (
            Case(
                "An engagement score below 0 or above 3; a score of a report or of its quality dimensions below 0 or "
                "above `score_of` (10 where absent), or that is not a number; a `score_of` that is not above 0",
                _STANDS,
                "Correct it",
            ),
        ),
        remedy=_CORRECT,
    ),
    Rule(
        "level-out-of-range",
        Severity.WARNING,
        "A verification level is not a whole number from 0 to 7.",
        (Case("A verification level that is not a whole number from 0 to 7", _STANDS, "Correct it"),),
        remedy=_CORRECT,
    ),
    Rule(
        "confidence-out-of-range",
        Severity.WARNING,
        "A confidence is neither a number from 0 to 1 nor a percentage up to 100%.",
        (
            Case(
                "A confidence below 0, above 1 or 100%, or that is not a number (`high`, `NaN`)",
                _STANDS,
                "Write it like `0.75` or `75%`",
            ),
        ),
        remedy="write it like 0.75 or 75%, or leave it out",
    ),
    Rule(
        "count-out-of-range",
        Severity.WARNING,
        "A report gives a count that is not a whole number, or more verified claims than it has.",
        (
            Case(
                "A number of papers, claims or verified claims that is negative, a fraction or not a number; more "
                "verified claims than claims",
                _STANDS,
                "Correct it",
            ),
        ),
        remedy=_CORRECT,
    ),
    Rule(
        "figures-differ",
        Severity.NOTE,
        "A figure that a report states of itself differs from what can be counted in it.",
        (
            Case(
                "A report's figures that differ from what it lists",
                "Both are shown; the page says so",
                "Nothing, if the report says so",
            ),
        ),
        remedy=_IF_SAID,
    ),
    Rule(
        "verdict-against-confidence",
        Severity.NOTE,
        "A report's verdict on a claim and its confidence in it point in opposite ways.",
        (
            Case(
                "A claim marked as verified with a low confidence, or the other way round",
                "Both are shown; the page says so",
                "Nothing, if the report says so",
            ),
        ),
        remedy=_IF_SAID,
    ),
    Rule(
        "peer-reviewed-preprints",
        Severity.NOTE,
        "A report calls its papers peer-reviewed, and lists preprints only.",
        (
            Case(
                "Papers that are called peer-reviewed, and are preprints",
                "The page says so",
                "Nothing, if the report says so",
            ),
        ),
        remedy=_IF_SAID,
    ),
    Rule(
        "row-broken-over-pages",
        Severity.NOTE,
        "A row of a report's claims table is taken as the tail of the claim before it.",
        (
            Case(
                "A row of a report's claims table without a verdict",
                "Taken as the tail of the claim before it, and shown beside it",
                "Join the two rows",
            ),
        ),
        remedy="join the two rows if the text was copied from a PDF",
    ),
    Rule(
        "row-without-verdict",
        Severity.WARNING,
        "A row of a report's claims table has no verdict.",
        (Case("A first row without a verdict", "Shown as a claim without one", "Write the verdict"),),
        remedy="write ✓ or × and a confidence after it, separated by tabs",
    ),
)
"""In the order of the guide, after those of ``generator.rules.sense``."""
