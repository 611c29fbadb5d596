"""Whether there is anything to see of a text."""

from __future__ import annotations

import re

# Printable as Python has it, and drawn as nothing: what Unicode lets programs ignore (DerivedCoreProperties.txt,
# Default_Ignorable_Code_Point) and has not among its controls, and the Braille pattern without dots.
_BLANK = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufff8\U000e0100-\U000e01ef]"
)


def is_visible(text: str) -> bool:
    """Whether a reader sees anything of ``text``."""
    # Nearly every text starts like this, and a build asks a hundred times a paper.
    if "!" <= text[:1] <= "~":
        return True
    return any(sign.isprintable() and not sign.isspace() and not _BLANK.match(sign) for sign in text)
