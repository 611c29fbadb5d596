"""The forms of inputs. A new one is a file here and a line below."""

from __future__ import annotations

from generator.readers.form import InputForm
from generator.readers.json_lines import SCAN_LINES, SYNTHESIS_LINES
from generator.readers.scan import SCAN_FILE, SCAN_FLAT
from generator.readers.synthesis_fields import SYNTHESIS_JSON, SYNTHESIS_YAML
from generator.readers.synthesis_text import SYNTHESIS_TEXT

READERS: tuple[InputForm, ...] = (
    SCAN_FILE,
    SCAN_FLAT,
    SCAN_LINES,
    SYNTHESIS_JSON,
    SYNTHESIS_YAML,
    SYNTHESIS_TEXT,
    SYNTHESIS_LINES,
)
"""All forms. Of two inputs that would have one address, the one whose form comes first has it."""


def form_of(kind: str, inner: str) -> InputForm | None:
    """The form of a file by its path below an input folder of this kind; ``None`` where it is no input."""
    return next((form for form in READERS if form.kind == kind and form.takes(inner)), None)


def form_by_ending(kind: str, name: str) -> InputForm | None:
    """The form of a file that the publisher names, whatever it is called."""
    return next((form for form in READERS if form.kind == kind and name.endswith(form.endings)), None)


def endings(kind: str) -> tuple[str, ...]:
    """The endings of the inputs of a kind."""
    return tuple(dict.fromkeys(ending for form in READERS if form.kind == kind for ending in form.endings))


def examples(kind: str) -> str:
    """Where inputs of a kind are looked for, in words."""
    return ", ".join(dict.fromkeys(f"{form.example}" for form in READERS if form.kind == kind))


def rank(form: InputForm, name: str) -> tuple[int, int]:
    """What is compared where two inputs would have one address."""
    among = form.endings
    second = 0 if len(among) == 1 else next((n for n, ending in enumerate(among) if name.endswith(ending)), 0)
    return READERS.index(form), second
