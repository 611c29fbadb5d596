"""Which links to folders may be followed, so that a walk ends and finds nothing twice."""

from __future__ import annotations

import os


class Followed:
    """Folders of which none lies in another, so that no file is found twice and no walk goes in circles."""

    def __init__(self) -> None:
        self._folders: set[str] = set()
        self._above: set[str] = set()

    def add(self, folder: str) -> bool:
        """Take a folder, by its absolute path without links; whether it lies apart from all others."""
        steps = folder.split(os.sep)
        above = [os.sep.join(steps[:number]) for number in range(1, len(steps))]
        if folder in self._folders or folder in self._above or not self._folders.isdisjoint(above):
            return False
        self._folders.add(folder)
        self._above.update(above)
        return True
