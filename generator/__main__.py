"""``python -m generator`` is ``scanpress``."""

from __future__ import annotations

import sys

from generator.adapters.cli import main

if __name__ == "__main__":
    sys.exit(main())
