"""When objects in circles are looked for: not while millions of objects are made that stay.

Next to none of what a build makes is in circles, and to look for those again and again takes a tenth of its time.
"""

from __future__ import annotations

import gc


class Collecting:
    """Whether Python looks for objects in circles, as it was before a build and will be after it."""

    def __init__(self) -> None:
        self._was_on = gc.isenabled()

    def begin(self) -> None:
        """What the builds before left in circles goes: MkDocs' pages and their files, above all."""
        gc.unfreeze()
        gc.collect()

    def hold_on(self) -> None:
        """Look for none from now on."""
        self._was_on = gc.isenabled()
        gc.disable()

    def go_on(self, *, keeps: bool) -> None:
        """Look for them again; where all that was made is needed for the next build (``keeps``), among what is new.

        Else whoever is served the page waits for it.
        """
        if keeps:
            gc.freeze()
        if self._was_on:
            gc.enable()

    def end(self) -> None:
        """The process is about to end, and would look through all objects once more, for nothing.

        With a thousand papers that takes half a second.
        """
        gc.freeze()
