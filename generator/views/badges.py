"""Badges: for each verdict a symbol, a word and a kind. The symbol differs too, so colour is never alone."""

from __future__ import annotations

from functools import lru_cache

from generator.model import Answer, Claim, Criterion, SupportLevel, SynthesisClaim, Verdict
from generator.render.markup import Badge
from generator.shorten import short_word
from generator.vocabulary import load

_ANSWERS = {
    Answer.YES: ("yes", "✓"),
    Answer.NO: ("no", "✗"),
    Answer.NOT_APPLICABLE: ("na", "–"),
    Answer.UNCLEAR: ("unclear", "?"),
}
_SUPPORT = {
    SupportLevel.STRONG: ("strong", "●"),
    SupportLevel.MODERATE: ("moderate", "◐"),
    SupportLevel.WEAK: ("weak", "○"),
    SupportLevel.UNSUPPORTED: ("unsupported", "✗"),
    SupportLevel.OTHER: ("unclear", "?"),
}
_VERDICTS = {
    Verdict.VERIFIED: ("yes", "✓"),
    Verdict.NOT_VERIFIED: ("unverified", "×"),
    Verdict.OTHER: ("unclear", "?"),
}


@lru_cache(maxsize=1024)
def answer_badge(answer: Answer, stated: str = "") -> Badge:
    """The badge of an answer; an unknown word is shown as given."""
    kind, symbol = _ANSWERS[answer]
    key = "unknown" if answer is Answer.UNCLEAR else answer.value
    title = load().term("answers", key).title
    return Badge(kind, symbol, f"{title}: {stated}" if stated else title)


def criterion_badge(criterion: Criterion) -> Badge:
    """The badge of a criterion's answer."""
    return answer_badge(criterion.answer, short_word(criterion.stated))


def support_badge(claim: Claim) -> Badge:
    """The badge of a claim's support level; an unknown word is shown as given."""
    if claim.support is SupportLevel.OTHER:
        return Badge(*_SUPPORT[claim.support], short_word(claim.stated_support) or "Not stated")
    return level_badge(claim.support)


def level_badge(level: SupportLevel) -> Badge:
    """The badge of a support level."""
    return Badge(*_SUPPORT[level], support_title(level))


def support_title(level: SupportLevel) -> str:
    """A support level in words."""
    return "Other" if level is SupportLevel.OTHER else load().term("support_levels", level.value).title


def verdict_badge(claim: SynthesisClaim) -> Badge:
    """The badge of a verdict."""
    kind, symbol = _VERDICTS[claim.verdict]
    if claim.verdict is Verdict.OTHER:
        return Badge(kind, symbol, short_word(claim.stated_verdict) or "Not stated")
    return Badge(kind, symbol, load().term("verdicts", claim.verdict.value).title)


def bare_verdict_badge(verdict: Verdict) -> Badge:
    """The badge of a verdict whose own word is not at hand."""
    kind, symbol = _VERDICTS[verdict]
    return Badge(kind, symbol, "Other" if verdict is Verdict.OTHER else load().term("verdicts", verdict.value).title)


def tally_badge(yes: int, applicable: int) -> Badge:
    """Met of applicable, coloured by the share that is met (a third, two thirds)."""
    if not applicable:
        return Badge("na", "–", "none applicable")
    kind = "high" if 3 * yes >= 2 * applicable else "middle" if 3 * yes >= applicable else "low"
    symbol = {"high": "▲", "middle": "■", "low": "▼"}[kind]
    return Badge(kind, symbol, f"{yes:,} of {applicable:,}")
