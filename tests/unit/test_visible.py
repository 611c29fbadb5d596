"""What counts as nothing to see."""

from __future__ import annotations

import pytest

from generator.visible import is_visible
from tests.inputs import scan, with_paper


@pytest.mark.parametrize("text", ["", " \n\u3000", "\u200b\u2060\u00ad", "\u202e\ufeff", "\u3164", "\u115f\u1160", "\u2800 \u2800", "\u034f\ufe0f"])  # fmt: skip
def test_what_is_drawn_as_nothing_is_no_title(text: str) -> None:
    assert not is_visible(text)
    found, said = scan(with_paper(title=text))
    assert found is None
    assert [item.rule for item in said] == ["missing-field"]


@pytest.mark.parametrize("text", ["a", "\u200ba", "\u3164漢", "\u0301", "-", "❤\ufe0f", "\ufffd"])
def test_one_sign_is_enough(text: str) -> None:
    assert is_visible(text)
