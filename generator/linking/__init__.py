"""What leads from one input to another: citations, shared claims, shared names."""

from __future__ import annotations

from generator.linking.citations import Ambiguity, Citations, cite
from generator.linking.names import Names, SharedName, share_names
from generator.linking.shared_claims import ClaimPlace, shared_claims

__all__ = ["Ambiguity", "Citations", "ClaimPlace", "Names", "SharedName", "cite", "share_names", "shared_claims"]
