"""What leads from one input to another: citations, shared claims, shared names."""

from __future__ import annotations

from generator.linking.citations import Ambiguity, Citations, cite
from generator.linking.names import Names, SharedName, share_names
from generator.linking.shared_claims import shared_claims, shared_of

__all__ = ["Ambiguity", "Citations", "Names", "SharedName", "cite", "share_names", "shared_claims", "shared_of"]
