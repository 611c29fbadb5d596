"""Where papers appeared, by what scans say of it."""

from __future__ import annotations

import pytest

from generator.formats.venues import Venue, kind_of_venue
from tests.attacks import SEEDS


@pytest.mark.parametrize(
    "venue",
    [
        "NeurIPS 2024", "ICLR", "CVPR'23", "Proceedings of the 41st International Conference on Sand",
        "Findings of the Association for Computational Linguistics: EMNLP 2023", "ACL (Findings)", "Proc. CHI 2021",
        "NeurIPS 2024 Datasets and Benchmarks Track", "Workshop on Dunes at ICML 2025", "DUNE '24",
        "2023 IEEE Symposium on Security and Privacy", "Proceedings of Machine Learning Research", "VLDB 2022",
        "International Conference on Learning Representations (arXiv:2403.00001)", "EMNLP2024",
    ],
)  # fmt: skip
def test_conferences(venue: str) -> None:
    assert kind_of_venue(venue) is Venue.CONFERENCE


@pytest.mark.parametrize(
    "venue",
    [
        "Journal of Sand", "Nature", "IEEE Transactions on Sand", "Proceedings of the VLDB Endowment", "TMLR 2024",
        "Proceedings of the National Academy of Sciences", "Proceedings of the ACM on Programming Languages",
        "Transactions of the Association for Computational Linguistics", "The VLDB Journal", "Science Robotics",
        "Proceedings of the IEEE", "Machine Learning", "Oracle", "Technology in Society", "Hallmarks",
    ],
)  # fmt: skip
def test_journals_and_what_is_not_known(venue: str) -> None:
    assert kind_of_venue(venue) is Venue.JOURNAL


@pytest.mark.parametrize(
    "venue",
    ["", " ", "arXiv", "arXiv preprint arXiv:2403.00001", "arxiv.org", "CoRR abs/2403.00001", "bioRxiv", "SSRN",
     "OpenReview", "Submitted to ICLR 2025", "Under review at NeurIPS", "Preprint", "HAL"],
)  # fmt: skip
def test_preprints(venue: str) -> None:
    assert kind_of_venue(venue) is Venue.PREPRINT


def test_any_text_is_of_some_kind() -> None:
    assert {kind_of_venue(seed) for seed in SEEDS} <= set(Venue)
