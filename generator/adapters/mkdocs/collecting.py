"""When objects in circles are looked for: not while millions of objects are made that stay.

Next to none of what a build makes is in circles, and to look for those again and again takes a tenth of its time.
"""

from __future__ import annotations

import gc


class Collecting:
    """Whether Python looks for objects in circles, as it was before a build and will be after it."""

    def __init__(self) -> None:
        self._was_on = gc.isenabled()

    def begin(self, *, is_next: bool) -> None:
        """Look for none from now on; where this is the next build of a preview, for the last time before.

        What the builds before left in circles goes then: MkDocs' pages and their files, above all.
        """
        gc.unfreeze()
        if is_next:
            gc.collect()
        self.hold_on()

    def hold_on(self) -> None:
        """Look for none from now on."""
        self._was_on = gc.isenabled()
        gc.disable()

    def go_on(self) -> None:
        """Look for them again, but among what is new.

        All that was made is needed for the next build of a preview, and whoever is served the page would wait. Else
        the process is about to end, and would look through all of it once more for nothing: half a second with a
        thousand papers. A build that comes in the same process all the same looks at it again.
        """
        gc.freeze()
        if self._was_on:
            gc.enable()
