"""What lists quote of a scan's texts: first sentences, packed and unpacked."""

from __future__ import annotations

import pytest

from generator.excerpts import first_sentence, pack, unpack


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", ""),
        ("No code. None was found.", "No code."),
        ("One sentence without an end", "One sentence without an end"),
        ("Is it open? Yes.", "Is it open?"),
        # A number, a version or an abbreviation does not end a sentence.
        ("The score is 3.5 of 10. It fell.", "The score is 3.5 of 10."),
        ("See Fig. 3 and Sec. 4. Then stop.", "See Fig. 3 and Sec. 4."),
        ("Some data, e.g. On Tables, is open. The rest is not.", "Some data, e.g. On Tables, is open."),
        ("Made by A. Example et al. The rest.", "Made by A. Example et al. The rest."),
        ("Two\nlines \t here. More.", "Two lines here."),
        ("x" * 400, "x" * 160 + " …"),
    ],
)
def test_the_first_sentence_of_a_text(text: str, wanted: str) -> None:
    assert first_sentence(text) == wanted


def test_a_long_sentence_is_cut_at_a_word() -> None:
    cut = first_sentence("word " * 100)
    assert cut == "word " * 32 + "…"


@pytest.mark.parametrize("texts", [[], [""], ["", ""], ["One.", "", "Ünï ⟨x⟩."], ["\ud800 alone", "a\x1cb"]])
def test_what_is_packed_comes_out_again(texts: list[str]) -> None:
    assert unpack(pack(texts), len(texts)) == tuple(first_sentence(text) for text in texts)
    assert pack(texts).isascii()
