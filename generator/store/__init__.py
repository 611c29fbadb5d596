"""What is remembered between runs, and how files are written: used by every adapter, and knows none of them."""

from generator.store.database import Store
from generator.store.drawer import Drawer
from generator.store.seal import Seal, seal_for

__all__ = ["Drawer", "Seal", "Store", "seal_for"]
